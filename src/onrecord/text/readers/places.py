"""What can be measured of each block of a page beside its words: where it stands, and who kept it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

import numpy

from onrecord.text.readers.blocks import CALLED, Block
from onrecord.text.readers.columns import Column, Matrix, measure_neighbours, smooth
from onrecord.text.readers.shapes import Measures

_TAGS = {
    "p": "p", "li": "li", "h1": "h1", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3",
    "td": "cell", "th": "cell", "tr": "cell", "blockquote": "quote", "pre": "quote", "dd": "term",
    "dt": "term", "figcaption": "figcaption",
}  # fmt: skip
_TAG_NAMES = ("p", "li", "h1", "h2", "h3", "cell", "quote", "term", "figcaption")
_OWN = (
    *CALLED, *_TAG_NAMES, "linked", "depth", "kept", "title", "stated", "described", "item",
    "parent size", "parent linked", "parent kept", "parent blocks",
    "grand size", "grand linked", "grand kept", "weight", "best",
)  # fmt: skip
_SHARED = ("linked", "kept", "h2", "best", "p")
_REACH = (-2, -1, 1, 2)
_PAGE = ("kept near", "kept wide", "before kept", "after kept", "kept of page", "stated page")
_LETTERS = re.compile(r"[\W_]+")
_LEAST_INSIDE = 25  # letters by which a stretch of a longer line is known again
_LEAST_WEIGHED = 25  # characters of a paragraph that speaks for its container
_MOST_WEIGHT = 3
_SAME = 60  # letters at the beginning by which a summary is known again


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """What others say of the page: the lines a library keeps, the title, the article in its data."""

    kept: tuple[str, ...]
    title: str = ""
    stated: str = ""  # the body that JSON-LD gives
    described: str = ""


def fold_letters(text: str) -> str:
    """Return only the letters and digits of a text, in one case."""
    return _LETTERS.sub("", text).casefold()


def measure_blocks(blocks: list[Block], view: PageView) -> Measures:
    """Return one row for each block of a page."""
    folded = [fold_letters(block.text) for block in blocks]
    kept = _find_kept(folded, view.kept)
    stated = fold_letters(view.stated)
    title, described = fold_letters(view.title), fold_letters(view.described)
    parents, grands = _weigh_containers(blocks, kept, -2), _weigh_containers(blocks, kept, -3)
    weights = _weigh(blocks)
    best = max(weights, key=lambda n: (weights[n], -n), default=0)
    top = weights.get(best) or 1.0
    called = numpy.array([b.place.called for b in blocks]) & ~_find_common(blocks, kept)
    tags = [_TAG_NAMES.index(name) if (name := _TAGS.get(b.place.tag)) else -1 for b in blocks]
    rows = [
        (
            block.linked / len(block.text), len(block.place.above), kept[at],
            bool(title) and letters in title and len(letters) * 2 > len(title),
            bool(stated) and _is_inside(letters, stated),
            bool(described) and letters[:_SAME] == described[:_SAME],
            block.place.item, *parents[at], *grands[at][:3],
            max(map(weights.__getitem__, block.place.above), default=0.0) / top,
            best in block.place.above,
        )
        for at, (block, letters) in enumerate(zip(blocks, folded, strict=True))
    ]  # fmt: skip
    own = numpy.hstack(
        [
            called[:, None] >> numpy.arange(len(CALLED)) & 1,
            numpy.array(tags)[:, None] == numpy.arange(len(_TAG_NAMES)),
            numpy.array(rows),
        ]
    ).astype(numpy.float32)
    around, names = measure_neighbours(own, _OWN, _SHARED, _REACH)
    page = _measure_kept(numpy.array(kept, dtype=numpy.float32), has_body=bool(stated))
    return Measures(matrix=numpy.hstack([own, around, page]), names=(*_OWN, *names, *_PAGE))


def _find_kept(folded: list[str], kept: tuple[str, ...]) -> list[bool]:
    """Return which blocks the library keeps, as a whole or inside a line of its own."""
    lines = {fold_letters(line) for line in kept}
    joined = "\n".join(lines)
    return [f in lines or (len(f) >= _LEAST_INSIDE and f in joined) for f in folded]


def _find_common(blocks: list[Block], kept: list[bool]) -> int:
    """Return the bits of what most of the kept text is called: they tell nothing on this page."""
    called = [(b.place.called, len(b.text)) for b, good in zip(blocks, kept, strict=True) if good]
    total = sum(size for _, size in called)
    return sum(
        1 << bit
        for bit in range(len(CALLED))
        if 2 * sum(size for bits, size in called if bits >> bit & 1) > total > 0
    )


def _is_inside(letters: str, stated: str) -> bool:
    return len(letters) >= _LEAST_INSIDE // 2 and letters in stated


def _weigh_containers(
    blocks: list[Block], kept: list[bool], level: int
) -> list[tuple[float, float, float, float]]:
    """Return size, share of links, share kept and number of blocks of the element `level` up."""
    sums: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
    keys = []
    for block, good in zip(blocks, kept, strict=True):
        above = block.place.above
        key = above[level] if len(above) >= -level else 0
        keys.append(key)
        row, size = sums[key], len(block.text)
        row[0] += size
        row[1] += block.linked
        row[2] += size * good
        row[3] += 1
    return [
        (row[0], row[1] / row[0], row[2] / row[0], row[3]) for row in (sums[key] for key in keys)
    ]


def _weigh(blocks: list[Block]) -> defaultdict[int, float]:
    """Return how much the paragraphs in each element speak for it, two levels up, links against it."""
    weights: dict[int, float] = defaultdict(float)
    linked: dict[int, float] = defaultdict(float)
    size: dict[int, float] = defaultdict(float)
    for block in blocks:
        count = len(block.text)
        for number in block.place.above:
            linked[number] += block.linked
            size[number] += count
        if count < _LEAST_WEIGHED:
            continue
        weight = 1 + block.text.count(",") + min(count / 100, _MOST_WEIGHT)
        for share, number in zip((1.0, 0.5), block.place.above[-2:-4:-1], strict=False):
            weights[number] += weight * share
    lone = {n: weight * (1 - linked[n] / size[n]) for n, weight in weights.items()}
    return defaultdict(float, lone)


def _measure_kept(kept: Column, *, has_body: bool) -> Matrix:
    count = len(kept)
    places = numpy.flatnonzero(kept)
    order = numpy.arange(count)
    first, last = (places[0], places[-1]) if len(places) else (count, -1)
    share = len(places) / count if count else 0.0
    return numpy.column_stack(
        [
            smooth(kept, 1.5), smooth(kept, 5.0), order < first, order > last,
            numpy.full(count, share), numpy.full(count, has_body),
        ]
    ).astype(numpy.float32)  # fmt: skip
