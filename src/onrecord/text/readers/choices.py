"""Which lines of a page are the article: what the learned models say of their measures.

The models are tables of a pack (`models/page.json`, `models/plain.json`); a pack without them
leaves the choice to the rules.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy
from numpy.typing import NDArray

from onrecord.knowledge import Knowledge
from onrecord.text.readers.blocks import Block
from onrecord.text.readers.furniture import SAID_BEFORE
from onrecord.text.readers.heads import Head
from onrecord.text.readers.lines import Line
from onrecord.text.readers.patterns import measure_patterns
from onrecord.text.readers.places import PageView, measure_blocks
from onrecord.text.readers.shapes import Measures, join_measures, measure_lines

_RULED = ("ruled", "since body begins", "is title", "below title")
_FAR = 30
PAGE_MODEL, PLAIN_MODEL = "page", "plain"
REPLIES = "comments of readers"
OUTSIDE = "outside the main text"
# Where a page is unclear its floor sinks, never below the first nor above the second of these.
_LOWEST, _HIGHEST = 0.15, 0.5
Scores = NDArray[numpy.float64]


def measure_page(blocks: list[Block], view: PageView, knowledge: Knowledge) -> Measures:
    """Return all that is measured of a page's blocks."""
    texts = [block.text for block in blocks]
    lines = measure_lines(texts, [True] * len(texts), knowledge)
    return join_measures(lines, measure_blocks(blocks, view))


def measure_plain(
    lines: list[Line], reasons: Sequence[str | None], head: Head, knowledge: Knowledge
) -> Measures:
    """Return all that is measured of a text's lines, with what the rules say of them."""
    texts = [line.text for line in lines]
    shapes = measure_lines(texts, [line.gap for line in lines], knowledge)
    patterns = measure_patterns(texts, head.title or "", shapes, knowledge)
    title = head.title_at if head.title_at is not None else -1
    rows = [
        (
            reason not in {None, SAID_BEFORE},
            max(-_FAR, min(_FAR, at - head.body)),
            at == title,
            at > title >= 0,
        )
        for at, reason in enumerate(reasons)
    ]
    ruled = numpy.array(rows, dtype=numpy.float32).reshape(len(lines), len(_RULED))
    measures = join_measures(shapes, Measures(matrix=ruled, names=_RULED))
    return join_measures(measures, patterns)


def score_lines(
    lines: list[Line], reasons: Sequence[str | None], head: Head, knowledge: Knowledge
) -> Scores | None:
    """Return for each line of a text how likely it is the article, None without a model."""
    model = knowledge.models.get(PLAIN_MODEL)
    if model is None or not lines:
        return None
    return model.score(measure_plain(lines, reasons, head, knowledge).matrix)


def choose_blocks(
    blocks: list[Block], view: PageView, knowledge: Knowledge
) -> list[str | None] | None:
    """Return for each block why it is not the article, None where it is; None without a model."""
    model = knowledge.models.get(PAGE_MODEL)
    if model is None or not blocks:
        return None
    measures = measure_page(blocks, view, knowledge)
    scores = model.score(measures.matrix)
    replies = find_replies(measures)
    scores[replies] = 0.0
    floor = find_floor(scores, count_words([block.text for block in blocks]))
    return [
        REPLIES if reply else (None if score >= floor else OUTSIDE)
        for score, reply in zip(scores.tolist(), replies.tolist(), strict=True)
    ]


def find_replies(measures: Measures) -> NDArray[numpy.bool_]:
    """Return which blocks stand in what holds the readers' comments."""
    replies: NDArray[numpy.bool_] = measures.matrix[:, measures.names.index("replies")] > 0
    return replies


def count_words(texts: list[str]) -> Scores:
    """Return the number of words of each line."""
    return numpy.array([len(text.split()) for text in texts], dtype=numpy.float64)


def find_floor(scores: Scores, words: Scores) -> float:
    """Return the score from which lines are kept so that the expected F1 of the words is best."""
    order = numpy.argsort(-scores, kind="stable")
    good = numpy.cumsum((scores * words)[order])
    size = numpy.cumsum(words[order])
    expected = 2 * good / (size + good[-1] + 1e-9)
    best = float(scores[order][int(numpy.argmax(expected))])
    return min(max(best, _LOWEST), _HIGHEST)
