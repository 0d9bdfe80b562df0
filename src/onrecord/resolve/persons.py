"""Gather the persons of a document: everybody named in full, and what the text says of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from onrecord.annotate import Annotated, Name, NameLabel
from onrecord.knowledge import Knowledge, References, fold, fold_name
from onrecord.model import Actor, ActorKind, make_id
from onrecord.resolve.descriptions import find_country, find_role
from onrecord.resolve.windows import Window, held_in, window_of

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(kw_only=True)
class Person:
    """Somebody named in a document. `places` are token indices of each naming, in order."""

    actor: Actor
    words: tuple[str, ...]  # of the name, folded
    places: list[int] = field(default_factory=list)
    subjects: set[int] = field(default_factory=set)  # those of `places` that are subjects
    genders: dict[str, int] = field(default_factory=dict)
    role: str | None = None

    @property
    def gender(self) -> str | None:
        """Return m or f where the text tells it."""
        ranked = sorted(self.genders.items(), key=lambda g: -g[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]


def split_name(name: str, references: References) -> tuple[str, ...]:
    """Return the folded words of a person's name, honorifics, initials and possessives left out."""
    words = name.replace("’s", " ").replace("'s", " ").split()
    kept = [w for w in words if references.find(w.strip(',“”"()'), "honorific") is None]
    return fold_name(" ".join(kept))


