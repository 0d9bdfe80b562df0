"""Figures read from whole sentences: what counts, what of, when, and by which indicator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from onrecord.model import Direction, Figure, FigureKind, Period
from onrecord.model.periods import fiscal_year, month

pytestmark = pytest.mark.model
SOUTHWEST = "usbp-southwest-apprehensions"
Read = Callable[..., list[Figure]]


def test_each_number_of_a_list_takes_the_date_beside_it(read: Read) -> None:
    figures = read(
        "Border Patrol apprehended 37,544 people last month on the southwest border, compared "
        "with 31,299 in July and 34,091 in June.",
        date(2018, 9, 12),
    )
    assert [f.period for f in figures] == [month(2018, 8), month(2018, 7), month(2018, 6)]
    assert {f.indicator for f in figures} == {SOUTHWEST}


def test_a_change_has_a_base_and_carries_its_period_on(read: Read) -> None:
    figures = read(
        "Border Patrol made 181,059 arrests at the Mexican border throughout August. Those "
        "figures are up 37 percent from July but below the more than 220,000 in December of "
        "last year."
    )
    level, change, threshold = figures
    assert (change.kind, change.direction) == (FigureKind.CHANGE, Direction.UP)
    assert (change.period, change.base) == (month(2023, 8), month(2023, 7))
    assert threshold.period == month(2022, 12)
    assert {f.indicator for f in figures} == {SOUTHWEST}


def test_what_a_rate_came_to_is_no_change_by_so_much(read: Read) -> None:
    figures = read(
        "The share fell to 12 percent. The duty was cut to about 10 percent. Arrests fell 14"
        " percent. Crossings were reduced by 9 percent."
    )
    level, change = FigureKind.LEVEL, FigureKind.CHANGE
    assert [f.kind for f in figures] == [level, level, change, change]


@pytest.mark.parametrize(
    "turn", ["Exports to Mexico fell 22 percent.", "Officials said that homicides fell 37 percent."]
)
def test_what_else_rose_or_fell_is_another_measure(read: Read, turn: str) -> None:
    told = "Border Patrol made 181,059 arrests at the southern border in August."
    assert [f.indicator for f in read(f"{told} {turn}")] == [SOUTHWEST, None]
    level, change = read(f"{told} Officials said that arrests fell 5 percent in September.")
    assert level.indicator == change.indicator == SOUTHWEST


def test_the_date_of_the_telling_is_not_the_period(read: Read) -> None:
    (figure,) = read(
        "According to figures released in September, Border Patrol made 181,059 arrests at the "
        "southern border throughout August."
    )
    assert figure.period == month(2023, 8)


def test_fiscal_years_written_short(read: Read) -> None:
    figures = read(
        "In fiscal year 2017, Border Patrol apprehended 303,916 people on the southwest border "
        "compared to 408,870 in FY16."
    )
    assert [f.period for f in figures] == [fiscal_year(2017), fiscal_year(2016)]


def test_a_fall_told_with_both_values_takes_its_periods_from_them(read: Read) -> None:
    change, *levels = read(
        "Drug overdose deaths fell 14% from 81,313 in 2024 to 69,973 in 2025.", date(2026, 7, 13)
    )
    assert (change.base, change.period) == (levels[0].period, levels[1].period)
    assert change.direction is Direction.DOWN


@pytest.mark.parametrize(
    ("sentence", "reach"),
    [
        ("the lowest number since 2000", Period(date(2001, 1, 1), date.max)),
        ("the lowest number since at least fiscal year 2000", Period(date(1999, 10, 1), date.max)),
        ("the lowest number ever recorded", Period(date.min, date.max)),
        ("the lowest number on record", None),
    ],
)
def test_a_record_keeps_the_stretch_it_claims(
    read: Read, sentence: str, reach: Period | None
) -> None:
    (figure,) = read(f"In July, Border Patrol arrests at the southern border fell to {sentence}.")
    assert (figure.kind, figure.low, figure.direction) == (FigureKind.RANK, 1, Direction.DOWN)
    assert figure.reach == reach
    assert figure.period == month(2023, 7)


@pytest.mark.parametrize(
    "text",
    [
        "Border Patrol made 48,000 arrests in the Tucson Sector in August.",
        "Border Patrol apprehended 93,108 family units at the southwest border in August.",
        "Border Patrol made 54,830 apprehensions of Venezuelans at the southwest border in August.",
        "Border Patrol agents made 9,000 arrests at the northern border in August.",
    ],
)
def test_a_part_of_the_population_is_not_tied_to_the_whole(read: Read, text: str) -> None:
    (figure,) = read(text)
    assert figure.indicator != SOUTHWEST


def test_a_nationality_is_a_dimension(read: Read) -> None:
    (figure,) = read("They include about 50,000 apprehensions of Venezuelans by the Border Patrol.")
    assert (figure.indicator, figure.dimension) == ("usbp-southwest-by-citizenship", "VE")


@pytest.mark.parametrize(
    "text",
    [
        "The two countries signed under Title 42 and Executive Order 14195.",
        "The suspect, aged 34, was 20 years old when 50 U.S.C. 1701 was passed.",
        "The talks of three days began at 7:30 p.m. on 5 October 2023.",
        "Section 301 and H.R. 123 concern the most important partner of all.",
        "Call 1-800-555-0199 for the 24/7 line.",
    ],
)
def test_what_says_nothing_checkable_is_no_figure(read: Read, text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Agents seized more than 21,000 pounds of fentanyl.",
            "more than 21,000 pounds of fentanyl",
        ),
        ("They arrested 26 alleged cartel members.", "26 alleged cartel members"),
        ("It did not release a single migrant.", "not release a single migrant"),
        ("Mexico is now our largest trading partner.", "our largest trading partner"),
        ("Agents make about 30 to 40 arrests per day.", "about 30 to 40 arrests per day"),
    ],
)
def test_the_quote_holds_comparator_number_and_noun(read: Read, text: str, quote: str) -> None:
    (figure,) = read(text)
    assert figure.evidence.span.quote == quote


def test_an_undated_text_is_dated_by_its_own_numbers(read: Read) -> None:
    figures = read(
        "Border Patrol made 132,652 apprehensions at the southwest border in July and 99,539 in "
        "June.",
        None,
    )
    assert [f.period for f in figures] == [month(2023, 7), month(2023, 6)]


def test_numbers_that_fit_no_month_date_nothing(read: Read) -> None:
    figures = read(
        "Border Patrol made 132,111 apprehensions at the southwest border in July.", None
    )
    assert [f.period for f in figures] == [None]


def test_a_figure_keeps_its_place_and_its_hedge(read: Read) -> None:
    (figure,) = read("Preliminary data show 4,120 arrests in Texas in August.")
    assert (figure.place, figure.hedges) == ("Texas", ("preliminary",))


def test_the_year_to_date_follows_the_fiscal_year(read: Read) -> None:
    august, to_date = read(
        "US Border Patrol made 181,059 arrests at the southwest border in August. The arrests "
        "bring the year-to-date numbers to 1.82 million migrants."
    )
    assert august.period == month(2023, 8)
    assert to_date.period == Period(date(2022, 10, 1), date(2023, 9, 1))


def test_a_record_that_a_change_is_measured_from_has_no_period_of_the_sentence(read: Read) -> None:
    change, record = read(
        "In August, Border Patrol arrests at the southern border were down 27% from the all-time "
        "high."
    )
    assert (change.base_extreme, change.period) == (Direction.UP, month(2023, 8))
    assert record.period is None


def test_the_dateline_does_not_say_what_a_figure_is_about(read: Read) -> None:
    (figure,) = read(
        "EL PASO, Texas, Sept. 23, 2023 — Border Patrol agents made 181,059 arrests along the "
        "southwest border in August."
    )
    assert figure.indicator == SOUTHWEST


def test_a_rank_belongs_to_the_country_that_is_named(read: Read) -> None:
    (ours,) = read("Mexico is now our largest trading partner.")
    (theirs,) = read("Germany is France's largest trading partner.")
    assert (ours.indicator, ours.dimension) == ("us-goods-trade", "MX")
    assert theirs.indicator is None


def test_another_border_is_another_measure(read: Read) -> None:
    (figure,) = read("Italy counted 25,664 illegal crossings of the Mediterranean in August.")
    assert figure.indicator is None
