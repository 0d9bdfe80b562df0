"""`onrecord review` in a pipe: the same keys as on the page, decisions handed on and taken in."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from onrecord.cli.commands import run
from onrecord.cli.review_session import plain
from onrecord.record.reviews import read_log
from tests.unit.web.hostile import write_rows
from tests.unit.web.test_reviewing import write


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record with a figure that fails and one of which nothing is known."""
    return write(tmp_path / "record")


def press(monkeypatch: pytest.MonkeyPatch, record: Path, *keys: str, by: str = "Ada") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{key}\n" for key in keys)))
    return run(["review", "-r", str(record), "--reviewer", by])


def read(record: Path) -> list[tuple[str, str, str | None]]:
    return [(r.subject, r.decision.value, r.value) for r in read_log(record / "reviews.jsonl").reviews]  # fmt: skip


def test_keys_decide_and_go_on(record: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    assert press(monkeypatch, record, "a", "e unit people", "q") == 0
    assert read(record) == [("fig-a", "accept", None), ("fig-b", "correct", "people")]
    out = capsys.readouterr().out
    assert "Agents made »ten arrests« in May." in out
    assert "a accept" in out
    assert "Nothing waits here" in out


def test_undo_goes_back_one_by_one(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    press(monkeypatch, record, "a", "s", "u", "x")
    assert [(s, d) for s, d, _ in read(record)] == [
        ("fig-a", "accept"),
        ("fig-a", "undo"),
        ("fig-a", "reject"),
    ]


def test_edges_move_by_words(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    press(monkeypatch, record, "[", "]", "]", "}", "a")
    assert read(record) == [("fig-a", "move", "7:26")]


def test_digits_relabel_and_words_are_asked_for(
    record: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    press(monkeypatch, record, "c", "c by whom?", "2", "k", "w")
    assert [(d, v) for _, d, v in read(record)] == [("comment", None), ("relabel", "about")]
    assert "a comment needs words" in capsys.readouterr().err


def test_search_leads_to_its_cards(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    press(monkeypatch, record, "/ 12", "x")
    assert [(s, d) for s, d, _ in read(record)] == [("fig-b", "reject")]


def test_decisions_are_handed_on_and_taken_in_once(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    press(monkeypatch, record, "a", "a", "u", "x")
    assert run(["review", "-r", str(record), "--export", str(tmp_path / "ada.jsonl")]) == 0
    other = write(tmp_path / "other")
    press(monkeypatch, other, "x", by="Grace")
    capsys.readouterr()
    for _ in range(2):
        assert run(["review", "-r", str(other), "--import", str(tmp_path / "ada.jsonl")]) == 0
    out = capsys.readouterr().out
    assert "4 decisions taken in, 0 were there; 1 differs" in out
    assert "differs: fig-a: Grace reject, Ada accept" in out
    assert "0 decisions taken in, 4 were there" in out
    log = read_log(other / "reviews.jsonl")
    assert (len(log.reviews), log.faults) == (5, ())
    undo = log.reviews[3]
    assert undo.value == log.reviews[2].id  # it means the same decision under its new id


def test_a_damaged_log_is_not_taken_in(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    press(monkeypatch, record, "c fine", "a")
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes((record / "reviews.jsonl").read_bytes().replace(b"fine", b"fune"))
    assert run(["review", "-r", str(record), "--import", str(bad)]) != 0
    assert "line 1" in capsys.readouterr().err


def test_nothing_of_a_text_runs_in_a_terminal() -> None:
    assert plain("a\x1b]0;x\x07b\u202ec\nd") == "a ]0;x b c d"


def test_the_context_is_cut_at_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "seven! " * 60 + "It was 12." + " seven!" * 60
    figure = {"document": "doc-1", "quote": "12", "start": 427, "end": 429, "outcome": "fails"}
    rows = {"document": [{"id": "doc-1", "text": text}], "figure": [{"id": "fig-1", **figure}]}
    folder = write_rows(tmp_path / "long", rows)
    press(monkeypatch, folder, "q")
    around = capsys.readouterr().out.partition("»12«")
    assert "…seven! seven! " in around[0]
    assert around[2].splitlines()[0].endswith(" seven! seven!…")
    assert run(["show", "fig-1", "-r", str(folder)]) == 0
    around = capsys.readouterr().out.partition(">>>12<<<")
    assert "  …seven! seven! " in around[0]
    assert around[2].splitlines()[0].endswith(" seven! seven!…")
