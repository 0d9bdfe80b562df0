"""What is left out: a line each, counted by reason; lines of sources that were not met stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.model import RecordError
from onrecord.record.left_out import FILE, LeftOut, LeftOutWriter, load_left_out


def leave(source: str, reason: str = "topic", found: str | None = None) -> LeftOut:
    return LeftOut(source=source, url="https://example.org/a", reason=reason, found=found)


def write(folder: Path, *some: LeftOut, met: tuple[str, ...] = ()) -> dict[str, int]:
    with LeftOutWriter(folder) as writer:
        for source in met or tuple(one.source for one in some):
            writer.meet(source.partition("#")[0])
        for one in some:
            writer.add(one)
    return writer.counts


def test_lines_come_back_and_are_counted_by_reason(tmp_path: Path) -> None:
    lines = [leave("a.warc#1"), leave("a.warc#2", "language", "es"), leave("b\udcff.warc#1")]
    assert write(tmp_path, *lines) == {"language": 1, "topic": 2}
    assert list(load_left_out(tmp_path)) == lines


def test_what_was_said_of_a_source_that_was_not_met_stays(tmp_path: Path) -> None:
    write(tmp_path, leave("a.warc#1"), leave("b.warc#1"))
    assert write(tmp_path, leave("a.warc#2", "date")) == {"date": 1, "topic": 1}
    assert [one.source for one in load_left_out(tmp_path)] == ["a.warc#2", "b.warc#1"]


def test_a_list_of_nothing_is_no_file(tmp_path: Path) -> None:
    write(tmp_path, leave("a.warc#1"))
    assert write(tmp_path, met=("a.warc#1",)) == {}
    assert list(tmp_path.iterdir()) == []


def test_a_meeting_that_fails_leaves_the_list_as_it_was(tmp_path: Path) -> None:
    write(tmp_path, leave("a.warc#1"))
    with pytest.raises(KeyboardInterrupt), LeftOutWriter(tmp_path) as writer:
        writer.meet("a.warc#2")
        raise KeyboardInterrupt
    assert [one.source for one in load_left_out(tmp_path)] == ["a.warc#1"]
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_damaged_list_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\x1f\x8bnothing")
    with pytest.raises(RecordError, match="delete it and build again"):
        list(load_left_out(tmp_path))
