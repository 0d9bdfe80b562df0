"""Find commitments in an annotated document: who binds whom to what.

"Both governments pledged to share intelligence" → agreement of both; "Canada will appoint a
coordinator by 1 March" → promise of Canada, due; "if talks fail, the tariffs will be reinstated" → threat.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from onrecord.annotate import Annotated
from onrecord.annotate.endings import tense_word
from onrecord.extract.clauses import (
    AUXILIARIES,
    OBJECTS,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    complement_of,
    first_joined,
    hides_doer,
    lemma_of,
)
from onrecord.extract.commitments.bonds import Bond
from onrecord.extract.commitments.deeds import find_deed
from onrecord.extract.commitments.dues import find_due
from onrecord.extract.commitments.frames import find_bonds
from onrecord.extract.commitments.surface import read_surface_commitments
from onrecord.extract.events.frames import fits_verb
from onrecord.extract.parties.finding import find_party
from onrecord.extract.parties.scene import Scene, make_scene
from onrecord.extract.parties.turns import is_asked
from onrecord.extract.statements.surface import is_parsed
from onrecord.knowledge import Knowledge
from onrecord.model import (
    Commitment,
    CommitmentStrength,
    DocumentKind,
    EventStatus,
    Evidence,
    MentionKind,
    Statement,
    make_finding_id,
)

METHOD = "extract.commitments@2"
SAME_DEED = 0.8  # share of a deed's words that a fuller telling has too
VERB_SCORE, NOUN_SCORE = 0.65, 0.5


def read_commitments(
    annotated: Annotated, knowledge: Knowledge, statements: list[Statement]
) -> list[Commitment]:
    """Return the commitments of a document in the order of its text."""
    if not is_parsed(annotated.doc):
        return read_surface_commitments(annotated, knowledge)
    words = knowledge.event_words.get(annotated.document.language)
    if words is None:
        return []
    scene = make_scene(annotated, knowledge, words, statements, find_party=find_party)
    bonds = [bond for bond in find_bonds(scene) if not _is_talk(scene, bond)]
    bonds = _drop_told_twice(_drop_inner(_join_lists(bonds)))
    found: dict[str, Commitment] = {}
    for bond in bonds:
        commitment = _make_commitment(scene, bond)
        found.setdefault(commitment.id, commitment)
    return list(found.values())


def _is_talk(scene: Scene, bond: Bond) -> bool:
    """Does an "I" or "we" of a transcript bind itself, which is mostly talk: "I'll leave it there"?

    What is done to somebody, or is an act as events are, is no talk: "les enviaremos la lista".
    """
    if scene.annotated.document.kind is not DocumentKind.TRANSCRIPT:
        return False
    if is_asked(scene, bond.token):
        return True
    if scene.speaker_of(bond.token) is not None:
        return False
    if not all(party.kind is MentionKind.PRONOUN for party in bond.by):
        return False
    if any(party.many for party in bond.by):
        return False
    if not _speaks_for_several(scene, bond):
        return True
    pledged = _is_pledge(scene, bond) and not hides_doer(bond.token)
    return not (pledged or _is_act(scene, bond))


def _is_pledge(scene: Scene, bond: Bond) -> bool:
    """Does the word itself say that one binds oneself: "nos comprometimos a", "we agreed to"?"""
    rows = scene.words.commitments.get(lemma_of(bond.token), ())
    return any(
        row.part != "modal"
        and row.kind == bond.kind.value
        and row.strength is CommitmentStrength.WILL
        for row in rows
    )


def _speaks_for_several(scene: Scene, bond: Bond) -> bool:
    """Is it the "we" of somebody known for whom they speak?"""
    if hides_doer(bond.token):  # "se reforzará la frontera": what somebody known says of theirs
        return any(party.keys for party in bond.by)
    heads = [scene.annotated.doc[party.head] for party in bond.by if party.keys]
    return any("Plur" in head.morph.get("Number", []) for head in heads)


def _is_act(scene: Scene, bond: Bond) -> bool:
    """Does a frame of acts fit the deed, with what it is done to?"""
    deed = _what_goes_on(scene, scene.annotated.doc[bond.deed_first : bond.deed_after].root)
    rows = scene.words.verbs.get(lemma_of(deed), ())
    is_done = any(child.dep_ in OBJECTS | PASSIVE_SUBJECTS for child in deed.children)
    return any((is_done or row.both) and fits_verb(scene, deed, row) for row in rows)


def _what_goes_on(scene: Scene, verb: Token) -> Token:
    """Return the act that goes on: "seguir colaborando", "keep working with"."""
    governor = scene.words.find_status(lemma_of(verb), "governor")
    below = complement_of(verb)
    goes_on = governor is not None and governor.status is EventStatus.ONGOING
    return below if goes_on and below is not None else verb


def _join_lists(bonds: list[Bond]) -> list[Bond]:
    """Return one bond for what one clause goes on with: "compartirán …, intensificarán y crearán …".

    Where a tense says "will" each verb of a list says it again, which no modal does.
    """
    joined: dict[int, Bond] = {}
    for bond in sorted(bonds, key=lambda b: b.token.i):
        head = joined.get(first_joined(bond.token).i)
        if head is None or head.by != bond.by or not _goes_on(head.token, bond.token):
            joined[bond.token.i] = bond
            continue
        joined[head.token.i] = replace(
            head,
            after=max(head.after, bond.after),
            deed_after=max(head.deed_after, bond.deed_after),
        )
    return list(joined.values())


def _goes_on(verb: Token, other: Token) -> bool:
    """Is a further verb of a list in the same tense, without words of its own for who does it?"""
    own = any(c.dep_ in SUBJECTS | PASSIVE_SUBJECTS | AUXILIARIES for c in other.children)
    return other is not verb and tense_word(verb) == tense_word(other) is not None and not own


def _drop_inner(bonds: list[Bond]) -> list[Bond]:
    """Leave out what is only the deed of another commitment."""
    return [bond for bond in bonds if not any(_is_inside(bond, other) for other in bonds)]


def _is_inside(bond: Bond, other: Bond) -> bool:
    """Is it the deed of another one, or the noun of its verb: "reaffirmed its commitment to …"?"""
    if other is bond or other.token is bond.token:
        return False
    if other.deed_first <= bond.token.i < other.deed_after:
        return True
    same = other.deed_first == bond.deed_first
    return same and bond.token.pos_ == "NOUN" and other.token.pos_ != "NOUN"


def _drop_told_twice(bonds: list[Bond]) -> list[Bond]:
    """Leave out the shorter of two tellings of one commitment, as in a headline."""
    kept: list[Bond] = []
    for bond in sorted(bonds, key=lambda b: b.first - b.after):
        if not any(_tells_the_same(bond, other) for other in kept):
            kept.append(bond)
    return sorted(kept, key=lambda b: (b.first, b.token.i))


def _tells_the_same(bond: Bond, other: Bond) -> bool:
    if bond.kind is not other.kind:
        return False
    keys = {k for p in bond.by for k in p.keys}
    if keys != {k for p in other.by for k in p.keys}:
        return False
    mine, theirs = _content(bond), _content(other)
    return bool(mine) and len(mine & theirs) / len(mine) >= SAME_DEED


def _content(bond: Bond) -> frozenset[str]:
    of_noun = bond.token.pos_ == "NOUN" and bond.token.i < bond.deed_first
    words = bond.token.doc[bond.first if of_noun else bond.deed_first : bond.deed_after]
    return frozenset(lemma_of(t) for t in words if t.is_alpha and not t.is_stop)


def _make_commitment(scene: Scene, bond: Bond) -> Commitment:
    annotated = scene.annotated
    span = annotated.cut(bond.first, bond.after)
    deed = annotated.cut(*find_deed(scene, bond)).quote
    condition = annotated.cut(*bond.condition).quote if bond.condition is not None else None
    return Commitment(
        id=make_finding_id("com", annotated.document, span),
        document_id=annotated.document.id,
        by=scene.mentions(bond.by),
        to=scene.mentions(bond.to),
        deed=" ".join(deed.split()),
        kind=bond.kind,
        strength=bond.strength,
        joint=bond.joint,
        evidence=Evidence(
            spans=(span,),
            method=METHOD,
            score=NOUN_SCORE if bond.token.pos_ == "NOUN" else VERB_SCORE,
        ),
        condition=" ".join(condition.split()) if condition else None,
        due=find_due(scene, bond),
    )
