"""Bound what is said: from which token to which the content of a cue reaches.

The syntax gives the candidates: the clause, infinitive or object of a cue verb, what follows its
preposition, the clause that a parenthetical cue ("…, officials said") stands in, and the sentence
beside "according to X" or "as X said".
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc, Token

from onrecord.annotate.endings import is_dropped, is_infinitive
from onrecord.extract.statements.bounds import MIN_TOKENS, OPENING_MARKS, Bounds, tidy
from onrecord.extract.statements.cue_words import AUXILIARIES, SUBJECTS, Cue
from onrecord.extract.statements.nominal import bound_noun, find_claim
from onrecord.extract.statements.objects import (
    bound_marked,
    bound_object,
    bound_preposition,
    lacks_object,
)
from onrecord.knowledge import Cues

MIN_CLAUSE_TOKENS = 4
MIN_FINITE_TOKENS = 3  # "said it would help"
MAX_TO_OPENER = 14  # "said in a letter to the committee on Monday that …"
MAX_DATELINE_TOKENS = 14
MIN_DATELINE_LETTERS = 6  # of a single word: "EXCLUSIVE —", not "NATO —"
_DASHES = frozenset({"—", "–", "-", "--"})
_OFFSETS = frozenset({",", "—", "–"})
_FINITE = frozenset({"expl", "attr"})


def bound_content(cue: Cue, doc: Doc, cues: Cues) -> Bounds | None:
    """Return the tokens [first, after) of what is said, and how sure it is."""
    verb = doc[cue.first]
    if cue.row.kind == "preposition":
        return _bound_beside(verb, cue.after, cues)
    if cue.row.kind == "noun":
        return _score(bound_noun(verb, cue, cues), 0.7)
    if cue.is_frame and "clause" in cue.row.takes and _is_bare(verb) and _is_set_apart(verb):
        return _bound_beside(verb.doc[verb.left_edge.i], cue.after, cues, verb)
    for take, way in _WAYS.items():
        if take in cue.row.takes and (found := way(verb, cue, cues)) is not None:
            return found
    if cue.row.preposition is not None and (found := bound_preposition(verb, cue)) is not None:
        return found
    if "noun" in cue.row.takes and (found := bound_object(verb)) is not None:
        return found
    return bound_marked(verb, cue) if "marked" in cue.row.takes else None


def _bound_claim(verb: Token, _cue: Cue, cues: Cues) -> Bounds | None:
    """Return what is rejected in "rejected the claim that …"."""
    noun = find_claim(verb, cues)
    if noun is None:
        return None
    claim = Cue(first=noun.i, after=noun.i + 1, row=cues.nouns[noun.lemma_.lower()])
    return _score(bound_noun(noun, claim, cues), 0.7)


def _score(found: tuple[int, int] | None, score: float) -> Bounds | None:
    return (*found, score) if found is not None else None


def _is_bare(verb: Token) -> bool:
    """Has the verb nothing of its own that could be what is said?"""
    return not any(c.dep_ in {"dobj", "ccomp", "xcomp"} for c in verb.children)


def _is_set_apart(verb: Token) -> bool:
    """Does the frame begin a sentence or follow a comma: "As she said, …"?"""
    left = verb.left_edge
    if left.text in _OFFSETS:  # some parsers hang the comma on the frame
        return True
    return bool(left.is_sent_start) or left.i == 0 or verb.doc[left.i - 1].text in _OFFSETS


def _bound_said(verb: Token, cue: Cue, cues: Cues) -> Bounds | None:
    clause = _find_clause(verb, cue, cues)
    if clause is not None and "noun" in cue.row.takes and _is_next_deed(clause, verb):
        return tidy(verb.i + 1, _before(clause.i, verb.doc), verb.doc, 0.6)
    return _bound_clause(clause, verb, 0.85, cues) if clause is not None else _bound_host(verb)


def _is_next_deed(clause: Token, verb: Token) -> bool:
    """Is it one more of a list of deeds: "announced ten projects, signed a treaty, and visited …"?

    The parse takes the thing announced for the doer of what follows the comma.
    """
    alone = all(c.dep_ not in AUXILIARIES | {"mark"} for c in clause.lefts)
    goes_on = any(c.dep_ == "conj" and c.tag_ == verb.tag_ for c in clause.rights)
    listed = clause.i > verb.i and clause.doc[clause.i - 1].text == "," and goes_on
    return alone and listed and clause.tag_ == verb.tag_ == "VBD"


def _find_clause(verb: Token, cue: Cue, cues: Cues) -> Token | None:
    """Return the finite clause that the verb governs."""
    own = range(cue.first, cue.after)
    clauses = [c for c in verb.children if c.dep_ == "ccomp" and c.i not in own]
    for token in verb.doc[cue.first + 1 : cue.after]:  # "make clear that …": it may hang on "clear"
        clauses.extend(c for c in token.children if c.dep_ in {"ccomp", "csubj", "advcl"})
    if _is_cleft(verb):
        clauses.extend(c for c in verb.head.rights if c.dep_ == "ccomp")
    finite = [c for c in clauses if _is_finite(c)]
    return _find_opened(verb, cues) or (finite[-1] if finite else None)


def _is_cleft(verb: Token) -> bool:
    """Is it "lo que dijo la ministra es que …", the article hung on the verb?"""
    is_subject = verb.dep_ == "csubj" and verb.head.i > verb.i
    return is_subject and any(c.dep_ == "det" and c.pos_ == "PRON" for c in verb.lefts)


def _find_opened(verb: Token, cues: Cues) -> Token | None:
    """Return the clause of the first "that" behind the verb, whatever the parse hangs it on.

    "said in a statement that …", "said Aug. 23 that …", "told reporters that …"
    """
    doc, start = verb.doc, verb.i + 1
    for token in doc[start : min(start + MAX_TO_OPENER, verb.sent.end)]:
        if token.pos_ in {"VERB", "AUX"} or (token.is_punct and not token.ent_type_):
            return None
        if cues.has("opener", token.lower_) and token.dep_ == "mark":
            return token.head if token.i > start and _is_finite(token.head) else None
    return None


def _is_finite(clause: Token) -> bool:
    is_finite = "Fin" in clause.morph.get("VerbForm", []) or is_dropped(clause)
    if is_finite and any(c.dep_ == "mark" for c in clause.lefts):
        return True  # "that after the attacks, he was ready", where the parse loses the subject
    near = [*clause.children, *(g for c in clause.lefts if c.dep_ == "aux" for g in c.children)]
    return any(c.dep_ in SUBJECTS or c.dep_ in _FINITE for c in near)


def _bound_clause(clause: Token, verb: Token, score: float, cues: Cues) -> Bounds | None:
    first, after = clause.left_edge.i, clause.right_edge.i + 1
    if clause.i > verb.i:
        first = max(first, verb.i + 1)
        openers = [c.i for c in clause.lefts if c.dep_ == "mark" and cues.has("opener", c.lower_)]
        first = max(first, *openers) if openers and openers[0] > first else first
    else:
        after = min(after, _clause_start(verb))
        first = _skip_dateline(first, after, clause.doc)
    while first < after and _opens_clause(clause.doc[first], clause, cues):
        first += 1
    first = _skip_day(first, clause)
    after = _cut_second_verb(clause, verb, _cut_frame(clause, after, cues), cues)
    least = MIN_FINITE_TOKENS if _is_finite(clause) else MIN_TOKENS
    return tidy(first, after, clause.doc, score, least=least)


def _cut_second_verb(clause: Token, verb: Token, after: int, cues: Cues) -> int:
    """Return the end before "and urged …" when that goes on with the cue's subject, not the clause's.

    Its tense tells: "said a path remains open and urged …".
    """
    if clause.i < verb.i:
        return after
    for child in clause.rights:
        if child.dep_ != "conj" or child.tag_ != "VBD" or verb.tag_ not in {"VBD", "VBG"}:
            continue
        if any(c.dep_ in SUBJECTS | AUXILIARIES for c in child.lefts):
            continue
        said_too = clause.tag_ != "VBD" and child.lemma_.lower() in cues.verbs
        if said_too or _differs(clause, child):
            return min(after, _before(child.left_edge.i, child.doc))
    return after


def _differs(clause: Token, other: Token) -> bool:
    """Is it unlikely that "talks were fruitless" goes on with "slapped tariffs on steel"?"""
    if any(c.dep_ in AUXILIARIES for c in clause.lefts):
        return True
    things = [c for c in clause.lefts if c.dep_ in SUBJECTS and c.pos_ == "NOUN"]
    copular = any(c.dep_ in {"acomp", "attr"} for c in clause.rights)
    return bool(things) and copular and any(c.dep_ == "dobj" for c in other.rights)


def _before(at: int, doc: Doc) -> int:
    while at > 0 and (doc[at - 1].is_punct or doc[at - 1].dep_ == "cc"):
        at -= 1
    return at


def _skip_day(first: int, clause: Token) -> int:
    """Return the token after "Monday" in "told reporters Monday the talks had failed"."""
    doc = clause.doc
    lone = doc[first].ent_type_ == "DATE" and doc[first + 1].ent_type_ != "DATE"
    return first + 1 if lone and doc[first].pos_ == "PROPN" and first + 1 < clause.i else first


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
    if lacks_object(verb) or ("noun" in cue.row.takes and _has_object(verb)):
        return None
    for child in verb.rights:
        bare = is_infinitive(child)
        if child.dep_ == "xcomp" and (bare or any(c.dep_ == "aux" for c in child.lefts)):
            return _bound_clause(child, verb, 0.75, cues)
    return None


def _has_object(verb: Token) -> bool:
    """Is a thing announced, with an infinitive behind it: "announced a plan to build …"?"""
    return any(c.dep_ == "dobj" and c.pos_ == "NOUN" for c in verb.rights)


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
    own = [c.right_edge.i for c in verb.rights if not c.is_punct]
    start, end = _clause_start(verb), max([verb.i, *own]) + 1
    if not any(t.text in _OFFSETS for t in doc[max(start - 1, 0) : start + 1]):
        return None
    left, right = host.left_edge.i, host.right_edge.i + 1
    first = _skip_leading(_skip_dateline(left, start, doc), start, doc)
    goes_on = right - end > MIN_CLAUSE_TOKENS or end < host.i
    if verb.dep_ == "parataxis" and goes_on and end > first:
        return tidy(first, right, doc, 0.7)
    return tidy(first, start, doc, 0.6) if start - left > right - end else None


def _bound_beside(
    phrase: Token, after: int, cues: Cues, whole: Token | None = None
) -> Bounds | None:
    """Return the sentence without the phrase: what stands before it, else what follows it."""
    doc = phrase.doc
    sentence = phrase.sent
    root = whole if whole is not None else phrase
    ends = [t.right_edge.i + 1 for t in doc[phrase.i : after]] if whole is None else []
    start, end = phrase.i, max(root.right_edge.i + 1, after, *ends)
    for token in doc[after:end]:
        end = max(end, token.right_edge.i + 1)
    before = _skip_leading(_skip_dateline(sentence.start, start, doc), start, doc)
    opener = _opener_before(start, cues, doc)
    if opener is not None:  # "reported that, according to officials, …"
        if opener.dep_ != "mark":  # "a state that, in the view of officials, …"
            return None
        before = start
    if start - before >= MIN_CLAUSE_TOKENS and any(
        t.pos_ in {"VERB", "AUX"} for t in doc[before:start]
    ):
        return tidy(before, start, doc, 0.8)
    while (
        end < sentence.end
        and (doc[end].is_punct or doc[end].is_space)
        and doc[end].text not in OPENING_MARKS
    ):
        end += 1
    return tidy(end, sentence.end, doc, 0.8)


def _opener_before(at: int, cues: Cues, doc: Doc) -> Token | None:
    while at > 0 and doc[at - 1].is_punct:
        at -= 1
    return doc[at - 1] if at > 0 and cues.has("opener", doc[at - 1].lower_) else None


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


_WAYS: dict[str, Callable[[Token, Cue, Cues], Bounds | None]] = {
    "clause": _bound_said,
    "claim": _bound_claim,
    "infinitive": _bound_infinitive,
}
