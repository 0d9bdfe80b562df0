"""A sheet's rows → the values of series, added up where the publisher splits them.

A damaged file is refused whole: a text where a number should be, a value that the kind does not
know, a row that stands there twice, a month that is missing. What is returned is complete; what
cannot be is an error with its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from onrecord.knowledge.countries import Country
from onrecord.knowledge.kinds import Kind
from onrecord.model import Period, SourceError
from onrecord.sources.series.dimensions import DimensionReader
from onrecord.sources.series.gaps import check_gaps, check_years
from onrecord.sources.series.grains import Sum, Sums, Wanted, fit_grain
from onrecord.sources.series.numbers import find_number
from onrecord.sources.series.rows import SheetRows
from onrecord.sources.series.sheets import Line, Sheet, clean_words, squeeze

NOTES_SHOWN = 12
MOST_POWER = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A value that a file has for a period of a series."""

    series: str  # the row of series.yml
    dimension: str
    period: Period
    value: Decimal
    place: str
    note: str = ""

    @property
    def series_id(self) -> str:
        """Return the id of the series, that of its part where it is split."""
        return f"{self.series}.{self.dimension}" if self.dimension else self.series


def read_observations(
    sheet: Sheet,
    kind: Kind,
    wanted: Sequence[Wanted],
    *,
    known_by: date,
    countries: Mapping[str, Country],
) -> list[Imported]:
    """Return what the sheet says of the wanted series, sorted. Raises SourceError.

    `known_by` is the day of the file: a period that ends after it is an error.
    """
    for want in wanted:
        _check_unit(kind, want)
    rows = SheetRows(sheet, kind)
    readings = [
        _Reading(kind, want, DimensionReader(kind, want.target, countries)) for want in wanted
    ]
    for line, cells, period in rows.read(known_by):
        for reading in readings:
            reading.take(line, cells, period)
    check_gaps(rows.periods, kind, wanted[0].row.grain)
    check_years(rows.periods, kind, rows.partial_years)
    found = [imported for reading in readings for imported in reading.finish(known_by)]
    return sorted(found, key=lambda i: (i.series, i.period, i.dimension))


@dataclass(slots=True)
class _Reading:
    """Reads the rows that go into one series, and adds them up."""

    kind: Kind
    want: Wanted
    dimensions: DimensionReader
    sums: Sums = field(default_factory=dict)

    def take(self, line: Line, cells: dict[str, str], period: Period) -> None:
        """Add the value of a row, if it is one of the series."""
        if not self._fits(cells):
            return
        value = self._read_value(cells, line.place)
        if value is None:
            return
        self._check_unit(cells, line.place)
        dimension = self.dimensions.read(cells, line.place)
        if dimension is None:
            return
        key = (dimension, period)
        if key in self.sums and not self.kind.sums:
            raise SourceError(
                f"{line.place}: a second value of {self.want.row.id} for {period}, the first is at "
                f"{self.sums[key].place}; choose one with where, or say sums: true in the kind"
            )
        total = self.sums.setdefault(key, Sum(line.place))
        total.value += value * self._read_power(cells, line.place)
        if self.kind.note and cells.get(self.kind.note):
            total.notes.append(cells[self.kind.note])

    def finish(self, known_by: date) -> Iterator[Imported]:
        """Yield the values of the series, in its own grain."""
        sums = fit_grain(self.sums, self.kind, self.want, known_by)
        for (dimension, period), total in sums.items():
            value, decimals = total.value, self.kind.decimals
            yield Imported(
                series=self.want.row.id,
                dimension=dimension,
                period=period,
                value=value if decimals is None else round(value, decimals),
                place=total.place,
                note=_join_notes(total.notes),
            )

    def _fits(self, cells: dict[str, str]) -> bool:
        """Does the row go into the series?"""
        return all(
            any(squeeze(cells.get(name, "")) == squeeze(value) for value in values)
            for name, values in self.want.target.where.items()
        )

    def _read_value(self, cells: dict[str, str], place: str) -> Decimal | None:
        """Return the number in the value's column, None when the cell says that there is none."""
        name = self.want.target.value or self.kind.value
        if name is None:
            return Decimal(1)
        cell = cells.get(name, "")
        if cell in self.kind.missing:
            return None
        value = find_number(cell)
        if value is None:
            raise SourceError(
                f'{place}: {self.kind.columns[name][0]} "{cell}" is no number; correct it, or add '
                f"it to missing of the kind {self.kind.id} if it says that there is none"
            )
        return value

    def _check_unit(self, cells: dict[str, str], place: str) -> None:
        """Raise SourceError for another unit than the series', unless the user chose it."""
        kind, unit = self.kind, self.want.row.unit
        written = cells.get(kind.unit_column, "") if kind.unit_column else ""
        is_chosen = kind.unit_column in self.want.target.where
        if written and not is_chosen and kind.units.get(written, written) != unit:
            raise SourceError(
                f'{place}: the unit is "{written}", series {self.want.row.id} is in {unit}; convert '
                f"the file, or say in units of the kind {kind.id} that they are the same"
            )

    def _read_power(self, cells: dict[str, str], place: str) -> Decimal:
        """Return what the value is multiplied with: 6 in the column of powers means millions."""
        name = self.kind.power_column
        written = cells.get(name, "") if name else ""
        power = find_number(written) if written else Decimal(0)
        if power is None or power != int(power) or abs(power) > MOST_POWER:
            raise SourceError(f'{place}: "{written}" is no power of ten; correct the cell')
        return Decimal(10) ** int(power)


def _check_unit(kind: Kind, want: Wanted) -> None:
    unit = want.target.unit
    if unit and unit != want.row.unit:
        raise SourceError(
            f"kind {kind.id} gives {unit}, series {want.row.id} is in {want.row.unit}; convert the "
            "file, or name a series in that unit"
        )


def _join_notes(notes: Sequence[str]) -> str:
    more = len(notes) - NOTES_SHOWN
    return ", ".join(map(clean_words, notes[:NOTES_SHOWN])) + (
        f" and {more} more" if more > 0 else ""
    )
