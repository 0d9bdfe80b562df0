"""Actors inside a phrase: "imports from Mexico", "Chinese goods", "the leader of the group"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from onrecord.annotate import NameLabel
from onrecord.extract.clauses import phrases_of, possessor
from onrecord.extract.parties.scene import Party, Scene
from onrecord.model import MentionKind

MODIFIERS = frozenset({"amod", "compound", "nmod"})
DEPTH = 4  # phrases inside phrases: "tariffs on imports of steel from Canada"


def deep_parties(
    scene: Scene, token: Token, depth: int = 0, *, without: frozenset[str] = frozenset()
) -> list[Party]:
    """Return the actors that a phrase names, itself or inside it: "imports from Mexico".

    A body that nobody can place is no other side for having made the thing: "lifted the duties
    imposed by the Tariff Commission" may be said of the state whose commission it is.
    """
    if token.pos_ in {"NOUN", "PROPN", "PRON"}:
        own = scene.party(token) or _people_party(scene, token)
        if own is not None:
            return [own]
    if depth >= DEPTH:
        return []
    beside = _beside_parties(scene, token)
    if beside:
        return beside
    leads = scene.words.sets["Inner prepositions"] - without
    inner = [h for w, h in phrases_of(token) if w in leads]
    found = [p for head in inner for p in deep_parties(scene, head, depth + 1, without=without)]
    return found or [
        party
        for head in _behind(token, without)
        for party in deep_parties(scene, head, depth + 1, without=without)
        if scene.anybody or head.head.dep_ != "agent" or not scene.is_unknown_body(party)
    ]


def _behind(token: Token, without: frozenset[str]) -> Iterator[Token]:
    """Yield what explains a noun after it: an apposition, "goods imported from Canada"."""
    for child in token.children:
        if child.dep_ == "appos":
            yield child
        elif child.dep_ in {"acl", "relcl", "acl:relcl"}:
            yield from (head for word, head in phrases_of(child) if word not in without)
            yield from (c for c in child.children if c.dep_ == "attr")  # "that are goods of Spain"


def _people_party(scene: Scene, token: Token) -> Party | None:
    """Return the state whose people are named as those an act hits: "Haitians"."""
    name = scene.names.get(token.i)
    if name is None or name.label is not NameLabel.DEMONYM or token.tag_ not in {"NNPS", "NNS"}:
        return None
    return Party(
        first=name.first,
        after=name.after,
        head=token.i,
        kind=MentionKind.NAME,
        keys=frozenset(name.candidates),
    )


def _beside_parties(scene: Scene, token: Token) -> list[Party]:
    """Return the actors that possessors and adjectives of a noun point at."""
    owner = possessor(token)
    found = scene.parties([owner]) if owner is not None else []
    for child in token.children:
        if child.dep_ in MODIFIERS:
            found.extend(modifier_parties(scene, child))
    return found


def modifier_parties(scene: Scene, child: Token) -> Iterable[Party]:
    """Yield the actors that a word before a noun and those joined to it name."""
    for each in (child, *(c for c in child.children if c.dep_ in {"conj", *MODIFIERS})):
        name = scene.names.get(each.i)
        if name is None:
            continue
        if name.label in {NameLabel.DEMONYM, NameLabel.STATE}:
            if not names_continent(scene, each):
                yield Party(
                    first=name.first,
                    after=name.after,
                    head=each.i,
                    kind=MentionKind.NAME,
                    keys=frozenset(name.candidates),
                )
        elif name.label in {NameLabel.BODY, NameLabel.PERSON}:
            party = scene.party(each)
            if party is not None:
                yield party


def names_continent(scene: Scene, token: Token) -> bool:
    """Is it "North American", which is no state's adjective?"""
    return token.i > 0 and token.nbor(-1).lower_ in scene.words.sets["Continent words"]
