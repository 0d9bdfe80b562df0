"""Fetch one address: http and https only, to the address that was looked at, within bounds.

The name is resolved once and the connection goes to what it resolved to, so that a name cannot
point elsewhere a moment later. Private, local and link-local addresses (routers, metadata
services) are refused, after redirects too. Size, time, packing ratio and redirects are bounded.
Proxies of the environment are not used: they would hide the address.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from onrecord.model import SourceError

CHUNK = 64 * 1024
PORTS = {"http": 80, "https": 443}
REDIRECTS = {301, 302, 303, 307, 308}
NOT_MODIFIED = 304
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_REMEDIES = {
    401: "it wants an account: download the file yourself and import it",
    403: "it refuses programs: download the file in a browser and import it",
    404: "the address is gone: look for the file's new place and correct the feed",
    410: "the address is gone: look for the file's new place and correct the feed",
    429: "it was asked too often: try again in an hour",
}
SERVER_FAULT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """The bounds of a fetch. `allow_private` is for a server of one's own, and for tests."""

    seconds: float = 60.0
    most_bytes: int = 128 * 1024**2
    most_ratio: int = 200
    redirects: int = 5
    allow_private: bool = False
    user_agent: str = "onrecord (checks figures against official series)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came. `body` is None when the server says that nothing changed."""

    url: str  # after redirects
    body: bytes | None
    media_type: str = ""
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the server said of the file the last time, for asking whether it changed."""

    etag: str = ""
    last_modified: str = ""

    def make_headers(self) -> dict[str, str]:
        """Return the headers of a conditional request."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in headers.items() if value}


def fetch_url(
    url: str, *, limits: FetchLimits | None = None, known: Known | None = None
) -> Fetched:
    """Return what lies at `url`. Raises SourceError that names address, fault and remedy."""
    limits, known = limits or FetchLimits(), known or Known()
    deadline = time.monotonic() + limits.seconds
    at = url
    for _ in range(limits.redirects + 1):
        answer = _ask(at, limits, known, deadline)
        if isinstance(answer, Fetched):
            return answer
        if urlsplit(at).scheme == "https" and urlsplit(answer).scheme == "http":
            raise SourceError(f"{url}: leads from https to http ({answer}); it was not followed")
        at = answer
    raise SourceError(f"{url}: more than {limits.redirects} redirects; name the last address")


def find_addresses(host: str, port: int, *, allow_private: bool) -> list[tuple[str, int]]:
    """Return the addresses of a name with their families, each once. All of them must be public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(f"{host}: cannot be found; check the name and the network") from error
    addresses = list(dict.fromkeys((str(address[0]), int(family)) for family, *_, address in found))
    for address, _ in addresses:
        if not allow_private and not is_public(address):
            raise SourceError(
                f"{host}: leads to {address}, which is no public address; it was not asked"
            )
    return addresses


def is_public(address: str) -> bool:
    """Is it an address of the open internet?"""
    parsed = ipaddress.ip_address(address.split("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour
        if parsed in _NAT64:
            inner = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


def split_url(url: str) -> SplitResult:
    """Return the parts of an address that may be fetched. Raises SourceError for any other."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise SourceError(f"{url}: is no address ({error}); write https://…") from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise SourceError(f"{url}: only http and https addresses are fetched; write https://…")
    if parts.username is not None or parts.password is not None:
        raise SourceError(f"{parts.hostname}: no names and passwords in addresses; take them out")
    if any(ord(sign) <= ord(" ") or ord(sign) == 127 for sign in url):
        raise SourceError(f"{url!r}: white space in an address; write %20")
    if port == 0:
        raise SourceError(f"{url}: there is no port 0; correct the address")
    return parts


class _PinnedConnection(http.client.HTTPConnection):
    """A connection to an address that was looked at, whatever the name says by now."""

    def __init__(self, parts: SplitResult, limits: FetchLimits, deadline: float) -> None:
        port = parts.port or PORTS[parts.scheme]
        super().__init__(str(parts.hostname), port, timeout=max(0.01, deadline - time.monotonic()))
        self._parts, self._limits = parts, limits
        # http.client forgets its socket once an answer begins; the response goes on reading from it
        self.held: socket.socket | None = None

    def connect(self) -> None:
        """Connect to the pinned address; the certificate must be the name's."""
        if not self._limits.allow_private and self.port not in PORTS.values():
            raise SourceError(f"{self.host}:{self.port}: only ports 80 and 443 are asked")
        self.sock = self._connect_plain()
        if self._parts.scheme == "https":
            context = ssl.create_default_context()
            self.sock = self.held = context.wrap_socket(self.sock, server_hostname=self.host)

    def _connect_plain(self) -> socket.socket:
        """Return a connection to the first of the name's addresses that answers."""
        addresses = find_addresses(self.host, self.port, allow_private=self._limits.allow_private)
        for number, (address, family) in enumerate(addresses, start=1):
            self.held = socket.socket(family, socket.SOCK_STREAM)
            self.held.settimeout(self.timeout)
            try:
                self.held.connect((address, self.port))
            except OSError:
                self.held.close()
                if number == len(addresses):
                    raise
            else:
                return self.held
        raise SourceError(f"{self.host}: has no address; check the name")


