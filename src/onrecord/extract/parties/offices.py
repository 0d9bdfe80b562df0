"""Offices with what stands behind them: whose they are, and the name of who holds them."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from onrecord.annotate import Name, NameLabel
from onrecord.extract.parties.names import keys_of_name
from onrecord.extract.parties.owners import owner_keys
from onrecord.extract.parties.scene import Party, Scene
from onrecord.model import MentionKind


def with_state(scene: Scene, token: Token, party: Party) -> Party:
    """Return an office with the state behind it, which says whose it is.

    "The president of Spain"; where adjectives follow their noun, "el presidente español".
    """
    for child in token.rights:
        name = scene.names.get(child.i)
        if name is not None and name.label is NameLabel.DEMONYM and name.first <= party.after:
            return replace(party, after=max(party.after, name.after))
    return replace(party, after=_after_state(scene, party.after))


def _after_state(scene: Scene, at: int) -> int:
    """Return where "of Morocco", "de los Estados Unidos" right behind an office ends, else `at`."""
    doc, next_ = scene.annotated.doc, at + 1
    if at >= len(doc) or doc[at].lower_ not in scene.words.sets["Side prepositions"]:
        return at
    next_ += next_ < len(doc) and doc[next_].pos_ == "DET"
    name = scene.names.get(next_)
    return name.after if name is not None and name.label is NameLabel.STATE else at


def named_beside(scene: Scene, token: Token) -> Party | None:
    """Return the person whose title a noun is: "the mayor, Firstname Surname, …"."""
    for child in token.children:
        name = scene.names.get(child.i)
        if child.dep_ == "appos" and name is not None and name.label is NameLabel.PERSON:
            return Party(
                first=name.first,
                after=name.after,
                head=token.i,
                kind=MentionKind.NAME,
                keys=keys_of_name(scene, name) or frozenset(),
            )
    return None


def named_behind(scene: Scene, name: Name) -> Party | None:
    """Return the person whose name follows an office: "el presidente Name".

    Also behind whose it is and a comma: "el presidente español, Name, …", "… de España, Name".
    """
    if name.label is not NameLabel.OFFICE:
        return None
    doc, at = scene.annotated.doc, _after_state(scene, name.after)
    owner = scene.names.get(at - 1)
    while at < len(doc) and _is_between(scene, doc[at], name):
        at += 1
    person = scene.names.get(at)
    if person is None or person.label is not NameLabel.PERSON:
        return None
    if doc[at].dep_ != "appos" or doc[at].head.i not in range(name.first, at):
        return None
    keys = keys_of_name(scene, owner) if owner is not None and owner is not name else None
    return Party(
        first=person.first,
        after=person.after,
        head=doc[name.first : name.after].root.i,
        kind=MentionKind.NAME,
        keys=(keys_of_name(scene, person) or frozenset())
        | (keys or owner_keys(scene, doc[at].head)),
    )


def _is_between(scene: Scene, token: Token, office: Name) -> bool:
    """May a word stand between an office and the name of who holds it: a comma, whose it is?"""
    name = scene.names.get(token.i)
    of_state = name is not None and name.label is NameLabel.DEMONYM
    return token.text == "," or (of_state and token.head.i in range(office.first, office.after))
