"""Windows of words for `train_statements.py`: packed paragraphs, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy

CLS, SEP = "[CLS]", "[SEP]"
LIMIT = 256  # pieces of a window when reading
Array = numpy.ndarray[Any, Any]


@dataclass(frozen=True, kw_only=True)
class Texts:
    """A set of texts as flat arrays (see `statement_data.py`)."""

    pieces: Array
    offsets: Array  # of each word's first piece, one more at the end
    columns: Array
    heads: Array  # numbers in the set
    paragraphs: Array
    starts: Array
    ends: Array
    tags: Array
    links: dict[int, list[tuple[int, int, int]]]  # by anchor: kind, first, after
    bounds: Array  # of the documents
    names: list[str]
    marks: tuple[int, int]  # numbers of CLS and SEP


def load_texts(path: Path, marks: tuple[int, int]) -> Texts:
    """Return the set in a file."""
    data = numpy.load(path)
    bounds = numpy.concatenate([[0], numpy.cumsum(data["sizes"])])
    heads = data["heads"].copy()
    for first, after in zip(bounds[:-1], bounds[1:], strict=True):
        heads[first:after] += first
    links: dict[int, list[tuple[int, int, int]]] = {}
    for anchor, kind, first, after in data["links"].tolist():
        links.setdefault(anchor, []).append((kind, first, after))
    return Texts(
        pieces=data["pieces"],
        offsets=numpy.concatenate([[0], numpy.cumsum(data["counts"])]),
        columns=data["columns"],
        heads=heads,
        paragraphs=data["paragraphs"],
        starts=data["starts"],
        ends=data["ends"],
        tags=data["tags"],
        links=links,
        bounds=bounds,
        names=[str(name) for name in data["names"]],
        marks=marks,
    )


Ranges = list[tuple[int, int]]  # words of a window: paragraphs or parts of them


def list_paragraphs(texts: Texts, document: int, limit: int) -> Ranges:
    """Return the paragraphs of a document; one that is too long comes in parts."""
    first, after = int(texts.bounds[document]), int(texts.bounds[document + 1])
    numbers = texts.paragraphs[first:after]
    edges = [first, *(first + 1 + numpy.flatnonzero(numpy.diff(numbers))).tolist(), after]
    found: Ranges = []
    for a, b in zip(edges[:-1], edges[1:], strict=True):
        at = a
        while at < b:
            room = (
                int(numpy.searchsorted(texts.offsets, texts.offsets[at] + limit - 2, "right")) - 1
            )
            end = min(b, max(room, at + 1))
            found.append((at, end))
            at = end
    return found


def pack(texts: Texts, ranges: Ranges, limit: int) -> list[Ranges]:
    """Return windows of neighbouring ranges of at most so many pieces."""
    windows: list[Ranges] = []
    filled = limit
    for a, b in ranges:
        size = int(texts.offsets[b] - texts.offsets[a]) + 1
        if filled + size > limit:
            windows.append([])
            filled = 1
        windows[-1].append((a, b))
        filled += size
    return windows


def make_training_windows(
    texts: Texts, documents: list[int], random: numpy.random.Generator
) -> list[Ranges]:
    """Return windows of different lengths; paragraphs without speech are now and then left out."""
    windows: list[Ranges] = []
    for document in documents:
        limit = int(random.integers(80, 300))
        ranges = list_paragraphs(texts, document, min(limit, LIMIT))
        rate = random.choice([0.0, 0.7])
        kept = [(a, b) for a, b in ranges if texts.tags[a:b].any() or random.random() >= rate]
        windows.extend(pack(texts, kept, limit))
    random.shuffle(windows)  # type: ignore[arg-type]
    return windows


def make_batch(texts: Texts, windows: list[Ranges]) -> dict[str, Array]:
    """Return the arrays of some windows, filled up with zeros."""
    words = [numpy.concatenate([numpy.arange(a, b) for a, b in w]) for w in windows]
    width = max(len(w) for w in words)
    length = max(sum(int(texts.offsets[b] - texts.offsets[a]) + 1 for a, b in w) for w in windows)
    anchors = [[int(i) for i in w if int(i) in texts.links] for w in words]
    most = max(1, *(len(a) for a in anchors))
    count = len(windows)
    batch = {
        "pieces": numpy.zeros((count, length + 1), "int64"),
        "word_of": numpy.zeros((count, length + 1), "int64"),
        "firsts": numpy.zeros((count, width), "int64"),
        "heads": numpy.zeros((count, width), "int64"),
        "columns": numpy.zeros((count, width, texts.columns.shape[1]), "int64"),
        "tags": numpy.full((count, width, 3), -100, "int64"),
        "anchors": numpy.zeros((count, most), "int64"),
        "is_anchor": numpy.zeros((count, most), "float32"),
        "links": numpy.zeros((count, most, 2, width), "float32"),
        "is_word": numpy.zeros((count, width), "float32"),
    }
    for row, (window, numbers) in enumerate(zip(windows, words, strict=True)):
        _fill(batch, row, texts, window)
        batch_row = {name: array[row] for name, array in batch.items()}
        _fill_links(batch_row, texts, numbers, anchors[row])
    return batch


def _fill(batch: dict[str, Array], row: int, texts: Texts, window: Ranges) -> None:
    batch["pieces"][row, 0] = texts.marks[0]
    at, done = 1, 0
    for a, b in window:
        first, after = int(texts.offsets[a]), int(texts.offsets[b])
        size, count = after - first, b - a
        batch["pieces"][row, at : at + size] = texts.pieces[first:after]
        batch["pieces"][row, at + size] = texts.marks[1]
        lengths = numpy.diff(texts.offsets[a : b + 1])
        batch["word_of"][row, at : at + size] = numpy.repeat(
            numpy.arange(done + 1, done + count + 1), lengths
        )
        batch["firsts"][row, done : done + count] = texts.offsets[a:b] - first + at
        heads = texts.heads[a:b]
        inside = (heads >= a) & (heads < b)
        own = numpy.arange(count)
        batch["heads"][row, done : done + count] = numpy.where(inside, heads - a, own) + done
        batch["columns"][row, done : done + count] = texts.columns[a:b]
        batch["tags"][row, done : done + count] = texts.tags[a:b]
        batch["is_word"][row, done : done + count] = 1
        at, done = at + size + 1, done + count


def _fill_links(batch: dict[str, Array], texts: Texts, numbers: Array, anchors: list[int]) -> None:
    """Fill in the links of one window."""
    for column, anchor in enumerate(anchors):
        batch["anchors"][column] = numpy.searchsorted(numbers, anchor)
        batch["is_anchor"][column] = 1
        for kind, first, after in texts.links[anchor]:
            a, b = numpy.searchsorted(numbers, [first, after])
            batch["links"][column, kind, a:b] = 1
