"""The order of the steps for one document: capture → document → findings → verdicts.

Everything here is a plain function from one thing to things; runners carry it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.annotate import (
    Annotated,
    NameIndex,
    find_model,
    load_bare,
    load_model,
    make_annotated,
)
from onrecord.extract import read_commitments, read_events, read_figures, read_statements
from onrecord.extract.acts import read_acts
from onrecord.extract.positions import PositionIndex, read_positions
from onrecord.extract.programmes import ProgrammeIndex
from onrecord.knowledge import Knowledge
from onrecord.knowledge.parsers import Parsers
from onrecord.model import (
    Capture,
    Commitment,
    Document,
    DocumentKind,
    Event,
    Position,
    Problem,
    Statement,
)
from onrecord.resolve import keep_settled_events, resolve_labels, resolve_mentions
from onrecord.run.capitals import find_capitals
from onrecord.run.parsing import parse_text
from onrecord.run.positions import list_position_mentions
from onrecord.run.programme_steps import add_programmes
from onrecord.run.readings import Reading, add_mentions, gather_mentions
from onrecord.text import make_document
from onrecord.verify import check_figures, find_inconsistencies

if TYPE_CHECKING:  # `annotate` says how spaCy is loaded
    from spacy.language import Language

ROOM = "run"
UNKNOWN_LANGUAGE = "und"


@dataclass(kw_only=True)
class Reader:
    """What a worker holds: the tables, and the language models it has met so far."""

    knowledge: Knowledge
    as_of: date | None = None

    def __post_init__(self) -> None:
        self._models: dict[str, Language | None] = {}
        self._indexes: dict[str, NameIndex] = {}
        self._bare: dict[str, Language | None] = {}
        self._programmes = ProgrammeIndex(self.knowledge)
        self._positions: dict[str, PositionIndex] = {}

    def read(self, capture: Capture) -> Reading:
        """Return all findings of one capture, with their verdicts."""
        document, problems = make_document(capture, self.knowledge)
        if document is None:
            return Reading(document=None, problems=tuple(problems))
        return self.read_document(document, problems)

    def read_document(self, document: Document, problems: list[Problem]) -> Reading:
        """Return all findings of one document, with their verdicts."""
        reading = self._read_findings(document, [*problems, *find_capitals(document)])
        judgements, actors = resolve_labels(document, self.knowledge)
        known = {actor.id for actor in reading.actors}
        return replace(
            reading,
            judgements=(*reading.judgements, *judgements),
            actors=(*reading.actors, *(a for a in actors if a.id not in known)),
        )

    def _read_findings(self, document: Document, problems: list[Problem]) -> Reading:
        nlp = self._load(document.language)
        if nlp is None:
            return self._read_bare(document, problems)
        doc = parse_text(document.text, nlp)
        annotated = make_annotated(document, doc, self._indexes[document.language])
        statements = read_statements(annotated, self.knowledge)
        figures = read_figures(annotated, self.knowledge, statements)
        events = read_events(annotated, self.knowledge, statements)
        commitments = read_commitments(annotated, self.knowledge, statements)
        positions = self._read_positions(annotated, statements, [*events, *commitments])
        mentions = gather_mentions(statements, figures, events, commitments)
        mentions = add_mentions(mentions, list_position_mentions(positions))
        judgements, actors = resolve_mentions(annotated, mentions, self.knowledge)
        known = {**self.knowledge.actors, **{actor.id: actor for actor in actors}}
        events = keep_settled_events(events, judgements, known)
        words = self.knowledge.words.get(document.language)
        verdicts = check_figures(figures, document, self.knowledge, as_of=self.as_of)
        reading = Reading(
            document=document,
            statements=tuple(statements),
            events=tuple(events),
            commitments=tuple(commitments),
            figures=tuple(figures),
            judgements=tuple(judgements),
            actors=tuple(actors),
            verdicts=tuple(verdicts),
            acts=tuple(read_acts(annotated, self.knowledge, commitments, events)),
            problems=(*problems, *find_inconsistencies(figures, document, words)),
            positions=tuple(positions),
        )
        return add_programmes(reading, annotated, self._programmes, self.knowledge)

    def _read_positions(
        self,
        annotated: Annotated,
        statements: list[Statement],
        findings: list[Event | Commitment],
    ) -> list[Position]:
        """Return the positions of a parsed document.

        What a text itself tells of somebody's stand is read where the parse has the rules' roles
        from the start; from turned parses it mistook who is spoken of for who takes a stand
        (docs/quality.md). There somebody's own words count, in a transcript those of its turns.
        """
        document = annotated.document
        issues = self._issues(document.language)
        if self._indexes[document.language].syntax is not None:
            is_talk = document.kind is DocumentKind.TRANSCRIPT
            return read_positions(document, [] if is_talk else statements, issues)
        return read_positions(
            document,
            statements,
            issues,
            annotated=annotated,
            findings=findings,
            references=self.knowledge.references.get(document.language),
        )

    def _read_bare(self, document: Document, problems: list[Problem]) -> Reading:
        """Return what can be read without a parse: reported speech, by the language's cue words."""
        problem = Problem(
            subject_id=document.id,
            room=ROOM,
            source=document.source,
            message=_say_unread(document.language, self.knowledge.parsers),
        )
        nlp = self._load_bare(document.language)
        # Who speaks in a transcript is told by its turns; words alone mistake "he says" for a cue.
        if nlp is None or document.kind is DocumentKind.TRANSCRIPT:
            positions = read_positions(document, [], self._issues(document.language))
            return Reading(
                document=document, problems=(*problems, problem), positions=tuple(positions)
            )
        doc = parse_text(document.text, nlp)
        annotated = make_annotated(document, doc, self._indexes[document.language])
        statements = read_statements(annotated, self.knowledge)
        commitments = read_commitments(annotated, self.knowledge, statements)
        positions = read_positions(document, statements, self._issues(document.language))
        mentions = gather_mentions(statements, [], [], commitments)
        judgements, actors = resolve_mentions(annotated, mentions, self.knowledge)
        reading = Reading(
            document=document,
            statements=tuple(statements),
            commitments=tuple(commitments),
            judgements=tuple(judgements),
            actors=tuple(actors),
            problems=(*problems, problem),
            positions=tuple(positions),
        )
        return add_programmes(reading, annotated, self._programmes, self.knowledge)

    def _issues(self, language: str) -> PositionIndex:
        if language not in self._positions:
            self._positions[language] = PositionIndex(self.knowledge, language)
        return self._positions[language]

    def _load(self, language: str) -> Language | None:
        if language not in self._models:
            found = find_model(language, self.knowledge.parsers)
            self._models[language] = load_model(found) if found else None
            self._indexes[language] = NameIndex(self.knowledge, language)
        return self._models[language]

    def _load_bare(self, language: str) -> Language | None:
        if language not in self._bare:
            has_words = any((folder / language).is_dir() for folder in self.knowledge.folders)
            self._bare[language] = load_bare(language) if has_words else None
        return self._bare[language]


def _say_unread(language: str, parsers: Parsers) -> str:
    if language == UNKNOWN_LANGUAGE:
        return "its language cannot be told: the text is kept and can be searched, but was not read"
    if language not in parsers:
        return (
            f'"{language}" is not read: at most reported speech was; '
            "docs/languages.md says what a new language needs"
        )
    return (
        f'no language model for "{language}" is installed: at most reported speech was read; '
        "`onrecord doctor` says how to get one"
    )
