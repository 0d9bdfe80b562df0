"""The dated events that an address asks for, the reports of one happening together, and counts by month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.publish.dyads import find_month
from onrecord.publish.timeline import is_between, name_precision
from onrecord.record import Record, Table
from onrecord.record.paging import Row, take_page
from onrecord.web.reading import ALL_ROWS

COLUMNS = (
    "id", "document", "source", "quote", "type", "mode", "actors", "targets", "date", "place",
    "status", "happening", "outcome",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which events are wanted; empty means all."""

    one: str = ""
    other: str = ""
    type: str = ""
    status: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An event, or the reports of one happening: the best dated of them, and all."""

    best: Row
    reports: tuple[Row, ...]
    origins: int

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
        names = (
            "type",
            "mode",
            "actors",
            "targets",
            "date",
            "place",
            "status",
            "happening",
            "outcome",
        )
        return {
            **{name: self.best[name] for name in names},
            "precision": self.precision,
            "origins": self.origins,
            "events": [row["id"] for row in self.reports],
            "words": [row["quote"] for row in self.reports],
        }


def list_moments(record: Record, asked: Asked, *, most: int) -> tuple[list[Moment], int, int]:
    """Return the latest moments, how many there are, and how many events have no date."""
    rows = [row for row in _take(record, asked) if row["date"]]
    undated = len(_choose(record, asked).where("date=")) if not (asked.one and asked.other) else 0
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if _is_within(row["date"], asked):
            groups.setdefault(row["happening"] or row["id"], []).append(row)
    ordered = sorted((_pick(some) for some in groups.values()), key=_order, reverse=True)
    shown = ordered[:most]
    happenings = record.rows_among("happening", {r["happening"] for r in shown if r["happening"]})
    origins = {row["id"]: row["origins"] for row in happenings}
    moments = [
        Moment(
            best=best,
            reports=tuple(groups[best["happening"] or best["id"]]),
            origins=origins.get(best["happening"], 1),
        )
        for best in shown
    ]
    return moments, len(ordered), undated


def list_months(
    record: Record, asked: Asked, quads: Mapping[str, str]
) -> list[tuple[date, str, int]]:
    """Return how many moments of each class each month has; those of no single month are left out."""
    counts: dict[tuple[date, str], set[str]] = {}
    for row in _take(record, asked):
        if not row["date"] or not _is_within(row["date"], asked) or row["type"] not in quads:
            continue
        month = find_month(*row["date"])
        if month is not None:
            counts.setdefault((month, quads[row["type"]]), set()).add(row["happening"] or row["id"])
    return [(month, quad, len(found)) for (month, quad), found in sorted(counts.items())]


def _take(record: Record, asked: Asked) -> Iterator[Row]:
    dyad = (asked.one, asked.other) if asked.one and asked.other else None
    for row in take_page(_choose(record, asked), columns=COLUMNS, limit=ALL_ROWS):
        if is_between(row, dyad):
            yield row


def _choose(record: Record, asked: Asked) -> Table:
    conditions = [
        f'{name}="{value}"'
        for name, value in (("type", asked.type), ("status", asked.status))
        if value
    ]
    if bool(asked.one) != bool(asked.other):
        conditions.append(f'actors="{asked.one or asked.other}"')
    return record.table("event").where(*conditions)


def _pick(rows: list[Row]) -> Row:
    return min(rows, key=lambda r: ((r["date"][1] - r["date"][0]).days, r["date"][0], r["id"]))


def _order(row: Row) -> tuple[date, date, str]:
    return row["date"][0], row["date"][1], row["id"]


def _is_within(days: list[date], asked: Asked) -> bool:
    first, after = days
    if asked.first is not None and after <= asked.first:
        return False
    return asked.last is None or first <= asked.last
