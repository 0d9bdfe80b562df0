"""Lists and rows on a terminal say names; JSON and CSV keep the codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.cli.commands import run
from onrecord.model.reviews import Decision, Review
from onrecord.record.reviews import append_reviews
from tests.unit.web.hostile import write_rows

POSITION = {"document": "doc-1", "quote": "One", "start": 0, "end": 3, "issue": "border-wall",
            "side": "MEX", "stance": "against", "actor_name": "The Senate"}  # fmt: skip
ROWS = {
    "document": [{"id": "doc-1", "text": "One two."}],
    "position": [{"id": "pos-1", **POSITION}, {"id": "pos-2", **POSITION, "stance": "for"}],
    "shift": [{"id": "shi-1", "issue": "border-wall", "before": "pos-1", "after": "pos-2"}],
    "programme": [{"id": "pro-1", "name": "Talks", "parties": ["MEX", "USA"]}],
}


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of a record with a position, a shift and a programme."""
    return str(write_rows(tmp_path_factory.mktemp("coded") / "record", ROWS))


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (["list", "positions"], "Mexico", "MEX"),
        (["list", "shifts"], "wall", "border-wall"),
        (["list", "programmes"], "Mexico and United States", "MEX"),
        (["show", "pos-1"], "Mexico", "MEX"),
        (["show", "shi-1"], "Mexico", "border-wall"),
        (["show", "pro-1"], "Mexico and United States", "MEX"),
    ],
)
def test_codes_are_said_by_name_and_kept_in_json(
    coded: str, words: list[str], said: str, *, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*words, "-r", coded]) == 0
    shown = capsys.readouterr().out
    assert said in shown
    assert code not in shown
    assert run([*words, "-r", coded, "--json"]) == 0
    assert code in json.dumps(json.loads(capsys.readouterr().out))


def test_actors_that_are_named_most_come_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    actors = [
        {"id": "a-nobody", "name": "Nobody", "mentions": 0},
        {"id": "b-some", "name": "Some", "mentions": 3},
        {"id": "c-much", "name": "Much", "mentions": 20},
    ]
    record = str(write_rows(tmp_path / "record", {"actor": actors}))
    assert run(["list", "actors", "-r", record, "--limit", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["id", "c-much", "b-some"]


def test_decisions_since_the_build_are_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = write_rows(tmp_path / "record", ROWS)
    review = Review(
        at="2026-10-01T10:00:00+00:00", by="Ada", subject="pos-1", decision=Decision.ACCEPT,
        table="position",
    )  # fmt: skip
    append_reviews(record / "reviews.jsonl", [review])
    assert run(["list", "reviews", "-r", str(record)]) == 0
    assert "0 of 0; 1 decision since the build: the next one lists them" in capsys.readouterr().err
