"""Slips of a first hour: each is named with what to do, and none passes in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.cli.commands import run
from onrecord.cli.exits import USAGE


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with a text, a folder without one, and no record."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD", raising=False)
    (tmp_path / "empty").mkdir()
    (tmp_path / "draft.md").write_text("The Border Patrol made 181,509 arrests in August 2023.")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "draft.md", "--select", "X9"], "no code begins with X9. There are: F100"),
        (["check", "draft.md", "--ignore", "F9,F2"], "no code begins with F9"),
        (["left-out", "-r", "nothere"], "nothere: no record here"),
        (["series", "silent", "-r", "nothere"], "nothere: no record here"),
        (["check", "draft.md", "-r", "draft.md"], "draft.md: a file, not a record's folder"),
        (["build", "empty", "-r", "new"], "empty: no file there to build from"),
        (["build", "nothere", "-r", "new"], "nothere does not exist; check the path"),
        (["build", "-r", "new"], "new: nothing to build from; name files or folders"),
        (["build", "draft.md", "-r", "new", "--pack", "nothere"], 'no pack "nothere"'),
        (["build", "draft.md", "-r", "new", "--only-topic", "zebras"], 'no topic "zebras"'),
        (["watch", "nothere", "-r", "new", "--once"], "nothere does not exist; check the path"),
        (["buidl", "draft.md"], "No such command 'buidl'; did you mean \"build\"?"),
        (["build", "draft.md", "-r", "."], ".: holds draft.md and is no record"),
        (["verify", "draft.md"], "draft.md: this page carries no evidence"),
        (
            ["series", "import", "empty", "--as", "fred-csv"],
            "empty: a folder; name the publisher's file in it",
        ),
        (["mirror", "--json", "--csv"], "Either --json or --csv."),
        (["check", "draft.md", "--json", "--sarif"], "Either --json or --sarif."),
        (["dyad", "USA", "USA"], "USA twice is no pair"),
        (["timeline", "--from", "2025-03-02", "--to", "2025-03-01"], "is after --to 2025-03-01"),
        (
            ["series", "diff", "--from", "2025-03-02", "--until", "2025-03-01"],
            "--from 2025-03-02 is after --until 2025-03-01",
        ),
        (
            ["pack", "new", "ours", "--between", "JP:KR", "--to", "draft.md"],
            "draft.md/ours: a file stands",
        ),
        (["export", "stix", "out", "--with-text"], "the standards never hold whole texts"),
        (["export", "csv", "out", "--licence", "CC0"], "--licence is for parquet alone"),
        (
            ["export", "ftm", "out", "--base", "urn:x:"],
            "--base is for annotations, schemaorg, prov",
        ),
        (
            ["export", "prov", "out", "--base", "notaniri"],
            '"notaniri" is no beginning of addresses',
        ),
        (
            ["export", "prov", "out", "--base", "https://site.example/record"],
            "with the / or # that ids come behind",
        ),
    ],
)
def test_a_slip_is_named(
    words: list[str], said: str, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == USAGE
    assert said in capsys.readouterr().err
    assert not (elsewhere / "new").exists()


def test_an_empty_record_takes_no_slip_either(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (elsewhere / "new" / "captures").mkdir(parents=True)
    assert run(["build", "nothere", "-r", "new"]) == USAGE
    assert "nothere does not exist" in capsys.readouterr().err
    assert not (elsewhere / "new" / "CURRENT").exists()
