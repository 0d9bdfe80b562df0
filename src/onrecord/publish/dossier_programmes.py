"""The programmes of a dossier: a section for each that documents name, its findings by date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.model.wording import count
from onrecord.publish.dossier_findings import name_sides, name_speaker
from onrecord.publish.dossier_rows import (
    RecordReader,
    Row,
    Source,
    Tables,
    make_excerpt,
    name_day,
    name_days,
)
from onrecord.publish.ledger_charts import Drawing
from onrecord.publish.tallies import TallyPart
from onrecord.publish.tally_charts import draw_tallies


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFinding:
    """A finding that belongs to a programme; it links to its own place on the page."""

    id: str
    kind: str
    who: str
    day: str
    words: str
    reason: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentLine:
    """A step in the life of a programme."""

    day: str
    state: str
    words: str
    told_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePart:
    """What the page shows of one programme."""

    id: str
    name: str
    parties: str
    instrument: str
    since: str
    until: str
    status: str
    source: str
    namings: int
    documents: int
    origins: int
    history: tuple[MomentLine, ...]
    findings: tuple[ProgrammeFinding, ...]
    tallies: tuple[TallyPart, ...]
    chart: Drawing | None


def list_programmes(
    tables: Tables, record: RecordReader, tallies: Mapping[str, Sequence[TallyPart]]
) -> list[ProgrammePart]:
    """Return the programmes that documents name, those with most findings first.

    `tallies` are what they are said to have come to.
    """
    rows = [row for row in record.rows("programme") if row["documents"]]
    if not rows:
        return []
    findings = {row["id"]: (kind, row) for kind, row in _list_findings(tables)}
    belongings: dict[str, list[Row]] = {}
    for row in record.rows("belonging"):
        if row["finding"] in findings:
            belongings.setdefault(row["programme"], []).append(row)
    parts = [
        replace(
            _make_part(row, belongings.get(row["id"], []), findings, tables),
            tallies=tuple(tallies.get(row["id"], ())),
            chart=draw_tallies(row["name"], tallies.get(row["id"], ())),
        )
        for row in rows
    ]
    return sorted(parts, key=lambda part: (-len(part.findings), -part.documents, part.name))


def _list_findings(tables: Tables) -> Iterator[tuple[str, Row]]:
    for kind, rows in (
        ("statement", tables.statements),
        ("event", tables.events),
        ("commitment", tables.commitments),
        ("figure", tables.figures),
    ):
        for row in rows:
            yield kind, row


def _make_part(
    row: Row, belongings: list[Row], findings: dict[str, tuple[str, Row]], tables: Tables
) -> ProgrammePart:
    first, after = row["period"] or (None, None)
    lines = [_dated_line(b, *findings[b["finding"]], tables) for b in belongings]
    lines.sort(key=lambda pair: (pair[0], pair[1].id))
    return ProgrammePart(
        id=row["id"],
        name=row["name"],
        parties=", ".join(_name_actor(actor, tables) for actor in row["parties"]),
        instrument=row["instrument"] or "",
        since=name_day(first) if first else "",
        until=name_day(date.fromordinal(after.toordinal() - 1))
        if after and after != date.max
        else "",
        status=row["status"],
        source=row["source"],
        namings=row["namings"],
        documents=row["documents"],
        origins=row["origins"],
        history=tuple(_moment_line(moment, tables) for moment in row["history"] or ()),
        findings=tuple(line for _, line in lines),
        tallies=(),
        chart=None,
    )


def _name_actor(actor_id: str, tables: Tables) -> str:
    actor = tables.actor_by_id.get(actor_id)
    return str(actor["name"]) if actor else actor_id


def _moment_line(moment: Row, tables: Tables) -> MomentLine:
    """Return a step with who tells it: the pack's source, or the documents counted twice."""
    document = tables.document_by_id.get(moment["document"] or "")
    words = moment["words"]
    if document is not None:
        words = make_excerpt(document["text"], moment["start"], moment["end"]).quote
    counted = f"{count(moment['documents'], 'document')}, {count(moment['origins'], 'origin')}"
    return MomentLine(
        day=name_days([moment["first"], moment["after"]]),
        state=moment["state"],
        words=words,
        told_by=counted if moment["documents"] else f"table: {moment['source']}",
    )


def _dated_line(
    belonging: Row, kind: str, row: Row, tables: Tables
) -> tuple[date, ProgrammeFinding]:
    """Return a finding with its own date, or else the day its document was published."""
    own = row.get("date") or row.get("said_on")
    document = tables.document_by_id.get(row["document"])
    published = document["published"] if document else None
    line = ProgrammeFinding(
        id=row["id"],
        kind=kind,
        who=_name_who(kind, row, tables),
        day=name_days(own) if own else "no date of its own",
        words=tables.cut(row).quote,
        reason=belonging["reason"],
        source=tables.source_of(row),
    )
    return (own[0] if own else published or date.max), line


def _name_who(kind: str, row: Row, tables: Tables) -> str:
    match kind:
        case "statement":
            return name_speaker(row, tables)
        case "event":
            return name_sides(row, tables)
        case "commitment":
            return tables.name_parties(row["by"])
        case _:
            return row["said_by"] or ""
