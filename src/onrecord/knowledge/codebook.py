"""The codebook: PLOVER's sixteen event types with their modes, and the contexts.

A row of codebook.yml is a type or a context; the section of the manual that says more is named.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import model_validator

from onrecord.knowledge.tables import Row, load_rows
from onrecord.model import EventStatus, EventType, TableError

QuadClass = Literal[
    "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"
]
TO_COME = frozenset({EventStatus.PLANNED, EventStatus.PROPOSED})
TYPE_NAMES = frozenset(str(one) for one in EventType)


class Mode(Row):
    """How an act of a type was done."""

    name: str
    definition: str
    intensity: float | None = None


class Reading(Row):
    """How often a frame of a type is right: counted on the labelled clauses of `tools/`.

    `sides` is how many of actor and target stand where the frame wants them, `others` the share of
    each type that it was instead.
    """

    sides: int
    right: float
    others: dict[EventType, float] = {}


class CodebookRow(Row):
    """A row of codebook.yml. `intensity` runs from -10 (war) to 10 (material help).

    `future` is the type that the manual codes for an act of this type that is still to come,
    `offered` for one that somebody is only willing to do, where that is another.
    """

    kind: Literal["type", "context"]
    name: str
    definition: str
    section: str
    quad: QuadClass | None = None
    intensity: float | None = None
    future: EventType | None = None
    offered: EventType | None = None
    modes: list[Mode] = []
    readings: list[Reading] = []

    @model_validator(mode="after")
    def _check_kind(self) -> CodebookRow:
        if self.kind == "type" and (self.quad is None or self.name not in TYPE_NAMES):
            raise ValueError(f'"{self.name}" is no event type with a quad class')
        if self.kind == "context" and (self.quad is not None or self.modes):
            raise ValueError(f'context "{self.name}" has neither quad class nor modes')
        return self


@dataclass(frozen=True, kw_only=True)
class Codebook:
    """The event types and contexts by name."""

    types: dict[EventType, CodebookRow] = field(default_factory=dict)
    contexts: dict[str, CodebookRow] = field(default_factory=dict)

    def find_mode(self, event_type: EventType, name: str) -> Mode | None:
        """Return a mode of a type."""
        row = self.types.get(event_type)
        return next((m for m in row.modes if m.name == name), None) if row else None

    def find_coded(self, event_type: EventType, status: EventStatus) -> EventType:
        """Return the type that PLOVER has for an act of a type and status.

        The manual codes a meeting that is still to come as AGREE, and help refused as REJECT.
        """
        if status is EventStatus.REJECTED:
            return EventType.REJECT
        row = self.types.get(event_type)
        if row is None or status not in TO_COME:
            return event_type
        offered = row.offered if status is EventStatus.PROPOSED else None
        return offered or row.future or event_type

    def find_reading(
        self, event_type: EventType, status: EventStatus, sides: int
    ) -> Reading | None:
        """Return how often such a frame is right, None where nothing was counted."""
        row = self.types.get(self.find_coded(event_type, status))
        return next((r for r in row.readings if r.sides == sides), None) if row else None


def load_codebook(folders: list[Path]) -> Codebook:
    """Return the codebook of all packs; a name may stand only once."""
    types: dict[EventType, CodebookRow] = {}
    contexts: dict[str, CodebookRow] = {}
    for folder in folders:
        path = folder / "codebook.yml"
        for line, row in load_rows(path, CodebookRow):
            if row.name in contexts or row.name in {str(one) for one in types}:
                raise TableError(f'{path}:{line}: "{row.name}" stands already in a codebook')
            if row.kind == "type":
                types[EventType(row.name)] = row
            else:
                contexts[row.name] = row
    return Codebook(types=types, contexts=contexts)
