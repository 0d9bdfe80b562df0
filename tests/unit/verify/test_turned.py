"""Changes told the wrong way round, and claims that reach back farther than their series."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from onrecord.knowledge import Knowledge
from onrecord.model import Direction, FigureKind, Outcome, Period
from onrecord.model.periods import month
from onrecord.verify import check_figures
from tests.unit.verify.figure_makers import make_document, make_figure, open_period

LATER = date(2025, 10, 10)


def test_a_rise_that_was_a_fall_is_named(knowledge: Knowledge) -> None:
    figure = make_figure(
        "71", kind=FigureKind.CHANGE, unit="percent", direction=Direction.UP,
        period=month(2025, 2), base=month(2025, 1),
    )  # fmt: skip
    [verdict] = check_figures([figure], make_document(LATER), knowledge)
    assert (verdict.outcome, verdict.diagnosis) == (Outcome.FAILS, "wrong-way")


def test_a_difference_of_rates_is_in_points(knowledge: Knowledge) -> None:
    figure = make_figure(
        "10", kind=FigureKind.CHANGE, unit="percent", direction=Direction.UP,
        indicator="fentanyl-duty", dimension="CN",
        base=Period(date(2025, 2, 4), date(2025, 3, 4)),
        period=Period(date(2025, 3, 4), date(2025, 11, 10)),
    )  # fmt: skip
    [verdict] = check_figures([figure], make_document(LATER), knowledge)
    assert (verdict.outcome, verdict.diagnosis) == (Outcome.FAILS, "points-not-percent")


def test_a_claim_beyond_the_series_says_where_the_series_begins(knowledge: Knowledge) -> None:
    figure = make_figure(
        "1", kind=FigureKind.RANK, unit="rank", direction=Direction.DOWN,
        reach=open_period(date(1968, 1, 1)),
    )  # fmt: skip
    [verdict] = check_figures([figure], make_document(LATER), knowledge)
    assert (verdict.outcome, verdict.diagnosis) == (Outcome.OPEN, "rank-not-covered")
    assert "begins in October 1999" in verdict.reason


def test_a_rate_that_never_was_fails_and_another_one_stays_open(knowledge: Knowledge) -> None:
    def check(value: str) -> Outcome:
        figure = make_figure(
            value, unit="percent", indicator="fentanyl-duty", dimension="MX", sure=True,
            step=Decimal(1),
        )  # fmt: skip
        [verdict] = check_figures([figure], make_document(date(2025, 4, 10)), knowledge)
        return verdict.outcome

    assert check("25") is Outcome.HOLDS
    assert check("28") is Outcome.FAILS
    assert check("50") is Outcome.OPEN  # on metals
