"""A clock that goes backwards, two builds at once, a build beside a check."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from onrecord.model import LockedError
from onrecord.model.reviews import Decision
from onrecord.record import open_record
from onrecord.record.builds import open_earlier
from onrecord.record.folder import RecordFolder
from onrecord.record.lock import hold_lock
from onrecord.record.queue import Wish, decide
from onrecord.record.reviews import read_log
from onrecord.run.build import BuildOptions, Progress, build_record
from onrecord.run.integrity import check_integrity
from tests.faults.conftest import add_texts
from tests.faults.killing import build, dump
from tests.unit.run.fake_reading import open_fake_step

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
EARLIER = NOW - timedelta(days=4000)


def build_on(place: Path, now: datetime) -> None:
    options = BuildOptions(
        record=place / "record",
        patterns=(str(place / "pile"),),
        pack=str(place / "pack"),
        open_step=open_fake_step,
    )
    build_record(options, now=now, progress=Progress())


def test_a_clock_that_goes_backwards_changes_no_row(place: Path) -> None:
    build_on(place, NOW)
    before = dump(place)
    build_on(place, EARLIER)
    assert dump(place) == before
    add_texts(place, 9, 11)
    build_on(place, EARLIER)
    after = dump(place)
    assert [row for row in after["figure"] if row in before["figure"]] == before["figure"]
    assert len(after["document"]) == len(before["document"]) + 2
    assert check_integrity(place / "record", reread=False).faults == []
    with open_record(place / "record") as now:
        earlier = open_earlier(now.folder)
        assert earlier is not None
        assert len(earlier.documents) == len(before["document"])
        earlier.close()


def test_decisions_count_in_the_order_of_the_log_whatever_the_clock_said(place: Path) -> None:
    build(place)
    with open_record(place / "record") as record:
        name = record.rows("figure")[0]["id"]
        for decision, at in ((Decision.ACCEPT, NOW), (Decision.REJECT, EARLIER)):
            decide(record, Wish(by="Ada", subject=name, decision=decision), at=at.isoformat())
    log = read_log(place / "record" / "reviews.jsonl")
    assert [one.decision for one in log.reviews] == ["accept", "reject"]
    assert log.faults == ()
    build(place)
    with open_record(place / "record") as record:
        assert record.judged.rejected >= {name}


def test_of_two_builds_the_second_is_told_who_holds_the_record(place: Path) -> None:
    build(place)
    folder = RecordFolder(place / "record")
    with hold_lock(folder.path, now=NOW), pytest.raises(LockedError, match="since 2026-09-30"):
        build(place)
    assert build(place).is_unchanged, "the lock went with its holder"


def test_a_check_sees_one_build_while_another_lands(place: Path) -> None:
    build(place)
    with open_record(place / "record") as record:
        before = record.rows("document")
        for last in (10, 11, 12):
            add_texts(place, 9, last)
            build(place)
        assert record.rows("document") == before
