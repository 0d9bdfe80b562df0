"""The application: routes of all screens, around them what keeps it safe."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from onrecord.model import NotFoundError, OnrecordError, RecordError
from onrecord.web.ahead import make_ahead
from onrecord.web.people import Person, Sessions
from onrecord.web.rendering import make_renderer, render
from onrecord.web.safety import Rules, Safety, name_hosts
from onrecord.web.shelf import PATIENCE, BeingMadeError, Shelf
from onrecord.web.team import Team

STATIC = Path(__file__).parent / "static"
# Each gives `list_routes()`. A screen is added by its module's name here.
PAGES = (
    "signing_in",
    "home",
    "changes",
    "searching",
    "over_time",
    "families",
    "variants",
    "standing",
    "charts",
    "rows",
    "reader",
    "citing",
    "dossiers",
    "reviewing",
    "api",
    "lists",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How the server was started. `names` are those that browsers reach it by, besides `host`.

    Where there are `people`, nobody else may open a page, and `reviewer` is not used.
    """

    record: Path
    host: str = "127.0.0.1"
    port: int = 8000
    names: tuple[str, ...] = ()
    people: Mapping[str, Person] | None = None
    read_only: bool = False
    reviewer: str = ""
    patience: float = PATIENCE
    clock: Callable[[], datetime]
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))


def make_app(options: Options) -> Starlette:
    """Return the application for the record in a folder. The record is opened with the first page."""
    shelf = Shelf(options.record, patience=options.patience, read_only=options.read_only)
    rules = Rules(
        hosts=frozenset().union(
            *(name_hosts(name, options.port) for name in (options.host, *options.names))
        ),
        token=options.token,
        read_only=options.read_only,
    )
    around = [Middleware(Safety, rules=rules)]
    sessions = None
    if options.people is not None:
        sessions = Sessions(options.people, lambda: options.clock().timestamp())
        around.append(Middleware(Team, sessions=sessions))
    app = Starlette(
        routes=list_routes(),
        middleware=around,
        exception_handlers={
            BeingMadeError: answer_waiting,
            OnrecordError: answer_error,
            404: answer_missing,
        },
        lifespan=_warm,
    )
    app.state.shelf = shelf
    app.state.options = options
    app.state.sessions, app.state.tries = sessions, {}
    app.state.renderer = make_renderer()
    return app


def list_routes() -> list[BaseRoute]:
    """Return the routes of all screens; lists come last, they take any single name."""
    routes: list[BaseRoute] = [Mount("/static", StaticFiles(directory=STATIC), name="static")]
    for name in PAGES:
        routes += import_module(f"onrecord.web.pages.{name}").list_routes()
    return routes


def answer_error(request: Request, error: Exception) -> Response:
    """Say what was wrong with a request: 404 for what is not there, 400 for what cannot be read."""
    status = (
        404 if isinstance(error, NotFoundError) else 503 if isinstance(error, RecordError) else 400
    )
    return render(
        request, "error.html.j2", {"message": str(error), "title": "Not shown"}, status=status
    )


@asynccontextmanager
async def _warm(app: Starlette) -> AsyncIterator[None]:
    """Make beside the first pages what takes long, and again whenever a build lands."""
    app.state.shelf.make_ahead(lambda: make_ahead(app.state.shelf, app.state.options.clock))
    yield


def answer_waiting(request: Request, error: Exception) -> Response:
    """Say that something is being made, and load the page again in a while."""
    values = {"message": str(error), "title": "One moment"}
    answer = render(request, "error.html.j2", values, status=202)
    answer.headers["refresh"] = "2"
    return answer


def answer_missing(request: Request, _error: Exception) -> Response:
    """Say that an address leads nowhere."""
    return render(
        request,
        "error.html.j2",
        {"message": f"There is no page at {request.url.path}.", "title": "Not found"},
        status=404,
    )
