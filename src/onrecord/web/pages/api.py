"""Routes of the API: its description, each operation, and problems for everything else under /api."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import iscoroutinefunction
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from onrecord.model import OnrecordError
from onrecord.web.api_openapi import list_operations, make_openapi
from onrecord.web.api_operations import Operation, read_values
from onrecord.web.api_problems import API, ProblemError, name_problem
from onrecord.web.api_tables import list_all_columns

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY", "CONNECT"]
Endpoint = Callable[[Request], Awaitable[Response]]


def list_routes() -> list[BaseRoute]:
    """Return the addresses of the API; fixed ones first, then those with an id in them."""
    operations = sorted(list_operations(list_all_columns()), key=lambda one: "{" in one.path)
    return [
        Route(f"{API}/openapi.json", give_description),
        *(
            Route(one.path, make_endpoint(one), methods=METHODS, name=one.name)
            for one in operations
        ),
        Route(f"{API}{{rest:path}}", answer_unknown, methods=METHODS),
    ]


def give_description(request: Request) -> Response:  # noqa: ARG001
    """Give the OpenAPI description."""
    return JSONResponse(make_openapi(list_all_columns()))


def make_endpoint(operation: Operation) -> Endpoint:
    """Return what answers an operation: its values read, its errors told as problems."""
    allowed = ["GET", "HEAD"] if operation.method == "GET" else [operation.method]

    async def endpoint(request: Request) -> Response:
        try:
            if request.method not in allowed:
                raise ProblemError(
                    405, f"only {' and '.join(allowed)} here", allow=", ".join(allowed)
                )
            return await _answer(operation, request)
        except OnrecordError as error:
            return name_problem(error)

    return endpoint


async def answer_unknown(request: Request) -> Response:
    """Say that there is nothing at an address."""
    return name_problem(
        ProblemError(404, f"there is nothing at {request.url.path}; {API}/openapi.json lists all")
    )


async def _answer(operation: Operation, request: Request) -> Response:
    values = read_values(request, operation)
    handler: Any = operation.handler
    if iscoroutinefunction(handler):
        answered: Response = await handler(request, values)
    else:
        answered = await run_in_threadpool(handler, request, values)
    return answered
