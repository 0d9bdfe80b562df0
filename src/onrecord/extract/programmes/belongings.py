"""Which findings of a document belong to a programme: those that name it, or share its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from onrecord.annotate import Annotated
from onrecord.extract.clauses import VERBAL
from onrecord.model import (
    Belonging,
    Commitment,
    Event,
    Figure,
    Finding,
    Naming,
    Span,
    Statement,
    Tie,
)

JOINED = frozenset({"conj", "parataxis"})


def find_belongings(
    annotated: Annotated, namings: list[Naming], findings: Iterable[Finding]
) -> list[Belonging]:
    """Return what belongs to the programmes named, each pair once."""
    if not namings:
        return []
    ranges = {naming.id: sentence_of(annotated, naming.evidence.span) for naming in namings}
    found: dict[str, Belonging] = {}
    for finding in findings:
        for belonging in _list_ties(annotated, finding, namings, ranges):
            found.setdefault(belonging.id, belonging)
    return list(found.values())


def sentence_of(annotated: Annotated, span: Span) -> tuple[int, int]:
    """Return the characters of the sentence around a span, within its paragraph."""
    text = annotated.document.text
    first = text.rfind("\n", 0, span.start) + 1
    line_end = text.find("\n", span.end)
    after = len(text) if line_end < 0 else line_end
    around = annotated.doc.char_span(span.start, span.end, alignment_mode="expand")
    if around is not None:
        sentence = around[0].sent
        first, after = max(first, sentence.start_char), min(after, sentence.end_char)
    return first, max(after, span.end)


def _list_ties(
    annotated: Annotated,
    finding: Finding,
    namings: list[Naming],
    ranges: dict[str, tuple[int, int]],
) -> Iterator[Belonging]:
    """Yield the ties of a finding; one whose words name a programme belongs to no other."""
    span = finding.evidence.span
    held = [n for n in namings if _meet(span, n.evidence.span.start, n.evidence.span.end)]
    beside = [
        n
        for n in namings
        if _meet(span, *ranges[n.id]) and _hang_together(annotated, span, n, ranges[n.id])
    ]
    for naming in held or beside:
        yield Belonging(
            programme_id=naming.programme_id,
            finding_id=finding.id,
            kind=_name_kind(finding),
            naming=naming,
            tie=Tie.WORDS if held else Tie.SENTENCE,
        )


def _hang_together(
    annotated: Annotated, span: Span, naming: Naming, sentence: tuple[int, int]
) -> bool:
    """Do words and name stand in one clause, or one of the two in a clause below the other's?

    Of deeds joined in one sentence ("ended the dialogue, built a wall and sent troops") only that
    with the name is about it. Without a parse the sentence decides.
    """
    if not annotated.doc.has_annotation("DEP"):
        return True
    start, end = max(span.start, sentence[0]), min(span.end, sentence[1])
    name = naming.evidence.span
    one = annotated.doc.char_span(start, end, alignment_mode="expand")
    other = annotated.doc.char_span(name.start, name.end, alignment_mode="expand")
    if one is None or other is None:
        return False
    chain, others = _clauses_above(one.root), _clauses_above(other.root)
    return chain[0] in others or others[0] in chain


def _clauses_above(token: Token) -> list[int]:
    """Return the verbs that a word stands under, nearest first, up to one that is only joined."""
    verbs = []
    for above in (token, *token.ancestors):
        if above.pos_ in VERBAL or above.dep_ == "ROOT":
            verbs.append(above.i)
            if above.dep_ in JOINED:
                break
    return verbs or [token.i]


def _meet(span: Span, start: int, end: int) -> bool:
    return span.start < end and start < span.end


def _name_kind(finding: Finding) -> str:
    match finding:
        case Statement():
            return "statement"
        case Event():
            return "event"
        case Commitment():
            return "commitment"
        case Figure():
            return "figure"
