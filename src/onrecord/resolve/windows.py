"""The window of days in which a document may have been published, and who held office in it."""

from __future__ import annotations

from datetime import date

from onrecord.annotate import Annotated

Window = tuple[str, str]  # ISO dates, both inclusive


def window_of(annotated: Annotated) -> Window | None:
    """Return the first and last day on which the document may have been published."""
    publication = annotated.document.publication
    if publication is None or publication.latest is None:
        return None
    return (publication.earliest or date.min).isoformat(), publication.latest.isoformat()


def held_in(window: Window | None, first: str | None, after: str | None) -> bool:
    """Was an office with these days held on some day of the window?"""
    if window is None:
        return True
    return (first or "") <= window[1] and (after is None or window[0] < after)


def held_throughout(window: Window | None, first: str | None, after: str | None) -> bool:
    """Was an office with these days held on every day of the window? Not when none is known."""
    if window is None:
        return False
    return (first or "") <= window[0] and (after is None or window[1] < after)
