"""Patterns of words, found in a text without a parse: "troops/soldiers .. on mexican soil".

`a/b` is either word, `..` up to four words between, `...` up to thirty, `*` any ending. A pattern
ends where a sentence ends. Patterns are looked up by their first word, in the paragraphs that hold
their rarest: so most of a text need not be cut into words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

SMALL = 4  # letters: shorter words stand everywhere
GAPS = {"..": 4, "...": 30}  # words between
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-'’.][^\W_]+)*|[.!?;\n]")
_STOPS = frozenset(".!?;\n")

Words = tuple[str, ...]
Parts = tuple[Words, ...]  # for each slot its words
Said = TypeVar("Said")


class Word(NamedTuple):
    """A word in small letters, and where it stands; a stop is a word too."""

    key: str
    start: int
    end: int


class Match(NamedTuple, Generic[Said]):
    """Words [first, after) that fit a pattern; `mark` is the word behind the pattern's `|`."""

    said: Said
    first: int
    after: int
    mark: int


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of a pattern: words, beginnings of words, or a gap."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    gap: int = 0

    def fits(self, key: str) -> bool:
        """Does a word stand there?"""
        return key in self.words or key.startswith(self.beginnings)


@dataclass(frozen=True, slots=True)
class Pattern(Generic[Said]):
    """A pattern, and what it says."""

    slots: tuple[Slot, ...]
    mark: int
    said: Said


class Patterns(Generic[Said]):
    """Many patterns, by their first words."""

    def __init__(self, rows: Iterable[tuple[str, Said]]) -> None:
        self._by_word: dict[str, list[Pattern[Said]]] = {}
        self._by_beginning: dict[str, list[Pattern[Said]]] = {}
        patterns = [make_pattern(text, said) for text, said in rows]
        for pattern in patterns:
            for word in pattern.slots[0].words:
                self._by_word.setdefault(word, []).append(pattern)
            for word in pattern.slots[0].beginnings:
                self._by_beginning.setdefault(word[:4], []).append(pattern)
        self._hooks = _choose_hooks(patterns)

    def find_paragraphs(self, text: str) -> list[tuple[int, int]]:
        """Return the paragraphs that hold all words of some pattern."""
        small = text.lower()
        if len(small) != len(text):
            small = text
        found: dict[int, int] = {}
        for hook, patterns in self._hooks.items():
            at = small.find(hook)
            while at >= 0:
                start, end = small.rfind("\n", 0, at) + 1, small.find("\n", at)
                end = end if end >= 0 else len(small)
                if start not in found and _may_fit(small[start:end], patterns):
                    found[start] = end
                at = small.find(hook, end)
        return sorted(found.items())

    def find(self, words: Sequence[Word]) -> Iterator[Match[Said]]:
        """Yield what fits at each place, in the order of the text."""
        for at in range(len(words)):
            yield from self.find_at(words, at)

    def find_at(self, words: Sequence[Word], at: int) -> Iterator[Match[Said]]:
        """Yield what fits at one place."""
        key = words[at].key
        some = self._by_word.get(key, [])
        if self._by_beginning:
            some = some + self._by_beginning.get(key[:4], [])
        for pattern in some:
            if pattern.slots[0].fits(key):
                match = _match(pattern, words, at)
                if match is not None:
                    yield match


def make_pattern(text: str, said: Said) -> Pattern[Said]:
    """Return the pattern that a table writes as `text`."""
    slots: list[Slot] = []
    mark = 0
    for part in text.lower().split():
        if part == "|":
            mark = len(slots)
        elif part in GAPS:
            slots.append(Slot(frozenset(), (), gap=GAPS[part]))
        else:
            each = part.split("/")
            slots.append(
                Slot(
                    frozenset(w for w in each if not w.endswith("*")),
                    tuple(w[:-1] for w in each if w.endswith("*")),
                )
            )
    return Pattern(tuple(slots), mark, said)


def _choose_hooks(patterns: Iterable[Pattern[Said]]) -> dict[str, tuple[Parts, ...]]:
    """Return few words of which one stands in all that fits, with what else must stand there.

    Of each pattern a slot is taken whose words hold hooks that are there already, else the one with
    the fewest words, of these the longest.
    """
    chosen: list[tuple[Words, Parts]] = []
    hooks: set[str] = set()
    for pattern in sorted(patterns, key=lambda p: len(p.slots)):
        slots = [(*slot.words, *slot.beginnings) for slot in pattern.slots if not slot.gap]
        held = next((s for s in slots if all(any(h in w for h in hooks) for w in s)), None)
        best = held or min(slots, key=_order_of_words)
        hooks |= set(best)
        chosen.append((best, tuple(s for s in slots if s is not best)))
    found: dict[str, list[Parts]] = {}
    for words, parts in chosen:
        for word in words:
            hook = min((h for h in hooks if h in word), key=len)
            found.setdefault(hook, []).append(parts)
    return {hook: tuple(dict.fromkeys(found[hook])) for hook in sorted(found)}


def _order_of_words(words: Words) -> tuple[bool, int, int]:
    """Return what puts few and long words first, and small ones last."""
    shortest = min(map(len, words))
    return shortest < SMALL, len(words), -shortest


def _may_fit(paragraph: str, patterns: tuple[Parts, ...]) -> bool:
    """Does one of some other words stand there for each slot of a pattern?"""
    for parts in patterns:
        for words in parts:
            for word in words:
                if word in paragraph:
                    break
            else:
                break
        else:
            return True
    return False


def cut_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words and stops of a stretch of text."""
    stretch = text[start:end].lower()
    if len(stretch) != len(text[start:end]):  # a letter that has no small form of its length
        stretch = text[start:end]
    return [
        Word(
            m[0] if len(m[0]) == 1 else m[0].replace("’", "'").rstrip("."),
            start + m.start(),
            start + m.end(),
        )
        for m in _WORD.finditer(stretch)
    ]


def is_stop(word: Word) -> bool:
    """Does a sentence, or a part of one behind a semicolon, end there?"""
    return word.key in _STOPS


def _match(pattern: Pattern[Said], words: Sequence[Word], at: int) -> Match[Said] | None:
    place, mark = at, at
    slots = pattern.slots
    number = 0
    while number < len(slots):
        if number == pattern.mark:
            mark = place
        slot = slots[number]
        if slot.gap:
            found = _skip(slots[number + 1], words, place, slot.gap)
            if found is None:
                return None
            place = found
            number += 1
            if number == pattern.mark:
                mark = place
        elif place >= len(words) or not slot.fits(words[place].key):
            return None
        place += 1
        number += 1
    return Match(pattern.said, at, place, mark)


def _skip(slot: Slot, words: Sequence[Word], place: int, most: int) -> int | None:
    """Return where the slot after a gap fits, at most so many words on."""
    for at in range(place, min(place + most + 1, len(words))):
        if is_stop(words[at]):
            return None
        if slot.fits(words[at].key):
            return at
    return None
