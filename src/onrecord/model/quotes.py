"""Quotes and what was said: words between marks, and the speeches they may come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class SpeechKind(StrEnum):
    """Where a speech stands."""

    TURN = "turn"  # of a transcript
    REMARKS = "remarks"  # a transcript without turns
    RELEASE = "release"  # the issuer's own text
    QUOTED = "quoted"  # what a release quotes somebody with


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks, as far as it is known: `ids` are actors', `words` those of the text.

    `country` is the one acted for. `is_person` tells a named person from a body, a group or
    nobody; `is_asking` that it is the press or somebody without a name.
    """

    ids: tuple[str, ...] = ()
    name: str | None = None
    words: str = ""
    country: str | None = None
    is_person: bool = False
    is_asking: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """What one voice says in one go: characters `start` up to `end` of a document's text."""

    document_id: str
    start: int
    end: int
    kind: SpeechKind
    voice: Voice
    language: str
    earliest: date | None = None  # when it was published at the earliest
    latest: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words that a statement gives as said, without the marks around them.

    `is_whole` tells that they are given as a sentence, not as a fragment inside one. `around` is
    what stands beside them in their paragraph.
    """

    finding_id: str
    document_id: str
    start: int
    end: int
    words: str
    voice: Voice
    language: str
    is_whole: bool
    around: str = ""
    earliest: date | None = None  # when it was published
    latest: date | None = None
