"""The brief in the browser: many lines in pages, and what is dear made beside the requests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml import html

from onrecord.model.reviews import Decision, Review
from onrecord.publish.mirror import MirrorAccount, MirrorEntry, MirrorPage, MirrorWords
from onrecord.record.folder import RecordFolder
from onrecord.record.reviews import append_reviews
from onrecord.web.pages import standing
from tests.unit.web.browsing import TestClient
from tests.unit.web.conftest import make_client
from tests.unit.web.hostile import write_rows

DAY = date(2025, 3, 3)
MANY = 70
DAYS = "from=2025-03-01&to=2025-03-07"
ROWS = {
    "document": [{"id": "doc-1", "text": "Ten were told.", "published": DAY,
                  "published_latest": DAY, "language": "en", "origin": "doc-1"}],
    "figure": [{"id": f"fig-{n}", "document": "doc-1", "quote": "Ten", "start": 0, "end": 3,
                "outcome": "fails", "reason": "other"} for n in range(MANY)],
    "statement": [{"id": "sta-1", "document": "doc-1", "quote": "Ten", "start": 0, "end": 3,
                   "outcome": "fails", "diagnosis": "changed"}],
    "event": [{"id": "eve-1", "document": "doc-1", "quote": "Ten", "start": 0, "end": 3,
               "type": "CONSULT", "status": "happened", "actors": ["USA"], "targets": ["MEX"],
               "date": [DAY, date(2025, 3, 4)]}],
}  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A browser before a record with more news than a page shows."""
    return make_client(write_rows(tmp_path_factory.mktemp("brief") / "record", ROWS))


def count_lines(client: TestClient, address: str, kind: str = "fig-") -> int:
    page = html.document_fromstring(client.get(address).text)
    return len(page.xpath(f"//li[@data-row][starts-with(@data-open, '/show/{kind}')]"))


def test_a_brief_shows_the_first_of_each_kind_and_leads_to_all(client: TestClient) -> None:
    page = client.get(f"/brief?{DAYS}")
    assert "60 of 70" in page.text
    (rest,) = html.document_fromstring(page.text).xpath("//section//p/a[text()='all']/@href")
    assert rest == f"/brief?{DAYS}&kind=figure"
    assert [count_lines(client, f"{rest}&page={n}") for n in (1, 2, 3)] == [60, 10, 0]
    assert count_lines(client, rest, "sta-") == 0


def test_a_file_of_the_brief_has_all_lines(client: TestClient) -> None:
    assert len(client.get(f"/brief.json?{DAYS}&kind=figure").json()["lines"]) == MANY
    assert len(client.get(f"/brief.json?{DAYS}").json()["lines"]) == MANY + 2


def test_a_kind_that_is_none_is_told(client: TestClient) -> None:
    assert client.get(f"/brief?{DAYS}&kind=weather").status_code == 404


def test_the_balance_of_two_sides_is_made_beside_the_requests(client: TestClient) -> None:
    made = client.get("/dyads/MEX:USA.json").json()
    assert [(m["actor"], m["target"], m["balance"]) for m in made["months"]] == [("USA", "MEX", 1)]
    page = html.document_fromstring(client.get("/dyads/MEX:USA").text)
    assert page.xpath("//td[@data-label='balance']/text()") == ["+1"]
    assert client.get("/dyads/mx:USA").headers["location"] == "/dyads/MEX:USA"


def test_what_was_rejected_is_no_news(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "record", ROWS)
    review = Review(at="2025-03-04T10:00:00+00:00", by="Ada", subject="fig-0", table="figure",
                    decision=Decision.REJECT)  # fmt: skip
    append_reviews(RecordFolder(path).reviews, [review])
    lines = make_client(path).get(f"/brief.json?{DAYS}").json()["lines"]
    assert len(lines) == MANY + 1
    assert "fig-0" not in {line["id"] for line in lines}


def test_pairs_of_accounts_lead_to_the_next_hundred(client: TestClient) -> None:
    account = SimpleNamespace(document="doc-1", outlet="a", title="", source="a", country="USA",
                              published=DAY, language="en", is_joint=False, is_part=True)  # fmt: skip
    pair = SimpleNamespace(one=account, other=account, reason="same day", entries=())
    shelf = client.app.state.shelf  # type: ignore[attr-defined]
    with shelf.use():
        shelf.keep(("mirror",), lambda: [pair] * 250)
    pages = {
        n: html.document_fromstring(client.get(f"/mirror?page={n}").text) for n in (1, 101, 250)
    }
    links = {n: page.xpath("//nav[@class='pages']/a/@href") for n, page in pages.items()}
    assert links == {
        1: ["/mirror?page=101"], 101: ["/mirror?page=100", "/mirror?page=201"],
        250: ["/mirror?page=200"],
    }  # fmt: skip


def test_words_of_both_accounts_say_their_language(tmp_path: Path) -> None:
    client = make_client(write_rows(tmp_path / "record", ROWS))
    one = MirrorAccount(document="doc-1", country="USA", outlet="a", title="", published=DAY,
                        language="en", source="a", url=None)  # fmt: skip
    other = replace(one, country="MEX", language="es", is_part=True)
    words = MirrorWords(quote="acordamos", start=0, end=9, by="A. Speaker")
    entry = MirrorEntry(side="both", kind="topic", label="Water", one=words, other=words)
    shelf = client.app.state.shelf  # type: ignore[attr-defined]
    with shelf.use():
        shelf.keep(
            ("mirror",),
            lambda: (MirrorPage(one=one, other=other, reason="the same day", entries=(entry,)),),
        )
    page = html.document_fromstring(client.get("/mirror").text)
    assert page.xpath("//table//q/@lang") == ["en", "es"]
    assert "in a part of it" in page.text_content()
    rows = client.get("/mirror.csv").text.splitlines()
    assert len(rows) == 2
    assert "A. Speaker" in rows[1]


@pytest.mark.parametrize(
    ("address", "waits"), [("/mirror", False), ("/mirror.json", True), ("/mirror.csv", True)]
)
def test_who_asks_for_a_file_waits_until_it_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, waits: bool
) -> None:
    asked: list[bool] = []

    def make_mirrors(_: object, *, patient: bool) -> tuple[MirrorPage, ...]:
        asked.append(patient)
        return ()

    monkeypatch.setattr(standing, "make_mirrors", make_mirrors)
    client = make_client(write_rows(tmp_path / "record", ROWS))
    assert client.get(address).status_code == 200
    assert asked == [waits]
