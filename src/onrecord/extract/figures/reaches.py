"""Stretches that depend on what a text told before: "so far this year", "in 25 years", "to date"."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from onrecord.annotate import DateMention
from onrecord.annotate.calendars import unit_of
from onrecord.extract.figures.drafts import Draft, Frame
from onrecord.extract.figures.scopes import OPEN_END
from onrecord.model import Period
from onrecord.model.periods import fiscal_year, year


@dataclass(slots=True)
class Scene:
    """The figures of one text while their periods are being found."""

    frame: Frame
    drafts: list[Draft]
    used: set[int]  # ids of the date mentions that bases took
    owned: list[DateMention | None] = field(default_factory=list)
    placed: list[Draft] = field(default_factory=list)
    aside: set[int] = field(default_factory=set)  # anchors of figures only compared with


def settle_reach(draft: Draft) -> Draft:
    """Return a rank with the stretch that it claims counted back from its own period."""
    if draft.reach_year:
        return settle_year(draft)
    if draft.reach_back is None:
        return draft
    if draft.period is None:
        return replace(draft, unresolved=True)
    count, unit = draft.reach_back
    return replace(draft, reach=Period(unit_of(draft.period.first, unit, -count), OPEN_END))


def settle_year(draft: Draft) -> Draft:
    """Return a rank "so far this year" with the part of its year that was over with its period."""
    if draft.period is None or draft.period.after > year(draft.period.first.year).after:
        return replace(draft, unresolved=True)
    return replace(draft, reach=Period(year(draft.period.first.year).first, draft.period.after))


def last_told(scene: Scene) -> date | None:
    """Return where the last month told of ends: up to there a text of unknown day tells."""
    months = [d.period for d in scene.placed if d.period is not None and d.period.is_month()]
    return max(months).after if months else None


def year_to_date(scene: Scene, draft: Draft) -> Period | None:
    """Return the year to date: up to the last month told of before, from the fiscal year's start.

    Money is counted by calendar years even where the government's own numbers are not.
    """
    months = [d.period for d in scene.placed if d.period is not None and d.period.is_month()]
    last = max(months, default=None)
    if last is None or draft.unit.isupper():
        return None
    first_month = scene.frame.annotated.fiscal_month
    start = fiscal_year(last.first.year + (last.first.month >= first_month > 1), first_month).first
    return Period(start, last.after)
