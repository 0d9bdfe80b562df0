"""Reviews in a build: they survive it, settle what was proposed, and take rejected rows out of counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from onrecord.model import Basis, Move, Span, Standing
from onrecord.model.reviews import Decision, Review
from onrecord.record import open_record
from onrecord.record.queue import Wish, decide
from onrecord.record.reviews import undo_last
from onrecord.record.selections import Selection
from onrecord.run.integrity import Report, check_reviews, copy_reviews
from onrecord.run.reviewing import settle_moves
from tests.unit.run.conftest import Build

AT = "2030-01-01T00:00:00"


def say(record: Path, decision: Decision, number: int = 0, value: str | None = None) -> Review:
    with open_record(record) as opened:
        name = opened.rows("figure")[number]["id"]
        wish = Wish(by="Ada", subject=name, decision=decision, value=value)
        return decide(opened, wish, at=AT)


def test_a_decision_survives_a_build_and_rejected_rows_leave_the_counts(
    build: Build, pile: Path, tmp_path: Path
) -> None:
    build(pile)
    record = tmp_path / "record"
    said = say(record, Decision.REJECT)
    assert not build(pile).is_unchanged
    with open_record(record) as opened:
        (row,) = opened.rows("review")
        assert (row["now"], row["fate"], row["state"]) == (said.subject, "stands", "rejected")
        kept = {one["id"] for one in Selection(opened).rows("figure")}
        assert said.subject not in kept
        assert said.subject not in {one["id"] for one in opened.rows("figure")}
        assert said.subject in {one["id"] for one in opened.whole.rows("figure")}
        assert said.subject not in {one["finding"] for one in Selection(opened).rows("verdict")}
    undo_last(record / "reviews.jsonl", by="Ada", at=AT)
    build(pile)
    with open_record(record) as opened:
        assert said.subject in {one["id"] for one in Selection(opened).rows("figure")}


def test_a_merge_becomes_a_judgement(build: Build, pile: Path, tmp_path: Path) -> None:
    build(pile)
    record = tmp_path / "record"
    said = say(record, Decision.MERGE, value="fig-other")
    build(pile)
    with open_record(record) as opened:
        rows = [row for row in opened.rows("judgement") if row["by"] == "Ada"]
        assert [(row["left"], row["right"]) for row in rows] == [(said.subject, "fig-other")]


def test_verify_reads_the_chain_and_the_log_as_the_build_knew_it(
    build: Build, pile: Path, tmp_path: Path
) -> None:
    build(pile)
    record = tmp_path / "record"
    say(record, Decision.ACCEPT)
    build(pile)
    say(record, Decision.ACCEPT, 1)
    with open_record(record) as opened:
        (tmp_path / "again").mkdir()
        again = replace(opened.folder, path=tmp_path / "again")
        copy_reviews(opened, opened.folder, again)
        assert len(again.reviews.read_bytes().splitlines()) == 1
        log = opened.folder.reviews
        log.write_bytes(log.read_bytes().replace(b"accept", b"reject", 1))
        report = Report()
        check_reviews(opened.folder, report)
    assert "line 1" in report.faults[0]


def test_a_reviewers_word_settles_a_proposed_step() -> None:
    span = Span(document_id="doc-1", start=0, end=3, quote="did")
    move = Move(
        commitment_id="com-1", state=Standing.KEPT, day=date(2030, 1, 1), known=date(2030, 1, 1),
        basis=Basis.PROPOSED, reason="told", span=span, method="ledger@1", score=0.6,
    )  # fmt: skip
    said = {
        decision: Review(at=AT, by=by, subject=move.id, table="move", decision=decision).seal("0")
        for by, decision in (("Ada", Decision.ACCEPT), ("Grace", Decision.REJECT))
    }
    accept, reject = said.values()
    assert [m.basis for m in settle_moves([move], [accept])] == [Basis.REVIEWED]
    assert [m.basis for m in settle_moves([move], [reject])] == [Basis.REJECTED]
    assert [m.basis for m in settle_moves([move], [accept, reject])] == [Basis.PROPOSED]
