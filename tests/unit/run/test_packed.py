"""Packed tables: each is read without the others, and no damage passes for a table."""

from __future__ import annotations

import random
from pathlib import Path

import pyarrow as pa
import pytest

from onrecord.run.packed import is_whole, load_packed, path_of, write_packed

ENDING = ".x.gists"
KEYS = ["a", "b"]
TABLES = (
    pa.table({"key": KEYS, "told": ["first", None]}),
    pa.table({"key": KEYS, "words": [b"\x00\x01" * 500, b""]}),
)


@pytest.fixture
def part(tmp_path: Path) -> Path:
    """A part with two tables beside it."""
    place = tmp_path / "part-a.json.gz"
    write_packed(place, ENDING, *TABLES)
    return place


def load(part: Path, at: int, keys: list[str] = KEYS) -> pa.Table | None:
    return load_packed(part, ENDING, keys, TABLES[at].schema, at=at)


def test_each_table_is_read_by_its_place(part: Path) -> None:
    assert [load(part, at) for at in (0, 1)] == list(TABLES)
    assert load(part, 0, ["a", "c"]) is None
    assert load_packed(part, ENDING, KEYS, TABLES[0].schema, at=1) is None
    assert load_packed(part, ENDING, KEYS, TABLES[0].schema, at=2) is None


def test_damage_of_one_table_leaves_the_other(part: Path) -> None:
    path = path_of(part, ENDING)
    path.write_bytes(path.read_bytes()[:-1])
    assert load(part, 0) == TABLES[0]
    assert load(part, 1) is None
    assert not is_whole(path)


def test_no_damage_passes_for_a_table(part: Path) -> None:
    path, chance = path_of(part, ENDING), random.Random(1126)
    whole = path.read_bytes()
    assert is_whole(path)
    for _ in range(400):
        body = bytearray(whole)
        body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
        path.write_bytes(body)
        assert not is_whole(path)
        assert [t for at in (0, 1) if (t := load(part, at)) is not None and t != TABLES[at]] == []
    for end in range(len(whole)):
        path.write_bytes(whole[:end])
        assert not is_whole(path)
        assert load(part, 1) is None
    path.write_bytes(whole + b"x")
    assert not is_whole(path)


def test_a_count_of_tables_that_nobody_wrote_is_damage(part: Path) -> None:
    path_of(part, ENDING).write_bytes(b"\xff" * 4_000)
    assert load(part, 0) is None
    assert not is_whole(path_of(part, ENDING))
