"""Verdicts: one check of one finding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from onrecord.model.ids import make_id
from onrecord.model.periods import Period
from onrecord.model.spans import Span


class Outcome(StrEnum):
    """What a check came to."""

    HOLDS = "holds"
    CLOSE = "close"
    FAILS = "fails"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a finding was compared with: a series' value of one vintage."""

    series_id: str
    period: Period
    values: tuple[Decimal, ...]  # over vintages, the one that counted first
    as_of: date
    publisher: str
    carrier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Words that a quote was compared with, and whose they are."""

    span: Span
    speaker: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One check of one finding.

    `reason` is one plain sentence with the arithmetic; `nearest` is the reading that would be
    true, when the finding fails. A quote's verdict has the words it was `compared` with, and the
    `difference`: [-what only these have-] and {+what only the quote has+}.
    """

    finding_id: str
    outcome: Outcome
    diagnosis: str | None
    reason: str
    method: str
    reference: Reference | None = None
    nearest: str | None = None
    replacement: str | None = None  # a figure's words with the number that would be true
    compared: tuple[Compared, ...] = ()
    difference: str | None = None

    @property
    def id(self) -> str:
        """Return the id, made from the finding and the method."""
        return make_id("ver", self.finding_id, self.method)
