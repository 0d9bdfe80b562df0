"""Matches: a frame with both its sides, put in order; is it an event between political actors?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.extract.clauses import is_passive
from onrecord.extract.parties.scene import Party, Scene
from onrecord.knowledge import EventWord
from onrecord.model import EventType, MentionKind

PLURAL = frozenset({"NNS", "NNPS"})
HITS = frozenset({EventType.ACCUSE, EventType.ASSAULT, EventType.COERCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A frame that fits: `token` is its word, `verb` the verb whose clause tells it."""

    row: EventWord
    token: Token
    verb: Token | None
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]


def settle_sides(scene: Scene, match: Match) -> Match | None:
    """Return the match with its sides put in order, None when a side is missing that must be."""
    row = match.row
    actors = match.actors
    if row.requires == "state" and not (actors and scene.is_state(actors[0])):
        return None
    if row.requires == "carried" and match.verb is None:
        return None
    targets = tuple(t for t in match.targets if t not in actors and not _is_self(t, actors))
    others = tuple(t for t in targets if not t.keys or not t.keys <= key_set(actors))
    if row.both and any(a.many for a in actors):
        others = tuple(t for t in others if _is_other(t))
        targets = others or tuple(t for t in targets if _is_other(t))
    if row.type is EventType.AGREE:  # "agreed to stem the flow through its own land"
        targets = tuple(t for t in targets if not t.keys)
    targets = others or targets
    several = _are_parties(actors, targets) or _may_stand_alone(scene, match, targets)
    if row.requires in {"parties", "foreign"} and not several:
        return None
    if row.requires == "target" and not targets and not (scene.anybody and _may_lack_target(row)):
        return None
    if row.both and several and row.requires == "parties" and actors:
        actors = targets = unique_parties((*actors, *targets))
    elif (row.both or row.requires == "parties") and not others and _are_parties(actors, ()):
        targets = actors
    if not actors and not (scene.anybody and _may_lack_actor(match, targets)):
        return None
    return Match(row=row, token=match.token, verb=match.verb, actors=actors, targets=targets)


def _may_stand_alone(scene: Scene, match: Match, targets: tuple[Party, ...]) -> bool:
    """May one side do, where parties of any kind are asked for?

    Of talks only when they are held ("conducts meetings"), or by several ("ministers discuss").
    """
    row = match.row
    if not scene.anybody:
        return False
    if row.type is EventType.CONSULT:
        heads = [scene.annotated.doc[p.head] for p in match.actors]
        several = any(head.tag_ in PLURAL for head in heads)
        return several or (row.part == "noun" and match.verb is not None)
    return row.requires != "foreign" or bool(targets)


def _may_lack_actor(match: Match, targets: tuple[Party, ...]) -> bool:
    """May nobody be named as the doer: "six people were killed", "amid protests"?"""
    if match.row.part == "verb" and not is_passive(match.token):
        return False
    return bool(targets) or match.row.type is EventType.PROTEST


def _may_lack_target(row: EventWord) -> bool:
    """May an act stand without the other side: "condemned the killing", "bombed a bridge"?"""
    return row.part == "verb" and not row.rest and row.type in HITS


def _is_other(target: Party) -> bool:
    """Is it somebody else than the several who act: not "both agreed that their ministers …"?"""
    if target.stands_for and all(p.kind is MentionKind.PRONOUN for p in target.stands_for):
        return False
    return bool(target.keys) or target.many


def _is_self(target: Party, actors: tuple[Party, ...]) -> bool:
    """Does a pronoun among the targets ("our work") only point back at the doer?"""
    if target.kind is not MentionKind.PRONOUN:
        return False
    if not target.keys:
        return True
    return bool(target.keys & {key for actor in actors for key in actor.keys}) and not target.many


def _are_parties(actors: tuple[Party, ...], targets: tuple[Party, ...]) -> bool:
    """Are there two sides: two keys, an unknown one facing another, or a word for several?"""
    everybody = (*actors, *targets)
    if any(p.many for p in everybody):
        return True
    keys = {key for p in everybody for key in p.keys}
    unknown = any(not p.keys for p in everybody)
    return len(keys) > 1 or (unknown and len(everybody) > 1)


def unique_parties(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Return each party once, by the words that name it."""
    seen: dict[tuple[int, int], Party] = {}
    for party in parties:
        seen.setdefault((party.first, party.after), party)
    return tuple(seen.values())


def key_set(parties: tuple[Party, ...]) -> set[str]:
    """Return all countries and ids that the parties act for."""
    return {key for party in parties for key in party.keys}
