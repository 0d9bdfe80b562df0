"""The words of a deed, whole: where the parse cuts a list, a bracket or an aside in two.

"create better schools, clinics, and jobs for young people"    the list goes on
"work with the Office on Drugs (the Office) to sign …"          the bracket is closed
"work together, in full respect of the law, to combat …"        the aim follows an aside
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.annotate.quotations import OPENING
from onrecord.extract.clauses import NOUNS, SUBJECTS
from onrecord.extract.commitments.bonds import DEED_WORDS, Bond
from onrecord.extract.parties.scene import Scene
from onrecord.extract.stretches import trim

ASIDE_WORDS = 10  # between two commas
PARTICLE = "TO"
LEADS = frozenset({"TO", "IN", "CC", "DT", "PRP$"})


def find_deed(scene: Scene, bond: Bond) -> tuple[int, int]:
    """Return the tokens [first, after) of the deed, within those that tell of the bond."""
    doc = scene.annotated.doc
    first, after = bond.deed_first, bond.deed_after
    end = min(_end_of(bond), first + DEED_WORDS)
    after = _over_torn_clause(doc, first, after, end)
    if after < end and _goes_on(doc, after, end) and not _tells_more(doc, after, end):
        after = trim(doc, first, end)[1]
    after = _without_loose_end(doc, first, _close_bracket(doc, first, after))
    return first, _close_quotation(doc, first, after)


def _end_of(bond: Bond) -> int:
    """Return where the deed has to end: before its condition, if that stands behind it."""
    condition = bond.condition
    return condition[0] if condition and condition[0] >= bond.deed_after else bond.after


def _over_torn_clause(doc: Doc, first: int, after: int, end: int) -> int:
    """Return the end behind a verb torn from its subject: "ensuring trade policy | serves farmers".

    A finite verb said of no noun by "that" or "who" is no description of one.
    """
    if after >= end or doc[after].dep_ != "acl" or not _is_finite(doc[after]):
        return after
    torn = doc[after - 1].pos_ in NOUNS and not any(c.dep_ in SUBJECTS for c in doc[after].children)
    return trim(doc, first, min(end, doc[after].right_edge.i + 1))[1] if torn else after


def _goes_on(doc: Doc, after: int, end: int) -> bool:
    """Is what follows one more of a list, or an aim, at once or behind an aside in commas?"""
    at = after
    if doc[at].text == ")":
        at += 1
    has_comma = at < end and doc[at].text == ","
    at += has_comma
    while has_comma and at < end and doc[at].is_quote:
        at += 1  # 'naming an “envoy,” opening an office'
    if at >= end:
        return False
    if has_comma and _lists_gerunds(doc, at, end):
        return True
    if doc[at].dep_ == "cc" or doc[at].tag_ == PARTICLE:
        return True
    behind = next((t.i for t in doc[at : min(end, at + ASIDE_WORDS)] if t.text == ","), None)
    return (
        has_comma and behind is not None and behind + 1 < end and doc[behind + 1].tag_ == PARTICLE
    )


def _lists_gerunds(doc: Doc, at: int, end: int) -> bool:
    """Is it one more of a list: "opening an office, and sending experts"?"""
    return doc[at].tag_ == "VBG" and any(
        t.dep_ == "cc" and t.i + 1 < end and doc[t.i + 1].tag_ == "VBG" for t in doc[at:end]
    )


def _tells_more(doc: Doc, after: int, end: int) -> bool:
    """Does somebody act in what follows, or does it tell what has happened?"""
    if end < len(doc) and _is_finite(doc[end]):
        return True  # "… and Canada | will"
    return any(t.dep_ in SUBJECTS or _is_finite(t) or t.text in ";:" for t in doc[after:end])


def _is_finite(token: Token) -> bool:
    finite = token.tag_ == "MD" or "Fin" in token.morph.get("VerbForm", [])
    return token.pos_ in {"VERB", "AUX"} and finite


def _close_bracket(doc: Doc, first: int, after: int) -> int:
    words = [t.text for t in doc[first:after]]
    is_open = words.count("(") > words.count(")")
    if is_open and after < len(doc) and doc[after].text == ")":
        return after + 1
    if is_open:
        return max(first + 1, first + max(i for i, w in enumerate(words) if w == "("))
    return after


def _close_quotation(doc: Doc, first: int, after: int) -> int:
    """Return the end with the closing mark of a quotation that opens in the deed."""
    words = [t.text for t in doc[first:after]]
    for opening, closing in OPENING.items():
        if opening in closing:
            continue  # a straight mark may be either
        if words.count(opening) > sum(word in closing for word in words):
            near = next((t.i for t in doc[after : after + 2] if t.text in closing), None)
            return after if near is None else near + 1
    return after


def _without_loose_end(doc: Doc, first: int, after: int) -> int:
    """Leave out what leads to a list below ("stand together to:"), or to words beyond the limit."""
    if after - first >= DEED_WORDS:
        while after - 1 > first and (doc[after - 1].tag_ in LEADS or doc[after - 1].text == ","):
            after -= 1
    while after - 1 > first and doc[after - 1].tag_ in {PARTICLE, "IN"} and after < len(doc):
        if doc[after - 1].dep_ == "prt" or not (doc[after].is_space or doc[after].is_punct):
            break
        after -= 1
    return after
