"""Verdicts on figures: outcome, diagnosis, reason and vintage."""

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

AUGUST = month(2023, 8)
PUBLISHED = date(2023, 9, 29)


def check(
    knowledge: Knowledge,
    value: str | tuple[str, str],
    on: date | tuple[date, date] | None = PUBLISHED,
    as_of: date | None = None,
    **given: Any,
) -> Verdict:
    first, last = on if isinstance(on, tuple) else (on, on)
    figure = make_figure(value, **given)
    (verdict,) = check_figures([figure], make_document(first, last), knowledge, as_of=as_of)
    return verdict


def test_swapped_digits_are_named(knowledge: Knowledge) -> None:
    verdict = check(knowledge, "181509", period=AUGUST)
    assert (verdict.outcome, verdict.diagnosis) == (Outcome.FAILS, "swapped-digits")
    assert verdict.reason == (
        "US Border Patrol reported 181,059 for August 2023 (published 22 September 2023, "
        "read from www.breitbart.com, 181,054 as known today); "
        "two digits are swapped in 181,509 (+450)."
    )
    assert verdict.reference is not None
    assert verdict.reference.values[0] == Decimal(181059)


def test_swapped_digits_fail_over_the_whole_publication_interval(knowledge: Knowledge) -> None:
    interval = (date(2023, 9, 1), date(2023, 10, 5))
    verdict = check(knowledge, "181509", interval, period=AUGUST)
    assert (verdict.outcome, verdict.diagnosis) == (Outcome.FAILS, "swapped-digits")


@pytest.mark.parametrize("value", ["181059", "181054", "181050"])
@pytest.mark.parametrize("on", [PUBLISHED, None])
def test_every_published_vintage_holds(knowledge: Knowledge, value: str, on: date | None) -> None:
    assert check(knowledge, value, on, period=AUGUST).outcome is Outcome.HOLDS


@pytest.mark.parametrize(
    ("unit", "outcome"), [("apprehensions", Outcome.HOLDS), ("encounters", Outcome.FAILS)]
)
def test_a_noun_that_names_a_related_measure_is_taken_at_its_word(
    knowledge: Knowledge, unit: str, outcome: Outcome
) -> None:
    """181,059 were apprehended between ports of entry; encounters at ports came on top."""
    given = {"period": AUGUST, "indicator": "cbp-southwest-encounters", "unit": unit}
    assert check(knowledge, "181059", **given).outcome is outcome


def test_an_older_vintage_is_named(knowledge: Knowledge) -> None:
    verdict = check(knowledge, "132652", period=month(2023, 7))
    assert (verdict.outcome, verdict.diagnosis) == (Outcome.HOLDS, "older-vintage")


def test_a_value_released_after_publication_is_named_so(knowledge: Knowledge) -> None:
    verdict = check(knowledge, "181059", date(2023, 9, 5), period=AUGUST)
    assert (verdict.outcome, verdict.diagnosis) == (Outcome.HOLDS, "newer-vintage")


def test_nothing_released_after_as_of_is_known(knowledge: Knowledge) -> None:
    verdict = check(knowledge, "181059", as_of=date(2023, 9, 1), period=AUGUST)
    assert (verdict.outcome, verdict.reference) == (Outcome.OPEN, None)


@pytest.mark.parametrize(
    ("value", "comparator", "step", "period", "outcome"),
    [
        ("8400", Comparator.FEWER_THAN, "100", month(2025, 2), Outcome.HOLDS),
        ("250000", Comparator.NEARLY, "10000", month(2023, 12), Outcome.HOLDS),
        ("220000", Comparator.MORE_THAN, "10000", month(2022, 12), Outcome.HOLDS),
        ("180000", Comparator.NEARLY, "10000", AUGUST, Outcome.CLOSE),
        ("8450", Comparator.ABOUT, "10", month(2025, 2), Outcome.CLOSE),
        ("2200000", Comparator.EXACT, "100000", fiscal_year(2022), Outcome.HOLDS),
        ("190000", Comparator.MORE_THAN, "10000", AUGUST, Outcome.FAILS),
        ("160000", Comparator.FEWER_THAN, "10000", AUGUST, Outcome.FAILS),
        ("150000", Comparator.ABOUT, "10000", AUGUST, Outcome.FAILS),
    ],
)
def test_a_figure_is_meant_as_its_comparator_says(
    knowledge: Knowledge, *, value: str, comparator: Comparator, step: str, period: Period,
    outcome: Outcome,
) -> None:  # fmt: skip
    verdict = check(
        knowledge,
        value,
        date(2025, 10, 7),
        comparator=comparator,
        step=Decimal(step),
        period=period,
    )
    assert verdict.outcome is outcome


