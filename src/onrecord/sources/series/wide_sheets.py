"""Tables with the months across → sheet: a row for each cell, `label`, `year`, `month`, `value`.

Such tables are taken out of PDFs: a title says the year, the header names twelve months, a row
begins with its label and ends with its total. Rows that do not fit (a label broken over two
lines) are passed over unless the kind wants them; a total that is not the sum is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.knowledge.kinds import Kind
from onrecord.model import SourceError
from onrecord.sources.series.csv_sheets import decode
from onrecord.sources.series.numbers import find_number
from onrecord.sources.series.sheets import Line, OfficialFile, Sheet, squeeze

COLUMNS = ("label", "year", "month", "value")
MONTHS = 12


def read_wide(file: OfficialFile, kind: Kind) -> Sheet:
    """Return the sheet of a table with the months across."""
    text = decode(file)
    year = _find_year(text, kind, file.name)
    rows = list(enumerate(text.splitlines(), start=1))
    at, months = _find_months(rows, kind, file.name)
    return Sheet(columns=COLUMNS, lines=_list_lines(rows[at:], (year, months), kind, file.name))


def _find_year(text: str, kind: Kind, name: str) -> str:
    found = re.search(kind.year_in, text) if kind.year_in else None
    if found is None:
        raise SourceError(f"{name}:1: no line says the year as the kind {kind.id} expects it")
    return found["year"]


def _find_months(
    rows: Sequence[tuple[int, str]], kind: Kind, name: str
) -> tuple[int, tuple[str, ...]]:
    """Return the number of lines up to the header, and its months in their order."""
    any_month = re.compile("|".join(map(re.escape, kind.months)), re.I)
    for number, row in rows:
        months = tuple(any_month.findall(row))
        if len(months) == MONTHS and len(set(map(str.casefold, months))) == MONTHS:
            return number, months
    raise SourceError(f"{name}:1: no header with the twelve months; is the table complete?")


def _list_lines(
    rows: Sequence[tuple[int, str]], header: tuple[str, Sequence[str]], kind: Kind, name: str
) -> Iterator[Line]:
    year, months = header
    wanted = {squeeze(v) for target in kind.series for v in target.where.get("label", [])}
    width = MONTHS + 1 + kind.total
    found: set[str] = set()
    for number, row in rows:
        label, *cells = [cell.strip() for cell in row.split(kind.delimiter)]
        if squeeze(label) not in wanted:
            continue
        place = f"{name}:{number}"
        if len(cells) + 1 != width:
            raise SourceError(f"{place}: {len(cells) + 1} cells, {width} are needed; mend the row")
        if kind.total:
            _check_total(cells, place)
        found.add(squeeze(label))
        for month, cell in zip(months, cells[:MONTHS], strict=True):
            yield Line(place, (label, year, month, cell))
    if wanted - found:
        missing = ", ".join(sorted(wanted - found))
        raise SourceError(f"{name}:{rows[0][0] if rows else 1}: no row {missing}; is it complete?")


def _check_total(cells: Sequence[str], place: str) -> None:
    values = [find_number(cell) for cell in cells]
    if None in values:
        return  # the row's bad cell is named when its value is read
    *parts, total = (value for value in values if value is not None)
    if sum(parts) != total:
        raise SourceError(
            f"{place}: the months add up to {sum(parts):,}, the total says {total:,}; compare the "
            "row with the publisher's"
        )
