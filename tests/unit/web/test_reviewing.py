"""Review in the browser: a card decides once, is told when it is out of date, and nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.record.reviews import read_log
from tests.unit.web.browsing import TestClient
from tests.unit.web.conftest import HOME, make_client
from tests.unit.web.hostile import write_rows

TEXT = "Agents made ten arrests in May.\nThey made 12 arrests in June, an official said."
HEADERS = {
    "origin": HOME,
    "x-onrecord-token": "t0ken",
    "content-type": "application/json",
    "sec-fetch-site": "same-origin",
}


def make_figure(name: str, quote: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(quote)
    return {
        "id": name, "document": "doc-1", "source": "one.txt", "quote": quote, "start": start,
        "end": start + len(quote), "method": "figures@1", "score": 0.9, "unit": "arrests",
        "comparator": "exact", "outcome": None, **more,
    }  # fmt: skip


FIGURES = [make_figure("fig-a", "ten arrests", outcome="fails"), make_figure("fig-b", "12 arrests")]


def write(folder: Path, figures: list[dict[str, Any]] = FIGURES, build: str = "b1") -> Path:
    document = {"id": "doc-1", "text": TEXT, "source": "one.txt", "language": "en", "title": "One"}
    return write_rows(folder, {"document": [document], "figure": figures}, build)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record with a figure that fails and one of which nothing is known."""
    return write(tmp_path / "record")


@pytest.fixture
def ada(record: Path) -> TestClient:
    """Ada's browser."""
    return sit_down(record, "Ada")


def sit_down(record: Path, name: str) -> TestClient:
    client = make_client(record)
    client.cookies.set("onrecord-reviewer", name)
    return client


def open_card(client: TestClient, name: str) -> dict[str, Any]:
    page = client.get(f"/review?id={name}").text
    marks = {key: page.split(f'data-{key}="', 1)[1].split('"', 1)[0] for key in ("expect", "seen")}
    return {"subject": name, **marks}


def send(client: TestClient, **posted: Any) -> tuple[int, dict[str, Any]]:
    answer = client.post("/review/decisions", content=json.dumps(posted), headers=HEADERS)
    return answer.status_code, answer.json()


def read(record: Path) -> list[tuple[str, str, str]]:
    return [(r.by, r.decision.value, r.subject) for r in read_log(record / "reviews.jsonl").reviews]


def test_a_decision_is_in_the_log_with_name_words_and_before(ada: TestClient, record: Path) -> None:
    card = open_card(ada, "fig-a")
    status, said = send(ada, decision="correct", field="unit", value="people", **card)
    assert (status, said["by"]) == (200, "Ada")
    (review,) = read_log(record / "reviews.jsonl").reviews
    assert (review.before, review.value, review.quote) == ("arrests", "people", "ten arrests")
    assert (review.prefix, review.suffix) == ("Agents made ", " in May.\nThey made 12 arrests in")


def test_what_fails_waits_first_and_what_was_decided_waits_no_more(ada: TestClient) -> None:
    assert ada.get("/review/next").headers["location"] == "/review?id=fig-a"
    send(ada, decision="accept", **open_card(ada, "fig-a"))
    assert ada.get("/review/next").headers["location"] == "/review?id=fig-b"
    send(ada, decision="reject", **open_card(ada, "fig-b"))
    assert ada.get("/review/next").headers["location"] == "/review"
    assert "Nothing waits here" in ada.get("/review").text


def test_what_is_skipped_comes_no_more_and_is_not_decided(ada: TestClient, record: Path) -> None:
    assert ada.get("/review/next?skip=fig-a").headers["location"].startswith("/review?id=fig-b")
    assert read(record) == []


def test_a_card_that_another_decided_on_is_refused(record: Path) -> None:
    ada, grace = sit_down(record, "Ada"), sit_down(record, "Grace")
    shown = open_card(grace, "fig-a")
    send(ada, decision="accept", **open_card(ada, "fig-a"))
    status, said = send(grace, decision="reject", **shown)
    assert (status, said["kind"]) == (409, "stale")
    assert "Ada decided" in said["message"]
    assert read(record) == [("Ada", "accept", "fig-a")]
    assert send(grace, decision="reject", **open_card(grace, "fig-a"))[0] == 200


def test_a_card_shown_before_a_build_that_reads_otherwise_is_refused(
    ada: TestClient, record: Path
) -> None:
    shown, unchanged = open_card(ada, "fig-a"), open_card(ada, "fig-b")
    write(record, [make_figure("fig-a", "ten arrests", outcome="holds"), FIGURES[1]], "b2")
    status, said = send(ada, decision="accept", **shown)
    assert (status, said["kind"]) == (409, "stale")
    assert send(ada, decision="accept", **unchanged)[0] == 200


