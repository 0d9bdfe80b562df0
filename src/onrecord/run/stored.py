"""Readings of a whole record: held in memory while they are few, read from their parts when many.

A build goes through them several times (for copies, for happenings, for the tables). Holding the
findings and texts of a large pile would take all memory; reading a part again takes little time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from onrecord.model import Document
from onrecord.run.parts import DamagedPartError, PartFolder
from onrecord.run.readings import Reading

ThingT = TypeVar("ThingT")
HELD_BYTES = 24_000_000  # of parts, compressed: some 5,000 news texts take 400 MB when held
_OPEN_PARTS = 4  # captures of a later meeting lie in other parts than their neighbours


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of readings, as often as they are asked for."""

    load: Callable[[], Iterator[Document]]

    def __iter__(self) -> Iterator[Document]:
        """Yield the documents in the order of their captures."""
        return self.load()


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """The readings of the captures `keys`, in that order, as often as they are asked for.

    `adapt` gives the reading that counts, None where it is left out; `knows` says the same of its
    document alone. Going through them raises DamagedPartError at the end when parts cannot be
    read; by then these count as not done.
    """

    parts: PartFolder
    keys: Sequence[str]
    where: Mapping[str, Path]
    adapt: Callable[[Reading], Reading | None]
    knows: Callable[[Document | None], bool]
    held: list[Reading] | None = None

    def __iter__(self) -> Iterator[Reading]:
        """Yield the readings."""
        if self.held is not None:
            yield from self.held
            return
        for reading in self._read(self.parts.read):
            adapted = self.adapt(reading)
            if adapted is not None:
                yield adapted

    @property
    def documents(self) -> Documents:
        """Return their documents."""
        return Documents(self._load_documents)

    def _load_documents(self) -> Iterator[Document]:
        if self.held is not None:
            yield from (reading.document for reading in self.held if reading.document is not None)
            return
        for document in self._read(self.parts.read_documents):
            if document is not None and self.knows(document):
                yield document

    def _read(self, read: Callable[[Path], Iterator[tuple[str, ThingT]]]) -> Iterator[ThingT]:
        """Yield what `read` finds under each key, with few parts open at a time."""
        open_: dict[Path, dict[str, ThingT]] = {}
        damaged: dict[Path, DamagedPartError] = {}
        for key in self.keys:
            part = self.where[key]
            if part in damaged:
                continue
            if part not in open_:
                try:
                    found = dict(read(part))
                except DamagedPartError as error:
                    self.parts.forget(part)
                    damaged[part] = error
                    continue
                if len(open_) >= _OPEN_PARTS:
                    open_.pop(next(iter(open_)))
                open_[part] = found
            yield open_[part][key]
        if damaged:
            raise next(iter(damaged.values()))


def hold_few(readings: Readings) -> Readings:
    """Return the readings held in memory when their parts are small, else as they are."""
    size = sum(part.stat().st_size for part in {readings.where[key] for key in readings.keys})
    if size > HELD_BYTES:
        return readings
    return Readings(
        parts=readings.parts,
        keys=readings.keys,
        where=readings.where,
        adapt=readings.adapt,
        knows=readings.knows,
        held=list(readings),
    )
