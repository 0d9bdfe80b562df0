"""The period of a row → days, and whether it is the one that the series is of.

>>> read_period("2023-Q3")
Period(first=datetime.date(2023, 7, 1), after=datetime.date(2023, 10, 1))
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from onrecord.knowledge.kinds import Kind, PeriodRule
from onrecord.model import Period
from onrecord.model.periods import add_months, day, fiscal_year, month, year

# ISO 8601, and the standard time periods of SDMX 2.1 (section 6, "Time"): 2023-A1 2023-S1 2023-Q1
# 2023-M01 2023-W05, also without the dash as the World Bank writes them.
_WRITTEN = re.compile(
    r"(?P<year>\d{4})(?:-?(?P<unit>[ASTQMW])(?P<number>\d{1,2})|-(?P<month>\d{1,2})"
    r"(?:-(?P<day>\d{1,2})(?:T[\d:.]+Z?)?)?)?"
)
_MONTHS_OF = {"A": 12, "S": 6, "T": 4, "Q": 3, "M": 1}
_GRAIN_MONTHS = {"month": 1, "quarter": 3, "year": 12, "fiscal year": 12}
_LETTERS = re.compile(r"[^\W\d_]+")
SHORTEST_MONTH = 3  # "May" and "Mar" are the shortest names that tell months apart
FIRST_YEAR, LAST_YEAR = 1800, 2200


def read_period(text: str) -> Period:
    """Return the period that `text` is. Raises ValueError when it is none."""
    found = _WRITTEN.fullmatch(text)
    if found is None or not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
        raise ValueError(f'"{text}" is no period; known are 2023, 2023-08, 2023-Q3, 2023-08-15')
    of_year = int(found["year"])
    if found["unit"] == "W":
        monday = date.fromisocalendar(of_year, int(found["number"]), 1)
        return Period(monday, monday + timedelta(days=7))
    if found["unit"]:
        return _read_part(of_year, _MONTHS_OF[found["unit"]], int(found["number"]), text)
    if found["day"]:
        return day(date(of_year, int(found["month"]), int(found["day"])))
    return month(of_year, int(found["month"])) if found["month"] else year(of_year)


def _read_part(of_year: int, months: int, number: int, text: str) -> Period:
    if not 1 <= number <= 12 // months:
        raise ValueError(f'"{text}" is no period: a year has {12 // months} of them')
    first = date(of_year, (number - 1) * months + 1, 1)
    return Period(first, add_months(first, months))


@dataclass(slots=True)
class PeriodReader:
    """Reads the periods of a kind's rows, each text once; notes which years are not over."""

    kind: Kind
    partial_years: set[int] = field(default_factory=set)
    _known: dict[tuple[str, str], Period] = field(default_factory=dict)

    def read(self, cells: dict[str, str]) -> Period:
        """Return the period of a row. Raises ValueError when it names none."""
        rule = self.kind.period
        key = (cells[rule.text or rule.year or ""], cells[rule.month] if rule.month else "")
        if key not in self._known:
            self._known[key] = self._read(*key)
        return self._known[key]

    def _read(self, written: str, of_month: str) -> Period:
        rule = self.kind.period
        if rule.text:
            return stand_for(read_period(written), rule)
        of_year = self._read_year(written)
        if not rule.month:
            return stand_for(fiscal_year(of_year, rule.first_month), rule)
        number = find_month(of_month, self.kind.months)
        if number is None:
            raise ValueError(f'"{of_month}" is no month')
        is_before = rule.first_month > 1 and number >= rule.first_month
        return stand_for(month(of_year - is_before, number), rule)

    def _read_year(self, written: str) -> int:
        marker = self.kind.period.partial
        plain = written.removesuffix(marker) if marker else written
        if not re.fullmatch(r"\d{4}", plain) or not FIRST_YEAR <= int(plain) <= LAST_YEAR:
            raise ValueError(f'"{written}" is no year')
        if plain != written:
            self.partial_years.add(int(plain))
        return int(plain)


def find_month(written: str, names: list[str]) -> int | None:
    """Return 1 to 12 for "AUG", "August", "11 August", "8"; None when it is no month."""
    if written.isdecimal():
        return int(written) if 1 <= int(written) <= 12 else None
    letters = _LETTERS.search(written)
    word = letters[0].casefold() if letters else ""
    fitting = [n for n, name in enumerate(names, start=1) if name.casefold().startswith(word)]
    return fitting[0] if len(word) >= SHORTEST_MONTH and len(fitting) == 1 else None


def stand_for(period: Period, rule: PeriodRule) -> Period:
    """Return the days that a value written under `period` is about."""
    match rule.stands_for:
        case "12 months ending":
            return Period(add_months(period.last, -11), period.after)
        case "last day":
            return day(period.last)
        case "itself":
            return period


def name_grain(period: Period) -> str:
    """Return month, quarter, year, fiscal year, day; "" for another stretch."""
    if period.days == 1:
        return "day"
    for grain, months in _GRAIN_MONTHS.items():
        if period.first.day == 1 and period.after == add_months(period.first, months):
            is_calendar = period.first.month == 1 or grain not in ("year", "fiscal year")
            return grain if is_calendar else "fiscal year"
    return ""


def widen(period: Period, grain: str, first_month: int) -> Period | None:
    """Return the month, quarter, year or fiscal year in which `period` lies; None when in none."""
    if grain not in _GRAIN_MONTHS:
        return None
    start = first_month if grain == "fiscal year" else 1
    months = _GRAIN_MONTHS[grain]
    since = (period.first.month - start) % 12 % months
    first = add_months(period.first, -since)
    around = Period(first, add_months(first, months))
    return around if around.holds(period) else None
