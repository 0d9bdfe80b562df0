"""No other way to align a quote with what was said is better than the one that is taken."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from onrecord.verify.quotes.alignment import (
    CROSSING,
    MATCH,
    MORE_ADDED,
    MORE_CUT,
    OPEN_ADDED,
    OPEN_CUT,
    OTHER,
    Step,
    align,
)

Numbers = tuple[int, ...]


def weigh(steps: list[Step], ends: Numbers) -> float:
    """Return what the steps come to, told one by one."""
    total, before = 0.0, ""
    for step in steps:
        if step.quoted is None:
            assert step.said is not None
            total -= MORE_CUT + CROSSING * ends[step.said] + OPEN_CUT * (before != "cut")
            before = "cut"
        elif step.said is None:
            total -= MORE_ADDED if before == "added" else OPEN_ADDED
            before = "added"
        else:
            total += MATCH if step.is_same else OTHER
            before = "both"
    return total


def find_best(quoted: Numbers, said: Numbers, ends: Numbers) -> float:
    """Return the most that any steps come to: all are tried."""

    @cache
    def go(i: int, j: int, before: str) -> float:
        if i == len(quoted):
            return 0.0
        ways = [go(i + 1, j, "added") - (MORE_ADDED if before == "added" else OPEN_ADDED)]
        if j < len(said):
            is_same = quoted[i] == said[j]
            ways.append(go(i + 1, j + 1, "both") + (MATCH if is_same else OTHER))
            if before:  # nothing is cut before the quote begins
                opened = OPEN_CUT * (before != "cut")
                ways.append(go(i, j + 1, "cut") - MORE_CUT - CROSSING * ends[j] - opened)
        return max(ways)

    return max(go(0, j, "") for j in range(len(said) + 1))


@pytest.mark.parametrize("seed", range(60))
def test_no_way_is_better(seed: int) -> None:
    draw = np.random.default_rng(seed)
    said = draw.integers(1, 4 + seed % 5, 12).astype(np.int32)
    quoted = draw.integers(0, 4 + seed % 5, 1 + seed % 7).astype(np.int32)
    ends = draw.random(12) < 0.2
    steps = align(quoted, said, ends)
    plain: Numbers = tuple(ends.astype(int).tolist())
    assert [s.quoted for s in steps if s.quoted is not None] == list(range(len(quoted)))
    assert weigh(steps, plain) == pytest.approx(
        find_best(tuple(quoted.tolist()), tuple(said.tolist()), plain)
    )


def test_words_that_are_left_out_are_left_out_in_one_go() -> None:
    said = np.array([1, 2, 9, 8, 7, 3, 4], dtype=np.int32)
    steps = align(np.array([1, 2, 3, 4], dtype=np.int32), said, np.zeros(7, dtype=bool))
    assert [step.said for step in steps if step.quoted is None] == [2, 3, 4]
    assert all(step.is_same for step in steps if step.quoted is not None)
