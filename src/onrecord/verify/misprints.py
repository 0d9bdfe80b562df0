"""Misprints: a stated number that is the official one with digits swapped, dropped or shifted.

A text rounds: `nearly 31,000` for 12,876 is "nearly 13,000" with two digits swapped.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from onrecord.model import Comparator, Figure, Outcome
from onrecord.verify.comparing import Stated, compare, fits
from onrecord.verify.findings import Diagnosis
from onrecord.verify.lookups import Official
from onrecord.verify.wording import say_gap, say_number

FEWEST_DIGITS = 3  # a number as short as this may lose a digit
SCALES = (Decimal(10), Decimal(100), Decimal(1000), Decimal(1_000_000))
ROUNDINGS = {
    Comparator.MORE_THAN: (ROUND_FLOOR,),
    Comparator.AT_LEAST: (ROUND_FLOOR,),
    Comparator.FEWER_THAN: (ROUND_CEILING,),
    Comparator.AT_MOST: (ROUND_CEILING,),
    Comparator.NEARLY: (ROUND_CEILING,),
}


def diagnose_digits(figure: Figure, official: Official) -> Diagnosis | None:
    """Find swapped, dropped and doubled digits."""
    if figure.is_range or figure.low != int(figure.low):
        return None
    stated = str(int(figure.low))
    for value in official.values:
        for true in list_written(value, figure):
            if name := name_misprint(stated, true):
                named = name_value(Decimal(true), value, official)
                return say_misprint(name, figure, Decimal(true), named)
    return None


def name_misprint(stated: str, true: str) -> str | None:
    """Return which misprint makes `stated` of `true`."""
    if has_swapped_digits(stated, true):
        return "swapped-digits"
    if is_dropped(stated, true) or is_dropped(true, stated):
        return "dropped-digit"
    return None


def name_value(written: Decimal, value: Decimal, official: Official) -> str:
    """Return which value was meant, where it is not the one that the reason names."""
    if written != value.to_integral_value():
        return f" of {say_number(written)} (rounded)"
    return "" if value == official.value else f" of {say_number(value)}, which was published too,"


def say_misprint(name: str, figure: Figure, written: Decimal, named: str) -> Diagnosis:
    """Return the misprint with its arithmetic."""
    what = (
        f"two digits{named} are swapped in"
        if name == "swapped-digits"
        else f"a digit{named} is missing or doubled in"
    )
    detail = f"{what} {say_number(figure.low)} ({say_gap(figure.low - written)})"
    return Diagnosis(name, detail, say_number(written), written)


def list_written(value: Decimal, figure: Figure) -> Iterator[str]:
    """Yield the digits of a value as a text may write it: exact, then rounded ever more.

    A form has at most one digit less than what the text states gives.
    """
    whole = abs(value)
    forms = dict.fromkeys(
        str(int(whole.to_integral_value(rounding=way))) for way in (ROUND_FLOOR, ROUND_HALF_UP)
    )
    exact = next(iter(forms))
    given = count_digits(str(int(figure.low)))
    for cut in range(1, len(exact) - 1):
        for way in ROUNDINGS.get(figure.comparator, (ROUND_HALF_UP,)):
            form = str(int((whole / 10**cut).to_integral_value(rounding=way)) * 10**cut)
            if count_digits(form) >= given - 1:
                forms[form] = None
    yield from forms


def count_digits(written: str) -> int:
    """Return how many digits of a number are significant: 47000 → 2."""
    return len(written.rstrip("0"))


def has_swapped_digits(left: str, right: str) -> bool:
    """Do two numbers differ by exactly two exchanged digits?"""
    if len(left) != len(right):
        return False
    at = [i for i, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    return len(at) == 2 and left[at[0]] == right[at[1]] and left[at[1]] == right[at[0]]


def is_dropped(short: str, long: str) -> bool:
    """Is `short` what is left of `long` when one digit is taken out?"""
    if len(long) != len(short) + 1 or len(short) < FEWEST_DIGITS:
        return False
    if long == f"{short}0":
        return False  # a matter of scale
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def diagnose_scale(stated: Stated, official: Official) -> Diagnosis | None:
    """Find a value that is off by a power of ten."""
    for value in official.values:
        for factor in SCALES:
            for moved in (value * factor, value / factor):
                if moved and may_be_said_of(stated, moved):
                    detail = f"off by a factor of {factor:,}"
                    return Diagnosis("scale", detail, say_number(value), value)
    return None


def may_be_said_of(stated: Stated, value: Decimal) -> bool:
    """May the number have been said of a value, loosely where it says itself that it is loose?"""
    if stated.comparator in (Comparator.ABOUT, Comparator.NEARLY):
        return compare(stated, value) is not Outcome.FAILS
    return fits(stated, value)
