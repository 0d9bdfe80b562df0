"""Go through a sheet's rows: under our names, each with its period, and none that should not be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from onrecord.knowledge.kinds import Kind
from onrecord.model import Period, SourceError
from onrecord.sources.series.periods import PeriodReader
from onrecord.sources.series.sheets import Line, Sheet, index_columns, limit_lines, squeeze


class SheetRows:
    """Goes through the rows of a sheet and refuses those that the kind does not allow."""

    def __init__(self, sheet: Sheet, kind: Kind) -> None:
        self._sheet, self._kind = sheet, kind
        self._places = index_columns(kind, sheet.columns)
        self._reader = PeriodReader(kind)
        self._known = {name: set(map(squeeze, known)) for name, known in kind.known.items()}
        values = {t.value or kind.value for t in kind.series} | {kind.value}
        at = {self._places[name] for name in values if name and name in self._places}
        self._keys = [n for n in range(len(sheet.columns)) if n not in at]
        self.periods: dict[Period, str] = {}

    @property
    def partial_years(self) -> set[int]:
        """Return the years of which the file says that they are not over."""
        return self._reader.partial_years

    def read(self, known_by: date) -> Iterator[tuple[Line, dict[str, str], Period]]:
        """Yield each row with its cells under our names and its period."""
        seen: dict[int, str] = {}
        for line in limit_lines(self._sheet.lines):
            cells = {name: line.cells[place] for name, place in self._places.items()}
            self._check_known(cells, line.place)
            if not self._kind.repeats:
                self._check_new(line, seen)
            period = self._read_period(cells, line.place)
            if period.last > known_by and self._kind.period.to_date:
                continue
            if period.last > known_by:
                raise SourceError(
                    f"{line.place}: {period} ends after the file's date, {known_by}; correct the "
                    "row, or give the file's true date with --as-of"
                )
            self.periods.setdefault(period, line.place)
            yield line, cells, period

    def _read_period(self, cells: dict[str, str], place: str) -> Period:
        try:
            return self._reader.read(cells)
        except ValueError as error:
            raise SourceError(f"{place}: {error}; correct the row or the kind's period") from error

    def _check_known(self, cells: dict[str, str], place: str) -> None:
        for name, known in self._known.items():
            if name in cells and squeeze(cells[name]) not in known:
                raise SourceError(
                    f'{place}: {self._kind.columns[name][0]} "{cells[name]}" is new to the kind '
                    f"{self._kind.id}; see what it is, then add it to known there"
                )

    def _check_new(self, line: Line, seen: dict[int, str]) -> None:
        """Raise SourceError when a row stands there twice. Hashes are kept, not the cells."""
        key = hash(tuple(line.cells[n] for n in self._keys))
        if key in seen:
            raise SourceError(
                f"{line.place}: stands already at {seen[key]}; take one of them out, or say "
                "repeats: true in the kind if the publisher has such rows"
            )
        seen[key] = line.place
