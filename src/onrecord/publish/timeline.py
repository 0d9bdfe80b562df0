"""What happened when: the events of a record by day, reports of one happening in one line.

2025-02-03  day    CONCEDE  USA → MEX  happened  corroborated (3 documents, 2 origins)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.model import Period
from onrecord.publish.dossier_rows import RecordReader, Row

LONGEST_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One event as one document tells it."""

    event: str
    quote: str
    document: str
    source: str
    outlet: str | None
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineLine:
    """An event, or the reports of one happening. `precision` says how well the days are known."""

    first: date
    after: date
    precision: str
    type: str
    mode: str | None
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    status: str
    place: str | None
    outcome: str | None
    happening: str | None
    documents: int
    origins: int
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which events are wanted: between two sides, and within days."""

    dyad: tuple[str, str] | None = None
    first: date | None = None
    last: date | None = None


def list_timeline_lines(record: RecordReader, chosen: Chosen) -> tuple[list[TimelineLine], int]:
    """Return the dated events that are wanted, earliest first, and how many have no date."""
    documents = {row["id"]: row for row in record.rows("document")}
    happenings = {row["id"]: row for row in record.rows("happening")}
    groups: dict[str, list[Row]] = {}
    undated = 0
    for row in record.rows("event"):
        if documents[row["document"]]["version_of"] is not None or not is_between(row, chosen.dyad):
            continue
        if not row["date"]:
            undated += 1
        elif _is_within(row["date"], chosen):
            groups.setdefault(row["happening"] or row["id"], []).append(row)
    lines = [_make_line(rows, happenings, documents) for rows in groups.values()]
    return sorted(lines, key=lambda line: (line.first, line.after, line.reports[0].event)), undated


def is_between(row: Row, dyad: tuple[str, str] | None) -> bool:
    """Does one side of the dyad act on the other, or both together?"""
    if dyad is None:
        return True
    one, other = dyad
    actors, targets = set(row["actors"] or ()), set(row["targets"] or ())
    return (
        (one in actors and other in targets)
        or (other in actors and one in targets)
        or {one, other} <= actors
    )


def name_precision(days: Iterable[date]) -> str:
    """Return how well a stretch of days is known: day, days, month, year, or longer."""
    first, after = days
    period = Period(first, after)
    if period.days == 1:
        return "day"
    if period.days <= LONGEST_WEEK:
        return "days"
    if period.is_month():
        return "month"
    return "year" if period.is_year() else "stretch"


def _is_within(days: list[date], chosen: Chosen) -> bool:
    first, after = days
    if chosen.first is not None and after <= chosen.first:
        return False
    return chosen.last is None or first <= chosen.last


def _make_line(
    rows: list[Row], happenings: Mapping[str, Row], documents: Mapping[str, Row]
) -> TimelineLine:
    """Return one line; of several dates the narrowest is shown."""
    best = min(rows, key=lambda r: ((r["date"][1] - r["date"][0]).days, r["date"][0], r["id"]))
    happening = happenings.get(best["happening"] or "")
    return TimelineLine(
        first=best["date"][0],
        after=best["date"][1],
        precision=name_precision(best["date"]),
        type=best["type"],
        mode=best["mode"],
        actors=tuple(best["actors"] or ()),
        targets=tuple(best["targets"] or ()),
        status=best["status"],
        place=best["place"],
        outcome=best["outcome"],
        happening=best["happening"],
        documents=happening["documents"] if happening else 1,
        origins=happening["origins"] if happening else 1,
        reports=tuple(_make_report(row, documents[row["document"]]) for row in rows),
    )


def _make_report(row: Row, document: Row) -> Report:
    return Report(
        event=row["id"],
        quote=row["quote"],
        document=document["id"],
        source=document["source"],
        outlet=document["outlet"],
        published=document["published_latest"],
    )
