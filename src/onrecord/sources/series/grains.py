"""Sums by the periods of a file → sums by the periods of a series: whole ones only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from onrecord.knowledge.kinds import Kind, Target
from onrecord.knowledge.series import SeriesRow
from onrecord.model import Period, SourceError
from onrecord.sources.series.periods import name_grain, widen


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A series, and which rows go into it."""

    target: Target
    row: SeriesRow


@dataclass(slots=True)
class Sum:
    """What the rows of one period of one series come to."""

    place: str
    value: Decimal = Decimal(0)
    notes: list[str] = field(default_factory=list)


Sums = dict[tuple[str, Period], Sum]  # by dimension and period


def fit_grain(held: Sums, kind: Kind, want: Wanted, known_by: date) -> Sums:
    """Return the sums by the periods of the series; shorter ones are added up, whole ones only."""
    rule, grain = kind.period, want.row.grain
    if rule.stands_for == "last day" and grain == "snapshot":
        return held
    if rule.stands_for == "12 months ending":
        if grain != "12 months ending":
            raise _wrong_grain(kind, want, rule.stands_for)
        return held
    wide: Sums = {}
    parts: dict[tuple[str, Period], int] = {}
    all_periods = {period for _, period in held}
    for (dimension, period), total in held.items():
        around = period if name_grain(period) == grain else widen(period, grain, rule.first_month)
        if around is None or (around != period and not _may_widen(kind, period, around)):
            raise _wrong_grain(kind, want, name_grain(period) or str(period))
        added = wide.setdefault((dimension, around), Sum(total.place))
        added.value += total.value
        added.notes += total.notes
        parts[dimension, around] = sum(around.holds(p) for p in all_periods) if kind.sums else 1
    return {
        key: total
        for key, total in wide.items()
        if _is_whole(key[1], all_periods, known_by, counts=kind.counts_rows)
    }


def _may_widen(kind: Kind, period: Period, around: Period) -> bool:
    """May a value of `period` be one of `around`: a part of a sum, or the day on which it begins?"""
    return kind.sums or (period.days == 1 and period.first == around.first)


def _is_whole(around: Period, periods: set[Period], known_by: date, *, counts: bool) -> bool:
    """Does the file have all of `around`?

    Of days that are counted the first stretch is left out: the file may begin in its middle.
    """
    if around in periods:
        return True
    inside = sorted(period for period in periods if around.holds(period))
    if inside[0].days == 1:
        began = min(periods).first >= around.first if counts else False
        return around.last <= known_by and not began
    return inside[0].first == around.first and inside[-1].after == around.after


def _wrong_grain(kind: Kind, want: Wanted, grain: str) -> SourceError:
    return SourceError(
        f"kind {kind.id} gives values by {grain}, series {want.row.id} is by {want.row.grain}; "
        "name a series of that grain"
    )
