"""One rule for every screen, file and command: rejected is left out, corrected is told beside."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from onrecord.cli import (
    brief_command,
    dossier_command,
    export_command,
    ledger_command,
    list_command,
    search_command,
    show_command,
    timeline_command,
)
from onrecord.knowledge import Knowledge
from onrecord.model.reviews import Decision, Review
from onrecord.record import open_record
from onrecord.record.folder import RecordFolder
from onrecord.record.reviews import append_reviews
from tests.unit.web.browsing import TestClient
from tests.unit.web.conftest import make_client
from tests.unit.web.hostile import write_rows

DAY, NEXT = date(2025, 3, 3), date(2025, 3, 4)
# Each finding stands in two copies: one that is rejected (walnut …) and one that is mended (almond …).
WORDS = ("figure", "statement", "event", "pledge", "stance", "remark")
TEXT = "\n".join(f"{nut} {word}." for nut in ("walnut", "almond") for word in WORDS)
MENDED = "MENDED BY ADA"
PAGES = (
    "/", "/figures", "/statements", "/quotes", "/events", "/happenings", "/ledger", "/standing",
    "/positions", "/shifts", "/issues", "/issues/border", "/programmes", "/timeline", "/dyads",
    "/brief?from=2025-03-01&to=2025-03-07", "/variants", "/documents/doc-1", "/search?q=walnut&in=figure",
    "/search?q=walnut&in=statement", "/search?q=walnut&in=event", "/search?q=walnut&in=commitment",
    "/show/pro-1", "/show/hap-1", "/show/act-1",
)  # fmt: skip
FILES = (
    "/figures.json", "/statements.json", "/quotes.json", "/events.json", "/happenings.json",
    "/ledger.json", "/standing.json", "/positions.json", "/shifts.json", "/issues/border.json",
    "/timeline.json", "/timeline.csv", "/figures.csv", "/statements.csv", "/events.csv",
    "/ledger.csv", "/positions.csv", "/variants.json", "/search.json?q=walnut&in=figure",
    "/brief.json?from=2025-03-01&to=2025-03-07", "/figures.html", "/events.html", "/ledger.html",
    "/statements.html", "/positions.html", "/show/pro-1.json", "/show/hap-1.json",
    *(f"/api/{table}" for table in ("figures", "statements", "events", "commitments", "moves",
                                       "positions", "shifts", "verdicts", "belongings", "happenings")),
    "/api/ledger", "/api/timeline", "/api/search?q=walnut&in=figure",
    "/api/brief?since=2025-03-01&until=2025-03-07",
)  # fmt: skip
BRIEF = "/brief?from=2025-03-01&to=2025-03-07"
# What each kind is mended in, and where its mark must stand.
CORRECTED = {
    "fig-b": ("measure", ("/figures", "/documents/doc-1", "/show/fig-b", "/figures.html")),
    "sta-b": ("cue", ("/statements", "/quotes", "/documents/doc-1", "/show/sta-b", "/variants")),
    "eve-b": ("place", ("/events", "/timeline", "/documents/doc-1", "/show/eve-b", "/show/hap-1")),
    "com-b": ("condition", ("/ledger", "/standing", "/documents/doc-1", "/show/com-b")),
    "pos-b": ("ground", ("/positions", "/issues/border", "/documents/doc-1", "/show/pos-b")),
    "mov-b": ("reason", ("/show/com-b",)),
}  # fmt: skip
FOUND = {"fig-b": "figure", "sta-b": "statement", "eve-b": "event", "com-b": "commitment"}
MARKED = (
    *((name, address) for name, (_, addresses) in CORRECTED.items() for address in addresses),
    *((name, BRIEF) for name in FOUND),
    *((name, f"/search?q=almond&in={table}") for name, table in FOUND.items()),
)


def place(
    words: str, name: str, table: str, document: str = "doc-1", **more: Any
) -> dict[str, Any]:
    start = TEXT.index(words)
    return {
        "id": name, "document": document, "source": "one.txt", "quote": words, "start": start,
        "end": start + len(words), "method": f"{table}@1", "score": 0.9, **more,
    }  # fmt: skip


def list_rows() -> dict[str, list[dict[str, Any]]]:
    """The rows of the record: of each kind one to reject, -a, and one to mend, -b."""
    rows: dict[str, list[dict[str, Any]]] = {
        "document": [
            {"id": f"doc-{n}", "text": TEXT, "source": "one.txt", "language": "en", "title": f"No {n}",
             "outlet": f"Outlet {n}", "published": DAY, "published_latest": DAY, "origin": f"doc-{n}"}
            for n in (1, 2)
        ],
        "actor": [{"id": "act-1", "name": "Foreign Office", "kind": "body", "is_public": True}],
        "programme": [{"id": "pro-1", "name": "Desert Plan", "findings": 2, "documents": 1, "parties": [], "history": []}],
        "happening": [
            {"id": "hap-1", "events": ["eve-a", "eve-b"], "outcome": "corroborated", "documents": 2,
             "origins": 2},
            {"id": "hap-2", "events": ["eve-c"], "outcome": "single-origin", "documents": 1, "origins": 1},
        ],
        "shift": [{"id": "shi-1", "issue": "border", "kind": "shift", "before": "pos-a",
                   "after": "pos-b", "before_day": DAY, "after_day": NEXT, "reason": "walnut shift"}],
    }  # fmt: skip
    sides = {"actors": ["USA"], "targets": ["MEX"], "date": [DAY, NEXT], "status": "happened"}
    for key, nut in (("a", "walnut"), ("b", "almond")):
        rows.setdefault("figure", []).append(
            place(
                f"{nut} figure", f"fig-{key}", "figure", unit="x", outcome="fails", measure="read"
            )
        )
        rows.setdefault("statement", []).append(
            place(
                f"{nut} statement",
                f"sta-{key}",
                "statement",
                content=f"{nut} statement",
                speaker_id="act-1",
                speaker="Foreign Office",
                manner="direct",
                outcome="fails",
                cue="read",
            )
        )
        rows.setdefault("event", []).append(
            place(
                f"{nut} event",
                f"eve-{key}",
                "event",
                f"doc-{1 if key == 'b' else 2}",
                type="CONSULT",
                happening="hap-1",
                place="read",
                **sides,
            )
        )
        rows.setdefault("commitment", []).append(
            place(
                f"{nut} pledge",
                f"com-{key}",
                "commitment",
                deed=f"{nut} pledge",
                kind="promise",
                by=["USA"],
                to=["MEX"],
                condition="read",
            )
        )
        rows.setdefault("move", []).append(
            place(
                f"{nut} remark",
                f"mov-{key}",
                "move",
                commitment="com-b",
                state="kept",
                day=DAY,
                known=DAY,
                basis="proposed",
                reason="read",
            )
        )
        rows.setdefault("position", []).append(
            place(
                f"{nut} stance",
                f"pos-{key}",
                "position",
                actor="act-1",
                actor_name="Foreign Office",
                side="USA",
                issue="border",
                stance=f"{nut} for",
                day=DAY,
                ground="read",
                finding=f"sta-{key}",
            )
        )
        rows.setdefault("belonging", []).append(
            {
                "id": f"bel-{key}",
                "programme": "pro-1",
                "finding": f"fig-{key}",
                "kind": "figure",
                "document": "doc-1",
                "source": "one.txt",
                "reason": f"{nut} belongs",
            }
        )
        rows.setdefault("verdict", []).append(
            {
                "id": f"ver-{key}",
                "finding": f"sta-{key}",
                "document": "doc-1",
                "source": "one.txt",
                "outcome": "fails",
                "reason": f"{nut} verdict",
                "diagnosis": "changed",
                "compared": [
                    {
                        "document": "doc-2",
                        "speaker": "x",
                        "quote": f"{nut} statement",
                        "start": TEXT.index(f"{nut} statement"),
                        "end": TEXT.index(f"{nut} statement") + 16,
                    }
                ],
            }
        )
    rows["event"].append(
        place(
            "walnut event",
            "eve-c",
            "event",
            type="THREATEN",
            happening="hap-2",
            **{**sides, "actors": ["CAN"]},
        )
    )
    return rows  # fmt: skip


TABLES = {"fig": "figure", "sta": "statement", "eve": "event", "com": "commitment", "mov": "move",
          "pos": "position"}  # fmt: skip
REJECTED = ("fig-a", "sta-a", "eve-a", "eve-c", "com-a", "mov-a")


def review(name: str, decision: Decision, **more: Any) -> Review:
    return Review(at="2025-03-05T10:00:00+00:00", by="Ada", subject=name, table=TABLES[name[:3]],
                  decision=decision, **more)  # fmt: skip


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with a rejected and a mended finding of each kind."""
    path = write_rows(tmp_path_factory.mktemp("everywhere") / "record", list_rows())
    log = [review(name, Decision.REJECT) for name in REJECTED]
    log += [
        review(name, Decision.CORRECT, field=field, before="read", value=MENDED)
        for name, (field, _) in CORRECTED.items()
    ]
    append_reviews(RecordFolder(path).reviews, log)
    return path


