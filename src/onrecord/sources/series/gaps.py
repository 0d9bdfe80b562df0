"""Are all periods there that should be?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from onrecord.knowledge.kinds import Kind
from onrecord.model import Period, SourceError
from onrecord.model.periods import add_months, fiscal_year
from onrecord.sources.series.periods import widen


def check_gaps(periods: Mapping[Period, str], kind: Kind, grain: str) -> None:
    """Raise SourceError when a period is missing between the first and the last of the file.

    A day on which a month, quarter or year begins stands for it. Days of a daily series may be
    missing: few publishers write weekends and holidays.
    """
    places = {_stand_for(period, grain): place for period, place in periods.items()}
    ordered = sorted(places)
    for before, after in zip(ordered, ordered[1:], strict=False):
        if kind.gaps or before.days == 1 and kind.period.stands_for == "itself":
            return
        if after.first > _next_first(before, kind):
            raise SourceError(
                f"{places[after]}: {after} follows {before}: what lies between is missing; fetch "
                f"the file again, or say gaps: true in the kind {kind.id}"
            )


def _stand_for(period: Period, grain: str) -> Period:
    return (widen(period, grain, 1) or period) if period.days == 1 else period


def check_years(periods: Mapping[Period, str], kind: Kind, partial: set[int]) -> None:
    """Raise SourceError when a year lacks months and the file does not mark it as not over."""
    rule = kind.period
    if not rule.partial or not rule.month:
        return
    years = {_name_year(period, rule.first_month) for period in periods}
    for year in sorted(years - partial):
        whole = fiscal_year(year, rule.first_month)
        held = [period for period in periods if whole.holds(period)]
        if sum(period.days for period in held) != whole.days:
            place = periods[max(held)]
            months = ", ".join(f"{p.first:%b}" for p in sorted(held))
            raise SourceError(
                f"{place}: year {year} has only {months} and is not marked{rule.partial}: months "
                "are missing; fetch the file again"
            )


def _next_first(period: Period, kind: Kind) -> date:
    """Return the first day of the period after `period`."""
    match kind.period.stands_for:
        case "12 months ending":
            return add_months(period.first, 1)
        case "last day":
            return add_months(period.after, 12)
        case "itself":
            return period.after


def _name_year(period: Period, first_month: int) -> int:
    return period.first.year + (first_month > 1 and period.first.month >= first_month)
