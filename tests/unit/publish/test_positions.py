"""Positions on the page, in the chart and in the brief."""

from __future__ import annotations

from datetime import date
from typing import Any

from onrecord.publish.briefs import Wanted, make_brief
from onrecord.publish.dossier import make_dossier, render_dossier
from onrecord.publish.dossier_ledger import Codes
from onrecord.publish.dossier_rows import read_tables
from onrecord.publish.position_charts import Mark, describe_positions, draw_positions
from onrecord.publish.positions import list_issues
from tests.unit.publish.conftest import TEXT, FakeRecord

QUOTE = "Mexico agreed to send 10,000 guards by May 1"


def add_position(record: FakeRecord, id: str, day: date, stance: str, **other: Any) -> None:
    start = TEXT.index(QUOTE)
    row = {
        "id": id, "actor": "mx", "actor_name": "Mexico", "side": "MEX", "issue": "guards",
        "stance": stance, "day": day, "ground": "text", "cue": "agreed", "finding": None,
        "document": "doc-1", "source": "doc-1.html", "quote": QUOTE, "start": start,
        "end": start + len(QUOTE), "method": "m@1", "score": 0.8,
    }  # fmt: skip
    record.add("position", row, other)


def make_record() -> FakeRecord:
    record = FakeRecord()
    record.document()
    add_position(record, "pos-1", date(2023, 9, 1), "against")
    add_position(record, "pos-2", date(2023, 10, 23), "for")
    shift = {
        "id": "shi-1", "issue": "guards", "kind": "shift", "before": "pos-1", "after": "pos-2",
        "before_day": date(2023, 9, 1), "after_day": date(2023, 10, 23),
        "reason": "Mexico: against, 2023-09-01; Mexico: for, 2023-10-23",
    }  # fmt: skip
    record.add("shift", shift, {})
    return record


def test_an_issue_has_its_shifts_and_both_sentences() -> None:
    record = make_record()
    (part,) = list_issues(read_tables(record), record, {"guards": "Guards"})
    assert part.name == "Guards"
    assert part.shifts[0].before == part.shifts[0].after == QUOTE
    assert [line.stance for line in part.lines] == ["against", "for"]
    codes = Codes(issues={"guards": "Guards"}, states={"MEX": "Mexico"})
    page = render_dossier(make_dossier(record, built_at="2023-11-01", codes=codes))
    assert 'id="issue-guards"' in page
    assert "<b>Mexico</b> for" in page
    assert "MEX" not in page


def test_the_chart_says_in_words_what_it_shows() -> None:
    marks = [
        Mark(side="MEX", who="Mexico", stance="against", day=date(2023, 9, 1)),
        Mark(side="USA", who="United States", stance="for", day=date(2023, 9, 2)),
    ]
    assert describe_positions(marks) == "MEX against 1 September 2023, USA for 2 September 2023."
    assert draw_positions("Guards", marks) is not None
    assert draw_positions("Guards", marks[:1]) is None


def test_the_brief_tells_a_shift_of_its_days_with_words() -> None:
    wanted = Wanted(since=date(2023, 10, 20), until=date(2023, 10, 26))
    (line,) = make_brief(make_record(), wanted).of("position")
    assert line.id == "shi-1"
    assert line.words == QUOTE
    assert "before: “Mexico agreed" in line.head
    earlier = Wanted(since=date(2023, 9, 1), until=date(2023, 9, 7))
    assert make_brief(make_record(), earlier).of("position") == []
