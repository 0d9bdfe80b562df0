"""Check ranks: recomputed over the series, as far back as the claim reaches.

`lowest since 1967` cannot be decided by months that begin in October 1999; what they can say is
said. "Ever" is also held against coarser series of longer reach: a year whose total is below
twelve times the month disproves "lowest month ever".
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from onrecord.knowledge import Knowledge
from onrecord.model import Direction, Figure, Outcome, Period
from onrecord.model.periods import add_months, year
from onrecord.verify.findings import Check, leave_open
from onrecord.verify.lookups import Official, Source, find_series
from onrecord.verify.related import NEAR_YEARS
from onrecord.verify.wording import say_number, say_official, say_period, say_unit

MONTHS = 12
LATE_MONTHS = 2  # the last months of a year may not be out yet


def check_rank(figure: Figure, source: Source, knowledge: Knowledge) -> Check:
    """Return whether the figure's period leads the stretch that the text claims."""
    # "the third largest in the world" is a place among others, "the most ever" one in time
    if source.indicator.ranked_among and figure.reach is None:
        return check_place(figure, source, knowledge)
    if figure.low != 1:
        return leave_open("no-series", "Only the first place of a period can be recomputed.")
    if figure.period is None:
        return check_any_month(figure, source, knowledge)
    own = source.first(figure.period)
    if own is None or own.summed:
        return check_leader_inside(figure, figure.period, source, own)
    lows = figure.direction is Direction.DOWN
    rivals = find_rivals(figure, source, own)
    if figure.reach is None and len(rivals) < MONTHS and own.series.grain == "month":
        return leave_open("rank-not-covered", "Too few official values to rank it.")
    word = "lowest" if lows else "highest"
    text = say_official(own, source.indicator.agency)
    beaten = find_better(own, rivals, lows=lows)
    if beaten is not None:
        return fail_rank(figure, own, beaten, f"{text}, not the {word}")
    first = min([own.period.first, *(r.period.first for r in rivals)])
    begins = min(p.first for p in source.periods())
    covered = f"the {word} of {len(rivals) + 1} values since {first:%B %Y}"
    if figure.reach is None or figure.reach.first >= begins:
        return Check(
            outcome=Outcome.HOLDS, reason=f"{text}, {covered}.", reference=own.refer(),
            compared=own.value,
        )  # fmt: skip
    if figure.reach.first > date.min:
        return leave_open(
            "rank-not-covered",
            f"{text}, {covered}; the series does not reach back to {figure.reach.first:%Y}.",
            own.refer(),
        )
    return check_ever(own, source, knowledge, lows=lows, text=f"{text}, {covered}")


def check_any_month(figure: Figure, source: Source, knowledge: Knowledge) -> Check:
    """Return whether a record "ever" without a period is wrong of every month of the last year.

    Which month is meant is open, so nothing less decides.
    """
    begins = min((p.first for p in source.periods()), default=date.max)
    if figure.reach is not None and date.min < figure.reach.first < begins < date.max:
        return leave_open(
            "rank-not-covered",
            f"The series begins in {begins:%B %Y}; a claim that reaches back to "
            f"{figure.reach.first:%Y} cannot be decided by it.",
        )
    unsaid = leave_open("no-period", "The text does not say which period leads.")
    ever = figure.reach is not None and figure.reach.first == date.min
    if not ever or source.day is None or not source.indicator.history:
        return unsaid
    day = source.day
    recent = [p for p in source.periods() if add_months(day, -MONTHS) <= p.first and p.after <= day]
    checks = [
        check_rank(replace(figure, period=period), source, knowledge)
        for period in recent
        if period.is_month()
    ]
    if len(checks) < MONTHS - LATE_MONTHS or any(c.outcome is not Outcome.FAILS for c in checks):
        return unsaid
    return replace(
        checks[-1], reason=f"Of no month of the last year is it true. {checks[-1].reason}"
    )


