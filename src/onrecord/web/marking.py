"""A text with its findings: paragraphs of pieces, each piece with the findings whose words it is in.

>>> [(p.text, p.ids) for p in cut_pieces("ab cd", [Marked("x", "figure", 0, 2)])[0]]
[('ab', ('x',)), (' cd', ())]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Marked(NamedTuple):
    """Words that something was found in."""

    id: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text between two edges of findings.

    `begins` are the findings whose words begin here: they get an anchor of their own.
    """

    text: str
    ids: tuple[str, ...]
    kinds: tuple[str, ...]
    begins: tuple[str, ...]


def cut_pieces(text: str, marks: Sequence[Marked]) -> list[list[Piece]]:
    """Return the paragraphs of a text, cut where findings begin and end."""
    paragraphs: list[list[Piece]] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        within = [m for m in marks if m.start < end and m.end > start]
        paragraphs.append(list(_cut(text, start, end, within)))
        start = end + 1
    return paragraphs


def _cut(text: str, start: int, end: int, marks: Sequence[Marked]) -> Iterable[Piece]:
    edges = {start, end}
    for mark in marks:
        edges |= {max(start, mark.start), min(end, mark.end)}
    places = sorted(edges)
    for first, after in zip(places, places[1:], strict=False):
        inside = sorted(
            (m for m in marks if m.start <= first and m.end >= after),
            key=lambda m: (m.end - m.start, m.id),  # the narrowest first: a click means that one
        )
        yield Piece(
            text=text[first:after],
            ids=tuple(m.id for m in inside),
            kinds=tuple(dict.fromkeys(m.kind for m in inside)),
            begins=tuple(m.id for m in inside if m.start == first),
        )
