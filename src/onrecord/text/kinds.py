"""What sort of text a document is, by evidence: turns of speakers, an order's words, its outlet."""

from __future__ import annotations

from onrecord.knowledge import Knowledge
from onrecord.model import DocumentKind
from onrecord.text.drafts import Draft
from onrecord.text.readers.lines import Line
from onrecord.text.readers.turns import is_transcript


def is_called_transcript(draft: Draft, language: str, knowledge: Knowledge) -> bool:
    """Does the title say that it is one?"""
    table = knowledge.page_words.get(language)
    return table is not None and table.holds("transcript", draft.title or "")


def find_kind(
    draft: Draft, outlet: str | None, language: str, knowledge: Knowledge, *, speaks: bool
) -> DocumentKind:
    """Return the kind of the document that this draft becomes; `speaks` tells that it has turns.

    Where the language's labels of speakers are not known, the shape of the lines has to do.
    """
    table = knowledge.page_words.get(language)
    text = "\n".join(draft.paragraphs)
    tags = " ".join(draft.tags)
    if table is not None and (table.holds("order", text) or table.holds("order tag", tags)):
        return DocumentKind.ORDER
    lines = [Line(text=p, number=n, gap=True) for n, p in enumerate(draft.paragraphs, start=1)]
    has_labels = table is not None and bool(table.get("turn office"))
    shaped = not has_labels and (draft.is_transcript or is_transcript(lines))
    if speaks or shaped or is_called_transcript(draft, language, knowledge):
        return DocumentKind.TRANSCRIPT
    known = knowledge.outlets.get(outlet) if outlet else None
    if known is not None and known.kind == "government":
        return DocumentKind.RELEASE
    if table is not None and table.holds("release", draft.title or ""):
        return DocumentKind.RELEASE
    return DocumentKind.NEWS
