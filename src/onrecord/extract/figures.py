"""Find figures in an annotated document."""

from __future__ import annotations

from onrecord.annotate import Annotated
from onrecord.knowledge import Knowledge
from onrecord.model import Figure, Statement

METHOD = "extract.figures@1"


def read_figures(
    annotated: Annotated, knowledge: Knowledge, statements: list[Statement]
) -> list[Figure]:
    """Return the figures of a document in the order of its text."""
    return []
