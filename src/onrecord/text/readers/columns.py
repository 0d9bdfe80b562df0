"""Arithmetic on columns of measures, one value for each line of a page."""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

Matrix = NDArray[numpy.float32]
Column = NDArray[numpy.float32]
_FAR = 30.0  # lines beyond which a distance says nothing
_MOST_COST = 12.0  # words that a line which is no sentence costs at most
_WIDTHS = 3  # how far a running mean reaches, in its width


def smooth(values: Column, width: float) -> Column:
    """Return a running mean in which near lines weigh most."""
    if not len(values):
        return values
    reach = int(_WIDTHS * width)
    weights = numpy.exp(-numpy.abs(numpy.arange(-reach, reach + 1)) / width)
    total = numpy.convolve(values, weights, mode="full")[reach : reach + len(values)]
    norm = numpy.convolve(numpy.ones_like(values), weights, mode="full")
    mean: Column = (total / norm[reach : reach + len(values)]).astype(numpy.float32)
    return mean


def measure_neighbours(
    own: Matrix, names: tuple[str, ...], shared: tuple[str, ...], reach: tuple[int, ...]
) -> tuple[Matrix, tuple[str, ...]]:
    """Return some of the columns as they are for the lines before and behind, -1 beyond the ends."""
    columns = own[:, [names.index(name) for name in shared]]
    most = max(abs(shift) for shift in reach)
    padded = numpy.pad(columns, ((most, most), (0, 0)), constant_values=-1)
    parts = [padded[most + shift : most + shift + len(own)] for shift in reach]
    return numpy.hstack(parts), tuple(f"{name} {shift:+d}" for shift in reach for name in shared)


def measure_distance(marked: NDArray[numpy.bool_]) -> tuple[Column, Column]:
    """Return how many lines lie between each line and the nearest marked one before and behind."""
    count, places = len(marked), numpy.flatnonzero(marked)
    order = numpy.arange(count)
    since = numpy.full(count, _FAR, dtype=numpy.float32)
    until = since.copy()
    if len(places):
        before = numpy.searchsorted(places, order, side="right") - 1
        after = numpy.searchsorted(places, order, side="left")
        has = before >= 0
        since[has] = numpy.minimum(order[has] - places[before[has]], _FAR)
        has = after < len(places)
        until[has] = numpy.minimum(places[after[has]] - order[has], _FAR)
    return since, until


def find_span(good: Column, words: Column) -> Column:
    """Return 1 inside the one stretch of lines that gains most: sentences count, the rest costs."""
    inside = numpy.zeros(len(good), dtype=numpy.float32)
    if not len(good):
        return inside
    gain = numpy.where(good > 0, good, -numpy.minimum(words, _MOST_COST) - 1)
    sums = numpy.concatenate([[0.0], numpy.cumsum(gain)])
    end = int(numpy.argmax(sums - numpy.minimum.accumulate(sums)))
    start = int(numpy.argmin(sums[: end + 1]))
    inside[start:end] = 1
    return inside
