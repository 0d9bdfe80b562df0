"""How somebody binds themselves: match the words of commitments.yml against a clause.

"pledged to share …", "will deploy …", "its commitment to reduce …", "threatened to impose …",
"is ready to support …". What is only expected of others, a state of things or a deed already done
is no commitment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.extract.clauses import (
    AUXILIARIES,
    MAX_CLIMB,
    VERBAL,
    clause_range,
    clause_root,
    complement_of,
    find_subject,
    governing_verb,
    has_particle,
    is_passive,
    lemma_of,
    objects_of,
    phrase_range,
    phrases_of,
    possessor,
)
from onrecord.extract.events_parties import deep_parties
from onrecord.extract.events_scene import Party, Scene
from onrecord.extract.events_status import is_negated, modal_of
from onrecord.knowledge import CommitmentWord
from onrecord.model import CommitmentKind, EventStatus

DEED_WORDS = 30
SHORTEST_VERB = 3  # "will co-chair" is cut at the hyphen
NEAR = 6  # tokens between a modal and its verb


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
    condition: tuple[int, int] | None = None


def find_bonds(scene: Scene) -> Iterator[Bond]:
    """Yield what binds somebody, in the order of the text."""
    for token in scene.annotated.doc:
        for row in scene.words.commitments.get(lemma_of(token), ()):
            bond = _match(scene, token, row)
            if bond is not None:
                yield _with_condition(scene, bond)
                break


def _match(scene: Scene, token: Token, row: CommitmentWord) -> Bond | None:
    if row.kind == "none":
        return None
    match row.part:
        case "verb":
            return _match_verb(scene, token, row) if token.pos_ in VERBAL else None
        case "adjective":
            fits = token.pos_ in {"ADJ", "VERB"} and token.dep_ in {"acomp", "xcomp"}
            return _match_adjective(scene, token, row) if fits else None
        case "noun":
            return _match_noun(scene, token, row) if token.pos_ == "NOUN" else None
        case "modal":
            return _match_modal(scene, token, row) if token.dep_ in AUXILIARIES else None
        case "condition":
            return None


# ---- verbs ---------------------------------------------------------------------------------


def _match_verb(scene: Scene, verb: Token, row: CommitmentWord) -> Bond | None:
    if is_passive(verb) or is_negated(verb, scene.words) or _is_unreal(scene, verb):
        return None
    subject = find_subject(verb)
    by = scene.parties([subject]) if subject is not None else []
    if not by:
        return None
    deed = _find_deed(scene, verb, row)
    if deed is None or (row.kind == "target" and not _is_shared_aim(scene, verb, by)):
        return None
    below = complement_of(verb)
    if row.kind == "promise" and below is not None and _is_expectation(scene, below):
        return None
    first, after = clause_range(clause_root(verb))
    return _make_bond(scene, verb, row, by=by, span=(first, after), deed=deed)


def _is_shared_aim(scene: Scene, verb: Token, by: list[Party]) -> bool:
    """Is it an aim that several sides have now, not one's own or a past one?"""
    return _are_several(scene, by) and verb.tag_ != "VBD"


def _is_unreal(scene: Scene, verb: Token) -> bool:
    """Is the binding itself only possible, wished for or asked for?"""
    modal = modal_of(verb, scene.words)
    if modal is not None:
        row = scene.words.find_status(modal.lower_, "modal")
        return row is not None and row.status is EventStatus.HYPOTHETICAL
    return has_particle(verb) and verb.dep_ in {"xcomp", "acl", "advcl"}


def _match_adjective(scene: Scene, token: Token, row: CommitmentWord) -> Bond | None:
    verb = token.head
    if verb.pos_ not in VERBAL or is_negated(verb, scene.words):
        return None
    subject = find_subject(verb)
    by = scene.parties([subject]) if subject is not None else []
    below = next((c for c in token.children if c.pos_ in VERBAL and has_particle(c)), None)
    if not by or below is None:
        return None
    return _make_bond(scene, token, row, by=by, span=clause_range(verb), deed=_deed_of(below))


def _find_deed(scene: Scene, token: Token, row: CommitmentWord) -> tuple[int, int] | None:
    """Return the tokens that name the deed, None when the frame does not fit."""
    below = complement_of(token)
    if below is not None:
        wanted = "infinitive" if has_particle(below) else "clause"
        if wanted in row.takes:
            return _deed_of(below)
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in row.after:
            inner = next((c for c in child.children if c.dep_ in {"pcomp", "pobj"}), None)
            if inner is not None and (inner.dep_ == "pcomp" or "noun" in row.takes):
                return _deed_of(inner)
            if inner is not None and inner.tag_ == "VBG":
                return _deed_of(inner)
    if "noun" in row.takes:
        return _noun_deed(scene, token, row)
    return None


