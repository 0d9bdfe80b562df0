"""The names of programmes by their words: what a spelling stands for, and how sure it is.

Accents, kinds of hyphens and apostrophes, and the stops of abbreviations make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from onrecord.knowledge import Knowledge, ProgrammeRow, fold

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")
# What may stand between two words of a name: never a stop, never the end of a paragraph.
_GAP = re.compile(r"[ \u00a0,&/'\"’‘“”\-\u2010-\u2015]{1,3}")
SHORT = 2  # letters: such words may be small in a name in capitals
LEAST_CAPITALS = 3  # of a name that may also be written small, once it was written large


class Grade(StrEnum):
    """How sure a name is."""

    SURE = "sure"
    LOOSE = "loose"  # others may bear it: its parties must stand beside it
    ACRONYM = "acronym"  # counts after the long form


class Word(NamedTuple):
    """A word of a text with its key: no accents, no stops, small letters."""

    key: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """One way of writing a programme's name."""

    programme_id: str
    words: tuple[Word, ...]
    grade: Grade

    @property
    def capitals(self) -> int:
        """Return how many words have a capital."""
        return sum(word.text[0].isupper() for word in self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place where a name of a programme stands."""

    spelling: Spelling
    start: int
    end: int
    is_cased: bool  # capitals where the name has them


class ProgrammeIndex:
    """All names of the programmes of the tables, in all languages: names travel."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.rows = knowledge.programmes
        self._buckets: dict[str, list[Spelling]] = {}
        for row in self.rows.values():
            for text, grade in _list_names(row):
                words = tuple(cut_words(text))
                spelling = Spelling(programme_id=row.id, words=words, grade=grade)
                self._buckets.setdefault(words[0].key, []).append(spelling)
        for bucket in self._buckets.values():
            bucket.sort(key=lambda s: -len(s.words))

    def find(self, text: str) -> Iterator[Hit]:
        """Yield where names stand, in order, the longest at each place."""
        words = list(cut_words(text))
        at = 0
        while at < len(words):
            hit = self._find_at(text, words, at)
            if hit is None:
                at += 1
            else:
                yield hit
                at += len(hit.spelling.words)

    def _find_at(self, text: str, words: list[Word], at: int) -> Hit | None:
        """Return the longest name that begins there, of those one with the right capitals."""
        best: Hit | None = None
        for spelling in self._buckets.get(words[at].key, ()):
            if best and (best.is_cased or len(spelling.words) < len(best.spelling.words)):
                break
            window = words[at : at + len(spelling.words)]
            if _is_same(text, spelling.words, window):
                is_cased = _is_cased(spelling.words, window)
                if best is None or is_cased:
                    start, end = window[0].start, window[-1].end
                    best = Hit(spelling=spelling, start=start, end=end, is_cased=is_cased)
        return best


def cut_words(text: str) -> Iterator[Word]:
    """Yield the words of a text."""
    for match in _WORD.finditer(text):
        key = match[0].replace(".", "")
        yield Word(fold(key), match[0], match.start(), match.end())


def _list_names(row: ProgrammeRow) -> Iterator[tuple[str, Grade]]:
    texts = [row.name, *(text for some in row.aliases.values() for text in some)]
    loose = [text for some in row.loose.values() for text in some]
    seen: set[str] = set()
    graded = ((texts, Grade.SURE), (loose, Grade.LOOSE), (row.acronyms, Grade.ACRONYM))
    for names, grade in graded:
        for text in names:
            if text not in seen:
                seen.add(text)
                yield text, grade


def _is_same(text: str, name: tuple[Word, ...], window: list[Word]) -> bool:
    if len(window) < len(name) or any(a.key != b.key for a, b in zip(name, window, strict=True)):
        return False
    gaps = zip(window, window[1:], strict=False)
    return all(_GAP.fullmatch(text, one.end, other.start) for one, other in gaps)


def _is_cased(name: tuple[Word, ...], window: list[Word]) -> bool:
    """Are all words large that the name writes large, and abbreviations in capitals?"""
    for word, met in zip(name, window, strict=True):
        if len(word.key) > 1 and word.text.isupper() and not met.text.isupper():
            return False
        is_short = len(word.key) <= SHORT and word is not name[0]  # "To", "On" of a title
        if word.text[0].isupper() and not is_short and not met.text[0].isupper():
            return False
    return True
