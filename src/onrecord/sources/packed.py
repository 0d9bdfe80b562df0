"""Packed files, opened as streams that end with an error when they swell beyond reason.

Nothing here holds a whole file: a stream is read piece by piece, and each piece is counted.
"""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, BinaryIO, Protocol

from onrecord.model import SourceError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# Web pages pack to a fifth, lists of like lines to a fiftieth; zeros to a thousandth.
MOST_RATIO = 200
# So much may always come out: small files of one letter are no attack.
FREE_BYTES = 32 * 1024 * 1024
# What one document may have; the longest text that is read is far shorter.
MOST_BYTES = 64 * 1024 * 1024
MOST_MEMBERS = 20_000
_BUFFER_BYTES = 64 * 1024
_PIECE_BYTES = 1024 * 1024
_BROKEN = (
    EOFError, OSError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError,
    ValueError, struct.error,
)  # fmt: skip


class Readable(Protocol):
    """What gives bytes, so many at a time."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none at the end."""
        ...


class PackedError(SourceError):
    """A packed file is damaged, or swells beyond reason; the message has no name in it."""


class TooLargeError(PackedError):
    """One document is larger than any."""


class _Unpacked(io.RawIOBase):
    """What comes out of a packed stream, counted against what went in."""

    def __init__(self, inner: gzip.GzipFile | zipfile.ZipExtFile, packed: IO[bytes] | int) -> None:
        self._inner = inner
        self._packed = packed
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        room = memoryview(buffer)
        try:
            piece = self._inner.read1(len(room))
        except _BROKEN as error:
            raise PackedError(f"is damaged ({error}); fetch it again") from error
        room[: len(piece)] = piece
        self._given += len(piece)
        if self._given > FREE_BYTES and self._given > MOST_RATIO * max(1, self._went_in()):
            raise PackedError(
                f"swells to more than {MOST_RATIO} times its size; no text does: it was not read "
                "to its end"
            )
        return len(piece)

    def tell(self) -> int:
        return self._given

    def _went_in(self) -> int:
        return self._packed if isinstance(self._packed, int) else self._packed.tell()


def open_gzip(stream: IO[bytes]) -> io.BufferedReader:
    """Return what a gzip file holds, also one of many members."""
    return io.BufferedReader(
        _Unpacked(gzip.GzipFile(fileobj=stream, mode="rb"), stream), _BUFFER_BYTES
    )


def open_zip(stream: BinaryIO) -> zipfile.ZipFile:
    """Return a ZIP file. Raises PackedError when it is none or has too many members."""
    try:
        archive = zipfile.ZipFile(stream)
    except _BROKEN as error:
        raise PackedError(f"is damaged ({error}); fetch it again") from error
    if len(archive.infolist()) > MOST_MEMBERS:
        raise PackedError(f"holds more than {MOST_MEMBERS:,} files; unpack what you want to read")
    return archive


def open_member(archive: zipfile.ZipFile, name: str) -> io.BufferedReader:
    """Return one file of a ZIP file. Raises PackedError when it is damaged or encrypted."""
    try:
        info = archive.getinfo(name)
        inner = archive.open(info)
        assert isinstance(inner, zipfile.ZipExtFile)
    except (*_BROKEN, KeyError) as error:
        raise PackedError(f"is damaged ({error}); fetch it again") from error
    return io.BufferedReader(_Unpacked(inner, info.compress_size), _BUFFER_BYTES)


def read_whole(stream: Readable) -> bytes:
    """Return all of a stream. Raises TooLargeError when it is more than one document may have."""
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(_PIECE_BYTES):
        pieces.append(piece)
        size += len(piece)
        if size > MOST_BYTES:
            raise TooLargeError(
                f"is larger than {MOST_BYTES >> 20} MB; split it into documents and name these"
            )
    return b"".join(pieces)
