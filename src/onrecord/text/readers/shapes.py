"""What can be measured of each line of a page: its own shape, its neighbours' and its place.

No measure asks what language a line is in: words are looked up in the tables of all languages.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from onrecord.knowledge import Knowledge
from onrecord.text.readers.columns import (
    Column,
    Matrix,
    find_span,
    measure_distance,
    measure_neighbours,
    smooth,
)

_WORD = re.compile(r"\w[\w’'.-]*")
_LONG_WORD = re.compile(r"\b\w{4,}")
_TITLED = re.compile(r"\b[^\W\d_a-zß-öø-ÿ]\w{3,}")
_SIGN = re.compile(r"[|›»>/•·]")
_ADDRESS = ("@", "://", "www.", ".com", ".org", ".net")  # marks of addresses
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d\d(?!\d)")
_BULLET = re.compile(r"^(?:[-*•·▪‣●○–—]|\d{1,2}[.)])\s")
_ECHO = re.compile(r"[^\W\d_]{5,}")
_CLOSERS = "”’\"'»)]*_ "
_ENDERS = (".", "!", "?", "…", "。", "！", "？", "।", "։")
_QUOTES = '“”„«»"'
_UPPER = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž]")
_DIGIT = re.compile(r"\d")
_OTHER = re.compile(r"[\W\d_]")
_SHAPE_CHARACTERS = 300
_MOST_WORDS_LOOKED_UP = 60
_COMMON_WORDS = 40  # of a line are looked up among the function words
_MOST_DATED = 80  # characters of a line that is about a day or a name
_ECHOED = 2  # lines in which a word stands that the page is about
_KINDS = (
    "advert", "related", "navigation", "sharing", "prompt", "label", "credit", "biography", "note",
    "end", "embed",
)  # fmt: skip
_BODY_WORDS = 8
_TITLE_WORDS = (5, 25)
OWN = (
    "words", "characters", "letters", "sentence", "colon", "dots", "capitals", "titled", "digits",
    "commas", "quotes", "opens", "bullet", "lower", "signs", "address", "year", "common",
    "question", "kind", "whole", "copies", "copyright", "gap", "clock", "dated", "byline", "echo",
)  # fmt: skip
# measures of a line that are repeated for its neighbours
_SHARED = ("words", "sentence", "titled", "common", "kind", "bullet")
_REACH = (-2, -1, 1, 2)
_PLACES = (
    "at", "from start", "from end", "before", "near", "wide", "since body", "until body", "span",
    "lines", "median", "same shape", "since related", "since dated", "until dated", "since byline",
    "since headline", "common near", "common wide", "titled near", "furniture near",
    "furniture wide", "copies near", "years near", "years wide", "clocks wide", "short wide",
    "echo near", "span share", "words of page",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """A matrix with one row for each line and the names of its columns."""

    matrix: Matrix
    names: tuple[str, ...]


def join_measures(one: Measures, other: Measures) -> Measures:
    """Return the measures of the same lines side by side."""
    return Measures(
        matrix=numpy.hstack([one.matrix, other.matrix]), names=(*one.names, *other.names)
    )


def measure_lines(texts: list[str], gaps: list[bool], knowledge: Knowledge) -> Measures:
    """Return the measures of the lines of one page in order."""
    ruler = _Ruler(texts, knowledge)
    rows = [ruler.measure(text, gap) for text, gap in zip(texts, gaps, strict=True)]
    own = numpy.array(rows, dtype=numpy.float32).reshape(len(texts), len(OWN))
    around, names = measure_neighbours(own, OWN, _SHARED, _REACH)
    return Measures(
        matrix=numpy.hstack([own, around, _measure_places(own)]), names=(*OWN, *names, *_PLACES)
    )


class _Ruler:
    """Measures the lines of one page one by one."""

    def __init__(self, texts: list[str], knowledge: Knowledge) -> None:
        tables = list(knowledge.page_words.values())
        self._furniture = knowledge.furniture
        self._common = {w.casefold() for t in tables for w in t.get("function words")}
        self._bylines = {w.casefold() for t in tables for w in t.get("byline")}
        self._copies = Counter(texts)
        self._echoes = {text: _find_echoes(text) for text in self._copies}
        self._told = Counter(word for text in texts for word in self._echoes[text])
        self._known: dict[tuple[str, bool], tuple[float, ...]] = {}

    def measure(self, text: str, gap: bool) -> tuple[float, ...]:
        """Return the line's own measures in the order of OWN; menus say many lines twice."""
        known = self._known.get((text, gap))
        if known is None:
            known = self._known[text, gap] = self._measure(text, gap)
        return known

    def _measure(self, text: str, gap: bool) -> tuple[float, ...]:
        bare = text.removeprefix("- ")
        words = _WORD.findall(bare)
        part = bare[:_SHAPE_CHARACTERS]
        shown = bare.rstrip(_CLOSERS)
        size = len(bare) or 1
        letters = len(part) - len(_OTHER.findall(part))
        long = len(_LONG_WORD.findall(part))
        echoes = self._echoes[text]
        return (
            len(words), len(bare), letters / len(part) if part else 0.0,
            shown.endswith(_ENDERS), shown.endswith(":"), shown.endswith(("...", "…")),
            len(_UPPER.findall(part)) / letters if letters else 0.0,
            len(_TITLED.findall(part)) / long if long else 0.0,
            len(_DIGIT.findall(part)) / size, bare.count(",") / size * 100,
            sum(map(bare.count, _QUOTES)), bare[:1] in _QUOTES or bare[:1] in "‘'¿¡",
            _BULLET.match(text) is not None, bare[:1].islower(), len(_SIGN.findall(part)),
            any(mark in part for mark in _ADDRESS), _YEAR.search(part) is not None,
            self._share_common(words), shown.endswith("?"), *self._look_up(bare, len(words)),
            self._copies[text], "©" in part, gap, *self._read_data(text),
            sum(self._told[w] > _ECHOED for w in echoes) / len(echoes) if echoes else 0.0,
        )  # fmt: skip

    def _share_common(self, words: list[str]) -> float:
        some = " ".join(words[:_COMMON_WORDS]).casefold().split()
        return sum(map(self._common.__contains__, some)) / len(some) if some else 0.0

    def _look_up(self, text: str, words: int) -> tuple[int, int]:
        """Return the number of the kind of furniture that the tables know, and whether as a whole."""
        found = self._furniture.find(text) if words <= _MOST_WORDS_LOOKED_UP else None
        return (0, 0) if found is None else (_KINDS.index(found[0]) + 1, found[1] == "whole")

    def _read_data(self, text: str) -> tuple[bool, bool, bool]:
        """Return whether a short line has a time of day, a year, or begins as a byline does."""
        if len(text) >= _MOST_DATED:
            return False, False, False
        first = text.partition(" ")[0].casefold().strip(":-")
        return (
            _CLOCK.search(text) is not None,
            _YEAR.search(text) is not None,
            first in self._bylines,
        )


