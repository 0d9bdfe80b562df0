"""Check figures that name no period: a rate in force, a stock, what is said of every year."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.model import Figure, FigureKind, Outcome, Period
from onrecord.model.periods import add_months
from onrecord.verify.averages import rate_of
from onrecord.verify.comparing import ORDER, best, compare, make_stated
from onrecord.verify.findings import Check, leave_open
from onrecord.verify.lookups import Official, Source
from onrecord.verify.wording import (
    is_too_far,
    say_fit,
    say_number,
    say_official,
    say_period,
    say_stated,
)

IN_FORCE_SOON = timedelta(days=60)  # a rate announced takes effect within this time
LAG_MONTHS = 4  # counts of twelve months come out about so long after their end
MONTHS_BACK = 12  # "each year" is said of the last year that is known
WINDOW_YEARS = 3  # "each year" may mean any year of the last few


def may_lack_period(figure: Figure, source: Source) -> bool:
    """May a figure be checked without a period of its own?

    "yearly": only what is said of every year ("kills tens of thousands each year").
    """
    match source.indicator.without_period:
        case "open":
            return False
        case "in force":
            return True
        case "yearly":
            return figure.period is None and rate_of(figure) == "year"
        case _:
            return figure.period is None or not source.find(figure.period)


def check_without_period(figure: Figure, source: Source) -> Check:
    """Return the check of a figure that names no period, as the indicator allows."""
    found = [o for p in possible_periods(figure, source) for o in source.find(p)]
    if not found:
        return leave_open("no-series", f"Nothing is held in {source.indicator.name} for that time.")
    found.sort(key=lambda o: nearness(o.period, figure, source))
    stated = make_stated(figure, tolerance=source.indicator.tolerance)
    official = min(found, key=lambda o: ORDER[best([compare(stated, v) for v in o.values])])
    outcome = best([compare(stated, v) for v in official.values])
    text = say_official(official, source.indicator.agency)
    if outcome is Outcome.FAILS:
        return fail_without_period(figure, found, source)
    if source.indicator.without_period == "yearly" and official.period.after <= earlier_year(found):
        return leave_open(
            "two-readings", f"{text}; {say_stated(figure)} fits that year, but not the last one."
        )
    return Check(
        outcome=outcome,
        diagnosis="newer-vintage" if official.newer else None,
        reason=f"{text}; {say_fit(figure, stated, official, outcome)}.",
        reference=official.refer(),
        compared=official.value,
    )


def nearness(period: Period, figure: Figure, source: Source) -> tuple[bool, int]:
    """Return a key by which the period that is most likely meant comes first.

    A rate: the one in force on the figure's day, then the nearest. All else: the latest first.
    """
    if source.indicator.without_period != "in force":
        return False, -period.first.toordinal()
    day = figure.period.first if figure.period else source.day or date.min
    inside = period.first <= day < period.after
    return not inside, abs((period.first - day).days)


def possible_periods(figure: Figure, source: Source) -> list[Period]:
    """Return the periods that a figure without one may mean, as its indicator allows."""
    periods, day = list(source.periods()), source.day
    match source.indicator.without_period:
        case "in force" if day is not None:
            # What was said before the last step took effect soon after it was said.
            said = min(day, figure.period.after) if figure.period else day
            return [p for p in periods if p.first <= said + IN_FORCE_SOON and day < p.after]
        case "any" if day is not None and source.indicator.kind == "stock":
            return [p for p in periods if p.first <= day]
        case "any" | "yearly" if day is not None:
            floor, known = add_months(day, -12 * WINDOW_YEARS), add_months(day, -LAG_MONTHS)
            return [p for p in periods if floor <= p.last and p.after <= known]
        case "latest":
            return [p for p in periods if day is None or p.after <= day][-1:]
        case _:
            return periods


def earlier_year(found: list[Official]) -> date:
    """Return the day a year before the last period there is ended."""
    return add_months(max(o.period.after for o in found), -MONTHS_BACK)


def fail_without_period(figure: Figure, found: list[Official], source: Source) -> Check:
    """Return the failing check of a figure that fits no period of the last years."""
    stated, last = make_stated(figure), found[0]
    text = say_official(last, source.indicator.agency)
    if source.indicator.confirms_only and is_no_rate(figure, source):
        return make_failing(f"{text}; {say_stated(figure)} was never in force.", last)
    if source.indicator.confirms_only or is_too_far(stated.value, last.value):
        return leave_open(
            "no-series",
            f"{text}; {say_stated(figure)} may be about something else.",
            last.refer(),
        )
    ratio = stated.value / last.value
    if ratio < 1:
        return leave_open(
            "no-series",
            f"{text}, the last known then; {say_stated(figure)} may count a part of it.",
            last.refer(),
        )
    return make_failing(
        f"{text}, the last known then; {say_stated(figure)} is {ratio:.1f} times as much, "
        f"and no period of the {WINDOW_YEARS} years before comes near.",
        last,
    )


def make_failing(reason: str, last: Official) -> Check:
    """Return the failing check with the value that is nearest to what is meant."""
    return Check(
        outcome=Outcome.FAILS,
        reason=reason,
        reference=last.refer(),
        nearest=f"{say_number(last.value)} for {say_period(last.period)}",
        compared=last.value,
        true=last.value,
    )


def is_no_rate(figure: Figure, source: Source) -> bool:
    """Is a rate neither one that ever was in force nor one of the others that the table lists?

    Only where the table lists the others, and the sentence says on what it is levied.
    """
    others = source.indicator.also
    if not others or not figure.sure or figure.kind is not FigureKind.LEVEL or figure.is_range:
        return False
    known = {o.value for series in source.series for o in series.observations}
    return figure.unit == "percent" and figure.low not in known | set(others)


def is_about_a_year(period: Period) -> bool:
    """Does the period last about a year?"""
    return 360 <= period.days <= 370


def is_unfinished(period: Period, day: date | None) -> bool:
    """Was the period not over on the day of publication?"""
    return day is not None and period.after > day + timedelta(days=1)
