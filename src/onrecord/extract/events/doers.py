"""Doers: who must have done it, where the subject of the clause does not say.

"Tariffs imposed by Canada", "Canadian tariffs were paused", "signed an order imposing tariffs",
"announced that the tariffs will be paused"; in a paper of a government, its issuer.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate.endings import is_impersonal
from onrecord.extract.clauses import (
    OBJECTS,
    SUBJECTS,
    VERBAL,
    complement_of,
    find_subject,
    first_joined,
    governing_verb,
    hides_doer,
    is_one_of,
    is_passive,
    lemma_of,
    possessor,
    things_of,
)
from onrecord.extract.events.matches import key_set, unique_parties
from onrecord.extract.parties.phrases import MODIFIERS, deep_parties, modifier_parties
from onrecord.extract.parties.pronouns import pair_before
from onrecord.extract.parties.scene import Party, Scene
from onrecord.knowledge import EventWord
from onrecord.model import EventType

MAKER = "maker"
ISSUER = "issuer"
JOINT_ACTS = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE})


def outer_actors(scene: Scene, verb: Token) -> tuple[Party, ...]:
    """Return who acts where a verb was tied to the content before it, of which nobody acts.

    "She said that the talks were over and imposed tariffs": often read as if the talks did it.
    """
    first = first_joined(verb)
    if first is verb or first.dep_ != "ccomp" or first.head.pos_ not in VERBAL:
        return ()
    subject = find_subject(first.head)
    return unique_parties(scene.parties([subject])) if subject is not None else ()


def instrument_makers(scene: Scene, subject: Token) -> tuple[Party, ...]:
    """Return who acts by a paper: "signed an order imposing tariffs", "Ruritania's decree bans"."""
    if not is_one_of(subject, scene.words.sets["Instruments"]):
        return ()
    owner = possessor(subject)
    if owner is not None:
        return unique_parties(scene.parties([owner]))
    signed = next((c for c in subject.children if c.dep_ == "amod" and _has_doer(c)), None)
    above = governing_verb(subject) if subject.dep_ in OBJECTS else signed
    if subject.dep_ in SUBJECTS and subject.head.dep_ == "ccomp" and subject.head.tag_ == "VBG":
        above = governing_verb(subject.head)  # read as "signed that an order imposes"
    maker = find_subject(above) if above is not None and not is_passive(above) else None
    return unique_parties(scene.parties([maker])) if maker is not None else ()


def paper_issuers(scene: Scene, subject: Token, row: EventWord) -> tuple[Party, ...]:
    """Return who acts by a paper that only points at itself: "this order imposes duties on …"."""
    if ISSUER not in row.actors or not is_one_of(subject, scene.words.sets["Instruments"]):
        return ()
    return scene.issuers if any(c.dep_ == "det" for c in subject.children) else ()


def _has_doer(verb: Token) -> bool:
    """Has what seems to describe a noun a doer before it: "after France signed orders"?"""
    return verb.pos_ in VERBAL and any(c.dep_ in SUBJECTS for c in verb.children)


def passive_actors(scene: Scene, verb: Token, row: EventWord) -> tuple[Party, ...]:
    """Return who must have done it: the owner of forces that were sent, the issuer of a paper."""
    found = owners_of_object(scene, verb, row) or _makers_of_object(scene, verb, row)
    if found:
        return found
    if ISSUER not in row.actors or _is_of_other(scene, verb):
        return ()
    if any(c.dep_ == "agent" for c in verb.children):
        return ()  # "was indicted by a grand jury": by somebody else
    announcers = _announcers(scene, verb)
    if announcers:
        return announcers
    # "immigrants arrested last year", "duties imposed by this order" only describe them
    return () if verb.dep_ == "acl" else scene.issuers


def _announcers(scene: Scene, verb: Token) -> tuple[Party, ...]:
    """Return who makes it known as their own: "Spain announced that the duties will be paused"."""
    above = verb.head if verb.dep_ == "ccomp" else None
    if above is None or lemma_of(above) not in scene.words.sets["Light verbs"]:
        return ()
    subject = find_subject(above)
    return unique_parties(scene.parties([subject])) if subject is not None else ()


def bound_together(scene: Scene, verb: Token, row: EventWord) -> tuple[Party, ...]:
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


def owners_of_object(scene: Scene, verb: Token, row: EventWord) -> tuple[Party, ...]:
    """Return whose forces were sent, where the frame says that their owner sent them."""
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
