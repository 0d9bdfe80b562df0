"""Which addresses may be asked: http and https, of the open internet, written as they are.

>>> is_public("93.184.216.34"), is_public("169.254.169.254"), is_public("::ffff:10.0.0.1")
(True, False, False)
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, quote, urlsplit

from onrecord.model import SourceError

PORTS = {"http": 80, "https": 443}
MOST_LETTERS = 4096  # of an address; servers refuse longer ones
_MOST_HOST = 253  # letters of a name, by the rules of the name system
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# What answers there tells the machine's own secrets: asked by nobody, not on one's own network
# either. Link-local covers the common ones; these lie elsewhere, one of them among public addresses.
_METADATA = frozenset(
    ipaddress.ip_address(address)
    for address in (
        "168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2::254", "fd00:ec2::23",
        "fd20:ce::254",
    )
)  # fmt: skip
_OWN = tuple(
    ipaddress.ip_network(network)
    for network in (
        "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10",
        "::1/128", "fc00::/7",
    )
)  # fmt: skip
# "2130706433", "0x7f.1" and "0177.0.0.1" are 127.0.0.1 to some libraries.
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\.?\Z")
_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?\Z")

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class RefusedError(SourceError):
    """An address that is not asked, or an answer that is not taken: asking again changes nothing."""


def is_public(address: str) -> bool:
    """Is it an address of the open internet?"""
    parsed = _unwrap(ipaddress.ip_address(address.split("%")[0]))
    if parsed in _METADATA:
        return False
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


def is_own(address: str) -> bool:
    """Is it an address of this machine or of one's own network, where nobody keeps secrets?"""
    parsed = _unwrap(ipaddress.ip_address(address.split("%")[0]))
    return parsed not in _METADATA and any(parsed in network for network in _OWN)


def _unwrap(parsed: IPAddress) -> IPAddress:
    """Return the IPv4 address that an IPv6 address leads to, if it does."""
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour
        if parsed in _NAT64:
            inner = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        return inner if inner is not None else parsed
    return parsed


def split_url(url: str) -> SplitResult:
    """Return the parts of an address that may be fetched. Raises RefusedError for any other."""
    if len(url) > MOST_LETTERS:
        raise RefusedError(f"{url[:80]}…: an address of {len(url):,} letters; it was not asked")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise RefusedError(f"{url}: is no address ({error}); write https://…") from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise RefusedError(f"{url}: only http and https addresses are fetched; write https://…")
    if parts.username is not None or parts.password is not None:
        raise RefusedError(f"{parts.hostname}: no names and passwords in addresses; take them out")
    if any(ord(sign) <= ord(" ") or ord(sign) == 127 for sign in url):
        raise RefusedError(f"{url!r}: white space in an address; write %20")
    if port == 0:
        raise RefusedError(f"{url}: there is no port 0; correct the address")
    find_host(parts)
    return parts


def find_host(parts: SplitResult) -> str:
    """Return the name of the server in ASCII. Raises RefusedError for what is none."""
    given = parts.hostname or ""
    if ":" in given:
        try:
            if "%" in given:  # a zone names a wire of this machine
                raise ValueError("it has a zone")
            return str(ipaddress.IPv6Address(given))
        except ValueError as error:
            raise RefusedError(f"{given}: is no address; correct it") from error
    try:
        if len(given) > _MOST_HOST:
            raise ValueError("too long")
        host = given.encode("idna").decode("ascii").lower()
    except ValueError as error:
        raise RefusedError(f"{given[:80]}: is no name of a server ({error}); correct it") from error
    if not _NAME.match(host):
        raise RefusedError(f"{given!r}: is no name of a server; correct it")
    if _NUMBER.match(host.rstrip(".").rpartition(".")[2]):
        try:
            return str(ipaddress.IPv4Address(host))
        except ValueError as error:
            raise RefusedError(
                f"{host}: a number for a name; write the four numbers of the address"
            ) from error
    return host


def find_port(parts: SplitResult) -> int:
    """Return the port that is asked."""
    return parts.port or PORTS[parts.scheme]


def find_origin(url: str) -> str:
    """Return scheme, name and port, which a robots.txt holds for."""
    parts = split_url(url)
    return f"{parts.scheme}://{name_host(parts)}"


def name_host(parts: SplitResult) -> str:
    """Return the name as the header `Host` has it: with the port where it is not the usual one."""
    host = find_host(parts)
    shown = f"[{host}]" if ":" in host else host
    port = find_port(parts)
    return shown if port == PORTS[parts.scheme] else f"{shown}:{port}"


def make_target(parts: SplitResult) -> str:
    """Return path and query as they go over the line; what is not ASCII is encoded."""
    safe = "/%:@!$&'()*+,;=~-._[]"
    query = f"?{quote(parts.query, safe=safe + '?')}" if parts.query else ""
    return f"{quote(parts.path, safe=safe) or '/'}{query}"
