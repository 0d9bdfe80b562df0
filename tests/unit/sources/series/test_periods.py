"""Periods as official files write them."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.model import Period
from onrecord.model.periods import month, year
from onrecord.sources.series.periods import find_month, name_grain, read_period, widen
from tests.unit.sources.series.importing import MONTHS, import_text, make_kind, make_series


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("2023", year(2023)),
        ("2023-A1", year(2023)),
        ("2023-S2", Period(date(2023, 7, 1), date(2024, 1, 1))),
        ("2023Q4", Period(date(2023, 10, 1), date(2024, 1, 1))),
        ("2023-W01", Period(date(2023, 1, 2), date(2023, 1, 9))),
        ("2024-02-29T00:00:00", Period(date(2024, 2, 29), date(2024, 3, 1))),
    ],
)
def test_standard_periods_are_read(written: str, period: Period) -> None:
    assert read_period(written) == period


@pytest.mark.parametrize(
    "written", ["", "23", "0001", "9999-12", "2023-13", "2023-Q5", "2023-M00", "2023-02-30", "2023-W54", "Q3 2023", "2023-08 "]
)  # fmt: skip
def test_what_is_no_period_is_an_error(written: str) -> None:
    with pytest.raises(ValueError):
        read_period(written)


@pytest.mark.parametrize(
    ("written", "number"),
    [("AUG", 8), ("August", 8), ("11 August", 8), ("08", 8), ("Ma", None), ("Sept", 9), ("13", None), ("FYTD", None)],
)  # fmt: skip
def test_months_are_known_by_their_beginnings(written: str, number: int | None) -> None:
    assert find_month(written, MONTHS) == number


def test_a_period_lies_in_a_wider_one_or_in_none() -> None:
    assert widen(month(2023, 10), "fiscal year", 10) == Period(date(2023, 10, 1), date(2024, 10, 1))
    assert widen(month(2023, 10), "quarter", 1) == Period(date(2023, 10, 1), date(2024, 1, 1))
    assert widen(year(2023), "month", 1) is None
    assert widen(month(2023, 10), "snapshot", 1) is None
    assert [name_grain(p) for p in (year(2023), month(2023, 1), Period(date(2023, 1, 1), date(2023, 1, 4)))] == ["year", "month", ""]  # fmt: skip


def test_a_year_that_is_not_over_is_left_out_where_the_file_does_not_mark_it() -> None:
    kind = make_kind(
        columns={"year": ["Fiscal Year"], "count": ["N"]}, other_columns=[], known={}, sums=False,
        period={"year": "year", "first_month": 10, "to_date": True},
    )  # fmt: skip
    rows = {"stops": make_series(grain="fiscal year")}
    text = "Fiscal Year,N\n2024,100\n2025,20\n"
    (found,) = import_text(text, kind, rows=rows, known_by=date(2025, 2, 28))
    assert (found.period.after, found.value) == (date(2024, 10, 1), 100)


def test_a_stock_is_that_of_the_last_day_of_its_year() -> None:
    kind = make_kind(
        columns={"year": ["year"], "count": ["n"]}, other_columns=[], known={}, sums=False,
        period={"year": "year", "stands_for": "last day"},
    )  # fmt: skip
    rows = {"stops": make_series(grain="snapshot")}
    found = import_text("year,n\n2023,5\n2024,6\n", kind, rows=rows)
    assert found[1].period == Period(date(2024, 12, 31), date(2025, 1, 1))
