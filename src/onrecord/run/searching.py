"""The search index of a build, made by a process of its own where a build has several.

What is searched stands in the sheets, and no other document has a say in it: so the index is made
while the steps per key and the tables are. Where that process dies, hangs or finds a sheet damaged,
the index is made here afterwards. It writes into a folder of its own: where this process is killed, it
ends soon after, and till then is in nobody's way.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from onrecord.knowledge import Knowledge
from onrecord.record.search import SEARCHED, SearchWriter
from onrecord.record.write import say_what_failed
from onrecord.run.crews import Crew, Errand, LostErrandError, Work
from onrecord.run.sheet_columns import SheetColumns
from onrecord.run.sheet_runs import gather_sheets, group_keys, iterate_sheets, take_sheets
from onrecord.run.sheets import TABLES, load_sheets, name_sheets
from onrecord.run.stored import OpenParts, Readings

LEAST_DOCUMENTS = 250  # fewer are done before a process has started
# The index is mostly done before the tables are; a process that is stopped is not waited for.
PATIENCE_SECONDS = 120.0
PATIENCE_PER_DOCUMENT = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some readings that stand in the order of the captures and lie in one part."""

    part: Path
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexing:
    """What a process is sent to index, and where."""

    folder: Path
    ending: str
    stretches: tuple[Stretch, ...]


class Indexer:
    """Has the search index of a whole build made elsewhere."""

    def __init__(self, errand: Errand, apart: Path, folder: Path, readings: Readings) -> None:
        self._errand = errand
        self._apart = apart
        self.folder = folder
        self._readings = readings

    def finish(self, knowledge: Knowledge) -> None:
        """Wait for the index; make it here where nothing came of it. Raises RecordError on a full disk."""
        patience = PATIENCE_SECONDS + PATIENCE_PER_DOCUMENT * len(self._readings.keys)
        try:
            is_made = self._errand.wait(patience)
        except LostErrandError:
            is_made = False
        if is_made:
            self._apart.rename(self.folder)
        else:
            self._errand.close()
            sheets = iterate_sheets(self._readings, knowledge, is_whole=True)
            _write_index(self.folder, sheets)


def choose_crew(crew: Crew | None, readings: Readings) -> Crew | None:
    """Return the crew, where it has a process for the index and that has enough to do; else None."""
    if crew is None or crew.size < 2 or len(readings.keys) < LEAST_DOCUMENTS:
        return None
    return crew


@contextmanager
def send_indexer(crew: Crew | None, folder: Path, readings: Readings) -> Iterator[Indexer | None]:
    """Let a process of `crew` make the index that is to lie in `folder`, in the folder of a build.

    Behind the block none is at it any more.
    """
    if crew is None:
        yield None
        return
    apart = folder.parent.with_name(f"{folder.parent.name}.{os.getpid()}")
    stretches = tuple(list_stretches(readings))
    item = Indexing(folder=apart, ending=name_sheets(), stretches=stretches)
    try:
        with crew.send(Work(_open_step), item) as errand:
            yield Indexer(errand, apart, folder, readings)
    finally:
        shutil.rmtree(apart, ignore_errors=True)


def list_stretches(readings: Readings) -> Iterator[Stretch]:
    """Yield which sheets are to be read, in the order of the captures."""
    for part, keys in group_keys(readings):
        yield Stretch(part=part, keys=tuple(keys))


def write_index(indexing: Indexing) -> bool:
    """Write a search index; False where a sheet is missing or damaged, or nobody waits for it."""
    try:
        _write_index(indexing.folder, gather_sheets(_read_stretches(indexing)))
    except _UselessError:
        shutil.rmtree(indexing.folder, ignore_errors=True)
        return False
    return True


class _UselessError(Exception):
    """A sheet is missing or damaged, or who sent this process is gone."""


def _open_step() -> Callable[[Indexing], bool]:
    return write_index


def _read_stretches(indexing: Indexing) -> Iterator[tuple[pa.Table, int]]:
    wanted: dict[Path, list[str]] = {}
    for stretch in indexing.stretches:
        wanted.setdefault(stretch.part, []).extend(stretch.keys)

    def read(part: Path) -> pa.Table:
        table = load_sheets(part, indexing.ending, wanted[part])
        if table is None or _is_orphan():
            raise _UselessError
        return table

    opened = OpenParts(read)
    for stretch in indexing.stretches:
        yield from take_sheets(opened.open(stretch.part), stretch.keys)


def _is_orphan() -> bool:
    sender = multiprocessing.parent_process()
    return sender is not None and not sender.is_alive()


def _write_index(folder: Path, sheets: Iterator[pa.Table]) -> None:
    with say_what_failed(folder):
        writer = SearchWriter(folder)
        for some in sheets:
            _add(writer, SheetColumns(some))
        writer.finish()


def _add(writer: SearchWriter, some: SheetColumns) -> None:
    tables = [table for table in TABLES if table in SEARCHED]
    shown = [some.show(table, _columns(table)) for table in tables]
    for rows_of_one in zip(*shown, strict=True):
        for table, rows in zip(tables, rows_of_one, strict=True):
            for row in rows:
                writer.add(table, row)


def _columns(table: str) -> Sequence[str]:
    own = ("id",) if table == "document" else ("id", "document")
    return (*own, *SEARCHED[table])
