"""What a wrong number was made of: digits, scale, a total, a neighbour, a turned bound."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from onrecord.knowledge import Knowledge
from onrecord.model import Comparator, Outcome, Verdict
from onrecord.model.periods import fiscal_year, month
from onrecord.verify import check_figures
from tests.unit.verify.figure_makers import make_document, make_figure

JANUARY = month(2025, 1)  # 29,101 apprehensions, 61,448 encounters with ports of entry
LATER = date(2025, 10, 10)


def check(knowledge: Knowledge, value: str, **given: Any) -> Verdict:
    figure = make_figure(value, **({"period": JANUARY, "sure": True} | given))
    [verdict] = check_figures([figure], make_document(LATER), knowledge)
    return verdict


@pytest.mark.parametrize(
    ("value", "comparator", "diagnosis"),
    [
        ("92000", "about", "swapped-digits"),  # of 29,000, rounded
        ("2910", "exact", "scale"),
        ("29101000", "exact", "scale"),
        ("30000", "more_than", "wrong-way"),
        ("28500", "fewer_than", "wrong-way"),
        ("47000", "about", "other-period"),  # December 2024: 47,320
        ("61000", "about", "other-series"),
        ("237538", "exact", None),
    ],
)
def test_the_error_is_named(
    knowledge: Knowledge, *, value: str, comparator: str, diagnosis: str | None
) -> None:
    step = Decimal(1000) if value.endswith("000") else Decimal(1)
    verdict = check(knowledge, value, comparator=Comparator(comparator), step=step)
    assert (verdict.outcome, verdict.diagnosis) == (Outcome.FAILS, diagnosis)


def test_the_total_of_the_fiscal_year_is_no_month(knowledge: Knowledge) -> None:
    total = check(knowledge, "1530523", period=month(2024, 2))
    assert (total.outcome, total.diagnosis) == (Outcome.FAILS, "fiscal-year")
    assert total.nearest is not None
    assert "fiscal year 2024" in total.nearest
    assert check(knowledge, "1530523", period=fiscal_year(2024)).outcome is Outcome.HOLDS


def test_a_number_far_off_stays_open_where_the_whole_is_not_named(knowledge: Knowledge) -> None:
    assert check(knowledge, "1317", sure=False).outcome is Outcome.OPEN
    assert check(knowledge, "1317", sure=True).outcome is Outcome.FAILS
    assert check(knowledge, "40", sure=True).outcome is Outcome.OPEN  # a part of it


def test_a_little_short_of_the_bound_is_close(knowledge: Knowledge) -> None:
    close = check(knowledge, "29150", comparator=Comparator.MORE_THAN)
    assert close.outcome is Outcome.CLOSE
