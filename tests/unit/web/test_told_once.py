"""What a page has said already it does not say again, and of one it speaks in the singular."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.unit.web.browsing import TestClient
from tests.unit.web.conftest import make_client
from tests.unit.web.hostile import write_rows

DAY = date(2025, 3, 1)
TEXT = "The ministry promised a bridge over the river. Nothing else."
WORDS = "The ministry promised a bridge over the river"
SPAN = {"document": "doc-1", "quote": WORDS, "start": 0, "end": 45}
ROWS = {
    "document": [
        {
            "id": "doc-1",
            "text": TEXT,
            "published": DAY,
            "published_latest": DAY,
            "dropped": [{"text": "Share", "reason": "x", "line": 1}],
        }
    ],
    "event": [{"id": "eve-1", **SPAN}],
    "commitment": [{"id": "com-1", "kind": "promise", "deed": "a bridge", **SPAN}],
    "move": [
        {
            "id": "mov-1",
            "commitment": "com-1",
            "state": "kept",
            "basis": "computed",
            "known": DAY,
            **SPAN,
        },
    ],
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A browser at a record with one promise, told as an event too."""
    record: Path = write_rows(tmp_path_factory.mktemp("once") / "record", ROWS)
    return make_client(record)


def test_one_passage_is_spoken_of_as_one(client: TestClient) -> None:
    page = client.get("/documents/doc-1").text
    assert "1 passage left out as furniture." in page
    assert "Show it where it stood" in page
    assert "<summary>List it</summary>" in page


def test_a_move_read_from_the_promise_repeats_no_words(client: TestClient) -> None:
    page = client.get("/standing").text
    assert page.count(WORDS) == 1
    assert "<b>kept</b>" in page


def test_search_shows_the_same_words_once(client: TestClient) -> None:
    page = client.get("/search?q=bridge").text
    assert page.count("<mark>bridge</mark>") == 1
    for row in ("/show/eve-1", "/show/com-1", "/documents/doc-1"):
        assert f'class="kind" href="{row}"' in page
