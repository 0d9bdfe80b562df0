"""A programme that documents name has its own section, with its findings by date."""

from __future__ import annotations

from datetime import date

from onrecord.publish.dossier import make_dossier, render_dossier
from onrecord.publish.dossier_programmes import list_programmes
from onrecord.publish.dossier_rows import read_tables
from tests.unit.publish.conftest import FakeRecord
from tests.unit.publish.tally_makers import make_tally


def add_programme(record: FakeRecord, **other: object) -> None:
    row = {
        "id": "guards", "name": "Guards at the border", "parties": ["mx"], "instrument": None,
        "period": [date(2023, 1, 1), date.max], "status": "in force", "source": "a release",
        "namings": 2, "documents": 1, "origins": 1, "findings": 2, "history": [],
    }  # fmt: skip
    record.add("programme", row, other)


def add_belonging(record: FakeRecord, finding: str) -> None:
    row = {"programme": "guards", "finding": finding, "reason": "its words name it"}
    record.add("belonging", row, {})


def make_record() -> FakeRecord:
    record = FakeRecord()
    record.document()
    record.event()
    record.statement(said_on=[date(2023, 8, 1), date(2023, 8, 2)])
    return record


def test_findings_stand_by_their_own_date_or_else_that_of_the_document() -> None:
    record = make_record()
    moment = {
        "state": "begun", "first": date(2023, 1, 1), "after": date(2023, 1, 2), "words": "in force",
        "source": "a release", "document": None, "start": None, "end": None, "documents": 0,
        "origins": 0,
    }  # fmt: skip
    add_programme(record, history=[moment])
    for finding in ("eve-1", "sta-1", "gone-1"):
        add_belonging(record, finding)
    (part,) = list_programmes(read_tables(record), record, {})
    assert [(line.id, line.day) for line in part.findings] == [
        ("sta-1", "1 August 2023"),
        ("eve-1", "no date of its own"),
    ]
    assert (part.since, part.until) == ("1 January 2023", "")
    assert [(m.state, m.told_by) for m in part.history] == [("begun", "table: a release")]


def test_a_programme_no_document_names_has_no_section() -> None:
    record = make_record()
    add_programme(record, documents=0)
    page = render_dossier(make_dossier(record, built_at="2024-06-01"))
    assert "No document names a programme of the pack." in page
    assert "Guards at the border" not in page


def test_what_a_programme_is_said_to_have_come_to_is_told_and_drawn() -> None:
    record = make_record()
    add_programme(record)
    page = render_dossier(
        make_dossier(record, built_at="2024-06-01", tallies={"guards": [make_tally()]})
    )
    assert "<b>arrests</b> · 1,000, 1 March 2023 → more than 2,000, 1 April 2023" in page
    assert "“más de 2 mil”" in page
    assert 'aria-label="arrests: 1,000 by 1 March 2023, more than 2,000 by 1 April 2023."' in page
