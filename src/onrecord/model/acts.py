"""Acts: what a text says that somebody did, promised to do, or did not do, by its words alone.

Less than an event (no type, nobody resolved): enough to see whether a promised deed came about.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from onrecord.model.periods import Period
from onrecord.model.spans import Span


class Stage(StrEnum):
    """How far the act had come."""

    BOUND = "bound"  # the deed of a commitment
    ASKED = "asked"  # what somebody else must do, lest the deed is done: "unless it signs …"
    BEGUN = "begun"
    DONE = "done"
    NOT_DONE = "not done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act of one clause.

    `verb`, `things` (what it is done to), `objects` (the nouns of those things: "the deployment of
    soldiers") and `words` (all that the clause speaks of) are dictionary forms. `counts` are
    numbers with the noun they count. `actors` are ids of the actors that the subject names,
    `others` those that the rest of the clause names. `finding_id` is the event or commitment that
    was read from the same words.
    """

    span: Span
    verb: str
    stage: Stage
    things: tuple[str, ...]
    words: tuple[str, ...]
    objects: tuple[str, ...] = ()
    counts: tuple[tuple[Decimal, str], ...] = ()
    actors: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    finding_id: str | None = None
    period: Period | None = None
