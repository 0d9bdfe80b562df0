"""The names of the tables by their words: what one spelling may stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from onrecord.annotate.roles import find_syntax
from onrecord.knowledge import Knowledge
from onrecord.model import ActorKind

MOST_ARTICLE_LETTERS = 3
LEAST_WORDS = 2


class NameLabel(StrEnum):
    """What the words name."""

    PERSON = "person"
    BODY = "body"  # a body, group, party, organisation or company
    STATE = "state"
    DEMONYM = "demonym"  # "Mexican": points at the state, names nobody by itself
    PLACE = "place"
    OFFICE = "office"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one spelling of a name stands for."""

    label: NameLabel
    candidates: tuple[str, ...]
    cased: bool  # the capitals must be as in the table ("US", "Marines")
    is_metonym: bool = False
    is_name: bool = True  # False: words that only look like one ("Latin American")


class NameIndex:
    """All names of the tables in one language, by their words.

    A spelling is found in its own case, and in capitals when it has more than one word. A
    person's surname alone is left to `resolve`, which knows who was named before.
    """

    def __init__(self, knowledge: Knowledge, language: str) -> None:
        self._entries: dict[str, dict[tuple[str, ...], Entry]] = {}
        self._longest: dict[str, int] = {}
        self.words = knowledge.words.get(language)
        self.syntax = find_syntax(self.words, _known_words(knowledge, language))
        # What a story is about is nobody's name: taggers take "Fentanyl" for a person.
        self.things = frozenset(
            word.lower()
            for topic in knowledge.topics.values()
            for word in topic.words.get(language, ())
        )
        self._fiscal_months = {
            row.id: knowledge.countries[row.country].fiscal_year_month
            for row in knowledge.actor_rows.values()
            if row.country in knowledge.countries
        }
        for phrase in knowledge.phrases.get(language, ()):
            for text in phrase.words:
                self._add(text, _phrase_entry(phrase.kind))
        self._add_actors(knowledge, language)
        for code, country in knowledge.countries.items():
            for text in country.demonyms.get(language, ()):
                self._add(text, _entry(NameLabel.DEMONYM, code.lower()))
        for office in knowledge.office_rows.values():
            for text in office.titles.get(language, ()):
                self._add(text, _entry(NameLabel.OFFICE, office.id))
        self._add_outlets(knowledge)
        for bucket in self._entries.values():
            _add_spellings(bucket)

    def _add_actors(self, knowledge: Knowledge, language: str) -> None:
        rows = knowledge.actor_rows.values()
        for row in rows:
            entry = _entry(_label_of(row.kind), row.id)
            for text in {*row.names_in(language), *row.misnomers.get(language, ())}:
                self._add(text, entry)
        for row in rows:
            entry = replace(_entry(_label_of(row.kind), row.id), is_metonym=True)
            for text in row.metonyms.get(language, ()):
                self._add(text, entry)

    def _add_outlets(self, knowledge: Knowledge) -> None:
        """Add outlets' names that no table of actors has; "the Hill" may be a hill."""
        for outlet in knowledge.outlets.values():
            for text in (outlet.name, *outlet.aliases):
                words = split_words(text)
                article = words[0].istitle() and len(words[0]) <= MOST_ARTICLE_LETTERS
                if len(words) > 1 + article and words not in self._entries.get(
                    words[0].lower(), {}
                ):
                    self._add(text, Entry(label=NameLabel.BODY, candidates=(), cased=True))

    def _add(self, text: str, entry: Entry) -> None:
        """Add a spelling; one that stands for several keeps its first label and all candidates."""
        words = split_words(text)
        if not words:
            return
        if not entry.cased:
            words = tuple(w.lower() for w in words)
        bucket = self._entries.setdefault(words[0].lower(), {})
        held = bucket.get(words)
        if held is None:
            bucket[words] = entry
        elif held.is_name and (held.label is NameLabel.OFFICE) is (entry.label is NameLabel.OFFICE):
            new = tuple(c for c in entry.candidates if c not in held.candidates)
            bucket[words] = replace(held, candidates=(*held.candidates, *new))
        self._longest[words[0].lower()] = max(self._longest.get(words[0].lower(), 0), len(words))

    def find_fiscal_month(self, named: Iterable[tuple[str, ...]]) -> int:
        """Return the month in which fiscal years begin for the actors a text names.

        Of the countries that have fiscal years of their own the one named most often counts;
        without any it is what the language's table says.
        """
        months = Counter(
            month
            for candidates in named
            for month in {self._fiscal_months.get(c, 1) for c in candidates}
            if month != 1
        )
        if months:
            return months.most_common(1)[0][0]
        values = self.words.values("dates", "fiscal-start") if self.words else {}
        return int(next(iter(values.values()), 1))

    def find(self, words: list[str], at: int) -> tuple[int, Entry] | None:
        """Return the longest name that begins at word `at`: how many words, and its entry."""
        first = words[at].lower()
        bucket = self._entries.get(first)
        if bucket is None:
            return None
        for length in range(min(self._longest[first], len(words) - at), 0, -1):
            window = tuple(words[at : at + length])
            entry = bucket.get(window)
            if entry is None:
                entry = bucket.get(tuple(w.lower() for w in window))
                if entry is None or entry.cased:
                    continue
            return length, entry
        return None


def _add_spellings(bucket: dict[tuple[str, ...], Entry]) -> None:
    """Add names of several words in capitals, and with a small or large first letter."""
    for words, entry in list(bucket.items()):
        first = words[0]
        if not entry.cased or len(words) == 1:
            continue
        bucket.setdefault(tuple(w.upper() for w in words), entry)
        bucket.setdefault((first[0].upper() + first[1:], *words[1:]), entry)
        if first.istitle() and len(words) > LEAST_WORDS:  # "the White House", but not "la Paz"
            bucket.setdefault((first.lower(), *words[1:]), entry)


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a name as the index keeps them: no apostrophe-s, hyphens kept inside.

    >>> split_words("U.S. Customs and Border Protection")
    ('U.S.', 'Customs', 'and', 'Border', 'Protection')
    """
    return tuple(cut_words(text.replace("’", "'")))


def cut_words(text: str) -> list[str]:
    """Return the words of a stretch as the index cuts them."""
    return _WORD.findall(text)


# A word as spaCy's tokenizers split it, near enough for names: abbreviations with stops, words
# with inner hyphens cut at the hyphen, everything else character by character.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+\.(?=\s|$)(?<=\b[A-Z]\.)|\w+|[^\w\s]")


def _entry(label: NameLabel, candidate: str) -> Entry:
    return Entry(label=label, candidates=(candidate,), cased=label is not NameLabel.OFFICE)


def _phrase_entry(kind: str) -> Entry:
    return Entry(label=NameLabel.PLACE, candidates=(), cased=True, is_name=kind != "phrase")


def _label_of(kind: ActorKind) -> NameLabel:
    match kind:
        case ActorKind.PERSON:
            return NameLabel.PERSON
        case ActorKind.STATE:
            return NameLabel.STATE
        case ActorKind.SUBNATIONAL:
            return NameLabel.PLACE
        case _:
            return NameLabel.BODY


def _known_words(knowledge: Knowledge, language: str) -> frozenset[str]:
    """Return the words that tables of speech, acts, promises and actors ask for."""
    words, cues = knowledge.event_words.get(language), knowledge.cues.get(language)
    spoken = frozenset(cues.verbs) if cues is not None else frozenset()
    if words is None:
        return spoken
    tables: list[Iterable[str]] = [words.verbs, words.nouns, words.commitments, words.parties]
    return spoken.union(*tables, *words.sets.values())
