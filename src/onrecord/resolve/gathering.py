"""Gather the persons of a document: names in full first, then surnames, then what was untagged."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from onrecord.annotate import Annotated, Name, NameLabel
from onrecord.knowledge import Knowledge, References, fold
from onrecord.model import Actor
from onrecord.resolve.descriptions import describe_person, find_role
from onrecord.resolve.genders import BY_GIVEN_NAME, SUBJECTS, weigh_honorific, weigh_role
from onrecord.resolve.people import (
    Person,
    ends_with,
    holds_office,
    is_same_person,
    split_name,
)
from onrecord.resolve.windows import Window, held_in

_SURNAME_LABELS = frozenset({NameLabel.PERSON, NameLabel.BODY, NameLabel.PLACE, NameLabel.OTHER})

_LEADING = frozenset({"head of state", "head of government"})


@dataclass(kw_only=True)
class Gathering:
    """A document whose persons are being gathered."""

    annotated: Annotated
    knowledge: Knowledge
    references: References
    window: Window | None
    persons: list[Person] = field(default_factory=list)
    by_token: dict[int, Person] = field(default_factory=dict)

    def split(self, name: Name) -> tuple[str, ...]:
        """Return the folded words of a name."""
        return split_name(name.text, self.references)

    def find_by_id(self, actor_id: str) -> Person | None:
        """Return the person already gathered with that actor."""
        return next((p for p in self.persons if p.actor.id == actor_id), None)


def gather_persons(gathering: Gathering) -> None:
    """Fill in the persons and where each is named."""
    names = gathering.annotated.names
    for name in names:
        if _is_full(name, gathering):
            person = _find_full(name, gathering)
            if person is None:
                person = _make(name, gathering)
            else:
                _learn_role(person, name, gathering)
            _place(name.first, name.after, person, gathering)
    short = [n for n in names if n.first not in gathering.by_token and _may_be_surname(n)]
    # First those with a title before them, which tells two of one surname apart.
    for name in sorted(short, key=lambda n: _title_before(n, gathering) is None):
        person = _find_by_surname(name, gathering)
        if person is not None:
            _place(name.first, name.after, person, gathering)
    _gather_untagged(gathering)
    for person in gathering.persons:
        person.places.sort()


def _is_full(name: Name, gathering: Gathering) -> bool:
    if name.label is not NameLabel.PERSON:
        return False
    if name.candidates:
        return any(word[:1].isupper() for word in name.text.split())
    return len(gathering.split(name)) > 1


def _may_be_surname(name: Name) -> bool:
    """Could it be a surname that the tagger took for something else?"""
    return name.label in _SURNAME_LABELS and not name.candidates and name.text[:1].isupper()


def _find_full(name: Name, gathering: Gathering) -> Person | None:
    if name.candidates:
        return gathering.find_by_id(_choose(name.candidates, gathering))
    words = gathering.split(name)
    for person in gathering.persons:
        if person.words and words and is_same_person(person.words, words):
            return person
    return None


def _choose(candidates: tuple[str, ...], gathering: Gathering) -> str:
    """Return the candidate that holds an office at the document's date, else the first."""
    for candidate in candidates:
        if holds_office(gathering.knowledge.actors[candidate], gathering.window):
            return candidate
    return candidates[0]


def _make(name: Name, gathering: Gathering) -> Person:
    """Return the person of a name in full, from the tables or made from the text's description."""
    words = gathering.split(name)
    if name.candidates:
        actor = gathering.knowledge.actors[_choose(name.candidates, gathering)]
        words = split_name(actor.name, gathering.references)
    else:
        actor = _known_by_full(words, gathering) or _describe(name, gathering)
    known = gathering.find_by_id(actor.id)
    if known is not None:
        return known
    role = actor.role or find_role(name, gathering.annotated, gathering.references)
    return _add(Person(actor=actor, words=words, role=role), gathering)


def _known_by_full(words: tuple[str, ...], gathering: Gathering) -> Actor | None:
    for actor_id, known in gathering.knowledge.surnames.get(words[-1], ()):
        if is_same_person(known, words):
            return gathering.knowledge.actors[actor_id]
    return None


def _describe(name: Name, gathering: Gathering) -> Actor:
    return describe_person(
        name,
        gathering.annotated,
        knowledge=gathering.knowledge,
        references=gathering.references,
    )


def _learn_role(person: Person, name: Name, gathering: Gathering) -> None:
    """Take the description of a later naming in full, when the first had none."""
    if person.role is not None:
        return
    person.role = find_role(name, gathering.annotated, gathering.references)
    if person.role is None:
        return
    weigh_role(person, gathering.references)
    if person.actor.id not in gathering.knowledge.actors:
        described = _describe(name, gathering)
        person.actor = replace(described, name=max(person.actor.name, described.name, key=len))


