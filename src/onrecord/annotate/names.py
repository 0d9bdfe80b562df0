"""Names in a text: those of the tables first, then what the tagger finds.

The small tagger takes "Trump" for an organisation and "Fentanyl" for a person; where a table
knows the words, the table wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.annotate.name_index import Entry, NameIndex, NameLabel, cut_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


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
_PLACES = {NameLabel.STATE, NameLabel.PLACE}
MAX_NAME_GAP = 3  # words a person's name may go on behind what the tagger saw of it
# Words that a tagger offers as names and that are none for us.
_NO_NAME = re.compile(r"\d")


def find_names(doc: Doc, index: NameIndex) -> tuple[Name, ...]:
    """Return the names in `doc`, in order and without overlap; tables win over the tagger."""
    names: list[Name] = []
    taken = bytearray(len(doc))
    words, owner = _flatten(doc)
    bodies = {e.start: e.end for e in doc.ents if _LABELS.get(e.label_) is NameLabel.BODY}
    personal = _read_personal(doc)
    at = 0
    while at < len(words):
        found = index.find(words, at) if not words[at].isspace() else None
        if found is None:
            at += 1
            continue
        length, entry = found
        if entry.is_metonym and _is_cut(words, at, length, index):
            at += 1  # "the South" is not meant in "the South China Sea"
            continue
        first, after = owner[at], owner[at + length - 1] + 1
        if not entry.is_name:
            taken[first:after] = b"\1" * (after - first)
            at += length
            continue
        if entry.label is NameLabel.PLACE and first in bodies and after < bodies[first]:
            at += length  # "Los Angeles" is not meant in "Los Angeles Times"
            continue
        if after - first == 1 and first in personal and entry.label in _PLACES:
            at += length  # nor Chad in "Chad Smith"
            continue
        names.append(_make_name(doc, first, after, entry))
        taken[first:after] = b"\1" * (after - first)
        at += length
    for first, after, label in _read_tagged(doc, taken, index.things):
        taken[first:after] = b"\1" * (after - first)
        names.append(_make_name(doc, first, after, Entry(label=label, candidates=(), cased=True)))
    return tuple(sorted(names, key=lambda n: n.first))


def _is_cut(words: list[str], at: int, length: int, index: NameIndex) -> bool:
    """Does another name begin inside the words, and end behind them?"""
    for inside in range(at + 1, at + length):
        longer = index.find(words, inside)
        if longer is not None and inside + longer[0] > at + length:
            return True
    return False


def _read_personal(doc: Doc) -> set[int]:
    """Return the first and last tokens of persons' names of two or three proper nouns."""
    persons = [e for e in doc.ents if _LABELS.get(e.label_) is NameLabel.PERSON]
    return {
        end
        for person in persons
        if 1 < len(person) <= MAX_NAME_GAP
        and all(t.pos_ == "PROPN" and t.text.istitle() for t in person)
        for end in (person.start, person.end - 1)
    }


def _read_tagged(
    doc: Doc, taken: bytearray, things: frozenset[str]
) -> Iterable[tuple[int, int, NameLabel]]:
    """Yield the tagger's names where no table knows the words: tokens [first, after) and label."""
    for entity in doc.ents:
        label = _LABELS.get(entity.label_)
        first, after = entity.start, entity.end
        if label is NameLabel.PERSON:  # "Foreign Minister Jane Doe": the table took the title
            while first < after and (taken[first] or _leads(doc[first])):
                first += 1
            after = _end_of_person(doc, first, after, taken)
        if label is None or first >= after or any(taken[first:after]):
            continue
        text = doc[first:after].text
        if _NO_NAME.search(text) or (label is not NameLabel.PLACE and text.lower() in things):
            continue
        if label is NameLabel.PERSON and not _is_person(doc[first:after]):
            continue
        yield first, after, label


def _leads(token: Token) -> bool:
    """Is it a little word with the capital of its sentence, or a verb: "Según Smith", "dijo Smith"?"""
    is_verb = token.pos_ == "VERB" and token.text.islower()
    return is_verb or (bool(token.is_sent_start) and token.pos_ in {"ADP", "SCONJ", "ADV"})


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
            else cut_words(text) or (text,)
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
