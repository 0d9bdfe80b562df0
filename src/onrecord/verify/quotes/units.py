"""What a text is about, unit by unit, so that two languages can be held side by side.

"No vamos a reducir 6 mil 646 aranceles" → a negation, a verb with the key of "reduce", the number
6646, a noun with the key of "tariff". Words that say nothing by themselves are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from onrecord.knowledge import Lexicon, fold
from onrecord.knowledge.lexicons import (
    ABOUT,
    CONDITION,
    COUNTER,
    COUNTRY,
    DATE,
    NEGATION,
    ORDER,
    Keys,
)
from onrecord.verify.numbers import NumberWords, read_numbers
from onrecord.verify.quotes.words import (
    BRACKET,
    COMMA,
    DASH,
    ELLIPSIS,
    END,
    OPENS,
    PAUSE,
    SPEECH_START,
)

BREAKS = COMMA | PAUSE | DASH | END
LEAST_PREFIX = 4  # letters that two words of one root begin with
LEAST_ROOT = 6  # letters of a word that may have a root in common with another
ROOT_MARK = "^"  # what the lookup of such a word begins with
# How many letters two words of one root share, and which part of them: more where tables know both.
SAME_LETTERS, SAME_PART = 5, 0.6
SAME_LETTERS_KNOWN, SAME_PART_KNOWN = 7, 0.75
_SPECIAL = frozenset({NEGATION, CONDITION, ABOUT, COUNTER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The words of a text: as they stand, and the signs beside them (see words.py)."""

    raws: Sequence[str]
    marks: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A word, phrase or number; `first` and `after` are places among the tokens."""

    first: int
    after: int
    text: str
    keys: Keys = frozenset()
    spelled: str = ""
    lookups: frozenset[str] = frozenset()
    number: Decimal | None = None  # the larger one where its mark may be read in two ways
    is_name: bool = False
    clause: int = 0
    sentence: int = 0
    is_turned: bool = False  # "unfair"
    is_answer: bool = False  # a "no" that answers, or asks for assent at the end

    @property
    def is_negation(self) -> bool:
        """Is it a word that denies?"""
        return NEGATION in self.keys

    @property
    def is_condition(self) -> bool:
        """Does it begin a condition?"""
        return CONDITION in self.keys

    @property
    def is_counter(self) -> bool:
        """May it deny without a negation: "lack", "unable"?"""
        return self.is_turned or COUNTER in self.keys

    @property
    def is_content(self) -> bool:
        """Does it say something by itself?"""
        return bool(self.lookups)

    @property
    def is_known(self) -> bool:
        """Does a table have it?"""
        return bool(self.keys) or self.number is not None

    @property
    def kind(self) -> str | None:
        """Return what of it can be contradicted: number, order, country, date or name."""
        if self.number is not None:
            return "number"
        if any(key.startswith(COUNTRY) for key in self.keys):
            return "country"
        if any(key.startswith(ORDER) for key in self.keys):
            return "order"
        if self.keys and (self.is_name or all(key.startswith(DATE) for key in self.keys)):
            return "date" if any(key.startswith(DATE) for key in self.keys) else None
        return "name" if self.is_name and not self.keys else None


@dataclass(frozen=True, slots=True)
class UnitReader:
    """Reads texts of one language as units."""

    lexicon: Lexicon
    numbers: NumberWords

    def read(self, tokens: Tokens) -> list[Unit]:
        """Return the units of a text in its order; brackets are the editor's, not units."""
        folded = [fold(raw).strip("'").replace("’", "'") for raw in tokens.raws]
        units: list[Unit] = []
        at = clause = sentence = 0
        while at < len(folded):
            unit = self._read_one(tokens, folded, at, (clause, sentence))
            if unit is not None:
                units.append(unit)
            after = unit.after if unit else at + 1
            signs = tokens.marks[after - 1]
            clause += bool(signs & BREAKS)
            sentence += bool(signs & END)
            at = after
        return units

    def _read_one(
        self, tokens: Tokens, folded: list[str], at: int, place: tuple[int, int]
    ) -> Unit | None:
        if tokens.marks[at] & BRACKET:
            return None
        clause, sentence = place
        if self.numbers.begins(folded[at]):
            until = _end_of_clause(tokens, at)
            size, values = read_numbers(folded, at, until, self.numbers)
            if values:
                return Unit(
                    first=at, after=at + size, text=" ".join(folded[at : at + size]),
                    number=max(values), lookups=frozenset(f"#{v.normalize()}" for v in values),
                    clause=clause, sentence=sentence,
                )  # fmt: skip
        size, keys = self.lexicon.find_phrase(folded, at)
        if size and not any(sign & BREAKS for sign in tokens.marks[at : at + size - 1]):
            text = " ".join(folded[at : at + size])
            lookups = keys - _SPECIAL
            return Unit(
                first=at, after=at + size, text=text, keys=keys, lookups=lookups, clause=clause,
                sentence=sentence,
            )  # fmt: skip
        return self._read_word(tokens, folded[at], at, place)

    def _read_word(self, tokens: Tokens, word: str, at: int, place: tuple[int, int]) -> Unit | None:
        raw = tokens.raws[at]
        keys = self.lexicon.read(word)
        is_shouted = len(raw) > 1 and raw.isupper()
        special = keys & _SPECIAL - {COUNTER}
        if self.lexicon.is_stop(word) and not is_shouted and not special:
            return None
        if self.lexicon.is_stop(word) and not is_shouted:
            keys = special
        rest = keys - _SPECIAL
        plain, cognates = self.lexicon.spell(word)
        is_name = raw[:1].isupper() and not begins(tokens, at) and len(word) > 1
        lookups = set(rest)
        if not special:
            lookups |= {f"={word}"} | cognates
            if len(plain) >= LEAST_ROOT:
                lookups.add(f"{ROOT_MARK}{plain[:LEAST_PREFIX]}")
        return Unit(
            first=at,
            after=at + 1,
            text=word,
            keys=keys,
            spelled=plain,
            lookups=frozenset(lookups),
            is_name=is_name,
            clause=place[0],
            sentence=place[1],
            is_turned=not keys and self.lexicon.is_turned(word),
            is_answer=NEGATION in keys and _is_answer(tokens, at),
        )


def _end_of_clause(tokens: Tokens, at: int) -> int:
    places = range(at, len(tokens.marks))
    return next((place + 1 for place in places if tokens.marks[place] & BREAKS), places.stop)


def begins(tokens: Tokens, at: int) -> bool:
    """Does a sentence begin with the word?"""
    own = tokens.marks[at] & (OPENS | SPEECH_START | ELLIPSIS)
    return at == 0 or bool(own) or bool(tokens.marks[at - 1] & (END | PAUSE))


def _is_answer(tokens: Tokens, at: int) -> bool:
    """Does a sign stand behind a "no", and one before it?"""
    before = at == 0 or tokens.marks[at - 1] & BREAKS or tokens.marks[at] & (OPENS | SPEECH_START)
    return bool(before and (tokens.marks[at] & BREAKS))


def is_root(one: Unit, other: Unit) -> bool:
    """Have two words a root in common: "migration", "migrante"?"""
    a, b = one.spelled, other.spelled
    same = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        same += 1
    shorter = min(len(a), len(b))
    if one.keys and other.keys:
        return same >= SAME_LETTERS_KNOWN and same >= SAME_PART_KNOWN * shorter
    return same >= SAME_LETTERS and same >= SAME_PART * max(shorter, SAME_LETTERS_KNOWN)
