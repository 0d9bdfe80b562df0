"""What lies beside a part, made of its readings: sheets for the tables, gists for the steps per key.

A cache: what is missing, damaged or made by other code is made again from the part, by as many
processes as the build has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from onrecord.knowledge import Knowledge
from onrecord.model import Document
from onrecord.model.carry import Carry, carry_here
from onrecord.run.gists import SUFFIX as GISTS
from onrecord.run.gists import Gist, load_gists, make_gist, name_gists, write_gists
from onrecord.run.keyed import carry_files
from onrecord.run.packed import path_of
from onrecord.run.parts import DamagedPartError, PartFolder
from onrecord.run.readings import Reading
from onrecord.run.shards import WriteSheets
from onrecord.run.sheets import SUFFIX as SHEETS
from onrecord.run.sheets import load_sheets, name_sheets, write_sheets
from onrecord.run.stored import Readings

_OPEN_PARTS = 16  # captures of a later meeting lie in other parts than their neighbours


def open_writer(knowledge: Knowledge) -> WriteSheets:
    """Return what writes sheets and gists of a part beside it."""
    return partial(_write, knowledge, (name_sheets(), name_gists()))


def _write(
    knowledge: Knowledge,
    endings: tuple[str, str],
    part: Path,
    readings: Sequence[tuple[str, Reading]],
) -> None:
    write_sheets(knowledge, endings[0], part, readings)
    write_gists(knowledge, endings[1], part, readings)


def make_missing(readings: Readings, knowledge: Knowledge, carry: Carry = carry_here) -> None:
    """Make what is missing beside the parts of `readings`, or was made by other code.

    Raises DamagedPartError when a part must be read and cannot be; by then it counts as not done.
    """
    endings = name_sheets(), name_gists()
    there = {path.name for path in readings.parts.path.glob("*.*")}
    parts = dict.fromkeys(readings.where[key] for key in readings.keys)
    missing = [p for p in parts if not {path_of(p, end).name for end in endings} <= there]
    _make_all(readings.parts, missing, knowledge, carry)


def make_again(parts: PartFolder, part: Path, knowledge: Knowledge) -> list[tuple[str, Reading]]:
    """Make what lies beside one part again; return its readings.

    Raises DamagedPartError when the part cannot be read; by then it counts as not done.
    """
    held = read_part(parts, part)
    with suppress(OSError):  # a cache: where nothing can be written it is made each time
        for suffix in (SHEETS, GISTS):
            for old in part.parent.glob(path_of(part, f".*{suffix}").name):
                old.unlink(missing_ok=True)
        open_writer(knowledge)(part, held)
    return held


def read_part(parts: PartFolder, part: Path) -> list[tuple[str, Reading]]:
    """Return the readings of a part. Raises DamagedPartError; by then it counts as not done."""
    try:
        return list(parts.read(part))
    except DamagedPartError:
        parts.forget(part)
        raise


def _make_all(
    parts: PartFolder, missing: Sequence[Path], knowledge: Knowledge, carry: Carry
) -> None:
    damaged: list[Path] = []
    done = carry_files(carry, partial(_try_again, parts, knowledge), missing)
    for part, is_whole in zip(missing, done, strict=True):
        if not is_whole:
            damaged.append(part)
    if damaged:
        raise DamagedPartError(f"{damaged[0]}: damaged; build again and it is made anew")


def _try_again(parts: PartFolder, knowledge: Knowledge, part: Path) -> bool:
    try:
        make_again(parts, part, knowledge)
    except DamagedPartError:
        return False
    return True


@dataclass(slots=True)
class Shelf:
    """The gists of all readings, and the documents themselves where one is asked for.

    Without `trusts` everything is made of the readings again. `knows` says which documents count.
    """

    readings: Readings
    knowledge: Knowledge
    trusts: bool
    knows: Callable[[Gist], bool]
    _keys: dict[str, str] = field(default_factory=dict)  # of documents
    _opened: dict[Path, Mapping[str, Document]] = field(default_factory=dict)

    def iterate(self) -> Iterator[Gist]:
        """Yield the gists in the order of the captures, each document's once."""
        seen: set[str] = set()
        for key, gist in self._iterate():
            if gist is None or not self.knows(gist) or gist.facts.id in seen:
                continue
            seen.add(gist.facts.id)
            self._keys[gist.facts.id] = key
            yield gist

    def load(self, document_id: str) -> Document:
        """Return a document that a gist was given of; where sheets are trusted its words alone."""
        key = self._keys[document_id]
        part = self.readings.where[key]
        if part not in self._opened:
            if len(self._opened) >= _OPEN_PARTS:
                self._opened.pop(next(iter(self._opened)))
            self._opened[part] = self._read_words(part, key) or self._read_documents(part)
        return self._opened[part][document_id]

    def load_whole(self, document_ids: Iterable[str]) -> Iterator[Document]:
        """Yield documents with all that is known of them."""
        wanted: dict[Path, set[str]] = {}
        for one in document_ids:
            wanted.setdefault(self.readings.where[self._keys[one]], set()).add(one)
        for part, some in wanted.items():
            held = self._read_documents(part)
            yield from (held[one] for one in sorted(some))

    def _iterate(self) -> Iterator[tuple[str, Gist | None]]:
        where = self.readings.where
        opened: dict[Path, Mapping[str, Gist | None]] = {}
        wanted: dict[Path, list[str]] = {}
        for key in self.readings.keys:
            wanted.setdefault(where[key], []).append(key)
        ending = name_gists()
        damaged: dict[Path, DamagedPartError] = {}
        for key in self.readings.keys:
            part = where[key]
            if part in damaged:
                continue
            if part not in opened:
                if len(opened) >= _OPEN_PARTS:
                    opened.pop(next(iter(opened)))
                try:
                    opened[part] = self._open(part, ending, wanted[part])
                except DamagedPartError as error:
                    damaged[part] = error
                    continue
            yield key, opened[part][key]
        if damaged:
            raise next(iter(damaged.values()))

    def _open(self, part: Path, ending: str, keys: Sequence[str]) -> Mapping[str, Gist | None]:
        held = load_gists(part, ending, keys) if self.trusts else None
        if held is not None:
            return held
        if self.trusts:
            again = make_again(self.readings.parts, part, self.knowledge)
        else:
            again = read_part(self.readings.parts, part)
        return {key: make_gist(key, reading, self.knowledge) for key, reading in again}

    def _read_words(self, part: Path, key: str) -> dict[str, Document] | None:
        table = load_sheets(part, name_sheets(), [key]) if self.trusts else None
        if table is None:
            return None
        rows = table.column("document").combine_chunks().flatten()
        names = ("capture", "source", "language", "text")
        columns = [rows.field(name).to_pylist() for name in names]
        made = (
            Document(capture_id=capture, source=source, language=language, text=text)
            for capture, source, language, text in zip(*columns, strict=True)
        )
        return {document.id: document for document in made}

    def _read_documents(self, part: Path) -> dict[str, Document]:
        try:
            held = list(self.readings.parts.read_documents(part))
        except DamagedPartError:
            self.readings.parts.forget(part)
            raise
        return {document.id: document for _, document in held if document is not None}
