"""Compare a stated number with an official one: does it hold as it is meant and rounded?

`fewer than 8,400` against 8,347 holds; `nearly 250,000` against 249,740 holds; `about 50,000`
against 54,830 is close; `181,509` against 181,059 fails.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from onrecord.model import Comparator, Figure, Outcome

HALF = Decimal("0.5")
# A single rounded digit ("2 million") must not cover a quarter of the scale.
ROUNDING_CAP = Decimal("0.1")
ABOUT_HOLDS, ABOUT_CLOSE = Decimal("0.05"), Decimal("0.1")
NEARLY_HOLDS, NEARLY_CLOSE = Decimal("0.05"), Decimal("0.1")
NEARLY_OVER = Decimal("0.04")  # "nearly 180,000" said of a little more
# "More than 220,000" said of 219,500 is close; what lies farther on the wrong side is not.
THRESHOLD_CLOSE = Decimal("0.005")
TIGHT = Decimal("0.1")  # a bound is named because the value lies so near to it
EXACT_DIGITS = 3  # significant digits from which a match elsewhere is no chance
FIVES = 5

ORDER = {Outcome.HOLDS: 0, Outcome.CLOSE: 1, Outcome.OPEN: 2, Outcome.FAILS: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A number as a text gives it, with the allowance of its indicator.

    `tolerance` is relative to the official value; `points` is absolute (for percentages).
    """

    low: Decimal
    high: Decimal
    comparator: Comparator
    step: Decimal
    tolerance: Decimal = Decimal(0)
    points: Decimal = Decimal(0)

    @property
    def value(self) -> Decimal:
        """Return the number, the middle of a range."""
        return (self.low + self.high) / 2


def make_stated(
    figure: Figure, *, tolerance: Decimal = Decimal(0), points: Decimal = Decimal(0)
) -> Stated:
    """Return what `figure` states."""
    return Stated(
        low=figure.low,
        high=figure.high,
        comparator=figure.comparator,
        step=figure.step,
        tolerance=tolerance,
        points=points,
    )


def compare(stated: Stated, official: Decimal, *, give: Decimal = Decimal(0)) -> Outcome:
    """Return whether the stated number holds against one official value.

    `give` is how far that may lie from what it was rounded from.
    """
    if any(_holds(stated, value) for value in _unrounded(stated, official, give)):
        return Outcome.HOLDS
    gap = gap_to(stated, official)
    if gap <= _allowance(stated, official):
        return Outcome.CLOSE
    return Outcome.FAILS


def fits(stated: Stated, value: Decimal) -> bool:
    """May the stated number have been said of this value? A bound is said of what lies near it."""
    match stated.comparator:
        case Comparator.MORE_THAN | Comparator.AT_LEAST:
            return stated.low <= value <= stated.low * (1 + TIGHT)
        case Comparator.FEWER_THAN | Comparator.AT_MOST:
            return stated.high * (1 - TIGHT) <= value <= stated.high
        case _:
            return _holds(stated, value)


def says_little(stated: Stated) -> bool:
    """Would the number fit too many values to point at one?"""
    if stated.comparator not in (Comparator.EXACT, Comparator.ABOUT, Comparator.NEARLY):
        return True
    digits = f"{stated.value / stated.step:f}".split(".")[0].strip("-")
    return len(digits) < EXACT_DIGITS


def best(outcomes: list[Outcome]) -> Outcome:
    """Return the kindest of several outcomes."""
    return min(outcomes, key=lambda o: ORDER[o])


def gap_to(stated: Stated, official: Decimal) -> Decimal:
    """Return how far the official value lies outside what the text says."""
    match stated.comparator:
        case Comparator.MORE_THAN | Comparator.AT_LEAST:
            return max(stated.low - official, Decimal(0))
        case Comparator.FEWER_THAN | Comparator.AT_MOST:
            return max(official - stated.high, Decimal(0))
        case _:
            return max(stated.low - official, official - stated.high, Decimal(0))


def rounding(stated: Stated) -> Decimal:
    """Return the half step by which a number may be rounded: 8,400 → 50; 37 → 0.5; 181,509 → 0."""
    whole = stated.step == 1 and stated.points == 0
    return Decimal(0) if whole else stated.step * HALF


def _holds(stated: Stated, official: Decimal) -> bool:
    value = stated.value
    half = _half(stated)
    match stated.comparator:
        case Comparator.EXACT:
            if official != int(official) and stated.points == 0:
                half = max(half, stated.step * HALF)  # 11,201 for 11,201.32
            return abs(official - value) <= half
        case Comparator.ABOUT:
            loose = half if stated.points else min(half, abs(value) * ABOUT_HOLDS)
            return abs(official - value) <= max(loose, _about_band(stated))
        case Comparator.NEARLY:
            return value * (1 - NEARLY_HOLDS) <= official <= value
        case Comparator.MORE_THAN:
            return official > stated.low
        case Comparator.AT_LEAST:
            return official >= stated.low
        case Comparator.FEWER_THAN:
            return official < stated.high
        case Comparator.AT_MOST:
            return official <= stated.high
        case Comparator.BETWEEN:
            return stated.low - half <= official <= stated.high + half
        case _:
            assert_never(stated.comparator)


def _unrounded(stated: Stated, official: Decimal, give: Decimal) -> set[Decimal]:
    """Return an official value, and the nearest to the number that it may have been rounded from."""
    low, high = official - give, official + give
    return {official, min(max(stated.value, low), high)}


def _half(stated: Stated) -> Decimal:
    """Return by how much rounding may change a number; a percentage by half of its last digit."""
    half = rounding(stated)
    return half if stated.points else min(half, abs(stated.value) * ROUNDING_CAP)


def _about_band(stated: Stated) -> Decimal:
    """Return half of the round step that "about" suggests: 35 → 2.5, but no more than 5 percent."""
    value = stated.value
    step = stated.step * FIVES if value % (stated.step * FIVES) == 0 else stated.step
    return min(step * HALF, abs(value) * ABOUT_HOLDS)


def _allowance(stated: Stated, official: Decimal) -> Decimal:
    """Return how far off still counts as close."""
    value = abs(stated.value)
    own = max(stated.tolerance * abs(official), stated.points)
    match stated.comparator:
        case Comparator.EXACT:
            return max(own, min(rounding(stated), value * ROUNDING_CAP * 2))
        case Comparator.ABOUT:
            return max(own, value * ABOUT_CLOSE)
        case Comparator.NEARLY:
            below = official <= stated.value
            return max(
                own,
                value * NEARLY_CLOSE if below else min(rounding(stated), value * NEARLY_OVER),
            )
        case Comparator.BETWEEN:
            return max(own, value * ABOUT_CLOSE)
        case _:
            return max(own, value * THRESHOLD_CLOSE)
