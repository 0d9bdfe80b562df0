"""What many findings have in common, held once: read from files, each has a copy of its own."""

from __future__ import annotations

import sys
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from onrecord.model import Speech
from onrecord.verify.happenings_pairs import EventReport

ThingT = TypeVar("ThingT", bound=Hashable)


@dataclass(slots=True)
class Sharer:
    """Gives things of which the parts that others have too are the others'."""

    _held: dict[Any, Any] = field(default_factory=dict)

    def share_speech(self, speech: Speech) -> Speech:
        """Return a speech that is the same."""
        return replace(
            speech,
            document_id=self._one(speech.document_id),
            voice=self._one(speech.voice),
            language=self._one(speech.language),
            earliest=self._one(speech.earliest),
            latest=self._one(speech.latest),
        )

    def share_report(self, report: EventReport) -> EventReport:
        """Return a report that is the same."""
        return replace(
            report,
            document_id=self._one(report.document_id),
            origin_id=self._one(report.origin_id),
            actor_ids=self._one(report.actor_ids),
            target_ids=self._one(report.target_ids),
            period=self._one(report.period),
            place=self._one(report.place),
            people=self._one(report.people),
            papers=self._one(report.papers),
            words=frozenset(map(sys.intern, report.words)),
            published=self._one(report.published),
        )

    def _one(self, thing: ThingT) -> ThingT:
        held: ThingT = self._held.setdefault(thing, thing)
        return held
