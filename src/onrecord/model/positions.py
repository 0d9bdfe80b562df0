"""Positions: where an actor stands on an issue, with the words; and how that changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.actors import Mention
from onrecord.model.ids import make_id
from onrecord.model.spans import Evidence


class Stance(StrEnum):
    """Where one stands: on an act for or against, on a proposition one accepts or denies it."""

    FOR = "for"
    AGAINST = "against"
    ACCEPTS = "accepts"
    DENIES = "denies"


OPPOSITES = {
    Stance.FOR: Stance.AGAINST,
    Stance.AGAINST: Stance.FOR,
    Stance.ACCEPTS: Stance.DENIES,
    Stance.DENIES: Stance.ACCEPTS,
}


class Ground(StrEnum):
    """What a position was read from."""

    STATEMENT = "statement"  # the actor's own words, or what a text says they say
    EVENT = "event"  # what they do or did
    COMMITMENT = "commitment"
    TURN = "turn"  # their turn in a transcript
    TEXT = "text"  # what a text tells of them: "Mexico opposes …"


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where an actor stands on an issue, by one sentence (`evidence.spans[0]`).

    `evidence.spans[1]` are the words that tell the stance. `said_by` is who says of the actor that
    it stands there, None for the text itself. `is_bare` tells that the words around do not say
    whose matter it is: it counts only for actors at home in the issue.
    """

    issue: str
    stance: Stance
    actor: Mention
    ground: Ground
    evidence: Evidence
    finding_id: str | None = None
    said_by: Mention | None = None
    is_bare: bool = False

    @property
    def id(self) -> str:
        """Return the id, made from the words, the issue and the stance."""
        span = self.evidence.span
        place = f"{span.document_id} {span.start} {span.end}"
        return make_id("pos", place, self.issue, self.stance, self.actor.id)


class ShiftKind(StrEnum):
    """How two positions on one issue differ."""

    SHIFT = "shift"  # one actor, first one stance and later its opposite
    WORDS_AND_DEEDS = "words and deeds"  # what one actor says and what it does
    DISAGREEMENT = "disagreement"  # two actors


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """Two positions on an issue that do not go together, the earlier first."""

    issue: str
    kind: ShiftKind
    before: str  # the ids of the positions
    after: str
    before_day: date
    after_day: date
    reason: str

    @property
    def id(self) -> str:
        """Return the id, made from both positions."""
        return make_id("shi", self.before, self.after)
