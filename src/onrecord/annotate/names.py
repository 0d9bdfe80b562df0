"""Names in a text: those of the tables first, then what the tagger finds.

The small tagger takes "Trump" for an organisation and "Fentanyl" for a person; where a table
knows the words, the table wins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from spacy.tokens import Doc, Span

from onrecord.knowledge import Knowledge
from onrecord.model import ActorKind


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
class Name:
    """Tokens [first, after) that name somebody or some place.

    `candidates` are actor ids (office ids when the label is OFFICE), empty when no table knows
    the words. `is_metonym` tells words that stand for the actor and have a meaning of their own:
    "Ottawa" is a city too.
    """

    first: int
    after: int
    start: int
    end: int
    text: str
    label: NameLabel
    candidates: tuple[str, ...] = ()
    is_metonym: bool = False


_LABELS = {
    "PERSON": NameLabel.PERSON,
    "PER": NameLabel.PERSON,
    "ORG": NameLabel.BODY,
    "NORP": NameLabel.OTHER,
    "GPE": NameLabel.PLACE,
    "LOC": NameLabel.PLACE,
    "FAC": NameLabel.PLACE,
}
MAX_NAME_GAP = 3  # words a person's name may go on behind what the tagger saw of it
# Words that a tagger offers as names and that are none for us.
_NO_NAME = re.compile(r"\d")


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
        for outlet in knowledge.outlets.values():
            for text in (outlet.name, *outlet.aliases):
                if len(text.removeprefix("The ").split()) > 1:  # "the Hill" may be a hill
                    self._add_new(text, Entry(label=NameLabel.BODY, candidates=(), cased=True))

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

    def _add(self, text: str, entry: Entry) -> None:
        """Add a spelling; one that stands for several keeps its first label and all candidates."""
        words = split_words(text)
        if not words:
            return
        bucket = self._entries.setdefault(words[0].lower(), {})
        held = bucket.get(words)
        if held is None:
            bucket[words] = entry
        elif held.is_name and (held.label is NameLabel.OFFICE) is (entry.label is NameLabel.OFFICE):
            new = tuple(c for c in entry.candidates if c not in held.candidates)
            bucket[words] = replace(held, candidates=(*held.candidates, *new))
        self._longest[words[0].lower()] = max(self._longest.get(words[0].lower(), 0), len(words))

    def _add_new(self, text: str, entry: Entry) -> None:
        """Add a spelling that no table of actors has."""
        words = split_words(text)
        if words and words not in self._entries.get(words[0].lower(), {}):
            self._add(text, entry)

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
            if entry is not None:
                return length, entry
            for known, candidate in bucket.items():
                if len(known) == length and _same_words(known, window, candidate):
                    return length, candidate
        return None


def _same_words(known: tuple[str, ...], window: tuple[str, ...], entry: Entry) -> bool:
    if not entry.cased:
        return all(k.lower() == w.lower() for k, w in zip(known, window, strict=True))
    if len(known) == 1:
        return False
    return all(k.upper() == w for k, w in zip(known, window, strict=True)) or (
        known[0].lower() == "the" and known[1:] == window[1:] and window[0].lower() == "the"
    )


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a name as the index keeps them: no apostrophe-s, hyphens kept inside.

    >>> split_words("U.S. Customs and Border Protection")
    ('U.S.', 'Customs', 'and', 'Border', 'Protection')
    """
    return tuple(_WORD.findall(text.replace("’", "'")))


# A word as spaCy's tokenizers split it, near enough for names: abbreviations with stops, words
# with inner hyphens cut at the hyphen, everything else character by character.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+\.(?=\s|$)(?<=\b[A-Z]\.)|\w+|[^\w\s]")


def find_names(doc: Doc, index: NameIndex) -> tuple[Name, ...]:
    """Return the names in `doc`, in order and without overlap; tables win over the tagger."""
    names: list[Name] = []
    taken = bytearray(len(doc))
    words, owner = _flatten(doc)
    bodies = {e.start: e.end for e in doc.ents if _LABELS.get(e.label_) is NameLabel.BODY}
    at = 0
    while at < len(words):
        found = index.find(words, at) if not words[at].isspace() else None
        if found is None:
            at += 1
            continue
        length, entry = found
        first, after = owner[at], owner[at + length - 1] + 1
        if not entry.is_name:
            taken[first:after] = b"\1" * (after - first)
            at += length
            continue
        if entry.label is NameLabel.PLACE and first in bodies and after < bodies[first]:
            at += length  # "Los Angeles" is not meant in "Los Angeles Times"
            continue
        names.append(_make_name(doc, first, after, entry))
        taken[first:after] = b"\1" * (after - first)
        at += length
    for first, after, label in _read_tagged(doc, taken):
        taken[first:after] = b"\1" * (after - first)
        names.append(_make_name(doc, first, after, Entry(label=label, candidates=(), cased=True)))
    return tuple(sorted(names, key=lambda n: n.first))


def _read_tagged(doc: Doc, taken: bytearray) -> Iterable[tuple[int, int, NameLabel]]:
    """Yield the tagger's names where no table knows the words: tokens [first, after) and label."""
    for entity in doc.ents:
        label = _LABELS.get(entity.label_)
        first, after = entity.start, entity.end
        if label is NameLabel.PERSON:  # "Foreign Minister Jane Doe": the table took the title
            while first < after and taken[first]:
                first += 1
            after = _end_of_person(doc, first, after, taken)
        if label is None or first >= after or any(taken[first:after]):
            continue
        if _NO_NAME.search(doc[first:after].text):
            continue
        if label is NameLabel.PERSON and not _is_person(doc[first:after]):
            continue
        yield first, after, label


def _end_of_person(doc: Doc, first: int, after: int, taken: bytearray) -> int:
    """Return where a person's name ends that the tagger cut short: "Ursula von der" Leyen."""
    while first < after < len(doc):
        root = doc[first:after].root
        head = root.head.i
        gap = doc[after : head + 1]
        if root.dep_ != "compound" or head < after or head - after > MAX_NAME_GAP:
            break
        if any(t.pos_ != "PROPN" or taken[t.i] for t in gap):
            break
        after = head + 1
    return after


def _is_person(words: Span) -> bool:
    """Is one of the words a proper noun in capitals? "fentanyl" is none, whatever the tagger says."""
    return any(t.pos_ == "PROPN" and t.text[:1].isupper() for t in words)


def _flatten(doc: Doc) -> tuple[list[str], list[int]]:
    """Return the words of all tokens (cut as in names) and the token each belongs to."""
    words: list[str] = []
    owner: list[int] = []
    for token in doc:
        text = token.text.replace("’", "'")
        if text.isspace() and "\n" not in text:
            continue
        parts: Iterable[str] = (
            (text,)
            if text.isalpha() or text.isspace() or "://" in text
            else _WORD.findall(text) or (text,)
        )
        for part in parts:
            words.append(part)
            owner.append(token.i)
    return words, owner


def _make_name(doc: Doc, first: int, after: int, entry: Entry) -> Name:
    while first < after - 1 and (doc[first].is_space or doc[first].is_punct):
        first += 1
    while after - 1 > first and (doc[after - 1].is_space or doc[after - 1].tag_ == "POS"):
        after -= 1
    span = doc[first:after]
    return Name(
        first=first,
        after=after,
        start=span.start_char,
        end=span.end_char,
        text=span.text,
        label=entry.label,
        candidates=entry.candidates,
        is_metonym=entry.is_metonym,
    )


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
