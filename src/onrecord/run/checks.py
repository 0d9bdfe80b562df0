"""Check the figures of one text without a record, and its quotes with one.

>>> [found] = check_text("Border Patrol made 181,509 arrests in August 2023.", ...)
>>> found.code, found.line, found.column
('F201', 1, 20)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.knowledge.packs import DEFAULT_PACK
from onrecord.model import (
    Capture,
    DateBasis,
    Document,
    Figure,
    Outcome,
    Problem,
    Publication,
    Series,
    Verdict,
)
from onrecord.run.codes import find_code
from onrecord.run.names import name_reading
from onrecord.run.places import FindPlace, open_places
from onrecord.run.quote_checks import CheckedQuote, check_reading_quotes, load_index
from onrecord.run.speeches import list_quotes
from onrecord.run.steps import Reader
from onrecord.text import make_document
from onrecord.text.languages import UNKNOWN, guess_language

if TYPE_CHECKING:  # a check without a record opens no database
    from onrecord.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A figure of the text and the verdict on it.

    `line` and `column` count from 1 in the file as given, or in the `part` of it that is named
    ("clean text, page 2" of a PDF); None where its words are not found there as they stand.
    `series` is what it was compared with.
    """

    source: str
    line: int | None
    column: int | None
    figure: Figure
    verdict: Verdict
    series: Series | None
    part: str | None = None

    @property
    def quote(self) -> str:
        """Return the words of the figure."""
        return self.figure.evidence.span.quote

    @property
    def outcome(self) -> Outcome:
        """Return holds, close, fails or open."""
        return self.verdict.outcome

    @property
    def code(self) -> str | None:
        """Return the code under which it is reported, None when there is nothing to report."""
        return find_code(self.verdict)


class CheckedList(list[Checked]):
    """The checked figures of a text, in its order; a notebook shows them as a table.

    `quotes` are those that were compared with the transcripts of a record.
    """

    problems: tuple[Problem, ...] = ()
    quotes: tuple[CheckedQuote, ...] = ()

    def failing(self) -> list[Checked]:
        """Return those that fail."""
        return [found for found in self if found.outcome is Outcome.FAILS]

    def _repr_html_(self) -> str:
        cells = (
            (found.outcome.value, found.code or "", found.quote, found.verdict.reason)
            for found in self
        )
        body = "".join(
            f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in cells
        )
        head = "".join(f"<th>{name}</th>" for name in ("outcome", "code", "words", "reason"))
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


class Checker:
    """Tables and language models, loaded once for any number of texts.

    With a record, quotes are compared with its transcripts and releases.
    """

    def __init__(self, pack: str | Path = DEFAULT_PACK, *, record: Record | None = None) -> None:
        self.knowledge: Knowledge = load_knowledge(pack)
        self._reader = Reader(knowledge=self.knowledge)
        self._speeches = load_index(record, self.knowledge) if record is not None else None

    def check(self, capture: Capture, *, published: date | None = None) -> CheckedList:
        """Return the figures of a capture with their verdicts; `published` overrides its own date."""
        document, problems = make_document(capture, self.knowledge)
        if document is None:
            return _make_list([], problems)
        if document.language == UNKNOWN:
            guessed = guess_language(document.text, self.knowledge)
            document = replace(document, language=guessed or UNKNOWN)
        if published is not None:
            given = Publication(earliest=published, latest=published, basis=DateBasis.GIVEN)
            document = replace(document, publication=given)
        reading = self._reader.read_document(document, problems)
        find = open_places(document, capture)
        verdicts = {verdict.finding_id: verdict for verdict in reading.verdicts}
        figures = sorted(reading.figures, key=lambda f: f.evidence.span.start)
        found = [
            self._make_checked(figure, verdicts[figure.id], document, find)
            for figure in figures
            if figure.id in verdicts
        ]
        checked = _make_list(found, reading.problems)
        if self._speeches is not None:
            quotes = list_quotes(reading, name_reading(reading, self.knowledge), self.knowledge)
            checked.quotes = tuple(
                check_reading_quotes(quotes, self._speeches, find, source=document.source)
            )
        return checked

    def _make_checked(
        self, figure: Figure, verdict: Verdict, document: Document, find: FindPlace
    ) -> Checked:
        span = figure.evidence.span
        place = find(span.start, span.end)
        reference = verdict.reference
        return Checked(
            source=document.source,
            line=place.line if place else None,
            column=place.column if place else None,
            part=place.part if place else None,
            figure=figure,
            verdict=verdict,
            series=self.knowledge.series.get(reference.series_id) if reference else None,
        )


def check_text(
    text: str, *, published: date | str | None, pack: str | Path, met_at: datetime
) -> CheckedList:
    """Return the figures of `text` with their verdicts, in the order of the text."""
    if isinstance(published, str):
        published = date.fromisoformat(published)
    capture = Capture(
        body=text.encode("utf-8", "replace"), media_type="text/plain", source="text", met_at=met_at
    )
    return Checker(pack).check(capture, published=published)


def _make_list(found: list[Checked], problems: Sequence[Problem]) -> CheckedList:
    checked = CheckedList(found)
    checked.problems = tuple(problems)
    return checked
