"""Say when a text is written in capitals: names are then told from other words less surely."""

from __future__ import annotations

from onrecord.model import Document, Problem

ROOM = "run"
MIN_LETTERS = 200
SHOUTED = 0.7  # share of capitals; a text of acronyms and names has about a tenth


def find_capitals(document: Document) -> list[Problem]:
    """Return a problem when most letters of a text are capitals, nothing otherwise."""
    letters = list(filter(str.isalpha, document.text))
    if len(letters) < MIN_LETTERS or sum(map(str.isupper, letters)) < SHOUTED * len(letters):
        return []
    return [
        Problem(
            subject_id=document.id,
            room=ROOM,
            source=document.source,
            message="is written in capitals: it was read, but names are told less surely",
        )
    ]
