"""`onrecord series`: what its commands print, how they end, and where they write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.cli.commands import run
from onrecord.cli.exits import FINDINGS, FINE, UNREADABLE, USAGE
from tests.unit.sources.publisher import open_publisher

TIDY = "period,value\n2025-01,2.5\n2025-02,2.75\n"
SERIES = """\
- {id: rate, name: Rate, publisher: Agency, definition: D, unit: percent, population: all,
   place: X, limits: none, grain: month, rhythm: month, lag_days: 10}
"""
IMPORT = ["series", "import", "rate.csv", "--as", "tidy-csv", "--series", "rate", "--to", "mine"]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch) -> Path:
    """A folder with a file to import and the row of its series."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD", raising=False)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "pack.yml").write_text(
        'name: mine\ntitle: Mine\nversion: "1"\nrequires: [base]\n', encoding="utf-8"
    )
    (tmp_path / "mine" / "series.yml").write_text(SERIES, encoding="utf-8")
    (tmp_path / "rate.csv").write_text(TIDY, encoding="utf-8")
    return tmp_path


def ask(capsys, *words: str) -> dict:
    """Return the JSON that a command prints."""
    run([*words, "--json"])
    return json.loads(capsys.readouterr().out)


def test_an_import_says_what_it_added(capsys) -> None:
    assert run([*IMPORT, "--as-of", "2025-03-10"]) == FINE
    said = capsys.readouterr().out
    assert "rate.csv: 2 values known by 2025-03-10 (as given); 2 new and 0 revised added" in said
    again = ask(capsys, *IMPORT, "--as-of", "2025-04-10")
    assert (again["values"], again["unchanged"], again["changes"]) == (2, 2, [])


def test_a_trial_writes_nothing(place: Path, capsys) -> None:
    before = sorted(place.rglob("*"))
    assert run([*IMPORT, "--as-of", "2025-03-10", "--dry-run"]) == FINE
    assert "would be added" in capsys.readouterr().out
    assert sorted(place.rglob("*")) == before


def test_a_new_folder_becomes_a_pack_only_when_something_comes_into_it(place: Path, capsys) -> None:
    words = [
        "series",
        "import",
        "rate.csv",
        "--as",
        "tidy-csv",
        "--series",
        "rate",
        "--pack",
        "mine",
    ]
    (place / "rate.csv").write_text(TIDY.replace("2.75", "x"), encoding="utf-8")
    assert run([*words, "--to", "new"]) == USAGE
    assert 'rate.csv:3: value "x" is no number' in capsys.readouterr().err
    assert not (place / "new").exists()
    (place / "rate.csv").write_text(TIDY, encoding="utf-8")
    assert run([*words, "--to", "new"]) == FINE
    assert "mine" in (place / "new" / "pack.yml").read_text(encoding="utf-8")
    assert (place / "new" / "series" / "rate.csv").exists()
    assert not (place / "mine" / "series").exists()


def test_without_a_record_or_a_folder_nothing_is_written(capsys) -> None:
    assert run(IMPORT[:-2]) == USAGE
    assert "name a pack's folder with --to, or a record with -r" in capsys.readouterr().err


def test_a_kind_may_be_a_file(place: Path, capsys) -> None:
    (place / "kind.yml").write_text(
        "id: rates\ntitle: Rates\nformat: csv\ncolumns: {day: [period], n: [value]}\n"
        "period: {text: day}\nvalue: n\nseries: [{series: rate, unit: percent}]\n",
        encoding="utf-8",
    )
    words = ["series", "import", "rate.csv", "--as", "kind.yml", "--to", "mine"]
    assert ask(capsys, *words)["values"] == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rate.csv", "--as", "no-kind"], '"no-kind"; `onrecord series kinds` lists them'),
        (["gone.csv", "--as", "tidy-csv"], "gone.csv: no such file"),
        (["http://127.0.0.1/x.csv", "--as", "tidy-csv"], "no public address"),
        (["rate.csv", "--as", "tidy-csv", "--where", "x"], "write COLUMN=VALUE"),
        (["rate.csv", "--as", "tidy-csv", "--series", "rate", "--as-of", "2999-01-01"], "lies ahead"),
    ],
)  # fmt: skip
def test_a_wrong_import_is_one_line(words: list[str], said: str, capsys) -> None:
    assert run(["series", "import", *words, "--to", "mine"]) == USAGE
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error


