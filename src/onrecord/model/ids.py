"""Ids made from content, so that two machines agree without talking.

>>> make_id("fig", "ab", "c") == make_id("fig", "a", "bc")
False
"""

from __future__ import annotations

import hashlib

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: nothing looks like another
# 50 bits: among a million findings the chance of one clash is 1 in 2,000. Commands accept any unambiguous beginning.
# Five times two letters, the lowest bits first.
_PAIRS = tuple(first + second for second in ALPHABET for first in ALPHABET)


def make_id(kind: str, *parts: str) -> str:
    """Return `kind-xxxxxxxxxx`, a hash of the length-prefixed `parts`."""
    raws = [part.encode("utf-8", "surrogatepass") for part in parts]
    said = b"".join([piece for raw in raws for piece in (len(raw).to_bytes(8, "big"), raw)])
    number = int.from_bytes(hashlib.sha256(said).digest()[:8], "big")
    letters = [_PAIRS[number >> shift & 1023] for shift in (0, 10, 20, 30, 40)]
    return f"{kind}-{''.join(letters)}"


def hash_bytes(body: bytes) -> str:
    """Return the sha-256 of `body` in hexadecimal."""
    return hashlib.sha256(body).hexdigest()
