"""Cards: what of a document matters for its origin, without its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.knowledge import Knowledge
from onrecord.model import Document, DocumentKind
from onrecord.text.shingles import WordPrint, read_print

_LATEST, _EARLIEST = date.max, date.min


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A document, as far as it matters for who copied whom."""

    id: str
    source: str
    kind: DocumentKind
    title: str
    outlet: str | None
    credited: str | None  # where it says it comes from
    is_issuer: bool  # does a government publish it?
    first: date  # of the days on which it can have been published
    last: date
    words: WordPrint

    @property
    def size(self) -> int:
        """Return how many words of its own it has."""
        return len(self.words.own)

    @property
    def is_dated(self) -> bool:
        """Is the day of its publication known?"""
        return self.first == self.last

    @property
    def rank(self) -> tuple[date, bool, int, str]:
        """Return what puts documents in order: published first, crediting nobody, the longer."""
        day = self.first if self.is_dated else _LATEST
        return day, self.credited is not None, -self.size, self.id


def make_card(document: Document, knowledge: Knowledge) -> Card:
    """Return the card of a document."""
    publication = document.publication
    first = publication.earliest if publication is not None else None
    last = publication.latest if publication is not None else None
    outlet = knowledge.outlets.get(document.outlet or "")
    return Card(
        id=document.id,
        source=document.source,
        kind=document.kind,
        title=" ".join((document.title or "").casefold().split()),
        outlet=document.outlet,
        credited=document.original_outlet,
        is_issuer=outlet is not None and outlet.kind == "government",
        first=first or _EARLIEST,
        last=last or _LATEST,
        words=read_print(document.text, knowledge.page_words.get(document.language)),
    )


def are_siblings(one: Card, other: Card) -> bool:
    """Are they papers of one issuer, maybe drafted from one template? Versions bear one title."""
    return one.outlet is not None and one.outlet == other.outlet and not _bear_one_title(one, other)


def are_orders(one: Card, other: Card) -> bool:
    """Are both orders? The law's wording is the same in all of them, whoever prints them."""
    return one.kind is other.kind is DocumentKind.ORDER and not _bear_one_title(one, other)


def _bear_one_title(one: Card, other: Card) -> bool:
    return bool(one.title) and one.title == other.title
