"""Stretches of days, half-open: August 2023 is [2023-08-01, 2023-09-01)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

DECEMBER = 12
# Units of time by their names in tables: how many days or months each has.
DAYS = {"day": 1, "week": 7}
MONTHS = {"month": 1, "quarter": 3, "year": 12, "fiscal year": 12, "decade": 120}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `first` up to, not including, `after`."""

    first: date
    after: date

    def __post_init__(self) -> None:
        if self.after <= self.first:
            raise ValueError(f"a period must not be empty: [{self.first}, {self.after})")

    @property
    def days(self) -> int:
        """Return how many days it has."""
        return (self.after - self.first).days

    @property
    def last(self) -> date:
        """Return its last day."""
        return self.after - timedelta(days=1)

    def holds(self, other: Period) -> bool:
        """Is `other` wholly inside?"""
        return self.first <= other.first and other.after <= self.after

    def meets(self, other: Period) -> bool:
        """Do the two share a day?"""
        return self.first < other.after and other.first < self.after

    def is_month(self) -> bool:
        """Is it exactly one calendar month?"""
        return self == month(self.first.year, self.first.month)

    def is_year(self) -> bool:
        """Is it exactly one calendar year?"""
        return self == year(self.first.year)

    def __str__(self) -> str:
        return name_period(self)


def day(of: date) -> Period:
    """Return the period of one day."""
    return Period(of, of + timedelta(days=1))


def month(of_year: int, of_month: int) -> Period:
    """Return the calendar month."""
    first = date(of_year, of_month, 1)
    return Period(first, add_months(first, 1))


def year(of_year: int) -> Period:
    """Return the calendar year."""
    return Period(date(of_year, 1, 1), date(of_year + 1, 1, 1))


def fiscal_year(of_year: int, first_month: int = 10) -> Period:
    """Return the fiscal year named after the calendar year in which it ends.

    `first_month` is 10 for the US government (1 October); 1 means calendar years.
    """
    if first_month == 1:
        return year(of_year)
    return Period(date(of_year - 1, first_month, 1), date(of_year, first_month, 1))


def add_months(day_one: date, months: int) -> date:
    """Return the first of the month that lies `months` away from the month of `day_one`."""
    index = day_one.year * DECEMBER + day_one.month - 1 + months
    return date(index // DECEMBER, index % DECEMBER + 1, 1)


def add_units(first: date, unit: str | None, count: int) -> date | None:
    """Return the day so many units of time after another, None for an unknown unit.

    A month after 31 January is the last day of February.
    """
    if unit is None:
        return None
    if unit in DAYS:
        return first + timedelta(days=DAYS[unit] * count)
    if unit not in MONTHS:
        return None
    month = add_months(first, MONTHS[unit] * count)
    return min(month + timedelta(days=first.day - 1), add_months(month, 1) - timedelta(days=1))


def name_period(period: Period) -> str:
    """Return a short name: `August 2023`, `2023`, `5 October 2023`, `1 October 2022 to 31 August 2023`."""
    if period.days == 1:
        return _name_day(period.first)
    if period.is_month():
        return f"{period.first:%B %Y}"
    if period.is_year():
        return f"{period.first:%Y}"
    return f"{_name_day(period.first)} to {_name_day(period.last)}"


def _name_day(of: date) -> str:
    return f"{of.day} {of:%B %Y}"
