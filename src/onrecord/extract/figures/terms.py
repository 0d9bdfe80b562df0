"""Assume that what a government's release counts is of its own term.

"Nearly three million have left", "President … secured the extradition of 29 …": in a release that
names who is in office, of a measure that no series covers. So it never decides a verdict.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.figures.drafts import Draft, Frame, day_after
from onrecord.extract.figures.eras import EraReader
from onrecord.extract.figures.nouns import SHARES
from onrecord.knowledge import WordTable
from onrecord.model import Document, DocumentKind, FigureKind, Period


class TermReader:
    """Who was in office, and the words by which a text tells of what was done since."""

    def __init__(self, eras: EraReader, words: WordTable) -> None:
        self.eras = eras
        self.perfect = words.folded("changes", "perfect")

    def assume(self, frame: Frame, drafts: list[Draft]) -> list[Draft]:
        """Return the drafts; those without a period that tell of the term, with the term."""
        document = frame.annotated.document
        if document.kind is not DocumentKind.RELEASE:
            return drafts
        leader = self._find_leader(document)
        if leader is None:
            return drafts
        name, term = leader
        return [
            replace(d, period=term, assumed=True) if self._is_of_term(frame, d, name) else d
            for d in drafts
        ]

    def _find_leader(self, document: Document) -> tuple[str, Period] | None:
        """Return whom the text names most of those in office when it came out, and since when."""
        after = day_after(document.publication)
        if after is None:
            return None
        named: dict[str, int] = {}
        for match in self.eras.leader.finditer(document.text):
            named[match["leader"]] = named.get(match["leader"], 0) + 1
        for name in sorted(named, key=lambda n: -named[n]):
            for first, end in self.eras.terms[name]:
                if first < after and (end is None or after <= end):
                    return name, Period(first, after)
        return None

    def _is_of_term(self, frame: Frame, draft: Draft, leader: str) -> bool:
        """Is it a count of something done, without a time of its own?"""
        counted = draft.indicator is None and draft.kind is FigureKind.LEVEL and bool(draft.noun)
        if (
            not counted
            or draft.period is not None
            or draft.rate is not None
            or draft.unit in SHARES
        ):
            return False
        start, end = frame.sentence_at(draft.anchor)
        if frame.dates_in(start, end) or frame.eras_in(start, end):
            return False
        if any(
            m["leader"] == leader
            for m in self.eras.leader.finditer(frame.text, start, draft.anchor)
        ):
            return True
        tokens = frame.doc[frame.token_from(start) : frame.token_from(end)]
        return any(t.lower_ in self.perfect and t.head.tag_ == "VBN" for t in tokens)
