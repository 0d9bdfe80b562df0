"""A position while it is read: who, what, by which words."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extract.positions.index import Hit
from onrecord.model import Document, Evidence, Ground, Mention, Position, Stance, cut_span

METHOD = "extract.positions@1"
LONGEST = 600  # characters of a quote: of a longer sentence only the words around are kept
AROUND = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Where `actor` stands by the words [start, end) of a hit's sentence."""

    hit: Hit
    stance: Stance
    start: int
    end: int
    actor: Mention
    ground: Ground
    score: float
    finding_id: str | None = None
    said_by: Mention | None = None
    begin: int = 0  # of who speaks: the words before it are not theirs


def make_position(document: Document, draft: Draft) -> Position:
    """Return the position, quoted by its sentence."""
    start, end = max(draft.hit.start, draft.begin), draft.hit.end
    named = draft.hit.place
    if end - start > LONGEST:
        start = max(start, min(named[0], draft.start) - AROUND)
        end = min(end, max(named[1], draft.end) + AROUND)
        while start > draft.hit.start and not document.text[start - 1].isspace():
            start += 1
        while end < draft.hit.end and not document.text[end].isspace():
            end -= 1
    spans = (
        cut_span(document, start, end),
        cut_span(document, draft.start, draft.end),
        cut_span(document, *named),
    )
    return Position(
        issue=draft.hit.issue.id,
        stance=draft.stance,
        actor=draft.actor,
        ground=draft.ground,
        evidence=Evidence(spans=spans, method=METHOD, score=draft.score),
        finding_id=draft.finding_id,
        said_by=draft.said_by,
        is_bare=draft.hit.is_bare,
    )
