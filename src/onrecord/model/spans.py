"""Spans and evidence: the very words a finding was read from."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.documents import Document
from onrecord.model.errors import SpanError
from onrecord.model.ids import make_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters `start` up to `end` of a document's text, with the exact words."""

    document_id: str
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.quote) != self.end - self.start:
            raise SpanError(
                f"{self.document_id}: {self.quote!r} has {len(self.quote)} characters, "
                f"but the span is [{self.start}, {self.end})"
            )

    def holds_in(self, document: Document) -> bool:
        """Do the words stand in `document` where the offsets say?"""
        return (
            self.document_id == document.id and document.text[self.start : self.end] == self.quote
        )


def cut_span(document: Document, start: int, end: int) -> Span:
    """Return the span of `document` from `start` to `end`, white space at its ends left out."""
    while start < end and document.text[start].isspace():
        start += 1
    while end > start and document.text[end - 1].isspace():
        end -= 1
    return Span(document_id=document.id, start=start, end=end, quote=document.text[start:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why a finding may be believed: its words, the method that read them, and how sure it is.

    `spans[0]` is the quote of the finding; further spans are what else it rests on.
    `method` is `room.module@version`; `score` lies in [0, 1].
    """

    spans: tuple[Span, ...]
    method: str
    score: float

    def __post_init__(self) -> None:
        if not self.spans:
            raise SpanError(f"{self.method}: a finding without its words")

    @property
    def span(self) -> Span:
        """Return the span that is quoted."""
        return self.spans[0]


def make_finding_id(kind: str, document: Document, span: Span) -> str:
    """Return the id of a finding: capture, kind, quoted words, which occurrence of them.

    Cleaning, method, score and verdict are not in it, so a review finds its finding again
    after an upgrade.
    """
    occurrence = document.text.count(span.quote, 0, span.start)
    return make_id(kind, document.capture_id, span.quote, str(occurrence))
