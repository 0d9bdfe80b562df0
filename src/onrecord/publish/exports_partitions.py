"""Tables as folders of Parquet files, by day, month, year, outlet or kind of their documents.

`statements/document_day=2025-03-31/part-0.parquet`: the layout of Hive, which DuckDB, Spark, Polars
and pyarrow read as one table with a column more. Rows of a table that belong to no document are
written as one file. Sorted by DuckDB and written as they come: one file is open at a time.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow.parquet as pq

from onrecord.model import OnrecordError
from onrecord.publish.exports import (
    BATCH,
    find_schema,
    shape_batch,
    write_parquet,
    writing_beside,
)
from onrecord.publish.exports_packages import (
    FORMAT,
    describe_schema,
    describe_table,
    hash_file,
    write_resources,
)
from onrecord.record import PLURALS
from onrecord.record.selections import WHOLE_TEXTS, Selection

# By what a document's rows may be put together, and how the database says it.
PARTITIONS = {
    "day": "strftime(published, '%Y-%m-%d')",
    "month": "strftime(published, '%Y-%m')",
    "year": "strftime(published, '%Y')",
    "outlet": "outlet",
    "kind": "kind",
}
# What Hive calls the rows that have no value.
UNKNOWN = "__HIVE_DEFAULT_PARTITION__"
# A file is ended when it holds so much, before it is packed: zstd makes a fifth to a third of it.
MOST_FILE_BYTES = 256 * 1024 * 1024
# File systems take 255 bytes.
_MOST_NAME = 160
_VALUE = "partition_value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Partitioning:
    """How an export is cut: by what, where to, and whether whole texts come along."""

    by: str
    out: Path
    with_text: bool

    @property
    def column(self) -> str:
        """Return the name of the column that the folders make."""
        return f"document_{self.by}"


def export_partitions(
    selection: Selection, by: str, out: Path, *, with_text: bool, licence: str | None
) -> list[Path]:
    """Write all tables of a part of a record to the folder `out`, and their description; return the files.

    Raises OnrecordError when a folder of a table holds other files: it would be replaced.
    """
    cut = Partitioning(by=by, out=out, with_text=with_text)
    out.mkdir(parents=True, exist_ok=True)
    for plural in PLURALS.values():
        _check_folder(out / plural)
    written: list[Path] = []
    resources: list[dict[str, Any]] = []
    for table in PLURALS:
        files = write_table(selection, table, cut)
        written += files
        resources.append(_describe(selection, table, files, cut))
    written.append(write_resources(selection, resources, out, licence=licence))
    return written


def write_table(selection: Selection, table: str, cut: Partitioning) -> list[Path]:
    """Write one table; return its files, none for an empty one that is cut."""
    folder = cut.out / PLURALS[table]
    if not _is_cut(selection, table):
        path = cut.out / f"{PLURALS[table]}.parquet"
        with writing_beside(path) as beside:
            write_parquet(selection, table, beside, with_text=cut.with_text)
        return [path]
    beside = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        names = _write_sorted(selection, table, beside, cut)
        shutil.rmtree(folder, ignore_errors=True)
        if names:
            beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return [folder / name for name in names]


def _is_cut(selection: Selection, table: str) -> bool:
    return table == "document" or "document" in selection.record.columns[table]


def _write_sorted(selection: Selection, table: str, folder: Path, cut: Partitioning) -> list[str]:
    relation = _sort(selection, table, cut)
    reader = relation.to_arrow_reader(BATCH)
    schema = find_schema(selection, table, reader, with_text=cut.with_text)
    names: list[str] = []
    writer: Any = None
    value, number, held = "", 0, 0
    try:
        for one, rows in _cut_batches(reader):
            if writer is None or one != value or held > MOST_FILE_BYTES:
                number = number + 1 if writer is not None and one == value else 0
                value, held = one, 0
                names.append(f"{cut.column}={value}/part-{number}.parquet")
                writer = _open_next(writer, folder / names[-1], schema)
            shaped = shape_batch(selection, table, rows, schema, with_text=cut.with_text)
            writer.write_batch(shaped)
            held += shaped.nbytes
    finally:
        if writer is not None:
            writer.close()
    return names


def _open_next(writer: Any, path: Path, schema: Any) -> Any:
    if writer is not None:
        writer.close()
    path.parent.mkdir(parents=True, exist_ok=True)
    return pq.ParquetWriter(path, schema, compression="zstd")


def _sort(selection: Selection, table: str, cut: Partitioning) -> Any:
    """Return the rows of a table with the value of their document, sorted by it."""
    relation = selection.relation(table)
    kept = [c for c in relation.columns if cut.with_text or c not in WHOLE_TEXTS]
    documents = selection.record.whole.table("document").relation()
    values = documents.select(f"id as {_VALUE}_of, {PARTITIONS[cut.by]} as {_VALUE}")
    key = "id" if table == "document" else "document"
    joined = relation.set_alias("f").join(
        values.set_alias("p"), f"f.{key} = p.{_VALUE}_of", how="left"
    )
    order = [_VALUE, key, *(["start"] if "start" in kept else []), "id"]
    names = ", ".join(f'"{name}"' for name in [*kept, _VALUE])
    return joined.project(names).order(", ".join(f'"{name}" nulls first' for name in order))


def _cut_batches(reader: Any) -> Iterator[tuple[str, Any]]:
    """Yield the rows of each value, as it stands in a folder's name."""
    for batch in reader:
        values = batch.column(_VALUE).to_pylist()
        start = 0
        for at in range(1, len(values) + 1):
            if at == len(values) or values[at] != values[start]:
                yield _name(values[start]), batch.slice(start, at - start)
                start = at


def _name(value: str | None) -> str:
    """Return a value as a folder's name holds it; one too long is cut, and told apart by a hash."""
    if not value:
        return UNKNOWN
    name = quote(value, safe=" ")
    if len(name) <= _MOST_NAME:
        return name
    mark = hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()[:12]
    return f"{name[:_MOST_NAME].rpartition('%')[0] or name[:_MOST_NAME]}~{mark}"


def _check_folder(folder: Path) -> None:
    """Raise OnrecordError when a folder that would be replaced holds what no export wrote."""
    for path in folder.rglob("*") if folder.is_dir() else ():
        if not path.is_dir() and not (path.match("document_*=*/part-*.parquet")):
            raise OnrecordError(
                f"{folder}: holds {path.name}, which no export wrote; name another folder"
            )


def _describe(
    selection: Selection, table: str, files: list[Path], cut: Partitioning
) -> dict[str, Any]:
    """Return a table as a resource of the Data Package: of many files, each with its hash."""
    if not _is_cut(selection, table):
        return describe_table(selection, table, files[0], with_text=cut.with_text)
    paths = [path.relative_to(cut.out).as_posix() for path in files]
    return {
        "name": PLURALS[table],
        "type": "table",
        **({"path": paths} if paths else {"data": []}),
        **FORMAT,
        "partitions": {"layout": "hive", "column": cut.column},
        "files": [
            {"path": path, "bytes": file.stat().st_size, "hash": f"sha256:{hash_file(file)}"}
            for path, file in zip(paths, files, strict=True)
        ],
        "schema": describe_schema(selection, table, with_text=cut.with_text),
    }
