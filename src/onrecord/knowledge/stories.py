"""What a story is about: topics and programmes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import model_validator

from onrecord.knowledge.actors import ActorRow
from onrecord.knowledge.tables import Row, add_rows, check_references, load_rows
from onrecord.model import Period, PhaseState, Programme


class Topic(Row):
    """A row of topics.yml: an issue and the words that betray it, by language."""

    id: str
    name: str
    words: dict[str, list[str]]


class PhaseRow(Row):
    """What became of a programme on a day, as a publisher has it."""

    day: date
    state: PhaseState
    words: str


class ProgrammeRow(Row):
    """A row of programmes.yml: a standing arrangement with a name."""

    id: str
    name: str
    aliases: dict[str, list[str]] = {}
    loose: dict[str, list[str]] = {}  # others may bear it: counts with all parties beside it
    acronyms: list[str] = []  # count after the long form
    unless: list[str] = []  # words behind a name that make it something else
    parties: list[str]  # actor ids
    instrument: str | None = None
    first: date | None = None
    after: date | None = None
    status: Literal["announced", "in force", "suspended", "superseded", "ended"]
    source: str
    history: list[PhaseRow] = []

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


class PhaseWordRow(Row):
    """A row of phases.yml: words that say what became of an arrangement.

    `done_to` verbs are done to it ("suspend"), `comes` verbs are what it does ("expire", "take
    effect"), `nouns` name the change ("the end of") and tell it as fact after
    the words `facts`. `conditions` keep a clause from being fact.
    """

    state: PhaseState | None = None
    done_to: list[str] = []
    comes: list[str] = []
    nouns: list[str] = []
    conditions: list[str] = []
    facts: list[str] = []


@dataclass(frozen=True, slots=True)
class PhaseWord:
    """A word, with those that must stand beside it, and what it says."""

    beside: tuple[str, ...]
    state: PhaseState
    is_done_to: bool


@dataclass(frozen=True, kw_only=True)
class PhaseWords:
    """The words of one language."""

    verbs: dict[str, list[PhaseWord]] = field(default_factory=dict)
    nouns: dict[str, list[PhaseWord]] = field(default_factory=dict)
    conditions: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()

    def find(self, word: str, near: list[str], part: str) -> PhaseWord | None:
        """Return what a word says, given the words that hang on it; longer phrases first."""
        rows = (self.verbs if part == "VERB" else self.nouns).get(word, [])
        fitting = [row for row in rows if all(w in near for w in row.beside)]
        return max(fitting, key=lambda row: len(row.beside), default=None)


def load_phase_words(folders: list[Path]) -> dict[str, PhaseWords]:
    """Return the words of all packs by language."""
    found: dict[str, list[PhaseWordRow]] = {}
    for folder in folders:
        for path in sorted(folder.glob("*/phases.yml")):
            rows = load_rows(path, PhaseWordRow)
            found.setdefault(path.parent.name, []).extend(row for _, row in rows)
    return {language: _make_phase_words(rows) for language, rows in found.items()}


def _make_phase_words(rows: list[PhaseWordRow]) -> PhaseWords:
    words = PhaseWords(
        conditions=frozenset(word for row in rows for word in row.conditions),
        facts=frozenset(word for row in rows for word in row.facts),
    )
    for row in rows:
        if row.state is None:
            continue
        for texts, into, is_done_to in (
            (row.done_to, words.verbs, True),
            (row.comes, words.verbs, False),
            (row.nouns, words.nouns, False),
        ):
            for text in texts:
                first, *beside = text.split()
                word = PhaseWord(tuple(beside), row.state, is_done_to)
                into.setdefault(first, []).append(word)
    return words
