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

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a word of the quote, one of the speech, or both; None where the other has none."""

    quoted: int | None
    said: int | None
    is_same: bool


@dataclass(frozen=True, slots=True)
class _Scores:
    """How well each pair of words can be reached: both words at once, by an addition, in any way.

    `drift` is what it costs to leave out all words of the speech up to each.
    """

    both: Floats
    added: Floats
    best: Floats
    drift: Floats

    def find_cut(self, i: int, j: int) -> int | None:
        """Return behind which word those up to `j` are best left out; None where `j` is reached better."""
        if self.best[i, j] <= max(self.both[i, j], self.added[i, j]):
            return None
        uncut = np.maximum(self.both[i, :j], self.added[i, :j]) + self.drift[:j]
        return j - 1 - int(np.argmax(uncut[::-1]))  # of several the last

    def is_first_added(self, i: int, j: int) -> bool:
        """Is the word of the quote the first that is added?"""
        more = self.added[i - 1, j] - MORE_ADDED
        return bool(self.best[i - 1, j] - OPEN_ADDED >= more)


def align(quoted: Ints, said: Ints, ends: npt.NDArray[np.bool_]) -> list[Step]:
    """Return the steps from the first to the last word of the quote; places count from 0.

    `ends` tells behind which words of the speech a sentence ends.

    Takes the time of nine operations on whole arrays for each word of the quote.
    """
    scores = _score(quoted, said, ends)
    return _trace(scores, int(np.argmax(scores.best[-1])), quoted, said)


def _score(quoted: Ints, said: Ints, ends: npt.NDArray[np.bool_]) -> _Scores:
    m, w = len(quoted), len(said)
    both, added = np.full((m + 1, w + 1), _NEVER), np.full((m + 1, w + 1), _NEVER)
    best = np.zeros((m + 1, w + 1))
    drift = np.concatenate([[0.0], np.cumsum(MORE_CUT + CROSSING * ends)])
    gains = np.where(said == quoted[:, None], MATCH, OTHER)
    for i in range(1, m + 1):
        here = best[i]
        np.add(best[i - 1, :-1], gains[i - 1], out=both[i, 1:])
        np.maximum(best[i - 1] - OPEN_ADDED, added[i - 1] - MORE_ADDED, out=added[i])
        np.maximum(both[i], added[i], out=here)
        if i < m:  # what follows the quote is not cut
            cut = np.maximum.accumulate(here + drift)[:-1]
            cut -= drift[1:]
            cut -= OPEN_CUT
            np.maximum(here[1:], cut, out=here[1:])
    return _Scores(both, added, best, drift)


def _trace(scores: _Scores, end: int, quoted: Ints, said: Ints) -> list[Step]:
    steps: list[Step] = []
    i, j = len(quoted), end
    in_added = False
    while i > 0:
        cut = None if in_added else scores.find_cut(i, j)
        if cut is not None:
            steps += [Step(None, k - 1, is_same=False) for k in range(j, cut, -1)]
            j = cut
        elif in_added or scores.added[i, j] > scores.both[i, j]:
            steps.append(Step(i - 1, None, is_same=False))
            in_added = not scores.is_first_added(i, j)
            i -= 1
        else:
            steps.append(Step(i - 1, j - 1, is_same=bool(quoted[i - 1] == said[j - 1])))
            i, j = i - 1, j - 1
    return steps[::-1]
