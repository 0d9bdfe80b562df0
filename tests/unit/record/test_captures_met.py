"""What was met is known again by how it looked; a damaged book knows nothing and says so."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from onrecord.record.captures_met import (
    MET,
    MetSource,
    load_met,
    load_met_for,
    tell_disk_time,
    write_met,
)
from onrecord.record.left_out import LeftOut, LeftOutWriter

BOOK = {
    "pile/a.warc.gz": MetSource(place="/pile/a.warc.gz", stamp="7 1 2", kept="00ff"),
    "b\udcff.txt": MetSource(
        place="/b\udcff.txt", stamp="1 1 1", kept="01", problems=(("b#1", "is empty", "b#1"),)
    ),
}


def test_a_book_comes_back_as_it_was_written(tmp_path: Path) -> None:
    write_met(tmp_path, "all", BOOK)
    assert load_met_for(tmp_path, "all").sources == BOOK
    assert load_met(tmp_path).fault == ""
    assert [path.name for path in tmp_path.iterdir()] == [MET]


def test_where_something_else_is_asked_for_nothing_is_known(tmp_path: Path) -> None:
    write_met(tmp_path, "all", BOOK)
    assert not load_met_for(tmp_path, "topic fentanyl").sources


def test_where_the_list_of_what_was_left_out_is_another_nothing_is_known(tmp_path: Path) -> None:
    write_met(tmp_path, "all", BOOK)
    with LeftOutWriter(tmp_path) as left_out:
        left_out.add(LeftOut(source="a#1", url=None, reason="topic", found=None))
    assert not load_met_for(tmp_path, "all").sources


@pytest.mark.parametrize("seed", range(20))
def test_a_flipped_bit_is_seen_and_nothing_is_known(tmp_path: Path, seed: int) -> None:
    write_met(tmp_path, "all", BOOK)
    path, chance = tmp_path / MET, random.Random(seed)
    body = bytearray(path.read_bytes())
    body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
    path.write_bytes(body)
    held = load_met_for(tmp_path, "all")
    assert not held.sources
    # a bit of the key alone says that something else was asked for
    assert "reads all sources again" in load_met(tmp_path).fault or body.startswith(b'{"key"')


def test_the_disk_tells_its_time_and_nothing_stays(tmp_path: Path) -> None:
    assert tell_disk_time(tmp_path) > 0
    assert not list(tmp_path.iterdir())
