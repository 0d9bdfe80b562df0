"""The words of a document's speeches as they are kept: each of them once, and where they stand.

Many documents' are held at a time, and numbered anew for each index of what was said.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.verify.quotes.words import Words

_BETWEEN = "\0"  # between two words


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenWords:
    """The words of some speeches; see `Words` for what is known of each."""

    spelled: str = ""  # each word once, in the order in which they come
    which: bytes = b""  # of these, by their numbers, all that stand there
    sizes: bytes = b""  # how many words each speech has
    starts: bytes = b""
    ends: bytes = b""
    marks: bytes = b""

    def number(self, known: dict[str, int]) -> npt.NDArray[np.int32]:
        """Return the numbers of all words; those that are not `known` get the next ones."""
        words = self.spelled.split(_BETWEEN) if self.spelled else []
        numbers = np.array([known.setdefault(word, len(known)) for word in words], dtype=np.int32)
        return numbers[np.frombuffer(self.which, dtype=np.int32)]

    def cut(self) -> Iterator[tuple[int, int]]:
        """Yield the first word of each speech and the one behind its last."""
        at = 0
        for size in array("i", self.sizes):
            yield at, at + size
            at += size


def pack_words(some: Sequence[Words]) -> SpokenWords:
    """Return the words of some speeches as they are kept."""
    known: dict[str, int] = {}
    which = array("i", [known.setdefault(n, len(known)) for words in some for n in words.norms])
    return SpokenWords(
        spelled=_BETWEEN.join(known),
        which=which.tobytes(),
        sizes=array("i", [len(words) for words in some]).tobytes(),
        starts=b"".join(words.starts.tobytes() for words in some),
        ends=b"".join(words.ends.tobytes() for words in some),
        marks=b"".join(words.marks.tobytes() for words in some),
    )
