"""Write a build: the database and the search index, beside the old one, then swapped in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
import pyarrow as pa

from onrecord.model import RecordError
from onrecord.record.folder import RecordFolder, write_beside
from onrecord.record.rows import Row
from onrecord.record.schema import create_database, list_columns
from onrecord.record.search import SearchWriter
from onrecord.record.sums import write_sums

# What DuckDB raises where it cannot write: by the place at which it notices.
_WHEN_FULL = (duckdb.IOException, duckdb.FatalException, duckdb.TransactionException)
# Enough rows at once that DuckDB writes whole row groups' worth of pages, few enough for memory.
BATCH = 20_000
# Of each table: what search finds rows by, and what it shows.
SEARCHED = {
    "document": ("title", "text"),
    "statement": ("speaker", "content"),
    "event": ("quote",),
    "commitment": ("quote",),
    "figure": ("quote", "measure"),
}


class RecordWriter:
    """Takes rows, and puts a finished build in the place of the old one.

    Nothing is seen of it before `finish`; leaving the block without it leaves no trace.
    """

    def __init__(self, folder: RecordFolder, build_id: str) -> None:
        self._folder = folder
        self._build_id = build_id
        self._path = folder.built / f".{build_id}.new"
        self._waiting: dict[str, list[Row]] = {}
        self._seen: dict[str, set[str]] = {}
        self._watch: Callable[[str, Row], None] | None = None

    def watch(self, look: Callable[[str, Row], None]) -> None:
        """Let `look` see every row that is written from now on."""
        self._watch = look

    def __enter__(self) -> Self:
        shutil.rmtree(self._path, ignore_errors=True)
        self._path.mkdir(parents=True)
        try:
            with _say_what_failed(self._path):
                self._connection = create_database(self._path / "record.duckdb")
                self._search = SearchWriter(self._path / "search")
                self._schemas = {
                    table: self._connection.table(table).to_arrow_table().schema
                    for table in list_columns(self._connection)
                }
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
        self._connection.close()
        shutil.rmtree(self._path, ignore_errors=True)

    def add(self, table: str, row: Row) -> bool:
        """Take a row; False when a row with its id is there already."""
        seen = self._seen.setdefault(table, set())
        if row["id"] in seen:
            return False
        seen.add(row["id"])
        self._put(table, row)
        if self._watch is not None:
            self._watch(table, row)
        if table in SEARCHED:
            texts = [row[column] for column in SEARCHED[table] if row[column]]
            with _say_what_failed(self._path):
                self._search.add(table, row, texts)
        return True

    def finish(self, facts: Mapping[str, str]) -> None:
        """Write what waits, and let CURRENT name this build. `facts` say what it was made with."""
        for key, value in sorted(facts.items()):
            self._put("build", {"key": key, "value": value})
        for table in self._waiting:
            self._flush(table)
        with _say_what_failed(self._path):
            self._connection.execute("checkpoint")
            self._connection.close()
            self._search.finish()
        write_sums(self._path)
        target = self._folder.built / self._build_id
        if target.exists():
            shutil.rmtree(target)
        self._path.rename(target)
        before = self._folder.find_build()
        write_beside(self._folder.current, f"{self._build_id}\n".encode(), sync=True)
        self._remove_old(keep={target, before})

    def _put(self, table: str, row: Row) -> None:
        rows = self._waiting.setdefault(table, [])
        rows.append(row)
        if len(rows) >= BATCH:
            self._flush(table)

    def _flush(self, table: str) -> None:
        rows, self._waiting[table] = self._waiting[table], []
        if not rows:
            return
        waiting = pa.Table.from_pylist(rows, schema=self._schemas[table])
        with _say_what_failed(self._path):
            self._connection.from_arrow(waiting).insert_into(table)

    def _remove_old(self, *, keep: set[Path | None]) -> None:
        """Remove builds nobody opens any more; a reader that has one open keeps it."""
        for folder in self._folder.built.iterdir():
            if folder not in keep:
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _say_what_failed(path: Path) -> Iterator[None]:
    """Turn what DuckDB (any of its IO errors) and tantivy (ValueError) say of a full disk into one line."""
    try:
        yield
    except (*_WHEN_FULL, ValueError) as error:
        said = str(error).splitlines()[0]
        raise RecordError(
            f"{path}: cannot be written ({said}); is the disk full? Make room and build again: "
            "the last record is as it was"
        ) from error
