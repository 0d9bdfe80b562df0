"""Which positions count, whose they are, from which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onrecord.knowledge import Knowledge
from onrecord.model import (
    DateBasis,
    Decision,
    Document,
    Evidence,
    Ground,
    Judgement,
    Mention,
    MentionKind,
    Position,
    Publication,
    Stance,
    cut_span,
)
from onrecord.record.names import make_names
from onrecord.run.positions import list_positions, list_reports
from onrecord.run.readings import Reading

TEXT = "Canada said that Mexico rejects tariffs."
ISSUE = "us-tariffs-on-mexico"
DAY = date(2025, 3, 4)


def document(*, until: date = DAY) -> Document:
    return Document(
        capture_id="cap-1",
        source="a.txt",
        text=TEXT,
        language="en",
        publication=Publication(earliest=DAY, latest=until, basis=DateBasis.GIVEN),
    )


def mention(words: str) -> Mention:
    start = TEXT.index(words)
    return Mention(span=cut_span(document(), start, start + len(words)), kind=MentionKind.NAME)


def position(**other: object) -> Position:
    span = cut_span(document(), 0, len(TEXT))
    made = Position(
        issue=ISSUE,
        stance=Stance.AGAINST,
        actor=mention("Mexico"),
        ground=Ground.TEXT,
        evidence=Evidence(spans=(span, span, span), method="m@1", score=0.8),
    )
    return replace(made, **other)  # type: ignore[arg-type]


def reading(found: Position, **other: object) -> Reading:
    judgements = tuple(
        Judgement(
            left=mention(words).id, right=code, decision=Decision.SAME, by="m@1", score=1, reason=""
        )
        for words, code in (("Mexico", "mx"), ("Canada", "ca"))
    )
    made = Reading(document=document(), positions=(found,), judgements=judgements)
    return replace(made, **other)  # type: ignore[arg-type]


def holders(of: Reading, knowledge: Knowledge) -> list[tuple[str, date | None]]:
    names = make_names(of.judgements, (), knowledge.actors, {"MX": "MEX", "CA": "CAN"})
    return [(holder.side, holder.day) for _, holder in list_positions(of, names, knowledge)]


def test_a_position_has_its_actors_side_and_the_day(knowledge: Knowledge) -> None:
    assert holders(reading(position()), knowledge) == [("MEX", DAY)]


@pytest.mark.parametrize(
    "found",
    [
        position(said_by=mention("Canada")),
        position(actor=mention("tariffs")),
        position(actor=mention("Canada"), is_bare=True),
        position(issue="no-such-issue"),
    ],
    ids=["told by another", "nobody known", "not its matter", "no issue"],
)
def test_what_is_not_the_actors_own_counts_for_nobody(
    knowledge: Knowledge, found: Position
) -> None:
    assert holders(reading(found), knowledge) == []


def test_who_is_at_home_needs_no_place_beside(knowledge: Knowledge) -> None:
    assert holders(reading(position(is_bare=True)), knowledge) == [("MEX", DAY)]


def test_a_day_known_only_by_far_is_none_and_tells_no_shift(knowledge: Knowledge) -> None:
    far = reading(position(), document=document(until=date(2026, 3, 4)))
    assert holders(far, knowledge) == [("MEX", None)]
    names = make_names(far.judgements, (), knowledge.actors, {"MX": "MEX"})
    assert list(list_reports(far, names, knowledge)) == []


def test_what_a_state_holds_is_told_of_the_state(knowledge: Knowledge) -> None:
    own = reading(position())
    names = make_names(own.judgements, (), knowledge.actors, {"MX": "MEX"})
    assert [report.key for report in list_reports(own, names, knowledge)] == ["MEX"]
