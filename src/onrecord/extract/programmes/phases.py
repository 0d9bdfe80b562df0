"""What became of a programme on a day: begun, suspended, ended, … by a dated clause about it.

    "Title 42 was lifted on 11 May 2023"                  ended, 11 May 2023
    "the programme, launched in February 2025, …"         only where the programme's name is its noun
    "it will be suspended on Monday", "if it were ended"  nothing: it has not happened

The verbs and nouns are a table (`<language>/phases.yml`).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.annotate import Annotated
from onrecord.extract.clauses import PAST, SUBJECTS, lemma_of, things_of
from onrecord.extract.programmes.belongings import sentence_of
from onrecord.extract.stretches import clause_range
from onrecord.knowledge import PhaseWords
from onrecord.model import Naming, Period, Phase

LONGEST = 366  # days: a longer stretch tells no day
MAX_CLIMB = 6
LINKS = frozenset({"compound", "nmod", "amod", "poss", "appos"})


def read_phases(
    annotated: Annotated, namings: list[Naming], words: PhaseWords | None
) -> list[Phase]:
    """Return the phases that the clauses around namings tell, each once."""
    if words is None or not annotated.doc.has_annotation("DEP"):
        return []
    found: dict[tuple[str, str, Period], Phase] = {}
    for naming in namings:
        for phase in _read(annotated, naming, words):
            found.setdefault((phase.programme_id, phase.state, phase.period), phase)
    return list(found.values())


def _read(annotated: Annotated, naming: Naming, words: PhaseWords) -> Iterator[Phase]:
    span = naming.evidence.span
    tokens = annotated.doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return
    first, after = sentence_of(annotated, span)
    for head in _climb(tokens.root):
        for word in _predicates(head):
            state = words.find(lemma_of(word), [lemma_of(w) for w in _near(word)], word.pos_)
            if state is None or not _took_place(word, words):
                continue
            if word.pos_ == "VERB" and not _fits(word, head, state.is_done_to):
                continue
            clause = clause_range(word) if word.pos_ == "VERB" else _phrase(word)
            cut = annotated.cut(*clause)
            period = _find_period(annotated, word, max(first, cut.start), min(after, cut.end))
            if period is not None:
                yield Phase(
                    programme_id=naming.programme_id, state=state.state, period=period, span=cut
                )
                return


def _climb(token: Token) -> Iterator[Token]:
    """Yield the name's own noun and the nouns it only describes: "the Title 42 policy"."""
    yield token
    for _ in range(MAX_CLIMB):
        if token.dep_ not in LINKS or token.head.pos_ not in {"NOUN", "PROPN"}:
            return
        token = token.head
        yield token


def _predicates(noun: Token) -> Iterator[Token]:
    """Yield the words that say something of a noun: its verb, its participles, "the end of …"."""
    head = noun.head
    if head.pos_ == "VERB":
        yield head
    elif head.pos_ == "ADP" and head.head.pos_ in {"NOUN", "PROPN"}:
        yield head.head
    elif noun.dep_ == "poss":
        yield head
    for child in (*noun.children, *(head.children if noun.dep_ in SUBJECTS else ())):
        if child.pos_ == "VERB" and child.dep_ in {"acl", "relcl", "advcl"}:
            yield child


def _fits(verb: Token, noun: Token, is_done_to: bool) -> bool:
    """Is the noun what the deed is done to, or for verbs of coming about what comes about?"""
    is_beside = verb.dep_ == "advcl" and verb.tag_ == "VBN" and verb.head == noun.head
    if is_beside or (verb.dep_ in {"acl", "relcl"} and verb.head == noun):
        return not any(c.dep_ in {"dobj", "obj"} for c in verb.children)
    if noun in things_of(verb):
        return is_done_to
    return not is_done_to and noun.dep_ == "nsubj" and noun.head == verb


def _near(word: Token) -> Iterator[Token]:
    for child in word.children:
        if child.dep_ in {"dobj", "obj", "prep", "prt", "advmod"}:
            yield child
            yield from (c for c in child.children if c.dep_ in {"pobj", "obj", "prep"})


def _took_place(word: Token, words: PhaseWords) -> bool:
    """Is it told as past fact: no modal, no negation, no condition, no infinitive?"""
    if word.pos_ == "VERB" and word.tag_ not in PAST:
        return False
    if word.pos_ != "VERB" and word.head.lower_ not in words.facts:
        return False  # "called for the end of …", "the end of … would"
    for token in (word, word.head if word.dep_ in {"conj", "xcomp"} else word):
        for child in token.children:
            if child.tag_ in {"MD", "TO"} or child.dep_ == "neg":
                return False
            if child.lower_ in words.conditions:
                return False
    return not word.sent.text.rstrip().endswith("?")


def _phrase(noun: Token) -> tuple[int, int]:
    return noun.left_edge.i, noun.right_edge.i + 1


def _find_period(annotated: Annotated, word: Token, first: int, after: int) -> Period | None:
    """Return the one date of the clause; of several the one that hangs on the word."""
    dates = [
        d
        for d in annotated.dates
        if d.period is not None and d.period.days <= LONGEST and first <= d.start and d.end <= after
    ]
    if len(dates) > 1:
        dates = [d for d in dates if _hangs_on(annotated, word, d.start, d.end)]
    return dates[0].period if len({d.period for d in dates}) == 1 else None


def _hangs_on(annotated: Annotated, word: Token, start: int, end: int) -> bool:
    span = annotated.doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    token = span.root
    return token.head == word or (token.head.pos_ == "ADP" and token.head.head == word)
