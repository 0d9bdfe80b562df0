"""The captures of a record: bytes by their hash, compressed, and an index that only grows."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from onrecord.model import Capture, Problem, RecordError, hash_bytes, make_id
from onrecord.record.folder import write_beside

INDEX = "index.jsonl"
PROBLEMS = "problems.jsonl"
TORN = ".torn"
# gzip's own default is 9: four times slower for 1 % of size on articles.
LEVEL = 6
_TAIL = struct.Struct("<II")  # how a gzip file ends: a checksum and the length of what was packed
_NUMBERED = re.compile(r"#\d+$")  # a record, a line or a row of a file
# What a line says, and the sum that tells whether it still says that.
_KEYS = {"sha256", "media_type", "source", "url", "met_at", "hints", "size"}
_REMEDY = (
    "put it back from a copy of the record, or delete it and build again: where its source still "
    "has the same bytes they are taken from there"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureEntry:
    """A line of the index: everything about a capture but its bytes."""

    sha256: str
    media_type: str
    source: str
    met_at: str
    url: str | None = None
    hints: tuple[tuple[str, str], ...] = ()
    size: int = 0

    @property
    def key(self) -> str:
        """Return a hash of all that a reading of it depends on."""
        pairs = [text for pair in self.hints for text in pair]
        return make_id(
            "key", self.sha256, self.media_type, self.source, self.met_at, self.url or "", *pairs
        )


class CaptureStore:
    """Keeps captures: each body once, each meeting of it a line of the index."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._entries: dict[tuple[str, str], CaptureEntry] = {}
        self._by_place: dict[str, list[CaptureEntry]] = {}
        for entry in _read_index(folder / INDEX):
            self._hold(entry)

    def add(self, capture: Capture) -> bool:
        """Keep a capture; False when these bytes were met at this source before."""
        sha256 = capture.sha256
        path = body_path(self._folder, sha256)
        if (sha256, capture.source) in self._entries:
            if not _is_all_there(path, capture.body):
                _write_body(path, capture.body)
            return False
        entry = CaptureEntry(
            sha256=sha256,
            media_type=capture.media_type,
            source=capture.source,
            met_at=capture.met_at.isoformat(),
            url=capture.url,
            hints=capture.hints,
            size=len(capture.body),
        )
        if not _is_all_there(path, capture.body):
            _write_body(path, capture.body)
        _append_line(self._folder / INDEX, _entry_to_json(entry))
        self._hold(entry)
        return True

    def _hold(self, entry: CaptureEntry) -> None:
        if (entry.sha256, entry.source) not in self._entries:
            self._entries[entry.sha256, entry.source] = entry
            for place in list_places(entry.source):
                self._by_place.setdefault(place, []).append(entry)

    def holds(self, capture: Capture) -> bool:
        """Were these bytes met at this source before?"""
        return (capture.sha256, capture.source) in self._entries

    def seal(self, place: str) -> str:
        """Return a hash of how all bytes end that are kept of a file, "" where some are not whole.

        Told by the last eight bytes of each: nothing is unpacked.
        """
        if _NUMBERED.search(place):  # which no capture in it tells from a line of another file
            return ""
        digest = hashlib.sha256()
        for entry in self._by_place.get(place, ()):
            tail = _read_tail(body_path(self._folder, entry.sha256))
            if tail[_TAIL.size // 2 :] != (entry.size & 0xFFFFFFFF).to_bytes(4, "little"):
                return ""
            digest.update(entry.sha256.encode() + tail)
        return digest.hexdigest()[:16]

    @property
    def meetings(self) -> int:
        """Return how many meetings the index lists; it only grows."""
        return len(self._entries)

    def entries(self, *, meetings: int | None = None) -> list[CaptureEntry]:
        """Return one entry for each body (the first meeting of it), by source.

        With `meetings` as the index was when it listed so many.
        """
        first: dict[str, CaptureEntry] = {}
        for entry in islice(self._entries.values(), meetings):
            first.setdefault(entry.sha256, entry)
        return sorted(first.values(), key=lambda e: (e.source, e.sha256))

    def __len__(self) -> int:
        return len({sha256 for sha256, _ in self._entries})


def list_places(source: str) -> Iterator[str]:
    """Yield the files that a capture may lie in: `a.wacz`, `a.wacz#b.warc` of `a.wacz#b.warc#7`."""
    at = source.find("#")
    while at >= 0:
        yield source[:at]
        at = source.find("#", at + 1)
    if not _NUMBERED.search(source):
        yield source


def body_path(folder: Path, sha256: str) -> Path:
    """Return where the bytes of a capture are kept."""
    return folder / sha256[:2] / f"{sha256}.gz"


def _write_body(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_beside(path, gzip.compress(body, LEVEL, mtime=0))


def _is_all_there(path: Path, body: bytes) -> bool:
    """Are the bytes kept to their end? Told by gzip's last eight: nothing is unpacked."""
    return _read_tail(path) == _TAIL.pack(zlib.crc32(body), len(body) & 0xFFFFFFFF)


def _read_tail(path: Path) -> bytes:
    """Return how a file ends, b"" where it is gone or too short."""
    try:
        with path.open("rb", buffering=0) as file:
            file.seek(-_TAIL.size, os.SEEK_END)
            return file.read()
    except OSError:
        return b""


def load_capture(folder: Path, entry: CaptureEntry) -> Capture:
    """Return the capture of an entry. Raises RecordError when its bytes are gone or changed."""
    path = body_path(folder, entry.sha256)
    try:
        body = gzip.decompress(path.read_bytes())
    except FileNotFoundError as error:
        raise RecordError(
            f"{path}: gone, but the index names it ({entry.source}); {_REMEDY}"
        ) from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise RecordError(
            f"{path}: damaged ({error}); it held {entry.source}; {_REMEDY}"
        ) from error
    if hash_bytes(body) != entry.sha256:
        raise RecordError(f"{path}: its bytes have another hash; it held {entry.source}; {_REMEDY}")
    return Capture(
        body=body,
        media_type=entry.media_type,
        source=entry.source,
        met_at=datetime.fromisoformat(entry.met_at),
        url=entry.url,
        hints=entry.hints,
    )


def load_source_problems(folder: Path) -> list[Problem]:
    """Return what could not be read when sources were last met."""
    path = folder / PROBLEMS
    if not path.exists():
        return []
    try:
        rows = (json.loads(line) for line in path.read_bytes().splitlines())
        return [Problem(**row) for row in rows]
    except (ValueError, TypeError) as error:
        raise RecordError(
            f"{path}: damaged ({error}); delete it and build again: what cannot be read is met again"
        ) from error


def write_source_problems(folder: Path, problems: list[Problem]) -> None:
    """Write what could not be read anew."""
    rows = [
        {"subject_id": p.subject_id, "room": p.room, "message": p.message, "source": p.source}
        for p in sorted(problems, key=lambda p: (p.subject_id, p.message))
    ]
    write_beside(folder / PROBLEMS, b"".join(_dump_line(row) for row in rows))


def _read_index(path: Path) -> Iterator[CaptureEntry]:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return
    lines = raw.split(b"\n")
    # A build that was killed may have left half a line at the end; its source is met again.
    for number, line in enumerate(lines[:-1], start=1):
        try:
            yield _read_line(line)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise RecordError(
                f"{path}:{number}: not a line of the index as it was written ({error}); put it "
                "back from a copy of the record, or delete the line: the next build meets its "
                "source again"
            ) from error


def _read_line(line: bytes) -> CaptureEntry:
    """Return the entry of a line. Raises ValueError when it is not what was written."""
    row = json.loads(line)
    check = row.pop("check", None)  # lines of the first records have none
    entry = _entry_from_json(row)
    if row.keys() - _KEYS:
        raise ValueError(f"{min(row.keys() - _KEYS)!r} is no name that it has")
    if check is not None and check != sum_row(row):
        raise ValueError("its check says that it was changed")
    return entry


def sum_row(row: dict[str, Any]) -> str:
    """Return a checksum of a line's values, whatever their order."""
    return f"{zlib.crc32(json.dumps(row, sort_keys=True).encode()):08x}"


def _append_line(path: Path, row: dict[str, Any]) -> None:
    line = _dump_line({**row, "check": sum_row(row)})
    with path.open("ab+") as file:
        if file.tell():
            file.seek(-1, 2)
            if file.read(1) != b"\n":  # half a line of a build that was killed
                _put_aside_last_line(path, file)
        file.write(line)


def _dump_line(row: dict[str, Any]) -> bytes:
    try:
        return json.dumps(row, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:  # a file name that is not UTF-8
        return json.dumps(row).encode() + b"\n"


def _put_aside_last_line(path: Path, file: Any) -> None:
    """Keep half a line in `index.torn`, and cut it off the index."""
    file.seek(0)
    whole = file.read()
    end = whole.rfind(b"\n") + 1
    with path.with_suffix(TORN).open("ab") as aside:
        aside.write(whole[end:] + b"\n")
    file.truncate(end)
    file.seek(0, 2)


def find_torn_line(folder: Path) -> bytes:
    """Return the half line at the end of the index that a killed build left, b"" without one."""
    try:
        return (folder / INDEX).read_bytes().rpartition(b"\n")[2]
    except FileNotFoundError:
        return b""


def find_strays(folder: Path, entries: Iterable[CaptureEntry]) -> list[Path]:
    """Return the bytes that are kept and that no line of the index names."""
    named = {body_path(folder, entry.sha256) for entry in entries}
    return sorted(path for path in folder.glob("??/*.gz") if path not in named)


def _entry_to_json(entry: CaptureEntry) -> dict[str, Any]:
    return {
        "sha256": entry.sha256,
        "media_type": entry.media_type,
        "source": entry.source,
        "url": entry.url,
        "met_at": entry.met_at,
        "hints": dict(entry.hints),
        "size": entry.size,
    }


def _entry_from_json(row: dict[str, Any]) -> CaptureEntry:
    return CaptureEntry(
        sha256=row["sha256"],
        media_type=row["media_type"],
        source=row["source"],
        url=row["url"],
        met_at=row["met_at"],
        hints=tuple((str(k), str(v)) for k, v in row["hints"].items()),
        size=row["size"],
    )
