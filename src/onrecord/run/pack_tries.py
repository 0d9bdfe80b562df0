"""What the tables of a pack read in a text, and which row of which table did it.

>>> for line in try_text("Tokyo lifted its export curbs.", "japan-korea", ...).lines: print(*line)
name 'Tokyo' → Japan (jp)  base/countries.yml:532
topic 'export curbs' → Export controls (export-controls)  japan-korea/topics.yml:5
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from onrecord.annotate import (
    Name,
    NameIndex,
    NameLabel,
    find_model,
    find_names,
    load_bare,
    load_model,
)
from onrecord.extract.positions import PositionIndex
from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.knowledge.table_places import KEYS, TablePlaces
from onrecord.model import (
    Capture,
    DateBasis,
    Document,
    Mention,
    Problem,
    Publication,
)
from onrecord.run.names import name_reading
from onrecord.run.parsing import parse_text
from onrecord.run.readings import Reading, gather_mentions
from onrecord.run.steps import Reader
from onrecord.text import make_document
from onrecord.text.languages import UNKNOWN, guess_language

NOBODY = "no table knows it"
MOST_CANDIDATES = 8  # "Prime Minister" is an office of many states


class Line(NamedTuple):
    """Words of the text, what the tables take them for, and the row that says so."""

    kind: str
    words: str
    meaning: str
    place: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What was read in a text: by rows of tables, and as findings."""

    language: str
    lines: tuple[Line, ...]
    findings: tuple[Line, ...]
    problems: tuple[Problem, ...]


def try_text(text: str, pack: str | Path, *, published: date | None, met_at: datetime) -> Tried:
    """Return what a pack reads in a text."""
    knowledge = load_knowledge(pack)
    capture = Capture(
        body=text.encode("utf-8", "replace"), media_type="text/plain", source="text", met_at=met_at
    )
    document, problems = make_document(capture, knowledge)
    if document is None:
        return Tried(language=UNKNOWN, lines=(), findings=(), problems=tuple(problems))
    document = _settle(document, published, knowledge)
    reading = Reader(knowledge=knowledge).read_document(document, problems)
    looking = _Looking(document, reading, knowledge)
    return Tried(
        language=document.language,
        lines=tuple(dict.fromkeys(looking.list_lines())),
        findings=tuple(looking.list_findings()),
        problems=reading.problems,
    )


def _settle(document: Document, published: date | None, knowledge: Knowledge) -> Document:
    """Return the document with the day that was given, and a language where one can be guessed."""
    if document.language == UNKNOWN:
        guessed = guess_language(document.text, knowledge)
        document = replace(document, language=guessed or UNKNOWN)
    if published is None:
        return document
    given = Publication(earliest=published, latest=published, basis=DateBasis.GIVEN)
    return replace(document, publication=given)


