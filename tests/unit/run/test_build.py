from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from onrecord.model import LockedError, RecordError, TableError
from onrecord.record import open_record
from onrecord.run.build import BuildOptions, Progress, build_record
from onrecord.run.engines import Engine
from tests.unit.conftest import write_series
from tests.unit.run.conftest import NOW, Build
from tests.unit.run.fake_reading import open_fake_step


def test_a_pile_becomes_a_record(build: Build, pile: Path, tmp_path: Path) -> None:
    built = build(pile)
    assert (built.captures, built.new, built.read) == (3, 3, 3)
    with open_record(tmp_path / "record") as record:
        assert len(record.documents) == 3
        (fails,) = record.figures.where("outcome=fails").rows()
        (statement,) = record.statements.rows()
    assert fails.quote == "181,509"
    assert fails.official == [181059.0]
    assert (statement.speaker, statement.speaker_country) == ("The Speaker", "MX")
    assert statement.speaker_text is None


def test_a_second_build_reads_nothing_again(build: Build, pile: Path) -> None:
    first = build(pile)
    second = build(pile)
    assert (second.new, second.read, second.is_unchanged) == (0, 0, True)
    assert second.build_id == first.build_id


def test_only_what_is_new_is_read(build: Build, pile: Path, tmp_path: Path) -> None:
    build(pile)
    (pile / "four.txt").write_text("And 7 more.\n", encoding="utf-8")
    built = build()
    assert (built.new, built.read) == (1, 1)
    with open_record(tmp_path / "record") as record:
        assert len(record.documents) == 4


def test_what_is_built_can_be_thrown_away(build: Build, pile: Path, tmp_path: Path) -> None:
    build(pile)
    before = dump(tmp_path / "record")
    for name in ("parts", "built"):
        subprocess.run(["rm", "-r", str(tmp_path / "record" / name)], check=True)
    (tmp_path / "record" / "CURRENT").unlink()
    for path in pile.iterdir():
        path.unlink()
    with pytest.raises(RecordError, match="no record here"):
        open_record(tmp_path / "record")
    build()
    assert dump(tmp_path / "record") == before


def test_the_order_of_the_sources_does_not_matter(build: Build, pile: Path, tmp_path: Path) -> None:
    build(*sorted(pile.iterdir()))
    before = dump(tmp_path / "record")
    subprocess.run(["rm", "-r", str(tmp_path / "record")], check=True)
    build(*sorted(pile.iterdir(), reverse=True))
    assert dump(tmp_path / "record") == before


def test_as_of_leaves_out_what_came_later(build: Build, pile: Path, tmp_path: Path) -> None:
    build(pile, as_of=date(2023, 9, 30))
    with open_record(tmp_path / "record") as record:
        assert [Path(d.source).name for d in record.documents] == ["one.txt"]
        assert record.facts["as_of"] == "2023-09-30"
    build(pile)
    with open_record(tmp_path / "record") as record:
        assert len(record.documents) == 3


def test_as_of_leaves_out_values_made_known_later(
    build: Build, pile: Path, pack: Path, tmp_path: Path
) -> None:
    write_series(pack)
    build(pile, as_of=date(2023, 9, 30))
    with open_record(tmp_path / "record") as record:
        assert [o.value for o in record.observations] == [181059.0]
        (series,) = record.series
    assert series.observations == 1


def test_a_fault_of_ours_costs_one_document(build: Build, pile: Path, tmp_path: Path) -> None:
    (pile / "bad.txt").write_text("please break 1\n", encoding="utf-8")
    build(pile)
    with open_record(tmp_path / "record") as record:
        assert len(record.documents) == 3
        (problem,) = record.problems.rows()
    assert "IndexError at fake_reading.py" in problem.message
    assert Path(problem.source).name == "bad.txt"


def test_a_text_that_kills_its_process_costs_one_document(
    build: Build, pile: Path, tmp_path: Path
) -> None:
    for number in range(8):
        (pile / f"more{number}.txt").write_text(f"There are {number}.\n", encoding="utf-8")
    (pile / "bad.txt").write_text("please die 1\n", encoding="utf-8")
    build(pile, workers=2)
    with open_record(tmp_path / "record") as record:
        assert len(record.documents) == 11
        (problem,) = record.problems.rows()
    assert "its process was ended" in problem.message


@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_text_that_takes_for_ever_costs_one_document(
    build: Build, pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, workers: int
) -> None:
    (pile / "bad.txt").write_text("please never end 1\n", encoding="utf-8")
    monkeypatch.setattr("onrecord.run.reading.limit_shard", limit_half_a_second)
    build(pile, engine=Engine(workers=workers))
    with open_record(tmp_path / "record") as record:
        assert len(record.documents) == 3
        (problem,) = record.problems.rows()
    assert "took too long" in problem.message