def test_kinds_name_their_series_and_feeds(capsys) -> None:
    kinds = {kind["id"]: kind for kind in ask(capsys, "series", "kinds")["kinds"]}
    assert "usbp-southwest-month" in kinds["cbp-southwest-encounters"]["series"]
    assert kinds["cbp-southwest-encounters"]["feeds"] == ["cbp-southwest-encounters"]
    assert kinds["tidy-csv"]["series"] == []
    assert run(["series", "kinds", "--pack", "mine"]) == FINE
    assert "tidy-csv" in capsys.readouterr().out


def test_update_fetches_the_feeds_and_ends_with_three_when_one_fails(
    place: Path, capsys, monkeypatch
) -> None:
    monkeypatch.setenv("ONRECORD_ALLOW_PRIVATE_ADDRESSES", "1")
    with open_publisher() as publisher:
        (place / "mine" / "feeds.yml").write_text(
            f"- {{id: rate, kind: tidy-csv, url: '{publisher.url}/rate.csv', series: rate}}\n",
            encoding="utf-8",
        )
        assert run(["series", "update", "--to", "mine"]) == UNREADABLE
        assert "rate: http" in capsys.readouterr().err
        publisher.serve("/rate.csv", TIDY.encode())
        assert run(["series", "update", "--to", "mine"]) == FINE
        assert "2 new and 0 revised added" in capsys.readouterr().out
        assert run(["series", "update", "rate", "--to", "mine"]) == FINE
        assert "rate: nothing new at" in capsys.readouterr().out


def test_diff_and_silent_tell_what_changed_and_what_is_late(place: Path, capsys) -> None:
    run([*IMPORT, "--as-of", "2025-03-10"])
    (place / "rate.csv").write_text(TIDY.replace("2.5", "2.6"), encoding="utf-8")
    run([*IMPORT, "--as-of", "2025-04-10"])
    capsys.readouterr()
    (changed,) = ask(capsys, "series", "diff", "rate", "--pack", "mine")["series"]
    assert changed["changes"] == [
        {"series": "rate", "period": ["2025-01-01", "2025-02-01"], "before": 2.5, "after": 2.6}
    ]
    assert run(["series", "diff", "--pack", "mine"]) == FINE
    assert "rate: from 2025-04-09 to 2025-04-10 1 revised, 0 new" in capsys.readouterr().out
    assert run(["series", "silent", "--pack", "mine", "--as-of", "2025-04-10"]) == FINE
    assert "no series is overdue" in capsys.readouterr().out
    late = ["series", "silent", "--pack", "mine", "--as-of", "2025-04-12"]
    assert run(late) == FINDINGS
    assert "March 2025" in capsys.readouterr().out
    assert ask(capsys, *late)["silent"][0]["days"] == 1
    assert run([*late, "--grace", "5"]) == FINE


def test_a_series_that_is_not_there_is_named(capsys) -> None:
    assert run(["series", "diff", "none", "--pack", "mine"]) == USAGE
    assert "no series none with observations" in capsys.readouterr().err


def test_the_series_of_a_pack_are_shown_without_a_record(capsys) -> None:
    run([*IMPORT, "--as-of", "2025-03-10"])
    capsys.readouterr()
    shown = ask(capsys, "series", "show", "ra", "--pack", "mine")
    assert (shown["id"], shown["rhythm"], shown["lag_days"]) == ("rate", "month", 10)
    assert [o["value"] for o in shown["observations"]] == [2.5, 2.75]
    assert run(["series", "list", "--pack", "mine"]) == FINE
    assert "rate" in capsys.readouterr().out
    assert run(["series", "list", "--pack", "mine", "--where", "id=rate"]) == USAGE
