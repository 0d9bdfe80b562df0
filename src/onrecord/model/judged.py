"""What reviewers came to, by finding: its state, what it should say instead, and how right methods are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from onrecord.model.reviews import JUDGING, MENDED, Decision

# Table → the columns by which its rows are left out when a finding is rejected.
LEFT_OUT_BY = {
    "statement": ("id",), "event": ("id",), "commitment": ("id",), "figure": ("id",),
    "move": ("id", "commitment", "finding"), "position": ("id", "finding"), "verdict": ("finding",),
    "belonging": ("finding",), "happening": ("id",), "shift": ("before", "after"),
}  # fmt: skip
# Tables whose rows a reviewer may judge; exports give each the columns of `REVIEW_COLUMNS`.
JUDGED_TABLES = ("statement", "event", "commitment", "figure", "move", "position")
REVIEW_COLUMNS = ("reviewed", "reviewed_by", "corrected")
CORRECTION_FIELDS = ("field", "before", "value", "by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a reviewer says a field should hold, with what it holds beside it."""

    field: str
    before: str
    value: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What reviewers came to, by the id of the finding as it is in this build."""

    states: Mapping[str, str] = field(default_factory=dict)  # accepted, rejected, …
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    methods: Mapping[str, str] = field(default_factory=dict)  # how right each is, in words
    rejected: frozenset[str] = frozenset()  # kept, but not counted
    resting: frozenset[str] = frozenset()  # rows that stand on nothing but rejected ones
    reviewers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    people: int = 0

    @property
    def left_out(self) -> frozenset[str]:
        """Return the ids of what does not count: what was rejected, and what stands on it alone."""
        return self.rejected | self.resting

    def keeps(self, table: str, row: Mapping[str, Any]) -> bool:
        """Does a row count? One that rests on a rejected finding does not."""
        columns = LEFT_OUT_BY.get(table, ())
        return not any(row.get(c) in self.rejected or row.get(c) in self.resting for c in columns)


class Rows(Protocol):
    """What gives the rows of tables."""

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return all rows of a table."""
        ...


class Counted:
    """Reads a record without what reviewers rejected, and without what rests on it."""

    def __init__(self, record: Rows, judged: Judged) -> None:
        self._record = record
        self.judged = judged

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the rows of a table that count."""
        rows = self._record.rows(table)
        if not self.judged.rejected or table not in LEFT_OUT_BY:
            return rows
        return [row for row in rows if self.judged.keeps(table, row)]


def say_reviewed(judged: Judged, name: str) -> dict[str, Any]:
    """Return what JSON adds to a finding's columns: its state, by whom, and what was corrected."""
    return {column: value for column, value in list_review(judged, name).items() if value}


def list_review(judged: Judged, name: str) -> dict[str, Any]:
    """Return the values of a finding's `REVIEW_COLUMNS`; all are there, also for what nobody judged."""
    return {
        "reviewed": judged.states.get(name),
        "reviewed_by": list(judged.reviewers.get(name, ())),
        "corrected": [asdict(one) for one in judged.corrections.get(name, ())],
    }


def read_judged(rows: Iterable[Mapping[str, Any]]) -> Judged:
    """Return what the rows of the table `review` come to; undone ones count no more."""
    held = [row for row in rows if row["now"] and row["fate"] != "undone"]
    corrections: dict[str, list[Correction]] = {}
    for row in held:
        if row["decision"] in MENDED - {Decision.MERGE} and row["value"]:
            corrections.setdefault(row["now"], []).append(
                Correction(
                    field=row["field"] or "edges of the words",
                    before=row["before"] or "",
                    value=row["value"],
                    by=row["by"],
                )
            )
    states = {row["now"]: row["state"] for row in held if row["state"]}
    by: dict[str, dict[str, None]] = {}
    for row in held:
        if row["decision"] in JUDGING:
            by.setdefault(row["now"], {})[row["by"]] = None
    return Judged(
        reviewers={name: tuple(some) for name, some in by.items()},
        states=states,
        rejected=frozenset(name for name, state in states.items() if state == "rejected"),
        corrections={name: tuple(some) for name, some in corrections.items()},
        people=len({row["by"] for row in held if row["decision"] in JUDGING}),
    )
