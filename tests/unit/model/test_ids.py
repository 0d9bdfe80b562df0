"""Ids come from content and clash neither by joining nor by kind."""

from datetime import UTC, date, datetime

import pytest

from onrecord.model import (
    Capture,
    DateBasis,
    Decision,
    Document,
    Judgement,
    Mention,
    MentionKind,
    Origin,
    Outcome,
    Problem,
    Publication,
    Relation,
    Span,
    Verdict,
    make_id,
)
from onrecord.model.ids import ALPHABET

MET = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


def test_parts_are_not_simply_joined() -> None:
    assert make_id("fig", "ab", "c") != make_id("fig", "a", "bc")


def test_an_id_is_typeable() -> None:
    kind, _, rest = make_id("fig", "some words").partition("-")
    assert kind == "fig"
    assert len(rest) == 10
    assert set(rest) <= set(ALPHABET)


def test_an_id_is_the_same_on_every_machine() -> None:
    assert make_id("fig", "cap-1", "181,509 arrests", "0") == "fig-tmp1yqgsgr"


def test_the_same_bytes_met_twice_are_one_capture() -> None:
    first = Capture(body=b"x", media_type="text/plain", source="a.txt", met_at=MET)
    second = Capture(body=b"x", media_type="text/plain", source="b.txt", met_at=MET)
    other = Capture(body=b"y", media_type="text/plain", source="a.txt", met_at=MET)
    assert first.id == second.id != other.id


def test_a_mention_is_told_by_its_place_and_kind() -> None:
    span = Span(document_id="doc-1", start=0, end=2, quote="he")
    later = Span(document_id="doc-1", start=9, end=11, quote="he")
    pronoun = Mention(span=span, kind=MentionKind.PRONOUN)
    assert pronoun.id == Mention(span=span, kind=MentionKind.PRONOUN).id
    assert pronoun.id != Mention(span=later, kind=MentionKind.PRONOUN).id


def test_rows_beside_findings_have_ids_from_what_they_say() -> None:
    judgement = Judgement(
        left="men-1", right="act-1", decision=Decision.SAME, by="resolve.mentions@1", score=1.0,
        reason="full name",
    )  # fmt: skip
    verdict = Verdict(
        finding_id="fig-1", outcome=Outcome.OPEN, diagnosis=None, reason="no series", method="m@1"
    )
    problem = Problem(subject_id="a.txt", room="sources", message="a.txt is empty")
    origin = Origin(document_id="doc-1", relation=Relation.COPY, of="doc-2", share=0.9, reason="")
    ids = [judgement.id, verdict.id, problem.id, origin.id]
    assert [i[:3] for i in ids] == ["jud", "ver", "pro", "ori"]


def test_a_document_has_its_id_from_its_capture() -> None:
    one = Document(capture_id="cap-1", source="a.txt", text="old", language="en")
    two = Document(capture_id="cap-1", source="b.txt", text="cleaned better", language="en")
    assert one.id == two.id


def test_a_publication_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(ValueError, match="wrong way round"):
        Publication(earliest=date(2024, 2, 1), latest=date(2024, 1, 1), basis=DateBasis.METADATA)


def test_only_one_day_is_an_exact_publication() -> None:
    day = date(2024, 2, 1)
    assert Publication(earliest=day, latest=day, basis=DateBasis.METADATA).is_exact
    assert not Publication(earliest=None, latest=day, basis=DateBasis.CAPTURE).is_exact
