"""Align a quote with what was said, word by word: the quote whole, of the speech the best stretch.

A cut costs its opening and next to nothing for its length, so that one long cut is better than
many short ones; one word for another is better than a cut and an addition.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.verify.quotes.index import Ints

MATCH, OTHER = 2.0, -1.0
OPEN_CUT, MORE_CUT = 2.2, 0.02  # words said that the quote lacks
OPEN_ADDED, MORE_ADDED = 1.6, 0.7  # words of the quote that were not said
_NEVER = -1e9

_DIAGONAL, _ADDED, _CUT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a word of the quote, one of the speech, or both; None where the other has none."""

    quoted: int | None
    said: int | None
    is_same: bool


def align(quoted: Ints, said: Ints) -> list[Step]:
    """Return the steps from the first to the last word of the quote; places count from 0."""
    m, w = len(quoted), len(said)
    scores = np.zeros(w + 1)
    added = np.full(w + 1, _NEVER)
    ways = np.zeros((m + 1, w + 1), dtype=np.uint8)
    opened = np.zeros((m + 1, w + 1), dtype=bool)
    cut_from = np.zeros((m + 1, w + 1), dtype=np.int32)
    drift = MORE_CUT * np.arange(w + 1)
    columns = np.arange(w + 1)
    for i in range(1, m + 1):
        diagonal = np.full(w + 1, _NEVER)
        diagonal[1:] = scores[:-1] + np.where(said == quoted[i - 1], MATCH, OTHER)
        fresh = scores - OPEN_ADDED
        opened[i] = fresh >= added - MORE_ADDED
        added = np.maximum(fresh, added - MORE_ADDED)
        best = np.maximum(diagonal, added)
        way = np.where(diagonal >= added, _DIAGONAL, _ADDED).astype(np.uint8)
        if i < m:  # what follows the quote is not cut
            shifted = best + drift
            highest = np.maximum.accumulate(shifted)
            source = np.maximum.accumulate(np.where(shifted == highest, columns, 0))
            cut = np.full(w + 1, _NEVER)
            cut[1:] = highest[:-1] - drift[:-1] - OPEN_CUT
            cut_from[i, 1:] = source[:-1]
            way = np.where(cut > best, _CUT, way).astype(np.uint8)
            best = np.maximum(cut, best)
        ways[i] = way
        scores = best
    return _trace(ways, opened, cut_from, int(np.argmax(scores)), quoted, said)


def _trace(
    ways: npt.NDArray[np.uint8],
    opened: npt.NDArray[np.bool_],
    cut_from: npt.NDArray[np.int32],
    end: int,
    quoted: Ints,
    said: Ints,
) -> list[Step]:
    steps: list[Step] = []
    i, j = len(quoted), end
    in_added = False
    while i > 0:
        if in_added or ways[i, j] == _ADDED:
            steps.append(Step(i - 1, None, is_same=False))
            in_added = not opened[i, j]
            i -= 1
        elif ways[i, j] == _DIAGONAL:
            steps.append(Step(i - 1, j - 1, is_same=bool(quoted[i - 1] == said[j - 1])))
            i, j = i - 1, j - 1
        else:
            source = int(cut_from[i, j])
            steps += [Step(None, k - 1, is_same=False) for k in range(j, source, -1)]
            j = source
    return steps[::-1]
