"""What only the ending of a verb tells: an infinitive, a tense that means "will", who does it.

English says these with words of their own ("to deploy", "will deploy", "they deployed"); where a
language says them with the verb's form, the rules ask here. For English all answers are no.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # who only reads days does not load spaCy
    from spacy.tokens import Token

INFINITIVE = "VBI"  # the tag of an infinitive that is no part of a finite verb
DROPPED = "Dropped"  # the feature of a verb whose subject is told by its ending alone

VERBAL = frozenset({"VERB", "AUX"})
PRESENT = frozenset({"VBP", "VBZ"})  # tags of finite verbs that tell of no past


def is_infinitive(verb: Token) -> bool:
    """Is it an infinitive by its form, and no part of a finite verb?"""
    return verb.tag_ == INFINITIVE


def is_dropped(verb: Token) -> bool:
    """Does only the verb's ending tell who does it? It stands for its subject, as a pronoun does."""
    return verb.pos_ in VERBAL and "Yes" in verb.morph.get(DROPPED, [])


def is_impersonal(verb: Token) -> bool:
    """Does the verb tell of nobody who does it: "se informó que …"?"""
    return verb.pos_ in VERBAL and "Imp" in verb.morph.get(DROPPED, [])


def differs_in_person(verb: Token, other: Token) -> bool:
    """Do the endings of two finite verbs tell of different doers: "said", "agreed" of several?"""
    for feature in ("Person", "Number"):
        one, two = verb.morph.get(feature, []), other.morph.get(feature, [])
        if one and two and one != two:
            return True
    return False


def tense_word(verb: Token) -> str | None:
    """Return what tables call a tense that says "will" or "would" without a word of its own."""
    if verb.tag_ not in PRESENT:
        return None
    if "Fut" in verb.morph.get("Tense", []):
        return "{future}"
    return "{conditional}" if "Cnd" in verb.morph.get("Mood", []) else None


def mood_word(verb: Token) -> str | None:
    """Return what tables call a mood in which nothing is told: "aunque digan", "recuerden que"."""
    wished = {"Sub", "Imp"} & set(verb.morph.get("Mood", []))
    return "{subjunctive}" if wished and verb.pos_ in VERBAL else None
