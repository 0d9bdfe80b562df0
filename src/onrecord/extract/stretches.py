"""Stretches: from where to where the words of a clause or of a noun run.

"The ministers met, and Spain agreed to …" → two clauses; a noun with all that hangs on it.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.extract.clauses import (
    AUXILIARIES,
    MAX_CLIMB,
    OBJECTS,
    RELATIVE,
    SUBJECTS,
    VERBAL,
    has_particle,
    own_subject,
)

# Hangs before a clause without being part of what it says.
LEADING = frozenset({"cc", "punct", "mark", "preconj"})
SHORT_CLAUSE = 6  # tokens: "… and will share intelligence" is told with what it is joined to


def clause_root(verb: Token) -> Token:
    """Return the finite verb that an infinitive or participle complement belongs to."""
    root = verb
    for _ in range(MAX_CLIMB):
        if root.dep_ in {"xcomp", "acomp"} and root.head.pos_ in VERBAL:  # "remain committed"
            root = root.head
        elif root.dep_ == "xcomp" and root.head.dep_ == "acomp":  # "is ready to support"
            root = root.head.head
        elif root.dep_ == "acl" and has_particle(root) and root.head.dep_ in OBJECTS:
            root = root.head.head  # "signed an order to raise"
        else:
            break
    return root


def clause_range(root: Token) -> tuple[int, int]:
    """Return the tokens [first, after) of the clause around a verb.

    Clauses joined behind it are left to themselves; what only links it to the rest ("that",
    "and", a comma) is left out; a relative clause takes its noun with it.
    """
    doc = root.doc
    first, after = root.left_edge.i, root.right_edge.i + 1
    for child in root.children:
        if child.i > root.i and _stands_alone(child) and _is_next(child):
            after = min(after, child.left_edge.i)
            break
    if root.dep_ in RELATIVE | {"acl"} and root.head.i < root.i:
        first = phrase_start(root.head)
    first = _skip_links(root, first)
    first, after = trim(doc, first, max(after, root.i + 1))
    if root.dep_ == "conj" and after - first < SHORT_CLAUSE and own_subject(root) is None:
        return clause_range(root.head)[0] if root.head.pos_ in VERBAL else first, after
    return first, after


def _is_next(verb: Token) -> bool:
    """Is it a clause joined to the one before, by "and" or behind a semicolon?"""
    edge = verb.left_edge
    before = edge.nbor(-1).text if edge.i > 0 else ""
    return verb.dep_ == "conj" or ";" in {edge.text, before}


def _stands_alone(verb: Token) -> bool:
    """Is a joined verb a clause of its own, and not one more deed after the same auxiliary?"""
    if verb.pos_ not in VERBAL:
        return False
    finite = verb.tag_ in {"VBD", "VBZ", "VBP", "MD"} or "Fin" in verb.morph.get("VerbForm", [])
    return finite or any(c.dep_ in SUBJECTS or c.dep_ in AUXILIARIES for c in verb.children)


def _skip_links(root: Token, first: int) -> int:
    links = {c.i for c in root.children if c.dep_ in LEADING and c.i < root.i}
    while first in links:
        first += 1
    return first


def phrase_start(noun: Token) -> int:
    """Return where the words before a noun that belong to it begin."""
    lefts = [
        c.left_edge.i
        for c in noun.children
        if c.i < noun.i and c.dep_ not in {"punct", "cc", "case"}
    ]
    return min([noun.i, *lefts])


def phrase_range(noun: Token) -> tuple[int, int]:
    """Return the tokens of a noun with all that hangs on it, relative clauses left out."""
    after = noun.right_edge.i + 1
    for child in noun.children:
        if child.i > noun.i and child.dep_ in RELATIVE | {"appos", "conj", "cc"}:
            after = min(after, child.left_edge.i)
    return trim(noun.doc, phrase_start(noun), max(after, noun.i + 1))


def trim(doc: Doc, first: int, after: int) -> tuple[int, int]:
    """Return the range without linking words and marks at its ends."""
    while first < after - 1 and (
        doc[first].is_space
        or (doc[first].is_punct and not doc[first].is_quote)
        or doc[first].dep_ == "cc"
    ):
        first += 1
    while after - 1 > first and (
        doc[after - 1].is_space or doc[after - 1].is_punct or doc[after - 1].dep_ in {"cc", "mark"}
    ):
        after -= 1
    return first, after
