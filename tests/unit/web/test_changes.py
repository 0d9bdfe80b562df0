"""What changed with the last build, and that a build which lands is shown with the next page."""

from __future__ import annotations

from pathlib import Path

from onrecord.publish.feeds import ATOM_FILE, JSON_FILE, Feed, write_atom, write_json_feed
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


def test_feeds_are_served_and_named_once_watch_wrote_them(tmp_path: Path) -> None:
    folder = write_rows(tmp_path / "record", BEFORE)
    client = make_client(folder)
    assert client.get("/changes.atom").status_code == 404
    assert 'rel="alternate"' not in client.get("/").text
    (folder / "watch").mkdir()
    for name, write in ((ATOM_FILE, write_atom), (JSON_FILE, write_json_feed)):
        (folder / "watch" / name).write_bytes(write(Feed(id="urn:x", title="A record"), ()))
    for address, media_type in (
        ("/changes.atom", "application/atom+xml"),
        ("/changes.feed.json", "application/feed+json"),
    ):
        answer = client.get(address)
        assert answer.headers["content-type"].split(";")[0] == media_type
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert f'<link rel="alternate" type="{media_type}"' in client.get("/").text
        assert f'href="{address}"' in client.get("/changes").text
    assert client.get("/changes.feed.json").json()["title"] == "A record"
