"""What reviewers decided is shown and counted at once: no build is needed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from onrecord.cli import list_command, serve_command
from onrecord.record import open_record
from onrecord.record.selections import Selection
from tests.unit.web.browsing import TestClient
from tests.unit.web.test_reviewing import open_card, send, sit_down, write

REJECT = {"decision": "reject"}
CORRECT = {"decision": "correct", "field": "unit", "value": "people"}


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record with a figure that fails and one of which nothing is known."""
    return write(tmp_path / "record")


@pytest.fixture
def ada(record: Path) -> TestClient:
    """Ada's browser."""
    return sit_down(record, "Ada")


def decide(client: TestClient, name: str, **posted: Any) -> None:
    assert send(client, **posted, **open_card(client, name))[0] == 200


def list_ids(client: TestClient, address: str = "/figures.json") -> list[str]:
    return [row["id"] for row in client.get(address).json()["rows"]]


def test_a_rejected_row_leaves_lists_and_counts_and_can_be_shown(ada: TestClient) -> None:
    assert "All figures that do not match" in ada.get("/").text
    decide(ada, "fig-a", **REJECT)
    assert list_ids(ada) == ["fig-b"]
    assert list_ids(ada, "/figures.json?rejected=show") == ["fig-a", "fig-b"]
    assert "All figures that do not match" not in ada.get("/").text
    assert "1 rejected left out" in ada.get("/figures").text
    page = ada.get("/figures?rejected=show").text
    assert "with 1 rejected" in page
    assert "r-rejected" in page


def test_what_is_taken_back_counts_again(ada: TestClient) -> None:
    decide(ada, "fig-a", **REJECT)
    assert list_ids(ada) == ["fig-b"]
    assert send(ada, decision="undo")[0] == 200
    assert list_ids(ada) == ["fig-a", "fig-b"]


@pytest.mark.parametrize("address", ["/show/fig-a", "/figures", "/documents/doc-1"])
def test_a_corrected_value_stands_beside_the_one_read(ada: TestClient, address: str) -> None:
    decide(ada, "fig-a", **CORRECT)
    page = ada.get(address).text
    assert "r-corrected" in page
    assert "<ins>people</ins>, read as <del>arrests</del>" in page


def test_json_tells_the_state_and_what_was_corrected(ada: TestClient) -> None:
    decide(ada, "fig-a", **CORRECT)
    (row, other) = ada.get("/figures.json").json()["rows"]
    assert row["reviewed"] == "corrected"
    assert row["corrected"] == [
        {"field": "unit", "before": "arrests", "value": "people", "by": "Ada"}
    ]
    assert "reviewed" not in other
    assert ada.get("/show/fig-a.json").json()["corrected"] == row["corrected"]


@pytest.mark.parametrize("address", ["/show/fig-b", "/figures"])
def test_how_right_a_method_was_stands_where_its_findings_are(
    ada: TestClient, address: str
) -> None:
    decide(ada, "fig-a", decision="accept")
    assert "figures@1" in ada.get(address).text
    assert "1 of 1 judged right (100%; 95 % interval 21% to 100%)" in ada.get(address).text


def test_a_dossier_says_how_many_lines_people_reviewed(ada: TestClient) -> None:
    assert "no person has reviewed one of them" in ada.get("/figures.html").text
    decide(ada, "fig-a", **CORRECT)
    page = ada.get("/figures.html").text
    assert "1 person reviewed 1 of 2" in page
    assert "<ins>people</ins>, read as <del>arrests</del>" in page
    assert "0 of 1 judged right" in page


def test_a_dossier_of_all_rows_leaves_rejected_ones_out(ada: TestClient) -> None:
    decide(ada, "fig-a", **REJECT)
    page = ada.get("/figures.html?rejected=show").text
    assert 'id="fig-a"' not in page
    assert "what reviewers rejected is left out" in page


def test_an_export_takes_rejected_rows_along_when_asked(ada: TestClient, record: Path) -> None:
    decide(ada, "fig-a", **REJECT)
    with open_record(record) as opened:
        assert Selection(opened).count("figure") == 1
        assert Selection(opened, with_rejected=True).count("figure") == 2
        assert Selection(opened, ("unit=arrests",)).count("figure") == 1


@pytest.mark.parametrize(("more", "count"), [([], 1), (["--with-rejected"], 2)])
def test_the_command_lists_rejected_rows_when_asked(
    ada: TestClient, record: Path, more: list[str], count: int
) -> None:
    decide(ada, "fig-a", **REJECT)
    done = CliRunner().invoke(list_command.command, ["figures", "-r", str(record), "--json", *more])
    assert json.loads(done.stdout)["count"] == count


def test_a_server_decides_in_the_name_it_was_started_with(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[Any] = []
    monkeypatch.setattr("uvicorn.run", lambda app, **_: served.append(app))
    CliRunner().invoke(
        serve_command.command, ["-r", str(record), "--port", "8497", "--reviewer", "Ada"]
    )
    assert served[0].state.options.reviewer == "Ada"
