"""Follow a promised number against official series.

    "reduce homicides by 20 percent by December 2025", promised in October 2024
        → 12 months to December 2025 against the last 12 months known when it was promised
    "send 10,000 members of the National Guard" → the first official count of as many

What is found is proposed like any other move: the words are the promise's own, the reason names
the series, the day on which it was published, and what it was measured from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from onrecord.knowledge import Indicator, Knowledge
from onrecord.model import (
    Basis,
    Comparator,
    Direction,
    Figure,
    FigureKind,
    Move,
    Period,
    Span,
    Standing,
)
from onrecord.model.periods import add_months
from onrecord.verify.figures import make_source
from onrecord.verify.lookups import Official, Source, cut_months, find_series
from onrecord.verify.wording import say_number, say_period

METHOD = "verify.targets@1"
SCORE = 0.6
YEAR = 12  # months over which a change is measured where months can be added up
LATE = 6  # months that the last official value may lie behind the day of the promise
PERCENT = "percent"
CEILINGS = frozenset({Comparator.FEWER_THAN, Comparator.AT_MOST})


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A number that a commitment promises, and where its words stand."""

    commitment_id: str
    figure: Figure
    span: Span
    known: date  # the day by which it was promised
    due: date | None


def follow_target(target: Target, knowledge: Knowledge, as_of: date | None) -> Iterator[Move]:
    """Yield how far official values brought a promised number: one move, or none.

    A rate or a share is not followed, nor what no series of the packs measures.
    """
    figure = target.figure
    indicator = knowledge.indicators.get(figure.indicator or "")
    if indicator is None or indicator.kind in {"rate", "share"}:
        return
    series = find_series(knowledge, indicator, figure.dimension)
    sources = _Sources(indicator=indicator, knowledge=knowledge, figure=figure, as_of=as_of)
    if not series:
        return
    move = None
    if figure.kind is FigureKind.CHANGE and figure.unit == PERCENT:
        move = _follow_change(target, sources)
    elif figure.kind is FigureKind.TARGET and indicator.kind == "stock":
        move = _follow_stock(target, sources)
    if move is not None:
        yield move


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sources:
    """The series of a target, as known on a day."""

    indicator: Indicator
    knowledge: Knowledge
    figure: Figure
    as_of: date | None

    def on(self, day: date | None) -> Source:
        return make_source(self.indicator, self.figure, self.knowledge, (day, self.as_of))

    def find_first(self, period: Period) -> Official | None:
        """Return the value of a period as it was first made known."""
        found = self.on(None).first(period)
        if found is None:
            return None
        months = cut_months(period) if found.summed else [period]
        days = [
            min(o.as_of for o in found.series.observations if o.period == part)
            for part in months
            if any(o.period == part for o in found.series.observations)
        ]
        return self.on(max(days)).first(period) if days else found


# ---- numbers of things ---------------------------------------------------------------------


def _follow_stock(target: Target, sources: _Sources) -> Move | None:
    """Return how many are there: as many as promised, or a part of them."""
    figure = target.figure
    if figure.comparator in CEILINGS or figure.direction is Direction.DOWN:
        return None
    before = [p for p in sources.on(None).periods() if p.after <= target.known]
    last = sources.find_first(before[-1]) if before else None
    if last is not None and last.value >= figure.low:
        return None  # there were as many before it was promised
    reached: Official | None = None
    for period in sources.on(None).periods():
        official = sources.find_first(period) if period.after > target.known else None
        if official is None:
            continue
        reached = official
        if official.value >= figure.low:
            break
    if reached is None or reached.value <= 0:
        return None
    state = Standing.KEPT if reached.value >= figure.low else Standing.IN_PROGRESS
    if state is Standing.IN_PROGRESS and _is_past(target, reached):
        state = Standing.PARTLY
    words = f"{say_number(reached.value)} of {say_number(figure.low)}"
    return _move(target, state, reached, f"{sources.indicator.name}: {words}")


def _is_past(target: Target, official: Official) -> bool:
    return target.due is not None and official.period.first > target.due


# ---- changes -------------------------------------------------------------------------------


def _follow_change(target: Target, sources: _Sources) -> Move | None:
    """Return how a measure changed against what was known when the change was promised."""
    base = _find_base(target, sources)
    if base is None or base.value <= 0 or target.figure.direction is None:
        return None
    final = _find_final(target, sources)
    latest = final or _find_latest(target, sources)
    if latest is None or latest.series.grain != base.series.grain:
        return None
    change = (latest.value - base.value) / base.value * 100
    done = -change if target.figure.direction is Direction.DOWN else change
    if done >= target.figure.low:
        state = Standing.KEPT if final is not None else Standing.IN_PROGRESS
    elif done > 0:
        state = Standing.PARTLY if final is not None else Standing.IN_PROGRESS
    elif final is not None:
        state = Standing.OVERDUE
    else:
        return None
    words = _say_change(target, base, latest)
    return _move(target, state, latest, f"{sources.indicator.name}: {words}")


def _find_base(target: Target, sources: _Sources) -> Official | None:
    """Return what it is measured from: the base that is told, else the last year known then."""
    told = target.figure.base
    source = sources.on(target.known)
    if told is not None and told.after <= target.known:
        return source.first(told)
    for back in range(LATE):
        for period in _windows(sources, target.known, back):
            found = source.first(period)
            if found is not None and not found.newer:
                return found
    return None


def _find_final(target: Target, sources: _Sources) -> Official | None:
    """Return the value of the year that ends with the day it is due."""
    due = target.due
    if due is None or due <= target.known:
        return None
    for period in _windows(sources, due + timedelta(days=1), 0):
        found = sources.find_first(period)
        if found is not None:
            return found
    return None


def _find_latest(target: Target, sources: _Sources) -> Official | None:
    """Return the last value of a year that had all passed since it was promised, or none yet."""
    periods = list(sources.on(None).periods())
    end = periods[-1].after if periods else None
    if end is None or (target.due is not None and end > target.due + timedelta(days=1)):
        return None
    for period in _windows(sources, end, 0):
        if period.first >= target.known.replace(day=1):
            return sources.find_first(period)
    return None


def _windows(sources: _Sources, end: date, back: int) -> Iterator[Period]:
    """Yield the stretches of a year that end with the month before `end`, or `back` months before.

    A series of longer periods has its own: the one that ends there.
    """
    after = add_months(end.replace(day=1), -back)
    if sources.indicator.adds_up:
        yield Period(add_months(after, -YEAR), after)
        return
    for period in sources.on(None).periods():
        if period.after == after:
            yield period


def _say_change(target: Target, base: Official, latest: Official) -> str:
    change = (latest.value - base.value) / base.value * 100
    way = "lower" if change < 0 else "higher"
    return (
        f"{say_number(latest.value)} for {say_period(latest.period)} against "
        f"{say_number(base.value)} for {say_period(base.period)}, before it was promised: "
        f"{abs(change).quantize(Decimal('0.1'))} percent {way}, "
        f"for the promised {say_number(target.figure.low)}"
    )


def _move(target: Target, state: Standing, official: Official, words: str) -> Move:
    """Return the move, dated by the day on which the value was made known."""
    day = max(official.as_of, target.known)
    said = f"published on {official.as_of}" if official.dated else f"as of {official.as_of}"
    return Move(
        commitment_id=target.commitment_id,
        state=state,
        day=day,
        known=day,
        basis=Basis.PROPOSED,
        reason=f"{words} ({official.series.publisher}, {said})",
        span=target.span,
        method=METHOD,
        score=SCORE,
        finding_id=target.figure.id,
    )
