"""Modals that bind: "Canada will appoint …", "if talks fail, the tariffs shall return".

What is only expected of others, a state of things or a chore given to an office binds nobody.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from onrecord.extract.clauses import (
    AUXILIARIES,
    NOUNS,
    PASSIVE_SUBJECTS,
    PAST,
    SUBJECTS,
    VERBAL,
    conjuncts,
    find_subject,
    hides_doer,
    is_passive,
    lemma_of,
    objects_of,
)
from onrecord.extract.commitments.bonds import (
    DEED_WORDS,
    Bond,
    are_several,
    is_expectation,
    make_bond,
    opens_condition,
)
from onrecord.extract.commitments.kinds import does_harm
from onrecord.extract.events.frames import match_verb
from onrecord.extract.events.status import is_negated
from onrecord.extract.parties.pronouns import pair_before
from onrecord.extract.parties.scene import Party, Scene
from onrecord.extract.parties.turns import turn_speaker
from onrecord.extract.stretches import clause_range, trim
from onrecord.knowledge import CommitmentWord
from onrecord.model import CommitmentKind, CueClass, EventType, MentionKind

SHORTEST_VERB = 3  # "will co-chair" is cut at the hyphen
FAR = 60  # tokens before a sentence in which an accord is told of
NEAR = 6  # tokens between a modal and its verb
WARNING = frozenset({CueClass.THREATEN, CueClass.PROMISE, CueClass.ANNOUNCE})


def match_modal(scene: Scene, modal: Token, row: CommitmentWord) -> Bond | None:
    """Return the bond that a modal makes, None when it binds nobody."""
    verb = _verb_after(modal)
    if verb is None or is_expectation(scene, verb):
        return None
    if verb is not modal and modal.lower_ in scene.words.sets["Duty words"] and not row.orders:
        return None  # "tendrán que pagar": what is asked of them
    if row.takes and "gerund" not in row.takes and verb.tag_ == "VBG":
        return None  # "China va tomando …": what goes on
    if row.reported and not _is_reported(verb):
        return None
    if _is_guessed(scene, verb) or _is_asked_or_asking(verb) or len(verb.text) < SHORTEST_VERB:
        return None
    if row.kind == "offer" and not _is_offered(scene, verb):
        return None
    by = (
        _passive_doers(scene, modal, verb)
        if is_passive(verb)
        else _modal_subjects(scene, modal, verb)
    )
    if not by or not _binds_itself(scene, verb, by):
        return None
    span = _span_of(modal, verb, by)
    begin = _deed_begin(scene, verb)
    deed = (begin, _deed_end(scene, verb, min(span[1], begin + DEED_WORDS)))
    bond = make_bond(scene, verb, row, by=by, span=span, deed=deed)
    if _is_refusal(scene, verb) or (row.orders and not _binds_by_order(scene, verb, by)):
        return None
    return replace(bond, kind=_modal_kind(scene, verb, bond.kind))


def _deed_begin(scene: Scene, verb: Token) -> int:
    """Return where the deed begins: with its negation ("never forget them"), if it has one."""
    denials = (
        c.i
        for c in verb.children
        if c.i < verb.i
        and (c.dep_ == "neg" or scene.words.find_status(c.lower_, "negation") is not None)
    )
    begin = min(denials, default=verb.i)
    between = verb.doc[begin : verb.i]
    return verb.i if any(t.dep_ in {"nsubj", "nsubjpass"} for t in between) else begin


def _span_of(modal: Token, verb: Token, by: list[Party]) -> tuple[int, int]:
    """Return the clause; from the side beside the modal where the parse gave the verb none."""
    first, after = clause_range(verb)
    if not _has_subject(verb) and by[0].after == modal.i:
        article = by[0].first > 0 and verb.doc[by[0].first - 1].dep_ == "det"
        first = max(first, by[0].first - article)
    return first, after


def _deed_end(scene: Scene, verb: Token, after: int) -> int:
    """Return where the deed ends: before another side that has a modal of its own.

    "Mexico will send soldiers to the border and Canada will …" is often read as one phrase.
    """
    for token in verb.doc[verb.i + 2 : after + 1]:
        if token.tag_ != "MD" or token.head is verb:
            continue
        party = scene.party(verb.doc[token.i - 1])
        if party is not None and party.first > verb.i + 1:
            article = verb.doc[party.first - 1].dep_ == "det"
            return trim(verb.doc, verb.i, party.first - article)[1]
    return after


def _passive_doers(scene: Scene, modal: Token, verb: Token) -> list[Party]:
    """Return who does what a passive announces: who warns of it, or says that "se reforzará …".

    Harm and what was going to be done are not the speaker's unless it is a warning.
    """
    found = _who_warns(scene, verb)
    past = {"Imp", "Past"} & set(modal.morph.get("Tense", []))
    if found or past or not hides_doer(verb) or is_negated(verb, scene.words):
        return found
    turn = turn_speaker(scene, verb) if scene.speaker_of(verb) is None else None
    speaker = turn or scene.speaker_party(verb)
    if speaker is None:
        return list(pair_before(scene, verb)) if _follows_accord(scene, verb) else []
    if not speaker.keys or does_harm(scene, verb):
        return []
    return [replace(speaker, kind=MentionKind.PRONOUN, stands_for=(speaker,))]


def _follows_accord(scene: Scene, verb: Token) -> bool:
    """Was an accord told of right before: "The accord …. Se reforzará también …"?"""
    words = scene.words.expand(["Agreements"])
    before = verb.doc[max(0, verb.sent.start - FAR) : verb.i]
    return any(token.pos_ in NOUNS and lemma_of(token) in words for token in before)


def _who_warns(scene: Scene, verb: Token) -> list[Party]:
    """Return who announces harm in the passive: "he warned that tariffs would be raised"."""
    statement = scene.statement_at(verb)
    if statement is None or statement.cue_class not in WARNING or not does_harm(scene, verb):
        return []
    speaker = scene.speaker_party(verb)
    return [speaker] if speaker is not None else []


def _binds_by_order(scene: Scene, verb: Token, by: list[Party]) -> bool:
    """Is "shall" a bond: between several sides or on a condition, not a chore for an office?"""
    return are_several(scene, by) or any(opens_condition(scene, c) for c in verb.children)


def _modal_kind(scene: Scene, verb: Token, kind: CommitmentKind) -> CommitmentKind:
    if _is_threat(scene, verb):
        return CommitmentKind.THREAT
    rows = scene.words.commitments.get(lemma_of(verb), ())
    if any(row.part == "verb" and row.kind == "target" for row in rows):
        return CommitmentKind.TARGET
    return kind


def _verb_after(modal: Token) -> Token | None:
    """Return the verb of a modal; a number in brackets between them misleads the parse."""
    if modal.dep_ not in AUXILIARIES:  # the verb's own tense
        return modal
    if modal.head.pos_ in VERBAL and modal.head.i > modal.i:
        return modal.head
    for token in modal.doc[modal.i + 1 : modal.sent.end][:NEAR]:
        if token.tag_ == "VB":
            return token
    return None


def _modal_subjects(scene: Scene, modal: Token, verb: Token) -> list[Party]:
    subject = find_subject(verb)
    beside = modal.nbor(-1) if modal.i > modal.sent.start else None
    joined = list(conjuncts(subject)) if subject is not None else []
    if beside is not None and beside not in joined and not _has_subject(verb):
        party = scene.party(beside)  # the parse tied a state to what stands before it
        if party is not None and scene.is_state(party):
            return scene.parties([beside])
    if subject is not None:
        return scene.parties([subject]) or _joint_makers(scene, subject)
    # somebody known: what stands before a modal need not be the subject of a clause read in pieces
    return [p for p in scene.parties([beside]) if p.keys] if beside is not None else []


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS | PASSIVE_SUBJECTS for c in verb.children)


def _joint_makers(scene: Scene, subject: Token) -> list[Party]:
    """Return who binds themselves by "this cooperation will …": the sides of a joint paper."""
    if lemma_of(subject) not in scene.words.sets["Joint works"]:
        return []
    if not any(c.dep_ in {"det", "poss"} for c in subject.children) or subject.pos_ == "PROPN":
        return []
    speaker = scene.speaker_party(subject)
    if speaker is not None:
        return [speaker] if speaker.many else []
    return list(scene.issuers) if len(scene.issuers) > 1 else []


def _is_offered(scene: Scene, verb: Token) -> bool:
    """Is "could" an offer: help, or a concession on a condition?"""
    conditional = any(opens_condition(scene, c) for c in verb.children if c.dep_ == "advcl")
    things = {lemma_of(t) for t in objects_of(verb)}
    rows = scene.words.commitments.get(lemma_of(verb), ())
    given = (r for r in rows if r.part == "verb" and r.kind == "offer" and not r.takes)
    if any(things & scene.words.expand(row.objects) for row in given):
        return True
    match = match_verb(scene, verb)
    if match is None:
        return False
    kind = match.row.type
    return kind is EventType.AID or (kind is EventType.CONCEDE and conditional)


def _is_reported(verb: Token) -> bool:
    return verb.dep_ == "ccomp" and verb.head.tag_ in PAST


def _is_guessed(scene: Scene, verb: Token) -> bool:
    """Does somebody only hope or guess that another will do it: "hopes that Spain will answer"?"""
    above = verb.head
    if verb.dep_ != "ccomp" or lemma_of(above) not in scene.words.sets["Guesses"]:
        return False
    return not _keys_of(scene, find_subject(verb)) & _keys_of(scene, find_subject(above))


def _keys_of(scene: Scene, subject: Token | None) -> set[str]:
    found = scene.parties([subject]) if subject is not None else []
    return {key for party in found for key in party.keys}


def _is_asked_or_asking(verb: Token) -> bool:
    """Is it a question, or a clause that only sets a condition or a time?"""
    if any(c.dep_ == "mark" and c.lower_ for c in verb.children) and verb.dep_ == "advcl":
        return True
    return any(c.tag_ in {"WRB"} for c in verb.children)


def _binds_itself(scene: Scene, verb: Token, by: list[Party]) -> bool:
    """Does the speaker of the clause, if it has one, bind itself and not somebody else?"""
    speaker = scene.speaker_party(verb)
    if speaker is None or not speaker.keys or scene.is_unknown_body(speaker):
        return True
    keys = {key for party in by for key in party.keys}
    return not keys or bool(keys & _with_parents(scene, speaker.keys)) or any(p.many for p in by)


def _with_parents(scene: Scene, keys: frozenset[str]) -> frozenset[str]:
    """Return keys with the groups of states that a body belongs to."""
    rows = (scene.knowledge.actor_rows.get(key) for key in keys)
    return keys | {row.parent for row in rows if row is not None and row.parent is not None}


def _is_threat(scene: Scene, verb: Token) -> bool:
    """Is harm announced, or anything in case of a wrong ("if they fail, we will act")?"""
    if is_negated(verb, scene.words):
        return False
    if does_harm(scene, verb):
        return True
    conditions = [c for c in verb.children if c.dep_ == "advcl" and opens_condition(scene, c)]
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
