"""Figures by hand, for checks that need no text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from onrecord.model import (
    Comparator,
    DateBasis,
    Document,
    Evidence,
    Figure,
    FigureKind,
    Period,
    Publication,
    cut_span,
)

SOUTHWEST = "usbp-southwest-apprehensions"
TEXT = "a figure"


def make_document(earliest: date | None, latest: date | None = None) -> Document:
    """Return a document published on a day, or between two."""
    publication = (
        Publication(earliest=earliest, latest=latest or earliest, basis=DateBasis.GIVEN)
        if earliest is not None
        else None
    )
    return Document(
        capture_id="cap-1", source="a.txt", text=TEXT, language="en", publication=publication
    )


def make_figure(value: str | tuple[str, str], **given: Any) -> Figure:
    """Return a figure about southwest apprehensions, with what a test says otherwise."""
    low, high = (value, value) if isinstance(value, str) else value
    document = make_document(None)
    fields: dict[str, Any] = {
        "id": "fig-1",
        "document_id": document.id,
        "low": Decimal(low),
        "high": Decimal(high),
        "comparator": Comparator.EXACT,
        "unit": "arrests",
        "measure": "arrests",
        "kind": FigureKind.LEVEL,
        "period": None,
        "indicator": SOUTHWEST,
        "evidence": Evidence(spans=(cut_span(document, 0, len(TEXT)),), method="test@1", score=1),
    }
    return Figure(**(fields | given))


def open_period(first: date) -> Period:
    """Return the stretch from a day on, as ranks claim it."""
    return Period(first, date.max)
