"""A record on disk, written from rows made by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from onrecord.record.folder import RecordFolder
from onrecord.record.schema import create_database, list_columns
from onrecord.record.write import RecordWriter
from tests.unit.publish.conftest import FakeRecord

EMPTY: dict[str, Any] = {"DOUBLE": 0.0, "INTEGER": 0, "BOOLEAN": False, "DATE": date(2025, 1, 1)}
FACTS = {"build": "b1", "title": "A story", "onrecord": "0.1.0"}


def write_rows(fake: FakeRecord, folder: Path) -> Path:
    """Write the rows of `fake` as a record; what a row lacks is empty."""
    (folder / "built").mkdir(parents=True)
    with create_database(folder / "columns.duckdb") as connection:
        columns = list_columns(connection)
        needed = {
            (table, name)
            for table, name in connection.execute(
                "select table_name, column_name from duckdb_columns() where not is_nullable"
            ).fetchall()
        }
    with RecordWriter(RecordFolder(folder), "b1") as writer:
        for table in columns:
            for row in fake.rows(table) if table != "build" else ():
                filled = {
                    name: row.get(name, EMPTY.get(kind, "") if (table, name) in needed else None)
                    for name, kind in columns[table].items()
                }
                assert writer.add(table, filled)
        writer.finish(FACTS)
    return folder


def make_story() -> FakeRecord:
    """A record with every kind of finding, a private person, and a long statement."""
    fake = FakeRecord()
    fake.document(met_at="2025-03-01T10:00:00.5+01:00", title="A “title” & Smith-\u2060Jones")
    long = "They will stay. " * 60 + "The end"
    fake.document(
        "doc-2", capture="cap-2", url="javascript:alert(1)", outlet=None, text=f"{long}, she said.",
        published=None, published_latest=None, met_at="2025-03-02T10:00:00+00:00", kind="transcript",
    )  # fmt: skip
    fake.figure(said_by="The agency", said_by_id="agency")
    fake.figure("181,059", id="fig-2", outcome="open", series=None, official=None, reason=None)
    fake.verdict()
    fake.verdict("fig-2", id="ver-2", outcome="open", series=None, official=None)
    fake.statement(speaker="The agency")
    fake.statement(id="sta-2", manner="direct", speaker="Jane Roe", speaker_id="jane-roe")
    spoken = fake.statement(id="sta-3", document="doc-2", speaker="a resident", speaker_id=None)
    spoken.update(quote=long, content=long, start=0, end=len(long), polarity="denies")
    fake.statement(id="sta-4", repeats="sta-1", place="headline")
    fake.event(
        date=[date(2023, 10, 5), date(2023, 10, 8)], place="Newark, New Jersey, USA", mode="phone",
        happening="hap-1", contexts=["migration"], type="CONSULT", targets=["USA"],
        target_ids=["us"], outcome="single-origin",
    )  # fmt: skip
    fake.event(id="eve-2")
    fake.event(id="eve-3", date=[date(2023, 10, 5), date(2023, 10, 6)], status="denied")
    fake.event(id="eve-4", actors=["Jane Roe"], actor_ids=["jane-roe"],
               date=[date(2023, 10, 5), date(2023, 10, 6)])  # fmt: skip
    fake.add("happening", {"id": "hap-1", "events": ["eve-1"], "outcome": "single-origin",
                           "documents": 1, "origins": 1}, {})  # fmt: skip
    fake.commitment()
    fake.series(publisher="The Agency", url="https://agency.example/series")
    fake.observation([date(2023, 9, 1), date(2023, 10, 1)], 218763.0)
    fake.actor("agency", "The agency")
    fake.actor("us", "United States", kind="state")
    fake.actor("mx", "Mexico", kind="state", country="MX", sector="GOV")
    fake.actor("jane-roe", "Jane Roe", kind="person", is_public=False)
    fake.actor("a-minister", "A Minister", kind="person", country="MX", role="Minister",
               offices=[{"title": "Minister", "body": None, "country": "MX",
                         "first": date(2020, 1, 1), "after": date(2024, 1, 1)}])  # fmt: skip
    fake.actor("nobody", "Never Named", kind="person")
    fake.statement(
        "Mexico agreed", id="sta-5", manner="direct", speaker="A Minister",
        speaker_id="a-minister", topics=["migration"],
        said_on=[date(2023, 10, 5), date(2023, 10, 6)],
    )  # fmt: skip
    review = {"at": "2025-03-05T10:00:00+00:00", "by": "A. Reviewer", "table": "figure",
              "field": None, "before": None, "value": None, "reason": "read the release",
              "document": "doc-1", "quote": "218,673 arrests", "state": None, "previous": None}  # fmt: skip
    for number, (decision, now, fate) in enumerate(
        (("accept", "fig-1", "stands"), ("reject", "fig-1", "undone"), ("accept", None, "orphaned"))
    ):
        fake.add("review", {**review, "id": f"rev-{number}", "subject": "fig-1"},
                 {"decision": decision, "now": now, "fate": fate})  # fmt: skip
    return fake
