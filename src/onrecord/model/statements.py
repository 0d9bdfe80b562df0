"""Statements: words or a proposition that a text puts in a mouth."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.actors import Mention
from onrecord.model.periods import Period
from onrecord.model.spans import Evidence, Span


class Manner(StrEnum):
    """How the words are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NO_COMMENT = "no-comment"


class CueClass(StrEnum):
    """What the cue does with the words."""

    SAY = "say"
    ASK = "ask"
    PROMISE = "promise"
    THREATEN = "threaten"
    DEMAND = "demand"
    ACCUSE = "accuse"
    DENY = "deny"
    REJECT = "reject"
    PRAISE = "praise"
    AGREE = "agree"
    ANNOUNCE = "announce"
    ESTIMATE = "estimate"


class Place(StrEnum):
    """Where in a document the words stand."""

    BODY = "body"
    HEADLINE = "headline"
    CAPTION = "caption"


class Polarity(StrEnum):
    """Whether the speaker affirms or denies the content."""

    AFFIRMS = "affirms"
    DENIES = "denies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Words put in a mouth. `content` is also `evidence.spans[0]`.

    `speaker` is None when the text gives no hint at all; `via` is the one through whom the text
    knows it ("the New York Times reported that officials want …": via is the paper).
    """

    id: str
    document_id: str
    content: Span
    manner: Manner
    speaker: Mention | None
    cue: Span | None
    cue_class: CueClass
    polarity: Polarity
    evidence: Evidence
    hedge: str | None = None
    topics: tuple[str, ...] = ()
    via: Mention | None = None
    said_on: Period | None = None
    anonymity: str | None = None  # the reason given for not naming the speaker, or "unnamed"
    place: Place = Place.BODY
    repeats: str | None = None  # id of the body's statement that a headline or caption repeats
    continues: str | None = None  # id of the part before, when "she said" cuts one sentence
