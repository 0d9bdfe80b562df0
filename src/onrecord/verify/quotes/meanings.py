"""Speeches in another language than a quote's: the passage of them that says the same.

Nothing is read before a quote is asked for that its own language does not have, and then only the
speeches of who is quoted, near that day; what was read once is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.knowledge import Knowledge, Lexicon
from onrecord.verify.numbers import NumberWords, make_number_words
from onrecord.verify.quotes.index import SpeechIndex
from onrecord.verify.quotes.passages import Given
from onrecord.verify.quotes.units import Tokens, Unit, UnitReader
from onrecord.verify.quotes.voices import list_keys


@dataclass(frozen=True, slots=True)
class Meant:
    """A speech as units, and where each of their keys stands."""

    speech: int
    units: list[Unit]
    places: dict[str, list[int]]


@dataclass(slots=True)
class Meanings:
    """The lexicons, and what was read with them of the speeches of an index."""

    knowledge: Knowledge
    _speeches: dict[str, list[int]] | None = None
    _readers: dict[str, UnitReader] = field(default_factory=dict)
    _numbers: dict[str, NumberWords] = field(default_factory=dict)
    _read: dict[int, Meant] = field(default_factory=dict)

    @property
    def lexicons(self) -> Mapping[str, Lexicon]:
        """Return the lexicons by language."""
        return self.knowledge.lexicons

    def list_speeches(self, index: SpeechIndex, key: str) -> list[int]:
        """Return the speeches of an actor's id or of whose name ends in a folded word."""
        if self._speeches is None:
            self._speeches = {}
            for number, speech in enumerate(index.speeches):
                for one in list_keys(speech.voice):
                    self._speeches.setdefault(one, []).append(number)
        return self._speeches.get(key, [])

    def has(self, language: str) -> bool:
        """Is there a table of pairs with that language?"""
        return language in self.lexicons

    def reader(self, language: str) -> UnitReader:
        """Return what reads texts of a language as units."""
        if language not in self._readers:
            self._readers[language] = UnitReader(self.lexicons[language], self.numbers(language))
        return self._readers[language]

    def numbers(self, language: str) -> NumberWords:
        """Return how a language writes numbers."""
        if language not in self._numbers:
            self._numbers[language] = make_number_words(self.knowledge.words.get(language))
        return self._numbers[language]

    def read_quote(self, given: Given, language: str) -> list[Unit]:
        """Return a quote's units."""
        starts = given.words.starts
        raws = [
            given.raw(at, at + 1) if _is_lone(starts, at) else given.words.norms[at]
            for at in range(len(starts))
        ]
        return self.reader(language).read(Tokens(raws=raws, marks=given.words.marks))

    def read_speech(self, index: SpeechIndex, speech: int) -> Meant:
        """Return a speech's units."""
        if speech not in self._read:
            held = index.speeches[speech]
            text = index.texts[held.document_id]
            first, after = index.bounds(speech)
            starts, ends = index.starts[first:after].tolist(), index.ends[first:after].tolist()
            ids = index.ids[first:after].tolist()
            raws = [
                text[starts[at] : ends[at]] if _is_lone(starts, at) else index.spelled[ids[at]]
                for at in range(after - first)
            ]
            marks = index.marks[first:after].tolist()
            units = self.reader(held.language).read(Tokens(raws=raws, marks=marks))
            places: dict[str, list[int]] = {}
            for at, unit in enumerate(units):
                for key in unit.lookups:
                    places.setdefault(key, []).append(at)
            self._read[speech] = Meant(speech, units, places)
        return self._read[speech]


def _is_lone(starts: Sequence[int], at: int) -> bool:
    """Is a word no part of a contraction?"""
    before = at > 0 and starts[at - 1] == starts[at]
    behind = at + 1 < len(starts) and starts[at + 1] == starts[at]
    return not (before or behind)
