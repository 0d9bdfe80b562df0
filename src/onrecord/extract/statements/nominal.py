"""Read nouns that put words in a mouth, and denials of them.

The governor's claim that the port is closed         by the owner
A warning by the ministry that the talks could fail  by whom it comes from
The ministry issued a warning that …                 by who makes it
The agency rejected the claim that …                 who rejects it denies the clause
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.extract.statements.cue_words import SUBJECTS, Cue
from onrecord.extract.statements.speakers import find_subject
from onrecord.knowledge import Cues

MIN_TOKENS = 3
_CLAUSES = frozenset({"acl", "ccomp", "appos"})
_FROM = frozenset({"poss", "nmod:poss"})
_ENDS = frozenset({",", ".", ";", ":", "—", "–", "-", "--", "?", "!"})


def bound_noun(noun: Token, cue: Cue, cues: Cues) -> tuple[int, int] | None:
    """Return the tokens of the clause or infinitive that says what is claimed."""
    for child in noun.rights:
        if child.dep_ not in _CLAUSES:
            continue
        opener = child.doc[child.left_edge.i]
        if "clause" in cue.row.takes and cues.has("opener", opener.lower_) and _is_whole(child):
            return _trim(opener.i + 1, child.right_edge.i + 1, child.doc)
        if "infinitive" in cue.row.takes and _is_infinitive(child, noun):
            return _trim(child.left_edge.i, child.right_edge.i + 1, child.doc)
    return None


def _is_whole(clause: Token) -> bool:
    """Is nothing of the clause outside it: not "the claim that they made"?"""
    subjects = [c for c in clause.lefts if c.dep_ in {*SUBJECTS, "expl"}]
    if not subjects:
        return False
    return clause.doc[clause.left_edge.i].dep_ not in SUBJECTS


def _is_infinitive(child: Token, noun: Token) -> bool:
    first = child.doc[child.left_edge.i]
    return child.dep_ == "acl" and first.tag_ == "TO" and first.i == noun.i + 1


def find_claimant(noun: Token, cues: Cues) -> Token | None:
    """Return the head of the words for whose claim it is, None when the text does not say."""
    for child in noun.children:
        if child.dep_ in _FROM:
            return child
    for child in noun.rights:
        if child.dep_ == "prep" and cues.has("support", child.lower_):
            return next((c for c in child.rights if c.dep_ == "pobj"), None)
    verb = noun.head
    if noun.dep_ == "dobj" and cues.has("support", verb.lemma_.lower()):
        return find_subject(verb)
    return None


def find_claim(verb: Token, cues: Cues) -> Token | None:
    """Return the claim that a verb is about: "rejected the claim that …"."""
    for child in verb.rights:
        if child.dep_ == "dobj" and child.lemma_.lower() in cues.nouns:
            return child
    return None


def _trim(first: int, after: int, doc: Doc) -> tuple[int, int] | None:
    while after > first and (doc[after - 1].is_space or doc[after - 1].text in _ENDS):
        after -= 1
    return (first, after) if after - first >= MIN_TOKENS else None
