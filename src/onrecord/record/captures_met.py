"""Which files and objects were met, and how they looked: those that look the same are not read again.

`captures/met.jsonl` is written anew by each build. Nothing rests on it: where it is gone, damaged or
made by other code, or where something else was asked for, all is read again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from onrecord.record.folder import write_beside
from onrecord.record.left_out import FILE as LEFT_OUT

MET = "met.jsonl"
# Some file systems tell the time of a write to two seconds: what was written since may look the same.
GRAIN_NS = 2_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MetSource:
    """A file or object as it was when it was last read, and what came of it."""

    place: str  # the same for two names of it
    stamp: str  # how it looked: another stamp, other bytes
    kept: str  # a hash of how what is kept of it ends
    problems: tuple[tuple[str, str, str], ...] = ()  # subject, message, source


@dataclass(frozen=True, slots=True, kw_only=True)
class MetBook:
    """The sources that were met, by name. `fault` says why nothing is known of any."""

    sources: Mapping[str, MetSource] = field(default_factory=dict)
    fault: str = ""


def load_met(folder: Path) -> MetBook:
    """Return what was met, whatever was asked for then."""
    return _load(folder, None)


def load_met_for(folder: Path, asked: str) -> MetBook:
    """Return what was met when the same was asked for by the same code, and what was left out stands."""
    return _load(folder, _name_key(folder, asked))


def write_met(folder: Path, asked: str, sources: Mapping[str, MetSource]) -> None:
    """Write what was met. What was left out must be in its place by then."""
    rows = b"".join(_dump({"source": name, **asdict(met)}) for name, met in sources.items())
    head = {"key": _name_key(folder, asked), "sum": hashlib.sha256(rows).hexdigest()}
    write_beside(folder / MET, _dump(head) + rows)


def tell_disk_time(folder: Path) -> int:
    """Return what the clock of the disk says, in ns: that of this machine may be another."""
    beside = folder / f".clock.{os.getpid()}.new"
    beside.write_bytes(b"")
    try:
        return beside.stat().st_mtime_ns
    finally:
        beside.unlink(missing_ok=True)


def _load(folder: Path, key: str | None) -> MetBook:
    path = folder / MET
    try:
        head, _, rows = path.read_bytes().partition(b"\n")
        said = json.loads(head)
        if said["sum"] != hashlib.sha256(rows).hexdigest():
            raise ValueError("its checksum says that it was changed")
        if key is not None and said["key"] != key:
            return MetBook()
        return MetBook(sources=dict(_read_rows(rows.splitlines())))
    except FileNotFoundError:
        return MetBook()
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        return MetBook(fault=f"{path}: damaged ({error}); the next build reads all sources again")


def _read_rows(lines: Iterable[bytes]) -> Iterable[tuple[str, MetSource]]:
    for line in lines:
        row = json.loads(line)
        problems = tuple((str(a), str(b), str(c)) for a, b, c in row["problems"])
        yield (
            str(row["source"]),
            MetSource(place=row["place"], stamp=row["stamp"], kept=row["kept"], problems=problems),
        )


def _name_key(folder: Path, asked: str) -> str:
    """Return a hash of what was asked for, and of the list of what was left out for it."""
    try:
        with (folder / LEFT_OUT).open("rb") as file:
            listed = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        listed = ""
    return hashlib.sha256(f"{asked}\0{listed}".encode("utf-8", "surrogatepass")).hexdigest()


def _dump(row: dict[str, Any]) -> bytes:
    # Escapes, so that a file name that is no UTF-8 comes back as it was.
    return json.dumps(row).encode() + b"\n"
