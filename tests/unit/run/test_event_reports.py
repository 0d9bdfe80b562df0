"""Events as the grouping of happenings sees them: words without sides, papers, own deeds, the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from onrecord.knowledge import Knowledge
from onrecord.model import (
    DateBasis,
    Document,
    Event,
    EventStatus,
    EventType,
    Evidence,
    Mention,
    MentionKind,
    Publication,
    cut_span,
    make_finding_id,
)
from onrecord.model.periods import day
from onrecord.run.event_reports import make_reports
from onrecord.run.readings import Reading
from onrecord.verify.happenings_pairs import EventReport

TEXT = "Acme Arms suspended the duties of Proclamation 20001 in 2024 with all partners."
PUBLISHED = date(2024, 5, 6)


def make_report(
    knowledge: Knowledge, text: str = TEXT, status: EventStatus = EventStatus.HAPPENED
) -> list[EventReport]:
    """Return the reports of a document that tells one event by the Acme Arms."""
    document = Document(
        capture_id="cap-1",
        source="a.txt",
        text=text,
        language="en",
        publication=Publication(earliest=PUBLISHED, latest=PUBLISHED, basis=DateBasis.GIVEN),
    )
    span = cut_span(document, 0, len(text))
    mention = Mention(span=cut_span(document, 0, len("Acme Arms")), kind=MentionKind.NAME)
    event = Event(
        id=make_finding_id("eve", document, span),
        document_id=document.id,
        actors=(mention,),
        type=EventType.CONCEDE,
        targets=(),
        status=status,
        evidence=Evidence(spans=(span,), method="test@1", score=1.0),
    )
    reading = replace(Reading(document=document), events=(event,))
    return list(make_reports(reading, knowledge, lambda _: "doc-root"))


def test_words_are_kept_without_sides_and_dull_ones(knowledge: Knowledge) -> None:
    (report,) = make_report(knowledge)
    assert report.words == {"suspen", "duties", "procla", "20001", "2024", "partne"}
    assert report.people == {"arms"}


def test_numbered_papers_are_named_and_years_are_none(knowledge: Knowledge) -> None:
    (report,) = make_report(knowledge)
    assert report.papers == {"proclamation 20001"}


def test_the_day_of_the_paper_is_known(knowledge: Knowledge) -> None:
    (report,) = make_report(knowledge)
    assert (report.published, report.origin_id) == (day(PUBLISHED), "doc-root")


def test_a_paper_may_speak_of_itself(knowledge: Knowledge) -> None:
    (report,) = make_report(knowledge, "Acme Arms suspended the duties of this Executive Order.")
    assert report.is_own
    assert not make_report(knowledge)[0].is_own


def test_what_is_only_planned_is_no_report(knowledge: Knowledge) -> None:
    assert make_report(knowledge, status=EventStatus.PLANNED) == []
    (denial,) = make_report(knowledge, status=EventStatus.DENIED)
    assert denial.is_denied
