"""Bounds: the tokens of what is said, trimmed, and how sure the reading is."""

from __future__ import annotations

from spacy.tokens import Doc

MIN_TOKENS = 4
OPENING_MARKS = "“\"‘'«$[(#"
_ENDS = frozenset({",", ".", ";", ":", "—", "–", "-", "--", "?", "!"})
_NO_BEGINNING = _ENDS | {"’", "”"}  # nor an apostrophe after the owner ("the states’ pledge")

Bounds = tuple[int, int, float]


def tidy(
    first: int, after: int, doc: Doc, score: float, *, least: int = MIN_TOKENS
) -> Bounds | None:
    """Return the bounds without marks at either end, None when fewer than `least` tokens stay."""
    while after > first and (doc[after - 1].is_space or doc[after - 1].text in _ENDS):
        after -= 1
    while first < after and (
        doc[first].is_space or doc[first].text in _NO_BEGINNING or doc[first].tag_ == "POS"
    ):
        first += 1
    return (first, after, score) if after - first >= least else None
