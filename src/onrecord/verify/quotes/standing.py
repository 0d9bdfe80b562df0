"""Which answers on quotes still stand when more was said: those that nothing new has a say in.

An answer hangs on the places of what was said that have three words of the quote in a row, on how
rare some words are, on words that nobody says, and on what else the one who is quoted said near
that day. Where none of it changed it is not worked out again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.model import Quote, Speech
from onrecord.verify.quotes.asking import AGAINST, COUNTS, NEITHER, Asked, Heard, Weighed
from onrecord.verify.quotes.index import Ints, SpeechIndex, are_among, hash_grams
from onrecord.verify.quotes.voices import find_surname, list_keys
from onrecord.verify.quotes.weighing import is_near

# By how much a weight must be off a bound to be on the same side: sums are rounded.
CLEAR = 1e-6
_SIGNS = {COUNTS: 1.0, AGAINST: -1.0, NEITHER: 0.0}


@dataclass(frozen=True, slots=True)
class News:
    """What was said anew since some answers were found, in an index that has all that was said."""

    index: SpeechIndex
    grams: npt.NDArray[np.uint64]  # hashes of its three words in a row, sorted
    speeches: dict[str, list[Speech]]  # by who speaks: ids of actors and last words of names

    def leaves(self, one: Quote, numbers: Ints, asked: Asked) -> bool:
        """Does an earlier answer on a quote stand? `numbers` are its words in the index."""
        return (
            not are_among(hash_grams(numbers), self.grams).any()
            and all(self._is_as_before(one, numbers) for one in asked.weighed)
            and all(self.index.number([word])[0] < 0 for word in asked.unsaid)
            and not self._has_voice(one, asked.heard)
        )

    def _is_as_before(self, asked: Weighed, numbers: Ints) -> bool:
        if asked.said:
            value = float(self.index.rarity(self.index.number(asked.said)).sum())
        else:
            signs = np.array([_SIGNS[sign] for sign in asked.signs])
            value = float((self.index.rarity(numbers[: len(signs)]) * signs).sum())
        off = value - asked.least
        return abs(off) > CLEAR and (off > 0) is asked.is_so

    def _has_voice(self, one: Quote, heard: Heard) -> bool:
        """Did who is quoted say something near that day that would have been gone through?"""
        if heard is Heard.NONE:
            return False
        return any(
            (heard is Heard.ALL or speech.language != one.language) and is_near(one, speech)
            for key in (*one.voice.ids, *find_surname(one.voice))
            for speech in self.speeches.get(key, ())
        )


def gather_news(index: SpeechIndex, documents: Collection[str]) -> News:
    """Return what was said anew, where it is what these documents have."""
    grams: list[npt.NDArray[np.uint64]] = [np.empty(0, np.uint64)]
    by_voice: dict[str, list[Speech]] = {}
    for number, speech in enumerate(index.speeches):
        if speech.document_id not in documents:
            continue
        grams.append(hash_grams(index.ids[slice(*index.bounds(number))]))
        for key in list_keys(speech.voice):
            by_voice.setdefault(key, []).append(speech)
    return News(index, np.unique(np.concatenate(grams)), by_voice)
