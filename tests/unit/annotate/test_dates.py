"""Dates: what resolves, to which days, and what stays open."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.annotate import Precision, read_dates
from onrecord.knowledge import Knowledge
from onrecord.model import DateBasis, Period, Publication
from onrecord.model.periods import day, fiscal_year, month, year

ON = date(2023, 9, 29)
EXACT = Publication(earliest=ON, latest=ON, basis=DateBasis.METADATA)
WIDE = Publication(earliest=date(2023, 9, 1), latest=date(2023, 10, 5), basis=DateBasis.INTERNAL)


def read_one(knowledge: Knowledge, text: str, publication: Publication | None) -> Period | None:
    (mention,) = read_dates(text, publication, knowledge.words["en"])
    return mention.period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("signed on 2023-09-22", day(date(2023, 9, 22))),
        ("on Oct. 5, 2023", day(date(2023, 10, 5))),
        ("on 5 October 2023", day(date(2023, 10, 5))),
        ("in Dec. 2023 alone", month(2023, 12)),
        ("back in 2019", year(2019)),
        ("in fiscal year 2017", fiscal_year(2017)),
        ("in FY16", fiscal_year(2016)),
        ("from FY21-FY24", Period(date(2020, 10, 1), date(2024, 10, 1))),
        ("fiscal years 2021 through 2024", Period(date(2020, 10, 1), date(2024, 10, 1))),
        ("in 2021–2024", Period(date(2021, 1, 1), date(2025, 1, 1))),
        ("the third quarter of FY 2018", Period(date(2018, 4, 1), date(2018, 7, 1))),
        ("through the third quarter of FY 2018", Period(date(2017, 10, 1), date(2018, 7, 1))),
        ("the first 11 months of fiscal year 2023", Period(date(2022, 10, 1), date(2023, 9, 1))),
        ("12 months ending September 2023", Period(date(2022, 10, 1), date(2023, 10, 1))),
        ("October 2022 through August 2023", Period(date(2022, 10, 1), date(2023, 9, 1))),
        ("the last two months of 2025", Period(date(2025, 11, 1), date(2026, 1, 1))),
        ("the first three months of 2024", Period(date(2024, 1, 1), date(2024, 4, 1))),
        ("on January 9-10, 2023", Period(date(2023, 1, 9), date(2023, 1, 11))),
        ("on 7-8 July, 2022", Period(date(2022, 7, 7), date(2022, 7, 9))),
        ("on December 30 – January 2, 2024", Period(date(2023, 12, 30), date(2024, 1, 3))),
    ],
)
def test_a_date_with_its_year_needs_no_publication(
    knowledge: Knowledge, text: str, period: Period
) -> None:
    assert read_one(knowledge, text, None) == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("on Wednesday", day(date(2023, 9, 27))),
        ("yesterday", day(date(2023, 9, 28))),
        ("last month", month(2023, 8)),
        ("in August", month(2023, 8)),
        ("in December", month(2022, 12)),
        ("December of last year", month(2022, 12)),
        ("until December", month(2023, 12)),
        ("last August", month(2022, 8)),
        ("on Oct. 5", day(date(2023, 10, 5))),
        ("so far this month", Period(date(2023, 9, 1), date(2023, 9, 30))),
        ("on September 5-7", Period(date(2023, 9, 5), date(2023, 9, 8))),
        ("from August 30 – September 2", Period(date(2023, 8, 30), date(2023, 9, 3))),
        ("on September 5 and 6 in Seoul", Period(date(2023, 9, 5), date(2023, 9, 7))),
        ("over the weekend", Period(date(2023, 9, 23), date(2023, 9, 25))),
        ("later this year", Period(date(2023, 9, 30), date(2024, 1, 1))),
        ("next weekend", Period(date(2023, 9, 30), date(2023, 10, 2))),
        ("this afternoon", day(date(2023, 9, 29))),
        ("last night", day(date(2023, 9, 28))),
        ("the past eight weeks", Period(date(2023, 8, 4), date(2023, 9, 30))),
        ("the past two fiscal\nyears", Period(date(2021, 9, 29), date(2023, 9, 30))),
        ("last fiscal\nyear", fiscal_year(2022)),
        ("January through April", Period(date(2023, 1, 1), date(2023, 5, 1))),
    ],
)
def test_a_relative_date_is_counted_from_publication(
    knowledge: Knowledge, text: str, period: Period
) -> None:
    assert read_one(knowledge, text, EXACT) == period
    assert read_one(knowledge, text, None) is None


def test_a_relative_date_must_mean_one_period_over_the_whole_interval(knowledge: Knowledge) -> None:
    assert read_one(knowledge, "throughout August", WIDE) == month(2023, 8)
    assert read_one(knowledge, "last month", WIDE) is None


def test_a_bare_month_takes_the_year_that_the_text_gave_it(knowledge: Knowledge) -> None:
    text = "The September 2023 figures are out. In September, agents made more arrests."
    _, bare = read_dates(text, None, knowledge.words["en"])
    assert bare.period == month(2023, 9)


def test_a_month_only_compared_with_dates_nothing(knowledge: Knowledge) -> None:
    text = "More than July 2022. This compares with arrests in July."
    _, bare = read_dates(text, None, knowledge.words["en"])
    assert bare.period is None


def test_fiscal_years_follow_the_government(knowledge: Knowledge) -> None:
    (mention,) = read_dates("in fiscal year 2020", None, knowledge.words["en"], 4)
    assert mention.period == Period(date(2019, 4, 1), date(2020, 4, 1))
    assert mention.precision is Precision.FISCAL_YEAR


@pytest.mark.parametrize(
    "text", ["it may happen", "2,023 people", "Title 2020", "section 1983", "a march of 40"]
)
def test_what_is_no_date_is_not_read_as_one(knowledge: Knowledge, text: str) -> None:
    assert read_dates(text, EXACT, knowledge.words["en"]) == ()


def test_a_language_without_a_table_has_no_dates() -> None:
    assert read_dates("im August 2023", EXACT, None) == ()


@pytest.mark.parametrize(
    "text",
    ["in the coming weeks", "in recent months", "this weekend", "in the next weeks and months"],
)
def test_a_stretch_without_edges_is_open(knowledge: Knowledge, text: str) -> None:
    assert read_one(knowledge, text, EXACT) is None


def test_two_days_are_not_read_into_a_day_and_a_number(knowledge: Knowledge) -> None:
    assert read_one(knowledge, "on September 5 and 12 soldiers", EXACT) == day(date(2023, 9, 5))


def test_dates_are_found_wherever_they_stand(knowledge: Knowledge) -> None:
    filler = "Nothing was said of it. " * 40
    text = f"On May 3, 2023 it began. {filler}It ended last month. {filler}In 2019 and in FY16."
    found = read_dates(text, EXACT, knowledge.words["en"])
    assert [m.text for m in found] == ["May 3, 2023", "last month", "2019", "FY16"]


def test_the_year_of_a_law_s_name_is_no_date(knowledge: Knowledge) -> None:
    text = "a duty under the Tariff Act of 1930"
    assert read_dates(text, EXACT, knowledge.words["en"]) == ()
