"""Blocks give the pairs of things that share a key, each once."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.verify import blocks
from onrecord.verify.blocks import Blocks, list_pairs


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let large blocks and many pairs be few."""
    monkeypatch.setattr(blocks, "_LARGE", 4)
    monkeypatch.setattr(blocks, "_AT_ONCE", 10)


KEYS = st.lists(st.sets(st.integers(0, 6), max_size=4), max_size=14)


@given(KEYS, st.integers(2, 9))
def test_the_pairs_are_those_of_all_things_that_share_a_key(
    held: list[set[int]], most: int
) -> None:
    some, few = Blocks(), Blocks()
    for number, keys in enumerate(held):
        for key in keys:
            (few if key > 3 else some).add(("key", key), number)

    def expected(key: int) -> set[tuple[int, int]]:
        holders = [number for number, keys in enumerate(held) if key in keys]
        return set(combinations(holders, 2)) if key <= 3 or len(holders) <= most else set()

    wanted = set().union(*(expected(key) for key in range(7)))
    assert list(list_pairs(some.list(), few.list(most))) == sorted(wanted)


def test_without_things_there_are_no_pairs() -> None:
    assert not list(list_pairs(Blocks().list(), Blocks().list(3)))
