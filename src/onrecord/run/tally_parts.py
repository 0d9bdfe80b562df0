"""What programmes are said to have come to, as commands show it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from onrecord.knowledge import Knowledge
from onrecord.model import Comparator
from onrecord.publish.tallies import TallyPart, TellingLine, say_difference, say_fall
from onrecord.record import Record
from onrecord.run.tallies import Tally, list_tallies
from onrecord.verify.tallies import BreakKind, Telling

LEADS = {
    Comparator.ABOUT: "about ",
    Comparator.NEARLY: "nearly ",
    Comparator.MORE_THAN: "more than ",
    Comparator.AT_LEAST: "at least ",
    Comparator.FEWER_THAN: "fewer than ",
    Comparator.AT_MOST: "up to ",
}


def list_parts(record: Record, knowledge: Knowledge) -> dict[str, list[TallyPart]]:
    """Return the counts by programme."""
    tallies = list_tallies(record, knowledge)
    wanted = {telling.document_id for tally in tallies for telling in tally.tellings}
    documents = {row["id"]: row for row in record.rows_among("document", sorted(wanted))}
    parts: dict[str, list[TallyPart]] = {}
    for tally in tallies:
        parts.setdefault(tally.row.programme, []).append(_make_part(tally, documents))
    return parts


def _make_part(tally: Tally, documents: dict[str, dict[str, Any]]) -> TallyPart:
    row = tally.row
    lines = {t: _make_line(t, documents[t.document_id]) for t in tally.tellings}
    breaks = [
        say_fall(lines[b.before], lines[b.after], (row.name, row.since))
        if b.kind is BreakKind.FALLS
        else say_difference(lines[b.before], lines[b.after], row.name)
        for b in tally.breaks
    ]
    return TallyPart(
        id=row.id,
        programme=row.programme,
        name=row.name,
        unit=row.unit,
        since=row.since,
        tellings=tuple(lines.values()),
        breaks=tuple(breaks),
    )


def _make_line(telling: Telling, document: dict[str, Any]) -> TellingLine:
    return TellingLine(
        day=telling.day,
        is_day_told=telling.is_day_told,
        value=f"{LEADS.get(telling.comparator, '')}{_say(telling.value)}",
        number=float(telling.value),
        is_exact=telling.comparator is Comparator.EXACT,
        quote=document["text"][telling.start : telling.end],
        published=telling.published,
        outlet=document["outlet"] or Path(document["source"]).name,
        language=document["language"],
        document=document["id"],
        start=telling.start,
        end=telling.end,
    )


def _say(value: Decimal) -> str:
    return f"{value:,f}".rstrip("0").rstrip(".") if value != int(value) else f"{int(value):,}"
