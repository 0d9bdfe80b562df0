"""Find commitments in an annotated document."""

from __future__ import annotations

from onrecord.annotate import Annotated
from onrecord.knowledge import Knowledge
from onrecord.model import Commitment, Statement

METHOD = "extract.commitments@1"


def read_commitments(
    annotated: Annotated, knowledge: Knowledge, statements: list[Statement]
) -> list[Commitment]:
    """Return the commitments of a document in the order of its text."""
    return []
