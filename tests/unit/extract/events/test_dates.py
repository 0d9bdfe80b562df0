"""An event has the date of its own clause, and what is planned does not lie in the past."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex, make_annotated
from onrecord.extract import read_events
from onrecord.knowledge import Knowledge
from onrecord.model import DateBasis, Document, DocumentKind, Event, Period, Publication
from onrecord.model.periods import month

pytestmark = pytest.mark.model
JUNE = date(2021, 6, 8)  # a Tuesday


PUBLISHED = Publication(earliest=JUNE, latest=JUNE, basis=DateBasis.METADATA)


def read(
    text: str,
    nlp: Language,
    index: NameIndex,
    knowledge: Knowledge,
    *,
    published: Publication | None = PUBLISHED,
    kind: DocumentKind = DocumentKind.NEWS,
) -> list[Event]:
    """Return the events of a text behind a sentence that tells none."""
    document = Document(
        capture_id="cap-1",
        source="a.txt",
        text="Mexico and Canada are neighbours.\n" + text,
        language="en",
        publication=published,
        kind=kind,
    )
    return read_events(make_annotated(document, nlp(document.text), index), knowledge, [])


def days(first: str, after: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(after))


MONDAY = days("2021-06-07", "2021-06-08")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("The two governments will meet in September.", month(2021, 9)),
        ("Mexico and Canada agreed to hold a dialogue in September.", None),
        ("On Monday, Mexico and Canada agreed to meet in October.", MONDAY),
        ("Mexico and Canada will meet in March 2021.", month(2021, 3)),
        ("Mexico and Canada met in March.", month(2021, 3)),
        ("Mexico and Canada will meet in Ottawa on Thursday.", days("2021-06-10", "2021-06-11")),
        ("Mexico and Canada held talks over the weekend.", days("2021-06-05", "2021-06-07")),
        ("Mexico and Canada met on May 26 and 27.", days("2021-05-26", "2021-05-28")),
        ("Mexico and Canada signed an agreement in early May.", days("2021-05-01", "2021-05-11")),
        ("Canada and Mexico will meet on 2-4 July 2021.", days("2021-07-02", "2021-07-05")),
        (
            "Mexico has detained two officials of Canada since 2019.",
            days("2019-01-01", "2021-06-09"),
        ),
        ("By March 4, Canada will impose tariffs on Mexico.", None),
        ("Mexico and Canada discussed new plans, including the May 12 order.", None),
        ("Mexico and Canada will meet in the coming weeks and months.", None),
        ("Mexico and Canada will meet later this month.", days("2021-06-09", "2021-07-01")),
        ("Mexico will not meet with Canada in March.", None),
        (
            "The United States imposed tariffs on Canada through Executive Order 14193.",
            days("2025-02-01", "2025-02-02"),
        ),
        (
            "In the order of May 3, 2021, Canada imposed tariffs on Mexico.",
            days("2021-05-03", "2021-05-04"),
        ),
    ],
)
def test_the_day_is_the_events_own(  # noqa: PLR0917
    nlp: Language, index: NameIndex, knowledge: Knowledge, text: str, period: Period | None
) -> None:
    assert [e.period for e in read(text, nlp, index, knowledge)] == [period]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            "Mexico and Canada met on Monday. They agreed to share intelligence.",
            [MONDAY, MONDAY],
        ),
        (
            "Mexico and Canada met on Monday. Mexico has agreed to send aid to Canada.",
            [MONDAY, None],
        ),
        (
            "Mexico and Canada met on Monday. Spain and France agreed to share intelligence.",
            [MONDAY, None],
        ),
        (
            "Mexico and Canada met in 2019. They agreed to share intelligence.",
            [days("2019-01-01", "2020-01-01"), None],
        ),
    ],
)
def test_what_is_done_at_a_meeting_is_of_its_day(  # noqa: PLR0917
    nlp: Language,
    index: NameIndex,
    knowledge: Knowledge,
    text: str,
    periods: list[Period | None],
) -> None:
    assert [e.period for e in read(text, nlp, index, knowledge)] == periods


def test_a_list_has_the_day_of_its_heading(
    nlp: Language, index: NameIndex, knowledge: Knowledge
) -> None:
    text = (
        "Who was arrested just last month:\n"
        "- The United States arrested two members of the Sinaloa Cartel in Phoenix."
    )
    last = read(text, nlp, index, knowledge)[-1]
    assert (last.period, last.place) == (month(2021, 5), "Phoenix, Arizona, USA")


def test_without_a_day_of_publication_a_weekday_dates_nothing(
    nlp: Language, index: NameIndex, knowledge: Knowledge
) -> None:
    events = read("Mexico and Canada met on Monday.", nlp, index, knowledge, published=None)
    assert [e.period for e in events] == [None]


TODAY = days("2021-06-08", "2021-06-09")


@pytest.mark.parametrize(
    ("kind", "text", "period"),
    [
        (
            DocumentKind.RELEASE,
            "We, the leaders of Mexico and Canada, commit to share data.",
            TODAY,
        ),
        (DocumentKind.ORDER, "Canada hereby suspends the tariffs on Mexico.", TODAY),
        (DocumentKind.NEWS, "Canada hereby suspends the tariffs on Mexico.", None),
        (DocumentKind.RELEASE, "Mexico has deployed 100 troops to Canada.", None),
    ],
)
def test_what_a_paper_does_by_saying_it_is_of_its_day(  # noqa: PLR0917
    nlp: Language,
    index: NameIndex,
    knowledge: Knowledge,
    kind: DocumentKind,
    text: str,
    period: Period | None,
) -> None:
    events = read(text, nlp, index, knowledge, kind=kind)
    assert {e.period for e in events} <= {period}
    assert events or kind is DocumentKind.NEWS
