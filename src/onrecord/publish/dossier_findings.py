"""Findings as a dossier shows them: each with its words in context, its source and its id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onrecord.publish.dossier_quotes import QuoteLine, make_quote_line
from onrecord.publish.dossier_rows import (
    Excerpt,
    Row,
    Source,
    Tables,
    name_carrier,
    name_day,
    name_days,
    name_number,
)

OUTCOMES = ("fails", "close", "holds", "open")
UNNAMED = "Speaker not named"
PRIVATE = "Private persons"


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """What a figure was compared with."""

    series: str
    series_id: str
    period: str
    value: str
    others: str
    as_of: str
    publisher: str
    carrier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """A figure with its verdict."""

    id: str
    excerpt: Excerpt
    source: Source
    outcome: str
    diagnosis: str
    reason: str
    nearest: str
    official: Official | None
    said_by: str
    hedges: str
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """A statement, without its speaker, under whose name it stands."""

    id: str
    excerpt: Excerpt
    source: Source
    cue_class: str
    manner: str
    notes: tuple[str, ...]
    said_on: str
    speaker: str
    quote: QuoteLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who speaks, and what they say."""

    name: str
    about: str
    lines: tuple[StatementLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """An event: who did what to whom."""

    id: str
    excerpt: Excerpt
    source: Source
    who: str
    type: str
    date: str
    status: str
    outcome: str
    documents: int
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentLine:
    """A commitment: who binds whom to what."""

    id: str
    excerpt: Excerpt
    source: Source
    by: str
    to: str
    deed: str
    kind: str
    condition: str
    due: str
    outcome: str
    evidence: str


def list_figures(tables: Tables) -> list[FigureLine]:
    """Return all figures, those that fail first, then close, holds and open; else as in the text."""
    lines = [_figure_line(row, tables) for row in tables.figures]
    return sorted(lines, key=lambda line: OUTCOMES.index(line.outcome))


def list_speakers(tables: Tables) -> list[Speaker]:
    """Return those who speak, who says most first; people without a public role under one name."""
    grouped: dict[str, list[Row]] = {}
    for row in tables.statements:
        grouped.setdefault(name_speaker(row, tables), []).append(row)
    named = sorted(grouped, key=lambda n: (n in (UNNAMED, PRIVATE), -len(grouped[n]), n))
    return [
        Speaker(
            name=name,
            about=_about(name, grouped[name], tables),
            lines=tuple(_statement_line(row, tables) for row in grouped[name]),
        )
        for name in named
    ]


def list_failing_quotes(speakers: list[Speaker]) -> list[StatementLine]:
    """Return the statements whose quotes fail, in the order of their speakers."""
    lines = (line for speaker in speakers for line in speaker.lines)
    return [line for line in lines if line.quote is not None and line.quote.outcome == "fails"]


def list_events(tables: Tables) -> list[EventLine]:
    """Return all events, the dated ones first by date."""
    return [_event_line(row, tables) for row in sorted(tables.events, key=_day_of_event)]


def list_commitments(tables: Tables) -> list[CommitmentLine]:
    """Return all commitments, in the order of the record."""
    return [_commitment_line(row, tables) for row in tables.commitments]


def count_outcomes(lines: Iterable[FigureLine]) -> dict[str, int]:
    """Return how many figures have each outcome, in the order of OUTCOMES."""
    counted = Counter(line.outcome for line in lines)
    return {outcome: counted[outcome] for outcome in OUTCOMES}


def _figure_line(row: Row, tables: Tables) -> FigureLine:
    verdict = tables.verdict_by_finding.get(row["id"])
    return FigureLine(
        id=row["id"],
        excerpt=tables.cut(row),
        source=tables.source_of(row),
        outcome=row["outcome"] or "open",
        diagnosis=_words(row["diagnosis"]),
        reason=_sentence(row["reason"]),
        nearest=row["nearest"] or "",
        official=_official(verdict, tables) if verdict else None,
        said_by=row["said_by"] or "",
        hedges=", ".join(row["hedges"] or ()),
        period=name_days(row["period"]),
    )


def _official(verdict: Row, tables: Tables) -> Official | None:
    if not verdict["series"] or not verdict["official"]:
        return None
    series = tables.series_by_id.get(verdict["series"])
    unit = f" {series['unit']}" if series else ""
    return Official(
        series=series["name"] if series else verdict["series"],
        series_id=verdict["series"],
        period=name_days(verdict["period"]),
        value=name_number(verdict["official"][0]) + unit,
        others=", ".join(name_number(v) for v in dict.fromkeys(verdict["official"][1:])),
        as_of=name_day(verdict["as_of"]) if verdict["as_of"] else "",
        publisher=verdict["publisher"] or "",
        carrier=name_carrier(verdict["carrier"] or ""),
    )


def name_speaker(row: Row, tables: Tables) -> str:
    """Return under which name a statement stands; a person without a public role has none."""
    actor = tables.actor_by_id.get(row["speaker_id"] or "")
    if actor is not None and not actor["is_public"]:
        return PRIVATE
    name: str | None = row["speaker"] or row["speaker_text"]
    return name or UNNAMED


def _about(name: str, rows: list[Row], tables: Tables) -> str:
    """Return the roles in which somebody speaks, and the country."""
    if name in (UNNAMED, PRIVATE):
        return ""
    roles = dict.fromkeys(row["role"] for row in rows if row["role"])
    countries = dict.fromkeys(
        tables.name_country(row["speaker_country"]) for row in rows if row["speaker_country"]
    )
    known = ", ".join(roles)
    places = [str(c) for c in countries if c != name and str(c) not in known]
    return ", ".join(part for part in (known, *places) if part)


def _statement_line(row: Row, tables: Tables) -> StatementLine:
    notes = (
        "denied by the speaker" if row["polarity"] == "denies" else "",
        f"hedged: {row['hedge']}" if row["hedge"] else "",
        f"through {row['via']}" if row["via"] else "",
        f"anonymity: {row['anonymity']}" if row["anonymity"] else "",
    )
    return StatementLine(
        id=row["id"],
        excerpt=tables.cut(row),
        source=tables.source_of(row),
        cue_class=row["cue_class"],
        manner=row["manner"],
        notes=tuple(note for note in notes if note),
        said_on=name_days(row["said_on"]),
        speaker=name_speaker(row, tables),
        quote=make_quote_line(row, tables),
    )


def _event_line(row: Row, tables: Tables) -> EventLine:
    happening = tables.happening_by_id.get(row["happening"] or "")
    return EventLine(
        id=row["id"],
        excerpt=tables.cut(row),
        source=tables.source_of(row),
        who=name_sides(row, tables),
        type=row["type"].lower(),
        date=name_days(row["date"]),
        status=row["status"],
        outcome=_words(row["outcome"]),
        documents=happening["documents"] if happening else 1,
        origins=happening["origins"] if happening else 1,
    )


def _commitment_line(row: Row, tables: Tables) -> CommitmentLine:
    return CommitmentLine(
        id=row["id"],
        excerpt=tables.cut(row),
        source=tables.source_of(row),
        by=tables.name_parties(row["by"]),
        to=tables.name_parties(row["to"]),
        deed=row["deed"],
        kind=row["kind"],
        condition=row["condition"] or "",
        due=name_day(row["due"]) if row["due"] else "",
        outcome=_words(row["diagnosis"]) or row["outcome"] or "open",
        evidence=row["outcome_evidence"] or "",
    )


def name_sides(row: Row, tables: Tables) -> str:
    """Return who acts on whom; those who act on each other are named once."""
    actors, targets = row["actors"] or [], row["targets"] or []
    if len(actors) > 1 and set(actors) == set(targets):
        return " ↔ ".join(tables.name_parties((one,)) for one in actors)
    sides = (tables.name_parties(actors), tables.name_parties(targets))
    return " → ".join(side for side in sides if side)


def _day_of_event(row: Row) -> tuple[bool, list[date]]:
    return not row["date"], row["date"] or []


def _sentence(text: str | None) -> str:
    return text[:1].upper() + text[1:] if text else ""


def _words(code: str | None) -> str:
    return (code or "").replace("-", " ")
