"""Diagnoses: why a figure does not match, and the reading that would be true."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from onrecord.model import Comparator, Figure, Outcome, Period
from onrecord.model.periods import add_months, fiscal_year, year
from onrecord.verify.comparing import Stated, compare, make_stated
from onrecord.verify.lookups import Official, Source
from onrecord.verify.wording import say_gap, say_number, say_period

# Each name with what it means, for `--explain` and the documentation.
EXPLANATIONS = {
    "swapped-digits": "Two digits of the official value are swapped.",
    "dropped-digit": "A digit of the official value was dropped or doubled.",
    "scale": "The value is off by a power of ten: thousand for million, a zero too many.",
    "other-period": "The value is right for another period of the same series.",
    "other-series": "The value is right for a related series that is often confused with it.",
    "other-place": "The value is right for another place.",
    "fiscal-year": "The value is right for the fiscal year, not for the calendar year, or the other way round.",
    "cumulative": "The value runs from the beginning of the year, or the period was not over yet.",
    "older-vintage": "The value was published once and had been revised by then.",
    "newer-vintage": "The official value compared with was released after the text was published.",
    "preliminary": "The text itself calls the value preliminary.",
    "wrong-base": "The change is right when measured from another base.",
    "points-not-percent": "The difference is in percentage points, not in percent.",
    "rank-not-covered": "The series does not reach back as far as the rank claims.",
    "no-series": "No official series here covers it.",
    "no-period": "The text does not say which period is meant, or it cannot be resolved.",
    "two-readings": "Two readings of the text are equally good and come to different results.",
    "too-far": "Too far from the series to be the same measure; nothing was compared.",
}
NEAR_YEARS = 4  # other periods are looked for this far away
FEW = 3  # more periods than this fit a round number by chance
EXACT_DIGITS = 3  # significant digits from which a match in another period is no chance
SCALES = (Decimal(10), Decimal(100), Decimal(1000), Decimal(1_000_000))


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A name of EXPLANATIONS, the arithmetic in words, and the nearest true reading."""

    name: str | None
    detail: str
    nearest: str | None


def diagnose_level(
    figure: Figure, official: Official, source: Source, confused: list[Source]
) -> Diagnosis:
    """Return why a level does not match its official value."""
    stated = make_stated(figure)
    return (
        diagnose_digits(figure, official)
        or diagnose_scale(stated, official)
        or diagnose_series(stated, official, confused)
        or diagnose_fiscal_year(stated, official, source)
        or diagnose_period(stated, official, source)
        or Diagnosis(None, "", None)
    )


def diagnose_digits(figure: Figure, official: Official) -> Diagnosis | None:
    """Find swapped, dropped and doubled digits."""
    if figure.is_range or figure.low != int(figure.low):
        return None
    stated = str(int(figure.low))
    for value in official.values:
        if value != int(value):
            continue
        true = str(int(value))
        gap = figure.low - value
        named = "" if value == official.value else f" of {say_number(value)}, as published too,"
        if has_swapped_digits(stated, true):
            detail = f"two digits{named} are swapped in {say_number(figure.low)} ({say_gap(gap)})"
            return Diagnosis("swapped-digits", detail, say_number(value))
        if is_dropped(stated, true) or is_dropped(true, stated):
            detail = (
                f"a digit{named} is missing or doubled in {say_number(figure.low)} ({say_gap(gap)})"
            )
            return Diagnosis("dropped-digit", detail, say_number(value))
    return None


def has_swapped_digits(left: str, right: str) -> bool:
    """Do two numbers differ by exactly two exchanged digits?"""
    if len(left) != len(right):
        return False
    at = [i for i, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    return len(at) == 2 and left[at[0]] == right[at[1]] and left[at[1]] == right[at[0]]


def is_dropped(short: str, long: str) -> bool:
    """Is `short` what is left of `long` when one digit is taken out?"""
    if len(long) != len(short) + 1 or len(short) < EXACT_DIGITS:
        return False
    if long == f"{short}0":
        return False  # a matter of scale
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def diagnose_scale(stated: Stated, official: Official) -> Diagnosis | None:
    """Find a value that is off by a power of ten."""
    if stated.comparator in (Comparator.MORE_THAN, Comparator.AT_LEAST):
        return None
    for factor in SCALES:
        for moved in (official.value * factor, official.value / factor):
            if compare(stated, moved) is Outcome.HOLDS:
                detail = f"off by a factor of {factor:,}"
                return Diagnosis("scale", detail, say_number(official.value))
    return None


def diagnose_series(stated: Stated, official: Official, confused: list[Source]) -> Diagnosis | None:
    """Find a related series in which the value is right for the same period."""
    if _says_little(stated):
        return None
    for source in confused:
        for other in source.find(official.period):
            for value in other.values:
                if compare(stated, value) is Outcome.HOLDS:
                    nearest = (
                        f"{source.indicator.name}: {say_number(value)} for "
                        f"{say_period(official.period)}"
                    )
                    return Diagnosis("other-series", f"it fits {nearest}", nearest)
    return None


def diagnose_fiscal_year(stated: Stated, official: Official, source: Source) -> Diagnosis | None:
    """Find a calendar year taken for a fiscal year, or the other way round."""
    period = official.period
    for first_month in (10, 4, 7):
        for number in (period.first.year, period.after.year):
            pair = {fiscal_year(number, first_month), year(number)}
            if period not in pair:
                continue
            other = (pair - {period}).pop()
            found = source.first(other)
            if found and compare(stated, found.value) is Outcome.HOLDS:
                nearest = f"{say_number(found.value)} for {say_period(other)}"
                return Diagnosis("fiscal-year", f"it fits {nearest}", nearest)
    return None


def diagnose_period(stated: Stated, official: Official, source: Source) -> Diagnosis | None:
    """Find the nearest other period of the same length for which the value is right."""
    if _says_little(stated):
        return None
    here = official.period
    fitting = []
    for period in source.periods():
        if period == here or abs(period.days - here.days) > 3:
            continue
        if abs(period.first.year - here.first.year) > NEAR_YEARS:
            continue
        found = source.first(period)
        if found and any(compare(stated, v) is Outcome.HOLDS for v in found.values):
            fitting.append((abs((period.first - here.first).days), period, found.value))
    if not fitting or (len(fitting) > FEW and stated.step > 1):
        return None
    _, period, value = min(fitting)
    nearest = f"{say_number(value)} for {say_period(period)}"
    return Diagnosis("other-period", f"it fits {nearest}", nearest)


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
    if base_found and official.value:
        back = abs(base_found.value / official.value - 1) * 100
        if compare(stated, back) is Outcome.HOLDS:
            nearest = f"{back:.1f} percent measured from {say_period(official.period)}"
            return Diagnosis("wrong-base", f"it fits {nearest}", nearest)
    return Diagnosis(None, "", None)


def _says_little(stated: Stated) -> bool:
    """Would the number fit too many periods to point at one?"""
    if stated.comparator not in (Comparator.EXACT, Comparator.ABOUT, Comparator.NEARLY):
        return True
    digits = f"{stated.value / stated.step:f}".split(".")[0].strip("-")
    return len(digits) < EXACT_DIGITS
