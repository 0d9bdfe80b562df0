"""What lies beside a part, made of its readings: sheets for the tables, gists for the steps per key.

A cache: what is missing, damaged or made by other code is made again from the part, by as many
processes as the build has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from onrecord.knowledge import Knowledge
from onrecord.model import Document
from onrecord.model.carry import Carry, carry_here
from onrecord.run.gists import Gist, load_gists, make_gist, name_gists, write_gists
from onrecord.run.keyed import carry_files
from onrecord.run.packed import GISTS, SHEETS, path_of
from onrecord.run.parts import DamagedPartError, PartFolder
from onrecord.run.readings import Reading
from onrecord.run.shards import WriteSheets
from onrecord.run.sheets import load_sheets, name_sheets, write_sheets
from onrecord.run.stored import OpenParts, Readings

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


def make_missing(readings: Readings, knowledge: Knowledge, carry: Carry = carry_here) -> None:
    """Make what is missing beside the parts of `readings`, or was made by other code.

    Raises DamagedPartError when a part must be read and cannot be; by then it counts as not done.
    """
    endings = name_sheets(), name_gists()
    there = {path.name for path in readings.parts.path.glob("*.*")}
    missing = [
        p for p in readings.list_keys() if not {path_of(p, end).name for end in endings} <= there
    ]
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


class Gists:
    """The gists of all readings, and the documents themselves where one is asked for.

    Without `trusts` everything is made of the readings again. `knows` says which documents count.
    """

    def __init__(
        self,
        readings: Readings,
        knowledge: Knowledge,
        *,
        trusts: bool,
        knows: Callable[[Gist], bool],
    ) -> None:
        self._readings = readings
        self._knowledge = knowledge
        self._trusts = trusts
        self._knows = knows
        self._wanted = readings.list_keys()
        self._sheets, self._gists = name_sheets(), name_gists()
        self._keys: dict[str, str] = {}  # of documents
        self._documents = OpenParts(self._read_words, _MOST_OPEN)

    def __iter__(self) -> Iterator[Gist]:
        """Yield the gists in the order of the captures, each document's once."""
        seen: set[str] = set()
        opened = OpenParts(self._read, _MOST_OPEN)
        for key in self._readings.keys:
            held = opened.find(self._readings.where[key])
            gist = held[key] if held is not None else None
            if gist is None or not self._knows(gist) or gist.facts.id in seen:
                continue
            seen.add(gist.facts.id)
            self._keys[gist.facts.id] = key
            yield gist
        opened.finish()

    def load(self, document_id: str) -> Document:
        """Return a document that a gist was given of; where sheets are trusted its words alone."""
        part = self._readings.where[self._keys[document_id]]
        return self._documents.open(part)[document_id]

    def load_whole(self, document_ids: Iterable[str]) -> Iterator[Document]:
        """Yield documents with all that is known of them."""
        wanted: dict[Path, set[str]] = {}
        for one in document_ids:
            wanted.setdefault(self._readings.where[self._keys[one]], set()).add(one)
        for part, some in wanted.items():
            held = self._read_documents(part)
            yield from (held[one] for one in sorted(some))

    def _read(self, part: Path) -> Mapping[str, Gist | None]:
        if self._trusts:
            held = load_gists(part, self._gists, self._wanted[part])
            if held is not None:
                return held
            again = make_again(self._readings.parts, part, self._knowledge)
        else:
            again = list(self._readings.parts.read(part))
        return {key: make_gist(key, reading, self._knowledge) for key, reading in again}

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
