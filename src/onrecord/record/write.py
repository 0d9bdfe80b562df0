"""Write a build: the database and the search index, beside the old one, then swapped in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
import pyarrow as pa

from onrecord.model import RecordError
from onrecord.record.arrays import make_array
from onrecord.record.folder import RecordFolder, write_beside
from onrecord.record.rows import Row
from onrecord.record.schema import create_database, load_sql
from onrecord.record.search import SEARCHED, SearchWriter
from onrecord.record.shapes import list_shapes
from onrecord.record.sums import write_sums

# What DuckDB raises where it cannot write: by the place at which it notices.
_WHEN_FULL = (duckdb.IOException, duckdb.FatalException, duckdb.TransactionException)
# Enough rows at once that DuckDB writes whole row groups' worth of pages, few enough for memory.
BATCH = 8_000
BATCH_BYTES = 8_000_000  # texts of documents come to more with fewer rows
# Taken in one transaction, which holds in memory what does not fill a row group. With one for each
# batch DuckDB writes all rows twice, and takes a third more time.
COMMIT_BYTES = 32_000_000
HELD_PAGES = "32MB"  # that DuckDB may go on holding behind a transaction (docs/performance.md)
PIECES = 64  # of a table that are held apart: one of few rows takes some 40 kB, whatever it holds
HELD_ROWS = 1_000  # as Python has them, which takes ten times the memory that Arrow takes


class RecordWriter:
    """Takes rows, and puts a finished build in the place of the old one.

    Nothing is seen of it before `finish`; leaving the block without it leaves no trace.
    """

    def __init__(self, folder: RecordFolder, build_id: str, *, indexes: bool = True) -> None:
        """Take the record's folder. Without `indexes` the index is written by somebody else."""
        self._folder = folder
        self._build_id = build_id
        self._indexes = indexes
        self._path = folder.built / f".{build_id}.new"
        self._waiting: dict[str, list[Row]] = {}
        self._packed: dict[str, list[pa.Table]] = {}
        self._loaded: dict[str, list[pa.Table]] = {}
        self._loaded_bytes: dict[str, int] = {}
        self._seen: dict[str, set[str]] = {}
        self._watch: Callable[[str, Row], None] | None = None
        self._inserter = ThreadPoolExecutor(max_workers=1)
        self._search: SearchWriter | None = None  # opened with the first row for it
        self._inserting: Future[None] | None = None
        self._seeking: Future[list[str]] | None = None
        self._uncommitted = 0  # bytes

    def watch(self, look: Callable[[str, Row], None]) -> None:
        """Let `look` see every row that is written from now on."""
        self._watch = look

    def __enter__(self) -> Self:
        # What killed builds left, of whatever they were made: it may be what fills the disk.
        for left in self._folder.built.glob(".*.new*"):
            shutil.rmtree(left, ignore_errors=True)
        self._path.mkdir(parents=True)
        try:
            with say_what_failed(self._path):
                self._connection = create_database(self._path / "record.duckdb")
                self._connection.execute(load_sql("writing"))
                self._connection.begin()
        except RecordError:
            shutil.rmtree(self._path, ignore_errors=True)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._inserter.shutdown()
        self._connection.close()
        shutil.rmtree(self._path, ignore_errors=True)

    def add(self, table: str, row: Row) -> bool:
        """Take a row; False when a row with its id is there already."""
        seen = self._seen.setdefault(table, set())
        if row["id"] in seen:
            return False
        seen.add(row["id"])
        self._put(table, row)
        self.note(table, row)
        return True

    @property
    def search_path(self) -> Path:
        """Return where the search index is to lie until the build is finished."""
        return self._path / "search"

    @property
    def searched(self) -> Mapping[str, tuple[str, ...]]:
        """Return the columns that search wants of the rows which are noted here, by table."""
        return SEARCHED if self._indexes else {}

    @property
    def is_watched(self) -> bool:
        """Does anybody want to see every row?"""
        return self._watch is not None

    def note(self, table: str, row: Row) -> None:
        """Show a row to who watches, and to the search; its columns for these must be there."""
        if self._watch is not None:
            self._watch(table, row)
        if self._indexes and table in SEARCHED:
            try:  # a block of its own: a context manager for each row takes longer than the rest
                self._open_search().add(table, row)
            except ValueError as error:
                raise _name_failure(self._path, error) from error

    def load(self, table: str, loaded: pa.Table) -> None:
        """Take many rows as Arrow has them; `note` is for the caller, and ids are not compared."""
        held = self._loaded.setdefault(table, [])
        held.append(loaded)
        if len(held) >= PIECES:
            held[:] = [pa.concat_tables(held).combine_chunks()]
        size = self._loaded_bytes[table] = self._loaded_bytes.get(table, 0) + loaded.nbytes
        if size >= BATCH_BYTES or sum(map(len, held)) >= BATCH:
            self._flush_loaded(table)

    def seek_repeated(self, tables: Sequence[str]) -> None:
        """Begin to look for rows whose id an earlier row of their table has; `drop_repeated` waits for it."""
        for table in tables:
            self._flush(table)
        self._seeking = self._inserter.submit(_find_repeating, self._connection, tables)

    def drop_repeated(self) -> list[tuple[str, Row]]:
        """Remove the rows that were sought; return table, id and source of them."""
        dropped: list[tuple[str, Row]] = []
        self._settle()
        with say_what_failed(self._path):
            repeating = self._seeking.result() if self._seeking is not None else ()
        for table in repeating:
            found = self._connection.execute(_ask("repeated", table)).fetchall()
            dropped += [(table, {"id": one, "source": source}) for _, one, source in found]
            self._connection.execute(_ask("remove_rows", table), [[row for row, *_ in found]])
        return dropped

    def finish(self, facts: Mapping[str, str]) -> None:
        """Write what waits, and let CURRENT name this build. `facts` say what it was made with."""
        for key, value in sorted(facts.items()):
            self._put("build", {"key": key, "value": value})
        for table in dict.fromkeys((*self._loaded, *self._waiting)):
            self._flush(table)
        self._settle()
        with say_what_failed(self._path):
            self._connection.commit()
            _give_back(self._connection)
            self._connection.execute("checkpoint")
            self._connection.close()
            if self._indexes:
                self._open_search().finish()
        write_sums(self._path)
        target = self._folder.built / self._build_id
        if target.exists():
            shutil.rmtree(target)
        self._path.rename(target)
        before = self._folder.find_build()
        write_beside(self._folder.current, f"{self._build_id}\n".encode(), sync=True)
        self._remove_old(keep={target, before})

    def _open_search(self) -> SearchWriter:
        if self._search is None:
            self._search = SearchWriter(self.search_path)
        return self._search

    def _put(self, table: str, row: Row) -> None:
        rows = self._waiting.setdefault(table, [])
        rows.append(row)
        if len(rows) >= HELD_ROWS:
            self._pack(table)
            if sum(map(len, self._packed[table])) >= BATCH:
                self._flush(table)

    def _pack(self, table: str) -> None:
        rows, self._waiting[table] = self._waiting.get(table, []), []
        if rows:
            self._packed.setdefault(table, []).append(make_table(rows, table))

    def _flush(self, table: str) -> None:
        self._flush_loaded(table)
        self._pack(table)
        packed = self._packed.pop(table, [])
        if packed:
            self._insert(table, pa.concat_tables(packed))

    def _flush_loaded(self, table: str) -> None:
        loaded, self._loaded[table] = self._loaded.get(table, []), []
        self._loaded_bytes[table] = 0
        if loaded:
            self._insert(table, pa.concat_tables(loaded))

    def _insert(self, table: str, rows: pa.Table) -> None:
        """Let DuckDB take rows while the next ones are made; one batch at a time is on its way."""
        self._settle()
        self._uncommitted += rows.nbytes
        is_enough = self._uncommitted >= COMMIT_BYTES
        self._inserting = self._inserter.submit(
            _insert, self._connection, table, rows, commits=is_enough
        )
        if is_enough:
            self._uncommitted = 0

    def _settle(self) -> None:
        """Wait until all rows that were handed over are in the database."""
        inserting, self._inserting = self._inserting, None
        if inserting is not None:
            with say_what_failed(self._path):
                inserting.result()

    def _remove_old(self, *, keep: set[Path | None]) -> None:
        """Remove builds nobody opens any more; a reader that has one open keeps it."""
        for folder in self._folder.built.iterdir():
            if folder not in keep:
                shutil.rmtree(folder, ignore_errors=True)


