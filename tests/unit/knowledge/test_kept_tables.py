"""Tables are kept as they were read, and read again where anything does not fit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord.knowledge import kept_tables, load_knowledge
from onrecord.knowledge.kept_tables import Items, keep_items

ITEMS: Items = [(1, {"name": "Ñandú", "since": date(2025, 2, 4)}), (4, {"words": ["a", None, 1.5]})]
BODY = b"a table"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "onrecord" / "tables"


@pytest.fixture
def table() -> Path:
    return kept_tables.OWN / "base" / "any.yml"


def never() -> Items:
    raise AssertionError("the table was read again")


def counted(items: Any) -> tuple[Callable[[], Items], list[int]]:
    calls: list[int] = []

    def read() -> Items:
        calls.append(1)
        return list(items)

    return read, calls


def test_what_was_read_once_comes_back_the_same(cache: Path, table: Path) -> None:
    assert keep_items(table, BODY, lambda: list(ITEMS)) == ITEMS
    assert keep_items(table, BODY, never) == ITEMS
    assert [path.suffix for path in cache.iterdir()] == [".json"]


def test_another_table_and_a_flipped_bit_are_read_again(cache: Path, table: Path) -> None:
    keep_items(table, BODY, lambda: list(ITEMS))
    read, calls = counted(ITEMS)
    assert keep_items(table, b"changed", read) == ITEMS
    (kept,) = cache.iterdir()
    kept.write_text(kept.read_text().replace("Ñandú", "Ñandu"))
    assert keep_items(table, b"changed", read) == ITEMS
    kept.write_bytes(b"\xff")
    assert keep_items(table, b"changed", read) == ITEMS
    assert len(calls) == len(("changed", "flipped", "no text"))


@pytest.mark.parametrize("item", [{2024: "a year for a key"}, {"a": {1, 2}}], ids=["key", "set"])
def test_what_would_come_back_otherwise_is_not_kept(cache: Path, table: Path, item: Any) -> None:
    read, calls = counted([(1, item)])
    keep_items(table, BODY, read)
    keep_items(table, BODY, read)
    assert len(calls) == len(("first", "second"))
    assert list(cache.iterdir()) == []


def test_nothing_is_kept_of_others_tables_or_where_others_may_write(
    cache: Path, table: Path, tmp_path: Path
) -> None:
    keep_items(tmp_path / "own.yml", BODY, lambda: list(ITEMS))
    assert list(cache.iterdir()) == []
    cache.chmod(0o777)
    keep_items(table, BODY, lambda: list(ITEMS))
    assert list(cache.iterdir()) == []


def test_without_a_place_to_keep_them_tables_are_read(
    tmp_path: Path, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert keep_items(table, BODY, lambda: list(ITEMS)) == ITEMS


def test_kept_tables_are_those_of_the_files(cache: Path) -> None:
    first = load_knowledge("us-mexico")
    assert len(list(cache.iterdir())) > len(("several", "tables"))
    again = load_knowledge("us-mexico")
    assert again.table_hash == first.table_hash
    assert again.actors == first.actors
    assert again.countries == first.countries
    assert again.deed_words == first.deed_words
