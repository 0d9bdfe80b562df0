"""Sign in and out, where several people share a record."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from onrecord.web.people import COOKIE, HOURS, Sessions, is_password_of
from onrecord.web.rendering import render

LARGEST = 4096  # bytes of the form
TRIES = 10  # wrong passwords of one caller in a minute
MINUTE = 60.0


def list_routes() -> list[BaseRoute]:
    """Return the addresses of signing in and out."""
    return [
        Route("/login", show_form),
        Route("/login", sign_in, methods=["POST"]),
        Route("/logout", sign_out, methods=["POST"]),
    ]


def show_form(request: Request) -> Response:
    """Ask for a name and a password."""
    return _ask(request, _own(request.query_params.get("next", "/")))


async def sign_in(request: Request) -> Response:
    """Begin a session, or ask again."""
    sessions: Sessions | None = request.app.state.sessions
    form = await read_form(request)
    wanted = _own(form.get("next", "/"))
    if sessions is None:
        return RedirectResponse(wanted, 303)
    tries: dict[str, list[float]] = request.app.state.tries
    caller = request.client.host if request.client else ""
    now = request.app.state.options.clock().timestamp()
    recent = [at for at in tries.get(caller, ()) if now - at < MINUTE]
    if len(recent) >= TRIES:
        return _ask(request, wanted, "Too many tries. Wait a minute.", 429)
    person = sessions.people.get(form.get("name", ""))
    right = await run_in_threadpool(
        is_password_of, person, form.get("password", ""), sessions.stand_in
    )
    if person is None or not right:
        tries[caller] = [*recent, now]
        return _ask(request, wanted, "Name and password do not go together.", 403)
    answer = RedirectResponse(wanted, 303)
    answer.set_cookie(
        COOKIE,
        sessions.begin(person.name),
        max_age=HOURS * 3600,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer


async def sign_out(request: Request) -> Response:
    """End the session."""
    sessions: Sessions | None = request.app.state.sessions
    if sessions is not None:
        sessions.end(request.cookies.get(COOKIE, ""))
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return answer


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of a small form; a larger one is empty."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return {}
    return dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=8))


def _own(address: str) -> str:
    """Return an address of this server; any other leads to the first page."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\", "/login"))
    return address if inside and address.isprintable() else "/"


def _ask(request: Request, wanted: str, said: str = "", status: int = 200) -> Response:
    values = {"title": "Sign in", "next": wanted, "said": said}
    return render(request, "login.html.j2", values, status=status)
