"""Periods are half-open stretches of days."""

from datetime import date

import pytest

from onrecord.model import Period
from onrecord.model.periods import add_months, day, fiscal_year, month, year


def test_a_month_ends_before_the_next_begins() -> None:
    assert month(2023, 12) == Period(date(2023, 12, 1), date(2024, 1, 1))


def test_the_us_fiscal_year_begins_on_1_october_of_the_year_before() -> None:
    assert fiscal_year(2024) == Period(date(2023, 10, 1), date(2024, 10, 1))


def test_a_fiscal_year_of_calendar_years_is_the_calendar_year() -> None:
    assert fiscal_year(2024, first_month=1) == year(2024)


def test_an_empty_period_is_refused() -> None:
    with pytest.raises(ValueError, match="must not be empty"):
        Period(date(2024, 1, 1), date(2024, 1, 1))


def test_months_are_added_over_the_turn_of_the_year() -> None:
    assert add_months(date(2023, 11, 15), 3) == date(2024, 2, 1)
    assert add_months(date(2024, 1, 1), -1) == date(2023, 12, 1)


def test_periods_that_touch_do_not_meet() -> None:
    assert not month(2024, 1).meets(month(2024, 2))
    assert month(2024, 1).meets(Period(date(2024, 1, 31), date(2024, 2, 2)))


def test_a_year_holds_its_months_and_no_others() -> None:
    assert year(2024).holds(month(2024, 12))
    assert not year(2024).holds(month(2025, 1))


@pytest.mark.parametrize(
    ("period", "name"),
    [
        (month(2023, 8), "August 2023"),
        (year(2023), "2023"),
        (day(date(2023, 10, 5)), "5 October 2023"),
        (fiscal_year(2023), "1 October 2022 to 30 September 2023"),
    ],
)
def test_a_period_is_named_as_one_would_say_it(period: Period, name: str) -> None:
    assert str(period) == name


def test_the_last_day_is_inside() -> None:
    assert month(2024, 2).last == date(2024, 2, 29)
    assert month(2024, 2).days == 29
