"""Words of documents in a line of their own, for lists and terminals; what a slip was to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

NOBODY = "nobody named"  # where who does, promises or acts stands in no words


def shorten(words: str, longest: int = 140) -> str:
    """Return words in one line of at most `longest` characters, the end of many left out."""
    flat = " ".join(words.split())
    return flat if len(flat) <= longest else f"{flat[: longest - 1]}…"


def name_sides(actors: Sequence[str], targets: Sequence[str]) -> str:
    """Return who acts on whom.

    >>> name_sides(["MEX", "USA"], ["MEX", "USA"])
    'MEX, USA, with each other'
    >>> name_sides(["USA", "CAN"], ["MEX"]), name_sides([], ["MEX"]), name_sides([], [])
    ('USA, CAN → MEX', 'nobody named → MEX', 'nobody named')
    """
    who, whom = ", ".join(actors) or NOBODY, ", ".join(targets)
    if who == whom and len(actors) > 1:
        return f"{who}, with each other"
    return f"{who} → {whom}" if whom else who


def guess(name: str, known: Iterable[str]) -> str:
    """Return what somebody who wrote `name` may have meant, as the end of a message, else "".

    >>> guess("outcme", ["outcome", "period"])
    '; did you mean "outcome"?'
    """
    near = get_close_matches(name.lower(), list(known), n=1)
    return f'; did you mean "{near[0]}"?' if near else ""
