"""The persons of a document: everybody named in full, and where else each is named."""

from __future__ import annotations

from onrecord.annotate import Annotated
from onrecord.knowledge import Knowledge, References
from onrecord.model import Actor
from onrecord.resolve.gathering import Gathering, gather_persons
from onrecord.resolve.genders import weigh_pronouns
from onrecord.resolve.people import Person
from onrecord.resolve.windows import window_of


class PersonRegister:
    """The persons of one document, findable by name, surname and place."""

    def __init__(self, annotated: Annotated, knowledge: Knowledge, references: References) -> None:
        self.annotated = annotated
        self.knowledge = knowledge
        self.references = references
        self.window = window_of(annotated)
        gathering = Gathering(
            annotated=annotated, knowledge=knowledge, references=references, window=self.window
        )
        gather_persons(gathering)
        self.persons: list[Person] = gathering.persons
        self._by_token = gathering.by_token
        self._quoted = _quoted_tokens(annotated)
        self._aside = _label_tokens(annotated)
        self._prefaces = _preface_tokens(annotated)
        weigh_pronouns(self.persons, gathering.by_token, annotated, references)

    def at(self, first: int, after: int) -> list[Person]:
        """Return the persons named within tokens [first, after), each once."""
        found: list[Person] = []
        for i in range(first, after):
            person = self._by_token.get(i)
            if person is not None and person not in found:
                found.append(person)
        return found

    def before(self, token: int) -> list[tuple[int, Person]]:
        """Return (place, person) of everybody named before a token, nearest first.

        Outside of quotation marks, who is named within them does not count; nor do the labels of
        a transcript, and to whom a line that ends with a colon ascribes the text.
        """
        outside = not self._quoted[token] if token < len(self._quoted) else True
        places = [
            (i, p)
            for p in self.persons
            for i in p.places
            if i < token and not (outside and self._quoted[i]) and not self._is_aside(i, token, p)
        ]
        return sorted(places, key=lambda pair: -pair[0])

    def _is_aside(self, place: int, token: int, person: Person) -> bool:
        preface = self._prefaces.get(place)
        is_before = preface is not None and token >= preface and place not in person.subjects
        return bool(self._aside[place]) or is_before

    def is_quoted_before(self, place: int, token: int) -> bool:
        """Does a token stand within quotation marks or a label, and a later one does not?"""
        return bool(self._aside[place]) or bool(self._quoted[place] and not self._quoted[token])

    def new_actors(self) -> list[Actor]:
        """Return the actors that no table knows."""
        return [p.actor for p in self.persons if p.actor.id not in self.knowledge.actors]


def _label_tokens(annotated: Annotated) -> bytearray:
    """Return a mark for each token of the labels of a transcript."""
    marks = bytearray(len(annotated.doc))
    for turn in annotated.document.turns:
        span = annotated.doc.char_span(
            turn.label_start, turn.label_start + len(turn.label), alignment_mode="contract"
        )
        if span is not None:
            marks[span.start : span.end] = b"\1" * len(span)
    return marks


def _preface_tokens(annotated: Annotated) -> dict[int, int]:
    """Return the tokens of each line that ends with a colon, with the first token after it."""
    found: dict[int, int] = {}
    for start, end in annotated.paragraphs():
        if annotated.document.text[start:end].rstrip().endswith(":"):
            span = annotated.doc.char_span(start, end, alignment_mode="contract")
            if span is not None:
                found.update(dict.fromkeys(range(span.start, span.end), span.end))
    return found


def _quoted_tokens(annotated: Annotated) -> bytearray:
    """Return a mark for each token that stands within quotation marks."""
    marks = bytearray(len(annotated.doc))
    for quotation in annotated.quotations():
        span = annotated.doc.char_span(quotation.start, quotation.end, alignment_mode="contract")
        if span is not None:
            marks[span.start : span.end] = b"\1" * len(span)
    return marks
