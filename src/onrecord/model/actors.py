"""Mentions, actors, and judgements on who is meant."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.ids import make_id
from onrecord.model.periods import Period
from onrecord.model.sectors import Sector
from onrecord.model.spans import Span


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    BODY = "body"
    STATE = "state"
    SUBNATIONAL = "subnational"
    PARTY = "party"
    ARMED_GROUP = "armed group"
    ORGANISATION = "organisation"
    COMPANY = "company"


class MentionKind(StrEnum):
    """How a text points at somebody."""

    NAME = "name"
    TITLE = "title"  # "the secretary", "a top homeland security official"
    PRONOUN = "pronoun"
    GROUP = "group"  # "US officials", "both countries"
    DOCUMENT = "document"  # "the release", "figures released in September"
    IMPLIED = "implied"  # nobody is named at this place; the span is the words spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that point at somebody. Not yet anybody."""

    span: Span
    kind: MentionKind

    @property
    def id(self) -> str:
        """Return the id, made from where the words stand."""
        return make_id(
            "men", self.span.document_id, str(self.span.start), str(self.span.end), self.kind
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office that a person held, with the days it was held ([from, after), None = open)."""

    title: str
    body_id: str | None
    country: str | None
    first: str | None = None  # ISO date
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody the record knows, from a pack's tables or from a text's own description.

    `country` is ISO 3166-1 alpha-2 of the state acted for; `role` is what a text calls somebody
    who stands in no table. `is_public` tells a public role from a private person. `short` is what
    exports call an organisation as a side of an act ("EU").
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    role: str | None = None
    offices: tuple[Office, ...] = ()
    is_public: bool = True
    short: str | None = None
    own: str | None = None  # its name in its own language, where that differs
    sector: Sector | None = None  # None: a person, or nothing tells

    @property
    def full_name(self) -> str:
        """Return the name, with the one in its own language beside it."""
        return f"{self.name} ({self.own})" if self.own else self.name


class Decision(StrEnum):
    """What a judgement says of its two sides."""

    SAME = "same"  # left is right
    MEMBER = "member"  # right is one of those whom left names: "both countries"
    SPEAKS_FOR = "speaks for"  # left is an unnamed person or paper of right: "US officials"
    NOT_SAME = "not same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A word on whether a mention (left) is an actor (right). Undoing it is one more judgement.

    `role` is the office or description that fits at the document's date.
    """

    left: str
    right: str
    decision: Decision
    by: str  # method@version, or a reviewer's name
    score: float
    reason: str
    role: str | None = None
    at: str | None = None  # ISO time of a reviewer's word; None for a program, which has no clock

    @property
    def id(self) -> str:
        """Return the id, made from both sides, the decision and who took it."""
        return make_id("jud", self.left, self.right, self.decision, self.by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A standing arrangement with a name: a dialogue, a joint operation, an order, a tariff."""

    id: str
    name: str
    parties: tuple[str, ...]  # actor ids
    instrument: str | None
    period: Period | None
    status: str
    source: str
