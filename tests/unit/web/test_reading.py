"""Reader, rows and search: one step from every finding to its words, and back."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import html

from tests.unit.web.browsing import TestClient
from tests.unit.web.conftest import make_client
from tests.unit.web.hostile import write_rows

TEXT = "The agency told of 218,673 arrests.\nIt said so in May."
SEPTEMBER = [date(2023, 9, 1), date(2023, 10, 1)]
ROWS = {
    "document": [
        {"id": "doc-1", "text": TEXT, "title": "One", "origin": "doc-1",
         "published": date(2023, 10, 5), "published_latest": date(2023, 10, 5),
         "dropped": [{"text": "Sign up", "reason": "asks the reader", "line": 9}]},
        {"id": "doc-2", "text": TEXT, "title": "Two", "outlet": "Paper", "origin": "doc-1",
         "published": date(2023, 10, 9), "published_latest": date(2023, 10, 9)},
    ],
    "figure": [{"id": "fig-1", "document": "doc-1", "quote": "218,673 arrests", "start": 19,
                "end": 34, "outcome": "fails", "series": "ser-1"}],
    "statement": [{"id": "sta-1", "document": "doc-1", "quote": TEXT[:34], "start": 0, "end": 34,
                   "content": TEXT[:34], "via": "the paper"}],
    "event": [
        {"id": "eve-1", "document": "doc-1", "quote": TEXT[:34], "start": 0, "end": 34,
         "type": "COERCE", "actors": ["USA"], "targets": ["MEX"], "date": SEPTEMBER},
        {"id": "eve-2", "document": "doc-1", "quote": TEXT[35:], "start": 35, "end": 54,
         "type": "MEET", "actors": ["USA"], "targets": ["CAN"], "date": SEPTEMBER},
    ],
    "series": [{"id": "ser-1", "name": "Arrests", "definition": "People arrested in a month."}],
    "observation": [
        {"id": "obs-1", "series": "ser-1", "period": SEPTEMBER, "value": 218763.0,
         "released": date(2023, 10, 20)},
        {"id": "obs-2", "series": "ser-1", "period": SEPTEMBER, "value": 218770.0,
         "released": date(2024, 1, 20)},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A browser before a record of two copies of a text."""
    return make_client(write_rows(tmp_path_factory.mktemp("reading") / "record", ROWS))


def read(client: TestClient, address: str) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200
    return html.document_fromstring(answer.text)


def test_words_and_cards_lead_to_each_other(client: TestClient) -> None:
    page = read(client, "/documents/doc-1")
    (mark,) = page.xpath("//a[contains(@class,'k-figure') and contains(@class,'mark')]")
    assert mark.text_content() == "218,673 arrests"
    assert page.xpath(f"//li[@id='{mark.get('href')[1:]}']//a[@href='#m-fig-1']")
    assert page.xpath("//*[@id='m-fig-1']")


def test_what_was_left_out_is_shown_on_demand(client: TestClient) -> None:
    plain = read(client, "/documents/doc-1").xpath("//article//*[@class='furniture']")
    shown = read(client, "/documents/doc-1?furniture=1")
    assert plain == []
    assert shown.xpath("//article//a[@href='/documents/doc-1']")
    assert "Sign up" in shown.xpath("string(//article)")


def test_the_timeline_as_csv_is_the_one_that_is_shown(client: TestClient) -> None:
    (link,) = read(client, "/timeline?one=USA&other=MEX&from=2023-09-01").xpath(
        "//a[text()='CSV']/@href"
    )
    answer = client.get(link)
    assert link == "/timeline.csv?one=USA&other=MEX&from=2023-09-01"
    assert [line.split(",")[0] for line in answer.text.splitlines()] == ["id", "eve-1"]


def test_a_chart_comes_as_what_it_was_drawn_from(client: TestClient) -> None:
    spec = client.get("/timeline/chart.json").text
    assert "eve-1" in spec
    assert "var(--" in spec
    assert client.get("/show/sta-1/chart.json").status_code == 404


def test_the_text_stays_whole_between_marks(client: TestClient) -> None:
    paragraphs = read(client, "/documents/doc-1").xpath("//article/p")
    assert "\n".join(p.text_content() for p in paragraphs) == TEXT


def test_copies_what_was_left_out_and_whom_it_comes_through_are_told(client: TestClient) -> None:
    page = read(client, "/documents/doc-1").text_content()
    assert "Also in 1 document, this is the earliest" in page
    assert "Sign up" in page
    assert "as told by the paper" in page


def test_one_kind_alone_can_be_shown(client: TestClient) -> None:
    page = read(client, "/documents/doc-1?kind=statement")
    assert not page.xpath("//a[contains(@class,'k-figure') and contains(@class,'mark')]")


def test_a_figure_shows_what_it_was_compared_with(client: TestClient) -> None:
    page = read(client, "/show/fig-1")
    assert "People arrested in a month." in page.text_content()
    assert page.xpath("//a[@href='/show/ser-1']")


def test_a_series_shows_all_its_vintages(client: TestClient) -> None:
    page = " ".join(read(client, "/show/ser-1").text_content().split())
    assert "218,770" in page
    assert "218,763 20 October 2023" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [("arrests", True), ("arests", False), ("arests&near=1", True), ("arrests&from=2023-10-10", False),
     ("arrests&from=2023-10-09", True), ("arrests&to=2023-10-04", False)],
)  # fmt: skip
def test_search_takes_days_and_words_that_are_nearly_right(
    client: TestClient, query: str, found: bool
) -> None:
    hits = client.get(f"/search.json?q={query}&in=document").json()["hits"]
    assert bool(hits) is found


def test_copies_of_one_text_are_one_story(client: TestClient) -> None:
    page = read(client, "/search?q=arrests&in=document")
    assert len(page.xpath("//section[@class='story']")) == 1
    assert len(page.xpath("//section[@class='story']/div")) == 2


def test_a_day_that_is_none_is_told(client: TestClient) -> None:
    assert client.get("/search?q=x&from=soon").status_code == 400


def test_a_citation_names_row_record_and_day(client: TestClient) -> None:
    page = read(client, "/cite?at=/show/fig-1&title=Arrests&row=fig-1").text_content()
    assert "fig-1" in page
    assert "30 September 2026" in page
    assert client.get("/cite?at=/&form=csl").json()[0]["archive"] == "Record b1"


def test_a_capture_that_is_not_kept_is_told(client: TestClient) -> None:
    assert client.get("/documents/doc-1/capture/body").status_code == 404
