"""Words of documents in a line of their own, for lists and terminals; what a slip was to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

MORE = "…"  # where words were left out
NOBODY = "nobody named"  # where who does, promises or acts stands in no words


def shorten(words: str, longest: int = 140) -> str:
    """Return words in one line of at most `longest` characters, the end of many left out.

    >>> shorten("ten more arrests", 12)
    'ten more…'
    """
    flat = " ".join(words.split())
    return flat if len(flat) <= longest else cut_after(flat, 0, longest - 1)


def cut_before(text: str, at: int, most: int) -> str:
    """Return up to `most` characters before a place, from the beginning of a word.

    >>> cut_before("ten more arrests", 8, 5)
    '…more'
    """
    first = max(0, at - most)
    if first == 0:
        return text[:at]
    if not text[first - 1].isspace():
        first = next((n for n in range(first, at) if text[n].isspace()), first)
    return f"{MORE}{text[first:at].lstrip()}"


def cut_after(text: str, at: int, most: int) -> str:
    """Return up to `most` characters from a place on, to the end of a word.

    >>> cut_after("ten more arrests", 3, 8)
    ' more…'
    """
    last = at + most
    if last >= len(text):
        return text[at:]
    if not text[last].isspace():
        last = next((n for n in range(last, at, -1) if text[n - 1].isspace()), last)
    return f"{text[at:last].rstrip()}{MORE}"


def count(number: int, noun: str, many: str = "") -> str:
    """Return a number with its noun, `many` where more than one is not said with an s.

    >>> count(1, "document"), count(1200, "document"), count(2, "story", "stories")
    ('1 document', '1,200 documents', '2 stories')
    """
    return f"{number:,} {noun if number == 1 else many or f'{noun}s'}"


def name_ordinal(number: int) -> str:
    """Return a number as a place in a row.

    >>> [name_ordinal(number) for number in (1, 12, 22, 103)]
    ['1st', '12th', '22nd', '103rd']
    """
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


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
