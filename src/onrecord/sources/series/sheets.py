"""Sheets: what every format comes to, rows of cells that know their place.

>>> sheet.columns, next(iter(sheet.lines))  # doctest: +SKIP
(('Fiscal Year', 'Month'), Line(place='file.csv:2', cells=('2023', 'AUG')))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

from onrecord.knowledge.kinds import Kind
from onrecord.model import SourceError

MOST_LINES = 2_000_000
LONGEST = 300
FORMULA_SIGNS = "=+-@ "
HEADER_WITHIN = 20  # publishers put titles above the header, but not more than that


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialFile:
    """The bytes of a file, its path or address, and what the server said of its age."""

    name: str
    body: bytes
    etag: str = ""
    last_modified: str = ""

    @property
    def base_name(self) -> str:
        """Return the name without folders and what follows a question mark."""
        return PurePosixPath(self.name.split("?")[0]).name


@dataclass(frozen=True, slots=True)
class Line:
    """A row: where it stands, and its cells in the order of the columns."""

    place: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Columns and rows of a file. `dated` is the day on which the file says it was made."""

    columns: tuple[str, ...]
    lines: Iterable[Line]
    dated: date | None = None


def squeeze(text: str) -> str:
    """Return a header or a name as it is compared: one space, small letters."""
    return " ".join(text.split()).casefold()


def clean_words(text: str) -> str:
    """Return text of a file as it may stand in a CSV: one line, short, no spreadsheet's formula."""
    return " ".join(text.split())[:LONGEST].lstrip(FORMULA_SIGNS)


def find_header(kind: Kind, rows: Sequence[Sequence[str]], place: str) -> int:
    """Return the number of the row that holds the kind's columns; raise SourceError when none does."""
    needed = [name for name in kind.columns if name not in kind.optional]
    best: tuple[int, int] = (-1, 0)
    for number, row in enumerate(rows[:HEADER_WITHIN]):
        found = index_columns(kind, row)
        if all(name in found for name in needed):
            return number
        best = max(best, (sum(name in found for name in needed), -number))
    header = list(rows[-best[1]]) if rows else []
    found = index_columns(kind, header)
    missing = [kind.columns[name][0] for name in needed if name not in found]
    raise SourceError(
        f"{place}: {_name_all(missing)} missing; it has {', '.join(header) or 'no header'}. If the "
        f"publisher renamed a column, add its new name to columns of the kind {kind.id}"
    )


def check_columns(kind: Kind, columns: Sequence[str], place: str) -> None:
    """Raise SourceError for a column that the kind does not know, or that stands there twice."""
    seen: set[str] = set()
    known = {squeeze(columns[at]) for at in index_columns(kind, columns).values()}
    known |= {squeeze(s) for spellings in kind.columns.values() for s in spellings}
    known |= {squeeze(name) for name in kind.other_columns if kind.other_columns != "any"}
    for column in columns:
        if squeeze(column) in seen:
            raise SourceError(f'{place}: column "{column}" stands there twice; mend the header')
        seen.add(squeeze(column))
        if kind.other_columns != "any" and squeeze(column) not in known:
            raise SourceError(
                f'{place}: column "{column}" is new to the kind {kind.id}; if it only splits the '
                "rows further, add it to other_columns there, else the kind needs a change"
            )


def index_columns(kind: Kind, columns: Sequence[str]) -> dict[str, int]:
    """Return where the kind's columns stand, those that are there.

    A column spelled "*" is the one that no other spelling names, when there is just one.
    """
    places = {squeeze(column): number for number, column in enumerate(columns) if column.strip()}
    found = {}
    for name, spellings in kind.columns.items():
        at = [places[squeeze(s)] for s in spellings if squeeze(s) in places]
        if at:
            found[name] = at[0]
    others = [number for number in places.values() if number not in found.values()]
    if len(others) == 1:
        rest = [name for name, spellings in kind.columns.items() if "*" in spellings]
        found |= {name: others[0] for name in rest if name not in found}
    return found


def limit_lines(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines; raise SourceError when they are more than any official table has."""
    for number, line in enumerate(lines):
        if number >= MOST_LINES:
            raise SourceError(
                f"{line.place}: more than {MOST_LINES:,} rows; cut it down to what the series need"
            )
        yield line


def write_cell(value: Any) -> str:
    """Return a cell as text: numbers plain, days as ISO dates, nothing as the empty text."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case Decimal():
            return format(value, "f")
        case datetime():
            return value.date().isoformat()
        case _:
            return str(value).strip()


def _name_all(columns: Sequence[str]) -> str:
    shown = ", ".join(f'"{column}"' for column in columns)
    return f"column {shown} is" if len(columns) == 1 else f"columns {shown} are"
