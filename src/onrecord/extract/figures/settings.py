"""What stands around a figure: its place, and words by which the text itself hedges it."""

from __future__ import annotations

import re

from onrecord.annotate import NameLabel
from onrecord.extract.figures.drafts import Draft, Frame
from onrecord.knowledge import WordTable

PLACE_REACH = 60  # characters behind a figure in which its place may be named
HEDGE_REACH = 90  # characters before a figure in which it may be hedged


class SettingReader:
    """The compiled words for places and hedges, of one language."""

    def __init__(self, words: WordTable) -> None:
        link = words.either("numbers", "place-link")
        self.link = re.compile(rf"(?<!\w)(?i:{link})\s+(?:\w+\s+){{0,2}}$")
        self.hedge = re.compile(rf"(?<!\w)(?i:{words.either('numbers', 'hedge', 'threat')})(?!\w)")

    def find_place(self, frame: Frame, draft: Draft) -> str | None:
        """Return the place named right behind a figure ("in Texas", "at the Mexican border")."""
        _, end = frame.sentence_at(draft.anchor)
        limit = min(end, draft.end + PLACE_REACH)
        for name in frame.names_in(draft.after, limit):
            if name.label in (NameLabel.PLACE, NameLabel.STATE):
                lead = frame.text[max(draft.after, name.start - 24) : name.start]
                if self.link.search(lead):
                    return name.text
        return None

    def find_hedges(self, frame: Frame, draft: Draft) -> tuple[str, ...]:
        """Return the words by which the sentence hedges a figure."""
        start, _ = frame.sentence_at(draft.anchor)
        first = max(start, draft.start - HEDGE_REACH)
        found = self.hedge.findall(frame.text, first, draft.anchor)
        return tuple(dict.fromkeys(word.lower() for word in found))
