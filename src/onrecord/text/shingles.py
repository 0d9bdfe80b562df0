"""Words and shingles: what copied passages are found by, without comparing all pairs.

A text becomes arrays of hashed words. Its own words and those inside quotation marks are kept
apart: independent reporters share the words of those whom they quote, and nothing else. Standing
phrases of the law and of pages (rows `standard` of pages.yml) are nobody's own words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from onrecord.knowledge import PageWords

WIDTH = 8
KEPT_OF = 4  # one shingle in four is kept: a passage of 40 words still has 8 of them
Numbers = npt.NDArray[np.uint32]
Hashes = npt.NDArray[np.uint64]
Marks = npt.NDArray[np.uint16]

QUOTED = re.compile(
    r"„[^„“”\n]{0,2000}[“”]|“[^“”\n]{0,2000}”|«[^«»\n]{0,2000}»|\"[^\"\n]{0,2000}\""
    r"|“[^“”\n]*$",
    re.MULTILINE,
)
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")  # "U.S." is the word "US"
_SENTENCE_END = '.!?:;\n“”"«»•*-–—'
_LONGEST_STANDARD = 800  # characters of a paragraph that is nothing but a standing phrase
_LETTERS, _NUMBERS = 5_000, 60_000  # marks of names, and after them those of numbers
_MULTIPLIER = np.uint64(0x9E37_79B9_7F4A_7C15)
_MIXER = np.uint64(0xBF58_476D_1CE4_E5B9)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WordPrint:
    """The words of a text as numbers.

    `names` marks those that name or count something, 0 is any other word. A name is marked by its
    first letter, so that "US" is no other name than "United States"; a number by all of it.
    """

    own: Numbers
    names: Marks
    quoted: Numbers


def read_print(text: str, words: PageWords | None = None) -> WordPrint:
    """Return the print of a text; `words` knows the standing phrases of its language."""
    bare = blank_standard(text, words) if words is not None else text
    quoted: list[str] = []
    own = blank_quoted(bare, quoted)
    return WordPrint(
        own=_number(_WORD.findall(own)),
        names=_mark_names(own),
        quoted=_number([word for part in quoted for word in _WORD.findall(part)]),
    )


def find_own_words(text: str, words: PageWords | None = None) -> list[tuple[int, int]]:
    """Return where the own words of `text` stand, in the order of its print."""
    bare = blank_standard(text, words) if words is not None else text
    return [match.span() for match in _WORD.finditer(blank_quoted(bare, []))]


def blank_quoted(text: str, kept: list[str]) -> str:
    """Return `text` with blanks for what is quoted, which goes to `kept`."""

    def blank(match: re.Match[str]) -> str:
        kept.append(match.group())
        return " " * len(match.group())

    return QUOTED.sub(blank, text)


def blank_standard(text: str, words: PageWords) -> str:
    """Return `text` with blanks for the paragraphs that hold a standing phrase."""
    if not words.holds("standard", text):
        return text
    return "\n".join(
        " " * len(line)
        if len(line) <= _LONGEST_STANDARD and words.holds("standard", line)
        else line
        for line in text.split("\n")
    )


def hash_runs(numbers: Numbers, width: int) -> Hashes:
    """Return a hash for each run of `width` words, at the place of its first word."""
    count = len(numbers) - width + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    wide = numbers.astype(np.uint64)
    hashes = np.zeros(count, dtype=np.uint64)
    for at in range(width):
        hashes = hashes * _MULTIPLIER + wide[at : at + count]
    hashes ^= hashes >> np.uint64(29)
    hashes *= _MIXER
    hashes ^= hashes >> np.uint64(32)
    return hashes


def cut_shingles(numbers: Numbers) -> Hashes:
    """Return the kept shingles of a run of words, sorted, each once."""
    hashes = hash_runs(numbers, WIDTH)
    return np.unique(hashes[hashes % np.uint64(KEPT_OF) == 0])


def _number(words: list[str]) -> Numbers:
    known = {word: crc32(word.replace(".", "").casefold().encode()) for word in set(words)}
    return np.fromiter((known[word] for word in words), dtype=np.uint32, count=len(words))


def _mark_names(text: str) -> Marks:
    """Mark digits, and words with a capital within a sentence."""
    matches = list(_WORD.finditer(text))
    marks = np.zeros(len(matches), dtype=np.uint16)
    for at, match in enumerate(matches):
        word = match.group()
        if not word.islower():
            marks[at] = _mark(text, match.start(), word)
    return marks


def _mark(text: str, start: int, word: str) -> int:
    if any(map(str.isdigit, word)):
        return _LETTERS + crc32(word.encode()) % _NUMBERS
    before = text[max(0, start - 3) : start].rstrip(" ")
    is_name = word[0].isupper() and before and before[-1] not in _SENTENCE_END
    return 1 + ord(word[0].lower()) % (_LETTERS - 1) if is_name else 0
