"""Sides: who does it and to whom, once a frame of event_words.yml fits.

"talks between Seoul and Tokyo": both on both sides; "26 suspects were extradited to the US by
Mexico": Mexico does it, the US is the other side; "the tariffs are paused" in a paper of a
government: its issuer does it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from onrecord.extract.clauses import (
    SUBJECTS,
    complement_of,
    find_subject,
    governing_verb,
    is_one_of,
    is_passive,
    lemma_of,
    objects_of,
    phrases_of,
    possessor,
    things_of,
)
from onrecord.extract.events.doers import (
    JOINT_ACTS,
    agents_of,
    bound_together,
    instrument_makers,
    outer_actors,
    owners_of_object,
    paper_issuers,
    passive_actors,
)
from onrecord.extract.events.matches import Match, key_set, settle_sides, unique_parties
from onrecord.extract.events.status import has_condition
from onrecord.extract.parties.phrases import deep_parties
from onrecord.extract.parties.pronouns import accord_sides, faced_before
from onrecord.extract.parties.scene import COUNTRY_KEY, Party, Scene
from onrecord.knowledge import EventWord
from onrecord.model import DocumentKind, EventType, MentionKind

DEEDS = 3  # deeds told as one: "work to stop …"


def fill_verb(scene: Scene, verb: Token, row: EventWord) -> Match | None:
    """Return the match of a verb with its sides, None when a side is missing that must be."""
    if "speaker" in row.actors:
        return _fill_blame(scene, verb, row)
    passive = is_passive(verb)
    if row.targets == ["subject"] and not passive:
        return _fill_receiving(scene, verb, row)
    if passive:
        actors = (
            agents_of(scene, verb)
            or passive_actors(scene, verb, row)
            or bound_together(scene, verb, row)
        )
    else:
        subject = _blamed(scene, verb) or find_subject(verb) or scene.carried_subject(verb)
        actors = _subject_parties(scene, subject, row) or owners_of_object(scene, verb, row)
        if actors and subject is not None:
            actors = unique_parties([*actors, *_companions(scene, subject, verb)])
        if not actors and subject is not None:
            actors = (
                instrument_makers(scene, subject)
                or paper_issuers(scene, subject, row)
                or outer_actors(scene, verb)
            )
    are_several = len(actors) > 1 or any(actor.many for actor in actors)
    if are_several and _is_mutual(scene, verb, row):
        return Match(row=row, token=verb, verb=verb, actors=actors, targets=actors)
    if row.both and not actors and passive:
        actors = _who_face(scene, verb, row)
    several = row.both and (any(actor.many for actor in actors) or len(key_set(actors)) > 1)
    targets = (
        unique_parties(_verb_targets(scene, verb, row, passive=passive, several=several))
        or unique_parties(_place_targets(scene, verb, row))
        or _thankers(scene, verb)
    )
    joint = row.both or (are_several and row.requires == "parties")
    if joint and not targets and _faces_others(verb, row):
        return None
    if row.both and not targets and _is_ours(scene, verb, row, actors):
        targets = faced_before(scene, verb, frozenset(key_set(actors)))
    return settle_sides(
        scene, Match(row=row, token=verb, verb=verb, actors=actors, targets=targets)
    )


def _fill_receiving(scene: Scene, verb: Token, row: EventWord) -> Match | None:
    """Return the match of words whose subject is the other side: "France received aid from Spain"."""
    subject = find_subject(verb)
    targets = unique_parties(scene.parties([subject])) if subject is not None else ()
    phrases = [each for base in (verb, *things_of(verb)) for each in phrases_of(base)]
    found = [p for word, head in phrases if word in row.actors for p in deep_parties(scene, head)]
    actors = unique_parties(found) or owners_of_object(scene, verb, row)
    if not targets or not actors or key_set(targets) & key_set(actors):
        return None
    return Match(row=row, token=verb, verb=verb, actors=actors, targets=targets)


def _is_ours(scene: Scene, verb: Token, row: EventWord, actors: tuple[Party, ...]) -> bool:
    """Is it what a speaker tells of "us" and others named before: "nos reunimos", "acordamos"?"""
    spoken = scene.annotated.document.kind is DocumentKind.TRANSCRIPT or scene.speaker_of(verb)
    if not spoken or len(actors) != 1 or row.rest:
        return False
    head = scene.annotated.doc[actors[0].head]
    if head.morph.get("Person", []) != ["1"] or head.morph.get("Number", []) != ["Plur"]:
        return False
    reciprocal = any(c.dep_ == "expl" for c in verb.children)
    told = row.type is not EventType.CONSULT or bool(row.objects) or reciprocal
    return told and row.type in JOINT_ACTS


def _who_face(scene: Scene, verb: Token, row: EventWord) -> tuple[Party, ...]:
    """Return the several between whom it passed: "an accord was reached between A and B"."""
    heads = dict.fromkeys(h for _, h in _target_phrases(scene, verb, row))
    found = unique_parties(scene.parties(heads))
    return found if len(key_set(found)) > 1 else ()


def _is_mutual(scene: Scene, verb: Token, row: EventWord) -> bool:
    """Do those who act do it to one another: "accused each other of …"?"""
    words = scene.words.sets["Mutual words"]
    things = things_of(verb) if "object" in row.targets else []
    heads = [*things, *(h for _, h in _target_phrases(scene, verb, row))]
    heads += [owner for head in heads if (owner := possessor(head)) is not None]
    return any(f"{head.nbor(-1).lower_} {head.lower_}" in words for head in heads if head.i > 0)


def _faces_others(verb: Token, row: EventWord) -> bool:
    """Does the act face somebody who is no political actor: "worked with young people"?"""
    if row.type is EventType.AGREE:  # "committed to partnership" faces a deed
        return False
    return any(word in row.targets for word, _ in phrases_of(verb)) or (
        "object" in row.targets and bool(objects_of(verb))
    )


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
    if row.both:  # "the accord provides for …": those whose accord it is
        return accord_sides(scene, subject)
    return (Party(first=subject.i, after=subject.i + 1, head=subject.i, kind=MentionKind.GROUP),)


def _companions(scene: Scene, subject: Token, verb: Token) -> Iterator[Party]:
    """Yield who acts besides the subject: "Spain, together with France, imposed …"."""
    words = scene.words.sets["Companion words"]
    for child in (*subject.children, *verb.children):
        if child.dep_ != "prep":
            continue
        before = child.nbor(-1).lower_ if child.i > 0 else ""
        below = next((c.lower_ for c in child.children if c.dep_ == "prep"), "")
        phrases = {child.lower_, f"{before} {child.lower_}", f"{child.lower_} {below}"}
        if phrases & words:
            heads = [head for word, head in phrases_of(child.head) if word == child.lower_]
            yield from scene.parties(dict.fromkeys(heads))


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


def _fill_blame(scene: Scene, verb: Token, row: EventWord) -> Match | None:
    """Return the match of words that blame their subject: "Ruritania has failed to stop …"."""
    subject = find_subject(verb)
    targets = unique_parties(scene.parties([subject])) if subject is not None else ()
    return blame(scene, Match(row=row, token=verb, verb=verb, actors=(), targets=targets))


def blame(scene: Scene, match: Match) -> Match | None:
    """Return the match with who blames its other side: the speaker, or the issuer of the paper."""
    speaker = scene.speaker_party(match.token)
    actors = (speaker,) if speaker is not None else scene.issuers
    if not match.targets or not actors or key_set(match.targets) & key_set(actors):
        return None
    return replace(match, actors=actors)


def _verb_targets(
    scene: Scene, verb: Token, row: EventWord, *, passive: bool, several: bool
) -> Iterator[Party]:
    things = things_of(verb)
    culprits = _culprits(scene, things) if row.type is EventType.ACCUSE else ()
    if culprits:
        yield from culprits
        return
    if several and row.type is EventType.AGREE:
        # with one another, or with others named as such: whom the deed concerns agrees to nothing
        yield from scene.parties(dict.fromkeys(h for _, h in _target_phrases(scene, verb, row)))
        return
    is_praise = row.type is EventType.SUPPORT
    without = _closed_to(scene, row)
    praised: set[str] = set()
    for place in row.targets:
        if place == "object" or (place == "subject" and passive):
            yield from (p for t in things for p in deep_parties(scene, t, without=without))
            praised = key_set(tuple(scene.parties(things))) - _own_keys(scene, verb)
        elif place == "complement" and not several:  # several agree with one another
            yield from complement_parties(scene, verb)
            yield from _gerund_parties(scene, verb, row)
        elif place == "doer":
            yield from _doers(scene, verb)
    if is_praise and praised:
        return  # "thanked Spain for its lead in the talks with Peru"
    sides = scene.words.sets["Side prepositions"]
    for word, head in _target_phrases(scene, verb, row):
        if word not in scene.words.sets["Places"]:
            found = deep_parties(scene, head, without=without)
            # "A and B convened a meeting of the working group": it is theirs
            own = several and word in sides
            yield from (p for p in found if not (own and _is_joint_body(scene, p)))


def _closed_to(scene: Scene, row: EventWord) -> frozenset[str]:
    """Return the prepositions inside an object behind which the other side does not stand."""
    if row.type is EventType.SUPPORT:
        return scene.words.sets["Counter prepositions"]
    if row.type is EventType.AID:  # "grants by the agency": the agency gives them
        return scene.words.sets["Doer prepositions"] & scene.words.sets["Maker prepositions"]
    return frozenset()


def _is_joint_body(scene: Scene, party: Party) -> bool:
    """Is it a body of nobody's in particular: "the working group"?"""
    if scene.is_unknown_body(party):
        return True
    is_named = any(len(key) == COUNTRY_KEY for key in party.keys)
    head = scene.annotated.doc[party.head]
    return not is_named and is_one_of(head, scene.words.sets["JointBodies"])


