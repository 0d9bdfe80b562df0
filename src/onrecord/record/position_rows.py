"""Positions and shifts as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.model import Document, Position, Shift
from onrecord.record.rows import Row, clean_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whose position it is: the actor, the side it acts for, and since when it is told."""

    actor_id: str
    name: str
    side: str
    day: date | None


def position_row(position: Position, document: Document, holder: Holder) -> Row:
    """Return a row of `position`."""
    span = position.evidence.span
    return {
        "id": position.id,
        "actor": holder.actor_id,
        "actor_name": holder.name,
        "side": holder.side,
        "issue": position.issue,
        "stance": position.stance.value,
        "day": holder.day,
        "ground": position.ground.value,
        "cue": clean_text(position.evidence.spans[1].quote),
        "finding": position.finding_id,
        "document": document.id,
        "source": clean_text(document.source),
        "quote": clean_text(span.quote),
        "start": span.start,
        "end": span.end,
        "method": position.evidence.method,
        "score": position.evidence.score,
    }


def shift_row(shift: Shift) -> Row:
    """Return a row of `shift`."""
    return {
        "id": shift.id,
        "issue": shift.issue,
        "kind": shift.kind.value,
        "before": shift.before,
        "after": shift.after,
        "before_day": shift.before_day,
        "after_day": shift.after_day,
        "reason": shift.reason,
    }
