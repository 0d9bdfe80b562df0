"""Numbers, periods and vintages in plain words for the reasons of verdicts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from onrecord.model import Period
from onrecord.model.periods import fiscal_year, name_period
from onrecord.verify.lookups import Official


def say_number(value: Decimal) -> str:
    """Return `181,059`, `36.5`."""
    if value == int(value):
        return f"{int(value):,}"
    return f"{value.quantize(Decimal('0.01')).normalize():,f}"


def say_gap(gap: Decimal) -> str:
    """Return a difference with its sign: `+450`."""
    return f"{'-' if gap < 0 else '+'}{say_number(abs(gap))}"


def say_period(period: Period) -> str:
    """Return `August 2023`, `fiscal year 2023`, `the 12 months to September 2023`."""
    october = 10
    first, after = period.first, period.after
    if period == fiscal_year(after.year, october):
        return f"fiscal year {after.year}"
    if first.day == 1 and after.day == 1 and not period.is_year():
        if (after.year, after.month) == (first.year + 1, first.month):
            return f"the 12 months to {period.last:%B %Y}"
        if not period.is_month():
            return f"{first:%B %Y} to {period.last:%B %Y}"
    return name_period(period)


def say_day(day: date) -> str:
    """Return `22 September 2023`."""
    return f"{day.day} {day:%B %Y}"


def say_official(official: Official, agency: str) -> str:
    """Return who reported what for when, with the vintage.

    `US Border Patrol reported 181,059 for August 2023 (published 22 September 2023)`
    """
    value = say_number(official.value)
    unit = official.series.unit
    unit = "" if unit == "events" else f" {unit}"
    vintage = (
        f"published {say_day(official.as_of)}"
        if official.dated
        else f"as read in a file of {say_day(official.as_of)}"
    )
    summed = f", {official.summed} months added up" if official.summed else ""
    return f"{agency} reported {value}{unit} for {say_period(official.period)} ({vintage}{summed})"
