"""Short texts read by the English model, for the tests of events and commitments."""

from __future__ import annotations

from datetime import date

from spacy.language import Language

from onrecord.annotate import Annotated, NameIndex, annotate
from onrecord.model import DateBasis, Document, DocumentKind, Event, Publication


def read_text(
    text: str,
    nlp: Language,
    index: NameIndex,
    *,
    kind: DocumentKind = DocumentKind.NEWS,
    title: str | None = None,
) -> Annotated:
    """Return an annotated document published on 10 June 2024."""
    day = date(2024, 6, 10)
    document = Document(
        capture_id="cap-test",
        source="test.txt",
        text=text,
        language="en",
        kind=kind,
        title=title,
        publication=Publication(earliest=day, latest=day, basis=DateBasis.GIVEN),
    )
    return annotate(document, nlp, index)


def tell(event: Event) -> tuple[str, list[str], list[str]]:
    """Return an event's type, and its two sides in the words of the text."""
    actors, targets = ([m.span.quote for m in some] for some in (event.actors, event.targets))
    return str(event.type), actors, targets


def tell_all(events: list[Event]) -> list[tuple[str, list[str], list[str]]]:
    """Return what `tell` does, of each."""
    return [tell(event) for event in events]
