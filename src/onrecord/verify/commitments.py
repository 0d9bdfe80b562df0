"""Say where a commitment stands: pending or overdue. Keeping and breaking need evidence.

"Canada will appoint a coordinator by 1 March 2025", seen on 15 March 2025 → fails, `overdue`: the day
has passed and no deed stands beside the words. Without a day to look from, everything is open.
"""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.model import Commitment, CommitmentKind, Document, Outcome, Verdict

METHOD = "verify.commitments@1"


def check_commitments(
    commitments: list[Commitment], document: Document, *, as_of: date | None = None
) -> list[Verdict]:
    """Return one verdict for each commitment, as it stands on `as_of`."""
    return [check_commitment(one, document, as_of=as_of) for one in commitments]


def check_commitment(commitment: Commitment, document: Document, *, as_of: date | None) -> Verdict:
    """Return where a commitment stands: open (`pending`) or fails (`overdue`).

    A threat or a conditional promise is never overdue: it may lapse, or its condition may not
    have come true.
    """
    due = commitment.due
    if due is None:
        return _verdict(commitment, Outcome.OPEN, "no day is named by which it is to be done")
    if commitment.kind is CommitmentKind.THREAT or commitment.condition is not None:
        return _verdict(commitment, Outcome.OPEN, f"named for {due}, but hangs on a condition")
    if as_of is None:
        return _verdict(commitment, Outcome.OPEN, f"due by {due}; no day to look from is given")
    if due >= as_of:
        return _verdict(
            commitment, Outcome.OPEN, f"due by {due}, {_days(due - as_of)} after {as_of}"
        )
    if _was_past(document, due):
        return _verdict(
            commitment, Outcome.OPEN, f"the day {due} lay before the text was published"
        )
    return _verdict(
        commitment,
        Outcome.FAILS,
        f"due by {due}, {_days(as_of - due)} before {as_of}, and no deed is on record",
    )


def _was_past(document: Document, due: date) -> bool:
    """Had the day passed when the text came out? Then the text itself may know the outcome."""
    publication = document.publication
    return publication is not None and publication.latest is not None and due < publication.latest


def _days(span: timedelta) -> str:
    return "1 day" if span.days == 1 else f"{span.days} days"


def _verdict(commitment: Commitment, outcome: Outcome, reason: str) -> Verdict:
    return Verdict(
        finding_id=commitment.id,
        outcome=outcome,
        diagnosis="overdue" if outcome is Outcome.FAILS else "pending",
        reason=reason,
        method=METHOD,
    )
