"""Windows: a document's words, packed for an encoder paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import numpy

from onrecord.extract.statements.learned_pieces import PieceCutter
from onrecord.extract.statements.learned_words import COLUMNS, Words
from onrecord.knowledge import Encoder, WordInput

LIMIT = 256  # pieces; it has learned from windows of 80 to 300
Stretch = tuple[int, int]  # words [first, after)


class WindowMaker:
    """Numbers the words of documents for one encoder."""

    def __init__(self, encoder: Encoder) -> None:
        self._cutter = PieceCutter(encoder.pieces)
        self._first, self._last = (self._cutter.number(p) for p in ("[CLS]", "[SEP]"))
        self._tables = [encoder.columns[name] for name in COLUMNS]

    def make(self, words: Words, stretches: list[Stretch]) -> Iterator[tuple[list[int], WordInput]]:
        """Yield the windows of some stretches: the numbers of their words, and the input."""
        pieces = {at: self._cutter.cut(words.texts[at]) for s in stretches for at in range(*s)}
        window: list[Stretch] = []
        filled = 1
        for first, after in _cut_long(stretches, pieces):
            size = sum(len(pieces[at]) for at in range(first, after)) + 1
            if window and filled + size > LIMIT:
                yield self._number(words, window, pieces)
                window, filled = [], 1
            window.append((first, after))
            filled += size
        if window:
            yield self._number(words, window, pieces)

    def _number(
        self, words: Words, window: list[Stretch], pieces: dict[int, tuple[int, ...]]
    ) -> tuple[list[int], WordInput]:
        flat, word_of = [self._first], [0]
        firsts: list[int] = []
        heads: list[int] = []
        for first, after in window:
            shift = len(firsts) - first
            for at in range(first, after):
                firsts.append(len(flat))
                flat.extend(pieces[at])
                word_of.extend([len(firsts)] * len(pieces[at]))
                head = words.heads[at]
                heads.append((head if first <= head < after else at) + shift)
            flat.append(self._last)
            word_of.append(0)
        numbers = [at for stretch in window for at in range(*stretch)]
        columns = [
            [table.get(words.columns[name][at], 0) for name, table in self._columns()]
            for at in numbers
        ]
        arrays = (numpy.array(some, dtype=numpy.intp) for some in (flat, word_of, firsts, heads))
        made = dict(zip(("pieces", "word_of", "firsts", "heads"), arrays, strict=True))
        return numbers, WordInput(**made, columns=numpy.array(columns, dtype=numpy.intp))

    def _columns(self) -> Iterator[tuple[str, dict[str, int]]]:
        return zip(COLUMNS, self._tables, strict=True)


def list_stretches(words: Words) -> list[Stretch]:
    """Return the paragraphs of a document as stretches of words."""
    found, at = [], 0
    for _, some in groupby(words.paragraphs):
        size = sum(1 for _ in some)
        found.append((at, at + size))
        at += size
    return found


def _cut_long(stretches: list[Stretch], pieces: dict[int, tuple[int, ...]]) -> Iterator[Stretch]:
    """Yield the stretches; one that does not fit a window comes in parts."""
    for first, after in stretches:
        start, size = first, 0
        for at in range(first, after):
            if size + len(pieces[at]) > LIMIT - 2:
                yield start, at
                start, size = at, 0
            size += len(pieces[at])
        yield start, after
