"""Programmes and what they are said to have come to, as text for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from onrecord.model.wording import count, shorten
from onrecord.publish.dossier_rows import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingLine:
    """One telling: the count up to a day, its words, who published them when.

    Where no day is told, `day` is that of publication. `number` is the value without what limits
    it, `is_exact` whether nothing does.
    """

    day: date
    is_day_told: bool
    value: str
    number: float
    is_exact: bool
    quote: str
    published: date
    outlet: str
    language: str
    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyPart:
    """A count of a programme: its tellings in order, and sentences on what does not go together."""

    id: str
    programme: str
    name: str
    unit: str
    since: date
    tellings: tuple[TellingLine, ...]
    breaks: tuple[str, ...]


def say_fall(before: TellingLine, after: TellingLine, part: tuple[str, date]) -> str:
    """Return that a count which only grows is told smaller for a later day."""
    name, since = part
    return (
        f"{name}: {before.value} up to {before.day} ({before.outlet}, {before.published}), then "
        f"{after.value} up to {after.day} ({after.outlet}, {after.published}); a count since "
        f"{since} does not fall, so one of the two counts something else or is misprinted"
    )


def say_difference(before: TellingLine, after: TellingLine, name: str) -> str:
    """Return that two numbers are told for one day."""
    return (
        f"{name}: {before.value} ({before.outlet}, {before.published}) and {after.value} "
        f"({after.outlet}, {after.published}) are both told up to {after.day}"
    )


def write_programme(row: Row, parts: Sequence[TallyPart]) -> Iterator[str]:
    """Yield the lines on a programme: what it is, what became of it, what it came to."""
    days = row["period"]
    since = f", from {days[0]}" if days and days[0] else ""
    named = count(row["documents"], "document")
    yield f"{row['name']}: {row['status']}{since}, {named}  {row['id']}"
    if row["instrument"]:
        yield f"    {shorten(row['instrument'])}"
    for moment in row["history"] or ():
        yield f"    {moment['first']} {moment['state']}: {shorten(moment['words'], 80)}"
    for part in parts:
        yield f"    {part.name}, told since {part.since}"
        for line in part.tellings:
            told = f"{line.outlet}, {line.published}: “{shorten(line.quote, 60)}”"
            lead = "up to" if line.is_day_told else "   by"
            yield f"        {lead} {line.day} {line.value:>12}  {told}  {line.document}"
        yield from (f"        does not go together: {words}" for words in part.breaks)


def list_told(parts: Sequence[TallyPart]) -> Iterator[dict[str, Any]]:
    """Yield each count with its first and last telling, and what does not go together."""
    for part in parts:
        first, last = part.tellings[0], part.tellings[-1]
        yield {
            "id": part.id,
            "count": part.name,
            "since": part.since,
            "tellings": len(part.tellings),
            "first": f"{first.value} by {first.day}",
            "last": f"{last.value} by {last.day}",
            **({"breaks": list(part.breaks)} if part.breaks else {}),
        }


def make_json(row: Row, parts: Sequence[TallyPart]) -> Mapping[str, Any]:
    """Return a programme with its counts as an object."""
    return {**row, "tallies": [asdict(part) for part in parts]}
