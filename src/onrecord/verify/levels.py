"""Check levels: the value of a period, an average a day or a month, a stock, a rate in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from onrecord.model import Comparator, Figure, Outcome, Period
from onrecord.model.periods import add_months
from onrecord.verify.comparing import ORDER, Stated, best, compare, gap_to, make_stated
from onrecord.verify.diagnoses import Diagnosis, diagnose_digits, diagnose_level
from onrecord.verify.findings import Check, leave_open
from onrecord.verify.lookups import Official, Source, cut_months
from onrecord.verify.wording import say_gap, say_number, say_official, say_period

LONG_DIGITS = 1000  # a number with fewer significant digits is rounded, not miswritten
TOO_FAR = Decimal(5)  # beyond this ratio it is probably another measure
IN_FORCE_SOON = timedelta(days=60)  # a rate announced takes effect within this time
LAG_MONTHS = 4  # counts of twelve months come out about so long after their end
MONTHS_BACK = 12  # "each year" is said of the last year that is known
WINDOW_YEARS = 3  # "each year" may mean any year of the last few
MANY_MONTHS = 2


def check_level(figure: Figure, source: Source, confused: list[Source]) -> Check:
    """Return how a level compares with the official value of its period."""
    if may_lack_period(figure, source):
        return check_without_period(figure, source)
    if figure.period is None:
        return leave_open("no-period", "The text does not say for which period.")
    rate = rate_of(figure)
    if rate in ("day", "week"):
        return check_average(figure, source, rate)
    if rate == "month" and len(cut_months(figure.period)) >= MANY_MONTHS:
        return check_each_month(figure, source)
    if rate is not None and not (rate == "year" and is_about_a_year(figure.period)):
        return leave_open("no-series", f"No official number per {rate} is held for that period.")
    found = source.find(figure.period)
    if not found:
        return leave_open(
            "no-series",
            f"No official value for {say_period(figure.period)} is held in "
            f"{source.indicator.name}.",
        )
    return judge(figure, found, source, confused)


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


def judge(figure: Figure, found: list[Official], source: Source, confused: list[Source]) -> Check:
    """Return the kindest comparison over series and vintages; the first series is the one named."""
    stated = make_stated(figure, tolerance=source.indicator.tolerance)
    outcomes = [(best([compare(stated, v) for v in o.values]), o) for o in found]
    outcome, official = min(outcomes, key=lambda pair: ORDER[pair[0]])
    if outcome is Outcome.FAILS:
        official = found[0]
    text = say_official(official, source.indicator.agency)
    reference = replace(official.refer(), values=gather_values(found, official))
    if outcome is Outcome.CLOSE and is_miswritten(figure, official):
        outcome = Outcome.FAILS
    if outcome is not Outcome.FAILS:
        return Check(
            outcome=outcome,
            diagnosis=name_vintage(stated, official),
            reason=f"{text}; {say_fit(figure, stated, official, outcome)}.",
            reference=reference,
            compared=official.value,
        )
    return fail(figure, official, source, diagnose_level(figure, official, source, confused))


def fail(figure: Figure, official: Official, source: Source, diagnosis: Diagnosis) -> Check:
    """Return the failing check, or an open one when the two cannot be the same measure."""
    text = say_official(official, source.indicator.agency)
    stated = make_stated(figure)
    if diagnosis.name is None and is_too_far(stated.value, official.value):
        return leave_open(
            "too-far", f"{text}, too far from {say_stated(figure)} to be the same measure."
        )
    if source.indicator.confirms_only:
        return leave_open("no-series", f"{text}; {say_stated(figure)} may be about something else.")
    gap = stated.value - official.value
    detail = diagnosis.detail or f"{say_stated(figure)} differs by {say_gap(gap)}"
    return Check(
        outcome=Outcome.FAILS,
        diagnosis=diagnosis.name,
        reason=f"{text}; {detail}.",
        reference=official.refer(),
        nearest=diagnosis.nearest
        or f"{say_number(official.value)} for {say_period(official.period)}",
        compared=official.value,
    )


def is_miswritten(figure: Figure, official: Official) -> bool:
    """Is an exact value, though close, the official one with two digits swapped?"""
    long = figure.low / figure.step >= LONG_DIGITS
    if figure.comparator is not Comparator.EXACT or not long:
        return False
    found = diagnose_digits(figure, official)
    return found is not None and found.name == "swapped-digits"


def gather_values(found: list[Official], first: Official) -> tuple[Decimal, ...]:
    """Return all official values, those of the series that counts first."""
    rest = [v for o in found if o is not first for v in o.values]
    return tuple(dict.fromkeys([*first.values, *rest]))


def name_vintage(stated: Stated, official: Official) -> str | None:
    """Return `newer-vintage` or `older-vintage` when the match rests on such a value."""
    if official.newer:
        return "newer-vintage"
    if compare(stated, official.value) is Outcome.HOLDS:
        return None
    older = any(compare(stated, v) is Outcome.HOLDS for v in official.superseded)
    return "older-vintage" if older else None


def say_fit(figure: Figure, stated: Stated, official: Official, outcome: Outcome) -> str:
    """Return how the stated number fits, in words."""
    said = say_stated(figure)
    if outcome is Outcome.HOLDS:
        fits = compare(stated, official.value) is Outcome.HOLDS
        return f"{said} holds" if fits else f"{said} is another published value for it"
    gap = gap_to(stated, official.value)
    if not gap:
        return f"it is exactly {say_number(official.value)}, not {said}"
    return f"{said} is off by {say_number(gap)}"


def say_stated(figure: Figure) -> str:
    """Return the number as the text means it: `more than 220,000`, `between 10 and 99`."""
    low, high = say_number(figure.low), say_number(figure.high)
    if figure.is_range:
        return f"between {low} and {high}"
    lead = {
        "exact": "", "about": "about ", "nearly": "nearly ", "fewer_than": "fewer than ",
        "at_most": "at most ", "more_than": "more than ", "at_least": "at least ",
        "between": "",
    }[figure.comparator.value]  # fmt: skip
    return f"{lead}{low}"


def is_too_far(stated: Decimal, official: Decimal) -> bool:
    """Are the two more than five times apart?"""
    if not stated or not official:
        return True
    return not 1 / TOO_FAR <= stated / official <= TOO_FAR


def rate_of(figure: Figure) -> str | None:
    """Return the unit of time of a rate: "arrests per day" → day."""
    _, per, unit = figure.unit.rpartition(" per ")
    return unit if per else None


def check_average(figure: Figure, source: Source, rate: str) -> Check:
    """Return how an average a day or a week compares with the total of the period."""
    assert figure.period is not None
    months = whole_months_in(figure.period)
    found = source.first(months) if months else None
    if found is None or not source.indicator.adds_up:
        return leave_open("no-series", f"No official number per {rate} is held for that period.")
    days = Decimal(found.period.days) / (7 if rate == "week" else 1)
    average = found.value / days
    stated = make_stated(figure, tolerance=Decimal("0.02"), points=Decimal("0.5"))
    outcome = compare(stated, average)
    text = say_official(found, source.indicator.agency)
    if outcome is Outcome.FAILS:
        return leave_open(
            "too-far", f"{text}, {say_number(average)} per {rate}; it may be a single day."
        )
    return Check(
        outcome=outcome,
        reason=f"{text}: {say_number(average)} per {rate}; {say_stated(figure)} fits.",
        reference=found.refer(),
        compared=average,
    )


def whole_months_in(period: Period) -> Period | None:
    """Return the whole calendar months within a period, None when there is none."""
    first = period.first if period.first.day == 1 else add_months(period.first, 1)
    after = period.after.replace(day=1)
    return Period(first, after) if first < after else None


def check_each_month(figure: Figure, source: Source) -> Check:
    """Return whether what is said of each month is true of every month of the stretch."""
    assert figure.period is not None
    months = cut_months(figure.period)
    found = [o for m in months if (o := source.first(m))]
    if len(found) < len(months) - 1 or not found:
        return leave_open("no-series", "Official values are missing for some of the months.")
    stated = make_stated(figure, tolerance=source.indicator.tolerance)
    worst = max(found, key=lambda o: (ORDER[compare(stated, o.value)], gap_to(stated, o.value)))
    outcome = compare(stated, worst.value)
    text = say_official(worst, source.indicator.agency)
    return Check(
        outcome=outcome,
        reason=f"Of the {len(found)} months the one that counts: {text}.",
        reference=worst.refer(),
        nearest=say_number(worst.value) if outcome is Outcome.FAILS else None,
        compared=worst.value,
    )


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
    if source.indicator.confirms_only or is_too_far(stated.value, last.value):
        return leave_open(
            "no-series",
            f"{text}; {say_stated(figure)} may be about something else.",
            last.refer(),
        )
    ratio = stated.value / last.value
    return Check(
        outcome=Outcome.FAILS,
        reason=f"{text}, the last known then; {say_stated(figure)} is {ratio:.1f} times as much, "
        f"and no period of the {WINDOW_YEARS} years before comes near.",
        reference=last.refer(),
        nearest=f"{say_number(last.value)} for {say_period(last.period)}",
        compared=last.value,
    )


def is_about_a_year(period: Period) -> bool:
    """Does the period last about a year?"""
    return 360 <= period.days <= 370


def is_unfinished(period: Period, day: date | None) -> bool:
    """Was the period not over on the day of publication?"""
    return day is not None and period.after > day + timedelta(days=1)