def _ask(url: str, limits: FetchLimits, known: Known, deadline: float) -> Fetched | str:
    """Return what lies at `url`, or the address that it redirects to."""
    parts = split_url(url)
    connection = _PinnedConnection(parts, limits, deadline)
    # Each read may take its time anew; this ends the whole, however slowly the bytes drip.
    watch = threading.Timer(max(0.0, deadline - time.monotonic()), _shut, [connection])
    watch.daemon = True
    watch.start()
    try:
        connection.request("GET", _make_target(parts), headers=_make_headers(limits, known))
        answer = _read_answer(connection.getresponse(), url, limits)
    except (OSError, http.client.HTTPException, ValueError, SourceError) as error:
        if time.monotonic() >= deadline or isinstance(error, TimeoutError):
            raise _too_slow(url, limits) from error
        if isinstance(error, SourceError):
            raise
        raise SourceError(
            f"{url}: the connection failed ({_describe(error)}); try again later"
        ) from error
    finally:
        watch.cancel()
        connection.close()
        if connection.held is not None:
            connection.held.close()
    if time.monotonic() >= deadline:  # a body without a length ends where it was shut
        raise _too_slow(url, limits)
    return answer


def _too_slow(url: str, limits: FetchLimits) -> SourceError:
    return SourceError(f"{url}: not done after {limits.seconds:g} seconds; try again later")


def _shut(connection: _PinnedConnection) -> None:
    if connection.held is not None:
        try:
            connection.held.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it was closed already


def _make_target(parts: SplitResult) -> str:
    """Return path and query as they go over the line; what is not ASCII is encoded."""
    safe = "/%:@!$&'()*+,;=~-._[]"
    query = f"?{quote(parts.query, safe=safe + '?')}" if parts.query else ""
    return f"{quote(parts.path, safe=safe) or '/'}{query}"


def _make_headers(limits: FetchLimits, known: Known) -> dict[str, str]:
    return {
        "User-Agent": limits.user_agent,
        "Accept": "*/*",
        "Accept-Encoding": "gzip",
        "Connection": "close",
        **known.make_headers(),
    }


def _read_answer(
    response: http.client.HTTPResponse, url: str, limits: FetchLimits
) -> Fetched | str:
    headers = {name.lower(): value for name, value in response.getheaders()}
    if response.status in REDIRECTS and headers.get("location"):
        return urljoin(url, headers["location"])
    said = {
        "url": url,
        "media_type": headers.get("content-type", "").split(";")[0].strip().lower(),
        "etag": headers.get("etag", ""),
        "last_modified": headers.get("last-modified", ""),
    }
    if response.status == NOT_MODIFIED:
        return Fetched(body=None, **said)
    if response.status != http.client.OK:
        fault = "the server has a fault: try again later"
        remedy = fault if response.status >= SERVER_FAULT else "look at the address in a browser"
        remedy = _REMEDIES.get(response.status, remedy)
        raise SourceError(f"{url}: the server answered {response.status}; {remedy}")
    return Fetched(body=_read_body(response, url, headers, limits), **said)


@dataclass(slots=True)
class _Unpacker:
    """Unpacks a body as it comes, and notices a bomb before it is in memory."""

    url: str
    limits: FetchLimits
    is_packed: bool
    came: int = 0
    size: int = 0
    parts: list[bytes] = field(default_factory=list)

    def take(self, chunks: zlib._Decompress, chunk: bytes) -> None:
        """Take some bytes. Raises SourceError when they come to too much."""
        self.came += len(chunk)
        while chunk:
            plain = chunks.decompress(chunk, CHUNK * 16) if self.is_packed else chunk
            chunk = chunks.unconsumed_tail if self.is_packed else b""
            self.size += len(plain)
            if self.size > self.limits.most_bytes:
                raise SourceError(
                    f"{self.url}: more than {self.limits.most_bytes:,} bytes; download it yourself "
                    "and cut it down"
                )
            if self.size > CHUNK and self.size > self.limits.most_ratio * self.came:
                raise SourceError(
                    f"{self.url}: packed more than {self.limits.most_ratio} times; it was not read"
                )
            self.parts.append(plain)


def _read_body(
    response: http.client.HTTPResponse, url: str, headers: Mapping[str, str], limits: FetchLimits
) -> bytes:
    encoding = headers.get("content-encoding", "identity").lower()
    if encoding not in ("identity", "gzip", ""):
        raise SourceError(f"{url}: packed as {encoding}, which was not asked for")
    unpacker = _Unpacker(url, limits, encoding == "gzip")
    chunks = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        while chunk := response.read(CHUNK):
            unpacker.take(chunks, chunk)
    except zlib.error as error:
        raise SourceError(f"{url}: damaged on the way ({error}); try again") from error
    expected = headers.get("content-length", "")
    is_cut = expected.isdecimal() and int(expected) != unpacker.came
    if is_cut or (unpacker.is_packed and not chunks.eof):
        raise SourceError(f"{url}: cut off after {unpacker.came:,} bytes; try again")
    return b"".join(unpacker.parts)


def _describe(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not to be trusted: {error.verify_message}"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__
