"""Sides of acts told by nouns: who does it and to whom.

"Mexico's extradition of 26 suspects to the US", "talks between A and B", "the imposition of
tariffs by A on B"; "held the first round of talks": the light verb lends its subject.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extract.clauses import (
    find_subject,
    governing_verb,
    is_passive,
    lemma_of,
    phrases_of,
    possessor,
    things_of,
)
from onrecord.extract.events.doers import agents_of
from onrecord.extract.events.matches import Match, key_set, settle_sides, unique_parties
from onrecord.extract.events.sides import blame, complement_parties
from onrecord.extract.events.status import is_negated
from onrecord.extract.parties.finding import is_joint
from onrecord.extract.parties.owners import keys_beside
from onrecord.extract.parties.phrases import deep_parties
from onrecord.extract.parties.pronouns import pair_before
from onrecord.extract.parties.scene import Party, Scene
from onrecord.extract.parties.turns import turn_speaker
from onrecord.knowledge import EventWord
from onrecord.model import EventType, MentionKind

OBJECT = "object"
SPEAKER = "speaker"
NEAR = 12  # tokens behind a noun in which its content may hang on something else
CONTAINERS = 2  # "a series of rounds of talks"


def fill_noun(scene: Scene, noun: Token, row: EventWord) -> Match | None:
    """Return the match of a noun with its sides, None when a side is missing that must be."""
    verb = governing_verb(noun)
    actors = _noun_actors(scene, noun, row, verb)
    if SPEAKER in row.actors:  # "the failure of Ruritania to act"
        return blame(scene, Match(row=row, token=noun, verb=verb, actors=(), targets=actors))
    named = noun.pos_ == "PROPN" and row.type is EventType.CONSULT  # "the Security Dialogue"
    if not actors and row.both and is_joint(scene, noun):
        actors = scene.issuers or pair_before(scene, noun)
    elif not actors and row.both and named and len(scene.issuers) > 1:
        actors = scene.issuers
    targets = unique_parties(
        party
        for word, head in _noun_phrases(scene, noun, row, verb)
        if word in row.targets
        for party in deep_parties(scene, head)
        if party not in actors
    )
    if "complement" in row.targets and not targets:
        targets = unique_parties(complement_parties(scene, noun))
    if not actors and row.both and len(key_set(targets)) > 1:
        actors = targets
    if not actors and targets and _is_tellers(scene, noun, row):
        actors = _teller(scene, noun, key_set(targets))
    carrier = verb if verb is not None and _is_carried(scene, noun, verb) else None
    return settle_sides(
        scene, Match(row=row, token=noun, verb=carrier, actors=actors, targets=targets)
    )


def _is_tellers(scene: Scene, noun: Token, row: EventWord) -> bool:
    """Is an act that is meant told with its other side only: "the talks with Spain were good"?"""
    above = governing_verb(noun)
    if above is not None and is_negated(above, scene.words):
        return False
    if not any(c.dep_ in {"det", "poss"} for c in noun.children):
        return False
    if row.type is EventType.COOPERATE:  # "the transfer of ten suspects to Spain"
        return bool(row.objects)
    words = scene.words.sets["Partner prepositions"]
    return row.type is EventType.CONSULT and any(word in words for word, _ in phrases_of(noun))


def _teller(scene: Scene, noun: Token, others: set[str]) -> tuple[Party, ...]:
    """Return who tells of their own acts: the speaker, where it is one of another state."""
    said = scene.speaker_of(noun) is not None
    party = scene.speaker_party(noun) if said else turn_speaker(scene, noun)
    return (party,) if party is not None and party.keys and not party.keys & others else ()


def _noun_phrases(
    scene: Scene, noun: Token, row: EventWord, verb: Token | None
) -> list[tuple[str, Token]]:
    phrases = list(phrases_of(noun))
    owners = scene.words.sets["Owner prepositions"]
    light = scene.words.sets["Light verbs"]
    for child in noun.children:  # "the attack carried out on the base"
        if child.dep_ == "acl" and lemma_of(child) in light:
            phrases += phrases_of(child)
    # "threats by the president of strikes on Spain": the parse ties the strikes to the president
    content = scene.words.expand(row.objects)
    near = noun.doc[noun.i + 1 : min(noun.i + NEAR, noun.sent.end)]
    phrases += [each for t in near if lemma_of(t) in content for each in phrases_of(t)]
    # "extradition of suspects to France": the parse ties the end to the suspects
    phrases += [each for w, h in phrases if w in owners for each in phrases_of(h)]
    if verb is not None:
        carried = _is_carried(scene, noun, verb)
        between = scene.words.sets["Between words"]  # "after the call held on Monday between …"
        phrases += [
            (w, h) for w, h in phrases_of(verb) if h.i > noun.i and (carried or w in between)
        ]
    return phrases


def _is_carried(scene: Scene, noun: Token, verb: Token) -> bool:
    """Does a light verb lend the noun its subject ("held talks")?"""
    if lemma_of(verb) not in scene.words.sets["Light verbs"]:
        return False
    return _container(scene, noun) in things_of(verb)


def _container(scene: Scene, noun: Token) -> Token:
    """Return the noun that holds a noun as its content: "the first round of talks" is a round."""
    thin = scene.words.sets["Thin nouns"] | scene.words.sets["Meetings"]
    for _ in range(CONTAINERS):
        above = noun.head.head
        if noun.dep_ != "pobj" or noun.head.lower_ not in scene.words.sets["Side prepositions"]:
            break
        if lemma_of(above) not in thin:
            break
        noun = above
    return noun


def _noun_actors(
    scene: Scene, noun: Token, row: EventWord, verb: Token | None
) -> tuple[Party, ...]:
    owner = possessor(noun)
    found = scene.parties([owner]) if owner is not None else []
    own = [word for word in row.actors if word != SPEAKER]
    prepositions = own or scene.words.sets["Doer prepositions"]
    content = scene.words.expand(row.objects)  # "the formation of a committee": it does not act
    for word, head in phrases_of(noun):
        if lemma_of(head) in content:
            if OBJECT in row.actors:  # "the deployment of 200 soldiers of Spain"
                found.extend(p for p in deep_parties(scene, head) if p.keys)
            continue
        if word in prepositions and (word not in row.targets or row.both):
            found.extend(scene.parties([head]))
    for child in noun.children:
        if child.dep_ in {"amod", "compound", "nmod"}:
            found.extend(_modifier_parties(scene, child))
    found.extend(_told_agents(scene, noun))
    if not found and verb is not None and _lends_subject(scene, noun, verb):
        subject = find_subject(verb)
        found = (
            list(agents_of(scene, verb))
            if is_passive(verb)
            else (scene.parties([subject]) if subject is not None else [])
        )
    return unique_parties(found)


def _told_agents(scene: Scene, noun: Token) -> list[Party]:
    """Return who did what a participle tells of a noun: "the attack carried out by the rebels"."""
    light = scene.words.sets["Light verbs"]
    return [
        party
        for child in noun.children
        if child.dep_ == "acl" and lemma_of(child) in light
        for party in agents_of(scene, child)
    ]


def _lends_subject(scene: Scene, noun: Token, verb: Token) -> bool:
    """May the doer of the verb be the doer of the noun: "held talks", "during a visit"?"""
    if _is_carried(scene, noun, verb):
        return True
    if noun.dep_ != "pobj" or noun.head.head != verb:
        return False
    return noun.pos_ == "NOUN" or noun.head.lower_ in scene.words.sets["Occasion prepositions"]


def _modifier_parties(scene: Scene, child: Token) -> list[Party]:
    """Return the sides that words before a noun name: "U.S.-Mexico talks", "Mexican raids"."""
    found = []
    if lemma_of(child) in scene.words.sets["Go-between words"]:
        return []  # "EU-backed talks"
    for token in (child, *(c for c in child.subtree if c is not child)):
        name = scene.names.get(token.i)
        if name is None or name.first != token.i:
            continue
        keys = keys_beside(scene, token)
        if keys:
            found.append(
                Party(
                    first=name.first,
                    after=name.after,
                    head=token.i,
                    kind=MentionKind.NAME,
                    keys=keys,
                )
            )
    return found
