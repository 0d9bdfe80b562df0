"""A page's segments → regions in reading order: what spans the page, then its columns.

Columns are told by a gutter: a blank from the first to the last line of a stretch of the page,
with prose on both sides of it. Tables have gutters too; their cells are short, and rows stay rows.
"""

from __future__ import annotations

from typing import Protocol, TypeVar

_GUTTER = 9.0  # points
_LEAST_LINES = 4  # on each side of a gutter
_LEAST_WORDS = 4.0  # in the middle of the lines of a column: cells of tables have fewer
_GAP = 3.0  # points of white between two bands


class Box(Protocol):
    """Something with a place on the page and words."""

    @property
    def left(self) -> float: ...  # noqa: D102
    @property
    def bottom(self) -> float: ...  # noqa: D102
    @property
    def right(self) -> float: ...  # noqa: D102
    @property
    def top(self) -> float: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102


BoxT = TypeVar("BoxT", bound=Box)


def cut_regions(boxes: list[BoxT]) -> list[list[BoxT]]:
    """Return the boxes by region: columns one after the other, the rest from the top down."""
    bands = _cut_bands(boxes)
    regions: list[list[BoxT]] = []
    at = 0
    plain: list[BoxT] = []
    while at < len(bands):
        end, gutter = _find_columns(bands, at)
        if gutter is None:
            plain += bands[at]
            at += 1
            continue
        held = [box for band in bands[at:end] for box in band]
        regions += [plain] if plain else []
        plain = []
        regions += cut_regions([b for b in held if b.right <= gutter])
        regions += cut_regions([b for b in held if b.right > gutter])
        at = end
    return [*regions, plain] if plain else regions


def _cut_bands(boxes: list[BoxT]) -> list[list[BoxT]]:
    """Return the boxes in bands, which white across the page parts."""
    bands: list[list[BoxT]] = []
    floor = 0.0
    for box in sorted(boxes, key=lambda b: -b.top):
        if bands and box.top > floor - _GAP:
            bands[-1].append(box)
            floor = min(floor, box.bottom)
        else:
            bands.append([box])
            floor = box.bottom
    return bands


def _find_columns(bands: list[list[BoxT]], start: int) -> tuple[int, float | None]:
    """Return the longest run of bands from `start` that a gutter goes through, and its place."""
    for end in range(len(bands), start, -1):
        held = [box for band in bands[start:end] for box in band]
        gutter = _find_gutter(held)
        if gutter is not None and _spans(bands[start], gutter) == _spans(bands[end - 1], gutter):
            return end, gutter
    return start + 1, None


def _spans(band: list[BoxT], gutter: float) -> bool:
    return any(b.left < gutter < b.right for b in band)


def _find_gutter(boxes: list[BoxT]) -> float | None:
    """Return the place of a blank with prose on both sides, None when there is none."""
    edge = None
    for box in sorted(boxes, key=lambda b: b.left):
        if edge is not None and box.left - edge >= _GUTTER:
            place = (edge + box.left) / 2
            sides = ([b for b in boxes if b.right < place], [b for b in boxes if b.left > place])
            if all(_is_prose(side) for side in sides):
                return place
        edge = box.right if edge is None else max(edge, box.right)
    return None


def _is_prose(boxes: list[BoxT]) -> bool:
    if len(boxes) < _LEAST_LINES:
        return False
    counts = sorted(len(box.text.split()) for box in boxes)
    return counts[len(counts) // 2] >= _LEAST_WORDS
