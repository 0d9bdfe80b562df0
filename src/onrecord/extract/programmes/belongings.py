"""Which findings of a document belong to a programme: those that name it, or share its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.annotate import Annotated
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


def find_belongings(
    annotated: Annotated, namings: list[Naming], findings: Iterable[Finding]
) -> list[Belonging]:
    """Return what belongs to the programmes named, each pair once."""
    if not namings:
        return []
    ranges = {naming.id: sentence_of(annotated, naming.evidence.span) for naming in namings}
    found: dict[str, Belonging] = {}
    for finding in findings:
        for belonging in _list_ties(finding, namings, ranges):
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
    finding: Finding, namings: list[Naming], ranges: dict[str, tuple[int, int]]
) -> Iterator[Belonging]:
    """Yield the ties of a finding; one whose words name a programme belongs to no other."""
    span = finding.evidence.span
    held = [n for n in namings if _meet(span, n.evidence.span.start, n.evidence.span.end)]
    beside = [n for n in namings if _meet(span, *ranges[n.id])]
    for naming in held or beside:
        yield Belonging(
            programme_id=naming.programme_id,
            finding_id=finding.id,
            kind=_name_kind(finding),
            naming=naming,
            tie=Tie.WORDS if held else Tie.SENTENCE,
        )


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
