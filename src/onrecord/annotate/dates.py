"""Dates in a text, resolved against the publication interval, with their precision."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model import Period, Publication


class Precision(StrEnum):
    """How exactly a date is given."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    FISCAL_YEAR = "fiscal year"
    WINDOW = "window"  # several of the above: "the past week", "October through August"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """Words that give a date.

    `period` is None when the words cannot be resolved to one stretch of days over the whole
    publication interval.
    """

    start: int
    end: int
    text: str
    precision: Precision
    period: Period | None


def read_dates(
    text: str, publication: Publication | None, language: str
) -> tuple[DateMention, ...]:
    """Return the dates of `text` in order."""
    return ()
