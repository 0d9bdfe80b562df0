"""Stretches told by their length, and what a release counts of its term."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from onrecord.model import Figure, Period
from onrecord.model.periods import month

pytestmark = pytest.mark.model
Read = Callable[..., list[Figure]]
JUNE = date(2025, 6, 8)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        (
            "The ministry will spend 130 million dollars over the next three years.",
            Period(date(2025, 6, 8), date(2028, 6, 8)),
        ),
        (
            "No migrants were released for three straight months.",
            Period(date(2025, 3, 1), date(2025, 6, 1)),
        ),
        (
            "It suspended 24 percentage points of that rate for 90 days, starting on May 12, 2025.",
            Period(date(2025, 5, 12), date(2025, 8, 10)),
        ),
        (
            "The agency counted 7,000 permits from fiscal year 2021 to fiscal year 2024.",
            Period(date(2020, 10, 1), date(2024, 10, 1)),
        ),
    ],
)
def test_a_stretch_is_told_by_its_length(read: Read, *, text: str, period: Period) -> None:
    figure = read(text, JUNE)[0]
    assert figure.period == period


def test_a_record_under_a_government_is_of_the_month_told_with_it(read: Read) -> None:
    record, *_ = read(
        "Monthly arrests by the Border Patrol at the southern border reached the highest level in "
        "history under the Biden administration, when 249,740 people were caught in December 2023.",
        date(2025, 3, 15),
    )
    assert record.period == month(2023, 12)


def test_what_else_fell_is_not_about_the_measure_before(read: Read) -> None:
    *_, exports = read(
        "Border Patrol agents made 8,347 arrests along the southwest border in February 2025. "
        "Exports fell 22% from 9,913.",
        date(2025, 3, 13),
    )
    assert exports.indicator is None
