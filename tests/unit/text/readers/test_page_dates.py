"""The days that a page gives for itself."""

from __future__ import annotations

import pytest

from tests.unit.text.conftest import Make

SENTENCE = "The two ministers met in the capital and agreed to share what they know about weapons."
BODY = f"<p>{SENTENCE}</p><p>{SENTENCE} So it was.</p><p>{SENTENCE} So it stays.</p>"
STATED = '<meta property="article:published_time" content="2023-10-05T08:00:00Z">'


def read_days(make: Make, head: str, line: str, lang: str = "en") -> tuple[str, str, str]:
    page = (
        f"<html lang='{lang}'><head>{head}</head><body><article><h1>Ministers agree on data</h1>"
        f"<div>{line}</div>{BODY}</article></body></html>"
    )
    known = make(page, "text/html").publication
    assert known is not None
    return str(known.earliest), str(known.latest), known.basis.value


def test_data_and_headline_that_agree_give_the_day(make: Make) -> None:
    day = read_days(make, STATED, "October 5, 2023")
    assert day == ("2023-10-05", "2023-10-05", "metadata")


def test_a_change_that_the_page_shows_makes_the_days_wide(make: Make) -> None:
    days = read_days(make, STATED, "Updated December 1, 2023")
    assert days == ("2023-10-05", "2023-12-01", "metadata")


def test_data_and_headline_that_disagree_leave_the_days_between(make: Make) -> None:
    days = read_days(make, STATED, "December 1, 2023")
    assert days == ("2023-10-05", "2023-12-01", "metadata")


def test_the_pages_own_clock_settles_a_night(make: Make) -> None:
    assert read_days(make, STATED, "October 4, 2023")[:2] == ("2023-10-04", "2023-10-04")


def test_a_day_of_the_last_change_in_data_is_no_day_of_publication(make: Make) -> None:
    head = '<meta property="article:modified_time" content="2024-03-19T08:00:00Z">'
    assert read_days(make, head, "Staff")[0] == "None"


def test_publication_that_equals_the_last_change_yields_to_an_earlier_headline(make: Make) -> None:
    head = (
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", '
        '"datePublished": "2023-11-20", "dateModified": "2023-11-20"}]}</script>'
    )
    assert read_days(make, head, "May 14, 2023")[:2] == ("2023-05-14", "2023-05-14")


@pytest.mark.parametrize("line", ["11 de diciembre de 2023", "Redacción | 11 de diciembre de 2023"])
def test_spanish_headlines_give_their_day(make: Make, line: str) -> None:
    assert read_days(make, "", line, "es") == ("2023-12-11", "2023-12-11", "byline")


def test_days_further_down_are_not_the_headlines(make: Make) -> None:
    long = " ".join([SENTENCE] * 4)
    page = f"<h1>Ministers agree on data</h1><p>{long}</p><p>March 3, 2019</p>{BODY}"
    known = make(page, "text/html").publication
    assert known is not None
    assert str(known.earliest) != "2019-03-03"
