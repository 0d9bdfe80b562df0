"""What a person decided on a finding: never an edit, always one more line.

Each review holds the hash of the one before it, so that a line that was changed, taken out or put
in is seen. The words it was decided on are kept with it: a finding that moved is found by them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from typing import Any

from onrecord.model.errors import OnrecordError
from onrecord.model.ids import make_id

WIDTH = 32  # characters of a prefix and of a suffix
FIRST = "0" * 64  # what the first review names as the one before it


class ReviewError(OnrecordError):
    """The log of reviews is not what it was, or a decision cannot be taken; the message says which."""


class StaleReviewError(ReviewError):
    """Somebody decided on this meanwhile."""


class Decision(StrEnum):
    """What a reviewer may decide."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"  # another value of a field
    RELABEL = "relabel"  # another class
    MOVE = "move"  # other edges of the words
    MERGE = "merge"  # the same as another one
    COMMENT = "comment"
    SECOND = "second"  # another reviewer is asked
    UNDO = "undo"  # `value` is the review that counts no more


# Decisions by which a finding counts as right, as wrong, and as right but for something.
RIGHT = frozenset({Decision.ACCEPT})
WRONG = frozenset({Decision.REJECT})
MENDED = frozenset({Decision.CORRECT, Decision.RELABEL, Decision.MOVE, Decision.MERGE})
JUDGING = RIGHT | WRONG | MENDED


class Fate(StrEnum):
    """What became of a review in a later build."""

    STANDS = "stands"  # its finding is there under the same id
    FOLLOWED = "followed"  # under another id, with the same words in the same document
    CARRIED = "carried"  # in another version of the document, with the same words
    ORPHANED = "orphaned"  # its words are gone
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One line of the log. `at` is an ISO time; `start` and `end` count characters of the document."""

    at: str
    by: str
    subject: str
    table: str
    decision: Decision
    field: str | None = None
    before: str | None = None
    value: str | None = None
    reason: str | None = None
    document: str | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    prefix: str | None = None  # what stands before and after the words, as a W3C TextQuoteSelector
    suffix: str | None = None
    method: str | None = None
    score: float | None = None
    sampled: bool = False  # came from the random sample, not because it looked wrong
    build: str | None = None
    previous: str = FIRST
    hash: str = ""

    @property
    def id(self) -> str:
        """Return the review's id, made from its hash."""
        return make_id("rev", self.hash)

    def seal(self, previous: str) -> Review:
        """Return the review as the one after `previous`, its hash made."""
        linked = replace(self, previous=previous, hash="")
        return replace(linked, hash=_hash(linked))

    def is_whole(self) -> bool:
        """Is the hash the one that these values make?"""
        return self.hash == _hash(replace(self, hash=""))

    def to_json(self) -> dict[str, Any]:
        """Return the line's values; empty ones are left out."""
        return {name: value for name, value in asdict(self).items() if value not in (None, False)}


_NAMES = frozenset(field.name for field in fields(Review))


def read_review(row: Mapping[str, Any]) -> Review:
    """Return the review that a line holds. Raises ReviewError when it is none."""
    unknown = set(row) - _NAMES
    if unknown:
        raise ReviewError(f"unknown: {', '.join(sorted(unknown))}")
    try:
        return Review(**{**row, "decision": Decision(row["decision"])})
    except (KeyError, TypeError, ValueError) as error:
        raise ReviewError(f"no review ({error})") from error


def cut_context(text: str, start: int | None, end: int | None) -> tuple[str | None, str | None]:
    """Return what stands before and after a stretch of text; None where it has no place there.

    >>> cut_context("made ten arrests in May", 5, 16)
    ('made ', ' in May')
    """
    if start is None or end is None or not 0 <= start < end <= len(text):
        return None, None
    return text[max(0, start - WIDTH) : start], text[end : end + WIDTH]


def find_effective(reviews: Iterable[Review]) -> list[Review]:
    """Return the reviews that count: those that no later one undoes, undoing ones left out."""
    held = list(reviews)
    undone: set[str] = set()
    for review in reversed(held):
        if review.decision is Decision.UNDO and review.id not in undone and review.value:
            undone.add(review.value)
    return [r for r in held if r.decision is not Decision.UNDO and r.id not in undone]


def _hash(review: Review) -> str:
    values = review.to_json()
    values.pop("hash", None)
    said = json.dumps(values, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()
