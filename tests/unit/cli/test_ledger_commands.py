"""`ledger`, `timeline`, `dyad` and `brief` on a small record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.cli.commands import run
from onrecord.run.build import BuildOptions, Progress, build_record
from tests.unit.run.conftest import NOW
from tests.unit.run.fake_reading import open_fake_step


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of a record of one text without promises."""
    place = tmp_path_factory.mktemp("small")
    (place / "pile").mkdir()
    text = "The Speaker told of “218,673 arrests” in the report.\n"
    (place / "pile" / "a.txt").write_text(text, encoding="utf-8")
    options = BuildOptions(
        record=place / "record", patterns=(str(place / "pile"),), open_step=open_fake_step
    )
    build_record(options, now=NOW, progress=Progress())
    return str(Path(place) / "record")


@pytest.mark.parametrize(
    ("words", "last"),
    [
        (["ledger", "--as-of", "2025-03-31"], "0 lines on 2025-03-31"),
        (["timeline", "--dyad", "USA:MEX"], "0 events; 0 more have no date"),
        (["brief", "--until", "2020-01-01"], "Nothing."),
        (["mirror", "--dyad", "USA:MEX"], "0 pairs of accounts"),
    ],
)
def test_nothing_is_said_as_nothing(
    small: str, words: list[str], last: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*words, "-r", small]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == last


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (["ledger"], "lines"),
        (["timeline"], "events"),
        (["mirror"], "pairs"),
        (["dyad", "USA", "MEX"], "months"),
        (["brief", "--since", "2w"], "lines"),
    ],
)
def test_json_has_a_list(
    small: str, words: list[str], key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*words, "-r", small, "--json"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert body[key] == []
    assert body["schema_version"] == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["timeline", "--dyad", "USA"], "write two sides as USA:MEX"),
        (["brief", "--since", "soon"], "write 7d, 2w or a day"),
        (["brief", "--topic", "weather"], "there are:"),
    ],
)
def test_wrong_use_names_the_remedy(
    small: str, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*words, "-r", small]) == 2
    assert said in capsys.readouterr().err
