"""What was changed silently is shown, and versions are counted once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.cli.commands import run
from onrecord.record import open_record, summarise
from onrecord.run.build import BuildOptions, Progress, build_record
from tests.unit.run.conftest import NOW
from tests.unit.run.fake_reading import open_fake_step

ADDRESS = "https://a.example/news/one"
OLD = "The office counted 12 trucks at the bridge in the month of March.\nAlso 44 were sent back."
NEW = OLD.replace("12 trucks", "21 trucks")


def line(text: str, day: str, url: str) -> str:
    row = {"text": text, "url": url, "title": "On trucks", "met_at": f"{day}T10:00:00+00:00"}
    return json.dumps(row) + "\n"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("versions")
    (place / "pack").mkdir()
    (place / "pack" / "pack.yml").write_text(
        'name: tiny\ntitle: Tiny\nversion: "1"\n', encoding="utf-8"
    )
    rows = [
        line(NEW, "2024-05-09", f"{ADDRESS}?utm_source=mail"),
        line(OLD, "2024-05-03", ADDRESS),
        line("Another page says nothing of it.", "2024-05-03", "https://a.example/news/two"),
    ]
    (place / "pile.jsonl").write_text("".join(rows), encoding="utf-8")
    options = BuildOptions(
        record=place / "record",
        patterns=(str(place / "pile.jsonl"),),
        pack=str(place / "pack"),
        open_step=open_fake_step,
    )
    build_record(options, now=NOW, progress=Progress())
    return place / "record"


def test_changed_words_and_findings_are_shown(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", f"{ADDRESS}/?fbclid=1", "-r", str(path)]) == 0
    out = capsys.readouterr().out
    assert "[-12-] {+21+} trucks" in out
    assert "44" not in out.partition("findings:")[2], "what stayed is no change"
    assert "figure" in out.partition("findings:")[2]


def test_a_document_may_be_named_by_any_version(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_record(path) as record:
        ids = [row["id"] for row in record.rows("document") if row["url"].startswith(ADDRESS)]
    said = set()
    for row_id in ids:
        assert run(["diff", row_id, "-r", str(path), "--json"]) == 0
        said.add(capsys.readouterr().out)
    (only,) = said
    (step,) = json.loads(only)["steps"]
    assert step["changes"][0]["old"] == OLD.split("\n")[0]
    assert {f["table"] for f in step["findings"]} >= {"figure"}


def test_a_document_may_be_named_by_its_file_as_lists_show_it(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", "pile.jsonl#1", "-r", str(path)]) == 0
    assert "{+21+} trucks" in capsys.readouterr().out


def test_old_and_new_stand_beside_each_other(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", ADDRESS, "-r", str(path), "--side-by-side"]) == 0
    shown = [x for x in capsys.readouterr().out.splitlines() if " | " in x]
    assert "[-12-]" in shown[0].partition(" | ")[0]
    assert "{+21+}" in shown[0].partition(" | ")[2]


def test_what_was_met_once_is_said(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "https://a.example/news/two", "-r", str(path)]) == 0
    assert "nothing to compare" in capsys.readouterr().err


def test_an_unknown_address_is_said(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "https://a.example/none", "-r", str(path)]) == 2
    assert "no document has the address" in capsys.readouterr().err


def test_versions_are_counted_once(path: Path) -> None:
    with open_record(path) as record:
        summary = summarise(record)
        origins = {row["origin"] for row in record.rows("document")}
    assert (summary.documents, summary.versions, summary.origins) == (2, 1, 2)
    assert len(origins) == 2
    assert summary.findings["figures"] == 3, "12, 21, and 44 once"


def test_a_row_that_stands_in_no_document_is_named(
    record_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", "act-speaker", "-r", str(record_path)]) == 2
    said = "onrecord: act-speaker is a row of actors, which no document holds\n"
    assert capsys.readouterr().err == said
