"""Drafts: what a reader makes of a capture before dates, outlet and kind are settled."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import DateBasis, Dropped, OnrecordError


class UnreadableError(OnrecordError):
    """A capture's bytes cannot be turned into text; the message goes on after its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateClue:
    """Words in which a date of publication may stand.

    `sure` clues come from data about the page (front matter, a feed) and are believed over the
    text; the others give way when the text speaks of later days. `ceiling` clues are dates of
    the page, not of the article: the article is not younger.
    """

    text: str
    basis: DateBasis
    sure: bool = False
    ceiling: bool = False
    until: str | None = None  # the day of a later change that the page shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The paragraphs of the article, what was left out, and what the page says of itself."""

    paragraphs: tuple[str, ...]
    dropped: tuple[Dropped, ...] = ()
    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    clues: tuple[DateClue, ...] = ()
    tags: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    is_transcript: bool = False  # by marks that the paragraphs have lost
