"""The ledger, the timeline, the balance of two sides and the brief, from a record's rows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from onrecord.publish.briefs import Wanted, make_brief, write_html, write_markdown
from onrecord.publish.dyads import make_dyad
from onrecord.publish.ledger import choose_lines, list_lines, make_json, name_state
from onrecord.publish.timeline import Chosen, list_timeline_lines, name_precision
from tests.unit.publish.conftest import FakeRecord

QUADS = {"AGREE": "verbal cooperation", "SANCTION": "material conflict"}
CODES = {"USA": "US", "MEX": "MX"}
MAY = [date(2024, 5, 1), date(2024, 5, 2)]


def add_move(record: FakeRecord, state: str, **other: Any) -> None:
    """Add a move told on 1 April 2024."""
    move = {
        **record.evidence(f"mov-{state}", "218,673 arrests"), "commitment": "com-1",
        "state": state, "day": date(2024, 4, 1), "known": date(2024, 4, 1), "basis": "proposed",
        "finding": None, "due": None, "reason": "the same words",
    }  # fmt: skip
    record.add("move", move, other)


@pytest.fixture
def full(record: FakeRecord) -> FakeRecord:
    """A record with a promise and an event."""
    record.commitment()
    record.event(targets=["USA"], date=MAY)
    return record


def test_a_line_stands_as_it_was_known_that_day(full: FakeRecord) -> None:
    add_move(full, "kept")
    states = [
        name_state(list_lines(full, on=day)[0]) for day in (date(2024, 3, 31), date(2024, 4, 1))
    ]
    assert states == ["announced", "kept (proposed)"]


def test_what_was_not_published_yet_is_not_in_the_ledger(full: FakeRecord) -> None:
    assert list_lines(full, on=date(2023, 1, 1)) == []


def test_a_promise_said_again_has_no_line_of_its_own(full: FakeRecord) -> None:
    full.document("doc-2", origin="doc-2", version_of=None)
    full.commitment(id="com-2", document="doc-2")
    add_move(full, "announced", finding="com-2", document="doc-2")
    (line,) = list_lines(full)
    assert (line.commitment, line.documents, line.origins) == ("com-1", 2, 2)


def test_lines_are_chosen_by_promiser_and_by_state(full: FakeRecord) -> None:
    day = date(2024, 6, 1)
    assert [make_json(line)["state"] for line in list_lines(full, on=day)] == ["announced"]
    full.document("doc-1b", published=None, published_latest=day)  # met that day, of any other
    assert [make_json(line)["state"] for line in list_lines(full, on=day)] == ["announced"]
    full.document("doc-2", published=day, published_latest=day)
    lines = list_lines(full, on=day)
    assert [make_json(line)["state"] for line in lines] == ["overdue"]
    (again,) = list_lines(full, on=day, told=date(2024, 1, 1))
    assert again.stand.state == "announced"
    assert choose_lines(lines, by="mex", overdue=True) == lines
    assert choose_lines(lines, by="USA") == []


def test_reports_of_one_happening_are_one_line(full: FakeRecord) -> None:
    full.event(id="eve-2", targets=["USA"], date=[date(2024, 5, 1), date(2024, 6, 1)])
    for row in full.tables["event"]:
        row["happening"] = "hap-1"
    full.add(
        "happening",
        {"id": "hap-1", "outcome": "corroborated", "documents": 2, "origins": 2, "events": []},
        {},
    )
    (line,), undated = list_timeline_lines(full, Chosen())
    assert (line.precision, line.documents, len(line.reports), undated) == ("day", 2, 2, 0)


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        (Chosen(dyad=("USA", "MEX")), 1),
        (Chosen(dyad=("CAN", "MEX")), 0),
        (Chosen(first=date(2024, 5, 1), last=date(2024, 5, 1)), 1),
        (Chosen(first=date(2024, 5, 2)), 0),
        (Chosen(last=date(2024, 4, 30)), 0),
    ],
)
def test_events_are_chosen_by_sides_and_days(full: FakeRecord, chosen: Chosen, count: int) -> None:
    assert len(list_timeline_lines(full, chosen)[0]) == count


def test_an_event_without_a_date_is_counted(full: FakeRecord) -> None:
    full.event(id="eve-2", date=None)
    assert list_timeline_lines(full, Chosen())[1] == 1


def test_precision_says_how_well_days_are_known() -> None:
    names = [name_precision([date(2024, 1, 1), after]) for after in (
        date(2024, 1, 2), date(2024, 1, 6), date(2024, 2, 1), date(2025, 1, 1), date(2024, 3, 9),
    )]  # fmt: skip
    assert names == ["day", "days", "month", "year", "stretch"]


def test_a_month_has_both_directions_and_statements_apart(full: FakeRecord) -> None:
    full.event(id="eve-2", actors=["USA"], targets=["MEX"], type="SANCTION", date=MAY)
    full.event(id="eve-3", actors=["USA"], targets=["MEX"], status="planned", date=MAY)
    full.actor("mx", "Mexico", kind="state", country="MX")
    full.statement(content="Mexico must do more", said_on=MAY)
    full.statement(id="sta-2", content="nobody is named", said_on=MAY)
    dyad = make_dyad(full, ("USA", "MEX"), QUADS, CODES)
    rows = [(m.actor, m.quads, m.balance, m.statements) for m in dyad.months]
    assert rows == [("MEX", (0, 1, 0, 0), 1, 0), ("USA", (0, 0, 0, 1), -1, 1)]


def test_nobody_speaks_for_a_side_that_is_not_known(full: FakeRecord) -> None:
    full.actor("mx", "Mexico", kind="state", country="MX")
    full.statement(content="Mexico must do more", said_on=MAY, speaker_country=None)
    dyad = make_dyad(full, ("XXX", "MEX"), QUADS, CODES)
    assert sum(month.statements for month in dyad.months) == 0


def test_what_both_do_counts_in_both_directions(full: FakeRecord) -> None:
    full.tables["event"][0].update(actors=["MEX", "USA"], targets=["MEX", "USA"])
    dyad = make_dyad(full, ("USA", "MEX"), QUADS, CODES)
    assert [m.balance for m in dyad.months] == [1, 1]


def brief(record: FakeRecord, **words: tuple[str, ...]) -> Any:
    wanted = Wanted(since=date(2023, 10, 20), until=date(2023, 10, 26), words=words or None)
    return make_brief(record, wanted)


def test_a_brief_tells_what_is_new_of_each_kind(full: FakeRecord) -> None:
    full.event(id="eve-2", date=None)
    full.statement(outcome="fails", diagnosis="altered")
    kinds = [line.kind for line in brief(full).lines]
    assert kinds == ["happening", "happening", "promise", "figure", "quote"]


def test_old_documents_are_not_news(full: FakeRecord) -> None:
    for row in full.tables["document"]:
        row["published_latest"] = date(2023, 10, 19)
    assert brief(full).lines == ()


def test_a_topic_keeps_its_paragraphs(full: FakeRecord) -> None:
    assert [line.kind for line in brief(full, en=("arrests",)).lines] == ["figure"]


def test_scraped_words_stay_words(full: FakeRecord) -> None:
    full.tables["document"][0]["outlet"] = "<b>[Bugle](x)"
    told = brief(full)
    assert "<b>[" not in write_html(told)
    assert r"\<b\>\[Bugle\](x)" in write_markdown(told)
