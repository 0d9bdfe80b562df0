"""Exports: each table of a record as a file of JSON Lines, CSV or Parquet.

Without the texts an export carries excerpts: documents come without `text` and `dropped`, and
quotations are cut after `MOST_CHARACTERS`.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.model.judged import JUDGED_TABLES, REVIEW_COLUMNS, Judged, list_review, say_reviewed
from onrecord.record import PLURALS, Record
from onrecord.record.review_columns import REVIEW_TYPES, list_review_arrays
from onrecord.record.selections import WHOLE_TEXTS, Selection

MOST_CHARACTERS = 600
BATCH = 10_000  # rows of Parquet held at once
_QUOTES = ("quote", "content", "message")
# A spreadsheet runs a cell that begins so as a formula; a number may begin with a sign.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*(e[+-]?\d+)?")


def export_record(
    record: Record, form: str, out: Path, *, with_text: bool, conditions: tuple[str, ...] = ()
) -> list[Path]:
    """Write all tables of `record` to the folder `out`; return the files, by table.

    `form` is one of `EXPORTERS`. With `conditions` they hold the findings that fit, and what these
    rest on. Raises OSError when the folder cannot be written to.
    """
    return export_selection(Selection(record, conditions), form, out, with_text=with_text)


def export_selection(selection: Selection, form: str, out: Path, *, with_text: bool) -> list[Path]:
    """Write all tables of a part of a record; return the files, by table."""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for table, plural in PLURALS.items():
        path = out / f"{plural}.{form}"
        with writing_beside(path) as beside:
            EXPORTERS[form](selection, table, beside, with_text=with_text)
        written.append(path)
    return written


@contextmanager
def writing_beside(path: Path) -> Iterator[Path]:
    """Give the path of a file that takes the place of `path` when it is whole, and never before."""
    beside = path.with_name(f".{path.name}.new")
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def write_jsonl(selection: Selection, table: str, path: Path, *, with_text: bool) -> None:
    """Write a table as JSON Lines; a `value` of one number is that number, not a list.

    What reviewers judged has `reviewed`, and what they mended `corrected`, beside its columns.
    """
    judged = selection.record.judged
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in iterate_rows(selection, table, with_text=with_text):
            if "value" in row and isinstance(row["value"], list) and len(row["value"]) == 1:
                row["value"] = row["value"][0]
            if "id" in row:
                row |= say_reviewed(judged, row["id"])
            file.write(json.dumps(to_json(row), ensure_ascii=False) + "\n")


def write_csv(selection: Selection, table: str, path: Path, *, with_text: bool) -> None:
    """Write a table as CSV: lists joined by `; `, and no cell that a spreadsheet would run."""
    with path.open("w", encoding="utf-8", newline="") as file:
        columns = list_columns(selection, table, with_text=with_text)
        rows = iterate_rows(selection, table, with_text=with_text)
        if table in JUDGED_TABLES:
            columns, rows = add_review(columns, rows, selection.record.judged)
        write_csv_rows(file, columns, rows)


def write_parquet(selection: Selection, table: str, path: Path, *, with_text: bool) -> None:
    """Write a table as Parquet, with lists as lists and days as days."""
    relation: Any = selection.relation(table)
    reader = relation.to_arrow_reader(BATCH)
    schema = find_schema(selection, table, reader, with_text=with_text)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(shape_batch(selection, table, batch, schema, with_text=with_text))


def find_schema(selection: Selection, table: str, reader: Any, *, with_text: bool) -> Any:
    """Return the columns of a table's Parquet file, with those of the reviews."""
    columns = list_columns(selection, table, with_text=with_text)
    more = list(REVIEW_TYPES) if table in JUDGED_TABLES else []
    return pa.schema([*(reader.schema.field(name) for name in columns), *more])


def shape_batch(
    selection: Selection, table: str, batch: Any, schema: Any, *, with_text: bool
) -> Any:
    """Return some rows as they are written: excerpts, with what reviewers say of them."""
    columns = list_columns(selection, table, with_text=with_text)
    arrays = [_shorten(name, batch.column(name), with_text=with_text) for name in columns]
    if table in JUDGED_TABLES:
        arrays += list_review_arrays(batch.column("id").to_pylist(), selection.record.judged)
    return pa.record_batch(arrays, schema=schema)


EXPORTERS = {"jsonl": write_jsonl, "csv": write_csv, "parquet": write_parquet}


def iterate_rows(selection: Selection, table: str, *, with_text: bool) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table as an export shows them."""
    for row in selection.rows(table, with_text=with_text):
        if not with_text:
            for name in _QUOTES:
                if name in row:
                    row[name] = _cut(row[name])
        yield row


def list_columns(selection: Selection, table: str, *, with_text: bool) -> list[str]:
    """Return the columns of a table as an export has them."""
    names = list(selection.record.columns[table])
    return names if with_text else [name for name in names if name not in WHOLE_TEXTS]


def add_review(
    columns: list[str], rows: Iterator[dict[str, Any]], judged: Judged
) -> tuple[list[str], Iterator[dict[str, Any]]]:
    """Return columns and rows with what reviewers came to; `corrected` is JSON where there is any."""
    return [*columns, *REVIEW_COLUMNS], (
        row | _say_review(list_review(judged, row["id"])) for row in rows
    )


def _say_review(said: dict[str, Any]) -> dict[str, Any]:
    corrected = said["corrected"]
    return said | {"corrected": json.dumps(corrected, ensure_ascii=False) if corrected else None}


def write_csv_rows(file: Any, columns: list[str], rows: Iterator[dict[str, Any]]) -> None:
    """Write rows as CSV to an open file."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([to_cell(row[column]) for column in columns])


def to_json(value: Any) -> Any:
    """Return a value as JSON can hold it: days as ISO dates, whole numbers without `.0`."""
    if isinstance(value, dict):
        return {key: to_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def to_cell(value: Any) -> str:
    """Return a value as a CSV cell; a text that a spreadsheet would run gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return _defuse("; ".join(_flatten(item) for item in value))
    return _defuse(_flatten(value)) if isinstance(value, str) else _flatten(value)


def _flatten(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(_flatten(item) for item in value.values() if item is not None)
    return str(to_json(value))


def _defuse(text: str) -> str:
    text = text.replace("\r\n", "\n").replace(
        "\r", "\n"
    )  # a bare one is not quoted, and ends a row
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def _cut(text: str | None) -> str | None:
    if text is None or len(text) <= MOST_CHARACTERS:
        return text
    return text[: MOST_CHARACTERS - 1].rstrip() + "…"


def _shorten(name: str, values: Any, *, with_text: bool) -> Any:
    if with_text or name not in _QUOTES:
        return values
    return pa.array([_cut(text) for text in values.to_pylist()], values.type)
