"""Exports: each table of a record as a file of JSON Lines, CSV or Parquet.

Without the texts an export carries excerpts: documents come without `text` and `dropped`, and
quotations are cut after `MOST_CHARACTERS`.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.record import PLURALS, Record

MOST_CHARACTERS = 600
_TEXTS = ("text", "dropped")
_QUOTES = ("quote", "content", "message")
# A spreadsheet runs a cell that begins so as a formula; a number may begin with a sign.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*(e[+-]?\d+)?")


def export_record(record: Record, form: str, out: Path, *, with_text: bool) -> list[Path]:
    """Write all tables of `record` to the folder `out`; return the files, by table.

    `form` is one of `EXPORTERS`. Raises OSError when the folder cannot be written to.
    """
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for table, plural in PLURALS.items():
        path = out / f"{plural}.{form}"
        beside = path.with_name(f".{path.name}.new")
        try:
            EXPORTERS[form](record, table, beside, with_text=with_text)
            beside.replace(path)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
        written.append(path)
    return written


def write_jsonl(record: Record, table: str, path: Path, *, with_text: bool) -> None:
    """Write a table as JSON Lines; a `value` of one number is that number, not a list."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in iterate_rows(record, table, with_text=with_text):
            if "value" in row and isinstance(row["value"], list) and len(row["value"]) == 1:
                row["value"] = row["value"][0]
            file.write(json.dumps(to_json(row), ensure_ascii=False) + "\n")


def write_csv(record: Record, table: str, path: Path, *, with_text: bool) -> None:
    """Write a table as CSV: lists joined by `; `, and no cell that a spreadsheet would run."""
    with path.open("w", encoding="utf-8", newline="") as file:
        write_csv_rows(file, _list_columns(record, table, with_text=with_text),
                       iterate_rows(record, table, with_text=with_text))  # fmt: skip


def write_parquet(record: Record, table: str, path: Path, *, with_text: bool) -> None:
    """Write a table as Parquet, with lists as lists and days as days."""
    rows: pa.Table = record.table(table).arrow()
    if not with_text:
        rows = rows.drop_columns([c for c in _TEXTS if c in rows.column_names])
        for name in (c for c in _QUOTES if c in rows.column_names):
            cut = pa.array([_cut(text) for text in rows.column(name).to_pylist()], pa.string())
            rows = rows.set_column(rows.column_names.index(name), name, cut)
    pq.write_table(rows, path, compression="zstd")


EXPORTERS = {"jsonl": write_jsonl, "csv": write_csv, "parquet": write_parquet}


def iterate_rows(record: Record, table: str, *, with_text: bool) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table as an export shows them."""
    for row in record.table(table).dicts():
        if not with_text:
            for name in _TEXTS:
                row.pop(name, None)
            for name in _QUOTES:
                if name in row:
                    row[name] = _cut(row[name])
        yield row


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
    if isinstance(value, list):
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
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def _cut(text: str | None) -> str | None:
    if text is None or len(text) <= MOST_CHARACTERS:
        return text
    return text[: MOST_CHARACTERS - 1].rstrip() + "…"


def _list_columns(record: Record, table: str, *, with_text: bool) -> list[str]:
    names = list(record.table(table).columns)
    return names if with_text else [name for name in names if name not in _TEXTS]
