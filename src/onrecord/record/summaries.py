"""What a record comes to, in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.record.records import Record

OUTCOMES = ("holds", "close", "fails", "open")


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Counts of a record; `outcomes` are by kind of finding, then by outcome."""

    documents: int  # later versions of one left out
    versions: int  # these
    origins: int
    findings: dict[str, int]
    outcomes: dict[str, dict[str, int]]
    failing: list[dict[str, Any]]  # figures
    failing_quotes: list[dict[str, Any]]  # statements, each with the `reason` of its verdict
    problems: list[dict[str, Any]]


def summarise(record: Record) -> Summary:
    """Return what a record comes to."""
    findings = dict.fromkeys(("statements", "events", "commitments", "figures"), 0)
    outcomes: dict[str, dict[str, int]] = {}
    for kind, outcome, count in record.query("summary"):
        findings[kind] += count
        if outcome in OUTCOMES:
            outcomes.setdefault(kind, dict.fromkeys(OUTCOMES, 0))[outcome] += count
    documents = record.documents.arrow()
    versions = sum(first is not None for first in documents.column("version_of").to_pylist())
    return Summary(
        documents=len(documents) - versions,
        versions=versions,
        origins=len(set(documents.column("origin").to_pylist())),
        findings=findings,
        outcomes=outcomes,
        failing=list(record.figures.where("outcome=fails").dicts()),
        failing_quotes=list_failing_quotes(record),
        problems=record.rows("problem"),
    )


def list_failing_quotes(record: Record) -> list[dict[str, Any]]:
    """Return the statements whose quotes fail, each with why and with the words that differ."""
    verdicts = {row["finding"]: row for row in record.verdicts.where("outcome=fails").dicts()}
    return [
        {**row, **{name: verdicts[row["id"]][name] for name in ("reason", "difference", "nearest")}}
        for row in record.statements.where("outcome=fails").dicts()
        if row["id"] in verdicts
    ]