class PersonRegister:
    """The persons of one document, findable by name, surname and place."""

    def __init__(self, annotated: Annotated, knowledge: Knowledge, references: References) -> None:
        self.annotated = annotated
        self.knowledge = knowledge
        self.references = references
        self.window = window_of(annotated)
        self.persons: list[Person] = []
        self._by_token: dict[int, Person] = {}
        self._known = knowledge.surnames
        self._quoted = _quoted_tokens(annotated)
        self._gather()

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

        Outside of quotation marks, who is named within them does not count.
        """
        outside = not self._quoted[token] if token < len(self._quoted) else True
        places = [
            (i, p)
            for p in self.persons
            for i in p.places
            if i < token and not (outside and self._quoted[i])
        ]
        return sorted(places, key=lambda pair: -pair[0])

    def new_actors(self) -> list[Actor]:
        """Return the actors that no table knows."""
        return [p.actor for p in self.persons if p.actor.id not in self.knowledge.actors]

    # -- gathering -------------------------------------------------------------------------------

    def _gather(self) -> None:
        names = self.annotated.names
        for name in names:
            if self._is_full(name):
                self._place(name, self._find_full(name) or self._make(name))
        short = [n for n in names if n.first not in self._by_token and _may_be_surname(n)]
        # First those with a title before them, which tells two of one surname apart.
        for name in sorted(short, key=lambda n: self._title_before(n) is None):
            person = self._find_by_surname(name)
            if person is not None:
                self._place(name, person)
        self._gather_untagged()
        for person in self.persons:
            person.places.sort()
        self._weigh_pronouns()

    def _title_before(self, name: Name) -> Name | None:
        """Return the office directly before a name: "President" before a surname."""
        before = self.annotated.name_at(name.first - 1) if name.first > 0 else None
        return before if before is not None and before.label is NameLabel.OFFICE else None

    def _is_full(self, name: Name) -> bool:
        if name.label is not NameLabel.PERSON:
            return False
        if name.candidates:
            return any(word[:1].isupper() for word in name.text.split())
        return len(split_name(name.text, self.references)) > 1

    def _find_full(self, name: Name) -> Person | None:
        words = split_name(name.text, self.references)
        if name.candidates:
            actor_id = self._choose(name.candidates)
            return next((p for p in self.persons if p.actor.id == actor_id), None)
        for person in self.persons:
            if person.words and words and _same_person(person.words, words):
                return person
        return None

    def _choose(self, candidates: tuple[str, ...]) -> str:
        """Return the candidate that holds an office at the document's date, else the first."""
        for candidate in candidates:
            if _holds_office(self.knowledge.actors[candidate], self.window):
                return candidate
        return candidates[0]

    def _make(self, name: Name) -> Person:
        words = split_name(name.text, self.references)
        if name.candidates:
            actor = self.knowledge.actors[self._choose(name.candidates)]
            words = split_name(actor.name, self.references)
        else:
            actor = self._known_by_full(words) or self._describe(name)
        known = next((p for p in self.persons if p.actor.id == actor.id), None)
        if known is not None:
            return known
        role = actor.role or find_role(name, self.annotated)
        return self._add(Person(actor=actor, words=words, role=role))

    def _add(self, person: Person) -> Person:
        gender = self.knowledge.given_names.get(person.words[0]) if person.words else None
        gender = gender or self.knowledge.given_names.get(person.actor.name.split()[0].lower())
        if gender is not None:
            person.genders[gender] = 2
        for word in (person.role or "").split():
            row = self.references.find(word.strip(",.;"))
            if row is not None and row.gender in {"m", "f"} and row.kind != "pronoun":
                person.genders[row.gender] = person.genders.get(row.gender, 0) + 3
        self.persons.append(person)
        return person

    def _known_by_full(self, words: tuple[str, ...]) -> Actor | None:
        for actor_id, known in self._known.get(words[-1], ()):
            if _same_person(known, words):
                return self.knowledge.actors[actor_id]
        return None

    def _describe(self, name: Name) -> Actor:
        """Return an actor made from the text's own words about a person."""
        role = find_role(name, self.annotated)
        country = (
            find_country(
                role,
                name,
                self.annotated,
                knowledge=self.knowledge,
                references=self.references,
            )
            if role
            else None
        )
        text = " ".join(
            w
            for w in name.text.replace("’s", "").replace("'s", "").split()
            if self.references.find(w, "honorific") is None
        )
        text = text.strip(" ,.")
        private = role is None or any(
            self.references.find(w.strip(",."), "private") for w in role.split()
        )
        return Actor(
            id=make_id("act", fold(text), country or ""),
            name=text,
            kind=ActorKind.PERSON,
            country=country,
            role=role,
            is_public=not private,
        )

    def _find_by_surname(self, name: Name) -> Person | None:
        words = split_name(name.text, self.references)
        if not words:
            return None
        title = self._title_before(name)
        found = [p for p in self.persons if _ends_with(p.words, words)]
        if not found and len(words) == 1 and words[0] not in self.knowledge.given_names:
            found = [p for p in self.persons if p.words[:1] == words]  # the family name comes first
        fitting = [p for p in found if title is not None and self._holds(p.actor.id, title)]
        if not found or (title is not None and not fitting):
            known = self._find_office_holder(words, title)
            if known is not None or not found:
                return known
        found = fitting or found
        return max(found, key=lambda p: self._prominence(p, name.first))

    def _prominence(self, person: Person, before: int) -> tuple[int, int]:
        """Return how often, and how lately, somebody was named: of one family, the one spoken of."""
        places = [i for i in person.places if i < before]
        return len(places), max(places, default=-1)

    def _holds(self, actor_id: str, title: Name) -> bool:
        """Did the actor ever hold the office that the title names?"""
        rows = (self.knowledge.office_rows[c] for c in title.candidates)
        return any(h.person == actor_id for row in rows for h in row.holders)

    def _find_office_holder(self, words: tuple[str, ...], title: Name | None) -> Person | None:
        """Return the one person of the tables with that surname who holds an office now."""
        fitting = [
            self.knowledge.actors[actor_id]
            for actor_id, known in self._known.get(words[-1], ())
            if _ends_with(known, words)
        ]
        if title is not None:
            fitting = [a for a in fitting if self._holds(a.id, title)] or fitting
        fitting = [a for a in fitting if _holds_office(a, self.window)] or fitting
        if len(fitting) != 1:
            return None
        known = next((p for p in self.persons if p.actor.id == fitting[0].id), None)
        if known is not None:
            return known
        return self._add(
            Person(actor=fitting[0], words=split_name(fitting[0].name, self.references))
        )

    def _gather_untagged(self) -> None:
        """Find surnames of known persons that the tagger passed over or took for a noun."""
        ends = {p.words[-1]: p for p in self.persons if p.words}
        for token in self.annotated.doc:
            if token.i in self._by_token or not token.text[:1].isupper() or not token.is_alpha:
                continue
            person = ends.get(fold(token.text)) if token.pos_ in {"PROPN", "NOUN"} else None
            if person is not None and self.annotated.name_at(token.i) is None:
                self._place_tokens(token.i, token.i + 1, person)

    def _place(self, name: Name, person: Person) -> None:
        self._place_tokens(name.first, name.after, person)

    def _place_tokens(self, first: int, after: int, person: Person) -> None:
        doc = self.annotated.doc
        for i in range(first, after):
            self._by_token[i] = person
        person.places.append(first)
        head: Token = doc[first:after].root
        while (
            head.dep_ in {"compound", "appos", "poss"} and head.dep_ != "poss" and head.head != head
        ):
            head = head.head
        if head.dep_ in _SUBJECTS:
            person.subjects.add(first)
        before = doc[first - 1] if first > 0 else None
        for token in (before, doc[first]):
            row = self.references.find(token.text, "honorific") if token is not None else None
            if row is not None and row.gender in {"m", "f"}:
                person.genders[row.gender] = person.genders.get(row.gender, 0) + 3

    def _weigh_pronouns(self) -> None:
        """Let a pronoun in a subject's own clause tell its gender: "Name denies that she …"."""
        for person in self.persons:
            for place in person.subjects:
                verb = self._subject_head(place)
                for token in verb.subtree if verb is not None else ():
                    row = self.references.find(token.text, "pronoun")
                    own = row is not None and row.gender in {"m", "f"} and token.i > place
                    if own and row is not None and self._is_only_person(place, token.i, person):
                        person.genders[row.gender or ""] = (
                            person.genders.get(row.gender or "", 0) + 1
                        )
                        break

    def _subject_head(self, place: int) -> Token | None:
        token: Token = self.annotated.doc[place]
        while token.dep_ not in _SUBJECTS and token.head != token:
            token = token.head
        return token.head if token.dep_ in _SUBJECTS else None

    def _is_only_person(self, first: int, after: int, person: Person) -> bool:
        return self.at(first, after) == [person]


