"""The layer that asks who it is where several people share a record: no session, no page."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.web.api_problems import API, as_problem
from onrecord.web.people import COOKIE, Person, Sessions
from onrecord.web.safety import OPEN_FORMS, READING

# What is given to somebody who has no session yet, besides the form: what it is drawn with.
STATIC = "/static/"


class Team:
    """Lets through who has a session, and writes of reviewers only."""

    def __init__(self, app: ASGIApp, *, sessions: Sessions) -> None:
        self._app = app
        self._sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Find whose request it is; ask for a name where nobody's."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        person = self._sessions.read(HTTPConnection(scope).cookies.get(COOKIE, ""))
        refused = _refuse(scope, person)
        if refused is not None:
            await as_problem(str(scope["path"]), refused)(scope, receive, send)
            return
        await self._app({**scope, "onrecord.person": person}, receive, send)


def _refuse(scope: Scope, person: Person | None) -> Response | None:
    path = str(scope["path"])
    if path in OPEN_FORMS or path.startswith(STATIC):
        return None
    reads = scope["method"] in READING
    if person is None:
        wanted = f"{path}?{scope['query_string'].decode('latin-1')}".removesuffix("?")
        if reads and not path.startswith(f"{API}/"):
            return RedirectResponse(f"/login?next={quote(wanted, safe='')}", 303)
        return PlainTextResponse("Your session has ended; sign in again.\n", 401)
    if not reads and not person.may_write:
        return PlainTextResponse("You may read here, not decide.\n", 403)
    return None
