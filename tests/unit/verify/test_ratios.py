"""Ratios recomputed, rates over wide intervals, and what is only assumed or threatened."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from onrecord.knowledge import Knowledge
from onrecord.model import Comparator, Direction, FigureKind, Outcome, Period, Verdict
from onrecord.model.periods import fiscal_year, month, year
from onrecord.verify import check_figures
from tests.unit.verify.figure_makers import make_document, make_figure, open_period

OCTOBER = date(2025, 10, 7)
LAST_THREE = Period(date(2024, 10, 1), date(2025, 1, 1))


def check(knowledge: Knowledge, value: str, first: date, last: date, **given: Any) -> Verdict:
    figure = make_figure(value, **given)
    (verdict,) = check_figures([figure], make_document(first, last), knowledge)
    return verdict


@pytest.mark.parametrize(("value", "outcome"), [("60", Outcome.HOLDS), ("80", Outcome.FAILS)])
def test_a_share_of_a_year_is_recomputed(
    knowledge: Knowledge, value: str, outcome: Outcome
) -> None:
    verdict = check(
        knowledge, value, OCTOBER, OCTOBER, kind=FigureKind.RATIO, unit="percent",
        period=LAST_THREE, base=Period(date(2024, 10, 1), date(2025, 9, 1)),
        comparator=Comparator.MORE_THAN,
    )  # fmt: skip
    assert verdict.outcome is outcome


def test_a_multiple_of_another_year_is_recomputed(knowledge: Knowledge) -> None:
    verdict = check(
        knowledge, "10", OCTOBER, OCTOBER, kind=FigureKind.RATIO, unit="times",
        period=fiscal_year(2022), base=fiscal_year(2025), comparator=Comparator.NEARLY,
    )  # fmt: skip
    assert verdict.outcome is Outcome.CLOSE
    assert "9.2" in verdict.reason


def test_a_rate_holds_when_it_fits_every_step_of_a_wide_interval(knowledge: Knowledge) -> None:
    given: dict[str, Any] = {"indicator": "fentanyl-duty", "unit": "percent"}
    interval = (date(2025, 2, 10), date(2026, 11, 1))
    assert check(knowledge, "25", *interval, dimension="MX", **given).outcome is Outcome.HOLDS
    assert check(knowledge, "25", *interval, dimension="CA", **given).outcome is Outcome.OPEN


def test_a_threat_is_not_held_against_what_came_later(knowledge: Knowledge) -> None:
    day = date(2025, 2, 4)
    given: dict[str, Any] = {"indicator": "fentanyl-duty", "unit": "percent", "dimension": "MX"}
    plan = check(knowledge, "25", day, day, kind=FigureKind.TARGET, **given)
    threat = check(
        knowledge, "25", day, day, kind=FigureKind.TARGET, hedges=("threatened",), **given
    )
    assert (plan.outcome, threat.outcome) == (Outcome.HOLDS, Outcome.OPEN)


def test_an_assumed_period_confirms_but_never_refutes(knowledge: Knowledge) -> None:
    day = date(2025, 3, 13)
    given: dict[str, Any] = {"period": month(2025, 2), "assumed": True}
    assert check(knowledge, "8347", day, day, **given).outcome is Outcome.HOLDS
    assert check(knowledge, "9347", day, day, **given).outcome is Outcome.OPEN


def test_ever_without_a_month_fails_when_no_recent_month_fits(knowledge: Knowledge) -> None:
    given: dict[str, Any] = {
        "kind": FigureKind.RANK, "unit": "rank", "reach": Period(date.min, date.max),
    }  # fmt: skip
    day = date(2025, 3, 3)
    low = check(knowledge, "1", day, day, direction=Direction.DOWN, **given)
    assert low.outcome is Outcome.FAILS
    assert check(knowledge, "1", day, day, direction=Direction.UP, **given).outcome is Outcome.FAILS


def test_a_threshold_met_exactly_is_not_more(knowledge: Knowledge) -> None:
    day = date(2024, 2, 1)
    verdict = check(
        knowledge, "249740", day, day, period=month(2023, 12), comparator=Comparator.MORE_THAN
    )
    assert verdict.outcome is Outcome.CLOSE
    assert verdict.reason.endswith("it is exactly 249,740, not more than 249,740.")


def test_a_percentage_may_be_rounded_to_its_last_digit(knowledge: Knowledge) -> None:
    day = date(2026, 8, 18)
    verdict = check(
        knowledge, "1", day, day, kind=FigureKind.CHANGE, unit="percent", step=Decimal(1),
        direction=Direction.DOWN, comparator=Comparator.ABOUT,
        indicator="cbp-southwest-encounters", period=month(2026, 7), base=month(2026, 6),
    )  # fmt: skip
    assert verdict.outcome is Outcome.HOLDS


@pytest.mark.parametrize(
    ("value", "outcome"),
    [("237565", Outcome.HOLDS), ("238400", Outcome.HOLDS), ("239100", Outcome.FAILS)],
)
def test_a_rounded_official_value_holds_for_what_it_was_rounded_from(
    knowledge: Knowledge, value: str, outcome: Outcome
) -> None:
    day = date(2025, 12, 20)
    verdict = check(knowledge, value, day, day, period=fiscal_year(2025))
    assert verdict.outcome is outcome
    assert ("rounded to 1,000" in verdict.reason) is (outcome is Outcome.HOLDS)


def test_the_most_ever_is_ranked_over_time_and_not_among_others(knowledge: Knowledge) -> None:
    day = date(2025, 12, 20)
    given: dict[str, Any] = {
        "kind": FigureKind.RANK, "unit": "rank", "indicator": "asylum-applications",
        "dimension": "MX", "direction": Direction.UP,
    }  # fmt: skip
    ever = check(knowledge, "1", day, day, period=year(2023), reach=open_period(date.min), **given)
    assert ever.outcome is not Outcome.FAILS
    assert "the highest of" in ever.reason
    among = check(knowledge, "1", day, day, period=year(2023), **given)
    assert among.outcome is Outcome.FAILS
    assert "applications for 2023, place 6 of the 15 that are held" in among.reason


def test_a_rounded_value_allows_nothing_beside_an_exact_one(knowledge: Knowledge) -> None:
    """34,090 is 34,089 rounded to 10: 34,091 is none of the two."""
    day = date(2026, 1, 1)
    verdict = check(knowledge, "34091", day, day, period=month(2018, 6))
    assert verdict.outcome is Outcome.CLOSE


@pytest.mark.parametrize(
    ("value", "outcome"),
    [("240000", Outcome.HOLDS), ("130000", Outcome.HOLDS), ("100000", Outcome.OPEN)],
)
def test_a_bound_far_from_the_value_may_be_about_a_part_of_it(
    knowledge: Knowledge, value: str, outcome: Outcome
) -> None:
    day = date(2024, 2, 1)
    more = Comparator.MORE_THAN
    verdict = check(knowledge, value, day, day, period=month(2023, 12), comparator=more)
    assert verdict.outcome is outcome
    sure = check(knowledge, value, day, day, period=month(2023, 12), comparator=more, sure=True)
    assert sure.outcome is Outcome.HOLDS