def _may_be_surname(name: Name) -> bool:
    """Could it be a surname that the tagger took for something else?"""
    labels = {NameLabel.PERSON, NameLabel.BODY, NameLabel.PLACE, NameLabel.OTHER}
    return name.label in labels and not name.candidates and name.text[:1].isupper()


def _quoted_tokens(annotated: Annotated) -> bytearray:
    """Return a mark for each token that stands within quotation marks."""
    marks = bytearray(len(annotated.doc))
    for quotation in annotated.quotations():
        span = annotated.doc.char_span(quotation.start, quotation.end, alignment_mode="contract")
        if span is not None:
            marks[span.start : span.end] = b"\1" * len(span)
    return marks


def _holds_office(actor: Actor, window: Window | None) -> bool:
    return any(held_in(window, o.first, o.after) for o in actor.offices)


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Are two full names one person's: same last word and same first, or one inside the other?"""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if len(short) < 2:
        return False
    if set(short) <= set(long):
        return True
    return short[-1] == long[-1] and (short[0] == long[0])


def _ends_with(name: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Is it the surname, or the first of two surnames, of the name?"""
    if not name or not words or len(words) > len(name):
        return False
    if name[-len(words) :] == words:
        return True
    return len(words) == 1 and len(name) > 2 and words[0] in name[1:]
