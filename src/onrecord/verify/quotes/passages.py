"""What was said, as the checks of a quote read it: words, signs and stretches of the index."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.knowledge import QuoteWords
from onrecord.verify.quotes.asking import Questions
from onrecord.verify.quotes.index import SpeechIndex
from onrecord.verify.quotes.words import BRACKET, END, SPEECH_START, Words

MOST_SENTENCE = 120  # words; a transcript may have no signs at all


@dataclass(frozen=True, slots=True)
class Said:
    """One speech of the index. Its methods take places of the index."""

    index: SpeechIndex
    speech: int

    @property
    def text(self) -> str:
        """Return the text of the speech's document."""
        return self.index.texts[self.index.speeches[self.speech].document_id]

    @property
    def language(self) -> str:
        """Return the language of the speech."""
        return self.index.speeches[self.speech].language

    @property
    def table(self) -> QuoteWords:
        """Return the words of the speech's language."""
        return self.index.reader(self.language).table

    def raw(self, first: int, after: int) -> str:
        """Return the text of words [first, after) as it stands."""
        if after <= first:
            return ""
        return self.text[int(self.index.starts[first]) : int(self.index.ends[after - 1])]

    def plain(self, first: int, after: int) -> list[str]:
        """Return words [first, after) in lower case, contractions written out."""
        return [self._plain(place) for place in range(first, after)]

    def _plain(self, place: int) -> str:
        starts = self.index.starts
        begin = int(starts[place])
        lone = all(
            not 0 <= p < len(starts) or int(starts[p]) != begin or int(self.index.ends[p]) == 0
            for p in (place - 1, place + 1)
        )
        if not lone:
            return self.index.spelled[int(self.index.ids[place])]
        return self.text[begin : int(self.index.ends[place])].lower().replace("’", "'")

    def mark(self, place: int) -> int:
        """Return the signs beside a word."""
        return int(self.index.marks[place])

    def find_start(self, place: int) -> int:
        """Return where the sentence begins that a word stands in."""
        first, _ = self.index.bounds(self.speech)
        least = max(first, place - MOST_SENTENCE)
        while (
            place > least and not self.mark(place - 1) & END and not self.mark(place) & SPEECH_START
        ):
            place -= 1
        return place

    def find_end(self, place: int) -> int:
        """Return the place behind the last word of the sentence that a word stands in."""
        _, after = self.index.bounds(self.speech)
        most = min(after, place + MOST_SENTENCE)
        while place < most and not self.mark(place) & END:
            place += 1
        return min(place + 1, after)


@dataclass(frozen=True, slots=True)
class Given:
    """A quote's words as its checks read them, and what they ask of all that was said."""

    text: str
    words: Words
    table: QuoteWords
    questions: Questions = field(default_factory=Questions)

    def raw(self, first: int, after: int) -> str:
        """Return the text of words [first, after) as it stands."""
        if after <= first:
            return ""
        return self.text[self.words.starts[first] : self.words.ends[after - 1]]

    def plain(self, first: int, after: int) -> list[str]:
        """Return words [first, after) in lower case, contractions written out."""
        starts = self.words.starts
        plain = []
        for at in range(first, after):
            lone = all(
                not 0 <= other < len(starts) or starts[other] != starts[at]
                for other in (at - 1, at + 1)
            )
            raw = self.text[starts[at] : self.words.ends[at]].lower().replace("’", "'")
            plain.append(raw if lone else self.words.norms[at])
        return plain

    def is_bracket(self, first: int, after: int) -> bool:
        """Do all of these words stand in brackets?"""
        return all(self.words.marks[at] & BRACKET for at in range(first, after))


def has_phrase(words: list[str], phrases: frozenset[tuple[str, ...]]) -> tuple[int, int] | None:
    """Return where the first of some phrases stands in `words`."""
    longest = max(map(len, phrases), default=0)
    for at in range(len(words)):
        for size in range(min(longest, len(words) - at), 0, -1):
            if tuple(words[at : at + size]) in phrases:
                return at, at + size
    return None


def strip_phrases(words: list[str], phrases: frozenset[tuple[str, ...]]) -> list[str]:
    """Return the words that are no part of any of the phrases."""
    longest = max(map(len, phrases), default=0)
    left: list[str] = []
    at = 0
    while at < len(words):
        sizes = range(min(longest, len(words) - at), 0, -1)
        size = next((s for s in sizes if tuple(words[at : at + s]) in phrases), 0)
        if not size:
            left.append(words[at])
        at += size or 1
    return left
