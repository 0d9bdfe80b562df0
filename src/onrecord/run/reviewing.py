"""Reviews met with the rows of a build: each goes with its finding, or is told to be orphaned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from onrecord.model import Basis, Judgement, Move, Problem
from onrecord.model import Decision as Kinship
from onrecord.model.reviews import Decision, Fate, Review, cut_context, find_effective
from onrecord.record.queue import REVIEWED
from onrecord.record.reviewed import Followed, follow, state_of
from onrecord.record.reviews import Log

ROOM = "run"
Row = dict[str, Any]


class ReviewCollector:
    """Keeps the rows that reviews may be about while a build is written: those of their documents."""

    def __init__(self, log: Log, versions: Mapping[str, str]) -> None:
        self._log = log
        self._versions = versions
        self._subjects = {review.subject for review in log.reviews}
        self._families = {
            versions.get(review.document, review.document)
            for review in log.reviews
            if review.document
        }
        self._rows: dict[str, dict[str, Row]] = {}
        self._text: tuple[str, str] = ("", "")  # the document whose findings are being written

    def see(self, table: str, row: Row) -> None:
        """Look at a row that was written."""
        if not self._subjects:
            return
        if table == "document":
            self._text = row["id"], row["text"]
        document = row.get("document")
        is_near = (
            table in REVIEWED and self._versions.get(document or "", document) in self._families
        )
        if is_near or row["id"] in self._subjects:
            kept = {name: row.get(name) for name in ("id", "document", "quote", "start")}
            text = self._text[1] if document == self._text[0] else ""
            kept["prefix"], kept["suffix"] = cut_context(text, row.get("start"), row.get("end"))
            self._rows.setdefault(table, {})[row["id"]] = kept

    def list_rows(self) -> list[Row]:
        """Return the rows of the reviews, in the order of the log."""
        followed = follow(self._log.reviews, self._rows, versions=self._versions)
        states = find_states(followed)
        return [make_row(one, states.get(one.now or "")) for one in followed]

    def list_merges(self) -> list[Row]:
        """Return the rows of judgements: what reviewers take for one."""
        followed = follow(self._log.reviews, self._rows, versions=self._versions)
        return [
            make_merge_row(one)
            for one in followed
            if one.review.decision is Decision.MERGE and one.now and one.fate is not Fate.UNDONE
        ]

    def list_problems(self, source: str) -> list[Problem]:
        """Return what is wrong with the log."""
        faults = list(self._log.faults)
        if self._log.torn:
            faults.append("the last line was cut short; the next review puts it aside")
        return [
            Problem(subject_id=source, room=ROOM, source=source, message=fault) for fault in faults
        ]


def find_states(followed: Iterable[Followed]) -> dict[str, str]:
    """Return what reviewers say of each finding that a review is about now."""
    by_row: dict[str, list[Review]] = {}
    for one in followed:
        if one.now is not None and one.fate is not Fate.UNDONE:
            by_row.setdefault(one.now, []).append(one.review)
    states = ((row, state_of(reviews)) for row, reviews in by_row.items())
    return {row: state for row, state in states if state is not None}


def settle_moves(moves: Iterable[Move], reviews: Iterable[Review]) -> list[Move]:
    """Return the steps of commitments with what reviewers said of them; where two differ, as proposed."""
    by_move: dict[str, list[Review]] = {}
    for review in find_effective(reviews):
        if review.table == "move":
            by_move.setdefault(review.subject, []).append(review)
    bases = {"accepted": Basis.REVIEWED, "rejected": Basis.REJECTED}
    settled = []
    for move in moves:
        basis = bases.get(state_of(by_move.get(move.id, ())) or "")
        settled.append(move if basis is None else replace(move, basis=basis))
    return settled


def make_merge_row(one: Followed) -> Row:
    """Return the judgement that two rows are one, in a reviewer's name."""
    review = one.review
    judgement = Judgement(
        left=one.now or "",
        right=review.value or "",
        decision=Kinship.SAME,
        by=review.by,
        score=1.0,
        reason=review.reason or "a reviewer says that they are one",
        at=review.at,
    )
    return {
        "id": judgement.id,
        "left": judgement.left,
        "right": judgement.right,
        "decision": judgement.decision.value,
        "role": None,
        "by": judgement.by,
        "at": judgement.at,
        "score": judgement.score,
        "reason": judgement.reason,
        "document": review.document,
        "source": None,
        "quote": None,
        "start": None,
        "end": None,
    }


def make_row(one: Followed, state: str | None) -> Row:
    """Return the row of a review."""
    review = one.review
    return {
        "id": review.id,
        "at": review.at,
        "by": review.by,
        "subject": review.subject,
        "table": review.table,
        "decision": str(review.decision),
        "field": review.field,
        "before": review.before,
        "value": review.value,
        "reason": review.reason,
        "document": review.document,
        "quote": review.quote,
        "now": one.now,
        "fate": str(one.fate),
        "state": state,
        "previous": review.previous,
    }
