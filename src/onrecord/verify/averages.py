"""Check averages: so many a day or a week of a period, so many in each of its months."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from onrecord.model import Comparator, Figure, Outcome, Period
from onrecord.model.periods import add_months
from onrecord.verify.comparing import ORDER, compare, gap_to, make_stated
from onrecord.verify.findings import Check, Diagnosis, leave_open
from onrecord.verify.lookups import Official, Source, cut_months
from onrecord.verify.misprints import diagnose_digits, diagnose_scale
from onrecord.verify.wording import say_number, say_official, say_period, say_stated

CLOSE_AVERAGE = Decimal("0.02")  # an average is rounded more freely than a count
AVERAGED = (Comparator.EXACT, Comparator.ABOUT, Comparator.NEARLY)
TELLING_DIGITS = 100  # a misprint of a shorter number may be chance


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
    stated = make_stated(figure, tolerance=CLOSE_AVERAGE, points=Decimal("0.5"))
    outcome = compare(stated, average)
    misprint = diagnose_average(figure, found, average)
    text = f"{say_official(found, source.indicator.agency)}: {say_number(average)} per {rate}"
    if outcome is Outcome.FAILS and is_total(figure, found):
        said = f"{say_stated(figure)} is the total of the whole of {say_period(found.period)}"
        return Check(
            outcome=Outcome.FAILS, diagnosis="whole-period", reason=f"{text}; {said}.",
            reference=found.refer(), nearest=say_number(average), compared=average, true=average,
        )  # fmt: skip
    if misprint is None and outcome is Outcome.FAILS:
        return leave_open("too-far", f"{text}; {say_stated(figure)} may be a single {rate}.")
    if misprint is not None:
        return Check(
            outcome=Outcome.FAILS, diagnosis=misprint.name, reason=f"{text}; {misprint.detail}.",
            reference=found.refer(), nearest=misprint.nearest, compared=average,
            true=misprint.true,
        )  # fmt: skip
    return Check(
        outcome=outcome,
        reason=f"{text}; {say_stated(figure)} fits.",
        reference=found.refer(),
        compared=average,
    )


def is_total(figure: Figure, found: Official) -> bool:
    """Is a number told for each day or week that of the whole period?

    No day of a month holds nearly all of it, whatever bound is said of it.
    """
    stated = make_stated(replace(figure, comparator=Comparator.ABOUT), tolerance=CLOSE_AVERAGE)
    return figure.low >= TELLING_DIGITS and compare(stated, found.value) is not Outcome.FAILS


def diagnose_average(figure: Figure, found: Official, average: Decimal) -> Diagnosis | None:
    """Find a misprint of an average, None where the number is it or may be about something else.

    A number of few digits is too easily met by chance.
    """
    if figure.low / figure.step < TELLING_DIGITS:
        return None
    stated = make_stated(figure, tolerance=CLOSE_AVERAGE)
    own = replace(found, values=(average.quantize(Decimal(1)),), latest=average)
    if compare(stated, own.value) is Outcome.HOLDS or abs(figure.low - average) < 1:
        return None
    return diagnose_digits(figure, own) or diagnose_scale(stated, own)


def whole_months_in(period: Period) -> Period | None:
    """Return the whole calendar months within a period, None when there is none."""
    first = period.first if period.first.day == 1 else add_months(period.first, 1)
    after = period.after.replace(day=1)
    return Period(first, after) if first < after else None


def check_monthly_average(figure: Figure, found: list[Official], source: Source) -> Check:
    """Return how "170,000 a month" compares with the average of the months."""
    average = sum((o.value for o in found), Decimal(0)) / len(found)
    outcome = compare(make_stated(figure, tolerance=CLOSE_AVERAGE), average)
    text = f"{source.indicator.agency} reported {say_number(average)} a month on average"
    if outcome is Outcome.FAILS:
        return leave_open("too-far", f"{text}; {say_stated(figure)} may be of other months.")
    return Check(
        outcome=outcome,
        reason=f"{text} ({len(found)} months); {say_stated(figure)} fits.",
        reference=found[-1].refer(),
        compared=average,
    )


def check_each_month(figure: Figure, source: Source) -> Check:
    """Return whether what is said of each month is true of every month of the stretch."""
    assert figure.period is not None
    months = cut_months(figure.period)
    found = [o for m in months if (o := source.first(m))]
    if len(found) < len(months) - 1 or not found:
        return leave_open("no-series", "Official values are missing for some of the months.")
    stated = make_stated(figure, tolerance=source.indicator.tolerance)
    if figure.comparator in AVERAGED:
        return check_monthly_average(figure, found, source)
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
