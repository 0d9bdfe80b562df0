"""Figures in another unit than the series: kilos against pounds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from onrecord.knowledge import Knowledge
from onrecord.model import Comparator, Outcome, Verdict
from onrecord.model.periods import fiscal_year
from onrecord.verify import check_figures
from tests.unit.verify.figure_makers import make_document, make_figure

# 11,201.32 pounds of fentanyl in fiscal year 2021 are 5,080.83 kilograms.
DRUGS = {
    "indicator": "drug-seizures-nationwide",
    "dimension": "fentanyl",
    "period": fiscal_year(2021, 10),
}


def check(knowledge: Knowledge, value: str, unit: str, **given: Any) -> Verdict:
    figure = make_figure(value, unit=unit, **DRUGS, **given)
    (verdict,) = check_figures([figure], make_document(date(2024, 1, 10)), knowledge)
    return verdict


@pytest.mark.parametrize(
    ("value", "unit", "given", "outcome"),
    [
        ("5081", "kilos", {}, Outcome.HOLDS),
        ("5080", "kilos", {}, Outcome.CLOSE),  # within the tolerance of the measure
        ("5100", "kg", {"comparator": Comparator.NEARLY, "step": Decimal(100)}, Outcome.HOLDS),
        ("5000", "kilos", {"comparator": Comparator.MORE_THAN}, Outcome.HOLDS),
        ("5.1", "metric tons", {"step": Decimal("0.1")}, Outcome.HOLDS),
        ("11201", "pounds", {}, Outcome.HOLDS),
        ("11201", "kilos", {}, Outcome.FAILS),
        ("6081", "kilos", {}, Outcome.FAILS),
    ],
)
def test_rounding_is_judged_in_the_unit_that_the_text_says(
    *, knowledge: Knowledge, value: str, unit: str, given: dict[str, Any], outcome: Outcome
) -> None:
    assert check(knowledge, value, unit, **given).outcome is outcome


def test_the_reason_gives_both_units_and_the_reference_what_was_published(
    knowledge: Knowledge,
) -> None:
    verdict = check(knowledge, "5081", "kilos")
    assert "reported 11,201.32 pounds (5,080.83 kilograms) for fiscal year 2021" in verdict.reason
    assert verdict.reference is not None
    assert verdict.reference.values[0] == Decimal("11201.32")


@pytest.mark.parametrize(("value", "holds"), [("5100", True), ("5120", False)])
def test_official_rounding_is_turned_with_the_values(
    knowledge: Knowledge, value: str, *, holds: bool
) -> None:
    """Rounded to 100 pounds, they may be of 22.7 kilograms more."""
    series = {name: replace(one, rounded_to=Decimal(100)) for name, one in knowledge.series.items()}
    verdict = check(replace(knowledge, series=series), value, "kilos")
    assert (verdict.outcome is Outcome.HOLDS) is holds
    assert ("as it is rounded to 100 pounds" in verdict.reason) is holds


@pytest.mark.parametrize(
    ("value", "diagnosis"), [("11201", "other-unit"), ("5801", "swapped-digits"), ("6200", None)]
)
def test_pounds_called_kilos_are_named(
    knowledge: Knowledge, value: str, diagnosis: str | None
) -> None:
    assert check(knowledge, value, "kilos").diagnosis == diagnosis