def check_leader_inside(
    figure: Figure, period: Period, source: Source, own: Official | None
) -> Check:
    """Return whether the leading month or year of all lies inside a longer period.

    "a record peak in 2023", "the highest levels under that government": which grain is meant is
    open, so only a match decides.
    """
    lows = figure.direction is Direction.DOWN
    values = [o for p in source.periods() if p.after <= period.after and (o := source.first(p))]
    values += sum_years(period, source)
    first = min((o.period.first for o in values), default=date.max)
    if figure.reach is not None and date.min < figure.reach.first < first:
        return leave_open("rank-not-covered", "The series does not reach back as far as the claim.")
    for days in sorted({o.period.days // 28 for o in values}):
        alike = [o for o in values if o.period.days // 28 == days]
        if len(alike) < MONTHS:
            continue
        leader = (min if lows else max)(alike, key=lambda o: o.value)
        if period.holds(leader.period):
            word = "lowest" if lows else "highest"
            return Check(
                outcome=Outcome.HOLDS,
                reason=f"{say_official(leader, source.indicator.agency)}, the {word} of "
                f"{len(alike)} values since {min(o.period.first for o in alike):%B %Y}.",
                reference=leader.refer(),
                compared=leader.value,
            )
    return leave_open(
        "no-series",
        f"No official value for {say_period(period)} can be ranked.",
        own.refer() if own else None,
    )


def sum_years(period: Period, source: Source) -> list[Official]:
    """Return the calendar years up to the period that months add up to."""
    if not source.indicator.adds_up or not period.is_year():
        return []
    first = min((p.first.year for p in source.periods()), default=period.first.year)
    years = [year(number) for number in range(first, period.first.year + 1)]
    return [found for each in years if (found := source.first(each)) and found.summed]


def find_rivals(figure: Figure, source: Source, own: Official) -> list[Official]:
    """Return the values of periods of the same length up to the figure's own, within its reach."""
    start = figure.reach.first if figure.reach else date.min
    if figure.reach and figure.reach.holds(own.period) and figure.reach.days <= 366:
        # "so far this year", "of the year": also what came after the own month, up to publication.
        known = source.day + timedelta(days=1) if source.day else own.period.after
        after = max(own.period.after, min(figure.reach.after, known))
    else:
        after = own.period.after
    rivals = []
    for period in source.periods():
        alike = abs(period.days - own.period.days) <= 3
        if alike and period != own.period and period.first >= start and period.after <= after:
            rival = source.first(period)
            if rival is not None:
                rivals.append(rival)
    return rivals


def find_better(own: Official, rivals: list[Official], *, lows: bool) -> Official | None:
    """Return the rival that is lower (or higher) than every vintage of the own value."""
    if lows:
        better = [r for r in rivals if max(r.values) < min(own.values)]
        return min(better, key=lambda r: r.value, default=None)
    better = [r for r in rivals if min(r.values) > max(own.values)]
    return max(better, key=lambda r: r.value, default=None)


def fail_rank(figure: Figure, own: Official, beaten: Official, text: str) -> Check:
    """Return the failing check, naming the period that leads."""
    leader = f"{say_number(beaten.value)} for {say_period(beaten.period)}"
    near = abs(beaten.period.first.year - own.period.first.year) <= NEAR_YEARS
    return Check(
        outcome=Outcome.FAILS,
        diagnosis="other-period" if near and figure.reach is None else None,
        reason=f"{text}: that is {leader}.",
        reference=own.refer(),
        nearest=leader,
        compared=own.value,
    )


def check_ever(
    own: Official, source: Source, knowledge: Knowledge, *, lows: bool, text: str
) -> Check:
    """Return whether coarser values of longer reach disprove "ever"."""
    history = knowledge.series.get(source.indicator.history or "")
    if history is None or own.series.grain != "month":
        return leave_open("rank-not-covered", f"{text}; earlier ones are not held.", own.refer())
    values = [(o.value / MONTHS, o) for o in history.observations]
    extreme, observation = min(values) if lows else max(values, key=lambda v: v[0])
    beaten = extreme < own.value if lows else extreme > own.value
    when = say_period(observation.period)
    total = say_number(observation.value)
    if beaten:
        return Check(
            outcome=Outcome.FAILS,
            diagnosis=None,
            reason=f"{text}; but {history.name} gives {total} for {when}, "
            f"{say_number(extreme.quantize(Decimal(1)))} a month.",
            reference=own.refer(),
            nearest=text.rsplit(", ", 1)[-1],
            compared=own.value,
        )
    if lows:
        return leave_open(
            "rank-not-covered", f"{text}; yearly totals before that do not decide it.", own.refer()
        )
    return Check(
        outcome=Outcome.HOLDS,
        reason=f"{text}; yearly totals before that reach at most {total} ({when}).",
        reference=own.refer(),
        compared=own.value,
    )


def check_place(figure: Figure, source: Source, knowledge: Knowledge) -> Check:
    """Return the place of the dimension's value among all others ("third largest")."""
    rows = place_by_period(figure, source, knowledge)
    if not rows:
        return leave_open("no-series", f"Nothing is held in {source.indicator.name} for that time.")
    period, place, own, of = rows[0]
    text = (
        f"{source.indicator.agency} gives {say_number(own.value)}{say_unit(own)} for "
        f"{say_period(period)}, place {place} of the {of} that are held"
    )
    if figure.low == place:
        return Check(
            outcome=Outcome.HOLDS, reason=f"{text}.", reference=own.refer(), compared=Decimal(place)
        )
    fitting = [r for r in rows[1:] if figure.low == r[1]]
    nearest = f"place {place} for {say_period(period)}"
    detail = ""
    if fitting:
        nearest = f"place {fitting[0][1]} for {say_period(fitting[0][0])}"
        detail = f"; it was {nearest}"
    return Check(
        outcome=Outcome.FAILS,
        diagnosis="other-period" if fitting else None,
        reason=f"{text}, not {say_number(figure.low)}{detail}.",
        reference=own.refer(),
        nearest=nearest,
        compared=Decimal(place),
    )


def place_by_period(
    figure: Figure, source: Source, knowledge: Knowledge
) -> list[tuple[Period, int, Official, int]]:
    """Return period, place, own value and number of rivals; the last period before publication first."""
    everybody = every_value(source, knowledge)
    # A month carried on from the text says nothing about a yearly table.
    own_period = figure.period if figure.period in set(source.periods()) else None
    rows: list[tuple[Period, int, Official, int]] = []
    for period in sorted(source.periods(), reverse=True):
        if source.day is not None and period.after > source.day:
            continue
        if own_period is not None and period != own_period and not rows:
            continue
        own = source.first(period)
        others = [r.first(period) for r in everybody]
        values = [o.value for o in others if o is not None]
        if own is not None and len(values) > 1:
            place = 1 + sum(v > own.value for v in values)
            rows.append((period, place, own, len(values)))
    return rows


def every_value(source: Source, knowledge: Knowledge) -> list[Source]:
    """Return one source for each value of the indicator's dimension."""
    stems = source.indicator.series
    names = [n for n in knowledge.series if n.rsplit(".", 1)[0] in stems]
    values = dict.fromkeys(n.rsplit(".", 1)[1] for n in names)
    return [
        Source(
            source.indicator,
            find_series(knowledge, source.indicator, value),
            source.day,
            source.as_of,
        )
        for value in values
    ]
