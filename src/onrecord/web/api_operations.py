"""What the API offers: each operation with its parameters and answer, from which routes and OpenAPI are made."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from onrecord.web.api_problems import ProblemError
from onrecord.web.api_schemas import MOST_PAGES, MOST_ROWS, Schema

Values = Mapping[str, Any]
Handler = Callable[[Request, Values], Response] | Callable[[Request, Values], Awaitable[Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One value of an address."""

    name: str
    schema: Schema
    about: str
    place: str = "query"
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One address and method: what it takes and what it gives."""

    path: str
    name: str
    summary: str
    handler: Handler
    answer: Schema
    method: str = "GET"
    parameters: tuple[Parameter, ...] = ()
    body: Schema | None = None
    problems: tuple[int, ...] = field(default=())


PAGE = Parameter(
    name="page",
    schema={"type": "integer", "minimum": 1, "maximum": MOST_PAGES},
    about="Which page, from 1.",
)
LIMIT = Parameter(
    name="limit",
    schema={"type": "integer", "minimum": 1, "maximum": MOST_ROWS},
    about="Rows of a page, else 50.",
)


def name_day(name: str, about: str) -> Parameter:
    """Return a parameter that is a day."""
    return Parameter(name=name, schema={"type": "string", "format": "date"}, about=about)


def name_text(name: str, about: str, *, required: bool = False) -> Parameter:
    """Return a parameter that is a text."""
    schema = {"type": "string", "minLength": 1, "maxLength": 200}
    return Parameter(name=name, schema=schema, about=about, required=required)


def read_values(request: Request, operation: Operation) -> dict[str, Any]:
    """Return the values of an address. Raises ProblemError (400) for one that is not as it should be."""
    values: dict[str, Any] = {
        one.name: _read_text(one.name, one.schema, request.path_params[one.name])
        for one in operation.parameters
        if one.place == "path"
    }
    known = {p.name: p for p in operation.parameters if p.place == "query"}
    for name in dict.fromkeys(request.query_params.keys()):
        if name not in known:
            raise ProblemError(400, f'"{name}" is no parameter here; there are: {", ".join(known)}')
        given = request.query_params.getlist(name)
        values[name] = _read(known[name], given)
    for name, parameter in known.items():
        if parameter.required and name not in values:
            raise ProblemError(400, f'"{name}" is missing: {parameter.about}')
    return values


def _read(parameter: Parameter, given: list[str]) -> Any:
    schema = parameter.schema
    if schema["type"] == "array":
        items = {name: said for name, said in schema["items"].items() if name != "pattern"}
        return [_read_text(parameter.name, items, one) for one in given]
    if len(given) > 1:
        raise ProblemError(400, f'"{parameter.name}" may stand only once')
    if schema["type"] == "boolean":
        return _read_truth(parameter.name, given[0])
    if schema["type"] == "integer":
        return _read_number(parameter.name, schema, given[0])
    if schema.get("format") == "date":
        return _read_day(parameter.name, given[0])
    return _read_text(parameter.name, schema, given[0])


def _read_truth(name: str, text: str) -> bool:
    if text not in ("true", "false"):
        raise ProblemError(400, f'"{name}" is true or false')
    return text == "true"


def _read_number(name: str, schema: Schema, text: str) -> int:
    if re.fullmatch(r"[0-9]{1,7}", text) and schema["minimum"] <= int(text) <= schema["maximum"]:
        return int(text)
    raise ProblemError(
        400, f'"{name}" is a whole number from {schema["minimum"]} to {schema["maximum"]}'
    )


def _read_day(name: str, text: str) -> date:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise ProblemError(400, f'"{name}" is a day, written 2025-03-31')


def _read_text(name: str, schema: Schema, text: str) -> str:
    if "enum" in schema and text not in schema["enum"]:
        raise ProblemError(400, f'"{name}" is one of: {", ".join(schema["enum"])}')
    if not schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", len(text)):
        raise ProblemError(400, f'"{name}" has 1 to {schema["maxLength"]} characters')
    if not re.search(schema.get("pattern", ""), text):
        raise ProblemError(404, f"there is nothing with the id {text!r}")
    return text