def _noun_deed(scene: Scene, verb: Token, row: CommitmentWord) -> tuple[int, int] | None:
    words = scene.words.expand(row.objects)
    for thing in objects_of(verb):
        inside = [thing, *(h for _, h in phrases_of(thing))]
        if any(lemma_of(t) in words for t in inside) and (
            row.kind != "promise" or _has_deed(scene, thing)
        ):
            return phrase_range(thing)
    return None


def _has_deed(scene: Scene, noun: Token) -> bool:
    """Is a verb named that the commitment is to, or a thing that is new ("plans for a force")?"""
    rows = scene.words.commitments.get(lemma_of(noun), ())
    nouns = [row for row in rows if row.part == "noun"]
    return not nouns or any(_find_deed(scene, noun, row) is not None for row in nouns)


def _deed_of(head: Token) -> tuple[int, int]:
    first, after = clause_range(head) if head.pos_ in VERBAL else phrase_range(head)
    while first < head.i and head.doc[first].tag_ == "TO":
        first += 1
    return first, min(after, first + DEED_WORDS)


# ---- nouns ---------------------------------------------------------------------------------


def _match_noun(scene: Scene, noun: Token, row: CommitmentWord) -> Bond | None:
    by = _noun_owners(scene, noun)
    deed = _find_deed(scene, noun, row)
    if not by or deed is None:
        return None
    first, after = phrase_range(noun)
    return _make_bond(scene, noun, row, by=by, span=(first, max(after, deed[1])), deed=deed)


def _noun_owners(scene: Scene, noun: Token) -> list[Party]:
    owner = possessor(noun)
    if owner is not None:
        return scene.parties([owner])
    for word, head in phrases_of(noun):
        if word in scene.words.sets["Maker prepositions"]:
            found = scene.parties([head])
            if found:
                return found
    return []


# ---- modals --------------------------------------------------------------------------------


def _match_modal(scene: Scene, modal: Token, row: CommitmentWord) -> Bond | None:
    verb = _verb_after(modal)
    if verb is None or _is_expectation(scene, verb):
        return None
    if row.reported and not _is_reported(verb):
        return None
    if is_passive(verb) or _is_asked_or_asking(verb) or len(verb.text) < SHORTEST_VERB:
        return None
    by = _modal_subjects(scene, modal, verb)
    if not by or not _binds_itself(scene, verb, by):
        return None
    span = clause_range(verb)
    deed = (verb.i, min(span[1], verb.i + DEED_WORDS))
    bond = _make_bond(scene, verb, row, by=by, span=span, deed=deed)
    if _is_refusal(scene, verb) or (row.orders and not _binds_by_order(scene, verb, by)):
        return None
    return replace(bond, kind=_modal_kind(scene, verb, bond.kind))


def _binds_by_order(scene: Scene, verb: Token, by: list[Party]) -> bool:
    """Is "shall" a bond: between several sides or on a condition, not a chore for an office?"""
    return _are_several(scene, by) or any(_opens_condition(scene, c) for c in verb.children)


def _modal_kind(scene: Scene, verb: Token, kind: CommitmentKind) -> CommitmentKind:
    if _is_threat(scene, verb):
        return CommitmentKind.THREAT
    rows = scene.words.commitments.get(lemma_of(verb), ())
    if any(row.part == "verb" and row.kind == "target" for row in rows):
        return CommitmentKind.TARGET
    return kind


def _are_several(scene: Scene, by: list[Party]) -> bool:
    return any(p.many for p in by) or len(by) > 1 or len(scene.issuers) > 1


def _verb_after(modal: Token) -> Token | None:
    """Return the verb of a modal; a number in brackets between them misleads the parse."""
    if modal.head.pos_ in VERBAL and modal.head.i > modal.i:
        return modal.head
    for token in modal.doc[modal.i + 1 : modal.sent.end][:NEAR]:
        if token.tag_ == "VB":
            return token
    return None


def _modal_subjects(scene: Scene, modal: Token, verb: Token) -> list[Party]:
    subject = find_subject(verb)
    if subject is not None:
        return scene.parties([subject])
    return scene.parties([modal.nbor(-1)]) if modal.i > modal.sent.start else []


