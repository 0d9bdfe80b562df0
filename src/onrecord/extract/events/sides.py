"""Sides: who does it and to whom, once a frame of event_words.yml fits.

"talks between Seoul and Tokyo": both on both sides; "26 suspects were extradited to the US by
Mexico": Mexico does it, the US is the other side; "the tariffs are paused" in a paper of a
government: its issuer does it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.annotate.endings import is_impersonal
from onrecord.extract.clauses import (
    OBJECTS,
    SUBJECTS,
    complement_of,
    find_subject,
    governing_verb,
    hides_doer,
    is_passive,
    lemma_of,
    objects_of,
    phrases_of,
    possessor,
    things_of,
)
from onrecord.extract.events.matches import Match, key_set, settle_sides, unique_parties
from onrecord.extract.events.status import has_condition
from onrecord.extract.parties.phrases import MODIFIERS, deep_parties, modifier_parties
from onrecord.extract.parties.pronouns import accord_sides, faced_before, pair_before
from onrecord.extract.parties.scene import Party, Scene
from onrecord.knowledge import EventWord
from onrecord.model import DocumentKind, EventType, MentionKind

MAKER = "maker"
DEEDS = 3  # deeds told as one: "work to stop …"
JOINT_ACTS = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE})


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
            or _passive_actors(scene, verb, row)
            or _bound_together(scene, verb, row)
        )
    else:
        subject = _blamed(scene, verb) or find_subject(verb) or scene.carried_subject(verb)
        actors = _subject_parties(scene, subject, row) or _owners_of_object(scene, verb, row)
        if actors and subject is not None:
            actors = unique_parties([*actors, *_companions(scene, subject, verb)])
        if not actors and subject is not None:
            actors = _instrument_makers(scene, subject)
    several = row.both and (any(actor.many for actor in actors) or len(key_set(actors)) > 1)
    targets = (
        unique_parties(_verb_targets(scene, verb, row, passive=passive, several=several))
        or unique_parties(_place_targets(scene, verb, row))
        or _thankers(scene, verb)
    )
    if row.both and not targets and _faces_others(verb, row):
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
    actors = unique_parties(found) or _owners_of_object(scene, verb, row)
    if not targets or not actors or key_set(targets) & key_set(actors):
        return None
    return Match(row=row, token=verb, verb=verb, actors=actors, targets=targets)


def _is_ours(scene: Scene, verb: Token, row: EventWord, actors: tuple[Party, ...]) -> bool:
    """Is it what a speaker tells of "us" and others named before: "nos reunimos", "acordamos"?"""
    spoken = scene.annotated.document.kind is DocumentKind.TRANSCRIPT or scene.speaker_of(verb)
    if not spoken or len(actors) != 1:
        return False
    head = scene.annotated.doc[actors[0].head]
    if head.morph.get("Person", []) != ["1"] or head.morph.get("Number", []) != ["Plur"]:
        return False
    reciprocal = any(c.dep_ == "expl" for c in verb.children)
    told = row.type is not EventType.CONSULT or bool(row.objects) or reciprocal
    return told and row.type in JOINT_ACTS


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


def _passive_actors(scene: Scene, verb: Token, row: EventWord) -> tuple[Party, ...]:
    """Return who must have done it: the owner of forces that were sent, the issuer of a paper."""
    found = _owners_of_object(scene, verb, row) or _makers_of_object(scene, verb, row)
    if found:
        return found
    if "issuer" not in row.actors or _is_of_other(scene, verb):
        return ()
    # "immigrants arrested last year", "duties imposed by this order" only describe them
    return () if verb.dep_ == "acl" else scene.issuers


def _bound_together(scene: Scene, verb: Token, row: EventWord) -> tuple[Party, ...]:
    """Return who agreed by "se acordó que ambos gobiernos …": those who shall act on it together.

    Where they are not named there either, they are the two that the text tells of.
    """
    below = complement_of(verb) if row.both and is_impersonal(verb) else None
    subject = find_subject(below) if below is not None else None
    found = unique_parties(scene.parties([subject])) if subject is not None else ()
    if any(p.many for p in found) or len(key_set(found)) > 1:
        return found
    if not row.both or not hides_doer(verb) or row.type not in JOINT_ACTS:
        return ()
    return pair_before(scene, verb)  # "se acordó dar seguimiento", "se instaló un grupo"


def _is_of_other(scene: Scene, verb: Token) -> bool:
    """Does a participle stand in the clause of another: "France will lift the duties imposed"?"""
    above = governing_verb(verb) if verb.dep_ == "acl" else None
    subject = find_subject(above) if above is not None else None
    keys = key_set(tuple(scene.parties([subject]))) if subject is not None else set()
    return bool(keys - key_set(scene.issuers))


def _owners_of_object(scene: Scene, verb: Token, row: EventWord) -> tuple[Party, ...]:
    if "object" not in row.actors:
        return ()
    found = unique_parties(p for thing in things_of(verb) for p in deep_parties(scene, thing))
    return tuple(p for p in found if p.keys)


def _makers_of_object(scene: Scene, verb: Token, row: EventWord) -> tuple[Party, ...]:
    """Return whose measure it is by its adjective: "Canadian tariffs were paused"."""
    if MAKER not in row.actors:
        return ()
    beside = (c for thing in things_of(verb) for c in thing.children if c.dep_ in MODIFIERS)
    return unique_parties(p for child in beside for p in modifier_parties(scene, child))


def _fill_blame(scene: Scene, verb: Token, row: EventWord) -> Match | None:
    """Return the match of words that blame their subject: "Ruritania has failed to stop …"."""
    subject = find_subject(verb)
    targets = unique_parties(scene.parties([subject])) if subject is not None else ()
    speaker = scene.speaker_party(verb)
    actors = (speaker,) if speaker is not None else scene.issuers
    if not targets or not actors or key_set(targets) & key_set(actors):
        return None
    return Match(row=row, token=verb, verb=verb, actors=actors, targets=targets)


def agents_of(scene: Scene, verb: Token) -> tuple[Party, ...]:
    """Return who does what a passive tells: "by …"."""
    heads = [
        h
        for child in verb.children
        if child.dep_ == "agent"
        for h in child.children
        if h.dep_ == "pobj"
    ]
    return unique_parties(scene.parties(heads))


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
        yield from scene.parties(dict.fromkeys(h for _, h in _target_phrases(verb, row)))
        return
    for place in row.targets:
        if place == "object" or (place == "subject" and passive):
            for thing in things:
                yield from deep_parties(scene, thing)
        elif place == "complement" and not several:  # several agree with one another
            yield from complement_parties(scene, verb)
        elif place == "doer":
            yield from _doers(scene, verb)
    for word, head in _target_phrases(verb, row):
        if word not in scene.words.sets["Places"]:
            yield from deep_parties(scene, head)


def _culprits(scene: Scene, things: list[Token]) -> tuple[Party, ...]:
    """Return who did what is condemned: "condemn violations of the truce by the rebels"."""
    makers = scene.words.sets["Doer prepositions"] & scene.words.sets["Maker prepositions"]
    heads = [h for thing in things for w, h in phrases_of(thing) if w in makers]
    return unique_parties(p for head in heads for p in deep_parties(scene, head))


def _place_targets(scene: Scene, verb: Token, row: EventWord) -> Iterator[Party]:
    """Yield the sides that are only said to be where it took place: "a strike in Yemen"."""
    for word, head in _target_phrases(verb, row):
        if word in scene.words.sets["Places"]:
            yield from deep_parties(scene, head)


def _target_phrases(verb: Token, row: EventWord) -> list[tuple[str, Token]]:
    phrases = [each for base in (verb, *things_of(verb)) for each in phrases_of(base)]
    return [(word, head) for word, head in phrases if word in row.targets]


def complement_parties(scene: Scene, verb: Token) -> Iterator[Party]:
    """Yield who shall act or is acted on in the complement: "that Mexico stop …"."""
    below = complement_of(verb) or _wished(verb)
    if below is None:
        return
    found = [*_doers(scene, verb), *warned_parties(scene, below)]
    yield from found
    subject = find_subject(verb)
    own = key_set(tuple(scene.parties([subject]))) if subject is not None else set()
    if key_set(tuple(found)) <= own:  # "pushed for their own troops to enter Spain"
        for deed in _deeds_below(below):
            yield from _concerned(scene, deed)


def _concerned(scene: Scene, deed: Token) -> Iterator[Party]:
    """Yield whom a deed is done to, for or with."""
    for thing in objects_of(deed):
        yield from deep_parties(scene, thing)
    for word, head in phrases_of(deed):
        if word not in scene.words.sets["Places"]:  # "agreed to meet in Washington"
            yield from deep_parties(scene, head)


def _deeds_below(verb: Token) -> Iterator[Token]:
    """Yield a deed and what it is done for: "work to stop the flow of arms to Spain"."""
    below: Token | None = verb
    for _ in range(DEEDS):
        if below is None:
            return
        yield below
        below = None if objects_of(below) else complement_of(below)


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


def _doers(scene: Scene, token: Token) -> Iterator[Party]:
    """Yield who shall do what the complement says: "that Mexico stop …"."""
    below = complement_of(token)
    if below is not None:
        own = [c for c in below.children if c.dep_ in {"nsubj", "nsubjpass"}]
        yield from scene.parties(own)
