"""Official time series: `series.yml` says what each is, `series/<id>.csv` holds its observations.

A series file has one row per period and vintage: `period_first, period_after` (half-open),
`dimension`, `value`, `released`, `retrieved`, `carrier`, `note`. A series that is split (by
citizenship, by drug) names its dimension in series.yml; each value of it becomes a series of its
own, `<id>.<value>`. A pack may hold a file for a series of a pack that it requires: its rows are
further vintages of that series.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Literal

from onrecord.knowledge.countries import Country
from onrecord.knowledge.tables import Row, add_rows, load_rows
from onrecord.model import Observation, Period, Series, TableError

COLUMNS = [
    "period_first", "period_after", "dimension", "value", "released", "retrieved", "carrier", "note",
]  # fmt: skip


Rhythm = Literal["day", "week", "month", "quarter", "year", "irregular", "once", "ended"]


class SeriesRow(Row):
    """A row of series.yml.

    `rhythm` is how often the publisher gives a new period ("once" and "ended": no more), and
    `lag_days` how many days after a period's end it is normally out: what is later is silent.
    `told` says that an office told the values now and then, and publishes no series of them.
    `rounded_to` is the step to which the values are rounded.
    """

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
    rhythm: Rhythm = "irregular"
    lag_days: int | None = None
    told: bool = False
    rounded_to: Decimal = Decimal(0)


def load_series(
    folders: list[Path], countries: Mapping[str, Country] | None = None
) -> dict[str, Series]:
    """Return the series of all packs by id, each with its observations.

    `countries` name the parts of a series that is split by country.
    """
    rows: dict[str, SeriesRow] = {}
    places: dict[str, str] = {}
    for folder in folders:
        path = folder / "series.yml"
        own = load_rows(path, SeriesRow)
        add_rows(rows, path, own, "id")
        places |= {row.id: f"{path}:{line}" for line, row in own}
    files = find_series_files(folders, rows)
    series: dict[str, Series] = {}
    for series_id, row in rows.items():
        if not files[series_id]:
            raise TableError(
                f"{places[series_id]}: series {series_id} has no file series/{series_id}.csv; "
                "write one, or `onrecord series import` a file of the publisher"
            )
        series.update(make_series(row, files[series_id], countries or {}))
    return series


def load_series_rows(folders: list[Path]) -> dict[str, SeriesRow]:
    """Return the rows of series.yml of all packs by id, whether they have observations or not."""
    rows: dict[str, SeriesRow] = {}
    for folder in folders:
        path = folder / "series.yml"
        add_rows(rows, path, load_rows(path, SeriesRow), "id")
    return rows


def find_series_files(
    folders: list[Path], rows: Mapping[str, SeriesRow]
) -> dict[str, tuple[Path, ...]]:
    """Return the files of each series: a pack may add vintages to a series of another pack."""
    files: dict[str, tuple[Path, ...]] = dict.fromkeys(rows, ())
    for folder in folders:
        for file in sorted((folder / "series").glob("*.csv")):
            if file.stem not in rows:
                raise TableError(
                    f'{file}:1: no series "{file.stem}" in {folder / "series.yml"}; add a row there'
                )
            files[file.stem] += (file,)
    return files


def make_series(
    row: SeriesRow, files: Iterable[Path], countries: Mapping[str, Country]
) -> dict[str, Series]:
    """Return the series of one row: one, or one for each value of its dimension."""
    held: dict[str, list[Observation]] = defaultdict(list)
    for file in files:
        for observation in load_observations(row, file):
            held[observation.series_id].append(observation)
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
            rhythm=row.rhythm,
            lag_days=row.lag_days,
            is_told=row.told,
            rounded_to=row.rounded_to,
            observations=tuple(observations),
        )
    return made


def load_observations(row: SeriesRow, file: Path) -> Iterator[Observation]:
    """Yield the observations of a file of the series."""
    for line, cells in _read_rows(file):
        dimension = cells["dimension"]
        if bool(dimension) != bool(row.dimension):
            said = "must not be empty" if row.dimension else "must be empty"
            raise TableError(f"{file}:{line}: dimension {said} in series {row.id}")
        series_id = f"{row.id}.{dimension}" if dimension else row.id
        yield _make_observation(series_id, cells, f"{file}:{line}")


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
