"""JSON → sheet: a list of objects, somewhere in the answer of an API.

`{"page": 1, "maxPages": 1, "items": [{"year": 2023, …}]}` is read with records "items" and pages
"maxPages"; `[{"pages": 1, "lastupdated": "2025-07-01"}, [{"date": "2023", …}]]` with records "1",
pages "0.pages" and dated_at "0.lastupdated". Cells of nested objects are `country.id`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from onrecord.knowledge.kinds import Kind
from onrecord.model import SourceError
from onrecord.sources.series.csv_sheets import decode
from onrecord.sources.series.sheets import (
    Line,
    OfficialFile,
    Sheet,
    check_columns,
    find_header,
    write_cell,
)

SHOWN = 80


def read_json(file: OfficialFile, kind: Kind) -> Sheet:
    """Return the sheet of a JSON answer; an answer of which pages are missing is an error."""
    data = load_json(file)
    records = find_at(data, kind.records)
    if not isinstance(records, list):
        raise SourceError(
            f"{file.name}: no list at {kind.records or 'the top'}; it begins with "
            f"{json.dumps(data, default=str)[:SHOWN]}. Is it what the publisher answers to an error?"
        )
    _check_pages(data, kind, len(records), file.name)
    rows = [flatten(record) for record in records if isinstance(record, Mapping)]
    if len(rows) != len(records) or not rows:
        raise SourceError(f"{file.name}: no rows at {kind.records or 'the top'}; ask the API anew")
    columns = list(dict.fromkeys(name for row in rows for name in row))
    find_header(kind, [columns], f"{file.name}: {kind.records}[0]")
    check_columns(kind, columns, f"{file.name}: {kind.records}[0]")
    dated = find_at(data, kind.dated_at) if kind.dated_at else None
    return Sheet(
        columns=tuple(columns),
        lines=_list_lines(rows, columns, f"{file.name}: {kind.records}"),
        dated=read_day(dated),
    )


def load_json(file: OfficialFile) -> Any:
    """Return the data; numbers keep their digits."""
    try:
        return json.loads(decode(file), parse_float=Decimal, parse_constant=str)
    except (json.JSONDecodeError, RecursionError, ValueError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise SourceError(
            f"{file.name}:{line}: is no JSON ({str(error)[:SHOWN]}); fetch it again"
        ) from error


def find_at(data: Any, path: str) -> Any:
    """Return what lies at "items" or "0.pages", None when nothing does."""
    for step in path.split(".") if path else []:
        if isinstance(data, list) and step.isdecimal() and int(step) < len(data):
            data = data[int(step)]
        elif isinstance(data, Mapping):
            data = data.get(step)
        else:
            return None
    return data


def flatten(record: Mapping[str, Any], above: str = "") -> dict[str, str]:
    """Return an object's values as cells; those of an object inside are named `country.id`."""
    cells: dict[str, str] = {}
    for key, value in record.items():
        if isinstance(value, Mapping) and not above:
            cells |= flatten(value, f"{key}.")
        elif not isinstance(value, Mapping | list):
            cells[f"{above}{key}"] = write_cell(value)
    return cells


def read_day(text: Any) -> date | None:
    """Return the day of a date or a time written the ISO way."""
    try:
        return date.fromisoformat(str(text)[:10]) if text else None
    except ValueError:
        return None


def _check_pages(data: Any, kind: Kind, rows: int, name: str) -> None:
    pages = find_at(data, kind.pages) if kind.pages else None
    if pages is not None and str(pages).isdecimal() and str(pages).lstrip("0") not in ("", "1"):
        raise SourceError(
            f"{name}: the first of {pages} pages; ask for more rows a page (limit=, per_page=)"
        )
    if rows == kind.cut_at:
        raise SourceError(
            f"{name}: exactly {rows} rows, where the API cuts its answers; ask for more ($limit=)"
        )


def _list_lines(rows: list[dict[str, str]], columns: list[str], place: str) -> Iterator[Line]:
    for number, row in enumerate(rows):
        yield Line(f"{place}[{number}]", tuple(row.get(column, "") for column in columns))