def _insert(
    connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table, *, commits: bool
) -> None:
    connection.from_arrow(rows).insert_into(table)
    if commits:
        connection.commit()
        _give_back(connection)
        connection.begin()


def _give_back(connection: duckdb.DuckDBPyConnection) -> None:
    """Let DuckDB give back the pages that it holds of what is written: else it keeps them while there is room.

    A limit that stays would refuse documents of many megabytes.
    """
    with suppress(duckdb.OutOfMemoryException):  # it cannot give back so much just now
        connection.execute(f"set memory_limit = '{HELD_PAGES}'")
    connection.execute("reset memory_limit")


def _find_repeating(connection: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> list[str]:
    """Return the tables in which an id stands more than once."""
    counted = "count(*) - count(distinct id)"
    return [t for t in tables if connection.table(t).aggregate(counted).fetchall() != [(0,)]]


def make_table(rows: Sequence[Row], table: str) -> pa.Table:
    """Return rows as Arrow has them."""
    shape = list_shapes()[table]
    return pa.Table.from_arrays(make_array(rows, shape).flatten(), schema=pa.schema(list(shape)))


def _ask(name: str, table: str) -> str:
    """Return a statement about one of our own tables, by its name."""
    return load_sql(name).replace("this_table", table)


@contextmanager
def say_what_failed(path: Path) -> Iterator[None]:
    """Turn what DuckDB (any of its IO errors) and tantivy (ValueError) say of a full disk into one line."""
    try:
        yield
    except (*_WHEN_FULL, ValueError) as error:
        raise _name_failure(path, error) from error


def _name_failure(path: Path, error: Exception) -> RecordError:
    said = str(error).splitlines()[0]
    return RecordError(
        f"{path}: cannot be written ({said}); is the disk full? Make room and build again: "
        "the last record is as it was"
    )
