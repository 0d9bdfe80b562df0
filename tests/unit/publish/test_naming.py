"""Codes, days and days of publication as a reader would write them."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.publish.naming import Names, join_names, load_names, say_days, say_published

NAMES = Names(states={"MX": "Mexico", "MEX": "Mexico"}, issues={"wall": "The wall"})


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("actors", ["MEX", "cartels"], "Mexico and cartels"),
        ("parties", ["mx"], "Mexico"),
        ("speaker_country", "MX", "Mexico"),
        ("issue", "wall", "The wall"),
        ("unit", "MEX", "MEX"),
        ("date", [date(2025, 1, 1), date(2025, 1, 2)], [date(2025, 1, 1), date(2025, 1, 2)]),
        ("actors", None, None),
    ],
)
def test_codes_are_said_by_name(column: str, value: object, said: object) -> None:
    assert NAMES.say(column, value) == said


def test_names_come_from_the_pack_of_the_record() -> None:
    names = load_names("us-mexico")
    assert names.states["USA"] == "United States"
    assert names.say("parties", ["us-tx", "us"]) == "Texas and United States"
    assert names.find("language", "es") == "Spanish"


def test_a_pack_that_is_gone_leaves_codes() -> None:
    assert load_names("no-such-pack").find("actors", "MEX") == "MEX"


@pytest.mark.parametrize(
    ("first", "after", "said"),
    [
        (date(2026, 1, 27), date(2026, 1, 29), "27 to 28 January 2026"),
        (date(2025, 3, 1), date(2025, 4, 5), "1 March to 4 April 2025"),
        (date(2025, 12, 30), date(2026, 1, 3), "30 December 2025 to 2 January 2026"),
        (date(2025, 3, 1), date(2025, 4, 1), "March 2025"),
        (date(2025, 3, 1), date.max, "since 1 March 2025"),
    ],
)
def test_month_and_year_are_said_once(first: date, after: date, said: str) -> None:
    assert say_days((first, after)) == said


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [
        (date(2025, 3, 1), date(2025, 3, 1), "1 March 2025"),
        (date(2025, 3, 1), date(2025, 3, 4), "1 to 4 March 2025"),
        (date(2023, 7, 1), date(2026, 11, 26), "between 1 July 2023 and 26 November 2026"),
        (None, date(2025, 3, 1), "by 1 March 2025"),
        (None, None, "date unknown"),
    ],
)
def test_an_uncertain_day_of_publication_is_no_day(
    earliest: date | None, latest: date | None, said: str
) -> None:
    assert say_published(earliest, latest) == said


def test_sides_of_a_heading_and_programmes_are_named() -> None:
    names = Names(states={"USA": "United States"}, programmes={"big-talk": "The Big Talk"})
    assert names.say_sides("USA → FBI: USA said") == "United States → FBI: USA said"
    assert names.say_programmes("both name big-talk") == "both name The Big Talk"


def test_one_name_stands_alone() -> None:
    assert (join_names([]), join_names(["Mexico"])) == ("", "Mexico")
