"""Anybody: parties for those who ask what passes between people of all kinds.

"Rebels", "a suicide bomber", "the lions' club", "Al-Raya": whoever acts or is acted on may be a
side, political or not. The record itself keeps to political actors (`finding`); data sets of
events often do not.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extract.clauses import lemma_of
from onrecord.extract.parties.finding import find_party
from onrecord.extract.parties.phrases import MODIFIERS
from onrecord.extract.parties.scene import Party, Scene
from onrecord.model import MentionKind

NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"})  # spaCy's entity types


def find_anybody(scene: Scene, token: Token) -> Party | None:
    """Return the party whose head noun `token` is, of whatever kind."""
    party = find_party(scene, token)
    if party is not None or token.i in scene.dated:
        return party
    if token.pos_ == "PROPN" or (token.pos_ == "NOUN" and token.ent_type_ in NAMED):
        return _make_party(token, MentionKind.NAME)
    if token.pos_ == "NOUN" and lemma_of(token) in scene.words.sets["Anybody"]:
        return _make_party(token, MentionKind.GROUP)
    return None


def is_public(scene: Scene, party: Party) -> bool:
    """Does a party act for more than itself: a state, a body, a force, a movement, an official?"""
    head = scene.annotated.doc[party.head]
    if find_party(scene, head) is not None:
        return True
    if head.pos_ == "PROPN":
        return head.ent_type_ in {"ORG", "GPE", "NORP"}
    return lemma_of(head) not in scene.words.sets["Private persons"]


def _make_party(token: Token, kind: MentionKind) -> Party:
    beside = [c.i for c in token.children if c.dep_ in MODIFIERS and c.i < token.i]
    first = min([token.i, *beside])
    words = token.doc[first : token.i + 1].text.lower()
    return Party(first=first, after=token.i + 1, head=token.i, kind=kind, keys=frozenset({words}))
