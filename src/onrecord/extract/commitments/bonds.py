"""Bonds: who is bound to whom, to what deed and on what condition, as tokens of a text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.extract.clauses import (
    MAX_CLIMB,
    VERBAL,
    complement_of,
    governing_verb,
    is_one_of,
    lemma_of,
    objects_of,
    phrases_of,
)
from onrecord.extract.parties.phrases import deep_parties
from onrecord.extract.parties.scene import Party, Scene
from onrecord.extract.stretches import clause_range, phrase_range
from onrecord.knowledge import CommitmentWord
from onrecord.model import CommitmentKind, CommitmentStrength

DEED_WORDS = 30
SHORT_DEED = 3  # tokens before an aside that cuts the deed in two


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """Somebody binds themselves: tokens [first, after) tell it, [deed_first, deed_after) to what."""

    token: Token
    kind: CommitmentKind
    by: tuple[Party, ...]
    to: tuple[Party, ...]
    first: int
    after: int
    deed_first: int
    deed_after: int
    strength: CommitmentStrength = CommitmentStrength.WILL
    joint: bool = False
    condition: tuple[int, int] | None = None


def make_bond(
    scene: Scene,
    token: Token,
    row: CommitmentWord,
    *,
    by: list[Party],
    span: tuple[int, int],
    deed: tuple[int, int],
) -> Bond:
    """Return the bond, with the others whom the deed concerns."""
    kind = CommitmentKind(row.kind)
    if kind is CommitmentKind.PROMISE and row.part == "modal" and are_several(scene, by):
        kind = CommitmentKind.AGREEMENT
    keys = {key for party in by for key in party.keys}
    return Bond(
        token=token,
        kind=kind,
        by=tuple(by),
        to=tuple(p for p in _others(scene, deed) if not p.keys & keys),
        first=span[0],
        after=span[1],
        deed_first=deed[0],
        deed_after=deed[1],
        strength=row.strength,
        joint=are_several(scene, by) and not _is_one_state(by),
    )


def _others(scene: Scene, deed: tuple[int, int]) -> list[Party]:
    """Return the actors that the deed is done with, for or against."""
    found: dict[int, Party] = {}
    head = scene.annotated.doc[deed[0] : deed[1]].root
    for thing in [*objects_of(head), *(h for _, h in phrases_of(head))]:
        for party in deep_parties(scene, thing):
            found.setdefault(party.head, party)
    return list(found.values())


def with_condition(scene: Scene, bond: Bond) -> Bond:
    """Return the bond with the words of its condition."""
    verb = bond.token if bond.token.pos_ in VERBAL else governing_verb(bond.token)
    for at in (verb, complement_of(verb) if verb is not None else None):
        for child in at.children if at is not None else ():
            if child.dep_ in {"advcl", "prep"} and opens_condition(scene, child):
                first, after = child.left_edge.i, child.right_edge.i + 1
                return replace(
                    bond,
                    condition=(first, after),
                    first=min(bond.first, first),
                    after=max(bond.after, after),
                )
    return bond


def opens_condition(scene: Scene, head: Token) -> bool:
    """Does the clause or phrase begin with the words of a condition?"""
    doc = head.doc
    words = [doc[i].lower_ for i in range(head.left_edge.i, min(head.left_edge.i + 3, len(doc)))]
    shortest = 1 if head.pos_ in VERBAL else 2  # "until 10 March" is a day, not a condition
    for length in range(shortest, len(words) + 1):
        rows = scene.words.commitments.get(" ".join(words[:length]), ())
        if any(row.part == "condition" for row in rows):
            return True
    return False


def are_several(scene: Scene, by: list[Party]) -> bool:
    """Do several sides bind themselves together?"""
    if any(p.many for p in by) or len(scene.issuers) > 1:
        return True
    return len(by) > 1 and not _is_one_state(by)


def _is_one_state(by: list[Party]) -> bool:
    """Is it one state, or two departments of one?"""
    countries = {key for p in by for key in p.keys}
    return len(countries) == 1 and all(p.keys for p in by) and not any(p.many for p in by)


def deed_of(head: Token) -> tuple[int, int]:
    """Return the tokens that name the deed, without the infinitive's particle."""
    first, after = clause_range(head) if head.pos_ in VERBAL else phrase_range(head)
    if head.dep_ == "acl":  # without its noun: "their promise to …"
        first = head.left_edge.i
    while first < head.i and head.doc[first].tag_ == "TO":
        first += 1
    return first, min(after, first + DEED_WORDS)


def over_aside(scene: Scene, deed: tuple[int, int], end: int) -> tuple[int, int]:
    """Return the deed with what follows a date in commas: "complete, by 31 October, the …"."""
    first, after = deed
    doc = scene.annotated.doc
    if after >= end or after - first > SHORT_DEED or doc[after].text != ",":
        return deed
    behind = next((t.i for t in doc[after + 1 : end] if t.text == ","), None)
    if behind is None or not any(t.i in scene.dated for t in doc[after + 1 : behind]):
        return deed
    return first, min(end, first + DEED_WORDS)


def has_quantity(scene: Scene, deed: tuple[int, int]) -> bool:
    """Does the deed name a number that is no day: "by half", "10,000 soldiers"?"""
    for token in scene.annotated.doc[deed[0] : deed[1]]:
        rows = scene.words.commitments.get(token.lower_, ())
        is_number = token.like_num or any(row.part == "amount" for row in rows)
        if is_number and token.i not in scene.dated:
            return True
    return False


def _fits(scene: Scene, verb: Token, row: CommitmentWord) -> bool:
    """Does the verb go on as the row asks: "empezar con la primera pregunta" is no deed?"""
    if row.objects:
        words = scene.words.expand(row.objects)  # "will address the assembly", not the shortage
        return any(is_one_of(thing, words) for thing in objects_of(verb))
    return not row.after or any(word in row.after for word, _ in phrases_of(verb))


def is_expectation(scene: Scene, verb: Token) -> bool:
    """Does the verb tell a state or a guess rather than a deed?"""
    at = verb
    for _ in range(MAX_CLIMB):
        rows = scene.words.commitments.get(lemma_of(at), ())
        if any(row.part == "verb" and row.kind == "none" and _fits(scene, at, row) for row in rows):
            return True
        below = complement_of(at)
        governor = scene.words.find_status(lemma_of(at), "governor")
        if below is None or governor is None or below.dep_ != "xcomp":
            return False
        at = below
    return False