@pytest.fixture(scope="module")
def client(record: Path) -> TestClient:
    """A browser before it."""
    return make_client(record)


@pytest.fixture(autouse=True)
def _tables(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    """The packs are loaded once for all commands here."""
    for place in ("looking", "dossier_command", "brief_command"):
        monkeypatch.setattr(
            f"onrecord.cli.{place}.load_tables_of", lambda _: knowledge, raising=False
        )


def find_rejected(text: str) -> list[str]:
    """Return the rejected findings that a text names, by id or, but for the document's text, by words."""
    return [
        name for name in (*REJECTED, "pos-a", "shi-1", "hap-2", "ver-a", "bel-a") if name in text
    ]


@pytest.mark.parametrize("address", [*PAGES, *FILES])
def test_rejected_findings_are_on_no_screen_and_in_no_file(
    client: TestClient, address: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert find_rejected(answer.text) == []


SHOWN = (
    ("/figures", "fig-a"), ("/statements", "sta-a"), ("/quotes", "sta-a"), ("/events", "eve-a"),
    ("/happenings", "hap-2"), ("/ledger", "com-a"), ("/positions", "pos-a"), ("/shifts", "shi-1"),
    ("/documents/doc-1", "fig-a"), ("/figures.json", "fig-a"), ("/events.csv", "eve-a"),
)  # fmt: skip


@pytest.mark.parametrize(("address", "name"), SHOWN)
def test_rejected_findings_are_shown_with_their_state_where_asked(
    client: TestClient, address: str, name: str
) -> None:
    shown = client.get(f"{address}?rejected=show").text
    assert name in shown
    if name[:3] in TABLES and name != "pos-a":
        assert "rejected" in shown


@pytest.mark.parametrize("name", REJECTED)
def test_the_page_of_a_rejected_finding_says_so(client: TestClient, name: str) -> None:
    assert "r-rejected" in client.get(f"/show/{name}").text
    assert client.get(f"/api/{TABLES[name[:3]]}s/{name}").json()["reviewed"] == "rejected"


@pytest.mark.parametrize("table", ["figures", "events", "positions", "happenings"])
def test_the_api_gives_rejected_ones_when_asked(client: TestClient, table: str) -> None:
    kept, every = (
        client.get(f"/api/{table}{more}").json()["count"] for more in ("", "?rejected=true")
    )
    assert kept < every


@pytest.mark.parametrize(("name", "address"), MARKED)
def test_a_mended_value_is_shown_with_the_one_read_beside(
    client: TestClient, name: str, address: str
) -> None:
    page = client.get(address).text
    assert f"{CORRECTED[name][0]}: <ins>{MENDED}</ins>" in page
    assert "<del>read</del>" in page


def test_each_step_and_line_leads_to_its_words(client: TestClient) -> None:
    address = (
        f"/documents/doc-1?at={TEXT.index('almond remark')}-{TEXT.index('almond remark') + 13}"
    )
    assert f'href="{address}#m-at"' in client.get("/standing").text
    assert f'href="{address}#m-at"' in client.get("/show/com-b").text
    assert f'href="{address}#m-at"' in client.get(BRIEF).text
    page = client.get(address).text
    assert 'id="m-at"></span><mark class="k-at">almond remark</mark>' in page
    assert 'id="m-at"' not in client.get("/documents/doc-1?at=9-3").text


def test_a_happening_counts_what_is_left_of_it(client: TestClient) -> None:
    (row,) = client.get("/happenings.json").json()["rows"]
    assert (row["events"], row["origins"], row["outcome"]) == (["eve-b"], 1, "single-origin")
    assert client.get("/programmes.json").json()["rows"][0]["findings"] == 1


def test_one_side_alone_is_who_acts_and_the_other_alone_is_whom_it_is_done_to(
    client: TestClient,
) -> None:
    asked = {"one=USA": 1, "other=MEX": 1, "one=MEX": 0, "other=USA": 0, "one=MEX&other=USA": 1}
    counts = {query: client.get(f"/timeline.json?{query}").json()["count"] for query in asked}
    assert counts == asked


def test_a_list_of_happenings_shows_words(client: TestClient, record: Path) -> None:
    assert "“almond event”" in client.get("/happenings").text
    assert "almond event" in run(list_command.command, "happenings", "-r", str(record))


def run(command: Any, *words: str) -> str:
    done = CliRunner().invoke(command, list(words), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize(
    "table", ["figures", "statements", "events", "commitments", "moves", "positions", "shifts",
              "happenings", "verdicts", "belongings"]
)  # fmt: skip
@pytest.mark.parametrize("form", ["", "--json", "--csv"])
def test_no_command_lists_rejected_ones(record: Path, table: str, form: str) -> None:
    words = [table, "-r", str(record), *([form] if form else [])]
    assert find_rejected(run(list_command.command, *words)) == []
    assert find_rejected(run(list_command.command, *words, "--with-rejected"))


def test_no_other_command_shows_rejected_ones(record: Path, tmp_path: Path) -> None:
    of = ("-r", str(record))
    said = run(ledger_command.command, *of, "--json") + run(timeline_command.command, *of, "--json")
    said += run(
        brief_command.command, *of, "--since", "2025-03-01", "--until", "2025-03-07", "--json"
    )
    said += run(search_command.command, "walnut", *of, "--in", "figures", "--json")
    said += run(show_command.command, "pro-1", *of) + run(show_command.command, "hap-1", *of)
    run(dossier_command.command, *of, "-o", str(tmp_path / "dossier.html"))
    said += (tmp_path / "dossier.html").read_text(encoding="utf-8")
    assert find_rejected(said) == []
    assert "rejected" in run(show_command.command, "fig-a", *of)
    assert MENDED in run(show_command.command, "fig-b", *of)


@pytest.mark.parametrize("form", [*export_command.TABLES, *export_command.STANDARDS])
def test_no_export_takes_rejected_ones_along(record: Path, tmp_path: Path, form: str) -> None:
    run(export_command.command, form, str(tmp_path), "-r", str(record))
    for path in tmp_path.iterdir():
        if path.name.startswith("reviews."):  # the log itself names what it decided on
            continue
        held = path.read_bytes()
        if path.suffix == ".parquet":
            held = json.dumps(pq.read_table(path).to_pylist(), default=str).encode()
        said = held.decode("utf-8")
        if form == "prov":  # a review that rejects something is part of where things come from
            said = "\n".join(line for line in said.splitlines() if '"prov:activity"' not in line)
        assert find_rejected(said) == [], path.name


@pytest.mark.parametrize("form", ["annotations", "schemaorg", "prov", "ftm", "stix"])
def test_standards_hold_positions_and_what_does_not_go_together(tmp_path: Path, form: str) -> None:
    path = write_rows(tmp_path / "record", list_rows())
    run(export_command.command, form, str(tmp_path / "out"), "-r", str(path))
    (file,) = (tmp_path / "out").iterdir()
    said = file.read_text(encoding="utf-8")
    assert "pos-a" in said
    assert "pos-b" in said
    assert ("shi-1" in said) == (form in ("annotations", "prov", "stix"))


@pytest.mark.parametrize("form", export_command.TABLES)
@pytest.mark.parametrize("name", list(CORRECTED))
def test_tables_hold_what_was_read_and_what_is_right(
    record: Path, tmp_path: Path, form: str, name: str
) -> None:
    run(export_command.command, form, str(tmp_path), "-r", str(record))
    path = tmp_path / f"{TABLES[name[:3]]}s.{form}"
    row = next(row for row in read(path) if row["id"] == name)
    field = CORRECTED[name][0]
    assert row[field] == "read"
    assert row["reviewed"] == "corrected"
    corrected = row["corrected"]
    held = json.loads(corrected) if form == "csv" else corrected
    assert held == [{"field": field, "before": "read", "value": MENDED, "by": "Ada"}]
    assert row["reviewed_by"] == ("Ada" if form == "csv" else ["Ada"])


def read(path: Path) -> list[dict[str, Any]]:
    match path.suffix:
        case ".csv":
            return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        case ".jsonl":
            return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        case _:
            return list(pq.read_table(path).to_pylist())


def test_data_frames_leave_out_and_tell_the_same(record: Path) -> None:
    with open_record(record) as opened:
        frame = opened.figures.df()
        assert list(frame["id"]) == ["fig-b"]
        assert list(frame["reviewed"]) == ["corrected"]
        assert frame["corrected"][0][0]["value"] == MENDED
        assert opened.figures.arrow().column("reviewed").to_pylist() == ["corrected"]
        assert len(opened.figures.with_rejected()) == 2
        assert "fig-a" not in opened.figures._repr_html_()
