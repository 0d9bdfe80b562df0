"""Frames: match the words of event_words.yml against the clause around a verb or noun.

"Trump threatened to impose tariffs on Canada" → THREATEN, by Trump, against Canada;
"talks between Seoul and Tokyo" → CONSULT, both; "26 suspects were extradited to the US" →
COOPERATE, nobody named as the doer, the US as the other side.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Token

from onrecord.annotate import NameLabel
from onrecord.extract.clauses import (
    OBJECTS,
    complement_of,
    has_particle,
    is_one_of,
    lemma_of,
    objects_of,
    phrases_of,
    things_of,
)
from onrecord.extract.events.matches import Match
from onrecord.extract.events.noun_sides import fill_noun
from onrecord.extract.events.sides import fill_verb
from onrecord.extract.events.status import is_negated, modal_of
from onrecord.extract.parties.phrases import deep_parties
from onrecord.extract.parties.scene import Scene
from onrecord.knowledge import EventWord
from onrecord.model import EventType, MentionKind

# What names or describes the object: "called him a liar".
SAID_OF_OBJECT = frozenset({"oprd", "acomp", "attr", "ccomp", "prt"})
TITLES = frozenset({"compound", "nmod", "appos"})  # what stands beside a person's name
NEAR = 12  # tokens behind a noun in which its of-phrase may hang on something else
REFUSABLE = frozenset(
    {
        EventType.CONSULT,
        EventType.COOPERATE,
        EventType.AID,
        EventType.CONCEDE,
        EventType.RETREAT,
        EventType.AGREE,
    }
)
PAIR = 2  # at least so many issue a joint paper
CONTAINERS = 3  # "a series of rounds of talks": how deep an of-phrase may hide the object


def match_verb(scene: Scene, verb: Token) -> Match | None:
    """Return the first frame of a verb that fits its clause."""
    for row in scene.words.verbs.get(lemma_of(verb), ()):
        if fits_verb(scene, verb, row):
            match = fill_verb(scene, verb, row)
            if match is not None:
                return _turned(match, scene)
    return None


def _turned(match: Match, scene: Scene) -> Match:
    """Return a refusal for help or a concession that will not come: "will not lift the ban"."""
    verb = match.token
    refused = is_negated(verb, scene.words) and modal_of(verb, scene.words) is not None
    if not refused or match.row.type not in REFUSABLE:
        return match
    return replace(match, row=match.row.model_copy(update={"type": EventType.REJECT, "mode": None}))


def match_noun(scene: Scene, noun: Token) -> Match | None:
    """Return the first frame of a noun that fits what stands around it."""
    if _is_in_name(noun) and not _is_held(scene, noun):
        return None
    for row in scene.words.nouns.get(lemma_of(noun), ()):
        if fits_noun(scene, noun, row):
            match = fill_noun(scene, noun, row)
            if match is not None:
                return match
    return None


def _is_held(scene: Scene, noun: Token) -> bool:
    """Is it a meeting by its name, told with its day in a paper of those who met there?"""
    if len(scene.issuers) < PAIR or lemma_of(noun) not in scene.words.sets["Meetings"]:
        return False
    return any(t.i in scene.dated for t in noun.subtree)


def _is_in_name(noun: Token) -> bool:
    """Is it the last or first word of a paper's name? That the paper exists is no event.

    "the Paris Agreement", "duty-free under the Agreement between the United States of America, …"
    """
    if noun.sent.text.isupper():
        return False
    children = list(noun.children)
    ends = any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in children)
    begins = noun.text[:1].isupper() and any(
        c.dep_ == "det" and c.i == noun.i - 1 and c.i > noun.sent.start for c in children
    )
    return (noun.pos_ == "PROPN" and ends) or begins


# ---- does the frame fit? -------------------------------------------------------------------


def fits_noun(scene: Scene, noun: Token, row: EventWord) -> bool:
    """Does a frame fit what stands around a noun, whoever acts?"""
    return (
        _beside_fits(noun, row)
        and (not row.takes or _takes_fits(noun, row))
        and _noun_object_fits(scene, noun, row)
        and (not row.needs or _noun_needs_fit(noun, row))
    )


def fits_verb(scene: Scene, verb: Token, row: EventWord) -> bool:
    """Does a frame fit what stands around a verb, whoever acts?"""
    if not _polarity_fits(scene, verb, row):
        return False
    things = things_of(verb)
    if row.objects and not _any_in(scene, things, row.objects):
        return False
    if row.without and _any_in(scene, things, row.without):
        return False
    if (row.bare or row.named) and _is_named(verb) != row.named:
        return False
    if row.needs and not _needs_fit(scene, verb, row):
        return False
    if row.takes and not _takes_fits(verb, row):
        return False
    if row.heads:
        below = complement_of(verb)
        if below is None or lemma_of(below) not in scene.words.expand(row.heads):
            return False
    return _beside_fits(verb, row)


def _is_named(verb: Token) -> bool:
    """Is something said of the object: "called him a liar"?"""
    return any(c.dep_ in SAID_OF_OBJECT for c in verb.children)


def _polarity_fits(scene: Scene, verb: Token, row: EventWord) -> bool:
    """Is a verb that means another type when denied ("did not agree") read as that one?"""
    rows = scene.words.verbs.get(lemma_of(verb), ())
    if not any(other.negated for other in rows):
        return True
    return row.negated == is_negated(verb, scene.words)


def _any_in(scene: Scene, things: Iterable[Token], names: list[str]) -> bool:
    words = scene.words.expand(names)
    return any(_is_in(scene, thing, names, words=words) for thing in things)


def _noun_needs_fit(noun: Token, row: EventWord) -> bool:
    """Does the phrase that a noun needs hang on it, or on its verb: "conducted strikes on …"?"""
    phrases = list(phrases_of(noun))
    if noun.dep_ in OBJECTS:
        phrases += [(w, h) for w, h in phrases_of(noun.head) if h.i > noun.i]
    return any(word in row.needs for word, _ in phrases)


def _is_in(
    scene: Scene, thing: Token, names: list[str], *, words: frozenset[str], depth: int = 0
) -> bool:
    if is_one_of(thing, words):
        return True
    if "Political" in names and deep_parties(scene, thing):
        return True
    if "Persons" in names and _is_person(scene, thing):
        return True
    if "Peoples" in names and _is_people(scene, thing):
        return True
    if thing.pos_ == "PROPN" and any(
        c.dep_ in TITLES and lemma_of(c) in words for c in thing.children
    ):
        return True  # "the Indian envoy Firstname Surname"
    if lemma_of(thing) not in scene.words.sets["Thin nouns"] and thing.pos_ != "NUM":
        return False
    if any(c.dep_ in {"compound", "amod"} and lemma_of(c) in words for c in thing.children):
        return True
    return depth < CONTAINERS and any(
        _is_in(scene, head, names, words=words, depth=depth + 1)
        for word, head in phrases_of(thing)
        if word in scene.words.sets["Owner prepositions"] and head.i > thing.i
    )


def _is_people(scene: Scene, thing: Token) -> bool:
    """Are they people of a country, and nobody who speaks for it: "Afghans"?"""
    name = scene.names.get(thing.i)
    return name is not None and name.label is NameLabel.DEMONYM and thing.tag_ in {"NNS", "NNPS"}


def _is_person(scene: Scene, thing: Token) -> bool:
    party = scene.party(thing)
    if party is not None and party.kind in {MentionKind.NAME, MentionKind.TITLE}:
        return True
    name = scene.names.get(thing.i)
    if thing.ent_type_ == "PERSON" or (name is not None and name.label is NameLabel.PERSON):
        return True
    # "Firstname Surname, a migrant from …"
    people = scene.words.sets["People"] | scene.words.sets["Suspects"]
    return thing.pos_ == "PROPN" and any(
        c.dep_ == "appos" and lemma_of(c) in people for c in thing.children
    )


def _needs_fit(scene: Scene, verb: Token, row: EventWord) -> bool:
    bases = (verb, *things_of(verb))
    phrases = [h for t in bases for w, h in phrases_of(t) if w in row.needs]
    phrases += [h for t in bases for h in _means_of(t, row.needs)]
    if not row.withs:
        return bool(phrases) or _is_marked(verb, row.needs)
    words = scene.words.expand(row.withs)
    # the parse ties a late "as …" to anything before it
    late = [
        t
        for t in verb.doc[verb.i + 1 : verb.sent.end]
        if lemma_of(t) in words and any(a.lower_ in row.needs for a in t.ancestors if a.i > verb.i)
    ]
    return bool(late) or _any_in(scene, phrases, row.withs)


def _means_of(token: Token, words: list[str]) -> list[Token]:
    """Return what is done by one of the words: "adjusted the duty by suspending …"."""
    leads = [c for c in token.children if c.dep_ == "prep" and c.lower_ in words]
    return [below for lead in leads for below in lead.children if below.dep_ == "pcomp"]


def _is_marked(verb: Token, words: list[str]) -> bool:
    """Does one of the words open the complement: "pushed for inspectors to enter"?"""
    below = complement_of(verb)
    return below is not None and any(c.dep_ == "mark" and c.lower_ in words for c in below.children)


def _takes_fits(verb: Token, row: EventWord) -> bool:
    below = complement_of(verb)
    if below is None:
        return False
    return row.takes != "infinitive" or has_particle(below)


def _beside_fits(token: Token, row: EventWord) -> bool:
    if not row.beside:
        return True
    near = [token, *token.children]
    near += [c for t in objects_of(token) for c in (t, *t.children)]
    hung = [c for t in token.children if t.dep_ in {"prep", "advmod"} for c in t.children]
    near += [*hung, *(c for t in hung for c in t.children if c.dep_ == "amod")]
    return any(t.lower_ in row.beside for t in near if t is not token)


def _noun_object_fits(scene: Scene, noun: Token, row: EventWord) -> bool:
    if not row.objects:
        return True
    words = scene.words.expand(row.objects)
    beside = [c for c in noun.children if c.dep_ in {"compound", "amod", "nmod"}]
    near = noun.doc[noun.i + 1 : min(noun.i + NEAR, noun.sent.end)]
    beside += [t for t in near if t.pos_ == "NOUN"]
    inside = [h for w, h in phrases_of(noun) if w in scene.words.sets["Inner prepositions"]]
    return any(lemma_of(t) in words for t in beside) or any(
        _is_in(scene, t, row.objects, words=words) for t in inside
    )