@pytest.mark.parametrize(
    ("value", "diagnosis", "nearest"),
    [
        ("18059", "dropped-digit", "181,059"),
        ("1810590", "scale", "181,059"),
        ("232972", "other-series", "232,972"),
        ("99539", "other-period", "June 2023"),
    ],
)
def test_a_failing_figure_names_what_is_wrong_and_the_nearest_true_reading(
    knowledge: Knowledge, *, value: str, diagnosis: str, nearest: str
) -> None:
    verdict = check(knowledge, value, period=AUGUST)
    assert (verdict.outcome, verdict.diagnosis) == (Outcome.FAILS, diagnosis)
    assert nearest in (verdict.nearest or "")


def test_a_fiscal_year_taken_for_a_calendar_year_is_named(knowledge: Knowledge) -> None:
    verdict = check(knowledge, "303916", date(2018, 9, 12), period=year(2017))
    assert (verdict.outcome, verdict.diagnosis) == (Outcome.FAILS, "fiscal-year")


def test_months_are_added_up(knowledge: Knowledge) -> None:
    to_date = Period(date(2022, 10, 1), date(2023, 9, 1))
    verdict = check(
        knowledge, "1820000", period=to_date, comparator=Comparator.MORE_THAN, step=Decimal(10000)
    )
    assert verdict.outcome is Outcome.HOLDS
    assert "11 months added up" in verdict.reason


@pytest.mark.parametrize(
    ("value", "direction", "base", "outcome", "diagnosis"),
    [
        ("36.5", Direction.UP, month(2023, 7), Outcome.HOLDS, None),
        ("37", Direction.UP, month(2023, 7), Outcome.CLOSE, None),
        ("45", Direction.UP, month(2023, 7), Outcome.FAILS, None),
        ("36.5", Direction.DOWN, month(2023, 7), Outcome.FAILS, "wrong-way"),
        ("36", Direction.UP, month(2022, 8), Outcome.FAILS, "wrong-base"),
    ],
)
def test_changes_are_worked_out(
    knowledge: Knowledge, *, value: str, direction: Direction, base: Period, outcome: Outcome,
    diagnosis: str | None,
) -> None:  # fmt: skip
    verdict = check(
        knowledge, value, kind=FigureKind.CHANGE, unit="percent", direction=direction, base=base,
        period=AUGUST, step=Decimal("0.1") if "." in value else Decimal(1),
    )  # fmt: skip
    assert (verdict.outcome, verdict.diagnosis) == (outcome, diagnosis)


def test_a_change_from_the_record_high_finds_its_base(knowledge: Knowledge) -> None:
    verdict = check(
        knowledge, "97", date(2025, 3, 14), kind=FigureKind.CHANGE, unit="percent",
        direction=Direction.DOWN, base_extreme=Direction.UP, period=month(2025, 2),
    )  # fmt: skip
    assert verdict.outcome is Outcome.HOLDS
    assert "December 2023" in verdict.reason


@pytest.mark.parametrize(
    ("period", "direction", "reach", "outcome", "diagnosis"),
    [
        (month(2025, 2), Direction.DOWN, None, Outcome.HOLDS, None),
        (month(2025, 2), Direction.DOWN, open_period(date(1999, 10, 1)), Outcome.HOLDS, None),
        (month(2025, 2), Direction.DOWN, open_period(date(1968, 1, 1)), Outcome.OPEN,
         "rank-not-covered"),
        (month(2025, 2), Direction.DOWN, open_period(date.min), Outcome.FAILS, None),
        (month(2023, 12), Direction.UP, open_period(date.min), Outcome.HOLDS, None),
        (month(2023, 9), Direction.UP, year(2023), Outcome.HOLDS, None),
        (month(2023, 9), Direction.UP, None, Outcome.FAILS, "other-period"),
        (year(2023), Direction.UP, None, Outcome.HOLDS, None),
    ],
)  # fmt: skip
def test_ranks_are_recomputed_over_the_stretch_they_claim(
    knowledge: Knowledge, *, period: Period, direction: Direction, reach: Period | None,
    outcome: Outcome, diagnosis: str | None,
) -> None:  # fmt: skip
    published = date(2025, 3, 14) if period.first.year == 2025 else date(2023, 10, 25)
    if period == month(2023, 12) or period.is_year():
        published = date(2024, 2, 1)
    verdict = check(
        knowledge, "1", published, kind=FigureKind.RANK, unit="rank", period=period,
        direction=direction, reach=reach,
    )  # fmt: skip
    assert (verdict.outcome, verdict.diagnosis) == (outcome, diagnosis)


