"""Find events in an annotated document."""

from __future__ import annotations

from onrecord.annotate import Annotated
from onrecord.knowledge import Knowledge
from onrecord.model import Event, Statement

METHOD = "extract.events@1"


def read_events(
    annotated: Annotated, knowledge: Knowledge, statements: list[Statement]
) -> list[Event]:
    """Return the events of a document in the order of its text."""
    return []
