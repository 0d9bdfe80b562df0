"""Commitments: who binds whom to what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.actors import Mention
from onrecord.model.spans import Evidence


class CommitmentKind(StrEnum):
    """What binds."""

    PROMISE = "promise"
    AGREEMENT = "agreement"
    OFFER = "offer"
    THREAT = "threat"
    TARGET = "target"


class CommitmentStrength(StrEnum):
    """How firmly the governing words bind, the firmest first."""

    WILL = "will"  # will, pledges, agrees
    INTENDS = "intends"  # intends, plans, threatens, is going to
    READY = "ready"  # offers, is ready to, could
    SEEKS = "seeks"  # seeks, aims, its goal is to
    HOPES = "hopes"  # hopes, wants, considers


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """Somebody binds themselves to a future act. `evidence.spans[0]` is the clause."""

    id: str
    document_id: str
    by: tuple[Mention, ...]
    to: tuple[Mention, ...]
    deed: str
    kind: CommitmentKind
    evidence: Evidence
    strength: CommitmentStrength = CommitmentStrength.WILL
    joint: bool = False  # several sides bind themselves together
    condition: str | None = None
    due: date | None = None
