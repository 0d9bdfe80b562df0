"""Say where a commitment stands: pending or overdue. Keeping and breaking need evidence."""

from __future__ import annotations

from datetime import date

from onrecord.model import Commitment, Document, Verdict

METHOD = "verify.commitments@1"


def check_commitments(
    commitments: list[Commitment], document: Document, *, as_of: date | None = None
) -> list[Verdict]:
    """Return one verdict for each commitment."""
    return []
