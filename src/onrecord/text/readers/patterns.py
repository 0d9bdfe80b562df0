"""What the page as a whole tells of a line without tags: what it has in common with other lines.

Comments of readers, teasers and tables of data come round and round: name, day, text, "Reply", name,
day, text. Lines of an article share its words. Long runs of short lines are lists, of the article or
of the page around it.
"""

from __future__ import annotations

import re
from collections import Counter
from math import log

import numpy
from numpy.typing import NDArray

from onrecord.knowledge import Knowledge
from onrecord.text.readers.columns import Column, measure_distance, smooth
from onrecord.text.readers.shapes import Measures

_NAMES = (
    "run", "words before", "words behind", "length near", "length wide", "round", "round of",
    "begins alike", "pair", "pairs near", "of body", "of body near", "of body wide", "of title",
    "of title wide", "told", "told near", "told wide", "person", "person near", "person wide",
)  # fmt: skip
_SENTENCE_WORDS = 8
_ROUNDS = range(2, 13)  # lines after which a shape comes back
_SHAPE_WORDS = 3
_SHAPE_LENGTH, _MOST_LENGTHS = 15, 5  # characters, in steps
_WORD = re.compile(r"[^\W\d_]{3,}")
_ANY_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_PAIR = re.compile(r"[\w &/’'-]{2,30}[:：]")
_ENDED = re.compile(r"[.!?…。！？।։][”\"’»)\]]*$")
_UNSEEN, _UNSEEN_OF = 0.3, 3.0  # what a word counts in lines that do not have it

Flags = NDArray[numpy.bool_]


def measure_patterns(
    texts: list[str], title: str, shapes: Measures, knowledge: Knowledge
) -> Measures:
    """Return for each line what it has in common with the others of its page."""
    bare = [text.removeprefix("- ") for text in texts]
    words = shapes.matrix[:, shapes.names.index("words")]
    ended = numpy.array([_ENDED.search(text) is not None for text in bare], dtype=bool)
    long = ended & (words >= _SENTENCE_WORDS)
    inside = long & (shapes.matrix[:, shapes.names.index("span")] > 0)
    columns = [
        *_measure_runs(words, long),
        *_find_rounds([_draw_shape(text) for text in bare]),
        *_find_alike(bare),
        *_share_words(bare, title, long, inside),
        *_find_persons(bare, knowledge),
    ]
    return Measures(matrix=numpy.column_stack(columns).astype(numpy.float32), names=_NAMES)


def _measure_runs(words: Column, long: Flags) -> list[Column]:
    """Return how many lines lie between sentences, and how long the lines around are."""
    since, until = measure_distance(long)
    sizes = numpy.log1p(words)
    return [
        since + until, _carry(words, long), _carry(words[::-1], long[::-1])[::-1],
        smooth(sizes, 3.0), smooth(sizes, 8.0),
    ]  # fmt: skip


def _carry(words: Column, long: Flags) -> Column:
    """Return for each line the words of the last long line before it, 0 before the first."""
    places = numpy.where(long, numpy.arange(len(words)), -1)
    last = numpy.concatenate([[-1], numpy.maximum.accumulate(places)[:-1]])
    carried: Column = numpy.where(last >= 0, words[last], 0)
    return carried


def _draw_shape(text: str) -> str:
    """Return what a line looks like from afar: "AA9" and its length for "John Smith 12 May"."""
    signs = ["9" if w[0].isdigit() else "A" if w[0].isupper() else "a" if w[0].isalpha() else w[0]
             for w in text.split(maxsplit=_SHAPE_WORDS)[:_SHAPE_WORDS]]  # fmt: skip
    end = "." if _ENDED.search(text) else ":" if text.endswith(":") else ""
    return "".join(signs) + end + str(min(_MOST_LENGTHS, len(text) // _SHAPE_LENGTH))


def _find_rounds(shapes: list[str]) -> list[Column]:
    """Return how well the lines around come round with one period, and which period that is."""
    count = len(shapes)
    numbers = numpy.array([*map({s: i for i, s in enumerate(shapes)}.__getitem__, shapes)])
    best, of = numpy.zeros(count, numpy.float32), numpy.zeros(count, numpy.float32)
    for lag in _ROUNDS:
        if lag >= count:
            break
        same = numpy.zeros(count, dtype=bool)
        equal = numbers[lag:] == numbers[:-lag]
        same[lag:] |= equal
        same[:-lag] |= equal
        around = smooth(same.astype(numpy.float32), float(lag))
        better = around > best
        best[better], of[better] = around[better], lag
    return [best, of]


def _find_alike(texts: list[str]) -> list[Column]:
    """Return how many lines begin with the same word, and which give a name and its value."""
    firsts = [text.partition(" ")[0].casefold() for text in texts]
    counts = Counter(firsts)
    pairs = numpy.array([_PAIR.match(text) is not None for text in texts], numpy.float32)
    alike = numpy.array([counts[first] / len(texts) for first in firsts], numpy.float32)
    return [alike, pairs, smooth(pairs, 5.0)]


def _share_words(texts: list[str], title: str, long: Flags, inside: Flags) -> list[Column]:
    """Return how much the words of each line are those of the body, the title, and other sentences."""
    bags = [_find_words(text) for text in texts]
    body = _Words([bag for bag, flag in zip(bags, inside.tolist(), strict=True) if flag])
    rest = _Words([bag for bag, flag in zip(bags, inside.tolist(), strict=True) if not flag])
    told = Counter(w for bag, flag in zip(bags, long.tolist(), strict=True) if flag for w in bag)
    named = _find_words(title)
    of_body = _column(
        [sum(body.weigh(w, own=f) - rest.weigh(w, own=not f) for w in bag) / len(bag) if bag else 0
         for bag, f in zip(bags, inside.tolist(), strict=True)]
    )  # fmt: skip
    of_title = _column([len(bag & named) / len(bag) if bag else 0 for bag in bags])
    again = _column(
        [sum(told[w] > f for w in bag) / len(bag) if bag else 0
         for bag, f in zip(bags, long.tolist(), strict=True)]
    )  # fmt: skip
    return [
        of_body, smooth(of_body, 2.0), smooth(of_body, 8.0), of_title, smooth(of_title, 8.0),
        again, smooth(again, 3.0), smooth(again, 8.0),
    ]  # fmt: skip


class _Words:
    """How many lines of one kind have each word."""

    def __init__(self, bags: list[set[str]]) -> None:
        self._counts = Counter(word for bag in bags for word in bag)
        self._least = log(max(1, len(bags)) + _UNSEEN_OF)
        self._logs: dict[int, float] = {}

    def weigh(self, word: str, *, own: bool) -> float:
        """Return the logarithm of the share of lines with the word, the own line left out."""
        count = self._counts[word] - own
        known = self._logs.get(count)
        if known is None:
            known = self._logs[count] = log(count + _UNSEEN) - self._least
        return known


def _find_words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _find_persons(texts: list[str], knowledge: Knowledge) -> list[Column]:
    """Return how often a line says "I" and "you": comments do, and advertisements."""
    said = {w.casefold() for t in knowledge.page_words.values() for w in t.get("person words")}
    shares = []
    for text in texts:
        words = _ANY_WORD.findall(text.casefold())
        shares.append(sum(map(said.__contains__, words)) / len(words) if words else 0)
    column = _column(shares)
    return [column, smooth(column, 5.0), smooth(column, 15.0)]


def _column(values: list[float]) -> Column:
    return numpy.array(values, dtype=numpy.float32)
