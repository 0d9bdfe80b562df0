"""Periods told beside a figure, elsewhere in the text, or by times in office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from onrecord.model import Figure, FigureKind, Period
from onrecord.model.periods import fiscal_year, month, year

pytestmark = pytest.mark.model
SOUTHWEST = "usbp-southwest-apprehensions"
MARCH = date(2025, 3, 13)
FEBRUARY = month(2025, 2)
Read = Callable[..., list[Figure]]
LEAD = "In February border agents apprehended 8,347 migrants at the southern border."


def test_a_record_without_a_date_is_assumed_to_be_of_the_month_told(read: Read) -> None:
    *_, record = read(f"{LEAD}\nThe policy led to a historic low in border apprehensions.", MARCH)
    assert (record.kind, record.period, record.assumed) == (FigureKind.RANK, FEBRUARY, True)


def test_a_change_ends_in_the_month_told_after_its_base(read: Read) -> None:
    *_, change = read(
        f"{LEAD}\nThe southern border encounters are a 71% decrease from January 2025.", MARCH
    )
    assert (change.base, change.period) == (month(2025, 1), FEBRUARY)
    assert change.assumed


@pytest.mark.parametrize(
    ("base", "meant"),
    [
        ("in July", month(2023, 7)),
        ("in December", month(2022, 12)),
        ("in July 2022", month(2022, 7)),
    ],
)
def test_a_bare_month_that_is_measured_from_lies_before_the_month_told(
    read: Read, base: str, meant: Period
) -> None:
    """Seen from the day of publication it would be that of another year."""
    text = "The Border Patrol made 181,059 arrests at the southern border in August 2023, "
    *_, change = read(f"{text}37 percent more than {base}.", date(2025, 12, 20))
    assert (change.period, change.base) == (month(2023, 8), meant)


def test_a_change_behind_two_levels_lies_between_them(read: Read) -> None:
    *_, change = read(
        "Overdose deaths in the United States fell to 80,391 in 2024 from 110,037 in 2023, a drop "
        "of nearly 27 percent.",
        MARCH,
    )
    assert (change.base, change.period) == (year(2023), year(2024))


def test_a_number_of_a_year_earlier_is_of_the_same_month(read: Read) -> None:
    _, change, before = read(
        "Border Patrol apprehended 6,321 people along the southwest border in August, down 89 "
        "percent from the 58,009 recorded a year earlier.",
        date(2025, 9, 15),
    )
    assert (change.period, change.base) == (month(2025, 8), month(2024, 8))
    assert before.period == month(2024, 8)


def test_what_is_said_again_in_another_unit_takes_no_period_from_another_paragraph(
    read: Read,
) -> None:
    first = "In fiscal 2023 the Border Patrol made just over 2 million arrests."
    text = "Agents seized 11,486 pounds of fentanyl in fiscal year 2025, down from 21,900 pounds"
    *_, kilos = read(f"{first}\n{text} a year earlier. That is about 5,210 kilos.", MARCH)
    assert kilos.evidence.span.quote == "about 5,210 kilos"
    assert kilos.period is None


def test_by_a_month_that_had_led_to_something_is_over(read: Read) -> None:
    (figure,) = read("By July the operation had led to 5,080 arrests.", date(2025, 12, 20))
    assert figure.period == month(2025, 7)


def test_a_paragraph_that_names_the_measure_again_goes_on_about_it(read: Read) -> None:
    text = "Border agents made 8,347 apprehensions at the southern border in February."
    *_, figure = read(f"{text}\nIn February 2024 there were 140,641 apprehensions.", MARCH)
    assert (figure.indicator, figure.period) == (SOUTHWEST, month(2024, 2))
    *_, figure = read(f"{text}\nIn February 2024 there were 140,641 people.", MARCH)
    assert figure.indicator is None


def test_the_count_goes_on_about_a_sentence_without_a_number(read: Read) -> None:
    (figure,) = read(
        "Border agents made fewer apprehensions at the southern border. "
        "The count for February was 8,347.",
        MARCH,
    )
    assert (figure.indicator, figure.period) == (SOUTHWEST, FEBRUARY)


def test_an_elliptic_number_counts_the_same_of_the_year_before(read: Read) -> None:
    first, second = read(
        "Officers seized 12,027 pounds of fentanyl nationwide in fiscal year 2025, "
        "against 21,889 the year before.",
        date(2026, 8, 18),
    )
    assert second.period == fiscal_year(2024)
    assert second.indicator == first.indicator


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("Over Trump's first full eight months in office", Period(date(2025, 2, 1), date(2025, 10, 1))),
        ("In the first full month since Trump became president", FEBRUARY),
        ("In the last three months of the Biden administration", Period(date(2024, 10, 1), date(2025, 1, 1))),
        ("Since taking office, President Trump said, and", Period(date(2025, 1, 20), date(2025, 10, 8))),
    ],
)  # fmt: skip
def test_times_in_office_are_periods(read: Read, words: str, period: Period) -> None:
    (figure,) = read(f"{words}, agents arrested 5,000 people.", date(2025, 10, 7))
    assert figure.period == period


def test_a_rank_does_not_take_the_date_that_it_is_compared_with(read: Read) -> None:
    *_, rank = read(f"{LEAD[:-1]}, the lowest on record and a fraction of a year ago.", MARCH)
    assert (rank.kind, rank.period) == (FigureKind.RANK, FEBRUARY)


def test_a_first_time_holds_figures_of_its_own(read: Read) -> None:
    rank, level = read("It was the first time agents counted 8,000 people since 1968.", MARCH)
    assert rank.kind is FigureKind.RANK
    assert level.period is None


def test_a_share_knows_its_whole_and_a_multiple_its_measure(read: Read) -> None:
    share, multiple = read(
        "More than 60% of the apprehensions made by Border Patrol at the southern border in fiscal "
        "year 2025 were recorded in the last three months of the Biden administration.\n"
        "Border Patrol apprehensions at the southern border in fiscal year 2022 were almost 10 "
        "times the levels recorded in 2025.",
        date(2025, 10, 7),
    )
    assert (share.period, share.base) == (
        Period(date(2024, 10, 1), date(2025, 1, 1)), fiscal_year(2025),
    )  # fmt: skip
    assert (multiple.period, multiple.base) == (fiscal_year(2022), fiscal_year(2025))
    assert {share.indicator, multiple.indicator} == {SOUTHWEST}


def test_a_change_told_after_its_level_ends_with_it(read: Read) -> None:
    level, change, base = read(
        "CBP seized 14,700 pounds of fentanyl nationwide in FY 2022, which is a 31 percent increase "
        "from the amount seized in FY 2021 (11,201 pounds).",
        date(2023, 1, 13),
    )
    assert (change.period, change.base) == (level.period, base.period)


def test_what_is_measured_from_gives_its_period_to_no_other_change(read: Read) -> None:
    figures = read(
        f"{LEAD} This is a 71% decrease from January when agents met 29,101, and a 94% decrease "
        "from February 2024 when they met 140,641.",
        MARCH,
    )
    changes = [f for f in figures if f.kind is FigureKind.CHANGE]
    assert [f.period for f in changes] == [FEBRUARY, FEBRUARY]


@pytest.mark.parametrize(
    "text",
    [
        "Guns are the other half of the problem.",
        "It is common among Americans between 18 and 49.",
        "Zero Releases and Strong Deterrence",
        "They agreed on a five-pillar package.",
    ],
)
def test_what_counts_nothing_is_no_figure(read: Read, text: str) -> None:
    assert read(text) == []


def test_a_day_is_not_held_against_the_same_month_last_year(read: Read) -> None:
    _, change = read(
        "On June 28 agents met 137 people. That was 90% lower than the same month last year.",
        date(2025, 7, 1),
    )
    assert (change.period, change.base) == (month(2025, 6), month(2024, 6))


def test_a_year_earlier_is_no_rate(read: Read) -> None:
    _, before = read(
        "Border Patrol made 8,347 arrests at the southern border in February, compared with 140,641 "
        "a year earlier.",
        MARCH,
    )
    assert (before.unit, before.period, before.indicator) == ("", month(2024, 2), SOUTHWEST)


def test_another_border_is_told_apart_even_beside_border_agents(read: Read) -> None:
    *_, figure = read(f"{LEAD}\nOn the northern border agents made 690 arrests in February.", MARCH)
    assert figure.indicator is None
