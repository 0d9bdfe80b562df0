"""Positions for pages: who stands where on each issue, how that shifts, a chart with a lane each.

Positions that say the same (issue, side, stance, day) in several documents are one line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.publish.dossier_rows import Excerpt, RecordReader, Row, Source, Tables, name_day
from onrecord.publish.ledger_charts import Drawing
from onrecord.publish.position_charts import Mark, draw_positions


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionLine:
    """One position with its sentence; `others` are how many more documents say the same."""

    id: str
    who: str
    side: str
    stance: str
    day: str
    ground: str
    excerpt: Excerpt
    source: Source
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftLine:
    """Two positions that do not go together."""

    id: str
    kind: str
    reason: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePart:
    """What the page shows of one issue."""

    id: str
    name: str
    chart: Drawing | None
    shifts: tuple[ShiftLine, ...]
    lines: tuple[PositionLine, ...]


def list_issues(tables: Tables, record: RecordReader, names: Mapping[str, str]) -> list[IssuePart]:
    """Return the issues on which somebody takes a stand, those with most positions first.

    `names` are those of the issues.
    """
    by_issue: dict[str, list[Row]] = {}
    for row in record.rows("position"):
        by_issue.setdefault(row["issue"], []).append(row)
    shifts: dict[str, list[Row]] = {}
    for row in record.rows("shift"):
        shifts.setdefault(row["issue"], []).append(row)
    parts = [
        _make_part((issue, names.get(issue, issue)), rows, shifts.get(issue, []), tables)
        for issue, rows in by_issue.items()
    ]
    return sorted(parts, key=lambda part: (-len(part.lines), part.id))


def _make_part(
    issue: tuple[str, str], rows: list[Row], shifts: list[Row], tables: Tables
) -> IssuePart:
    """Return what the page shows of an issue, given by id and name."""
    groups: dict[tuple[str, str, str, date | None], list[Row]] = {}
    for row in sorted(rows, key=order_of_row):
        groups.setdefault((row["side"], row["actor"], row["stance"], row["day"]), []).append(row)
    marks = [
        Mark(
            side=tables.states.get(side, side),
            who=some[0]["actor_name"],
            stance=stance,
            day=day,
            finding=some[0]["id"],
        )
        for (side, _, stance, day), some in groups.items()
        if day is not None
    ]
    quotes = {row["id"]: tables.cut(row).quote for row in rows}
    return IssuePart(
        id=issue[0],
        name=issue[1],
        chart=draw_positions(issue[1], marks),
        shifts=tuple(_shift_line(row, quotes) for row in shifts),
        lines=tuple(_line(some, tables) for some in groups.values()),
    )


def order_of_row(row: Row) -> tuple[date, str, str]:
    """Return what puts positions in order: the day, then whose they are."""
    return row["day"] or date.max, row["side"], row["id"]


def _line(rows: list[Row], tables: Tables) -> PositionLine:
    first = rows[0]
    documents = {row["document"] for row in rows}
    return PositionLine(
        id=first["id"],
        who=first["actor_name"],
        side=first["side"],
        stance=first["stance"],
        day=name_day(first["day"]) if first["day"] else "day unknown",
        ground=first["ground"],
        excerpt=tables.cut(first),
        source=tables.source_of(first),
        others=len(documents) - 1,
    )


def _shift_line(row: Row, quotes: Mapping[str, str]) -> ShiftLine:
    return ShiftLine(
        id=row["id"],
        kind=row["kind"],
        reason=row["reason"],
        before=quotes.get(row["before"], ""),
        after=quotes.get(row["after"], ""),
    )
