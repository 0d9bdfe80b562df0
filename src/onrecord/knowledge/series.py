"""Official time series: `series.yml` says what each is, `series/<id>.csv` holds its observations.

A series file has one row per period and vintage: `period_first, period_after` (half-open),
`dimension`, `value`, `released`, `retrieved`, `carrier`, `note`. A series that is split (by
citizenship, by drug) names its dimension in series.yml; each value of it becomes a series of its
own, `<id>.<value>`.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Literal

from onrecord.knowledge.countries import Country
from onrecord.knowledge.tables import Row, check_unique, load_rows
from onrecord.model import Observation, Period, Series, TableError

COLUMNS = [
    "period_first", "period_after", "dimension", "value", "released", "retrieved", "carrier", "note",
]  # fmt: skip


class SeriesRow(Row):
    """A row of series.yml."""

    id: str
    name: str
    publisher: str
    definition: str
    unit: str
    population: str
    place: str
    limits: str
    grain: Literal["day", "month", "quarter", "year", "fiscal year", "12 months ending", "snapshot"]
    url: str | None = None
    dimension: str | None = None


def load_series(
    folders: list[Path], countries: Mapping[str, Country] | None = None
) -> dict[str, Series]:
    """Return the series of all packs by id, each with its observations.

    `countries` name the parts of a series that is split by country.
    """
    series: dict[str, Series] = {}
    for folder in folders:
        path = folder / "series.yml"
        rows = load_rows(path, SeriesRow)
        check_unique(path, rows, "id")
        for line, row in rows:
            file = folder / "series" / f"{row.id}.csv"
            if not file.exists():
                raise TableError(f"{path}:{line}: series {row.id} has no file {file}")
            series.update(make_series(row, file, countries or {}))
        listed = {row.id for _, row in rows}
        for file in sorted((folder / "series").glob("*.csv")):
            if file.stem not in listed:
                raise TableError(f'{file}:1: no series "{file.stem}" in {path}; add a row there')
    return series


def make_series(row: SeriesRow, file: Path, countries: Mapping[str, Country]) -> dict[str, Series]:
    """Return the series of one row: one, or one for each value of its dimension."""
    held: dict[str, list[Observation]] = defaultdict(list)
    for line, cells in _read_rows(file):
        dimension = cells["dimension"]
        if bool(dimension) != bool(row.dimension):
            said = "must not be empty" if row.dimension else "must be empty"
            raise TableError(f"{file}:{line}: dimension {said} in series {row.id}")
        series_id = f"{row.id}.{dimension}" if dimension else row.id
        held[series_id].append(_make_observation(series_id, cells, f"{file}:{line}"))
    made = {}
    for series_id, observations in held.items():
        observations.sort(key=lambda o: (o.period, o.as_of, o.released is None, o.value))
        part = series_id.removeprefix(row.id).lstrip(".")
        made[series_id] = Series(
            id=series_id,
            name=f"{row.name}: {_name_part(part, countries)}" if part else row.name,
            publisher=row.publisher,
            definition=row.definition,
            unit=row.unit,
            population=part or row.population,
            place=row.place,
            limits=row.limits,
            grain=row.grain,
            url=row.url,
            observations=tuple(observations),
        )
    return made


def _name_part(part: str, countries: Mapping[str, Country]) -> str:
    """Return what a part is called: "CA-energy" is "Canada, energy"."""
    code, _, rest = part.partition("-")
    if code not in countries:
        return part
    return f"{countries[code].name}, {rest}" if rest else countries[code].name


def _read_rows(file: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            reader = csv.reader(lines)
            head = next(reader, [])
            if head != COLUMNS:
                raise TableError(f"{file}:1: the columns must be {', '.join(COLUMNS)}")
            rows = [(reader.line_num, cells) for cells in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"{file}: cannot be read ({error}); save it as UTF-8 CSV") from error
    for line, cells in rows:
        if len(cells) != len(COLUMNS):
            raise TableError(f"{file}:{line}: {len(cells)} cells, {len(COLUMNS)} are needed")
    return [(line, dict(zip(COLUMNS, cells, strict=True))) for line, cells in rows]


def _make_observation(series_id: str, cells: dict[str, str], place: str) -> Observation:
    try:
        period = Period(_day(cells["period_first"]), _day(cells["period_after"]))
        value = Decimal(cells["value"])
        released = _day(cells["released"]) if cells["released"] else None
        retrieved = _day(cells["retrieved"])
    except (ValueError, InvalidOperation) as error:
        said = str(error) if isinstance(error, ValueError) else f'"{cells["value"]}" is no number'
        raise TableError(f"{place}: {said}; dates are YYYY-MM-DD, values plain numbers") from error
    if not value.is_finite():
        raise TableError(f'{place}: "{cells["value"]}" is no number; values are plain numbers')
    if not cells["carrier"]:
        raise TableError(f"{place}: carrier is missing; say where the value was read")
    return Observation(
        series_id=series_id,
        period=period,
        value=value,
        released=released,
        retrieved=retrieved,
        carrier=cells["carrier"],
        note=cells["note"],
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)
