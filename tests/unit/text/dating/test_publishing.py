"""The day of publication: exact where the page says it, an interval where only the words do."""

from __future__ import annotations

import pytest

from onrecord.knowledge import Knowledge
from onrecord.model import Document
from onrecord.text.dating.days import DayFinder
from onrecord.text.dating.publishing import read_day
from tests.unit.text.conftest import Make

BODY = (
    "The two ministers met in the capital and agreed to share what they know about "
    "the trade in weapons across their border."
)


def days(document: Document) -> tuple[str, str, str]:
    publication = document.publication
    assert publication is not None
    return str(publication.earliest), str(publication.latest), publication.basis.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f" date 2024-12-16 {BODY}", ("2024-12-16", "2024-12-16", "metadata")),
        (f" date 2024-07 {BODY}", ("2024-07-01", "2024-07-31", "metadata")),
        (
            f"A Title of Some Words\nPublished Dec 21, 2021\n{BODY}",
            ("2021-12-21", "2021-12-21", "byline"),
        ),
        (
            f"A Title of Some Words\nFri, 01/16/2024 - 17:51\n{BODY}",
            ("2024-01-16", "2024-01-16", "byline"),
        ),
        (f"TOKYO, March 16, 2023 (Agency) -- {BODY}", ("2023-03-16", "2023-03-16", "dateline")),
        (
            "Lisboa, 16 de marzo de 2023.- Los dos ministros se reunieron en la capital y acordaron "
            "compartir lo que saben del comercio de armas en la frontera.",
            ("2023-03-16", "2023-03-16", "dateline"),
        ),
        (BODY, ("None", "2026-01-02", "capture")),
    ],
)
def test_pages_give_their_day(make: Make, text: str, expected: tuple[str, str, str]) -> None:
    assert days(make(text)) == expected


def test_a_dateline_without_a_year_takes_it_from_the_words(make: Make) -> None:
    text = (
        f"TOKYO, March 16 (Agency) -- {BODY} The minister said so on Thursday.\n"
        "The pact was signed in 2016 and put on hold in 2019, officials said."
    )
    assert days(make(text)) == ("2023-03-16", "2023-03-17", "dateline")


def test_a_day_for_readers_of_the_page_is_only_the_latest(make: Make) -> None:
    text = f"Wednesday, November 29, 2023\nMinisters Agree to Share Data\n\n{BODY}"
    assert days(make(text))[:2] == ("None", "2023-11-29")


def test_a_day_far_from_the_one_in_the_head_is_not_believed(make: Make) -> None:
    text = f" date 2014-03-19 Ministers refuse the offer of their neighbor\nDaily Paper -- Sep 07\n{BODY}"
    assert days(make(text))[0] == "None"


def test_a_day_before_what_the_text_tells_is_not_believed(make: Make) -> None:
    text = f" date 2014-03-19 {BODY}\nThe first of them was signed in May 2019, officials said."
    assert days(make(text))[0] == "2019-05-01"


def test_plans_and_bare_months_bound_the_day(make: Make) -> None:
    text = (
        "The ministers are set to discuss the plan at the 2022 Dialogue on Security on Nov. 8, "
        "according to both governments.\n"
        "According to figures released in October, the police made 1,200 arrests."
    )
    assert days(make(text)) == ("2022-10-01", "2022-11-08", "internal evidence")


def test_a_weekday_beside_a_day_fixes_the_year(make: Make) -> None:
    text = f"{BODY}\nThe figures for August 2023 were published on Friday, September 22."
    assert days(make(text))[0] == "2023-09-22"


def test_years_to_come_bound_nothing(make: Make) -> None:
    text = f"{BODY}\nThe countries plan to cut the trade by half by 2025. They will meet again in June 2025."
    assert days(make(text))[0] == "None"


def test_what_came_with_the_bytes_is_believed(make: Make) -> None:
    document = make(BODY, hints=(("published", "2023-09-22T10:00:00Z"),))
    assert days(document) == ("2023-09-22", "2023-09-22", "metadata")


def test_an_address_gives_the_day(make: Make) -> None:
    document = make(BODY, url="https://news.example/2023/10/05/a-meeting/")
    assert days(document) == ("2023-10-05", "2023-10-05", "url")


def test_a_file_name_gives_the_day(make: Make) -> None:
    document = make(BODY, source="pile/2023-10-05-meeting.txt")
    assert days(document) == ("2023-10-05", "2023-10-05", "file name")


def test_the_day_of_a_last_change_is_only_the_latest(make: Make) -> None:
    text = f"A Title of Some Words\nUpdated Dec 21, 2021\n{BODY}"
    assert days(make(text))[:2] == ("None", "2021-12-21")


def test_numbers_of_a_spanish_page_begin_with_the_day(make: Make) -> None:
    body = "Los dos ministros se reunieron en la capital y acordaron compartir información sobre las armas."
    text = f"Los ministros acuerdan compartir información\n05/10/2023\n{body}"
    assert days(make(text))[0] == "2023-10-05"
    assert days(make(f"A Title of Some Words\n05/10/2023\n{BODY}"))[0] == "None"


def test_a_month_set_against_its_own_of_a_year_before_is_of_the_next_year(make: Make) -> None:
    text = (
        f"{BODY}\nIn July the police made 39,215 arrests, which was up 136 percent over July 2022."
    )
    assert days(make(text))[:2] == ("2023-07-01", "2023-12-31")


def test_an_hour_beyond_all_clocks_is_no_day(knowledge: Knowledge) -> None:
    finder = DayFinder(*knowledge.page_words.values())
    assert read_day(f"Mon, 06 May 2024 1{'0' * 60}:00:00 +0000", finder) is not None
    assert read_day(f"Mon, 06 Xxx 2024 1{'0' * 60}:00:00 +0000", finder) is None
