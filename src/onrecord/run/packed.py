"""Arrow tables in files beside a part: packed as a whole, with a checksum before them.

Their names say by which code they were made, beside the code and tables that parts are keyed by. A
file that is missing, damaged, or lacks a key counts as not there: what it holds is made again.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa

from onrecord.record.folder import write_beside
from onrecord.run.versions import hash_code

SHEETS, GISTS, KEPT = KINDS = (".sheets", ".gists", ".kept")  # how the files end, by what they hold
# Before the rest stand a checksum of it and its size when it is unpacked.
_NUMBER = struct.Struct("<I")
_CODEC = "lz4"


def name_ending(kind: str, code: tuple[str, ...]) -> str:
    """Return how the names of such files end that `code` makes as it is now."""
    return f".{hash_code(code)}{kind}"


def path_of(part: Path, ending: str) -> Path:
    """Return where a table beside a part lies."""
    return part.with_name(part.name.removesuffix(".json.gz") + ending)


def write_packed(part: Path, ending: str, table: pa.Table) -> None:
    """Write a table beside a part."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    raw = sink.getvalue()
    # Packed as a whole: Arrow's own way packs each of some 400 small buffers, and takes three times as long.
    body = pa.compress(raw, codec=_CODEC, asbytes=True)
    body = _NUMBER.pack(raw.size) + body
    write_beside(path_of(part, ending), _NUMBER.pack(zlib.crc32(body)) + body)


def load_packed(
    part: Path, ending: str, keys: Iterable[str], columns: pa.Schema
) -> pa.Table | None:
    """Return the table beside a part that holds `keys`; None where it is missing or damaged."""
    try:
        body = _read_whole(path_of(part, ending))
        if body is None:
            return None
        (size,), packed = _NUMBER.unpack_from(body), body[_NUMBER.size :]
        raw = pa.decompress(packed, decompressed_size=size, codec=_CODEC)
        with pa.ipc.open_stream(raw) as stream:
            table = stream.read_all()
        held = set(table.column("key").to_pylist())
    except (OSError, pa.ArrowException, KeyError, ValueError, struct.error):
        return None
    return table if table.schema == columns and held.issuperset(keys) else None


def is_whole(path: Path) -> bool:
    """Are the bytes of such a file those that were written?"""
    try:
        return _read_whole(path) is not None
    except (OSError, struct.error):
        return False


def _read_whole(path: Path) -> memoryview | None:
    """Return what stands behind the checksum, None where it does not fit."""
    body = memoryview(path.read_bytes())
    (crc,), body = _NUMBER.unpack_from(body), body[_NUMBER.size :]
    return body if crc == zlib.crc32(body) else None
