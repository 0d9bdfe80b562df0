"""Check levels: the value of a period. Averages and figures without a period have modules of their own."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from onrecord.model import Comparator, Figure, Outcome
from onrecord.verify.averages import check_average, check_each_month, rate_of
from onrecord.verify.comparing import ORDER, Stated, best, compare, make_stated
from onrecord.verify.diagnoses import diagnose_level
from onrecord.verify.findings import Check, Diagnosis, leave_open
from onrecord.verify.lookups import Official, Source, cut_months
from onrecord.verify.misprints import diagnose_digits
from onrecord.verify.timeless import check_without_period, is_about_a_year, may_lack_period
from onrecord.verify.wording import (
    is_too_far,
    say_fit,
    say_gap,
    say_number,
    say_official,
    say_period,
    say_stated,
)

LONG_DIGITS = 1000  # a number with fewer significant digits is rounded, not miswritten
TELLING_DIGITS = 100  # a diagnosis of a number with fewer significant digits may be chance
MANY_MONTHS = 2
PART = 50  # what is so many times smaller than the whole is a part of it: one raid, one shift
LOOSE = 2  # times as far a bound says little: "more than a tonne" of one raid
AVERAGE_NEAR = Decimal("0.05")


def check_level(figure: Figure, source: Source, confused: list[Source]) -> Check:
    """Return how a level compares with the official value of its period."""
    if may_lack_period(figure, source):
        return check_without_period(figure, source)
    if figure.period is None:
        return leave_open("no-period", "The text does not say for which period.")
    rate = rate_of(figure)
    if any(series.unit.endswith(f" per {rate}") for series in source.series):
        rate = None  # the series are such averages themselves
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


def judge(figure: Figure, found: list[Official], source: Source, confused: list[Source]) -> Check:
    """Return the kindest comparison over series and vintages; the first series is the one named."""
    stated = make_stated(figure, tolerance=source.indicator.tolerance)
    exact = any(not o.give for o in found)  # beside these a rounded value allows nothing
    outcomes = [
        (best([compare(stated, v, give=o.give * (not exact)) for v in o.values]), o) for o in found
    ]
    outcome, official = min(outcomes, key=lambda pair: ORDER[pair[0]])
    if outcome is Outcome.HOLDS and is_loose(figure, official):
        text = say_official(official, source.indicator.agency)
        reason = f"{text}, too far from {say_stated(figure)} to be what it bounds."
        return leave_open("too-far", reason, official.refer())
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


def is_loose(figure: Figure, official: Official) -> bool:
    """Is a value more than twice, or less than half, of a bound that may be about a part of it?"""
    if figure.sure:
        return False
    match figure.comparator:
        case Comparator.MORE_THAN | Comparator.AT_LEAST:
            return official.value > figure.low * LOOSE
        case Comparator.FEWER_THAN | Comparator.AT_MOST:
            return official.value * LOOSE < figure.high
        case _:
            return False


def fail(figure: Figure, official: Official, source: Source, diagnosis: Diagnosis) -> Check:
    """Return the failing check, or an open one when the two cannot be the same measure."""
    text = say_official(official, source.indicator.agency)
    stated = make_stated(figure)
    if is_too_far(stated.value, official.value) and (
        is_average(figure, official) or not is_telling(figure, official, diagnosis)
    ):
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
        true=diagnosis.true or official.value,
    )


def is_telling(figure: Figure, official: Official, diagnosis: Diagnosis) -> bool:
    """Is a number far from the series still about it?

    It is when its own sentence names the whole of the measure and the period, or when its digits
    tell what it was made of. A very small one counts a part of it whatever the sentence names.
    """
    if diagnosis.name == "scale" or (figure.sure and figure.high * PART > official.value):
        return True
    return diagnosis.name is not None and figure.low / figure.step >= TELLING_DIGITS


def is_average(figure: Figure, official: Official) -> bool:
    """Is it about what the total comes to a day or a week?"""
    days = Decimal(official.period.days)
    averages = (official.value / days, official.value * 7 / days)
    return any(abs(figure.low - a) <= AVERAGE_NEAR * a for a in averages)


def is_miswritten(figure: Figure, official: Official) -> bool:
    """Is an exact value, though close, the official one with two digits swapped?"""
    long = figure.low / figure.step >= LONG_DIGITS
    if figure.comparator is not Comparator.EXACT or not long:
        return False
    found = diagnose_digits(figure, official)
    return found is not None and found.name == "swapped-digits"


def gather_values(found: list[Official], first: Official) -> tuple[Decimal, ...]:
    """Return all official values, those of the series that counts first."""
    rest = [v for o in found if o is not first for v in o.told.values]
    return tuple(dict.fromkeys([*first.told.values, *rest]))


def name_vintage(stated: Stated, official: Official) -> str | None:
    """Return `newer-vintage` or `older-vintage` when the match rests on such a value."""
    if official.newer:
        return "newer-vintage"
    if compare(stated, official.value, give=official.give) is Outcome.HOLDS:
        return None
    older = any(
        compare(stated, v, give=official.give) is Outcome.HOLDS for v in official.superseded
    )
    return "older-vintage" if older else None
