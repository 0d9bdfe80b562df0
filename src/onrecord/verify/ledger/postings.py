"""Which of many deeds and acts may be alike: by the words they share, without comparing them all.

A large record has thousands of acts by one side. A deed is compared with those alone that tell
enough of its words, or, where it has none ("leave the European Union"), name the same other side.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from onrecord.knowledge import DeedWords
from onrecord.verify.ledger.tellings import LEAST_OF_DELAY, LEAST_SHARE, Telling, content

# Of the words of a deed that an act must have to be the deed, or to be about it.
LEAST_OF_ACT = min(LEAST_SHARE, LEAST_OF_DELAY)


class Postings:
    """Numbers by the words, and by the other sides, of what they stand for. They only rise."""

    def __init__(self, words: DeedWords) -> None:
        self._words = words
        self._by_word: dict[str, list[int]] = {}
        self._by_others: dict[frozenset[str], list[int]] = {}

    def add(self, number: int, telling: Telling) -> None:
        """Put a number under the words and other sides of a telling."""
        for word in content(telling.act, self._words):
            _append(self._by_word.setdefault(word, []), number)
        if telling.others:
            _append(self._by_others.setdefault(telling.others, []), number)

    def find(self, telling: Telling, *, least: float = 0.0, since: int = 0) -> set[int]:
        """Return the numbers from `since` on with more than none and `least` of its words."""
        mine = content(telling.act, self._words)
        if not mine:
            return set(_cut(self._by_others.get(telling.others, []), since))
        counts: Counter[int] = Counter()
        for word in mine:
            counts.update(_cut(self._by_word.get(word, []), since))
        return {number for number, count in counts.items() if count / len(mine) >= least}


@dataclass
class SideActs:
    """The acts of one side in the order of telling; those without a day are the last."""

    acts: list[Telling]
    _postings: Postings | None = field(default=None, init=False)

    def find(
        self, deeds: Iterable[Telling], words: DeedWords, *, after: date | None
    ) -> list[Telling]:
        """Return the acts, told after a day, that may be one of the deeds or about it, in order."""
        if after is None:
            return []
        if self._postings is None:
            self._postings = Postings(words)
            for number, act in enumerate(self.acts):
                self._postings.add(number, act)
        since = bisect_left(self.acts, after, key=_known)
        found: set[int] = set()
        for deed in deeds:
            found |= self._postings.find(deed, least=LEAST_OF_ACT, since=since)
        return [self.acts[number] for number in sorted(found)]


def _append(numbers: list[int], number: int) -> None:
    if not numbers or numbers[-1] != number:
        numbers.append(number)


def _cut(numbers: list[int], since: int) -> list[int]:
    return numbers[bisect_left(numbers, since) :] if since else numbers


def _known(act: Telling) -> date:
    return act.known or date.max
