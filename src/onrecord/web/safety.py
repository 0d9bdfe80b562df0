"""What keeps other pages, other hosts and scraped text from doing harm. Pure ASGI, around everything.

- Host must be the address the server was started for: a name that was made to point here (DNS
  rebinding) is refused.
- A write must come from a page of this server (Origin, Sec-Fetch-Site), carry this start's token
  and be JSON, which no form of another page can send.
- Pages may run only scripts and styles of this server; no inline script, no frame but the
  record's own captures, no request elsewhere.
"""

from __future__ import annotations

import hmac
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.api_problems import as_problem

READING = frozenset({"GET", "HEAD"})
TOKEN_HEADER = "x-onrecord-token"
LINK_SCHEMES = frozenset({"http", "https"})
CUT_SHORT = ("...", "…")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
# A capture is shown as it was, in a frame: no script, no request, no way out.
CAPTURE_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
)
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Which hosts are ours, what a write must carry, and how many requests a caller may make."""

    hosts: frozenset[str]
    token: str
    read_only: bool = False
    writes_a_minute: int = 600
    clock: Callable[[], float] = field(default=time.monotonic)


def name_hosts(host: str, port: int) -> frozenset[str]:
    """Return the Host headers that mean the server at this address."""
    names = {host, "127.0.0.1", "localhost", "[::1]"} if is_local(host) else {host}
    return frozenset(f"{name}:{port}" for name in names) | (
        frozenset(names) if port in (80, 443) else frozenset()
    )


def is_local(host: str) -> bool:
    """Is this an address that only this machine reaches?"""
    return host in {"127.0.0.1", "localhost", "::1", "[::1]"}


def find_link(address: str | None) -> str | None:
    """Return an address that may be linked to (http, https), None for all others.

    One that was cut short ("https://a.example/stories/65...") leads nowhere.
    """
    if not address or address.rstrip().endswith(CUT_SHORT):
        return None
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    return address.strip() if parts.scheme.lower() in LINK_SCHEMES and parts.netloc else None


class Safety:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, *, rules: Rules) -> None:
        self._app = app
        self._rules = rules
        self._writes: OrderedDict[str, list[float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what is not ours; set the headers of what is."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = self._refuse(scope)
        if refused is not None:
            await as_problem(str(scope["path"]), refused)(scope, receive, _dress(send))
            return
        await self._app(scope, receive, _dress(send))

    def _refuse(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if headers.get("host", "").lower() not in self._rules.hosts:
            return PlainTextResponse("This address is not served here.\n", 421)
        if scope["method"] in READING:
            return None
        return self._refuse_write(scope, headers)

    def _refuse_write(self, scope: Scope, headers: Headers) -> PlainTextResponse | None:
        if not self._is_own(headers):
            return PlainTextResponse("Only pages of this server may write.\n", 403)
        if scope["path"] in OPEN_FORMS:
            return None if self._counts(scope) else _too_many()
        if self._rules.read_only:
            return PlainTextResponse("The server was started to read only.\n", 403)
        if headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
            return PlainTextResponse("A write is JSON (application/json).\n", 415)
        given = headers.get(TOKEN_HEADER, "").encode()
        if not hmac.compare_digest(given, self._rules.token.encode()):
            return PlainTextResponse(
                "The token of this start is missing; load the page again.\n", 403
            )
        return None if self._counts(scope) else _too_many()

    def _is_own(self, headers: Headers) -> bool:
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return False
        origin = headers.get("origin")
        if origin is None:
            return False
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        return (
            parts.scheme in LINK_SCHEMES and parts.netloc.lower() == headers.get("host", "").lower()
        )

    def _counts(self, scope: Scope) -> bool:
        """Count a write of this caller; False when there were too many in a minute."""
        caller = (scope.get("client") or ("", 0))[0]
        now = self._rules.clock()
        recent = [at for at in self._writes.get(caller, []) if now - at < MINUTE]
        self._writes[caller] = [*recent, now]
        self._writes.move_to_end(caller)
        while len(self._writes) > MOST_CALLERS:
            self._writes.popitem(last=False)
        return len(recent) < self._rules.writes_a_minute


MINUTE = 60.0
MOST_CALLERS = 1000
# The two forms that are no JSON: signing in, which has no session yet, and out, which harms nothing.
OPEN_FORMS = frozenset({"/login", "/logout"})


def _too_many() -> PlainTextResponse:
    return PlainTextResponse("Too many writes in a minute.\n", 429, headers={"retry-after": "60"})


def _dress(send: Send) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _list_headers():
                headers.setdefault(name, value)
        await send(message)

    return dressed


def _list_headers() -> Iterable[tuple[str, str]]:
    yield "content-security-policy", POLICY
    yield "cache-control", "no-store"
    yield from HEADERS.items()
