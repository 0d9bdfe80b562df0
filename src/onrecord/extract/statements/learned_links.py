"""From scores to attributions: which words are said, by which cue, by whom.

A model gives each word the odds that it begins or goes on with a content, a cue or a source, and
each pair of a cue and a word the odds that the word is in what the cue puts in a mouth, or in who
speaks. Needs nothing but numpy.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

Floats = NDArray[numpy.float32]
Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Log-odds for the words of a window.

    `content`, `cue` and `source` have a row for each word: outside, begins, goes on. `said` and
    `speaks` have a row for each anchor, the first word of a cue, and a column for each word.
    """

    content: Floats
    cue: Floats
    source: Floats
    anchors: tuple[int, ...]
    said: Floats
    speaks: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Words of a window that are said, their cue, and who speaks; ranges are [first, after).

    `score` is how sure the content is, `speaker_score` how sure the source is, both not yet
    calibrated.
    """

    contents: tuple[Range, ...]
    cue: Range
    source: Range | None
    score: float
    speaker_score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From which probability on something is taken."""

    cue: float = 0.5
    content: float = 0.5
    link: float = 0.5
    source: float = 0.5


def find_anchors(cue: Floats, floor: float) -> tuple[int, ...]:
    """Return the words that begin a cue."""
    return tuple(int(i) for i in numpy.flatnonzero(_normal(cue)[:, 1] >= floor))


def read_attributions(scores: Scores, limits: Thresholds) -> list[Attribution]:
    """Return the attributions of a window in the order of their cues."""
    if not scores.anchors:
        return []
    chances = _Chances(
        said=_odds(scores.said),
        speaks=_odds(scores.speaks),
        content=_normal(scores.content),
        cue=_normal(scores.cue),
        source=_normal(scores.source),
    )
    chosen: list[list[Range]] = [[] for _ in scores.anchors]
    for first, after in _segments(chances.content, limits.content):
        strength = chances.said[:, first:after].mean(axis=1)
        best = int(strength.argmax())
        if strength[best] >= limits.link:
            chosen[best].append((first, after))
    found = []
    for row, anchor in enumerate(scores.anchors):
        ranges = chosen[row] or _linked(chances.said[row], limits.link)
        if ranges:
            source, sure = _find_source(chances, row, limits.source)
            found.append(
                Attribution(
                    contents=tuple(ranges),
                    cue=_follow(chances.cue, anchor),
                    source=source,
                    score=_rate(chances, row, anchor, ranges),
                    speaker_score=sure,
                )
            )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chances:
    """Scores as probabilities."""

    said: Floats
    speaks: Floats
    content: Floats
    cue: Floats
    source: Floats


def _rate(chances: _Chances, row: int, anchor: int, ranges: list[Range]) -> float:
    """Return how sure cue, link and content are together."""
    inside = numpy.concatenate([numpy.arange(a, b) for a, b in ranges])
    link = float(chances.said[row, inside].mean())
    place = float(1 - chances.content[inside, 0].mean())
    return float((chances.cue[anchor, 1] * link * max(place, 0.05)) ** (1 / 3))


def _find_source(chances: _Chances, row: int, floor: float) -> tuple[Range | None, float]:
    """Return the words that name who speaks, and how sure they are."""
    links = chances.speaks[row]
    best = int(links.argmax())
    if links[best] < floor:
        return None, 0.0
    first, after = _around(links, best, floor)
    link = float(links[first:after].mean())
    place = float(1 - chances.source[first:after, 0].mean())
    return (first, after), float((link * place) ** 0.5)


def _segments(content: Floats, floor: float) -> list[Range]:
    """Return the runs of words that are more likely said than not."""
    inside = 1 - content[:, 0] >= floor
    begins = (content[:, 1] > content[:, 2]) & (content[:, 1] >= floor)
    found: list[Range] = []
    first = None
    for at in range(len(inside) + 1):
        is_in = at < len(inside) and bool(inside[at])
        if first is not None and (not is_in or begins[at]):
            found.append((first, at))
            first = None
        if is_in and first is None:
            first = at
    return found


def _linked(row: Floats, floor: float) -> list[Range]:
    """Return the runs of words that a cue takes as said."""
    inside = numpy.concatenate([[False], row >= floor, [False]])
    edges = numpy.flatnonzero(inside[1:] != inside[:-1])
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _follow(cue: Floats, anchor: int) -> Range:
    after = anchor + 1
    while after < len(cue) and int(cue[after].argmax()) == 2:
        after += 1
    return anchor, after


def _around(row: Floats, best: int, floor: float) -> Range:
    first, after = best, best + 1
    while first > 0 and row[first - 1] >= floor:
        first -= 1
    while after < len(row) and row[after] >= floor:
        after += 1
    return first, after


def _normal(logits: Floats) -> Floats:
    raised = numpy.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares


def _odds(logits: Floats) -> Floats:
    chances: Floats = (1 / (1 + numpy.exp(-logits))).astype(numpy.float32)
    return chances
