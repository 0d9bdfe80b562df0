"""Bound what is said: from which token to which the content of a cue reaches.

The syntax gives the candidates: the clause, infinitive or object of a cue verb, what follows its
preposition, the clause that a parenthetical cue ("…, officials said") stands in, and the sentence
beside "according to X" or "as X said".
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.extract.statements.cue_words import AUXILIARIES, SUBJECTS, Cue
from onrecord.knowledge import Cues

MIN_NOUN_TOKENS = 3  # "announced tariffs" names a topic; "announced a pause on tariffs" says more
MIN_CLAUSE_TOKENS = 4
MAX_DATELINE_TOKENS = 14
MIN_DATELINE_LETTERS = 6  # of a single word: "EXCLUSIVE —", not "NATO —"
OPENING_MARKS = "“\"‘'«$[(#"
_ENDS = frozenset({",", ".", ";", ":", "—", "–", "-", "--", "?", "!"})
_DASHES = frozenset({"—", "–", "-", "--"})
_OFFSETS = frozenset({",", "—", "–"})
_FINITE = frozenset({"expl", "attr"})
# Verbs that hang on the cue verb beside its object are about the saying, not in what is said.
_BESIDE = frozenset({"relcl", "acl", "advcl", "conj", "parataxis"})

Bounds = tuple[int, int, float]


def bound_content(cue: Cue, doc: Doc, cues: Cues) -> Bounds | None:
    """Return the tokens [first, after) of what is said, and how sure it is."""
    verb = doc[cue.first]
    if cue.row.kind == "preposition":
        return _bound_beside(verb, cue.after)
    if cue.is_frame and "clause" in cue.row.takes and _is_bare(verb) and _is_set_apart(verb):
        return _bound_beside(verb.doc[verb.left_edge.i], cue.after, verb)
    ways = {"clause": _bound_said, "infinitive": _bound_infinitive}
    for take, way in ways.items():
        if take in cue.row.takes and (found := way(verb, cue, cues)) is not None:
            return found
    if cue.row.preposition is not None and (found := _bound_preposition(verb, cue)) is not None:
        return found
    return _bound_noun(verb, cue) if "noun" in cue.row.takes else None


def _is_bare(verb: Token) -> bool:
    """Has the verb nothing of its own that could be what is said?"""
    return not any(c.dep_ in {"dobj", "ccomp", "xcomp"} for c in verb.children)


def _is_set_apart(verb: Token) -> bool:
    """Does the frame begin a sentence or follow a comma: "As she said, …"?"""
    left = verb.left_edge
    return bool(left.is_sent_start) or left.i == 0 or verb.doc[left.i - 1].text in _OFFSETS


def _bound_said(verb: Token, cue: Cue, cues: Cues) -> Bounds | None:
    clause = _find_clause(verb, cue)
    return _bound_clause(clause, verb, 0.85, cues) if clause is not None else _bound_host(verb)


def _find_clause(verb: Token, cue: Cue) -> Token | None:
    """Return the finite clause that the verb governs."""
    own = range(cue.first, cue.after)
    clauses = [c for c in verb.children if c.dep_ == "ccomp" and c.i not in own]
    for token in verb.doc[cue.first + 1 : cue.after]:  # "make clear that …": it may hang on "clear"
        clauses.extend(c for c in token.children if c.dep_ in {"ccomp", "csubj", "advcl"})
    finite = [c for c in clauses if _is_finite(c)]
    return finite[-1] if finite else None


def _is_finite(clause: Token) -> bool:
    return any(c.dep_ in SUBJECTS or c.dep_ in _FINITE for c in clause.children)


def _bound_clause(clause: Token, verb: Token, score: float, cues: Cues) -> Bounds | None:
    first, after = clause.left_edge.i, clause.right_edge.i + 1
    if clause.i > verb.i:
        first = max(first, verb.i + 1)
    else:
        after = min(after, _clause_start(verb))
        first = _skip_dateline(first, after, clause.doc)
    while first < after and _opens_clause(clause.doc[first], clause, cues):
        first += 1
    first = _skip_day(first, clause)
    return _tidy(first, _cut_frame(clause, after, cues), clause.doc, score)


def _skip_day(first: int, clause: Token) -> int:
    """Return the token after "that" in "said Aug. 23 that …", where the day is no part of it."""
    doc = clause.doc
    for mark in (c for c in clause.lefts if c.dep_ == "mark" and c.i > first):
        if all(t.ent_type_ in {"DATE", "TIME"} or t.is_punct for t in doc[first : mark.i]):
            return int(mark.i) + 1
    return first


def _cut_frame(clause: Token, after: int, cues: Cues) -> int:
    """Return the end of a clause without ", as he visited …", which the text adds to it."""
    doc = clause.doc
    for child in clause.rights:
        left = child.left_edge.i
        is_last = child.dep_ == "advcl" and left < after <= child.right_edge.i + 1
        if is_last and doc[left - 1].text == "," and cues.has("frame", doc[left].lower_):
            return left - 1
    return after


def _opens_clause(token: Token, clause: Token, cues: Cues) -> bool:
    """Is it "that", or a comma before it? The word itself is no part of what is said."""
    if token.is_space or (token.is_punct and token.text not in OPENING_MARKS):
        return True
    if token.i > 0 and token.i == clause.left_edge.i and cues.has("opener", token.lower_):
        return True  # also where the tagger takes "that" for an article
    return token.dep_ in {"mark", "cc"} and token.head == clause


def _clause_start(verb: Token) -> int:
    """Return the first token of the clause "officials said" that follows what is said."""
    starts = [verb.i]
    for child in verb.lefts:
        if child.dep_ in SUBJECTS | AUXILIARIES | {"neg", "advmod"} and child.left_edge.i > 0:
            starts.append(child.left_edge.i)
    return min(starts)


def _bound_infinitive(verb: Token, cue: Cue, cues: Cues) -> Bounds | None:
    if _lacks_object(verb) or ("noun" in cue.row.takes and _has_object(verb)):
        return None
    for child in verb.rights:
        if child.dep_ == "xcomp" and any(c.dep_ == "aux" for c in child.lefts):
            return _bound_clause(child, verb, 0.75, cues)
    return None


def _has_object(verb: Token) -> bool:
    """Is a thing announced, with an infinitive behind it: "announced a plan to build …"?"""
    return any(c.dep_ == "dobj" and c.pos_ == "NOUN" for c in verb.rights)


def _lacks_object(verb: Token) -> bool:
    """Is part of what is said outside: "the pact that they threatened to suspend"?"""
    return verb.dep_ == "relcl" and not any(
        c.dep_ in SUBJECTS and c.tag_ in {"WP", "WDT"} for c in verb.children
    )


def _bound_host(verb: Token) -> Bounds | None:
    """Return the clause that a parenthetical cue stands in or behind.

    "The plan, officials said, was dropped" is taken whole, the cue with it.
    """
    if verb.dep_ not in {"parataxis", "ccomp", "dep"} or verb.head == verb:
        return None
    if any(
        c.dep_ in {"dobj", "ccomp", "xcomp", "mark"}
        for c in verb.children
        if verb.dep_ != "parataxis"
    ):
        return None
    doc, host = verb.doc, verb.head
    while host.pos_ not in {"VERB", "AUX"} and host.head != host:
        host = host.head
    start, end = _clause_start(verb), verb.right_edge.i + 1
    if not any(t.text in _OFFSETS for t in doc[max(start - 1, 0) : start + 1]):
        return None
    left, right = host.left_edge.i, host.right_edge.i + 1
    first = _skip_leading(_skip_dateline(left, start, doc), start, doc)
    if verb.dep_ == "parataxis" and right - end > MIN_CLAUSE_TOKENS and end > first:
        return _tidy(first, right, doc, 0.7)
    return _tidy(first, start, doc, 0.6) if start - left > right - end else None


def _bound_preposition(verb: Token, cue: Cue) -> Bounds | None:
    hosts = [verb, *(c for c in verb.rights if c.dep_ == "dobj")]
    for host in hosts:
        for child in host.rights:
            if child.dep_ == "prep" and child.lower_ == cue.row.preposition:
                return _tidy(child.i + 1, _end_beside(child, verb), verb.doc, 0.65)
    return None


def _bound_noun(verb: Token, _cue: Cue) -> Bounds | None:
    if _lacks_object(verb):
        return None
    for child in verb.rights:
        if child.dep_ == "dobj" and child.pos_ not in {"PRON", "PROPN"}:
            first, after = child.left_edge.i, _end_beside(child, verb)
            if after - first >= MIN_NOUN_TOKENS:
                return _tidy(first, after, verb.doc, 0.6)
        if child.i == verb.i + 1 and _is_amount(child):
            return _tidy(child.i, _end_beside(child, verb), verb.doc, 0.55)
    return None


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


def _bound_beside(phrase: Token, after: int, whole: Token | None = None) -> Bounds | None:
    """Return the sentence without the phrase: what stands before it, else what follows it."""
    doc = phrase.doc
    sentence = phrase.sent
    root = whole if whole is not None else phrase
    start, end = phrase.i, max(root.right_edge.i + 1, after)
    for token in doc[after:end]:
        end = max(end, token.right_edge.i + 1)
    before = _skip_leading(_skip_dateline(sentence.start, start, doc), start, doc)
    if start - before >= MIN_CLAUSE_TOKENS and any(
        t.pos_ in {"VERB", "AUX"} for t in doc[before:start]
    ):
        return _tidy(before, start, doc, 0.8)
    while (
        end < sentence.end
        and (doc[end].is_punct or doc[end].is_space)
        and doc[end].text not in OPENING_MARKS
    ):
        end += 1
    return _tidy(end, sentence.end, doc, 0.8)


def _skip_leading(first: int, after: int, doc: Doc) -> int:
    """Return the first token after a conjunction or marks at the head of a sentence."""
    while first < after and doc[first].text not in OPENING_MARKS:
        token = doc[first]
        if not (token.pos_ == "CCONJ" or token.is_punct or token.is_space):
            break
        first += 1
    return first


def _skip_dateline(first: int, after: int, doc: Doc) -> int:
    """Return the first token after "MEXICO CITY (AP) —" or "EXCLUSIVE —"."""
    for at in range(first + 1, min(after, first + MAX_DATELINE_TOKENS)):
        if doc[at].text in _DASHES and doc[at - 1].whitespace_ + doc[at].whitespace_:
            lead = [t for t in doc[first:at] if t.is_alpha]
            if any(t.pos_ in {"VERB", "AUX"} and not t.is_upper for t in lead):
                return first
            long = len(lead) > 1 or (lead and len(lead[0]) >= MIN_DATELINE_LETTERS)
            if long and lead[0].is_upper and len(lead[0]) > 1:
                return at + 1
    return first


def _tidy(first: int, after: int, doc: Doc, score: float) -> Bounds | None:
    while after > first and (doc[after - 1].is_space or doc[after - 1].text in _ENDS):
        after -= 1
    while first < after and (
        doc[first].is_space or doc[first].text in _ENDS or doc[first].tag_ == "POS"
    ):
        first += 1
    return (first, after, score) if after - first >= MIN_CLAUSE_TOKENS else None
