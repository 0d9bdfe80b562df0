"""The body of an answer: unpacked as it comes, with a bound on its size and on how far it unpacks."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.model import SourceError
from onrecord.sources.fetching.addresses import RefusedError
from onrecord.sources.fetching.lines import FetchLimits

CHUNK = 64 * 1024
_GZIP = b"\x1f\x8b"


@dataclass(slots=True)
class _Unpacker:
    """Takes a body as it comes, and notices a bomb before it is in memory."""

    url: str
    limits: FetchLimits
    is_packed: bool
    came: int = 0
    size: int = 0
    parts: list[bytes] = field(default_factory=list)
    packed: zlib._Decompress = field(
        default_factory=lambda: zlib.decompressobj(16 + zlib.MAX_WBITS)
    )

    def take(self, chunk: bytes) -> bool:
        """Take some bytes; False when no more are wanted. Raises RefusedError for too many."""
        self.came += len(chunk)
        if not self.is_packed:
            return self._keep(chunk)
        while chunk:
            if self.packed.eof:
                if not chunk.startswith(_GZIP[: len(chunk)]):
                    return True  # padding behind the end
                self.packed = zlib.decompressobj(16 + zlib.MAX_WBITS)
            plain = self.packed.decompress(chunk, CHUNK * 16)
            chunk = self.packed.unconsumed_tail or self.packed.unused_data
            if not self._keep(plain):
                return False
        return True

    def _keep(self, plain: bytes) -> bool:
        self.size += len(plain)
        self.parts.append(plain)
        if self.size > self.limits.most_bytes:
            if self.limits.is_cut:
                return False
            raise RefusedError(
                f"{self.url}: more than {self.limits.most_bytes:,} bytes; download it yourself "
                "and cut it down"
            )
        if self.size > CHUNK and self.size > self.limits.most_ratio * self.came:
            raise RefusedError(
                f"{self.url}: packed more than {self.limits.most_ratio} times; it was not read"
            )
        return True

    @property
    def is_whole(self) -> bool:
        """Did the packing come to its end?"""
        return not self.is_packed or self.packed.eof


def read_body(chunks: Iterable[bytes], url: str, encoding: str, limits: FetchLimits) -> bytes:
    """Return the body. Raises SourceError when it is cut off, RefusedError when it is too much."""
    packing = encoding.strip().lower()
    if packing not in ("identity", "gzip", "x-gzip", ""):
        raise RefusedError(f"{url}: packed as {packing[:40]!r}, which was not asked for")
    unpacker = _Unpacker(url, limits, packing.endswith("gzip"))
    try:
        for chunk in chunks:
            if not unpacker.take(chunk):
                return b"".join(unpacker.parts)[: limits.most_bytes]
    except zlib.error as error:
        raise SourceError(f"{url}: damaged on the way ({error}); try again") from error
    if not unpacker.is_whole and unpacker.came:
        raise SourceError(f"{url}: cut off after {unpacker.came:,} bytes; try again")
    return b"".join(unpacker.parts)
