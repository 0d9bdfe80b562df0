"""Check the figures of one text without a record.

>>> [found] = check_text("Border Patrol made 181,509 arrests in August 2023.", ...)
>>> found.code, found.line, found.column
('F201', 1, 20)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from html import escape
from pathlib import Path

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
from onrecord.run.steps import Reader
from onrecord.text import FILE_READERS, make_document

# How much of what stands before a figure is looked for together with it, to find the right place.
CONTEXT = 60
# What may stand between two words of the source that are one space apart in the clean text.
_GAP = r"(?:\s|<[^<>]{0,500}>|&nbsp;|[*_`\\>#])+"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A figure of the text and the verdict on it.

    `line` and `column` count from 1 in the text as given; None where its words are not found
    there as they stand. `series` is what it was compared with.
    """

    source: str
    line: int | None
    column: int | None
    figure: Figure
    verdict: Verdict
    series: Series | None

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
    """The checked figures of a text, in its order; a notebook shows them as a table."""

    problems: tuple[Problem, ...] = ()

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
    """Tables and language models, loaded once for any number of texts."""

    def __init__(self, pack: str | Path = DEFAULT_PACK) -> None:
        self.knowledge: Knowledge = load_knowledge(pack)
        self._reader = Reader(knowledge=self.knowledge)

    def check(self, capture: Capture, *, published: date | None = None) -> CheckedList:
        """Return the figures of a capture with their verdicts; `published` overrides its own date."""
        document, problems = make_document(capture, self.knowledge)
        if document is None:
            return _make_list([], problems)
        if published is not None:
            given = Publication(earliest=published, latest=published, basis=DateBasis.GIVEN)
            document = replace(document, publication=given)
        reading = self._reader.read_document(document, problems)
        # a PDF has no lines that a user could look up: paragraphs of the clean text stand for them
        is_packed = capture.media_type in FILE_READERS
        raw = document.text if is_packed else capture.body.decode("utf-8", "replace")
        verdicts = {verdict.finding_id: verdict for verdict in reading.verdicts}
        figures = sorted(reading.figures, key=lambda f: f.evidence.span.start)
        found = [
            self._make_checked(figure, verdicts[figure.id], document, raw)
            for figure in figures
            if figure.id in verdicts
        ]
        return _make_list(found, reading.problems)

    def _make_checked(
        self, figure: Figure, verdict: Verdict, document: Document, raw: str
    ) -> Checked:
        span = figure.evidence.span
        place = find_place(raw, document.text, span.start, span.end)
        reference = verdict.reference
        return Checked(
            source=document.source,
            line=place[0] if place else None,
            column=place[1] if place else None,
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


def find_place(raw: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return line and column in `raw` of the words `text[start:end]` of the clean text.

    White space and markup between words may differ. What stands before the words helps to tell
    one occurrence from another; failing that, as many occurrences are skipped as in the text.
    """
    quote = text[start:end]
    before = text[max(0, start - CONTEXT) : start].split("\n")[-1]
    if before.split():
        tight = "" if before[-1:].strip() else _GAP
        found = re.search(f"{_make_pattern(before)}{tight}({_make_pattern(quote)})", raw)
        if found:
            return _count(raw, found.start(1))
    places = [m.start() for m in re.finditer(_make_pattern(quote), raw)]
    if not places:
        return None
    return _count(raw, places[min(text.count(quote, 0, start), len(places) - 1)])


def _make_pattern(words: str) -> str:
    return _GAP.join(re.escape(word).replace("&", "&(?:amp;)?") for word in words.split())


def _count(raw: str, at: int) -> tuple[int, int]:
    return raw.count("\n", 0, at) + 1, at - raw.rfind("\n", 0, at)


def _make_list(found: list[Checked], problems: Sequence[Problem]) -> CheckedList:
    checked = CheckedList(found)
    checked.problems = tuple(problems)
    return checked
