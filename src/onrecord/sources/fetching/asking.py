"""Ask for one address, and follow where its answers lead, within bounds.

Each answer that leads elsewhere is looked at like the first address: the same rules hold for it.
Proxies of the environment are not used: they would hide the address.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import httpcore

from onrecord.model import SourceError
from onrecord.sources.fetching.addresses import (
    RefusedError,
    find_host,
    find_port,
    make_target,
    name_host,
    split_url,
)
from onrecord.sources.fetching.bodies import read_body
from onrecord.sources.fetching.lines import FetchLimits, Net, PinnedLines

REDIRECTS = frozenset({301, 302, 303, 307, 308})
OK, NOT_MODIFIED = 200, 304


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the server said of the file the last time, for asking whether it changed."""

    etag: str = ""
    last_modified: str = ""

    def make_headers(self) -> dict[str, str]:
        """Return the headers of a conditional request; what no header can hold is left out."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in headers.items() if value and value.isprintable()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered. Only a 200 has a body; header names are in small letters."""

    url: str  # the last one asked
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    address: str  # the number that was asked
    hops: tuple[str, ...] = ()  # the addresses that led here

    @property
    def content_type(self) -> str:
        """Return what the server calls the body, with its parameters."""
        return self.headers.get("content-type", "")

    @property
    def media_type(self) -> str:
        """Return what the server calls the body, without parameters."""
        return self.content_type.split(";")[0].strip().lower()

    @property
    def known(self) -> Known:
        """Return what to ask with the next time."""
        return Known(
            etag=self.headers.get("etag", ""), last_modified=self.headers.get("last-modified", "")
        )

    @property
    def leads_to(self) -> str | None:
        """Return the address that it redirects to."""
        place = self.headers.get("location", "")
        if self.status not in REDIRECTS or not place:
            return None
        try:
            return urljoin(self.url, place)
        except ValueError as error:
            raise RefusedError(f"{self.url}: leads to no address ({place[:80]})") from error


Ask = Callable[[str], Answer]


def follow(url: str, ask: Ask, limits: FetchLimits) -> Answer:
    """Return the answer at the end of the way that begins at `url`."""
    at = url
    hops: list[str] = []
    for _ in range(limits.redirects + 1):
        answer = ask(at)
        place = answer.leads_to
        if place is None:
            return Answer(
                url=at, status=answer.status, headers=answer.headers, body=answer.body,
                address=answer.address, hops=tuple(hops),
            )  # fmt: skip
        is_down = urlsplit(at).scheme == "https" and urlsplit(place).scheme == "http"
        if is_down and not limits.allow_downgrade:
            raise RefusedError(f"{url}: leads from https to http ({place}); it was not followed")
        hops.append(at)
        at = place
    raise RefusedError(f"{url}: more than {limits.redirects} redirects; name the last address")


def ask_once(
    url: str, *, limits: FetchLimits, net: Net, known: Known, deadline: float | None = None
) -> Answer:
    """Return what the server of `url` answers. Raises SourceError that names fault and remedy."""
    parts = split_url(url)
    until = net.tick() + limits.seconds if deadline is None else deadline
    lines = PinnedLines(net, limits, until)
    origin = httpcore.Origin(parts.scheme.encode(), find_host(parts).encode(), find_port(parts))
    try:
        with (
            httpcore.HTTPConnection(
                origin, ssl_context=ssl.create_default_context(), network_backend=lines
            ) as connection,
            connection.stream(
                "GET",
                httpcore.URL(
                    scheme=origin.scheme, host=origin.host, port=origin.port,
                    target=make_target(parts),
                ),
                headers=list(_make_headers(name_host(parts), limits, known).items()),
                extensions={"timeout": _make_times(limits)},
            ) as response,
        ):  # fmt: skip
            return _read_answer(response, url, lines, limits)
    except (TimeoutError, httpcore.TimeoutException) as error:
        spent = f"not done after {limits.seconds:g} seconds"
        fault = spent if net.tick() >= until else "silent for too long"
        raise SourceError(f"{url}: {fault}; try again later") from error
    except (OSError, httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise SourceError(
            f"{url}: the connection failed ({_describe(error)}); try again later"
        ) from error


def _make_headers(host: str, limits: FetchLimits, known: Known) -> dict[str, str]:
    return {
        "Host": host,
        "User-Agent": limits.user_agent,
        "Accept": "*/*",
        "Accept-Encoding": "gzip",
        "Connection": "close",
        **known.make_headers(),
    }


def _make_times(limits: FetchLimits) -> dict[str, float]:
    read, connect = limits.read_seconds, limits.connect_seconds
    return {"connect": connect, "read": read, "write": read, "pool": connect}


def _read_answer(
    response: httpcore.Response, url: str, lines: PinnedLines, limits: FetchLimits
) -> Answer:
    headers = {
        name.decode("latin-1").lower(): value.decode("latin-1").strip()
        for name, value in response.headers
    }
    body = b""
    if response.status == OK:
        encoding = headers.get("content-encoding", "")
        body = read_body(_read_chunks(response, url), url, encoding, limits)
    return Answer(
        url=url, status=response.status, headers=headers, body=body, address=lines.asked
    )  # fmt: skip


def _read_chunks(response: httpcore.Response, url: str) -> Iterator[bytes]:
    """Yield the body as it comes. Raises SourceError where it ends too early."""
    came = 0
    chunks: Iterable[bytes] = response.iter_stream()
    try:
        for chunk in chunks:
            came += len(chunk)
            yield chunk
    except httpcore.RemoteProtocolError as error:
        raise SourceError(f"{url}: cut off after {came:,} bytes; try again") from error


def _describe(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not to be trusted: {error.verify_message}"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__
