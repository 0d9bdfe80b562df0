"""The log of reviews: nothing is lost, nothing is changed unseen."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.reviews import (
    FIRST,
    Decision,
    Review,
    ReviewError,
    StaleReviewError,
    find_effective,
)
from onrecord.record.reviews import append_reviews, find_last, read_log, undo_last

WRITER = """
import sys
from pathlib import Path
from onrecord.model.reviews import Decision, Review
from onrecord.record.reviews import append_reviews
print("ready", flush=True)
for number in range(100000):
    review = Review(at="2030-01-01T00:00:00", by="Ada", subject=f"fig-{number}", table="figure",
        decision=Decision.ACCEPT, quote="words " * 200)
    append_reviews(Path(sys.argv[1]), [review])
    print(number, flush=True)
"""


def make(
    subject: str = "fig-1", decision: Decision = Decision.ACCEPT, by: str = "Ada", **more: object
) -> Review:
    return replace(
        Review(at="2030-01-01T10:00:00", by=by, subject=subject, table="figure", decision=decision),
        **more,
    )  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reviews.jsonl"


def test_each_line_names_the_hash_of_the_one_before(path: Path) -> None:
    one, other = append_reviews(path, [make(), make("fig-2")])
    assert (one.previous, other.previous) == (FIRST, one.hash)
    assert read_log(path).reviews == (one, other)


def test_no_log_holds_nothing(path: Path) -> None:
    assert read_log(path).reviews == ()


@pytest.mark.parametrize("line", [0, 1, 2])
def test_a_flipped_bit_is_named_and_stops_writing(path: Path, line: int) -> None:
    append_reviews(
        path, [make(quote="ten"), make("fig-2", quote="ten"), make("fig-3", quote="ten")]
    )
    lines = path.read_bytes().split(b"\n")
    lines[line] = lines[line].replace(b'"ten"', b'"tem"')
    path.write_bytes(b"\n".join(lines))
    log = read_log(path)
    assert f"line {line + 1}" in log.faults[0]
    assert "changed" in log.faults[0]
    assert len(log.reviews) == line
    before = path.read_bytes()
    with pytest.raises(ReviewError, match="nothing was written"):
        append_reviews(path, [make("fig-4")])
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "line", [b"1", b"null", b'"decision"', b"[[1]]", b"{", b"\xff", b"[" * 100_000]
)
def test_a_line_that_is_no_decision_is_named(path: Path, line: bytes) -> None:
    path.write_bytes(line + b"\n")
    (fault,) = read_log(path).faults
    assert fault == f"{path.name}, line 1: it is no decision as a log holds them (JSON)"


def test_a_line_taken_out_is_seen(path: Path) -> None:
    append_reviews(path, [make(), make("fig-2"), make("fig-3")])
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([lines[0], *lines[2:]]))
    assert "does not follow" in read_log(path).faults[0]


def test_a_line_cut_short_is_put_aside_and_the_log_goes_on(path: Path) -> None:
    append_reviews(path, [make(), make("fig-2")])
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    log = read_log(path)
    assert (len(log.reviews), log.faults) == (1, ())
    assert log.torn
    append_reviews(path, [make("fig-3")])
    assert [r.subject for r in read_log(path).reviews] == ["fig-1", "fig-3"]
    assert log.torn in path.with_suffix(".torn").read_bytes()


def test_a_second_decision_on_a_stale_card_is_refused(path: Path) -> None:
    append_reviews(path, [make()], expect="")
    with pytest.raises(StaleReviewError, match="Ada decided “accept”"):
        append_reviews(path, [make(decision=Decision.REJECT, by="Grace")], expect="")
    seen = find_last(read_log(path).reviews, "fig-1")
    append_reviews(path, [make(decision=Decision.REJECT, by="Grace")], expect=seen)
    assert [r.decision for r in read_log(path).reviews] == ["accept", "reject"]


def test_undo_takes_back_one_after_the_other_and_keeps_every_line(path: Path) -> None:
    append_reviews(path, [make(), make("fig-2"), make("fig-9", by="Grace")])
    assert undo_last(path, by="Ada", at="2030-01-02").subject == "fig-2"
    assert undo_last(path, by="Ada", at="2030-01-02").subject == "fig-1"
    assert undo_last(path, by="Ada", at="2030-01-02") is None
    reviews = read_log(path).reviews
    assert len(reviews) == 5
    assert [r.subject for r in find_effective(reviews)] == ["fig-9"]


def test_a_review_of_another_version_with_unknown_values_is_no_review(path: Path) -> None:
    (one,) = append_reviews(path, [make()])
    row = {**one.to_json(), "mood": "fine"}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert "unknown: mood" in read_log(path).faults[0]


def test_two_writers_at_once_lose_nothing(path: Path) -> None:
    code = WRITER.replace("range(100000)", "range(40)")
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [process.wait(60) for process in running] == [0, 0]
    log = read_log(path)
    assert (len(log.reviews), log.faults, log.torn) == (80, (), b"")


@pytest.mark.slow
def test_killed_at_any_moment_the_log_opens_and_goes_on(path: Path) -> None:
    chance = random.Random(3)
    kept = 0
    for _ in range(20):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, 0.05))
        os.kill(process.pid, signal.SIGKILL)
        told = len(process.stdout.read().split())
        process.wait()
        process.stdout.close()
        log = read_log(path)
        assert log.faults == ()
        assert len(log.reviews) >= kept + told - (1 if log.torn else 0)
        kept = len(log.reviews)
    append_reviews(path, [make()])
    assert len(read_log(path).reviews) == kept + 1


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT, st.sampled_from(Decision)), max_size=6))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[str, str, Decision]]
) -> None:
    path = tmp_path_factory.mktemp("log") / "reviews.jsonl"
    written = append_reviews(path, [make(s, d, reason=r or None) for s, r, d in said])
    log = read_log(path)
    assert (list(log.reviews), log.faults, log.torn) == (written, (), b"")
