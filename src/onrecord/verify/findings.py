"""What one check of one figure against one indicator came to, before it becomes a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from onrecord.model import Outcome, Reference
from onrecord.verify.comparing import ORDER


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A name of EXPLANATIONS, the arithmetic in words, the nearest true reading.

    `true` is the number that would be true in the place of the stated one, as a text would write
    it, where the diagnosis tells.
    """

    name: str | None
    detail: str
    nearest: str | None
    true: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Outcome, diagnosis and reason of one comparison."""

    outcome: Outcome
    reason: str
    diagnosis: str | None = None
    reference: Reference | None = None
    nearest: str | None = None
    compared: Decimal | None = None  # the official value, or the one worked out
    true: Decimal | None = None  # what would be true in the place of the stated number

    def order(self, stated: Decimal) -> tuple[int, bool, Decimal]:
        """Return a key by which the kindest check comes first, then the one that is nearest."""
        gap = abs(self.compared - stated) if self.compared is not None else Decimal(0)
        return ORDER[self.outcome], self.reference is None, gap


def leave_open(diagnosis: str, reason: str, reference: Reference | None = None) -> Check:
    """Return a check that decides nothing, with its reason."""
    return Check(outcome=Outcome.OPEN, diagnosis=diagnosis, reason=reason, reference=reference)