def _culprits(scene: Scene, things: list[Token]) -> tuple[Party, ...]:
    """Return who did what is condemned: "violations by the rebels", "strikes carried out by …"."""
    makers = scene.words.sets["Doer prepositions"] & scene.words.sets["Maker prepositions"]
    acts = [*things, *(c for thing in things for c in thing.children if c.dep_ == "acl")]
    heads = [h for act in acts for w, h in phrases_of(act) if w in makers]
    return unique_parties(p for head in heads for p in deep_parties(scene, head))


def _place_targets(scene: Scene, verb: Token, row: EventWord) -> Iterator[Party]:
    """Yield the sides that are only said to be where it took place: "a strike in Yemen"."""
    for word, head in _target_phrases(scene, verb, row):
        if word in scene.words.sets["Places"]:
            yield from deep_parties(scene, head)


def _target_phrases(scene: Scene, verb: Token, row: EventWord) -> list[tuple[str, Token]]:
    things = things_of(verb)
    sides = scene.words.sets["Side prepositions"]
    # "a donation of vaccines to Spain": the parse ties the end to the vaccines
    wholes = things if row.objects else []
    parts = [h for thing in wholes for w, h in phrases_of(thing) if w in sides]
    phrases = [each for base in (verb, *things, *parts) for each in phrases_of(base)]
    return [(word, head) for word, head in phrases if word in row.targets]


