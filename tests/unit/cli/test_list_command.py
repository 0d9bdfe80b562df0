"""Lists and rows on a terminal say names; JSON and CSV keep the codes."""

from __future__ import annotations

import json

import pytest

from onrecord.cli.commands import run
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
