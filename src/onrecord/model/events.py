"""Events: who did what to whom, where and when, in PLOVER's terms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.actors import Mention
from onrecord.model.periods import Period
from onrecord.model.spans import Evidence


class EventType(StrEnum):
    """The sixteen event types of PLOVER."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class EventStatus(StrEnum):
    """Whether it took place."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    PROPOSED = "proposed"
    REJECTED = "rejected"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what to whom. `evidence.spans[0]` is the clause that reports it."""

    id: str
    document_id: str
    actors: tuple[Mention, ...]
    type: EventType
    targets: tuple[Mention, ...]
    status: EventStatus
    evidence: Evidence
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    period: Period | None = None
    place: str | None = None
    asserted_by: Mention | None = None
    alternatives: tuple[tuple[EventType, float], ...] = ()  # what else it may be, likeliest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """The reports of one real event put together; `outcome` is corroborated, single-origin, ..."""

    id: str
    event_ids: tuple[str, ...]
    outcome: str
    documents: int
    origins: int
    differences: tuple[str, ...] = ()  # what independent reports tell otherwise, a line for each
