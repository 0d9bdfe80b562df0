"""The timeline of a dossier: events and statements that have a date, by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.publish.dossier_findings import name_sides, name_speaker
from onrecord.publish.dossier_rows import Row, Source, Tables, name_days


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One line of the timeline, which links to the finding's own place."""

    id: str
    day: str
    kind: str
    who: str
    words: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A month of the timeline, or the longer stretch in which a day is not known."""

    name: str
    moments: tuple[Moment, ...]


def list_timeline(tables: Tables) -> list[Stretch]:
    """Return the events and statements that have a date, by month, earliest first."""
    dated: list[tuple[tuple[date, date], Moment]] = []
    for row in tables.events:
        if row["date"]:
            dated.append((_ends(row["date"]), _event_moment(row, tables)))
    for row in tables.statements:
        if row["said_on"]:
            dated.append((_ends(row["said_on"]), _statement_moment(row, tables)))
    stretches: dict[tuple[int, int, str], list[Moment]] = {}
    for ends, moment in sorted(dated, key=lambda pair: (pair[0], pair[1].id)):
        stretches.setdefault(_name_stretch(*ends), []).append(moment)
    return [Stretch(name=key[-1], moments=tuple(stretches[key])) for key in sorted(stretches)]


def _event_moment(row: Row, tables: Tables) -> Moment:
    return Moment(
        id=row["id"],
        day=name_days(row["date"]),
        kind=f"{row['type'].lower()}, {row['status']}",
        who=name_sides(row, tables),
        words=tables.cut(row).quote,
        source=tables.source_of(row),
    )


def _statement_moment(row: Row, tables: Tables) -> Moment:
    return Moment(
        id=row["id"],
        day=name_days(row["said_on"]),
        kind=row["cue_class"],
        who=name_speaker(row, tables),
        words=tables.cut(row).quote,
        source=tables.source_of(row),
    )


def _name_stretch(first: date, after: date) -> tuple[int, int, str]:
    """Return a key that sorts stretches, with the name of the month, or of all the days meant."""
    last = date.fromordinal(after.toordinal() - 1)
    if (first.year, first.month) == (last.year, last.month):
        return first.year, first.month, f"{first:%B %Y}"
    return first.year, first.month, name_days([first, after])


def _ends(days: list[date]) -> tuple[date, date]:
    return days[0], days[1]
