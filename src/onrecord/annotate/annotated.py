"""Annotated: a document with sentences, tokens, names and dates. What extractors read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.annotate.dates import DateMention, read_dates
from onrecord.annotate.name_index import NameIndex
from onrecord.annotate.names import Name, find_names
from onrecord.annotate.quotations import Quotation, find_quotations
from onrecord.annotate.roles import turn_roles
from onrecord.model import Document, Span, cut_span

if TYPE_CHECKING:  # a build that has nothing to parse does not load spaCy
    from spacy.language import Language
    from spacy.tokens import Doc

# spaCy asks for about 1 GB per 100,000 words at once; longer texts are cut by `run` beforehand.
MAX_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A document read by a language model: `doc` covers `document.text` character by character."""

    document: Document
    doc: Doc
    names: tuple[Name, ...]
    dates: tuple[DateMention, ...]
    fiscal_month: int = 1  # in which fiscal years begin for the government it is about

    def cut(self, first: int, after: int) -> Span:
        """Return the span of tokens [first, after)."""
        last = self.doc[after - 1]
        return cut_span(self.document, self.doc[first].idx, last.idx + len(last))

    def name_at(self, token: int) -> Name | None:
        """Return the name that covers a token."""
        for name in self.names:
            if name.first <= token < name.after:
                return name
            if name.first > token:
                break
        return None

    def paragraphs(self) -> list[tuple[int, int]]:
        """Return the character ranges of the paragraphs."""
        ranges, at = [], 0
        for line in self.document.text.split("\n"):
            if line.strip():
                ranges.append((at, at + len(line)))
            at += len(line) + 1
        return ranges

    def quotations(self) -> list[Quotation]:
        """Return what stands between quotation marks, in order."""
        return find_quotations(self.document.text, self.paragraphs())


def annotate(document: Document, nlp: Language, index: NameIndex) -> Annotated:
    """Return `document` with sentences, tokens, names and dates."""
    return make_annotated(document, nlp(document.text), index)


def make_annotated(document: Document, doc: Doc, index: NameIndex) -> Annotated:
    """Return the annotated document from a parse that was made elsewhere."""
    if index.syntax is not None and doc.has_annotation("DEP"):
        doc = turn_roles(doc, index.syntax)
    names = find_names(doc, index)
    fiscal_month = index.find_fiscal_month(name.candidates for name in names)
    return Annotated(
        document=document,
        doc=doc,
        names=names,
        dates=read_dates(
            document.text,
            document.publication,
            index.words,
            fiscal_month,
        ),
        fiscal_month=fiscal_month,
    )
