"""Owners: whose official, body or force a noun names, by the words beside it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.annotate import NameLabel
from onrecord.extract.clauses import lemma_of, phrases_of
from onrecord.extract.parties.names import keys_of_name
from onrecord.extract.parties.phrases import MODIFIERS, modifier_parties, names_continent
from onrecord.extract.parties.scene import Party, Scene

OWNED = frozenset({"poss", "nmod:poss"})


def owners_of(scene: Scene, token: Token) -> Iterator[Party]:
    """Yield the states and persons whose people they are, by the words that name them."""
    for child in _beside(scene, token):
        for party in modifier_parties(scene, child):
            yield from party.stands_for or (party,)
    for head in _behind(scene, token):
        for party in scene.parties([head]):
            yield from party.stands_for or (party,)


def is_behind(token: Token, owners: tuple[Party, ...]) -> bool:
    """Do only words behind a noun say whose it is: "officials from the ministry"?"""
    return bool(owners) and all(party.head > token.i for party in owners)


def owner_keys(scene: Scene, token: Token) -> frozenset[str]:
    """Return whose official or body it is: "Mexican", "U.S.", "President Biden's", "of Canada"."""
    keys: set[str] = set()
    for child in _beside(scene, token):
        keys.update(keys_beside(scene, child))
    for head in _behind(scene, token):
        for party in scene.parties([head]):
            keys.update(party.keys)
    return frozenset(keys)


def _beside(scene: Scene, token: Token) -> list[Token]:
    """Return the words before a noun that can say whose it is.

    "Her Mexican counterpart" is Mexico's, not hers.
    """
    marks = {*MODIFIERS, "nummod", "quantmod"}
    words = [child for child in token.children if child.dep_ in marks]
    owners = [child for child in token.children if child.dep_ in OWNED]
    if lemma_of(token) in scene.words.sets["Other side words"]:
        named = any(keys_beside(scene, child) for child in words)
        owners = [] if named else [c for c in owners if c.tag_ != "PRP$"]
    return [*words, *owners]


def _behind(scene: Scene, token: Token) -> list[Token]:
    prepositions = scene.words.sets["Owner prepositions"]
    found = [head for word, head in phrases_of(token) if word in prepositions]
    return [head for head in found if head.i > token.i and head.dep_ != "conj"]


def keys_beside(scene: Scene, child: Token) -> frozenset[str]:
    """Return the countries that a modifier and those joined to it point at."""
    keys: set[str] = set()
    for token in (child, *(c for c in child.children if c.dep_ in {"conj", *MODIFIERS})):
        name = scene.names.get(token.i)
        if name is not None and name.label in {NameLabel.DEMONYM, NameLabel.STATE}:
            if not names_continent(scene, token):
                keys.update(name.candidates)
        elif name is not None:
            keys.update(keys_of_name(scene, name) or ())
        elif token.tag_ == "PRP$":
            party = scene.party(token)
            keys.update(party.keys if party else ())
    return frozenset(keys)