def _find_echoes(text: str) -> set[str]:
    return set(_ECHO.findall(text[:_SHAPE_CHARACTERS].casefold()))


def _measure_places(own: Matrix) -> Matrix:
    """Return where each line stands among the sentences of the page, in the order of _PLACES."""
    count = len(own)
    words, ends = own[:, 0], own[:, 3] > 0
    good = words * (ends & (words >= _BODY_WORDS))
    total = float(good.sum()) or 1.0
    order = numpy.arange(count, dtype=numpy.float32)
    span = find_span(good, words)
    long = words[words >= _BODY_WORDS]
    return numpy.column_stack(
        [
            order / max(count - 1, 1), order, count - 1 - order, numpy.cumsum(good) / total,
            smooth(good, 1.5), smooth(good, 5.0), *measure_distance(good > 0), span,
            _fill(count, count), _fill(count, float(numpy.median(long)) if len(long) else 0.0),
            _count_alike(words < _BODY_WORDS, ends),
            measure_distance(_find_related(own))[0], *measure_distance(_take(own, "dated") > 0),
            measure_distance(_take(own, "byline") > 0)[0], measure_distance(_find_heads(own))[0],
            *_smooth_columns(own),
            _fill(count, float((good * span).sum()) / total), _fill(count, total),
        ]
    ).astype(numpy.float32)  # fmt: skip


def _smooth_columns(own: Matrix) -> tuple[Column, ...]:
    """Return what the lines around are like, near and wide."""
    common, dated = _take(own, "common"), _take(own, "dated")
    known, copied = _flag(_take(own, "kind") > 0), _flag(_take(own, "copies") > 1)
    return (
        smooth(common, 1.5), smooth(common, 5.0), smooth(_take(own, "titled"), 2.5),
        smooth(known, 2.0), smooth(known, 8.0), smooth(copied, 3.0), smooth(dated, 2.0),
        smooth(dated, 8.0), smooth(_take(own, "clock"), 8.0),
        smooth(_flag(own[:, 0] < _BODY_WORDS), 6.0), smooth(_take(own, "echo"), 3.0),
    )  # fmt: skip


def _take(own: Matrix, name: str) -> Column:
    column: Column = own[:, OWN.index(name)]
    return column


def _flag(values: NDArray[numpy.bool_]) -> Column:
    return values.astype(numpy.float32)


def _fill(count: int, value: float) -> Column:
    return numpy.full(count, value, dtype=numpy.float32)


def _find_heads(own: Matrix) -> NDArray[numpy.bool_]:
    """Return where a line has the shape of a title."""
    low, high = _TITLE_WORDS
    words = own[:, 0]
    fits = (words >= low) & (words <= high)
    heads: NDArray[numpy.bool_] = fits & (_take(own, "sentence") == 0) & (_take(own, "bullet") == 0)
    return heads


def _find_related(own: Matrix) -> NDArray[numpy.bool_]:
    """Return where a heading stands over links to other stories, or the end of the article."""
    kind = _take(own, "kind")
    known = (kind == _KINDS.index("related") + 1) | (kind == _KINDS.index("end") + 1)
    heads: NDArray[numpy.bool_] = known & (own[:, 0] < _BODY_WORDS)
    return heads


def _count_alike(short: NDArray[numpy.bool_], ends: NDArray[numpy.bool_]) -> Column:
    """Return how many of the eight lines around are short or long, ended or open as this one is."""
    shape = short * 2 + ends
    padded = numpy.pad(shape, 4, constant_values=9)
    parts = [padded[4 + s : 4 + s + len(shape)] == shape for s in (-4, -3, -2, -1, 1, 2, 3, 4)]
    alike: Column = numpy.sum(parts, axis=0).astype(numpy.float32)
    return alike