def _is_expectation(scene: Scene, verb: Token) -> bool:
    """Does the verb tell a state or a guess rather than a deed?"""
    at = verb
    for _ in range(MAX_CLIMB):
        rows = scene.words.commitments.get(lemma_of(at), ())
        if any(row.part == "verb" and row.kind == "none" for row in rows):
            return True
        below = complement_of(at)
        governor = scene.words.find_status(lemma_of(at), "governor")
        if below is None or governor is None or below.dep_ != "xcomp":
            return False
        at = below
    return False


def _is_reported(verb: Token) -> bool:
    return verb.dep_ == "ccomp" and verb.head.tag_ in {"VBD", "VBN"}


def _is_asked_or_asking(verb: Token) -> bool:
    """Is it a question, or a clause that only sets a condition or a time?"""
    if any(c.dep_ == "mark" and c.lower_ for c in verb.children) and verb.dep_ == "advcl":
        return True
    return any(c.tag_ in {"WRB"} for c in verb.children)


def _binds_itself(scene: Scene, verb: Token, by: list[Party]) -> bool:
    """Does the speaker of the clause, if it has one, bind itself and not somebody else?"""
    speaker = scene.speaker_party(verb)
    if speaker is None or not speaker.keys:
        return True
    keys = {key for party in by for key in party.keys}
    return not keys or bool(keys & speaker.keys) or any(p.many for p in by)


def _is_threat(scene: Scene, verb: Token) -> bool:
    """Is harm announced, or anything in case of a wrong ("if they fail, we will act")?"""
    if is_negated(verb, scene.words):
        return False
    rows = scene.words.commitments.get(lemma_of(verb), ())
    if any(row.part == "verb" and row.kind == "threat" for row in rows):
        return True
    conditions = [c for c in verb.children if c.dep_ == "advcl" and _opens_condition(scene, c)]
    wrongs = scene.words.sets["Wrongs"]
    return any(
        lemma_of(t) in wrongs or is_negated(t, scene.words)
        for c in conditions
        for t in (c, *c.conjuncts)
    )


def _is_refusal(scene: Scene, verb: Token) -> bool:
    """Is it a no, which is an event and no promise: "would not accept …"?"""
    rows = scene.words.verbs.get(lemma_of(verb), ())
    return is_negated(verb, scene.words) and any(row.negated for row in rows)


# ---- the parts of a bond -------------------------------------------------------------------


def _make_bond(
    scene: Scene,
    token: Token,
    row: CommitmentWord,
    *,
    by: list[Party],
    span: tuple[int, int],
    deed: tuple[int, int],
) -> Bond:
    kind = CommitmentKind(row.kind)
    if kind is CommitmentKind.PROMISE and row.part == "modal" and _are_several(scene, by):
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
    )


def _others(scene: Scene, deed: tuple[int, int]) -> list[Party]:
    """Return the actors that the deed is done with, for or against."""
    found: dict[int, Party] = {}
    head = scene.annotated.doc[deed[0] : deed[1]].root
    for thing in [*objects_of(head), *(h for _, h in phrases_of(head))]:
        for party in deep_parties(scene, thing):
            found.setdefault(party.head, party)
    return list(found.values())


def _with_condition(scene: Scene, bond: Bond) -> Bond:
    """Return the bond with the words of its condition."""
    verb = bond.token if bond.token.pos_ in VERBAL else governing_verb(bond.token)
    for at in (verb, complement_of(verb) if verb is not None else None):
        for child in at.children if at is not None else ():
            if child.dep_ in {"advcl", "prep"} and _opens_condition(scene, child):
                first, after = child.left_edge.i, child.right_edge.i + 1
                return replace(
                    bond,
                    condition=(first, after),
                    first=min(bond.first, first),
                    after=max(bond.after, after),
                )
    return bond


def _opens_condition(scene: Scene, head: Token) -> bool:
    doc = head.doc
    words = [doc[i].lower_ for i in range(head.left_edge.i, min(head.left_edge.i + 3, len(doc)))]
    shortest = 1 if head.pos_ in VERBAL else 2  # "until 10 March" is a day, not a condition
    for length in range(shortest, len(words) + 1):
        rows = scene.words.commitments.get(" ".join(words[:length]), ())
        if any(row.part == "condition" for row in rows):
            return True
    return False