def test_an_outdated_place_says_when_it_was_true(knowledge: Knowledge) -> None:
    verdict = check(
        knowledge, "3", kind=FigureKind.RANK, unit="rank", indicator="asylum-applications",
        dimension="MX", direction=Direction.UP,
    )  # fmt: skip
    assert (verdict.outcome, verdict.diagnosis) == (Outcome.FAILS, "other-period")
    assert verdict.nearest == "place 3 for 2021"


def test_what_is_said_of_every_year_is_held_against_the_last_ones(knowledge: Knowledge) -> None:
    given: dict[str, Any] = {"indicator": "overdose-deaths", "unit": "people per year"}
    day = date(2026, 1, 16)
    high = check(knowledge, ("250000", "300000"), day, comparator=Comparator.BETWEEN, **given)
    fair = check(knowledge, "10000", day, comparator=Comparator.MORE_THAN, **given)
    assert (high.outcome, fair.outcome) == (Outcome.FAILS, Outcome.HOLDS)


def test_a_rate_in_force_is_confirmed_but_never_denied(knowledge: Knowledge) -> None:
    given: dict[str, Any] = {"indicator": "fentanyl-duty", "unit": "percent", "dimension": "MX"}
    assert check(knowledge, "25", date(2025, 3, 20), **given).outcome is Outcome.HOLDS
    assert check(knowledge, "30", date(2025, 3, 20), **given).outcome is Outcome.OPEN


def test_a_figure_far_from_the_series_is_taken_for_another_measure(knowledge: Knowledge) -> None:
    verdict = check(knowledge, "412", period=AUGUST)
    assert (verdict.outcome, verdict.diagnosis) == (Outcome.OPEN, "too-far")


def test_a_period_that_was_not_over_is_left_open(knowledge: Knowledge) -> None:
    verdict = check(knowledge, "150000", date(2023, 8, 20), period=AUGUST)
    assert (verdict.outcome, verdict.diagnosis) == (Outcome.OPEN, "cumulative")


def test_no_indicator_and_no_period_are_open_with_a_reason(knowledge: Knowledge) -> None:
    assert check(knowledge, "12", indicator=None).diagnosis == "no-series"
    assert check(knowledge, "181509", period=None).diagnosis == "no-period"


def test_the_reading_that_fits_wins(knowledge: Knowledge) -> None:
    verdict = check(
        knowledge, "232972", period=AUGUST, other_indicators=("cbp-southwest-encounters",)
    )
    assert verdict.outcome is Outcome.HOLDS


def test_a_count_called_preliminary_may_come_out_near(knowledge: Knowledge) -> None:
    given: dict[str, Any] = {"period": AUGUST, "step": Decimal(100)}
    assert check(knowledge, "177400", **given).outcome is Outcome.FAILS
    verdict = check(knowledge, "177400", hedges=("preliminary",), **given)
    assert (verdict.outcome, verdict.diagnosis) == (Outcome.CLOSE, "preliminary")


def test_a_change_in_numbers_is_a_difference(knowledge: Knowledge) -> None:
    given: dict[str, Any] = {
        "kind": FigureKind.CHANGE, "direction": Direction.UP, "period": AUGUST,
        "base": month(2023, 7), "comparator": Comparator.ABOUT,
    }  # fmt: skip
    assert check(knowledge, "48400", step=Decimal(100), **given).outcome is Outcome.HOLDS
    assert check(knowledge, "20000", step=Decimal(10000), **given).outcome is Outcome.FAILS


@pytest.mark.parametrize(
    ("period", "base", "diagnosis"),
    [(None, month(2023, 7), "no-period"), (AUGUST, None, "no-period"),
     (AUGUST, month(1990, 1), "no-series")],
)  # fmt: skip
def test_a_change_without_both_ends_is_open(
    knowledge: Knowledge, *, period: Period | None, base: Period | None, diagnosis: str
) -> None:
    verdict = check(
        knowledge, "37", kind=FigureKind.CHANGE, unit="percent", period=period, base=base
    )
    assert (verdict.outcome, verdict.diagnosis) == (Outcome.OPEN, diagnosis)


def test_a_yearly_change_without_a_period_is_only_confirmed(knowledge: Knowledge) -> None:
    given: dict[str, Any] = {
        "kind": FigureKind.CHANGE, "unit": "percent", "indicator": "overdose-deaths",
        "direction": Direction.DOWN, "comparator": Comparator.MORE_THAN,
    }  # fmt: skip
    day = date(2024, 12, 6)
    assert check(knowledge, "14", day, **given).outcome is Outcome.HOLDS
    assert check(knowledge, "40", day, **given).outcome is Outcome.OPEN


