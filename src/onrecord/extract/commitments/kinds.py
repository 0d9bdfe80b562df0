"""What binds: harm makes a promise a threat, an accord makes it an agreement.

"promised to impose a duty" → threat; "under the deal, Mexico will send …" → agreement; so are the
deeds of states in a list that an accord announces ("They agreed on the following:").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from onrecord.extract.clauses import (
    OBJECTS,
    RELATIVE,
    VERBAL,
    governing_verb,
    has_particle,
    lemma_of,
    objects_of,
    phrases_of,
)
from onrecord.extract.commitments.bonds import Bond
from onrecord.extract.events.status import is_negated
from onrecord.extract.parties.scene import Scene
from onrecord.extract.stretches import clause_root
from onrecord.knowledge import CommitmentWord
from onrecord.model import CommitmentKind

LISTED = 12  # paragraphs that a list of deeds may have
_DEPTH = 3  # steps from the verb of a deed to that of the harm: "sign papers to charge a duty"


def settle_kind(scene: Scene, bond: Bond) -> Bond:
    """Return the bond with the kind that its deed and its place give it."""
    if bond.kind is not CommitmentKind.PROMISE:
        return bond
    if is_harmful(scene, bond):
        return replace(bond, kind=CommitmentKind.THREAT)
    if _is_measured(scene, bond):
        return replace(bond, kind=CommitmentKind.TARGET)
    if _is_under_accord(scene, bond) or _is_in_accord_list(scene, bond):
        return replace(bond, kind=CommitmentKind.AGREEMENT)
    return bond


def is_harmful(scene: Scene, bond: Bond) -> bool:
    """Is harm what the deed does?"""
    deed = scene.annotated.doc[bond.deed_first : bond.deed_after]
    if bond.token.pos_ == "NOUN" or deed.root.pos_ not in VERBAL:
        return False
    inside = range(bond.deed_first, bond.deed_after)
    return any(does_harm(scene, verb) for verb in _verbs_below(deed.root) if verb.i in inside)


def _is_measured(scene: Scene, bond: Bond) -> bool:
    """Does the deed bring a measure down by a share: "reduce homicides by 20 percent", "halve …"?"""
    verb = scene.annotated.doc[bond.deed_first : bond.deed_after].root
    if not _has_row(scene, lemma_of(verb), "verb", "target"):
        return False
    if _has_row(scene, lemma_of(verb), "amount"):
        return bool(objects_of(verb))
    return any(
        _has_row(scene, word, "measure") and _has_row(scene, lemma_of(head), "amount")
        for word, head in phrases_of(verb)
    )


def _has_row(scene: Scene, word: str, part: str, kind: str = "none") -> bool:
    rows = scene.words.commitments.get(word, ())
    return any(row.part == part and row.kind == kind and not row.takes for row in rows)


def _verbs_below(verb: Token, depth: int = 0) -> Iterator[Token]:
    """Yield the verb and what it is done for: "start hitting", "sign papers to charge"."""
    yield verb
    if depth == _DEPTH:
        return
    for child in verb.children:
        if child.dep_ == "xcomp" and child.pos_ in VERBAL:
            yield from _verbs_below(child, depth + 1)
        elif child.dep_ in OBJECTS:
            for below in child.children:
                if below.dep_ == "acl" and below.pos_ in VERBAL and has_particle(below):
                    yield from _verbs_below(below, depth + 1)


def does_harm(scene: Scene, verb: Token) -> bool:
    """Is it a verb of harm, with the object that makes it one, and not denied?"""
    if is_negated(verb, scene.words):
        return False
    rows = scene.words.commitments.get(lemma_of(verb), ())
    things = {lemma_of(t) for t in _things(verb)}
    return any(_is_harm(scene, row, things) for row in rows)


def _things(verb: Token) -> Iterator[Token]:
    for thing in objects_of(verb):
        yield thing
        yield from (c for c in thing.children if c.dep_ == "appos")  # "charge them a 25% duty"


def _is_harm(scene: Scene, row: CommitmentWord, things: set[str]) -> bool:
    if row.part != "verb" or row.kind != "threat" or row.takes:
        return False
    if things & scene.words.expand(row.unless):
        return False
    return not row.objects or bool(things & scene.words.expand(row.objects))


# ---- accords -------------------------------------------------------------------------------


def _is_under_accord(scene: Scene, bond: Bond) -> bool:
    """Does the clause name the accord: "under the deal, …", "an accord in which Mexico will …"?"""
    verb = bond.token if bond.token.pos_ in VERBAL else governing_verb(bond.token)
    if bond.token.pos_ == "AUX" and bond.token.head.pos_ in VERBAL:
        verb = bond.token.head
    if verb is None:
        return False
    joined = verb.head if verb.dep_ == "conj" and verb.head.pos_ in VERBAL else verb
    for at in dict.fromkeys((verb, clause_root(verb), joined)):
        if at.dep_ in RELATIVE and _is_accord(scene, at.head):
            return any(c.dep_ in {"prep", "mark", "advmod"} and c.i < at.i for c in at.children)
        if any(_names_accord(scene, word, head) for word, head in phrases_of(at)):
            return True
    return False


def _names_accord(scene: Scene, word: str, head: Token) -> bool:
    rows = scene.words.commitments.get(word, ())
    if not any(row.part == "accord" for row in rows):
        return False
    return _is_accord(scene, head) or any(_is_accord(scene, h) for _, h in phrases_of(head))


def _is_accord(scene: Scene, noun: Token) -> bool:
    """Is it an accord that the text means: "the deal", "this agreement"?"""
    is_meant = any(c.dep_ in {"det", "poss", "amod"} for c in noun.children)
    return is_meant and lemma_of(noun) in scene.words.expand(["Agreements"])


def _is_in_accord_list(scene: Scene, bond: Bond) -> bool:
    """Does a state bind itself in a list that an accord announced?"""
    if not all(scene.is_state(party) for party in bond.by):
        return False
    at = scene.annotated.doc[bond.first].idx
    before = [p for p in scene.annotated.paragraphs() if p[1] <= at][-LISTED:]
    return any(_announces(scene, *place) for place in before)


def _announces(scene: Scene, start: int, end: int) -> bool:
    """Does a paragraph end in a colon, and speak of an accord?"""
    if not scene.annotated.document.text[start:end].rstrip().endswith(":"):
        return False
    span = scene.annotated.doc.char_span(start, end, alignment_mode="contract")
    return any(_tells_accord(scene, token) for token in span or ())


def _tells_accord(scene: Scene, token: Token) -> bool:
    word = lemma_of(token)
    if token.pos_ == "NOUN" and word in scene.words.expand(["Agreements"]):
        return True
    rows = scene.words.commitments.get(word, ())
    return token.pos_ == "VERB" and any(
        row.part == "verb" and row.kind == "agreement" and not row.needs and not row.objects
        for row in rows
    )
