"""What a story is about: topics and programmes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import model_validator

from onrecord.knowledge.actors import ActorRow
from onrecord.knowledge.tables import Row, add_rows, check_references, load_rows
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
    status: Literal["announced", "in force", "superseded", "ended"]
    source: str

    @model_validator(mode="after")
    def _check_order(self) -> ProgrammeRow:
        if self.first and self.after and self.after <= self.first:
            raise ValueError(f"first {self.first} must come before after {self.after}")
        return self


def load_topics(folders: list[Path]) -> dict[str, Topic]:
    """Return all topics by id."""
    topics: dict[str, Topic] = {}
    for folder in folders:
        path = folder / "topics.yml"
        add_rows(topics, path, load_rows(path, Topic), "id")
    return topics


def load_programmes(folders: list[Path], actors: dict[str, ActorRow]) -> dict[str, ProgrammeRow]:
    """Return all programmes by id."""
    programmes: dict[str, ProgrammeRow] = {}
    for folder in folders:
        path = folder / "programmes.yml"
        rows = load_rows(path, ProgrammeRow)
        add_rows(programmes, path, rows, "id")
        for line, row in rows:
            check_references(path, line, row.parties, actors, what="actor")
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
