"""Shards: a few captures at a time, read in one go and written as one part."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from onrecord.knowledge import Knowledge
from onrecord.model import Capture, OnrecordError, Problem, make_id
from onrecord.record.captures import CaptureEntry, load_capture
from onrecord.run.parts import PartFolder
from onrecord.run.readings import Reading

ROOM = "run"
UNREAD = "nothing could be read from it"
# Small enough that little is lost when a build is stopped, and that processes end together.
SHARD_CAPTURES = 8
SHARD_BYTES = 2_000_000
# 5,000 words a second are 30,000 bytes; pages with much furniture took 1 s for 10,000 words.
LIMIT_SECONDS = 60.0
LIMIT_BYTES_PER_SECOND = 2_000
# What a fault in our own code raises. One document's fault must not cost the user the others.
FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    OnrecordError,
    RuntimeError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Captures that one process reads in one go."""

    entries: tuple[CaptureEntry, ...]

    @property
    def size(self) -> int:
        """Return how many bytes its captures have."""
        return sum(entry.size for entry in self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardDone:
    """How many captures a shard had, and in whose midst a process died (then none were read)."""

    captures: int
    lost: Shard | None = None


# Writes what the tables need of the readings of a part, beside it: `run.sheets`.
WriteSheets = Callable[[Path, Sequence[tuple[str, Reading]]], None]


class CaptureReader(Protocol):
    """Reads captures: `run.steps.Reader`."""

    def read(self, capture: Capture) -> Reading:
        """Return all findings of one capture, with their verdicts."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadShard:
    """The step that a process does: read a shard's captures and write a part."""

    reader: CaptureReader
    captures: Path
    parts: PartFolder
    write_sheets: WriteSheets | None = None

    def __call__(self, shard: Shard) -> ShardDone:
        """Read the captures of `shard`; what goes wrong with one of them is a problem of its own."""
        readings = [(entry.key, self._read(entry)) for entry in shard.entries]
        part = self.parts.write(readings)
        if self.write_sheets is not None:
            self.write_sheets(part, readings)
        return ShardDone(captures=len(readings))

    def _read(self, entry: CaptureEntry) -> Reading:
        capture = load_capture(self.captures, entry)
        try:
            return self.reader.read(capture)
        except FAULTS as error:
            problem = Problem(
                subject_id=capture.id,
                room=ROOM,
                source=entry.source,
                message=f"{UNREAD}: {_describe(error)}; the other documents are read; please "
                "report it",
            )
            return Reading(document=None, problems=(problem,))


ReadStep = Callable[[Shard], ShardDone]
# From the tables, the folder of the captures and that of the parts to the step of one process.
OpenStep = Callable[[Knowledge, Path, PartFolder], ReadStep]


def open_shard_step(knowledge: Knowledge, captures: Path, parts: PartFolder) -> ReadStep:
    """Return the step of one process. The tables come along: all read with the same ones."""
    from onrecord.run.beside import open_writer
    from onrecord.run.steps import Reader

    return ReadShard(
        reader=Reader(knowledge=knowledge),
        captures=captures,
        parts=parts,
        write_sheets=open_writer(knowledge),
    )


def cut_shards(entries: Sequence[CaptureEntry], *, workers: int) -> Iterator[Shard]:
    """Return the captures in shards of some size, so that every worker gets several."""
    limit = max(1, min(SHARD_CAPTURES, len(entries) // (workers * 4)))
    held: list[CaptureEntry] = []
    size = 0
    for entry in entries:
        if held and (len(held) >= limit or size + entry.size > SHARD_BYTES):
            yield Shard(entries=tuple(held))
            held, size = [], 0
        held.append(entry)
        size += entry.size
    if held:
        yield Shard(entries=tuple(held))


def lose_shard(shard: Shard) -> ShardDone:
    """Return what a shard comes to in whose midst its process died."""
    return ShardDone(captures=0, lost=shard)


def limit_shard(shard: Shard) -> float:
    """Return how many seconds of a processor a shard may take: ten times what the slowest took."""
    return LIMIT_SECONDS + shard.size / LIMIT_BYTES_PER_SECOND


def split_shard(shard: Shard) -> list[Shard]:
    """Return one shard for each capture, to find the one that ends its process."""
    return [Shard(entries=(entry,)) for entry in shard.entries]


def give_up_reading(entry: CaptureEntry) -> Reading:
    """Return the reading of a capture that ends every process that reads it."""
    problem = Problem(
        subject_id=make_id("cap", entry.sha256),
        room=ROOM,
        source=entry.source,
        message=f"{UNREAD}: its process was ended, for want of memory or because it took too long; "
        "split the file, or build with --engine serial",
    )
    return Reading(document=None, problems=(problem,))


def _describe(error: BaseException) -> str:
    """Return what happened and where, in one line."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}: {error}".replace("\n", " ")
