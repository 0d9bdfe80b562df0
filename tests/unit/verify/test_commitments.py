"""Where a commitment stands on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onrecord.model import (
    Commitment,
    CommitmentKind,
    DateBasis,
    Document,
    Evidence,
    Mention,
    MentionKind,
    Outcome,
    Publication,
    cut_span,
)
from onrecord.verify.commitments import check_commitments

DOCUMENT = Document(
    capture_id="cap-test",
    source="test.txt",
    text="Canada will appoint a coordinator by 1 March 2025.",
    language="en",
    publication=Publication(
        earliest=date(2025, 2, 4), latest=date(2025, 2, 4), basis=DateBasis.GIVEN
    ),
)
PROMISE = Commitment(
    id="com-test",
    document_id=DOCUMENT.id,
    by=(Mention(span=cut_span(DOCUMENT, 0, 6), kind=MentionKind.NAME),),
    to=(),
    deed="appoint a coordinator",
    kind=CommitmentKind.PROMISE,
    evidence=Evidence(spans=(cut_span(DOCUMENT, 0, 49),), method="test@1", score=0.5),
    due=date(2025, 3, 1),
)


def outcome(commitment: Commitment, as_of: date | None) -> tuple[Outcome, str | None]:
    (verdict,) = check_commitments([commitment], DOCUMENT, as_of=as_of)
    return verdict.outcome, verdict.diagnosis


def test_a_day_that_has_passed_makes_it_overdue() -> None:
    (verdict,) = check_commitments([PROMISE], DOCUMENT, as_of=date(2025, 3, 15))
    assert (verdict.outcome, verdict.diagnosis) == (Outcome.FAILS, "overdue")
    assert verdict.reason == (
        "due by 2025-03-01, 14 days before 2025-03-15, and no deed is on record"
    )


@pytest.mark.parametrize("as_of", [None, date(2025, 2, 20), date(2025, 3, 1)])
def test_until_then_it_is_pending(as_of: date | None) -> None:
    assert outcome(PROMISE, as_of) == (Outcome.OPEN, "pending")


@pytest.mark.parametrize(
    "change",
    [
        {"due": None},
        {"condition": "if talks fail"},
        {"kind": CommitmentKind.THREAT},
        {"due": date(2025, 1, 31)},  # before the text came out, which may know what came of it
    ],
    ids=["no day", "condition", "threat", "past when published"],
)
def test_what_cannot_be_called_overdue_stays_open(change: dict[str, object]) -> None:
    assert outcome(replace(PROMISE, **change), date(2025, 6, 1)) == (Outcome.OPEN, "pending")
