"""Pieces: words cut into the parts that an encoder knows (WordPiece, as BERT does it)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

MAX_LETTERS = 60  # of a word; longer ones are addresses or noise
_OWN = {"“": '"', "”": '"', "’": "'", "‘": "'", "``": '"', "''": '"'}


class PieceCutter:
    """Cuts words by the longest piece that fits; remembers the words it has met."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._numbers = numbers
        self._unknown = self._numbers["[UNK]"]
        self._known: dict[str, tuple[int, ...]] = {}

    def number(self, piece: str) -> int:
        """Return the number of a piece."""
        return self._numbers[piece]

    def cut(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a word's pieces; at least one."""
        found = self._known.get(word)
        if found is None:
            found = tuple(n for part in split_word(word) for n in self._cut_part(part))
            found = found or (self._unknown,)
            self._known[word] = found
        return found

    def _cut_part(self, part: str) -> list[int]:
        if len(part) > MAX_LETTERS:
            return [self._unknown]
        numbers, at = [], 0
        while at < len(part):
            end = len(part)
            while end > at and _written(part, at, end) not in self._numbers:
                end -= 1
            if end == at:
                return [self._unknown]
            numbers.append(self._numbers[_written(part, at, end)])
            at = end
        return numbers


def _written(part: str, at: int, end: int) -> str:
    return part[at:end] if at == 0 else f"##{part[at:end]}"


def split_word(word: str) -> list[str]:
    """Return a word in lower case without accents, its marks apart."""
    plain = unicodedata.normalize("NFD", _OWN.get(word, word).lower())
    parts = [""]
    for letter in plain:
        if unicodedata.category(letter) == "Mn":
            continue
        if letter.isalnum():
            parts[-1] += letter
        else:
            parts.extend((_OWN.get(letter, letter), ""))
    return [part for part in parts if part and not part.isspace()]
