"""What changed with the last build, and that a build which lands is shown with the next page."""

from __future__ import annotations

from pathlib import Path

from onrecord.record.folder import write_beside
from tests.unit.record.test_builds import BEFORE, NOW, write_two
from tests.unit.web.conftest import make_client
from tests.unit.web.hostile import write_rows


def test_changes_are_shown_and_given(tmp_path: Path) -> None:
    client = make_client(write_two(tmp_path / "record"))
    page = client.get("/changes").text
    assert "swapped digits" in page
    assert "/documents/doc-3" in page
    tables = client.get("/changes.json").json()["tables"]
    assert tables["figures"]["judged"]["fig-3"] == ["not judged", "holds"]


def test_with_one_build_it_says_why_there_is_nothing(tmp_path: Path) -> None:
    client = make_client(write_rows(tmp_path / "record", BEFORE))
    assert "first build" in client.get("/changes").text


def test_a_build_that_lands_is_shown_with_the_next_page(tmp_path: Path) -> None:
    folder = write_rows(tmp_path / "record", BEFORE, "b1")
    client = make_client(folder)
    assert client.get("/documents.json").json()["record"] == "b1"
    write_rows(folder, NOW, "b2")
    assert client.get("/documents.json").json()["record"] == "b2"
    assert client.get("/documents/doc-2").status_code == 404


def test_without_a_build_it_says_what_to_do(tmp_path: Path) -> None:
    folder = write_rows(tmp_path / "record", BEFORE)
    write_beside(folder / "CURRENT", b"gone\n")
    answer = make_client(folder).get("/")
    assert answer.status_code == 503
    assert "onrecord build" in answer.text
