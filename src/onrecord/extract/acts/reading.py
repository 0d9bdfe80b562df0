"""Find what a text says was done: the verb, what it is done to, and who is named as the doer.

"Canada on Tuesday appointed a coordinator" → done: appoint, coordinator, by Canada;
"Turkey began to take back migrants" → begun: take back; "did not send troops" → not done.
Wishes, plans, conditions and questions are no acts. A commitment's deed is read the same way.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate import Annotated
from onrecord.extract.acts.bound import read_asked, read_deeds
from onrecord.extract.acts.making import Found, make_act, names_of_doer, own_words
from onrecord.extract.clauses import lemma_of
from onrecord.extract.stretches import clause_range
from onrecord.knowledge import DeedWords, Knowledge
from onrecord.model import Act, Commitment, Event, Stage

AUXILIARIES = frozenset({"aux", "auxpass", "aux:pass"})


def read_acts(
    annotated: Annotated,
    knowledge: Knowledge,
    commitments: list[Commitment],
    events: list[Event],
) -> list[Act]:
    """Return the acts of a document in the order of its text, then its commitments' deeds.

    An act counts where its subject names an actor of the tables, or an event was read there.
    """
    words = knowledge.deed_words.get(annotated.document.language)
    if words is None:
        return []
    told = [(e.evidence.span.start, e.evidence.span.end, e.id) for e in events]
    done = (_read_done(annotated, token, words, told) for token in annotated.doc)
    deeds = (act for commitment in commitments for act in read_deeds(annotated, commitment, words))
    asked = (read_asked(annotated, commitment, words) for commitment in commitments)
    return [act for act in (*done, *deeds, *asked) if act is not None]


def _read_done(
    annotated: Annotated, verb: Token, words: DeedWords, told: list[tuple[int, int, str]]
) -> Act | None:
    """Return the act that a verb tells of, None where it tells of none."""
    if verb.pos_ != "VERB":
        return None
    stage = _stage_of(verb, words)
    if stage is None:
        return None
    doers = names_of_doer(annotated, verb, words)
    event = next((i for start, end, i in told if start <= verb.idx < end), None)
    if not doers and event is None:
        return None
    first, after = clause_range(_above(verb, words))
    tokens = list(own_words(verb))
    if not any(t.pos_ in {"NOUN", "PROPN"} for t in tokens):
        return None
    found = Found(span=annotated.cut(first, after), stage=stage, doers=doers, finding_id=event)
    return make_act(annotated, verb, tokens, found, words=words)


def _stage_of(verb: Token, words: DeedWords) -> Stage | None:
    """Return how far the verb's act had come; None for plans, wishes, conditions, questions."""
    above = _above(verb, words)
    if not _is_past(above, words) or _is_in_doubt(above, words):
        return None
    if any(c.dep_ == "neg" for c in (*verb.children, *above.children)):
        return Stage.NOT_DONE
    if above is not verb:
        return Stage.BEGUN
    if words.has("begin", lemma_of(verb)) and any(c.dep_ == "xcomp" for c in verb.children):
        return None  # told by the verb below it
    return Stage.DONE


def _above(verb: Token, words: DeedWords) -> Token:
    """Return the verb of beginning above a verb ("began to withdraw"), else the verb itself."""
    if verb.dep_ == "xcomp" and words.has("begin", lemma_of(verb.head)):
        return verb.head
    return verb


def _is_past(verb: Token, words: DeedWords) -> bool:
    """Is it told as done: "sent", "has sent", "did not send"? Not "will send", "to send"."""
    auxiliaries = [c for c in verb.children if c.dep_ in AUXILIARIES]
    if any(c.tag_ in {"MD", "TO"} for c in auxiliaries):
        return False
    if verb.tag_ == "VBD" or (verb.tag_ == "VB" and any(c.tag_ == "VBD" for c in auxiliaries)):
        return True
    if verb.tag_ == "VBN":
        if verb.dep_ == "conj" and not auxiliaries and verb.head.pos_ == "VERB":
            return _is_past(verb.head, words)
        return any(words.has("past helper", lemma_of(c)) for c in auxiliaries)
    return False


def _is_in_doubt(verb: Token, words: DeedWords) -> bool:
    """Does a condition or an indirect question hold it: "if Mexico sent", "whether it sent"?"""
    marks = [c for c in verb.children if c.dep_ in {"mark", "advmod"} and c.i < verb.i]
    return any(words.has("doubt", lemma_of(mark)) for mark in marks)