def test_a_finding_that_a_build_took_away_is_told(ada: TestClient, record: Path) -> None:
    shown = open_card(ada, "fig-a")
    write(record, FIGURES[1:], "b2")
    status, said = send(ada, decision="accept", **shown)
    assert (status, said["kind"]) == (410, "gone")
    assert read(record) == []


def test_undo_goes_back_through_all_of_ones_own(ada: TestClient, record: Path) -> None:
    for name in ("fig-a", "fig-b"):
        send(ada, decision="accept", **open_card(ada, name))
    back = [send(ada, decision="undo") for _ in range(3)]
    assert [said.get("subject") for _, said in back] == ["fig-b", "fig-a", None]
    assert back[2][0] == 422
    assert ada.get("/review/next").headers["location"] == "/review?id=fig-a"


def test_a_second_reviewer_is_asked_and_a_disagreement_is_shown(record: Path) -> None:
    ada, grace = sit_down(record, "Ada"), sit_down(record, "Grace")
    send(ada, decision="accept", **open_card(ada, "fig-a"))
    send(ada, decision="second", **open_card(ada, "fig-a"))
    assert grace.get("/review/next").headers["location"] == "/review?id=fig-a"
    send(grace, decision="reject", **open_card(grace, "fig-a"))
    rows = ada.get("/review/disagreements.json").json()["rows"]
    assert [(row["by"], row["decision"]) for row in rows] == [("Ada", "accept"), ("Grace", "reject")]  # fmt: skip
    assert "0 of 1 alike" in ada.get("/review/disagreements").text


def test_how_right_a_method_is_stands_on_its_cards(ada: TestClient) -> None:
    send(ada, decision="accept", **open_card(ada, "fig-a"))
    assert "1 of 1 (21 to 100 %)" in ada.get("/review?id=fig-b").text
    (row,) = ada.get("/review/methods.json").json()["rows"]
    assert (row["method"], row["right"], row["judged"]) == ("figures@1", 1, 1)
    assert "figures@1,1,1" in ada.get("/review/methods.csv").text


def test_decisions_whose_words_are_gone_are_orphans(ada: TestClient, record: Path) -> None:
    send(ada, decision="accept", **open_card(ada, "fig-a"))
    assert ada.get("/review/orphans.json").json()["rows"] == []
    write(record, FIGURES[1:], "b2")
    (row,) = ada.get("/review/orphans.json").json()["rows"]
    assert row["quote"] == "ten arrests"


@pytest.mark.parametrize(
    "posted",
    [
        {"decision": "bless"},
        {"decision": "relabel"},
        {"decision": "merge", "value": "fig-a"},
        {"decision": "comment", "reason": " "},
        {"decision": "move", "value": "9"},
        {"decision": "correct", "field": "quote", "value": "x"},
        {"decision": "accept", "mood": "fine"},
        {"decision": "accept", "reason": 7},
    ],
)
def test_what_is_no_decision_is_refused(
    ada: TestClient, record: Path, posted: dict[str, Any]
) -> None:
    status, said = send(ada, subject="fig-a", **posted)
    assert (status, said["kind"]) == (422, "wrong")
    assert read(record) == []


def test_without_a_name_nothing_is_decided(record: Path) -> None:
    client = make_client(record)
    assert send(client, decision="accept", **open_card(client, "fig-a"))[0] == 422
    assert 'id="who" class="edit">' in client.get("/review").text


def test_a_name_is_one_printable_line(record: Path) -> None:
    client = sit_down(record, "Ada%0A%1b[31m%20L.")
    send(client, decision="accept", **open_card(client, "fig-a"))
    assert read(record)[0][0] == "Ada[31m L."


def test_too_long_is_refused_before_it_is_read(ada: TestClient) -> None:
    status, _ = send(ada, decision="comment", subject="fig-a", reason="x" * 70_000)
    assert status == 413


def test_a_log_that_was_changed_is_told_and_not_written_to(ada: TestClient, record: Path) -> None:
    send(ada, decision="accept", **open_card(ada, "fig-a"))
    log = record / "reviews.jsonl"
    log.write_bytes(log.read_bytes().replace(b"ten arrests", b"tem arrests"))
    assert "line 1" in ada.get("/review").text
    before = log.read_bytes()
    assert send(ada, decision="accept", subject="fig-b")[0] == 422
    assert log.read_bytes() == before


def test_a_card_shows_words_look_alikes_and_what_would_change(ada: TestClient) -> None:
    page = ada.get("/review?id=fig-b").text
    assert '<mark id="words">12 arrests</mark>' in page
    assert "figures@1: not judged yet; accepted, 1 of 1." in page


def test_read_only_shows_cards_without_keys(record: Path) -> None:
    client = make_client(record, read_only=True)
    page = client.get("/review?id=fig-a").text
    assert "data-key" not in page
    assert "t0ken" not in page
