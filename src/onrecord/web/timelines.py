"""The dated events that an address asks for, the reports of one happening together, and counts by month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.publish.timeline import name_precision
from onrecord.record import Record, Table
from onrecord.record.filters import FilterError
from onrecord.record.paging import Row

OWN_COLUMNS = (
    "id", "type", "mode", "actors", "targets", "date", "place", "status", "happening", "outcome",
)  # fmt: skip
MOMENT_COLUMNS = (*OWN_COLUMNS, "precision", "origins", "events", "words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which events are wanted; empty means all."""

    one: str = ""
    other: str = ""
    type: str = ""
    status: str = ""
    first: date | None = None
    last: date | None = None

    def to_parameters(self) -> dict[str, str]:
        """Return what the queries ask for; nothing is an empty text."""
        return {
            "one": self.one,
            "other": self.other,
            "type": self.type,
            "status": self.status,
            "first": self.first.isoformat() if self.first else "",
            "last": self.last.isoformat() if self.last else "",
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An event, or the reports of one happening: the best dated of them, and the ids of all."""

    best: Row
    origins: int

    @property
    def reports(self) -> list[str]:
        """Return the ids of all reports."""
        return list(self.best["reports"])

    @property
    def days(self) -> tuple[date, date]:
        """Return the first day and the day after the last."""
        first, after = self.best["date"]
        return first, after

    @property
    def precision(self) -> str:
        """Return how well the days are known."""
        return name_precision(self.days)

    def to_row(self) -> dict[str, Any]:
        """Return what is shown, as a row."""
        return {
            **{name: self.best[name] for name in OWN_COLUMNS},
            "precision": self.precision,
            "origins": self.origins,
            "events": self.reports,
            "words": self.best["quote"],
        }


def list_moments(record: Record, asked: Asked, *, most: int) -> tuple[list[Moment], int, int]:
    """Return the latest moments, how many there are, and how many events have no date."""
    rows = record.query_dicts("moments", {**asked.to_parameters(), "most": most})
    count = rows[0]["moments"] if rows else 0
    happenings = record.rows_among("happening", {r["happening"] for r in rows if r["happening"]})
    origins = {row["id"]: row["origins"] for row in happenings}
    moments = [Moment(best=row, origins=origins.get(row["happening"], 1)) for row in rows]
    undated = 0 if asked.one or asked.other else len(_choose(record, asked))
    return moments, count, undated


def list_months(
    record: Record, asked: Asked, quads: Mapping[str, str]
) -> list[tuple[date, str, int]]:
    """Return how many moments of each class each month has; those of no single month are left out."""
    counts: dict[tuple[date, str], int] = {}
    for month, kind, number in record.query("months", asked.to_parameters()):
        if kind in quads:
            counts[month, quads[kind]] = counts.get((month, quads[kind]), 0) + int(number)
    return [(month, quad, number) for (month, quad), number in sorted(counts.items())]


def _choose(record: Record, asked: Asked) -> Table:
    pairs = (("type", asked.type), ("status", asked.status))
    conditions = [f'{name}="{value}"' for name, value in pairs if value]
    return record.table("event").where("date=", *conditions)


def read_day(text: str) -> date | None:
    """Return a day written as 2025-03-31, None for nothing. Raises FilterError for what is none."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise FilterError(f'"{text}" is no day; write it as 2025-03-31') from error
