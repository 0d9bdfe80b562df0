"""Sides: who does it and to whom, once a frame of event_words.yml fits.

"talks between Seoul and Tokyo": both on both sides; "26 suspects were extradited to the US by
Mexico": Mexico does it, the US is the other side; "the tariffs are paused" in a paper of a
government: its issuer does it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.extract.clauses import (
    OBJECTS,
    SUBJECTS,
    complement_of,
    find_subject,
    governing_verb,
    is_passive,
    lemma_of,
    objects_of,
    phrases_of,
    possessor,
    things_of,
)
from onrecord.extract.events.matches import Match, key_set, settle_sides, unique_parties
from onrecord.extract.events.status import has_condition
from onrecord.extract.parties.finding import is_joint
from onrecord.extract.parties.owners import keys_beside
from onrecord.extract.parties.phrases import deep_parties
from onrecord.extract.parties.scene import Party, Scene
from onrecord.knowledge import EventWord
from onrecord.model import EventType, MentionKind


def fill_verb(scene: Scene, verb: Token, row: EventWord) -> Match | None:
    """Return the match of a verb with its sides, None when a side is missing that must be."""
    if "speaker" in row.actors:
        return _fill_blame(scene, verb, row)
    passive = is_passive(verb)
    if passive:
        actors = _agents(scene, verb) or _passive_actors(scene, verb, row)
    else:
        subject = _blamed(scene, verb) or find_subject(verb) or scene.carried_subject(verb)
        actors = _subject_parties(scene, subject, row) or _owners_of_object(scene, verb, row)
        if not actors and subject is not None:
            actors = _instrument_makers(scene, subject)
    targets = unique_parties(_verb_targets(scene, verb, row, passive=passive)) or _thankers(
        scene, verb
    )
    if row.both and not targets and _faces_others(verb, row):
        return None
    return settle_sides(
        scene, Match(row=row, token=verb, verb=verb, actors=actors, targets=targets)
    )


def _faces_others(verb: Token, row: EventWord) -> bool:
    """Does the act face somebody who is no political actor: "worked with young people"?"""
    if row.type is EventType.AGREE:  # "committed to partnership" faces a deed
        return False
    return any(word in row.targets for word, _ in phrases_of(verb)) or (
        "object" in row.targets and bool(objects_of(verb))
    )


def _instrument_makers(scene: Scene, subject: Token) -> tuple[Party, ...]:
    """Return who acts by a paper: "signed an order imposing tariffs", "Ruritania's decree bans"."""
    if lemma_of(subject) not in scene.words.sets["Instruments"]:
        return ()
    owner = possessor(subject)
    if owner is not None:
        return unique_parties(scene.parties([owner]))
    above = governing_verb(subject) if subject.dep_ in OBJECTS else None
    maker = find_subject(above) if above is not None and not is_passive(above) else None
    return unique_parties(scene.parties([maker])) if maker is not None else ()


def _subject_parties(scene: Scene, subject: Token | None, row: EventWord) -> tuple[Party, ...]:
    if subject is None:
        return ()
    if not row.subjects:
        return unique_parties(scene.parties([subject]))
    if lemma_of(subject) not in scene.words.expand(row.subjects):
        return ()
    own = scene.party(subject)
    if own is not None:
        return (own,)
    return (Party(first=subject.i, after=subject.i + 1, head=subject.i, kind=MentionKind.GROUP),)


def _blamed(scene: Scene, verb: Token) -> Token | None:
    """Return who did what somebody is thanked or blamed for: "thanked Spain for sending …"."""
    if verb.dep_ != "pcomp" or verb.head.lower_ not in scene.words.sets["Blame prepositions"]:
        return None
    above = governing_verb(verb.head)
    objects = objects_of(above) if above is not None else []
    return objects[0] if objects else None


def _thankers(scene: Scene, verb: Token) -> tuple[Party, ...]:
    """Return for whom something was done: who thanks or blames somebody for it."""
    if _blamed(scene, verb) is None:
        return ()
    above = governing_verb(verb.head)
    subject = find_subject(above) if above is not None else None
    return unique_parties(scene.parties([subject])) if subject is not None else ()


def _passive_actors(scene: Scene, verb: Token, row: EventWord) -> tuple[Party, ...]:
    """Return who must have done it: the owner of forces that were sent, the issuer of a paper."""
    found = _owners_of_object(scene, verb, row)
    if found:
        return found
    return scene.issuers if "issuer" in row.actors else ()


def _owners_of_object(scene: Scene, verb: Token, row: EventWord) -> tuple[Party, ...]:
    if "object" not in row.actors:
        return ()
    found = unique_parties(p for thing in things_of(verb) for p in deep_parties(scene, thing))
    return tuple(p for p in found if p.keys)


def _fill_blame(scene: Scene, verb: Token, row: EventWord) -> Match | None:
    """Return the match of words that blame their subject: "Ruritania has failed to stop …"."""
    subject = find_subject(verb)
    targets = unique_parties(scene.parties([subject])) if subject is not None else ()
    speaker = scene.speaker_party(verb)
    actors = (speaker,) if speaker is not None else scene.issuers
    if not targets or not actors or key_set(targets) & key_set(actors):
        return None
    return Match(row=row, token=verb, verb=verb, actors=actors, targets=targets)


def _agents(scene: Scene, verb: Token) -> tuple[Party, ...]:
    heads = [
        h
        for child in verb.children
        if child.dep_ == "agent"
        for h in child.children
        if h.dep_ == "pobj"
    ]
    return unique_parties(scene.parties(heads))


def _verb_targets(scene: Scene, verb: Token, row: EventWord, *, passive: bool) -> Iterator[Party]:
    things = things_of(verb)
    for place in row.targets:
        if place == "object" or (place == "subject" and passive):
            for thing in things:
                yield from deep_parties(scene, thing)
        elif place == "complement":
            yield from _complement_parties(scene, verb)
        elif place == "doer":
            yield from _doers(scene, verb)
    for base in (verb, *things):
        for word, head in phrases_of(base):
            if word in row.targets:
                yield from deep_parties(scene, head)


def _complement_parties(scene: Scene, verb: Token) -> Iterator[Party]:
    """Yield who shall act or is acted on in the complement: "that Mexico stop …"."""
    below = complement_of(verb)
    if below is None:
        return
    found = [*_doers(scene, verb), *warned_parties(scene, below)]
    yield from found
    if not found:
        for thing in objects_of(below):
            yield from deep_parties(scene, thing)
        for _, head in phrases_of(below):
            yield from deep_parties(scene, head)


def warned_parties(scene: Scene, verb: Token) -> Iterator[Party]:
    """Yield who is warned by a condition: "if Ruritania fails to act, the tariffs will return"."""
    for clause in verb.children:
        if clause.dep_ == "advcl" and has_condition(clause, scene.words):
            own = [c for c in clause.children if c.dep_ in SUBJECTS]
            yield from scene.parties(own)


def _doers(scene: Scene, token: Token) -> Iterator[Party]:
    """Yield who shall do what the complement says: "that Mexico stop …"."""
    below = complement_of(token)
    if below is not None:
        own = [c for c in below.children if c.dep_ in {"nsubj", "nsubjpass"}]
        yield from scene.parties(own)


def fill_noun(scene: Scene, noun: Token, row: EventWord) -> Match | None:
    """Return the match of a noun with its sides, None when a side is missing that must be."""
    verb = governing_verb(noun)
    actors = _noun_actors(scene, noun, row, verb)
    if not actors and row.both and is_joint(scene, noun):
        actors = scene.issuers
    targets = unique_parties(
        party
        for word, head in _noun_phrases(scene, noun, verb)
        if word in row.targets
        for party in deep_parties(scene, head)
        if party not in actors
    )
    if "complement" in row.targets and not targets:
        targets = unique_parties(_complement_parties(scene, noun))
    carrier = verb if verb is not None and _is_carried(scene, noun, verb) else None
    return settle_sides(
        scene, Match(row=row, token=noun, verb=carrier, actors=actors, targets=targets)
    )


def _noun_phrases(scene: Scene, noun: Token, verb: Token | None) -> list[tuple[str, Token]]:
    phrases = list(phrases_of(noun))
    if verb is not None and _is_carried(scene, noun, verb):
        phrases += [(w, h) for w, h in phrases_of(verb) if h.i > noun.i]
    return phrases


def _is_carried(scene: Scene, noun: Token, verb: Token) -> bool:
    """Does a light verb lend the noun its subject ("held talks")?"""
    if lemma_of(verb) not in scene.words.sets["Light verbs"]:
        return False
    return noun in things_of(verb)


def _noun_actors(
    scene: Scene, noun: Token, row: EventWord, verb: Token | None
) -> tuple[Party, ...]:
    owner = possessor(noun)
    found = scene.parties([owner]) if owner is not None else []
    prepositions = row.actors or scene.words.sets["Doer prepositions"]
    for word, head in phrases_of(noun):
        if word in prepositions and (word not in row.targets or row.both):
            found.extend(scene.parties([head]))
    for child in noun.children:
        if child.dep_ in {"amod", "compound", "nmod"}:
            found.extend(_modifier_parties(scene, child))
    if not found and verb is not None and _lends_subject(scene, noun, verb):
        subject = find_subject(verb)
        found = (
            list(_agents(scene, verb))
            if is_passive(verb)
            else (scene.parties([subject]) if subject is not None else [])
        )
    return unique_parties(found)


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