@pytest.mark.parametrize(
    ("value", "unit", "period", "outcome"),
    [
        ("148", "crossings per day", month(2025, 7), Outcome.HOLDS),
        ("500", "crossings per day", month(2025, 7), Outcome.OPEN),
        ("5110", "crossings per day", Period(date(2021, 1, 20), date(2025, 1, 20)), Outcome.HOLDS),
        ("8000", "arrests per single day", month(2025, 2), Outcome.OPEN),
    ],
)
def test_an_average_is_the_total_by_the_days(
    knowledge: Knowledge, *, value: str, unit: str, period: Period, outcome: Outcome
) -> None:
    assert check(knowledge, value, date(2025, 8, 1), unit=unit, period=period).outcome is outcome


@pytest.mark.parametrize(("value", "outcome"), [("9000", Outcome.HOLDS), ("8000", Outcome.FAILS)])
def test_what_is_said_of_each_month_must_be_true_of_the_worst(
    knowledge: Knowledge, value: str, outcome: Outcome
) -> None:
    months = Period(date(2025, 2, 1), date(2025, 8, 1))
    verdict = check(
        knowledge, value, date(2025, 10, 7), unit="arrests per month", period=months,
        comparator=Comparator.FEWER_THAN, step=Decimal(1000),
    )  # fmt: skip
    assert verdict.outcome is outcome


def test_a_verdict_that_depends_on_the_day_is_open(knowledge: Knowledge) -> None:
    interval = (date(2025, 2, 10), date(2025, 12, 1))
    given: dict[str, Any] = {"indicator": "fentanyl-duty", "unit": "percent", "dimension": "CN"}
    verdict = check(knowledge, "20", interval, **given)
    assert (verdict.outcome, verdict.diagnosis) == (Outcome.OPEN, "two-readings")


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (FigureKind.RATIO, {"unit": "times"}),
        (FigureKind.TARGET, {}),
        (FigureKind.RANK, {"unit": "rank", "period": None}),
    ],
)
def test_what_is_not_recomputed_is_open(
    knowledge: Knowledge, *, kind: FigureKind, given: dict[str, Any]
) -> None:
    verdict = check(knowledge, "3", kind=kind, **({"period": AUGUST} | given))
    assert verdict.outcome is Outcome.OPEN


def test_the_best_reading_that_holds_is_named(knowledge: Knowledge) -> None:
    """92.6 percent less between ports of entry, 92.9 at them: the sentence is of the former."""
    verdict = check(
        knowledge,
        "93",
        date(2025, 6, 17),
        kind=FigureKind.CHANGE,
        unit="percent",
        period=month(2025, 5),
        base=month(2024, 5),
        direction=Direction.DOWN,
        indicator="usbp-southwest-apprehensions",
        other_indicators=("ofo-southwest-encounters",),
    )
    assert verdict.outcome is Outcome.HOLDS
    assert verdict.reason.startswith("US Border Patrol reported 8,725 for May 2025")


@pytest.mark.parametrize(
    ("value", "outcome"), [("48", Outcome.HOLDS), ("30", Outcome.OPEN)], ids=["fits", "else-open"]
)
def test_a_change_over_months_is_held_against_the_first_but_never_fails(
    knowledge: Knowledge, value: str, outcome: Outcome
) -> None:
    verdict = check(
        knowledge, value, date(2026, 3, 1), kind=FigureKind.CHANGE, direction=Direction.DOWN,
        unit="percent", indicator="drug-seizures-nationwide", dimension="fentanyl",
        period=Period(date(2024, 10, 1), date(2025, 2, 1)),
    )  # fmt: skip
    assert verdict.outcome is outcome
    assert "1,027.79 for January 2025 against 1,992.47 for October 2024" in verdict.reason


def test_what_an_office_told_that_day_is_no_second_source(knowledge: Knowledge) -> None:
    told = {
        "unit": "homicides per day",
        "indicator": "homicides-daily-mexico",
        "period": Period(date(2024, 9, 1), date(2024, 10, 1)),
    }
    again = check(knowledge, "86.9", date(2025, 6, 10), step=Decimal("0.1"), **told)
    assert again.outcome is Outcome.HOLDS
    assert "said 86.9 victims per day for September 2024 (said on 25 March 2025" in again.reason
    may = told | {"period": Period(date(2025, 5, 1), date(2025, 6, 1))}
    alone = check(knowledge, "64.5", date(2025, 6, 10), step=Decimal("0.1"), **may)
    assert (alone.outcome, alone.diagnosis) == (Outcome.OPEN, "no-series")
    later = check(knowledge, "64.5", date(2025, 7, 8), step=Decimal("0.1"), **may)
    assert later.outcome is Outcome.HOLDS
