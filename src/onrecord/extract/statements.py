"""Find statements in an annotated document."""

from __future__ import annotations

from onrecord.annotate import Annotated
from onrecord.knowledge import Knowledge
from onrecord.model import Statement

METHOD = "extract.statements@1"


def read_statements(annotated: Annotated, knowledge: Knowledge) -> list[Statement]:
    """Return the statements of a document in the order of its text."""
    return []
