"""What lies beside a part, made of its readings: sheets for the tables, gists for the steps per key.

A cache: what is missing, damaged or made by other code is made again from the part, by as many
processes as the build has.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from onrecord.knowledge import Knowledge
from onrecord.model import Document
from onrecord.model.carry import Carry, carry_here
from onrecord.run.gists import (
    FACTS,
    PRINT,
    PRINTS,
    SPEAKING,
    TELLING,
    WORDS,
    Facts,
    Told,
    load_gists,
    make_card_of,
    make_gists,
    name_gists,
    read_columns,
    read_facts,
    read_print_of,
    read_told,
    write_gists,
)
from onrecord.run.keyed import carry_files
from onrecord.run.packed import GISTS, SHEETS, is_whole, path_of
from onrecord.run.parts import DamagedPartError, PartFolder
from onrecord.run.readings import Reading
from onrecord.run.shards import WriteSheets
from onrecord.run.sheets import load_sheets, name_sheets, write_sheets
from onrecord.run.stored import OpenParts, Readings
from onrecord.text.origins_cards import Card
from onrecord.verify.quotes.packing import SpokenWords

_MOST_OPEN = 16  # gists and words are small


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


def make_missing(
    readings: Readings, knowledge: Knowledge, carry: Carry = carry_here, *, looks: bool = False
) -> None:
    """Make what is missing beside the parts of `readings`, or was made by other code.

    With `looks` also what is damaged, which takes a look at every byte. Raises DamagedPartError when a part must be read and cannot be; by then it counts as not done.
    """
    endings = name_sheets(), name_gists()
    there = {path.name for path in readings.parts.path.glob("*.*")}

    def is_there(part: Path) -> bool:
        files = [path_of(part, end) for end in endings]
        return all(one.name in there and (not looks or is_whole(one)) for one in files)

    missing = [part for part in readings.list_keys() if not is_there(part)]
    _make_all(readings.parts, missing, knowledge, carry)


def make_again(parts: PartFolder, part: Path, knowledge: Knowledge) -> list[tuple[str, Reading]]:
    """Make what lies beside one part again; return its readings.

    Raises DamagedPartError when the part cannot be read; by then it counts as not done.
    """
    held = list(parts.read(part))
    with suppress(OSError):  # a cache: where nothing can be written it is made each time
        for suffix in (SHEETS, GISTS):
            for old in part.parent.glob(path_of(part, f".*{suffix}").name):
                old.unlink(missing_ok=True)
        open_writer(knowledge)(part, held)
    return held


def _make_all(
    parts: PartFolder, missing: Sequence[Path], knowledge: Knowledge, carry: Carry
) -> None:
    damaged: list[Path] = []
    done = carry_files(carry, partial(_try_again, parts, knowledge), missing)
    for part, is_made in zip(missing, done, strict=True):
        if not is_made:
            damaged.append(part)
    if damaged:
        raise DamagedPartError(f"{damaged[0]}: damaged; build again and it is made anew")


def _try_again(parts: PartFolder, knowledge: Knowledge, part: Path) -> bool:
    try:
        make_again(parts, part, knowledge)
    except DamagedPartError:
        return False
    return True


class Head(NamedTuple):
    """A document by the key of its capture, and as much of it as is held of all."""

    key: str
    id: str
    language: str
    address: str
    first: date  # from which on it can have been published; the first day there is if any
    last: date  # by which it was; the last day there is where that is not known


class Gists:
    """The gists of all readings, and the documents themselves where one is asked for.

    Each time only those columns are read that are asked for, and none is held: what all documents
    tell of one thing is little beside what they tell. Without `trusts` everything is made of the
    readings again. `knows` says which documents count.
    """

    def __init__(
        self,
        readings: Readings,
        knowledge: Knowledge,
        *,
        trusts: bool,
        knows: Callable[[Facts], bool],
    ) -> None:
        self._readings = readings
        self._knowledge = knowledge
        self._trusts = trusts
        self._knows = knows
        self._wanted = readings.list_keys()
        self._sheets, self._gists = name_sheets(), name_gists()
        self._made: dict[Path, dict[str, pa.Table]] = {}
        self._documents = OpenParts(self._read_words, _MOST_OPEN)

    @property
    def room(self) -> Path:
        """Return the folder that has room for what grows with the pile."""
        return self._readings.parts.path

    @property
    def heads(self) -> Collection[Head]:
        """Return all documents in the order of the captures, each once.

        Raises DamagedPartError when parts cannot be read; by then they count as not done.
        """
        return self._heads.values()

    @cached_property
    def _heads(self) -> dict[str, Head]:
        found: dict[str, Head] = {}
        opened = OpenParts(partial(self._read, kind=TELLING, names=(FACTS,)), _MOST_OPEN)
        for key in self._readings.keys:
            held = opened.find(self._readings.where[key])
            plain = held[key][0] if held is not None else None
            if plain is None:
                continue
            facts = read_facts(plain)
            if self._knows(facts):
                head = Head(
                    key,
                    facts.id,
                    sys.intern(facts.language),
                    facts.address,
                    facts.first,
                    facts.last,
                )
                found.setdefault(facts.id, head)
        opened.finish()
        return found

    def tell(self, *names: str) -> Iterator[tuple[Head, Told]]:
        """Yield all documents with what each tells; of that, only what is named."""
        for head, plain in self._iterate(TELLING, names):
            yield head, read_told(names, plain)

    def cards(self) -> Iterator[Card]:
        """Yield the cards of all documents."""
        facts, prints = self._iterate(TELLING, (FACTS,)), self._iterate(PRINTS, PRINT)
        for (_, (plain,)), (_, arrays) in zip(facts, prints, strict=True):
            yield make_card_of(read_facts(plain), read_print_of(arrays))

    def words(self) -> Iterator[SpokenWords]:
        """Yield the words of all speeches by document."""
        for _, held in self._iterate(SPEAKING, WORDS):
            yield SpokenWords(**dict(zip(WORDS, held, strict=True)))

    def load(self, document_id: str) -> Document:
        """Return a document that there is a head of; where sheets are trusted its words alone."""
        part = self._readings.where[self._heads[document_id].key]
        return self._documents.open(part)[document_id]

    def load_whole(self, document_ids: Iterable[str]) -> Iterator[Document]:
        """Yield documents with all that is known of them."""
        wanted: dict[Path, set[str]] = {}
        for one in document_ids:
            wanted.setdefault(self._readings.where[self._heads[one].key], set()).add(one)
        for part, some in wanted.items():
            held = self._read_documents(part)
            yield from (held[one] for one in sorted(some))

    def _iterate(self, kind: str, names: Sequence[str]) -> Iterator[tuple[Head, tuple[Any, ...]]]:
        """Yield the documents with some columns of a table of gists. Raises DamagedPartError."""
        opened = OpenParts(partial(self._read, kind=kind, names=names), _MOST_OPEN)
        for head in self.heads:
            yield head, opened.open(self._readings.where[head.key])[head.key]

    def _read(self, part: Path, kind: str, names: Sequence[str]) -> dict[str, tuple[Any, ...]]:
        return read_columns(self._load(part, kind), names)

    def _load(self, part: Path, kind: str) -> pa.Table:
        made = self._made.get(part)
        if made is None and self._trusts:
            held = load_gists(part, self._gists, self._wanted[part], kind)
            if held is not None:
                return held
        return (made or self._make(part))[kind]

    def _make(self, part: Path) -> dict[str, pa.Table]:
        """Make the gists of a part; they are held, as maybe they cannot be written."""
        if self._trusts:
            again = make_again(self._readings.parts, part, self._knowledge)
        else:
            again = list(self._readings.parts.read(part))
        self._made[part] = make_gists(self._knowledge, again)
        return self._made[part]

    def _read_words(self, part: Path) -> dict[str, Document]:
        keys = self._wanted[part]
        table = load_sheets(part, self._sheets, keys) if self._trusts else None
        if table is None:
            return self._read_documents(part)
        rows = table.column("document").combine_chunks().flatten()
        names = ("capture", "source", "language", "text")
        columns = [rows.field(name).to_pylist() for name in names]
        made = (
            Document(capture_id=capture, source=source, language=language, text=text)
            for capture, source, language, text in zip(*columns, strict=True)
        )
        return {document.id: document for document in made}

    def _read_documents(self, part: Path) -> dict[str, Document]:
        held = self._readings.parts.read_documents(part)
        return {document.id: document for _, document in held if document is not None}
