"""Diagnoses: why a figure does not match, and the reading that would be true."""

from __future__ import annotations

from decimal import Decimal

from onrecord.model import Comparator, Figure, Outcome, Period
from onrecord.model.periods import add_months
from onrecord.verify.comparing import Stated, compare, make_stated
from onrecord.verify.findings import Diagnosis
from onrecord.verify.lookups import Official, Source
from onrecord.verify.misprints import diagnose_digits, diagnose_scale
from onrecord.verify.related import (
    diagnose_fiscal_year,
    diagnose_period,
    diagnose_series,
    diagnose_total,
)
from onrecord.verify.wording import say_number, say_period

# Each name with what it means, for `--explain` and the documentation.
EXPLANATIONS = {
    "swapped-digits": "Two digits of the official value are swapped.",
    "dropped-digit": "A digit of the official value was dropped or doubled.",
    "scale": "The value is off by a power of ten: thousand for million, a zero too many.",
    "other-period": "The value is right for another period of the same series.",
    "other-unit": "The value is right in the unit of the official series, not in the one named.",
    "other-series": "The value is right for a related series that is often confused with it.",
    "other-place": "The value is right for another place.",
    "fiscal-year": "The value is right for the fiscal year, not for the calendar year, or the other way round.",
    "cumulative": "The value runs from the beginning of the year, or the period was not over yet.",
    "older-vintage": "The value was published once and had been revised by then.",
    "newer-vintage": "The official value compared with was released after the text was published.",
    "preliminary": "The text itself calls the value preliminary.",
    "wrong-base": "The change is right when measured from another base.",
    "points-not-percent": "The difference is in percentage points, not in percent.",
    "wrong-way": "It lies on the other side of the bound, or it went the other way: more, not fewer; a fall, not a rise.",
    "whole-period": "The value is the total of the whole period, told as that of each day or week.",
    "rank-not-covered": "The series does not reach back as far as the rank claims.",
    "no-series": "No official series here covers it.",
    "no-period": "The text does not say which period is meant, or it cannot be resolved.",
    "two-readings": "Two readings of the text are equally good and come to different results.",
    "too-far": "Too far from the series to be the same measure; nothing was compared.",
}
SAME_SIDE = Decimal("0.1")  # so far on the wrong side a bound is probably only turned round
TURNED = {
    Comparator.MORE_THAN: "fewer than",
    Comparator.AT_LEAST: "fewer than",
    Comparator.FEWER_THAN: "more than",
    Comparator.AT_MOST: "more than",
    Comparator.NEARLY: "more than",
}


def diagnose_level(
    figure: Figure, official: Official, source: Source, confused: list[Source]
) -> Diagnosis:
    """Return why a level does not match its official value."""
    stated = make_stated(figure)
    return (
        diagnose_scale(stated, official)
        or diagnose_digits(figure, official)
        or diagnose_unit(stated, official)
        or diagnose_side(stated, official)
        or diagnose_series(stated, official, confused)
        or diagnose_total(stated, official, source)
        or diagnose_fiscal_year(stated, official, source)
        or diagnose_period(stated, official, source)
        or Diagnosis(None, "", None)
    )


def diagnose_unit(stated: Stated, official: Official) -> Diagnosis | None:
    """Find a value that is right in the unit of its series, and named in another one."""
    told = official.told
    if not official.unit or compare(stated, told.value) is not Outcome.HOLDS:
        return None
    nearest = f"{say_number(told.value)} {told.series.unit}"
    return Diagnosis("other-unit", f"it fits {nearest}, not {official.unit}", nearest)


def diagnose_side(stated: Stated, official: Official) -> Diagnosis | None:
    """Find a bound from which the value lies on the other side, and not far."""
    other = TURNED.get(stated.comparator)
    if other is None or abs(official.value - stated.value) > SAME_SIDE * stated.value:
        return None
    nearest = f"{other} {say_number(stated.value)}: {say_number(official.value)}"
    return Diagnosis("wrong-way", f"it is {other} {say_number(stated.value)}", nearest)


def diagnose_change(figure: Figure, official: Official, source: Source) -> Diagnosis:
    """Find another base from which the change is right."""
    stated = make_stated(figure, points=Decimal("0.5"))
    bases = [
        ("the month before", -1),
        ("the same month a year before", -12),
    ]
    for words, months in bases:
        first = add_months(official.period.first, months)
        base = Period(first, add_months(official.period.after, months))
        found = source.first(base) if base != figure.base else None
        if found is None or not found.value:
            continue
        change = abs(official.value / found.value - 1) * 100
        if compare(stated, change) is Outcome.HOLDS:
            nearest = f"{change:.1f} percent against {words} ({say_period(base)})"
            return Diagnosis("wrong-base", f"it fits {nearest}", nearest)
    base_found = source.first(figure.base) if figure.base else None
    if base_found and source.indicator.kind in ("rate", "share"):
        points = abs(official.value - base_found.value)
        if figure.unit == "percent" and compare(make_stated(figure), points) is Outcome.HOLDS:
            nearest = f"{say_number(points)} percentage points"
            return Diagnosis("points-not-percent", f"it is {nearest}", nearest)
    if base_found and official.value:
        back = abs(base_found.value / official.value - 1) * 100
        if compare(stated, back) is Outcome.HOLDS:
            nearest = f"{back:.1f} percent measured from {say_period(official.period)}"
            return Diagnosis("wrong-base", f"it fits {nearest}", nearest)
    return Diagnosis(None, "", None)
