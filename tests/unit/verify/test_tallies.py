"""Tellings of one count that only grows: what does not go together is named, once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from onrecord.model import Comparator
from onrecord.verify.tallies import BreakKind, Telling, find_breaks, in_order

MARCH, JUNE = date(2025, 3, 23), date(2025, 6, 8)


def told(
    value: str, day: date, *, step: str = "1", comparator: Comparator = Comparator.EXACT
) -> Telling:
    return Telling(
        tally_id="detained",
        value=Decimal(value),
        step=Decimal(step),
        comparator=comparator,
        day=day,
        published=day,
        document_id=f"doc-{day}-{value}",
        start=0,
        end=1,
    )


def test_a_count_that_grows_goes_together() -> None:
    tellings = [told("4180", JUNE), told("1748", MARCH), told("1748", MARCH)]
    assert list(find_breaks(tellings)) == []
    assert [t.value for t in in_order(tellings)] == [1748, 1748, 4180]


def test_a_count_that_falls_is_named_with_the_last_telling_above_it() -> None:
    (found,) = find_breaks([told("1748", MARCH), told("1500.5", JUNE, step="0.1")])
    assert (found.kind, found.before.value) == (BreakKind.FALLS, 1748)


def test_two_numbers_for_one_day_differ() -> None:
    (found,) = find_breaks([told("3426", JUNE), told("4326", JUNE)])
    assert found.kind is BreakKind.DIFFERS


@pytest.mark.parametrize(
    "other",
    [
        told("3400", JUNE),
        told("3000", JUNE, comparator=Comparator.MORE_THAN),
        told("3500", JUNE, comparator=Comparator.ABOUT),
        told("3426.2", JUNE, step="0.1"),
    ],
    ids=["rounded", "bound", "about", "finer"],
)
def test_what_is_said_more_loosely_goes_together(other: Telling) -> None:
    assert list(find_breaks([told("3426", JUNE), other])) == []