def _add(person: Person, gathering: Gathering) -> Person:
    given_names = gathering.knowledge.given_names
    gender = given_names.get(person.words[0]) if person.words else None
    gender = gender or given_names.get(person.actor.name.split()[0].lower())
    person.weigh_gender(gender, BY_GIVEN_NAME)
    weigh_role(person, gathering.references)
    gathering.persons.append(person)
    return person


# -- surnames --------------------------------------------------------------------------------------


def _title_before(name: Name, gathering: Gathering) -> Name | None:
    """Return the office directly before a name: "President" before a surname."""
    before = gathering.annotated.name_at(name.first - 1) if name.first > 0 else None
    return before if before is not None and before.label is NameLabel.OFFICE else None


def _find_by_surname(name: Name, gathering: Gathering) -> Person | None:
    words = gathering.split(name)
    if not words:
        return None
    title = _title_before(name, gathering)
    found = [p for p in gathering.persons if ends_with(p.words, words)]
    if not found and len(words) == 1 and words[0] not in gathering.knowledge.given_names:
        # the family name comes first
        found = [p for p in gathering.persons if p.words[:1] == words]
    fitting = [p for p in found if title is not None and _holds(p.actor.id, title, gathering)]
    if not found or (title is not None and not fitting):
        known = _find_office_holder(words, title, gathering)
        if known is not None or not found:
            return known
    return max(fitting or found, key=lambda p: _prominence(p, name.first))


def _prominence(person: Person, before: int) -> tuple[int, int]:
    """Return how often, and how lately, somebody was named: of one family, the one spoken of."""
    places = [i for i in person.places if i < before]
    return len(places), max(places, default=-1)


def _holds(actor_id: str, title: Name, gathering: Gathering) -> bool:
    """Did the actor ever hold the office that the title names?"""
    rows = (gathering.knowledge.office_rows[c] for c in title.candidates)
    return any(h.person == actor_id for row in rows for h in row.holders)


def _find_office_holder(
    words: tuple[str, ...], title: Name | None, gathering: Gathering
) -> Person | None:
    """Return the one person of the tables with that surname who holds an office now.

    With a title before it, the one who holds or held that office.
    """
    actors = gathering.knowledge.actors
    fitting = [
        actors[actor_id]
        for actor_id, known in gathering.knowledge.surnames.get(words[-1], ())
        if ends_with(known, words)
    ]
    in_office = [a for a in fitting if holds_office(a, gathering.window)]
    if title is not None:
        titled = [a for a in fitting if _holds(a.id, title, gathering)]
        fitting = [a for a in titled if a in in_office] or titled
    else:
        # a family name that comes first is often anybody's ("Kim"): its title must stand there
        rows = gathering.knowledge.actor_rows
        in_office = [a for a in in_office if rows[a.id].surname is None]
        fitting = in_office if len(in_office) < 2 else _heads(in_office, gathering)
    if len(fitting) != 1:
        return None
    actor = fitting[0]
    known = gathering.find_by_id(actor.id)
    if known is not None:
        return known
    words = split_name(actor.name, gathering.references)
    return _add(Person(actor=actor, words=words), gathering)


def _heads(actors: list[Actor], gathering: Gathering) -> list[Actor]:
    """Return who leads a state or a government: of a family, the one a bare surname means."""
    window, rows = gathering.window, gathering.knowledge.office_rows.values()
    leading = {
        holder.person
        for row in rows
        if row.post in _LEADING
        for holder in row.holders
        if held_in(
            window, holder.first.isoformat(), holder.after.isoformat() if holder.after else None
        )
    }
    return [actor for actor in actors if actor.id in leading]


def _gather_untagged(gathering: Gathering) -> None:
    """Find surnames of known persons that the tagger passed over or took for a noun."""
    ends = {p.words[-1]: p for p in gathering.persons if p.words}
    for token in gathering.annotated.doc:
        if token.i in gathering.by_token or not token.text[:1].isupper() or not token.is_alpha:
            continue
        person = ends.get(fold(token.text)) if token.pos_ in {"PROPN", "NOUN"} else None
        if person is not None and gathering.annotated.name_at(token.i) is None:
            _place(token.i, token.i + 1, person, gathering)


# -- places ----------------------------------------------------------------------------------------


def _place(first: int, after: int, person: Person, gathering: Gathering) -> None:
    """Note that a person is named at tokens [first, after)."""
    doc = gathering.annotated.doc
    for i in range(first, after):
        gathering.by_token[i] = person
    person.places.append(first)
    head: Token = doc[first:after].root
    while head.dep_ in {"compound", "appos"} and head.head != head:
        head = head.head
    if head.dep_ in SUBJECTS:
        person.subjects.add(first)
    weigh_honorific(person, doc[max(0, first - 1) : first + 1], gathering.references)
