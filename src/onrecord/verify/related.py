"""Related readings: the series, place, total or period in which a stated number would be right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from onrecord.model import Outcome, Period
from onrecord.model.periods import add_months, fiscal_year, year
from onrecord.verify.comparing import Stated, compare, fits, says_little
from onrecord.verify.findings import Diagnosis
from onrecord.verify.lookups import Official, Source
from onrecord.verify.wording import say_number, say_period

NEAR_YEARS = 4  # other periods are looked for this far away
FEW = 3  # more periods than this fit a round number by chance
YEAR_STARTS = (10, 4, 7)  # months in which fiscal years begin
A_YEAR = 12


def diagnose_series(stated: Stated, official: Official, confused: list[Source]) -> Diagnosis | None:
    """Find a related series, or another place of the same one, in which the value is right."""
    own = {official.series.id.rsplit(".", 1)[0]}
    for source in confused:
        elsewhere = {s.id.rsplit(".", 1)[0] for s in source.series} <= own and bool(source.series)
        if elsewhere and says_little(stated):
            continue  # one of many places fits a round number by chance
        for other in source.find(official.period):
            if value := next((v for v in other.values if fits(stated, v)), None):
                what = other.series.name if elsewhere else source.indicator.name
                nearest = f"{what}: {say_number(value)} for {say_period(official.period)}"
                name = (
                    "other-place" if is_other_place(source, elsewhere=elsewhere) else "other-series"
                )
                return Diagnosis(name, f"it fits {nearest}", nearest)
    return None


def is_other_place(source: Source, *, elsewhere: bool) -> bool:
    """Is it another country of the same series rather than another drug or another count?"""
    return elsewhere and source.indicator.dimension == "countries"


def diagnose_fiscal_year(stated: Stated, official: Official, source: Source) -> Diagnosis | None:
    """Find a calendar year taken for a fiscal year, or the other way round."""
    period = official.period
    for first_month in YEAR_STARTS:
        for number in (period.first.year, period.after.year):
            pair = {fiscal_year(number, first_month), year(number)}
            if period not in pair:
                continue
            other = (pair - {period}).pop()
            found = source.first(other)
            if found and fits(stated, found.value):
                nearest = f"{say_number(found.value)} for {say_period(other)}"
                return Diagnosis("fiscal-year", f"it fits {nearest}", nearest)
    return None


def diagnose_total(stated: Stated, official: Official, source: Source) -> Diagnosis | None:
    """Find a total of a year, or of a year so far, given for one of its months."""
    if not official.period.is_month():
        return None
    for name, period in list_totals(official.period):
        found = source.first(period)
        if found and any(fits(stated, value) for value in found.values):
            nearest = f"{say_number(found.value)} for {say_period(period)}"
            return Diagnosis(name, f"it fits {nearest}", nearest)
    return None


def list_totals(month: Period) -> Iterator[tuple[str, Period]]:
    """Yield the totals that a month is part of, with what taking one for the month is called."""
    for first_month in YEAR_STARTS:
        whole = fiscal_year(month.first.year + (month.first.month >= first_month), first_month)
        yield "fiscal-year", whole
        yield "cumulative", Period(whole.first, month.after)
        yield "fiscal-year", fiscal_year(whole.after.year - 1, first_month)
    yield "cumulative", year(month.first.year)
    yield "cumulative", Period(date(month.first.year, 1, 1), month.after)
    yield "cumulative", Period(add_months(month.after, -A_YEAR), month.after)


def diagnose_period(stated: Stated, official: Official, source: Source) -> Diagnosis | None:
    """Find the period, the nearest first, for which the value is right."""
    here = official.period
    for period in [shift(here, months) for months in steps_from(here)]:
        found = source.first(period) if period else None
        if found and any(fits(stated, value) for value in found.values):
            return say_other_period(found)
    return None if says_little(stated) else find_other_period(stated, official, source)


def steps_from(period: Period) -> tuple[int, ...]:
    """Return by how many months the periods that are easily taken for this one lie away."""
    return (-1, 1, -A_YEAR, A_YEAR) if period.is_month() else (-A_YEAR, A_YEAR)


def shift(period: Period, months: int) -> Period | None:
    """Return the period of whole months that lies `months` away, None for other periods."""
    if period.first.day != 1 or period.after.day != 1:
        return None
    return Period(add_months(period.first, months), add_months(period.after, months))


def find_other_period(stated: Stated, official: Official, source: Source) -> Diagnosis | None:
    """Find the nearest period of the same length whose value is so exactly the stated one."""
    here = official.period
    fitting = []
    for period in source.periods():
        if period == here or abs(period.days - here.days) > 3:
            continue
        if abs(period.first.year - here.first.year) > NEAR_YEARS:
            continue
        found = source.first(period)
        if found and any(compare(stated, v) is Outcome.HOLDS for v in found.values):
            fitting.append((abs((period.first - here.first).days), period, found))
    if not fitting or (len(fitting) > FEW and stated.step > 1):
        return None
    return say_other_period(min(fitting, key=lambda f: f[:2])[2])


def say_other_period(found: Official) -> Diagnosis:
    """Return the other period as the diagnosis."""
    nearest = f"{say_number(found.value)} for {say_period(found.period)}"
    return Diagnosis("other-period", f"it fits {nearest}", nearest)
