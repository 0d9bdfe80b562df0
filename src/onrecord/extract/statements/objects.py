"""Bound what a verb governs: its object, what follows its preposition, and words in marks.

announced [a pause on tariffs]
accused them of [hiding the figures]
called [the deal “a disaster”]
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.extract.statements.bounds import Bounds, tidy
from onrecord.extract.statements.cue_words import SUBJECTS, Cue

OBJECT_SCORE = 0.6  # of a thing, which says less than a clause
MIN_NOUN_TOKENS = 3  # "announced tariffs" names a topic; "announced a pause on tariffs" says more
# Verbs that hang on the cue verb beside its object are about the saying, not in what is said.
_BESIDE = frozenset({"relcl", "acl", "advcl", "conj", "parataxis"})
_MARKS = frozenset('“”"«»‘') | {"''", "``"}


def lacks_object(verb: Token) -> bool:
    """Is part of what is said outside: "the pact that they threatened to suspend"?"""
    return verb.dep_ == "relcl" and not any(
        c.dep_ in SUBJECTS and c.tag_ in {"WP", "WDT"} for c in verb.children
    )


def bound_preposition(verb: Token, cue: Cue) -> Bounds | None:
    """Return what follows the cue's preposition, beside the verb or its object."""
    hosts = [verb, *(c for c in verb.rights if c.dep_ == "dobj")]
    for host in hosts:
        for child in host.rights:
            if child.dep_ == "prep" and child.lower_ == cue.row.preposition:
                return tidy(child.i + 1, _end_beside(child, verb), verb.doc, 0.65)
    return None


def bound_object(verb: Token) -> Bounds | None:
    """Return the thing that is announced, stressed, denied."""
    if lacks_object(verb):
        return None
    for child in verb.rights:
        if child.dep_ == "dobj" and child.pos_ not in {"PRON", "PROPN"}:
            first, after = child.left_edge.i, _end_beside(child, verb)
            if after - first >= MIN_NOUN_TOKENS:
                return tidy(first, after, verb.doc, OBJECT_SCORE)
        if child.i == verb.i + 1 and _is_amount(child):
            return tidy(child.i, _end_beside(child, verb), verb.doc, 0.55)
    return None


def bound_marked(verb: Token, cue: Cue) -> Bounds | None:
    """Return all that the verb governs, if some of it stands in quotation marks."""
    doc = verb.doc
    governed = [c for c in verb.rights if c.right_edge.i >= cue.after and not c.is_punct]
    if not governed:
        return None
    first = max(governed[0].left_edge.i, cue.after)
    if first > cue.after and doc[first - 1].text in _MARKS:
        first -= 1
    end = max(_end_beside(governed[0], verb), governed[0].right_edge.i + 1)
    marks = [t.i for t in doc[first:end] if t.text in _MARKS]
    if not marks:
        return None
    return tidy(first, _end_of_marks(marks, end, verb), doc, 0.7, least=1)


def _end_of_marks(marks: list[int], end: int, verb: Token) -> int:
    """Return where what is said ends: behind the last mark, if the rest is about the saying."""
    last = marks[-1] + 1
    if len(marks) < 2 or last >= end:
        return end
    following = verb.doc[last]
    joined = verb.doc[last + 1 : last + 2] if following.dep_ == "cc" else ()
    if any(t.dep_ == "conj" and t.pos_ == "VERB" for t in joined):
        return last  # "called it “a shame” and urged …"
    return last if following.is_punct or following.head == verb else end


def _is_amount(child: Token) -> bool:
    """Is it "over a 14 percent drop", which a parser takes for a place?"""
    return child.dep_ == "prep" and any(
        t.pos_ == "NUM" for o in child.children if o.dep_ == "pobj" for t in o.subtree if t.i < o.i
    )


def _end_beside(child: Token, verb: Token) -> int:
    """Return where an object ends, with the phrases behind it, up to a clause set off from it."""
    end = max(child.right_edge.i, verb.right_edge.i) + 1
    for token in child.doc[child.i + 1 : end]:
        if _is_set_off(token, child, verb):
            return max(_before(token.left_edge.i, child.doc), child.i + 1)
    return end


def _is_set_off(token: Token, child: Token, verb: Token) -> bool:
    """Does a clause about the saying, or behind a comma, begin here?"""
    if token.dep_ == "prep" and token.pos_ == "VERB":  # "following the talks"
        return token.head == verb
    if token.dep_ not in _BESIDE or token.left_edge.i <= child.i:
        return False
    if token.dep_ == "conj" and token.pos_ in {"NOUN", "PROPN"}:
        return False
    if token.head == verb:
        return not _is_aim(token)
    after_comma = child.doc[token.left_edge.i - 1].text == ","
    return after_comma and token.pos_ in {"VERB", "AUX"}


def _is_aim(token: Token) -> bool:
    """Is it "to …", an infinitive of purpose? That belongs to what is announced."""
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.lefts)


def _before(at: int, doc: Doc) -> int:
    while at > 0 and (doc[at - 1].is_punct or doc[at - 1].dep_ == "cc"):
        at -= 1
    return at
