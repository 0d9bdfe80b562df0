"""What a story is about: topics and programmes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from onrecord.knowledge.actors import ActorRow
from onrecord.knowledge.tables import Row, check_references, check_unique, load_rows
from onrecord.model import Period, Programme


class Topic(Row):
    """A row of topics.yml: an issue and the words that betray it, by language."""

    id: str
    name: str
    words: dict[str, list[str]]


class ProgrammeRow(Row):
    """A row of programmes.yml: a standing arrangement with a name."""

    id: str
    name: str
    aliases: dict[str, list[str]] = {}
    parties: list[str]  # actor ids
    instrument: str | None = None
    first: date | None = None
    after: date | None = None
    status: str
    source: str


def load_topics(folders: list[Path]) -> dict[str, Topic]:
    """Return all topics by id."""
    topics: dict[str, Topic] = {}
    for folder in folders:
        path = folder / "topics.yml"
        rows = load_rows(path, Topic)
        check_unique(path, rows, "id")
        topics.update({row.id: row for _, row in rows})
    return topics


def load_programmes(folders: list[Path], actors: dict[str, ActorRow]) -> dict[str, ProgrammeRow]:
    """Return all programmes by id."""
    programmes: dict[str, ProgrammeRow] = {}
    for folder in folders:
        path = folder / "programmes.yml"
        rows = load_rows(path, ProgrammeRow)
        check_unique(path, rows, "id")
        for line, row in rows:
            check_references(path, line, row.parties, actors, what="actor")
            programmes[row.id] = row
    return programmes


def make_programme(row: ProgrammeRow) -> Programme:
    """Return the row as a programme of the record; an open end reaches to the last day there is."""
    period = Period(row.first, row.after or date.max) if row.first else None
    return Programme(
        id=row.id,
        name=row.name,
        parties=tuple(row.parties),
        instrument=row.instrument,
        period=period,
        status=row.status,
        source=row.source,
    )
