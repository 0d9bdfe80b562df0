"""Programmes in texts: where one is named, which findings belong to it, what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.ids import make_id
from onrecord.model.periods import Period
from onrecord.model.spans import Evidence, Span


class PhaseState(StrEnum):
    """What became of a programme on a day."""

    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    BEGUN = "begun"
    CHANGED = "changed"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    ENDED = "ended"


class Tie(StrEnum):
    """Why a finding belongs to a programme."""

    WORDS = "its words name it"
    SENTENCE = "its sentence names it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Words that name a programme. `evidence.span` is the name."""

    programme_id: str
    evidence: Evidence

    @property
    def id(self) -> str:
        """Return the id, made from where the words stand."""
        span = self.evidence.span
        return make_id("nam", span.document_id, str(span.start), str(span.end), self.programme_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """A finding belongs to a programme, because of a naming."""

    programme_id: str
    finding_id: str
    kind: str  # statement, event, commitment, figure
    naming: Naming
    tie: Tie

    @property
    def id(self) -> str:
        """Return the id, made from both."""
        return make_id("bel", self.programme_id, self.finding_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A clause that says on which day a programme was begun, suspended, ended, …."""

    programme_id: str
    state: PhaseState
    period: Period
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One step in the life of a programme, from the pack's table or from texts.

    `source` says where the table has it from, or in which document it is told; `documents` and
    `origins` are how many tell it, 0 for a row of a table.
    """

    state: PhaseState
    period: Period
    words: str
    source: str
    span: Span | None = None
    documents: int = 0
    origins: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What all documents together say of a programme."""

    programme_id: str
    namings: int
    documents: int
    origins: int
    findings: int
    history: tuple[Moment, ...]
