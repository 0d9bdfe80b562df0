"""Killed at any moment: the last whole record opens and verifies, and the next run gives the same."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.faults.conftest import add_texts, run_job

pytestmark = pytest.mark.slow
KILLS = 50


def keep_first_build(place: Path) -> Any:
    """Build once, keep that, add texts; return the rows before and after."""
    (before,) = run_job("look", place, 1, seed=0)
    shutil.copytree(place / "record", place / "kept")
    add_texts(place, 9, 14)
    (after,) = run_job("look", place, 1, seed=0)
    return before, after


@pytest.mark.parametrize("is_first", [False, True], ids=["second build", "first build"])
def test_fifty_kills_of_a_build_lose_nothing(place: Path, *, is_first: bool) -> None:
    before, after = keep_first_build(place)
    if is_first:
        shutil.rmtree(place / "kept")
    found = run_job("builds", place, KILLS // 2, seed=7)
    wholes = [after["rows"], None if is_first else before["rows"]]
    for one in found:
        assert one["then"]["rows"] in wholes, one["moment"]
        assert one["then"]["faults"] == [], one["moment"]
        assert one["again"]["rows"] == after["rows"], one["moment"]
        assert one["again"]["faults"] == [], one["moment"]
        assert one["again"]["left"] == [], one["moment"]
    killed = [one for one in found if one["killed"]]
    assert len(killed) >= KILLS // 2
    seen = [one["then"]["rows"] for one in killed]
    assert before["rows"] in seen or is_first
    assert after["rows"] in seen, "one of them came after the swap"


def test_fifty_kills_of_a_review_lose_nothing_that_was_told(place: Path) -> None:
    run_job("look", place, 1, seed=0)
    *found, last = run_job("reviews", place, KILLS, seed=11)
    told: list[str] = []
    for one in found:
        assert one["killed"]
        assert one["then"]["faults"] == []
        told += one["told"]
        assert set(told) <= set(one["then"]["ids"])
    assert len(told) > 10, "decisions were being written"
    assert last["then"]["ids"] == found[-1]["then"]["ids"]
    assert last["again"]["faults"] == []
    assert {row["id"] for row in last["again"]["rows"]["review"]} >= set(told)