def complement_parties(scene: Scene, verb: Token) -> Iterator[Party]:
    """Yield who shall act or is acted on in the complement: "that Mexico stop …"."""
    below = complement_of(verb) or _wished(verb)
    if below is None:
        return
    found = [*_doers(scene, verb), *warned_parties(scene, below)]
    yield from found
    own = _own_keys(scene, verb)
    if all(p.keys & own for p in found):  # "pushed for their own troops to enter Spain"
        for deed in _deeds_below(below):
            yield from _concerned(scene, deed)


def _own_keys(scene: Scene, verb: Token) -> set[str]:
    subject = find_subject(verb)
    return key_set(tuple(scene.parties([subject]))) if subject is not None else set()


def _concerned(scene: Scene, deed: Token) -> Iterator[Party]:
    """Yield whom a deed is done to, for or with."""
    for thing in objects_of(deed):
        yield from deep_parties(scene, thing)
    for word, head in phrases_of(deed):
        if word not in scene.words.sets["Places"]:  # "agreed to meet in Washington"
            yield from (p for p in deep_parties(scene, head) if not _is_means(scene, p))


def _deeds_below(verb: Token) -> Iterator[Token]:
    """Yield a deed and what it is done for: "work to stop the flow of arms to Spain"."""
    below: Token | None = verb
    for _ in range(DEEDS):
        if below is None:
            return
        yield below
        below = None if objects_of(below) else complement_of(below)


def _is_means(scene: Scene, party: Party) -> bool:
    """Is it what somebody acts with: "agreed to guard the border with its National Guard"?"""
    head = scene.annotated.doc[party.head]
    kinds = {kind for t in (head, *head.lefts) for kind in scene.words.party_kinds(lemma_of(t))}
    return "force" in kinds


def _wished(verb: Token) -> Token | None:
    """Return what those after "for" shall do: "pushed for inspectors to visit …"."""
    below = (complement_of(head) for _, head in phrases_of(verb))
    return next((verb for verb in below if verb is not None), None)


def warned_parties(scene: Scene, verb: Token) -> Iterator[Party]:
    """Yield who is warned by a condition: "if Ruritania fails to act, the tariffs will return"."""
    for clause in verb.children:
        if clause.dep_ == "advcl" and has_condition(clause, scene.words):
            own = [c for c in clause.children if c.dep_ in SUBJECTS]
            yield from scene.parties(own)


def _gerund_parties(scene: Scene, verb: Token, row: EventWord) -> Iterator[Party]:
    """Yield the states that the deed behind a preposition concerns: "committed to helping Spain"."""
    leads = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in row.targets]
    gerunds = [c for lead in leads for c in lead.children if c.dep_ == "pcomp" and c.tag_ == "VBG"]
    for deed in (each for gerund in gerunds for each in _deeds_below(gerund)):
        for party in (*_doers(scene, deed), *_concerned(scene, deed)):
            anyone = any(
                "Ind" in c.morph.get("Definite", []) for c in deed.doc[party.head].children
            )
            if not anyone and any(len(key) == COUNTRY_KEY for key in party.keys):
                yield party  # and not "to appointing a czar"


def _doers(scene: Scene, token: Token) -> Iterator[Party]:
    """Yield who shall do what the complement says: "that Mexico stop …"."""
    below = complement_of(token)
    if below is not None:
        own = [c for c in below.children if c.dep_ in {"nsubj", "nsubjpass"}]
        yield from scene.parties(own)
