"""Told: is an act told at all, and not a heading, a purpose, a wish or the content of another?"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate.endings import PRESENT, mood_word
from onrecord.extract.clauses import (
    AUXILIARIES,
    MAX_CLIMB,
    OBJECTS,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    VERBAL,
    governing_verb,
    has_particle,
    lemma_of,
    objects_of,
)
from onrecord.extract.events.status import (
    has_condition,
    has_taken_place,
    is_negated,
    is_pursued,
    is_said_by,
    is_signed,
    joined_infinitive,
    modal_of,
)
from onrecord.knowledge import EventWords
from onrecord.model import EventStatus

SAID_OF = SUBJECTS | PASSIVE_SUBJECTS | {"expl"}
_UNTOLD = frozenset({EventStatus.DENIED})


def is_told(verb: Token, words: EventWords) -> bool:
    """Is the act told or announced, and not only the purpose or content of another?

    "to stem the flow" tells no act; "began to withdraw", "a plan to deploy" and "is set to meet" do.
    """
    modal = modal_of(verb, words)
    if modal is not None and words.find_status(modal.lower_, "vague") is not None:
        return False
    if has_condition(verb, words) or _is_no_news(verb, words) or _is_untold(verb, words):
        return False
    at: Token | None = verb
    for _ in range(MAX_CLIMB):
        if at is None:
            return True
        at = joined_infinitive(at) or at
        if not has_particle(at) or is_pursued(at, words) or has_taken_place(at, words):
            return True
        if at.dep_ not in {"xcomp", "acl", "ccomp", "oprd"}:
            return at is verb and (is_said_by(verb, words) or is_signed(verb, words))
        if not _lets_act(at, words):
            return False
        at = at.head if at.head.pos_ in VERBAL else None
        if at is not None and has_condition(at, words):
            return False  # "if Spain were to withdraw"
    return False


def stands_in_heading(noun: Token) -> bool:
    """Is the act of a noun only named in a heading: a line without an end mark?"""
    above = governing_verb(noun)
    if above is None or not _is_heading(above):
        return False
    words = [t for t in above.sent if not t.is_space]
    return not words[-1].is_punct


def _is_untold(verb: Token, words: EventWords) -> bool:
    return _is_heading(verb) or _is_purpose(verb, words) or _is_wished(verb, words)


def _is_heading(verb: Token) -> bool:
    """Is it a participle that nobody is said to do: "Strengthening our cooperation"?

    In a title too: "the Conference on Supporting the Future of Spain".
    """
    if verb.tag_ != "VBG":
        return False
    if verb.text.istitle() and _names(verb):
        return True
    if verb.dep_ != "ROOT":
        return False
    return not any(c.dep_ in AUXILIARIES or c.dep_ in SAID_OF for c in verb.children)


def _names(verb: Token) -> bool:
    """Are the things of a gerund written large, as in a title?"""
    things = objects_of(verb) if verb.i > verb.sent.start else []
    return bool(things) and all(t.text.istitle() for t in things)


def _is_purpose(verb: Token, words: EventWords) -> bool:
    """Does the verb tell only what shall come of an act: "so that no drugs reach …"?"""
    for mark in verb.children:
        if mark.dep_ != "mark" or mark.i > verb.i:
            continue
        around = verb.doc[max(0, mark.i - 1) : mark.i + 2]
        pairs = zip(around, around[1:], strict=False)
        if any(words.find_status(f"{a.lower_} {b.lower_}", "purpose") for a, b in pairs):
            return True
    return False


def _is_wished(verb: Token, words: EventWords) -> bool:
    """Does a form say that it is only wished or aimed at: "armas que lleguen a España"?"""
    beside = verb.dep_ in {"advcl", "relcl", "acl"} and verb.tag_ in PRESENT
    mood = mood_word(verb) if beside else None
    return mood is not None and words.find_status(mood, "unreal") is not None


def _is_no_news(verb: Token, words: EventWords) -> bool:
    """Did an act simply not take place ("has not spoken to"), and is it no refusal either?"""
    return (
        is_negated(verb, words)
        and modal_of(verb, words) is None
        and not any(row.negated for row in words.verbs.get(lemma_of(verb), ()))
    )


def _lets_act(verb: Token, words: EventWords) -> bool:
    """Does the word above an infinitive let the act take place: "began to", "a plan to"?"""
    holder = verb.head.head if verb.head.dep_ in OBJECTS else None
    if holder is not None and lemma_of(holder) in words.sets["Undoing verbs"]:
        return False  # "reversed its decision to leave"
    if verb.head.pos_ in {"VERB", "AUX", "ADJ"}:
        row = words.find_status(lemma_of(verb.head), "governor", "verb")
    else:
        row = words.find_status(lemma_of(_noun_governor(verb.head, words)), "governor", "noun")
    return row is not None and row.status not in _UNTOLD


def _noun_governor(noun: Token, words: EventWords) -> Token:
    """Return the noun that holds an infinitive, through phrases: "authority under the act to …"."""
    at = noun
    for _ in range(MAX_CLIMB):
        if words.find_status(lemma_of(at), "governor", "noun") is not None:
            return at
        if at.dep_ != "pobj" or at.head.head.pos_ not in {"NOUN", "PROPN"}:
            break
        at = at.head.head
    return noun
