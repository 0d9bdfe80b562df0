"""Read what a quotation quotes in turn: “The minister told us ‘we are ready’,” the spokesman said.

Each outer quotation is read like a paragraph of its own, its inner marks like quotations.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.annotate import Annotated, Quotation, find_inner
from onrecord.extract.statements.cue_words import Cue
from onrecord.extract.statements.passages import Passages
from onrecord.extract.statements.quoted import QuotedReader
from onrecord.extract.statements.reported import Draft
from onrecord.knowledge import References

MIN_WORDS = 2  # one word in marks within a quotation is a title or a scare quote


def read_inner(
    annotated: Annotated,
    cues: dict[int, Cue],
    references: References,
    quotations: list[Quotation],
) -> list[Draft]:
    """Return what somebody named within a quotation is quoted as having said."""
    text = annotated.document.text
    inner = [
        replace(found, paragraph=number)
        for number, outer in enumerate(quotations)
        for found in find_inner(text, outer)
        if len(text[found.start : found.end].split()) >= MIN_WORDS
    ]
    if not inner:
        return []
    passages = Passages(annotated, cues, references, inner)
    passages.paragraphs = [(outer.start, outer.end) for outer in quotations]
    drafts = QuotedReader(passages, []).read()
    return [d for d in drafts if d.cue is not None and d.speaker is not None]
