"""The API gives the rows of every table as it says, pages them, and tells problems as RFC 9457 does."""

from __future__ import annotations

import json
import shutil

import jsonschema
import pytest

from onrecord.record import PLURALS
from onrecord.web.api_openapi import make_openapi
from onrecord.web.api_tables import list_all_columns
from tests.unit.publish.stored import make_story, write_rows
from tests.unit.web.conftest import HOME, make_client

WRITE = {"origin": HOME, "x-onrecord-token": "t0ken"}


@pytest.fixture(scope="module")
def story_path(tmp_path_factory):
    return write_rows(make_story(), tmp_path_factory.mktemp("api") / "record")


@pytest.fixture
def client(story_path, tmp_path):
    """A browser before a copy of the record, so that decisions stay here."""
    shutil.copytree(story_path, tmp_path / "record")
    return make_client(tmp_path / "record", reviewer="A. Reviewer")


@pytest.fixture(scope="module")
def described():
    return make_openapi(list_all_columns())


def check_shape(described, path: str, said, *, method: str = "get", status: str = "200") -> None:
    answer = described["paths"][path][method]["responses"][status]
    (content,) = answer["content"].values()
    schema = {**content["schema"], "components": described["components"]}
    jsonschema.Draft202012Validator(schema).validate(said)


def check_problem(answer, status: int) -> str:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    said = answer.json()
    assert (said["type"], said["status"]) == ("about:blank", status)
    return said["detail"]


@pytest.mark.parametrize(("table", "plural"), PLURALS.items())
def test_every_table_gives_pages_and_rows_as_described(client, described, table, plural):
    said = client.get(f"/api/{plural}").json()
    check_shape(described, f"/api/{plural}", said)
    assert said["count"] == len(said["rows"])
    for row in said["rows"]:
        one = client.get(f"/api/{plural}/{row['id']}").json()
        check_shape(described, f"/api/{plural}/{{id}}", one)
        assert one == row


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/api/search", "?q=arrests&in=figure"), ("/api/ledger", "?by=MEX&as_of=2025-01-01"),
        ("/api/timeline", "?one=MEX&from=2023-01-01"), ("/api/brief", "?since=2023-10-01&until=2023-10-30"),
        ("/api/queue", "?table=figure&limit=1"),
    ],
)  # fmt: skip
def test_every_view_is_as_described_and_holds_something(client, described, path, asked):
    said = client.get(f"{path}{asked}").json()
    check_shape(described, path, said)
    assert next(rows for rows in said.values() if isinstance(rows, list))


def test_pages_follow_each_other_to_the_end(client):
    address, ids = "/api/events?order=-id&limit=2", []
    while address:
        said = client.get(address).json()
        ids += [row["id"] for row in said["rows"]]
        address = said["next"]
    assert ids == ["eve-4", "eve-3", "eve-2", "eve-1"]


def test_conditions_choose(client):
    said = client.get("/api/figures", params={"where": ["outcome=fails", "outlet~bug"]}).json()
    assert [row["id"] for row in said["rows"]] == ["fig-1"]


def test_a_text_is_given_only_where_it_is_asked_for(client):
    assert "text" not in client.get("/api/documents/doc-1").json()
    assert client.get("/api/documents/doc-1/text").json()["text"].startswith("Agents made")


def test_private_persons_have_no_row(client):
    said = client.get("/api/actors?limit=500").json()
    assert "jane-roe" not in [row["id"] for row in said["rows"]]
    check_problem(client.get("/api/actors/jane-roe"), 404)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/api/figures/fig-9", 404, "no figure with the id"), ("/api/nothing", 404, "openapi.json"),
        ("/api", 404, "openapi.json"), ("/api/figures?pages=2", 400, '"pages" is no parameter'),
        ("/api/figures?page=0", 400, "whole number from 1"), ("/api/figures?page=1&page=2", 400, "once"),
        ("/api/figures?where=speaker=x", 400, 'no column "speaker"'),
        ("/api/search", 400, '"q" is missing'), ("/api/ledger?as_of=2025-02-30", 400, "is a day"),
        ("/api/ledger?overdue=yes", 400, "true or false"),
    ],
)  # fmt: skip
def test_problems_name_what_is_wrong(client, address, status, words):
    assert words in check_problem(client.get(address), status)


def test_another_method_is_refused_with_those_there_are(client):
    answer = client.put("/api/figures", json={}, headers=WRITE)
    check_problem(answer, 405)
    assert answer.headers["allow"] == "GET, HEAD"


def test_refusals_of_the_server_are_problems_too(client):
    check_problem(client.post("/api/decisions", json={"decision": "undo"}), 403)
    check_problem(client.get("/api/figures", headers={"host": "evil.example"}), 421)
    plain = {**WRITE, "content-type": "text/plain"}
    check_problem(client.post("/api/decisions", content="{}", headers=plain), 415)


def test_a_decision_is_appended_and_taken_back(client, described):
    asked = {"decision": "accept", "subject": "fig-1", "reason": "as published"}
    answer = client.post("/api/decisions", json=asked, headers=WRITE)
    assert answer.status_code == 201
    check_shape(described, "/api/decisions", answer.json(), method="post", status="201")
    assert (answer.json()["by"], answer.json()["subject"]) == ("A. Reviewer", "fig-1")
    undone = client.post("/api/decisions", json={"decision": "undo"}, headers=WRITE)
    assert undone.json()["value"] == answer.json()["review"]
    again = client.post("/api/decisions", json={"decision": "undo"}, headers=WRITE)
    assert "nothing of yours" in check_problem(again, 409)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"decision": "accept", "subject": "fig-9"}, 404),
        ({"decision": "praise", "subject": "fig-1"}, 422),
        ({"decision": "accept", "subject": "fig-1", "expect": "rev-1"}, 409),
        ({"decision": "accept", "subject": "fig-1", "more": 1}, 422),
        ({"decision": "correct", "subject": "fig-1", "field": "id", "value": "x"}, 422),
    ],
)
def test_what_cannot_be_decided_is_told(client, asked, status):
    check_problem(client.post("/api/decisions", json=asked, headers=WRITE), status)


def test_the_description_is_given_and_names_every_table(client, described):
    assert client.get("/api/openapi.json").json() == json.loads(json.dumps(described))
    assert {f"/api/{plural}" for plural in PLURALS.values()} <= described["paths"].keys()
