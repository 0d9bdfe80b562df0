"""Align a quote with what was said, word by word: the quote whole, of the speech the best stretch.

A cut costs its opening, a little for each word and more for each end of a sentence in it, so that
one long cut is better than many short ones; one word for another is better than a cut and an
addition.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.verify.quotes.index import Ints

MATCH, OTHER = 2.0, -1.0
OPEN_CUT, MORE_CUT, CROSSING = 1.8, 0.05, 2.0  # words said that the quote lacks
OPEN_ADDED, MORE_ADDED = 1.6, 0.7  # words of the quote that were not said
_NEVER = -1e9

_DIAGONAL, _ADDED, _CUT = 0, 1, 2

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a word of the quote, one of the speech, or both; None where the other has none."""

    quoted: int | None
    said: int | None
    is_same: bool


@dataclass(frozen=True, slots=True)
class _Ways:
    """How each pair of words is best reached: by which step, and from where."""

    steps: npt.NDArray[np.uint8]
    opened: npt.NDArray[np.bool_]  # the word of the quote is the first that is added
    cut_from: npt.NDArray[np.int32]


def align(quoted: Ints, said: Ints, ends: npt.NDArray[np.bool_]) -> list[Step]:
    """Return the steps from the first to the last word of the quote; places count from 0.

    `ends` tells behind which words of the speech a sentence ends.

    Takes the time of as many operations on whole arrays as the quote has words.
    """
    m, w = len(quoted), len(said)
    shape = (m + 1, w + 1)
    ways = _Ways(np.zeros(shape, np.uint8), np.zeros(shape, bool), np.zeros(shape, np.int32))
    scores, added = np.zeros(w + 1), np.full(w + 1, _NEVER)
    drift = np.concatenate([[0.0], np.cumsum(MORE_CUT + CROSSING * ends)])
    for i in range(1, m + 1):
        diagonal = np.full(w + 1, _NEVER)
        diagonal[1:] = scores[:-1] + np.where(said == quoted[i - 1], MATCH, OTHER)
        fresh = scores - OPEN_ADDED
        ways.opened[i] = fresh >= added - MORE_ADDED
        added = np.maximum(fresh, added - MORE_ADDED)
        scores = np.maximum(diagonal, added)
        ways.steps[i] = np.where(diagonal >= added, _DIAGONAL, _ADDED)
        if i < m:  # what follows the quote is not cut
            scores = _cut(scores, drift, ways, row=i)
    return _trace(ways, int(np.argmax(scores)), quoted, said)


def _cut(scores: Floats, drift: Floats, ways: _Ways, *, row: int) -> Floats:
    """Return the scores with words of the speech left out where that is better.

    `drift` is what it costs to leave out all words up to each.
    """
    columns = np.arange(len(scores))
    shifted = scores + drift
    highest = np.maximum.accumulate(shifted)
    source = np.maximum.accumulate(np.where(shifted == highest, columns, 0))
    cut = np.full(len(scores), _NEVER)
    cut[1:] = highest[:-1] - drift[1:] - OPEN_CUT
    ways.cut_from[row, 1:] = source[:-1]
    ways.steps[row] = np.where(cut > scores, _CUT, ways.steps[row])
    best: Floats = np.maximum(cut, scores)
    return best


def _trace(ways: _Ways, end: int, quoted: Ints, said: Ints) -> list[Step]:
    steps: list[Step] = []
    i, j = len(quoted), end
    in_added = False
    while i > 0:
        if in_added or ways.steps[i, j] == _ADDED:
            steps.append(Step(i - 1, None, is_same=False))
            in_added = not ways.opened[i, j]
            i -= 1
        elif ways.steps[i, j] == _DIAGONAL:
            steps.append(Step(i - 1, j - 1, is_same=bool(quoted[i - 1] == said[j - 1])))
            i, j = i - 1, j - 1
        else:
            source = int(ways.cut_from[i, j])
            steps += [Step(None, k - 1, is_same=False) for k in range(j, source, -1)]
            j = source
    return steps[::-1]
