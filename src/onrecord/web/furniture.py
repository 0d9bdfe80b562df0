"""What was left out of a text, put back where it stood in the capture.

Places are found by letters and digits alone, so that tags, line ends and signs do not matter.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

PIECE = re.compile(r"<[^<>]*>|\n")
KEY, LEAST = 60, 10  # letters that a passage is looked for by; a shorter one must be a whole piece


@dataclass(frozen=True, slots=True)
class Placed:
    """Passages by the number of the paragraph that they stand before, and those without a place."""

    before: Mapping[int, Sequence[Mapping[str, Any]]]
    rest: Sequence[Mapping[str, Any]]


def place_dropped(
    capture: str, paragraphs: Sequence[str], dropped: Sequence[Mapping[str, Any]]
) -> Placed:
    """Return where each passage stood: by its line where that is known, else by its words."""
    page = _Page(capture)
    places = list(_place_paragraphs(page, paragraphs))
    before: dict[int, list[Mapping[str, Any]]] = {}
    rest: list[Mapping[str, Any]] = []
    cursor = 0
    for part in dropped:
        at = page.find_line(part["line"]) if part["line"] else page.find(part["text"], cursor)
        if at is None:
            rest.append(part)
            continue
        cursor = at
        before.setdefault(bisect_left(places, at), []).append(part)
    return Placed(before, rest)


def _place_paragraphs(page: _Page, paragraphs: Sequence[str]) -> Iterator[int]:
    """Yield where each paragraph begins; one that is not found stands where the last one did."""
    last = 0
    for paragraph in paragraphs:
        found = page.find(paragraph, last)
        last = last if found is None else found
        yield last


class _Page:
    """A capture as letters and digits, with the places of its lines and of its pieces between tags."""

    def __init__(self, text: str) -> None:
        self._pieces: list[tuple[int, str]] = []
        self._lines = [0]
        held: list[str] = []
        size = start = 0
        for cut in (*PIECE.finditer(text), None):
            piece = squeeze(html.unescape(text[start : cut.start() if cut else len(text)]))
            if piece:
                self._pieces.append((size, piece))
                held.append(piece)
                size += len(piece)
            if cut:
                self._lines += [size] * cut[0].count("\n")
                start = cut.end()
        self._text = "".join(held)

    def find_line(self, number: int) -> int | None:
        """Return where a line begins (1-based)."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else None

    def find(self, words: str, first: int) -> int | None:
        """Return where words stand, after `first` if they do, else anywhere."""
        key = squeeze(words)[:KEY]
        if len(key) < LEAST:
            return self._find_piece(key, first)
        at = self._text.find(key, first)
        at = at if at >= 0 else self._text.find(key)
        return at if at >= 0 else None

    def _find_piece(self, key: str, first: int) -> int | None:
        begin = bisect_right(self._pieces, (first, ""))
        for at, piece in (*self._pieces[begin:], *self._pieces[:begin]):
            if key and piece == key:
                return at
        return None


def squeeze(text: str) -> str:
    """Return the letters and digits of a text, in small letters."""
    return "".join(filter(str.isalnum, text.casefold()))
