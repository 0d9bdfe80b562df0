"""Tellings of one count that only grows: in order, and where two of them do not go together.

    1,287 detained up to 10 March, 1,748 up to 23 March                   goes together
    1,748 up to 23 March, 1,500 up to 8 June                              a count cannot fall
    3,426 and 4,326 up to 8 June                                          they differ
    3,426 and "3,400" up to 8 June                                        the second is rounded

Which of two is right the tellings do not say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import assert_never

from onrecord.model import Comparator
from onrecord.verify.comparing import ABOUT_HOLDS, HALF, NEARLY_CLOSE

ROUND = 2  # zeros at the end from which on a number may be a rounded one


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What a document says that a count had come to by a day; `step` is its last digit's."""

    tally_id: str
    value: Decimal
    step: Decimal
    comparator: Comparator
    day: date
    is_day_told: bool = True  # else it is that of the telling
    published: date
    document_id: str
    start: int
    end: int

    @property
    def bounds(self) -> tuple[Decimal, Decimal | None]:
        """Return between what the count lies by these words; None where nothing bounds it above."""
        value, step = self.value, max(self.step, _rounding(self.value))
        match self.comparator:
            case Comparator.ABOUT:
                return value * (1 - ABOUT_HOLDS), value * (1 + ABOUT_HOLDS)
            case Comparator.NEARLY:
                return value * (1 - NEARLY_CLOSE), value + step * HALF
            case Comparator.MORE_THAN | Comparator.AT_LEAST:
                return value, None
            case Comparator.FEWER_THAN | Comparator.AT_MOST:
                return Decimal(0), value
            case Comparator.EXACT | Comparator.BETWEEN:
                return value - step * HALF, value + step * HALF
            case _:
                assert_never(self.comparator)


class BreakKind(StrEnum):
    """How two tellings do not go together."""

    FALLS = "falls"  # the later one is smaller
    DIFFERS = "differs"  # two numbers for one day


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Two tellings of one count that cannot both be right."""

    kind: BreakKind
    before: Telling
    after: Telling


def in_order(tellings: Sequence[Telling]) -> list[Telling]:
    """Return tellings by the day up to which they count, then by the day on which they were told."""
    return sorted(tellings, key=lambda t: (t.day, t.published, t.document_id, t.start))


def find_breaks(tellings: Sequence[Telling]) -> Iterator[Break]:
    """Yield each telling that is below an earlier one, or beside another number for its day."""
    ordered = in_order(tellings)
    for number, after in enumerate(ordered):
        low, high = after.bounds
        for before in reversed(ordered[:number]):
            least, most = before.bounds
            if high is not None and least > high:
                is_same = before.day == after.day
                kind = BreakKind.DIFFERS if is_same else BreakKind.FALLS
                yield Break(kind=kind, before=before, after=after)
                break
            if before.day == after.day and most is not None and low > most:
                yield Break(kind=BreakKind.DIFFERS, before=before, after=after)
                break


def _rounding(value: Decimal) -> Decimal:
    """Return what a whole number that ends in zeros may be rounded to."""
    digits = str(int(value))
    zeros = len(digits) - len(digits.rstrip("0"))
    return Decimal(10) ** zeros if value == int(value) and zeros >= ROUND else Decimal(0)
