"""Logistic regression over sparse rows of words, with numpy alone, for measuring.

Words are weighed by how rare they are among the sentences trained on; rows have length one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

Floats = NDArray[numpy.float64]
RAREST = 3  # sentences that a word must stand in
STEPS, RATE = 220, 0.08
DECAY = 2e-4  # of the weights: best of a few on the training folds
EXTRA = 1.5  # weight of dense columns against words
THRESHOLDS = [n / 100 for n in range(30, 66, 2)]


def read_folds(of: Sequence[int]) -> list[tuple[list[int], list[int]]]:
    """Return for each fold the places to train on and those to score."""
    return [
        ([i for i, f in enumerate(of) if f != fold], [i for i, f in enumerate(of) if f == fold])
        for fold in sorted(set(of))
    ]


class Rows:
    """Sentences as sparse rows: `columns` and `values` of sentence i lie at [starts[i], starts[i+1])."""

    def __init__(self, words: Sequence[Sequence[str]]) -> None:
        self._words = words
        self.starts: NDArray[numpy.intp]
        self.columns: NDArray[numpy.intp]
        self.values: Floats
        self.width = 0

    def without(self, train: Sequence[int]) -> Rows:
        """Return the rows with columns and weights that only the sentences to train on give."""
        found: Counter[str] = Counter()
        for i in train:
            found.update(set(self._words[i]))
        column = {w: n for n, w in enumerate(sorted(w for w, c in found.items() if c >= RAREST))}
        rare = {w: math.log(len(train) / found[w]) + 1 for w in column}
        lists = []
        for words in self._words:
            counts = Counter(w for w in words if w in column)
            row = {column[w]: (1 + math.log(c)) * rare[w] for w, c in counts.items()}
            length = math.sqrt(sum(v * v for v in row.values())) or 1.0
            lists.append([(c, v / length) for c, v in row.items()])
        return _pack(self._words, lists, len(column))

    def extended(self, dense: Sequence[Sequence[float]]) -> Rows:
        """Return the rows with dense columns behind them."""
        lists = []
        for i, row in enumerate(dense):
            start, after = self.starts[i], self.starts[i + 1]
            old = list(zip(self.columns[start:after], self.values[start:after], strict=True))
            lists.append([*old, *((self.width + n, EXTRA * v) for n, v in enumerate(row))])
        return _pack(self._words, lists, self.width + len(dense[0]))

    def take(
        self, places: Sequence[int]
    ) -> tuple[NDArray[numpy.intp], NDArray[numpy.intp], Floats]:
        """Return row numbers, columns and values of some sentences."""
        parts = [numpy.arange(self.starts[i], self.starts[i + 1]) for i in places]
        rows = numpy.repeat(numpy.arange(len(places)), [len(p) for p in parts])
        at = numpy.concatenate(parts)
        return rows, self.columns[at], self.values[at]


def _pack(
    words: Sequence[Sequence[str]], lists: Sequence[Sequence[tuple[int, float]]], width: int
) -> Rows:
    rows = Rows(words)
    rows.starts = numpy.cumsum([0, *(len(li) for li in lists)]).astype(numpy.intp)
    rows.columns = numpy.array([c for li in lists for c, _ in li], dtype=numpy.intp)
    rows.values = numpy.array([v for li in lists for _, v in li], dtype=numpy.float64)
    rows.width = width
    return rows


@dataclass(frozen=True, slots=True)
class Logistic:
    """Weights and offset of a regression."""

    weights: Floats
    offset: float

    def chance(self, rows: Rows, i: int) -> float:
        """Return how likely sentence i is one of the class."""
        start, after = rows.starts[i], rows.starts[i + 1]
        z = float(rows.values[start:after] @ self.weights[rows.columns[start:after]])
        return 1 / (1 + math.exp(-(z + self.offset)))


def fit_logistic(rows: Rows, gold: Sequence[bool], train: Sequence[int]) -> Logistic:
    """Return the regression that fits the sentences to train on (Adam, all of them at each step)."""
    at, columns, values = rows.take(train)
    wanted = numpy.array([float(gold[i]) for i in train])
    weights, offset = numpy.zeros(rows.width), 0.0
    first, second = numpy.zeros(rows.width + 1), numpy.zeros(rows.width + 1)
    chances = wanted
    for step in range(1, STEPS + 1):
        z = numpy.bincount(at, weights=values * weights[columns], minlength=len(train)) + offset
        chances = 1 / (1 + numpy.exp(-z))
        off = (chances - wanted) / len(train)
        slope = numpy.bincount(columns, weights=values * off[at], minlength=rows.width)
        slope = numpy.append(slope + DECAY * weights, off.sum())
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        move = RATE * (first / (1 - 0.9**step)) / (numpy.sqrt(second / (1 - 0.999**step)) + 1e-8)
        weights, offset = weights - move[:-1], offset - float(move[-1])
    return Logistic(weights, offset)
