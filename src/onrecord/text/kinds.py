"""What sort of text a document is, by evidence: turns of speakers, an order's words, its outlet."""

from __future__ import annotations

from onrecord.knowledge import Knowledge
from onrecord.model import DocumentKind
from onrecord.text.drafts import Draft
from onrecord.text.readers.lines import Line
from onrecord.text.readers.turns import is_transcript


def find_kind(
    draft: Draft, outlet: str | None, language: str, knowledge: Knowledge
) -> DocumentKind:
    """Return the kind of the document that this draft becomes."""
    table = knowledge.page_words.get(language)
    text = "\n".join(draft.paragraphs)
    tags = " ".join(draft.tags)
    if table is not None and (table.holds("order", text) or table.holds("order tag", tags)):
        return DocumentKind.ORDER
    lines = [Line(text=p, number=n, gap=True) for n, p in enumerate(draft.paragraphs, start=1)]
    titled = table is not None and table.holds("transcript", draft.title or "")
    if titled or draft.is_transcript or is_transcript(lines):
        return DocumentKind.TRANSCRIPT
    known = knowledge.outlets.get(outlet) if outlet else None
    if known is not None and known.kind == "government":
        return DocumentKind.RELEASE
    if table is not None and table.holds("release", draft.title or ""):
        return DocumentKind.RELEASE
    return DocumentKind.NEWS
