"""The page of a programme shows what it is said to have come to, with the words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onrecord.web.pages import rows
from tests.unit.publish.tally_makers import make_tally
from tests.unit.web.conftest import make_client
from tests.unit.web.hostile import write_rows

DAY = date(2023, 4, 1)
ROWS = {
    "document": [
        {"id": "doc-1", "text": "más de 2 mil", "source": "one.txt", "language": "es",
         "published": DAY, "published_latest": DAY, "origin": "doc-1"},
    ],
    "programme": [
        {"id": name, "name": name, "documents": 1, "parties": [], "history": []}
        for name in ("guards", "other")
    ],
}  # fmt: skip


def test_every_telling_links_to_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "list_tally_parts", lambda *_: {"guards": [make_tally()]})
    client = make_client(write_rows(tmp_path / "record", ROWS))
    page = client.get("/show/guards").text
    assert "What it is said to have come to" in page
    assert 'lang="es" href="/documents/doc-1?at=0-12#m-at">“más de 2 mil”' in page
    assert "What it is said to have come to" not in client.get("/show/other").text
    (tally,) = client.get("/show/guards.json").json()["tallies"]
    assert [one["number"] for one in tally["tellings"]] == [1000, 2000]
    assert client.get("/show/guards/chart.json").json()["facet"]["field"] == "count"
