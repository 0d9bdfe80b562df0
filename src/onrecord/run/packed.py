"""Arrow tables in files beside a part: each packed as a whole, with a checksum.

A file has one table or several, of which some can be read without the others. Their names say by
which code they were made, beside the code and tables that parts are keyed by. A file that is
missing, damaged, or lacks a key counts as not there: what it holds is made again.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from itertools import starmap
from os import SEEK_CUR
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pyarrow as pa

from onrecord.record.folder import write_beside
from onrecord.run.versions import hash_code

SHEETS, GISTS, KEPT = KINDS = (".sheets", ".gists", ".kept")  # how the files end, by what they hold
# A file begins with the number of its tables and what is said of each; a checksum of that; then they.
_COUNT = struct.Struct("<I")
_ENTRY = struct.Struct("<III")
_MOST = 64  # tables; more than that are no such file
_CODEC = "lz4"


class _Entry(NamedTuple):
    """What is said of a table: the checksum and size of its bytes, and their size when unpacked."""

    crc: int
    size: int
    unpacked: int


def name_ending(kind: str, code: tuple[str, ...]) -> str:
    """Return how the names of such files end that `code` makes as it is now."""
    return f".{hash_code(code)}{kind}"


def path_of(part: Path, ending: str) -> Path:
    """Return where tables beside a part lie."""
    return part.with_name(part.name.removesuffix(".json.gz") + ending)


def write_packed(part: Path, ending: str, *tables: pa.Table) -> None:
    """Write tables into one file beside a part."""
    packed = [_pack(table) for table in tables]
    head = _COUNT.pack(len(packed)) + b"".join(_ENTRY.pack(*entry) for entry, _ in packed)
    bodies = (body for _, body in packed)
    whole = b"".join((head, _COUNT.pack(zlib.crc32(head)), *bodies))
    write_beside(path_of(part, ending), whole)


def load_packed(
    part: Path, ending: str, keys: Iterable[str], columns: pa.Schema, *, at: int = 0
) -> pa.Table | None:
    """Return the table beside a part that holds `keys`, the one `at` this place in its file.

    None where it is missing or damaged.
    """
    try:
        with path_of(part, ending).open("rb") as file:
            table = _unpack(file, _read_head(file), at)
        held = set(table.column("key").to_pylist())
    except (OSError, pa.ArrowException, KeyError, ValueError, IndexError, struct.error):
        return None
    return table if table.schema == columns and held.issuperset(keys) else None


def is_whole(path: Path) -> bool:
    """Are the bytes of such a file those that were written?"""
    try:
        with path.open("rb") as file:
            for entry in _read_head(file):
                _read_body(file, entry)
            return not file.read(1)
    except (OSError, ValueError, struct.error):
        return False


def _pack(table: pa.Table) -> tuple[_Entry, bytes]:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    raw = sink.getvalue()
    # Packed as a whole: Arrow's own way packs each of some 400 small buffers, and takes three times as long.
    body = pa.compress(raw, codec=_CODEC, asbytes=True)
    return _Entry(zlib.crc32(body), len(body), raw.size), body


def _unpack(file: BinaryIO, entries: Sequence[_Entry], at: int) -> pa.Table:
    file.seek(sum(entry.size for entry in entries[:at]), SEEK_CUR)
    body = _read_body(file, entries[at])
    raw = pa.decompress(body, decompressed_size=entries[at].unpacked, codec=_CODEC)
    with pa.ipc.open_stream(raw) as stream:
        return stream.read_all()


def _read_head(file: BinaryIO) -> list[_Entry]:
    """Return what is said of the tables. Raises ValueError or struct.error where it is damaged."""
    head = file.read(_COUNT.size)
    (count,) = _COUNT.unpack(head)
    if count > _MOST:
        raise ValueError("no file of packed tables")
    head += file.read(count * _ENTRY.size)
    (crc,) = _COUNT.unpack(file.read(_COUNT.size))
    if crc != zlib.crc32(head):
        raise ValueError("its head is damaged")
    return list(starmap(_Entry, _ENTRY.iter_unpack(head[_COUNT.size :])))


def _read_body(file: BinaryIO, entry: _Entry) -> bytes:
    """Return the bytes of the table that comes next. Raises ValueError where they are damaged."""
    body = file.read(entry.size)
    if len(body) != entry.size or zlib.crc32(body) != entry.crc:
        raise ValueError("a table is damaged")
    return body
