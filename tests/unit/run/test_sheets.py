"""Sheets: a cache beside the parts; without them, or with damaged ones, the record is the same."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.knowledge import Knowledge
from onrecord.model import Capture, Document, Problem
from onrecord.record import open_record
from onrecord.record.captures import CaptureStore
from onrecord.run.beside import open_writer
from onrecord.run.packed import path_of
from onrecord.run.parts import DamagedPartError, PartFolder
from onrecord.run.readings import Reading
from onrecord.run.shards import ReadShard, ReadStep, Shard
from onrecord.run.sheet_runs import iterate_sheets, make_ahead
from onrecord.run.sheets import (
    list_columns,
    load_sheets,
    make_sheet,
    make_sheets,
    name_sheets,
    write_sheets,
)
from onrecord.run.stored import Readings
from tests.unit.run.conftest import Build
from tests.unit.run.fake_reading import FakeReader, make_statement
from tests.unit.run.test_build import dump


def make_reading(name: str) -> Reading:
    text = f"{name} said “we count 12 trucks” on Monday."
    document = Document(capture_id=name, source=f"{name}.txt", text=text, language="en")
    start = text.index("we")
    return Reading(document=document, statements=(make_statement(document, start, start + 15),))


@pytest.fixture
def readings(tmp_path: Path) -> Readings:
    """Readings in two parts; the keys do not stand as the parts do."""
    parts = PartFolder(path=tmp_path / "parts")
    problem = Problem(subject_id="b", room="text", message="no text in it")
    parts.write([("a", make_reading("a")), ("c", make_reading("c")), ("d", make_reading("d"))])
    parts.write([("b", Reading(document=None, problems=(problem,)))])
    return Readings(
        parts=parts, keys=("a", "b", "c", "d"), where=parts.find_done(), adapt=lambda r: r,
    )  # fmt: skip


def test_sheets_stand_in_the_order_of_the_captures(
    readings: Readings, knowledge: Knowledge
) -> None:
    (table,) = iterate_sheets(readings, knowledge, is_whole=True)
    assert table.column("key").to_pylist() == ["a", "b", "c", "d"]
    sources = [[row["source"] for row in some] for some in table.column("document").to_pylist()]
    assert sources == [["a.txt"], [], ["c.txt"], ["d.txt"]]
    assert table.column("problem").to_pylist()[1][0]["message"] == "no text in it"


def test_they_are_made_once_and_kept(readings: Readings, knowledge: Knowledge) -> None:
    (first,) = iterate_sheets(readings, knowledge, is_whole=True)
    part = readings.where["a"]
    part.write_bytes(b"not read any more")
    (second,) = iterate_sheets(readings, knowledge, is_whole=True)
    assert second.equals(first)


def test_sheets_of_another_day_are_made_of_the_readings(
    readings: Readings, knowledge: Knowledge
) -> None:
    (kept,) = iterate_sheets(readings, knowledge, is_whole=True)
    (made,) = iterate_sheets(readings, knowledge, is_whole=False)
    assert made.drop(["key"]).equals(kept.drop(["key"]).combine_chunks())


@pytest.mark.parametrize("at", [0, 5, 300, -1])
def test_a_damaged_file_counts_as_missing(at: int, knowledge: Knowledge, tmp_path: Path) -> None:
    part = tmp_path / "part-a.json.gz"
    write_sheets(knowledge, ".x.sheets", part, [("a", make_reading("a"))])
    path = path_of(part, ".x.sheets")
    assert load_sheets(part, ".x.sheets", ["a"]) is not None
    assert load_sheets(part, ".x.sheets", ["a", "b"]) is None, "a key is missing"
    body = bytearray(path.read_bytes())
    body[at] ^= 1
    path.write_bytes(bytes(body))
    assert load_sheets(part, ".x.sheets", ["a"]) is None
    path.write_bytes(bytes(body[:40]))
    assert load_sheets(part, ".x.sheets", ["a"]) is None


def test_two_findings_with_one_id_are_a_problem(knowledge: Knowledge) -> None:
    reading = make_reading("a")
    doubled = Reading(document=reading.document, statements=reading.statements * 2)
    sheet, quotes = make_sheet(doubled, knowledge)
    assert len(sheet["statement"]) == 1
    assert [row["message"] for row in sheet["problem"]] == [
        "two statements have this id; the first is kept"
    ]
    assert quotes


def test_no_readings_make_no_rows(knowledge: Knowledge) -> None:
    table = make_sheets([], knowledge)
    assert table.schema == list_columns()
    assert len(table) == 0


def open_writing_step(knowledge: Knowledge, captures: Path, parts: PartFolder) -> ReadStep:
    return ReadShard(
        reader=FakeReader(), captures=captures, parts=parts, write_sheets=open_writer(knowledge)
    )


def test_the_record_is_the_same_with_sheets_without_and_with_damaged_ones(
    build: Build, pile: Path, tmp_path: Path
) -> None:
    build(pile)
    record = tmp_path / "record"
    before = dump(record)
    sheets = sorted((record / "parts").glob(f"*/*{name_sheets()}"))
    assert sheets
    for change in (lambda path: path.unlink(), lambda path: path.write_bytes(b"no sheet")):
        for path in sheets:
            change(path)
        (record / "CURRENT").unlink()
        build(pile)
        assert dump(record) == before
    with open_record(record) as opened:
        assert len(opened.statements) == 1


def test_workers_write_them_with_the_part(knowledge: Knowledge, tmp_path: Path) -> None:
    store = CaptureStore(tmp_path / "captures")
    (tmp_path / "captures").mkdir()
    body = b"It says 12 early."
    store.add(
        Capture(body=body, media_type="text/plain", source="a.txt",
                met_at=datetime(2025, 1, 1, tzinfo=UTC))
    )  # fmt: skip
    parts = PartFolder(path=tmp_path / "parts" / "method")
    step = open_writing_step(knowledge, tmp_path / "captures", parts)
    step(Shard(entries=tuple(store.entries())))
    (part,) = set(parts.find_done().values())
    table = load_sheets(part, name_sheets(), [store.entries()[0].key])
    assert table is not None
    assert [row["quote"] for row in table.column("figure").to_pylist()[0]] == ["12"]


def test_sheets_of_other_code_go_when_new_ones_are_made(
    readings: Readings, knowledge: Knowledge
) -> None:
    part = readings.where["a"]
    other = path_of(part, ".0123.sheets")
    other.write_bytes(b"made by other code")
    assert list(iterate_sheets(readings, knowledge, is_whole=True))
    assert not other.exists()
    assert path_of(part, name_sheets()).exists()


def test_what_is_made_ahead_comes_in_order_with_the_error_at_its_place() -> None:
    makers: set[str] = set()

    def make() -> Iterator[int]:
        for number in range(3):
            makers.add(threading.current_thread().name)
            yield number
        raise DamagedPartError("no part")

    seen: list[int] = []
    ahead = make_ahead(make())
    with pytest.raises(DamagedPartError, match="no part"):
        while True:
            seen.append(next(ahead))
    assert seen == [0, 1, 2]
    assert threading.current_thread().name not in makers
    assert list(make_ahead(iter(()))) == []
