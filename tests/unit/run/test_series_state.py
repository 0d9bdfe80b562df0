"""When a series is overdue: by its rhythm, its grain and what was held on the day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from onrecord.model import Observation, Period
from onrecord.model.periods import add_months, day, month, year
from onrecord.run.series_state import find_silent, list_changes
from tests.unit.sources.series.importing import make_series


def twelve_months_to(of_year: int, of_month: int) -> Period:
    after = add_months(date(of_year, of_month, 1), 1)
    return Period(add_months(after, -12), after)


@pytest.mark.parametrize(
    ("grain", "rhythm", "last", "missing"),
    [
        ("month", "month", month(2025, 1), month(2025, 2)),
        ("12 months ending", "month", twelve_months_to(2025, 1), twelve_months_to(2025, 2)),
        ("year", "year", year(2024), year(2025)),
        ("month", "year", month(2024, 12), year(2025)),
        ("quarter", "quarter", Period(date(2024, 10, 1), date(2025, 1, 1)), Period(date(2025, 1, 1), date(2025, 4, 1))),
        ("snapshot", "year", day(date(2024, 12, 31)), year(2025)),
        ("day", "day", day(date(2025, 1, 31)), day(date(2025, 2, 1))),
    ],
)  # fmt: skip
def test_the_next_period_is_due_some_days_after_its_end(
    grain: str, rhythm: str, last: Period, missing: Period
) -> None:
    rows = {"stops": make_series(grain=grain, rhythm=rhythm, lag_days=10)}
    held = {"stops.MX": [observe("stops.MX", last)]}
    due = missing.after + timedelta(days=10)
    assert find_silent(rows, held, as_of=due) == []
    (silence,) = find_silent(rows, held, as_of=due + timedelta(days=1))
    assert (silence.missing, silence.due, silence.days) == (missing, due, 1)


def test_a_series_is_not_silent_when_one_of_its_parts_speaks() -> None:
    rows = {"stops": make_series(rhythm="month", lag_days=10)}
    held = {
        f"stops.{part}": [observe(f"stops.{part}", month(2025, number))]
        for part, number in (("MX", 1), ("GT", 4))
    }
    assert find_silent(rows, held, as_of=date(2025, 5, 2)) == []


@pytest.mark.parametrize("rhythm", ["once", "ended", "irregular"])
def test_what_has_no_rhythm_is_never_silent(rhythm: str) -> None:
    rows = {"stops": make_series(rhythm=rhythm, lag_days=10)}
    held = {"stops": [observe("stops", month(2020, 1))]}
    assert find_silent(rows, held, as_of=date(2026, 1, 1)) == []


def observe(series_id: str, period: Period) -> Observation:
    return Observation(
        series_id=series_id, period=period, value=Decimal(5), released=None,
        retrieved=period.after, carrier="file",
    )  # fmt: skip


def test_since_a_day_after_the_last_vintage_nothing_changed() -> None:
    held = {"stops.MX": [observe("stops.MX", month(2025, 1))]}
    late = date(2999, 1, 1)
    (found,) = list_changes(held, (), first=late, second=None)
    assert found == ("stops.MX", late, late, ())
