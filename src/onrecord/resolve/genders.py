"""What a text tells of somebody's gender: by honorifics, and by the pronouns of its clauses."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from onrecord.annotate import Annotated
from onrecord.knowledge import References
from onrecord.resolve.people import Person

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
BY_HONORIFIC = 3
BY_ROLE = 3
BY_GIVEN_NAME = 2
BY_PRONOUN = 1


def weigh_role(person: Person, references: References) -> None:
    """Let the words of a role tell: "spokeswoman"."""
    for word in (person.role or "").split():
        bare = word.strip(",.;")
        row = references.find(bare) or references.find_speaker(bare)
        if row is not None and row.kind != "pronoun":
            person.weigh_gender(row.gender, BY_ROLE)


def weigh_honorific(person: Person, tokens: Iterable[Token], references: References) -> None:
    """Let "Mr." or "Ms." before a name tell."""
    for token in tokens:
        row = references.find(token.text, "honorific")
        if row is not None:
            person.weigh_gender(row.gender, BY_HONORIFIC)


def weigh_pronouns(
    persons: list[Person],
    by_token: dict[int, Person],
    annotated: Annotated,
    references: References,
) -> None:
    """Let a pronoun in a subject's own clause tell its gender: "Name denies that she …"."""
    for person in persons:
        for place in sorted(person.subjects):
            pronoun = _pronoun_after(place, annotated, references)
            if pronoun is None:
                continue
            named = {id(by_token[i]) for i in range(place, pronoun.i) if i in by_token}
            if named == {id(person)}:
                row = references.find(pronoun.text, "pronoun")
                person.weigh_gender(row.gender if row is not None else None, BY_PRONOUN)


def _pronoun_after(place: int, annotated: Annotated, references: References) -> Token | None:
    """Return the first "he" or "she" of a subject's clause, after the subject."""
    verb = _head_of_subject(annotated.doc[place])
    for token in verb.subtree if verb is not None else ():
        row = references.find(token.text, "pronoun")
        if row is not None and row.gender in {"m", "f"} and token.i > place:
            return token
    return None


def _head_of_subject(token: Token) -> Token | None:
    while token.dep_ not in SUBJECTS and token.head != token:
        token = token.head
    return token.head if token.dep_ in SUBJECTS else None
