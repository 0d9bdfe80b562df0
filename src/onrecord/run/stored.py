"""Readings of a whole record: held in memory while they are few, read from their parts when many.

A build goes through them several times (for what documents tell of each other, for the tables).
Holding the findings and texts of a large pile would take all memory; reading a part again takes
little time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

from onrecord.run.parts import DamagedPartError, PartFolder
from onrecord.run.readings import Reading

ThingT = TypeVar("ThingT")
HELD_BYTES = 24_000_000  # of parts, compressed: some 5,000 news texts take 400 MB when held
MOST_OPEN = 4  # captures of a later meeting lie in other parts than their neighbours


class OpenParts(Generic[ThingT]):
    """What `read` makes of parts, read where it is asked for and held for a few parts at a time."""

    def __init__(self, read: Callable[[Path], ThingT], most: int = MOST_OPEN) -> None:
        self._read = read
        self._most = most
        self._held: dict[Path, ThingT] = {}
        self._damaged: dict[Path, DamagedPartError] = {}

    def open(self, part: Path) -> ThingT:
        """Return what is made of a part. Raises DamagedPartError when it cannot be read."""
        if part not in self._held:
            if len(self._held) >= self._most:
                self._held.pop(next(iter(self._held)))
            self._held[part] = self._read(part)
        return self._held[part]

    def find(self, part: Path) -> ThingT | None:
        """Return what is made of a part, None when it cannot be read: `finish` tells of it."""
        if part not in self._damaged:
            try:
                return self.open(part)
            except DamagedPartError as error:
                self._damaged[part] = error
        return None

    def finish(self) -> None:
        """Raise DamagedPartError where a part could not be read."""
        for error in self._damaged.values():
            raise error


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """The readings of the captures `keys`, in that order, as often as they are asked for.

    `adapt` gives the reading that counts, None where it is left out. Going through them raises
    DamagedPartError at the end when parts cannot be read; by then these count as not done.
    """

    parts: PartFolder
    keys: Sequence[str]
    where: Mapping[str, Path]
    adapt: Callable[[Reading], Reading | None]
    held: list[Reading] | None = None

    def __iter__(self) -> Iterator[Reading]:
        """Yield the readings."""
        if self.held is not None:
            yield from self.held
            return
        opened = OpenParts(lambda part: dict(self.parts.read(part)))
        for key in self.keys:
            found = opened.find(self.where[key])
            adapted = self.adapt(found[key]) if found is not None else None
            if adapted is not None:
                yield adapted
        opened.finish()

    def list_keys(self) -> dict[Path, list[str]]:
        """Return the keys by the part that holds their readings, both in the order of the captures."""
        wanted: dict[Path, list[str]] = {}
        for key in self.keys:
            wanted.setdefault(self.where[key], []).append(key)
        return wanted


def hold_few(readings: Readings) -> Readings:
    """Return the readings held in memory when their parts are small, else as they are."""
    size = sum(part.stat().st_size for part in {readings.where[key] for key in readings.keys})
    return readings if size > HELD_BYTES else replace(readings, held=list(readings))
