"""Assume that a figure without a period is of the month that its text tells of.

"Crossings have reached a historic low", after a paragraph on February. What is only assumed can
confirm a figure, but never refute it.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.figures.drafts import Draft, Frame
from onrecord.extract.figures.reaches import settle_reach
from onrecord.model import FigureKind, Period


def assume_periods(frame: Frame, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts; those whose measure is known, but whose period is not, with an assumed one."""
    months = [find_month(draft) for draft in drafts]
    nouns = {head_of(d.noun) for d, month in zip(drafts, months, strict=True) if month} - {""}
    assumed = []
    for index, draft in enumerate(drafts):
        story = pick_month(draft, months[:index], months[index + 1 :])
        if story is None or not may_assume(frame, draft, nouns):
            assumed.append(draft)
            continue
        assumed.append(settle_reach(replace(draft, period=story, assumed=True)))
    return assumed


def find_month(draft: Draft) -> Period | None:
    """Return the month that a draft is told to be of."""
    return draft.period if draft.period and draft.period.is_month() else None


def pick_month(
    draft: Draft, before: list[Period | None], behind: list[Period | None]
) -> Period | None:
    """Return the last month told of before the draft, else the last one told of behind it.

    A change measured from a month ends in a later one.
    """
    floor = draft.base.after if draft.base is not None else None
    for months in (before, behind):
        told = [m for m in months if m is not None and (floor is None or m.first >= floor)]
        if told:
            return max(told)
    return None


def may_assume(frame: Frame, draft: Draft, nouns: set[str]) -> bool:
    """Is it of a measure that the text tells of, in a sentence that names no time of its own?"""
    if draft.indicator is None and draft.base is None and head_of(draft.noun) not in nouns:
        return False
    if draft.period is not None or draft.rate not in (None, "day"):
        return False
    if draft.kind not in (FigureKind.LEVEL, FigureKind.CHANGE, FigureKind.RANK):
        return False
    start, end = frame.sentence_at(draft.anchor)
    times = [*frame.dates_in(start, end), *frame.eras_in(start, end)]
    own = [t for t in times if t.period is None or t.period != draft.base]
    return not own and (draft.kind is not FigureKind.CHANGE or draft.base is not None)


def head_of(noun: str) -> str:
    """Return the last word of what is counted: "migrant apprehensions" → "apprehensions"."""
    return noun.rsplit(" ", 1)[-1].lower()
