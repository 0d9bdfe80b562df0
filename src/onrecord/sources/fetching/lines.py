"""Connections to the address that was looked at: a name is resolved once, and has no second answer.

The library that speaks HTTP gets its connections here; it never resolves a name itself.
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import httpcore

from onrecord.model import SourceError
from onrecord.sources.fetching.addresses import PORTS, RefusedError, is_own, is_public


class Address(NamedTuple):
    """A number that a name leads to, and its family."""

    number: str
    family: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """The bounds of a fetch. `allow_private` is for a server of one's own, and for tests."""

    seconds: float = 60.0
    connect_seconds: float = 15.0
    read_seconds: float = 30.0  # between two bytes
    most_bytes: int = 128 * 1024**2
    most_ratio: int = 200
    redirects: int = 5
    allow_private: bool = False
    allow_downgrade: bool = False  # from https to http
    is_cut: bool = False  # take the first `most_bytes` of a longer answer, do not refuse it
    user_agent: str = "onrecord (checks figures against official series)"


def find_in_dns(host: str, port: int) -> list[Address]:
    """Return the addresses of a name with their families, each once."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(f"{host}: cannot be found; check the name and the network") from error
    return list(dict.fromkeys(Address(str(at[0]), int(family)) for family, *_, at in found))


def connect_to(address: Address, port: int, seconds: float) -> socket.socket:
    """Return a connection to the very address."""
    line = socket.socket(address.family, socket.SOCK_STREAM)
    try:
        line.settimeout(seconds)
        line.connect((address.number, port))
    except OSError:
        line.close()
        raise
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return line


@dataclass(frozen=True, slots=True, kw_only=True)
class Net:
    """The outside world: how names are found, lines are opened, and how time goes by."""

    find: Callable[[str, int], Sequence[Address]] = find_in_dns
    connect: Callable[[Address, int, float], socket.socket] = connect_to
    tick: Callable[[], float] = time.monotonic


def find_addresses(
    host: str,
    port: int,
    *,
    allow_private: bool,
    find: Callable[[str, int], Sequence[Address]] = find_in_dns,
) -> list[Address]:
    """Return the addresses of a name. Raises RefusedError unless all of them may be asked."""
    found = list(find(host, port))
    if not found:
        raise SourceError(f"{host}: has no address; check the name")
    for address in found:
        if not is_public(address.number) and not (allow_private and is_own(address.number)):
            raise RefusedError(
                f"{host}: leads to {address.number}, which is no public address; it was not asked"
            )
    return found


class PinnedLines(httpcore.NetworkBackend):
    """Opens lines to addresses that were looked at, until a moment; `asked` is the last one."""

    def __init__(self, net: Net, limits: FetchLimits, deadline: float) -> None:
        self._net, self._limits, self._deadline = net, limits, deadline
        self.asked = ""

    def connect_tcp(  # noqa: PLR0917
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """Return a line to the first of the name's addresses that answers."""
        if not self._limits.allow_private and port not in PORTS.values():
            raise RefusedError(f"{host}:{port}: only ports 80 and 443 are asked")
        addresses = self._find(host, port)
        for address in addresses[:-1]:
            try:
                return self._open(address, port, timeout)
            except OSError:
                continue  # the next one may answer
        return self._open(addresses[-1], port, timeout)

    def _find(self, host: str, port: int) -> list[Address]:
        """Return the addresses of a name; what looks them up knows no time limit, so we keep it."""
        found: queue.SimpleQueue[list[Address] | SourceError] = queue.SimpleQueue()
        allow_private, find = self._limits.allow_private, self._net.find

        def look() -> None:
            try:
                found.put(find_addresses(host, port, allow_private=allow_private, find=find))
            except SourceError as error:
                found.put(error)

        threading.Thread(target=look, daemon=True).start()
        try:
            answer = found.get(timeout=self._left(self._limits.connect_seconds))
        except queue.Empty as error:
            raise httpcore.ConnectTimeout(f"looking up {host}") from error
        if isinstance(answer, SourceError):
            raise answer
        return answer

    def _open(self, address: Address, port: int, seconds: float | None) -> httpcore.NetworkStream:
        line = self._net.connect(address, port, self._left(seconds))
        self.asked = address.number
        return _Line(line, self._left)

    def _left(self, seconds: float | None) -> float:
        """Return how long one thing may take: its own time, and no longer than all together."""
        left = self._deadline - self._net.tick()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for all of it is over")
        return left if seconds is None else min(left, seconds)


class _Line(httpcore.NetworkStream):
    """A line on which each read has its time, and all of them together theirs."""

    def __init__(self, line: socket.socket, left: Callable[[float | None], float]) -> None:
        self._line, self._left = line, left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return some bytes, b"" at the end."""
        self._line.settimeout(self._left(timeout))
        return self._line.recv(max_bytes)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all bytes."""
        self._line.settimeout(self._left(timeout))
        self._line.sendall(buffer)

    def close(self) -> None:
        """Hang up."""
        self._line.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Return the line encrypted; the certificate must be that of the name, not of the address."""
        self._line.settimeout(self._left(timeout))
        try:
            line = ssl_context.wrap_socket(self._line, server_hostname=server_hostname)
        except OSError:
            self._line.close()
            raise
        return _Line(line, self._left)

    def get_extra_info(self, info: str) -> Any:
        """Return what the library asks of a line: whether it is encrypted."""
        is_tls = info == "ssl_object" and isinstance(self._line, ssl.SSLSocket)
        return self._line if is_tls else None