@pytest.mark.slow
def test_new_texts_of_which_none_ever_ends_are_problems(
    build: Build, pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(pile)
    for number in range(5):  # more than processes may die of themselves
        text = f"please never end {number}\n"
        (pile / f"bad{number}.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr("onrecord.run.reading.limit_shard", limit_a_tenth_of_a_second)
    built = build(engine=Engine(workers=1))
    with open_record(tmp_path / "record") as record:
        assert (built.read, len(record.documents), len(record.problems.rows())) == (5, 3, 5)
        assert all("took too long" in row.message for row in record.problems.rows())


@pytest.mark.slow
def test_a_process_that_waits_for_ever_costs_one_document(
    build: Build, pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pile / "bad.txt").write_text("please wait 1\n", encoding="utf-8")
    monkeypatch.setattr("onrecord.run.reading.limit_shard", limit_half_a_second)
    build(pile, workers=2)
    with open_record(tmp_path / "record") as record:
        assert len(record.documents) == 3
        (problem,) = record.problems.rows()
    assert "took too long" in problem.message


def limit_half_a_second(shard: object) -> float:
    return 0.5


def limit_a_tenth_of_a_second(shard: object) -> float:
    return 0.1


def test_a_source_that_cannot_be_read_is_a_problem(
    build: Build, pile: Path, tmp_path: Path
) -> None:
    (pile / "empty.txt").write_bytes(b"")
    built = build(pile)
    assert len(built.unreadable) == 1
    with open_record(tmp_path / "record") as record:
        assert [Path(p.source).name for p in record.problems] == ["empty.txt"]
    (pile / "empty.txt").write_text("Now 5.\n", encoding="utf-8")
    build(pile / "empty.txt")
    with open_record(tmp_path / "record") as record:
        assert len(record.problems) == 0
        assert len(record.documents) == 4


def test_a_record_does_not_read_itself(build: Build, tmp_path: Path, pile: Path) -> None:
    build(pile)
    built = build(tmp_path / "record")
    assert (built.new, built.unreadable) == (0, ())


def test_the_same_bytes_twice_are_one_capture(build: Build, pile: Path) -> None:
    (pile / "again.txt").write_bytes((pile / "one.txt").read_bytes())
    assert build(pile).captures == 3


def test_an_unknown_pack_changes_nothing(build: Build, pile: Path, tmp_path: Path) -> None:
    build(pile)
    options = BuildOptions(record=tmp_path / "record", pack="atlantis", open_step=open_fake_step)
    before = (tmp_path / "record" / "onrecord.toml").read_bytes()
    with pytest.raises(TableError, match='no pack "atlantis": name one of base'):
        build_record(options, now=NOW, progress=Progress())
    assert (tmp_path / "record" / "onrecord.toml").read_bytes() == before


def test_nothing_to_build_from_is_said(build: Build) -> None:
    with pytest.raises(RecordError, match="name files or folders"):
        build()


def test_a_file_in_the_place_of_the_record_is_named(
    build: Build, pile: Path, tmp_path: Path
) -> None:
    (tmp_path / "record").write_text("not a folder", encoding="utf-8")
    with pytest.raises(RecordError, match="a file, not a folder"):
        build(pile)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_no_permission_is_said(build: Build, pile: Path, tmp_path: Path) -> None:
    (tmp_path / "record").mkdir(mode=0o500)
    with pytest.raises(RecordError, match="permission"):
        build(pile)


def test_damaged_parts_are_read_again(build: Build, pile: Path, tmp_path: Path) -> None:
    build(pile)
    before = dump(tmp_path / "record")
    for path in (tmp_path / "record" / "parts").glob("*/part-*"):
        if path.suffix != ".done":
            path.write_bytes(path.read_bytes()[:-9])
    (tmp_path / "record" / "CURRENT").unlink()
    built = build(pile)
    assert built.read == 3
    assert dump(tmp_path / "record") == before


SLOW = 20  # documents that take their time

CHILD = """
import sys
from pathlib import Path
from onrecord.run.build import BuildOptions, Progress, build_record
from tests.unit.conftest import write_series
from tests.unit.run.conftest import NOW
from tests.unit.run.fake_reading import open_fake_step

if __name__ == "__main__":
    place, workers = Path(sys.argv[1]), int(sys.argv[2])
    options = BuildOptions(
        record=place / "record", patterns=(str(place / "pile"),), pack=str(place / "pack"),
        workers=workers, open_step=open_fake_step,
    )
    build_record(options, now=NOW, progress=Progress())
"""


@pytest.mark.parametrize("workers", [pytest.param(1, marks=pytest.mark.slow), 2])
def test_a_killed_build_is_taken_up_again(
    build: Build, pile: Path, tmp_path: Path, workers: int
) -> None:
    build(pile)
    before = dump(tmp_path / "record")
    for number in range(SLOW):
        text = f"please be slow {number}\n"
        (pile / f"slow{number:02}.txt").write_text(text, encoding="utf-8")
    parts = tmp_path / "record" / "parts"
    known = len(list(parts.rglob("*.done")))
    child = start_child(tmp_path, workers=workers)
    try:
        wait_until(lambda: len(list(parts.rglob("*.done"))) > known, child)
        with pytest.raises(LockedError, match=f"process {child.pid}, since 2026"):
            build(pile)
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert dump(tmp_path / "record") == before, "the last whole record stays readable"
    built = build(pile)
    assert 0 < built.read < SLOW, "what was read is not read again"
    with open_record(tmp_path / "record") as record:
        assert len(record.documents) == SLOW + 3
    assert [p.name for p in (tmp_path / "record" / "built").iterdir() if p.name[0] == "."] == []


def start_child(tmp_path: Path, *, workers: int) -> subprocess.Popen[bytes]:
    script = tmp_path / "child.py"
    script.write_text(CHILD, encoding="utf-8")
    root = str(Path(__file__).parents[3])
    return subprocess.Popen(
        [sys.executable, str(script), str(tmp_path), str(workers)],
        env={**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"},
    )


def wait_until(is_so: object, child: subprocess.Popen[bytes]) -> None:
    for _ in range(3000):  # a minute: the machine may be busy
        if is_so():  # type: ignore[operator]
            return
        assert child.poll() is None, "the child ended too early"
        time.sleep(0.02)
    raise AssertionError("waited in vain")


def dump(path: Path) -> str:
    """Return all rows of a record, so that two can be compared."""
    tables = ("document", "statement", "figure", "verdict", "judgement", "actor", "problem")
    with open_record(path) as record:
        rows = {table: record.rows(table) for table in tables}
    return json.dumps(rows, default=str, indent=1)
