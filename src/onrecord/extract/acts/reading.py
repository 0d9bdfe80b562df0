"""Find what a text says was done: the verb, what it is done to, and who is named as the doer.

"Canada on Tuesday appointed a coordinator" → done: appoint, coordinator, by Canada;
"Turkey began to take back migrants" → begun: take back; "did not send troops" → not done.
Wishes, plans, conditions and questions are no acts. A commitment's deed is read the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from spacy.tokens import Token

from onrecord.annotate import Annotated, Name, NameLabel
from onrecord.extract.clauses import (
    VERBAL,
    clause_range,
    find_subject,
    has_particle,
    is_passive,
    lemma_of,
    phrases_of,
    things_of,
)
from onrecord.knowledge import DeedWords, Knowledge
from onrecord.model import Act, Commitment, Event, Period, Span, Stage

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
# What hangs on an act and tells of another one: "after Mexico agreed …", "…, officials said".
ASIDES = frozenset({"advcl", "parataxis", "relcl", "acl:relcl", "ccomp", "conj", "nsubj"})
AUXILIARIES = frozenset({"aux", "auxpass", "aux:pass"})
LONGEST_DAYS = 31  # a longer stretch dates nothing


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
    deeds = (_read_deed(annotated, commitment) for commitment in commitments)
    return [act for act in (*done, *deeds) if act is not None]


def _read_done(
    annotated: Annotated, verb: Token, words: DeedWords, told: list[tuple[int, int, str]]
) -> Act | None:
    """Return the act that a verb tells of, None where it tells of none."""
    if verb.pos_ != "VERB":
        return None
    stage = _stage_of(verb, words)
    if stage is None:
        return None
    doers = _names_of_doer(annotated, verb, words)
    event = next((i for start, end, i in told if start <= verb.idx < end), None)
    if not doers and event is None:
        return None
    first, after = clause_range(_above(verb, words))
    tokens = list(_own_words(verb))
    if not any(t.pos_ in {"NOUN", "PROPN"} for t in tokens):
        return None
    found = _Found(span=annotated.cut(first, after), stage=stage, doers=doers, finding_id=event)
    return _make_act(annotated, verb, tokens, found)


def _read_deed(annotated: Annotated, commitment: Commitment) -> Act:
    """Return what a commitment binds to, as an act; one without a verb has no words either."""
    span = commitment.evidence.span
    deed = _find_deed(annotated, commitment)
    verb = next((t for t in deed if t.tag_ in {"VB", "VBG", "VBP"} and t.pos_ in VERBAL), None)
    # To leave something undone is shown by no deed; that it was done would have to be shown.
    if verb is None or any(c.dep_ == "neg" for c in verb.children):
        return Act(
            span=span, verb="", stage=Stage.BOUND, things=(), words=(), finding_id=commitment.id
        )
    inside = {t.i for t in deed}
    own = [t for t in _own_words(verb) if t.i in inside]
    found = _Found(span=span, stage=Stage.BOUND, doers=(), finding_id=commitment.id)
    return _make_act(annotated, verb, own, found)


def _find_deed(annotated: Annotated, commitment: Commitment) -> list[Token]:
    """Return the words of the deed in the commitment's clause."""
    span, text = commitment.evidence.span, annotated.document.text
    head = commitment.deed.split()[:3]
    within = annotated.doc.char_span(span.start, span.end, alignment_mode="expand")
    tokens = [t for t in within or () if span.start <= t.idx < span.end]
    for number, token in enumerate(tokens):
        if head[0].startswith(token.text) and text[token.idx : span.end].split()[:3] == head:
            return [t for t in tokens[number:] if not t.is_space]
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Where an act stands, and who does it."""

    span: Span
    stage: Stage
    doers: tuple[str, ...]
    finding_id: str | None


def _make_act(annotated: Annotated, verb: Token, tokens: list[Token], found: _Found) -> Act:
    dates = [(d.start, d.end) for d in annotated.dates]
    tokens = [t for t in tokens if not any(start <= t.idx < end for start, end in dates)]
    others = _others(annotated, tokens, found.doers)
    named = {i for n in annotated.names if n.candidates for i in range(n.first, n.after)}
    plain = [t for t in tokens if t.i not in named or t.pos_ not in {"PROPN", "ADJ"}]
    return Act(
        span=found.span,
        verb=verb_of(verb),
        stage=found.stage,
        things=tuple(dict.fromkeys(lemma_of(t) for t in _things(verb))),
        words=tuple(dict.fromkeys(lemma_of(t) for t in plain if t.pos_ in CONTENT and t != verb)),
        counts=tuple(_counts(plain)),
        actors=found.doers,
        others=others,
        finding_id=found.finding_id,
        period=_period_at(annotated, verb, found.span),
    )


def verb_of(verb: Token) -> str:
    """Return a verb with its particle: "take back"."""
    particle = next((c.lower_ for c in verb.children if c.dep_ in {"prt", "compound:prt"}), None)
    return f"{lemma_of(verb)} {particle}" if particle else lemma_of(verb)


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


def _own_words(verb: Token) -> Iterator[Token]:
    """Yield the words that belong to the act: not the doer's, nor those of other clauses."""
    passive = is_passive(verb)
    for child in verb.children:
        aside = child.dep_ in ASIDES and not (child.dep_ == "nsubj" and passive)
        if child.dep_ == "ccomp" and has_particle(child):  # "allowed cars to enter"
            aside = False
        if aside or child.dep_ == "agent":
            continue
        yield from _below(child)


def _below(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.dep_ not in {"advcl", "parataxis"}:
            yield from _below(child)


def _things(verb: Token) -> list[Token]:
    things = things_of(verb)
    return things or [head for _, head in phrases_of(verb)]


def _names_of_doer(annotated: Annotated, verb: Token, words: DeedWords) -> tuple[str, ...]:
    """Return the ids of the actors that the doer's words name, joined ones too."""
    doer = find_subject(verb)
    if is_passive(verb):
        doer = next((h for word, h in phrases_of(verb) if words.has("doer", word)), None)
    if doer is None:
        return ()
    heads = [doer, *(c for c in doer.subtree if c.dep_ == "conj" and c.head.i >= doer.i)]
    named = [annotated.name_at(h.i) for h in heads]
    return tuple(dict.fromkeys(i for n in named if n is not None for i in _ids(n)))


def _others(
    annotated: Annotated, tokens: Iterable[Token], doers: tuple[str, ...]
) -> tuple[str, ...]:
    places = {t.i for t in tokens}
    named = [n for n in annotated.names if any(i in places for i in range(n.first, n.after))]
    ids = dict.fromkeys(i for n in named for i in _ids(n))
    return tuple(i for i in ids if i not in doers)


def _ids(name: Name) -> tuple[str, ...]:
    """Return the actors a name may mean, none where they are many or it names an office."""
    if name.label is NameLabel.OFFICE or len(name.candidates) != 1:
        return ()
    return name.candidates


def _counts(tokens: Iterable[Token]) -> Iterator[tuple[Decimal, str]]:
    for token in tokens:
        if token.dep_ == "nummod" or token.like_num:
            number = _read_number(token.text)
            if number is not None:
                yield number, lemma_of(token.head)


def _read_number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _period_at(annotated: Annotated, verb: Token, span: Span) -> Period | None:
    """Return the nearest date of the clause that means few days."""
    dates = [
        d
        for d in annotated.dates
        if span.start <= d.start < span.end
        and d.period is not None
        and d.period.days <= LONGEST_DAYS
    ]
    return min(dates, key=lambda d: abs(d.start - verb.idx)).period if dates else None