class _Looking:
    """Looks up which rows read what in one document."""

    def __init__(self, document: Document, reading: Reading, knowledge: Knowledge) -> None:
        self.document = document
        self.reading = reading
        self.knowledge = knowledge
        self.places = TablePlaces(knowledge.folders)
        model = find_model(document.language, knowledge.parsers)
        nlp = load_model(model) if model else load_bare(document.language)
        self.doc = parse_text(document.text, nlp) if nlp is not None else None
        self.names = name_reading(reading, knowledge)

    def list_lines(self) -> Iterator[Line]:
        """Yield what rows of tables name in the text."""
        yield from self._list_names()
        yield from self._list_topics()
        yield from self._list_programmes()
        yield from self._list_issues()
        yield from self._list_cues()

    def _list_names(self) -> Iterator[Line]:
        if self.doc is None:
            return
        index = NameIndex(self.knowledge, self.document.language)
        for name in find_names(self.doc, index):
            kind = "office" if name.label is NameLabel.OFFICE else "name"
            if len(name.candidates) > MOST_CANDIDATES:
                yield Line(kind, name.text, f"one of {len(name.candidates)} rows", None)
                continue
            for candidate in name.candidates:
                place = self._find_place(candidate, name.text)
                yield Line(kind, name.text, self._say(candidate), place)
            if not name.candidates:
                yield self._say_meant(kind, name)

    def _say_meant(self, kind: str, name: Name) -> Line:
        """Return whom words mean that stand in no row: by their office, or by words before them."""
        reading = self.reading
        for mention in gather_mentions(
            list(reading.statements),
            list(reading.figures),
            list(reading.events),
            list(reading.commitments),
        ):
            span, ids = mention.span, self.names.name(mention).actor_ids
            known = [one for one in ids if one in self.knowledge.actor_rows]
            if span.start <= name.start and name.end <= span.end and known:
                said = f"{self._say(known[0])}, by what stands around it"
                return Line(kind, name.text, said, self._find_place(known[0]))
        return Line(kind, name.text, NOBODY, None)

    def _find_place(self, candidate: str, word: str | None = None) -> str | None:
        """Return where an actor or office stands: the row that holds the word, if one does."""
        rows = (
            ("actors.yml", candidate),
            ("countries.yml", candidate.upper()),
            ("offices.yml", candidate),
        )
        placed = [
            row
            for table, key in rows
            for row in self.places.list_rows(table)
            if key in {row.data.get(name) for name in KEYS}
        ]
        holding = (row for row in placed if word is not None and row.holds(word))
        found = next(holding, placed[0] if placed else None)
        return found.say(word) if found else None

    def _say(self, candidate: str) -> str:
        actor = self.knowledge.actor_rows.get(candidate)
        if actor is not None:
            return f"{actor.name} ({candidate})"
        office = self.knowledge.office_rows[candidate]
        return f"{office.title} ({candidate}){self._say_holder(candidate)}"

    def _say_holder(self, office_id: str) -> str:
        """Return who held an office when the text came out, where the day is known."""
        day = self.document.publication.earliest if self.document.publication else None
        holder = self.knowledge.office_rows[office_id].find_holder(day) if day else None
        return f", on {day} {self.knowledge.actor_rows[holder.person].name}" if holder else ""

    def _list_topics(self) -> Iterator[Line]:
        for topic in self.knowledge.topics.values():
            for word in topic.words.get(self.document.language, ()):
                found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", self.document.text, re.I)
                if found:
                    place = self.places.find("topics.yml", topic.id, word)
                    yield Line("topic", found[0], f"{topic.name} ({topic.id})", place)

    def _list_programmes(self) -> Iterator[Line]:
        for naming in self.reading.namings:
            row = self.knowledge.programmes[naming.programme_id]
            words = naming.evidence.span.quote
            place = self.places.find("programmes.yml", row.id, words)
            yield Line("programme", words, f"{row.name} ({row.id})", place)

    def _list_issues(self) -> Iterator[Line]:
        index = PositionIndex(self.knowledge, self.document.language)
        for hit in index.find(self.document.text):
            start, end = hit.place
            meaning = f"{hit.issue.name} ({hit.issue.id}), as {hit.part.value}"
            bare = "; needs another word beside it" if hit.is_bare else ""
            place = self.places.find("issues.yml", hit.issue.id)
            yield Line("issue", self.document.text[start:end], meaning + bare, place)

    def _list_cues(self) -> Iterator[Line]:
        table = f"{self.document.language}/cues.yml"
        for statement in self.reading.statements:
            cue = statement.cue
            if cue is None or self.doc is None:
                continue
            tokens = self.doc.char_span(cue.start, cue.end, alignment_mode="expand")
            for word in (cue.quote, tokens.lemma_ if tokens is not None else cue.quote):
                row = next(self.places.find_words(table, word), None)
                if row is not None:
                    yield Line("cue", cue.quote, f"speech ({row.data.get('cue')})", row.say())
                    break

    def list_findings(self) -> Iterator[Line]:
        """Yield the findings, each with who says or does it."""
        for statement in self.reading.statements:
            who, place = self._name(statement.speaker)
            yield Line("statement", statement.evidence.span.quote, who, place)
        for event in self.reading.events:
            sides = self.names.name_sides(event.actors)[0], self.names.name_sides(event.targets)[0]
            who = " → ".join(", ".join(side) or "nobody named" for side in sides)
            said = f"{event.type.value} {event.status.value}: {who}"
            yield Line("event", event.evidence.span.quote, said, None)
        for commitment in self.reading.commitments:
            who = ", ".join(self.names.name_sides(commitment.by)[0]) or "nobody named"
            said = f"{commitment.kind.value} of {who}"
            yield Line("commitment", commitment.evidence.span.quote, said, None)
        for position in self.reading.positions:
            issue = self.knowledge.issues[position.issue].name
            who, place = self._name(position.actor)
            bare = "; not counted without another word beside it" if position.is_bare else ""
            said = f"{who} {position.stance.value}: {issue}{bare}"
            yield Line("position", position.evidence.span.quote, said, place)
        verdicts = {verdict.finding_id: verdict for verdict in self.reading.verdicts}
        for figure in self.reading.figures:
            verdict = verdicts.get(figure.id)
            said = f"{verdict.outcome.value}: {verdict.reason}" if verdict else "not checked"
            yield Line("figure", figure.evidence.span.quote, said, None)

    def _name(self, mention: Mention | None) -> tuple[str, str | None]:
        """Return whom a mention means, and where its row stands."""
        named = self.names.name(mention)
        place = self._find_place(named.actor_ids[0]) if named.actor_ids else None
        return named.name or (mention.span.quote if mention else "nobody named"), place
