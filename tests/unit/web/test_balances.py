"""What pages count by themselves is what the makers of whole tables come to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from onrecord.model.reviews import Decision, Review
from onrecord.publish.dyads import QUADS, Dyad, make_dyad
from onrecord.publish.ledger import list_lines
from onrecord.record import Record, open_record
from onrecord.record.folder import RecordFolder
from onrecord.record.reviews import append_reviews
from onrecord.web.balances import make_balance
from onrecord.web.pages.standing import list_standing
from onrecord.web.shelf import Shelf
from tests.unit.web.hostile import write_rows

MAY, JUNE, JULY = date(2025, 5, 1), date(2025, 6, 1), date(2025, 7, 1)
TEXT = "One two three."
AT = {"document": "doc-1", "quote": "One", "start": 0, "end": 3, "method": "m@1", "score": 0.9}
CODES = {"USA": "US", "MEX": "MX"}
KINDS = {"AID": QUADS[0], "COERCE": QUADS[3]}


def event(name: str, kind: str, sides: str, days: list[date], **more: str) -> dict[str, object]:
    actors, _, targets = sides.partition(">")
    return {"id": name, "type": kind, "actors": actors.split(), "targets": targets.split(),
            "date": days, "status": "happened", **AT, **more}  # fmt: skip


ROWS = {
    "document": [{"id": "doc-1", "text": TEXT, "published": MAY, "published_latest": MAY}],
    "actor": [{"id": "a-1", "name": "Mexico", "country": "MX", "is_public": True}],
    "event": [
        event("eve-1", "AID", "USA > MEX", [MAY, date(2025, 5, 2)], happening="hap-1"),
        event("eve-2", "AID", "USA > MEX", [MAY, JUNE], happening="hap-1"),
        event("eve-3", "COERCE", "USA MEX >", [JUNE, JULY]),
        event("eve-4", "AID", "USA > MEX", [MAY, JULY]),
        event("eve-5", "OTHER", "MEX > USA", [MAY, JUNE]),
        event("eve-6", "AID", "MEX > USA", [MAY, JUNE], status="planned"),
    ],
    "happening": [{"id": "hap-1", "events": ["eve-1", "eve-2"]}],
    "statement": [
        {"id": "sta-1", "speaker_country": "US", "content": "We thank Mexico.", **AT},
        {"id": "sta-2", "speaker_country": "US", "content": "We thank Mexicox.", **AT},
        {"id": "sta-3", "speaker_country": "US", "content": "Mexico again.",
         "said_on": [JUNE, date(2025, 6, 2)], **AT},
        {"id": "sta-4", "speaker_country": "MX", "content": "Mexico.", **AT},
    ],
    "commitment": [
        {"id": f"com-{i}", "by": ["USA"], "deed": "does", "kind": "promise", **AT} for i in range(5)
    ],
    "move": [
        # The second tells the first again; the third moves by what an event tells.
        {"id": "mov-1", "commitment": "com-0", "finding": "com-1", "state": "announced", "day": MAY,
         "known": MAY, "basis": "read", "reason": "said again", **AT},
        {"id": "mov-2", "commitment": "com-2", "finding": "eve-1", "state": "kept", "day": MAY,
         "known": MAY, "basis": "read", "reason": "told", **AT},
        {"id": "mov-3", "commitment": "com-2", "finding": "eve-3", "state": "partly", "day": MAY,
         "known": MAY, "basis": "read", "reason": "told", **AT},
    ],
}  # fmt: skip


def reject(record: Path, name: str, table: str) -> None:
    append_reviews(RecordFolder(record).reviews, [
        Review(at="2025-03-04T10:00:00+00:00", by="Ada", subject=name, table=table,
               decision=Decision.REJECT)])  # fmt: skip


def count(dyad: Dyad) -> Dyad:
    """Leave out which events: of a happening the one names the first, the other the best dated."""
    return replace(dyad, months=tuple(replace(month, events=()) for month in dyad.months))


def compare(record: Record) -> Dyad:
    sides = ("USA", "MEX")
    made = make_balance(record, sides, KINDS, CODES)
    assert count(made) == count(make_dyad(record, sides, KINDS, CODES))
    return made


def test_the_balance_is_that_of_whole_tables(tmp_path: Path) -> None:
    with open_record(write_rows(tmp_path / "record", ROWS)) as record:
        dyad = compare(record)
    assert [(m.month, m.actor, m.quads, m.statements, m.events) for m in dyad.months] == [
        (MAY, "USA", (1, 0, 0, 0), 1, ("eve-1",)),
        (JUNE, "MEX", (0, 0, 0, 1), 0, ("eve-3",)),
        (JUNE, "USA", (0, 0, 0, 1), 1, ("eve-3",)),
    ]
    assert dyad.unclassed == 2


def test_a_rejected_report_leaves_the_next_best(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "record", ROWS)
    reject(path, "eve-1", "event")
    with open_record(path) as record:
        assert compare(record).months[0].events == ("eve-2",)


@pytest.mark.parametrize(
    ("name", "table"),
    [("com-0", "commitment"), ("com-1", "commitment"), ("com-4", "commitment"),
     ("mov-1", "move"), ("mov-2", "move"), ("eve-3", "event"), ("sta-1", "statement")],
)  # fmt: skip
def test_the_ledger_kept_is_mended_to_what_it_would_be_made_anew(
    tmp_path: Path, name: str, table: str
) -> None:
    path = write_rows(tmp_path / "record", ROWS)
    shelf = Shelf(path, patience=60)
    before = list_standing(shelf, JULY)
    reject(path, name, table)
    with open_record(path) as record:
        anew = list_lines(record, on=JULY)
    assert list_standing(shelf, JULY) == anew
    assert (anew == before) == (table == "statement")
    shelf.close()
