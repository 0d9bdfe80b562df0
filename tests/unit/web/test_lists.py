"""A list's address says all of it: what fits, how many of how many, in which order, in which form."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from onrecord.publish.dossier_checks import check_dossier
from tests.unit.web.browsing import TestClient
from tests.unit.web.conftest import make_client
from tests.unit.web.hostile import write_rows

TEXT = "They made 218,673 arrests. They made 12 more."
FIGURES = [
    {
        "id": f"fig-{at:03}",
        "document": f"doc-{at % 3}",
        "quote": "218,673 arrests",
        "start": 10,
        "end": 25,
        "outcome": "fails" if at % 4 == 0 else "open",
        "unit": "arrests",
        "reason": f"reason {at:03}",
        "value": [float(at)],
    }
    for at in range(120)
]
DOCUMENTS = [
    {"id": f"doc-{at}", "text": TEXT, "outlet": f"Paper {at}", "title": f"Title {at}", "words": 8}
    for at in range(3)
]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A browser before a record of 120 figures in three documents."""
    folder: Path = tmp_path_factory.mktemp("lists") / "record"
    return make_client(write_rows(folder, {"document": DOCUMENTS, "figure": FIGURES}))


def read_rows(page: str) -> list[str]:
    return [str(i) for i in html.document_fromstring(page).xpath("//tbody/tr/@id")]


def test_it_says_how_many_of_how_many(client: TestClient) -> None:
    page = " ".join(html.document_fromstring(client.get("/figures?outcome=fails").text).itertext())
    assert "30 of 120" in " ".join(page.split())


def test_pages_hold_all_rows_once(client: TestClient) -> None:
    found = [row for n in (1, 2, 3) for row in read_rows(client.get(f"/figures?page={n}").text)]
    assert sorted(found) == [row["id"] for row in FIGURES]


def test_the_order_is_in_the_address(client: TestClient) -> None:
    assert read_rows(client.get("/figures?sort=-reason").text)[0] == "fig-119"
    assert read_rows(client.get("/figures?sort=reason").text)[0] == "fig-000"


@pytest.mark.parametrize(
    "address", ["outcome=fails", "outlet=Paper 1", "where=value>=100", "q=arrests"]
)
def test_json_csv_and_page_show_the_same_rows(client: TestClient, address: str) -> None:
    held = client.get(f"/figures.json?{address}").json()
    rows = list(csv.DictReader(io.StringIO(client.get(f"/figures.csv?{address}").text)))
    assert [row["id"] for row in held["rows"]] == [row["id"] for row in rows]
    assert held["count"] == len(rows) > 0
    assert set(read_rows(client.get(f"/figures?{address}").text)) <= {row["id"] for row in rows}


@pytest.mark.parametrize(
    ("address", "status"),
    [("/figures?nothing=1", 404), ("/figures?where=nonsense", 400), ("/nothing", 404),
     ("/figures?page=x", 200), ("/figures?page=99999999999", 200), ("/figures?page=-1", 200),
     ("/figures?sort=nothing", 200), ("/series.html", 404)],
)  # fmt: skip
def test_a_wrong_address_says_so(client: TestClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_facets_lead_to_the_rows_they_count(client: TestClient) -> None:
    page = html.document_fromstring(client.get("/figures").text)
    (link,) = page.xpath("//aside//a[normalize-space()='fails']")
    assert link.getparent().xpath("string(span[@class='count'])") == "30"
    assert client.get(link.get("href").replace("/figures", "/figures.json")).json()["count"] == 30


def test_a_dossier_of_a_view_holds_its_rows_and_checks_out(client: TestClient) -> None:
    answer = client.get("/figures.html?outcome=fails&outlet=Paper 0")
    faults = check_dossier(answer.text).faults
    assert [f for f in faults if "the id does not fit" not in f] == []  # ids here are made by hand
    held = client.get("/figures.json?outcome=fails&outlet=Paper 0").json()["rows"]
    assert all(row["id"] in answer.text for row in held)
    assert "fig-001" not in answer.text
    assert answer.headers["content-security-policy"] == "sandbox"


def test_what_was_chosen_is_said_by_name(client: TestClient) -> None:
    page = html.document_fromstring(client.get("/events?actors=MEX&q=arrest").text)
    chips = [" ".join(chip.text_content().split()) for chip in page.xpath("//a[@class='chip']")]
    assert [chip.split(" ×")[0] for chip in chips] == ["who: Mexico (MEX)", "holds “arrest”"]


def test_a_slip_in_an_address_is_met_with_what_was_meant(client: TestClient) -> None:
    answer = client.get("/figures?outcme=fails")
    assert answer.status_code == 404
    assert 'did you mean "outcome"?' in html.document_fromstring(answer.text).text_content()


def test_an_uncertain_day_of_publication_is_shown_as_one(tmp_path: Path) -> None:
    days = {"published": date(2024, 12, 1), "published_latest": date(2026, 3, 2)}
    rows = {"document": [{**DOCUMENTS[0], **days}], "figure": FIGURES[:1]}
    page = make_client(write_rows(tmp_path / "record", rows)).get("/figures").text
    assert "between 1 December 2024 and 2 March 2026" in page
