"""The captures of a record: bytes by their hash, compressed, and an index that only grows."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from onrecord.model import Capture, Problem, RecordError, hash_bytes, make_id
from onrecord.record.folder import write_beside

INDEX = "index.jsonl"
PROBLEMS = "problems.jsonl"
# gzip's own default is 9: four times slower for 1 % of size on articles.
LEVEL = 6


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
        for entry in _read_index(folder / INDEX):
            self._entries.setdefault((entry.sha256, entry.source), entry)

    def add(self, capture: Capture) -> bool:
        """Keep a capture; False when these bytes were met at this source before."""
        sha256 = capture.sha256
        if (sha256, capture.source) in self._entries:
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
        path = body_path(self._folder, sha256)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_beside(path, gzip.compress(capture.body, LEVEL, mtime=0))
        _append_line(self._folder / INDEX, _entry_to_json(entry))
        self._entries[sha256, capture.source] = entry
        return True

    def entries(self) -> list[CaptureEntry]:
        """Return one entry for each body (the first meeting of it), by source."""
        first: dict[str, CaptureEntry] = {}
        for entry in self._entries.values():
            first.setdefault(entry.sha256, entry)
        return sorted(first.values(), key=lambda e: (e.source, e.sha256))

    def __len__(self) -> int:
        return len({sha256 for sha256, _ in self._entries})


def body_path(folder: Path, sha256: str) -> Path:
    """Return where the bytes of a capture are kept."""
    return folder / sha256[:2] / f"{sha256}.gz"


def load_capture(folder: Path, entry: CaptureEntry) -> Capture:
    """Return the capture of an entry. Raises RecordError when its bytes are gone or changed."""
    path = body_path(folder, entry.sha256)
    try:
        body = gzip.decompress(path.read_bytes())
    except FileNotFoundError as error:
        raise RecordError(f"{path}: gone, but the index names it ({entry.source})") from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise RecordError(f"{path}: damaged ({error}); it held {entry.source}") from error
    if hash_bytes(body) != entry.sha256:
        raise RecordError(f"{path}: its bytes have another hash; it held {entry.source}")
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
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [Problem(**row) for row in rows]


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
            yield _entry_from_json(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise RecordError(
                f"{path}:{number}: not a line of the index ({error}); delete the line: "
                "the next build meets its source again"
            ) from error


def _append_line(path: Path, row: dict[str, Any]) -> None:
    line = _dump_line(row)
    with path.open("ab+") as file:
        if file.tell():
            file.seek(-1, 2)
            if file.read(1) != b"\n":  # half a line of a build that was killed
                _cut_last_line(file)
        file.write(line)


def _dump_line(row: dict[str, Any]) -> bytes:
    try:
        return json.dumps(row, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:  # a file name that is not UTF-8
        return json.dumps(row).encode() + b"\n"


def _cut_last_line(file: Any) -> None:
    file.seek(0)
    whole = file.read()
    file.truncate(whole.rfind(b"\n") + 1)
    file.seek(0, 2)


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
