"""Look official values up: for a period, as known on a day, over all series of an indicator.

The value that counts on a day is the last released by then. A value read from a later file whose
release date is unknown may have been public already: it is usable, and its vintage is named.
Only when nothing of that kind is there does a value released later stand in (`newer-vintage`).
What an office told on the day of a text itself is no second source for that text: of a series that
is told and not published, only what was told on other days counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property, partial

from onrecord.knowledge import Indicator, Knowledge
from onrecord.knowledge.units import UnitRow, Units
from onrecord.model import Observation, Period, Publication, Reference, Series
from onrecord.model.periods import add_months

FIRST_RELEASE_DAYS = 60  # a release longer after its month is a later vintage


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """The official values of one series for one period, the one that counts first."""

    series: Series
    period: Period
    values: tuple[Decimal, ...]
    latest: Decimal  # of the newest vintage that may have been known
    as_of: date
    dated: bool  # as_of is a day of release, not of a file
    carrier: str
    newer: bool = False  # released only after publication
    superseded: tuple[Decimal, ...] = ()  # earlier vintages among the values
    summed: int = 0  # how many months were added up
    today: Decimal | None = None  # of the newest vintage there is, when it was published later
    unit: str | None = None  # that of the text, where the values are turned into it
    factor: Decimal = Decimal(1)  # by which they are
    published: Official | None = None  # the same as it was published, where they are

    @property
    def value(self) -> Decimal:
        """Return the value that counts."""
        return self.values[0]

    @property
    def give(self) -> Decimal:
        """Return how far a value may lie from what it was rounded from, in the unit of the values."""
        return self.series.rounded_to * self.factor / 2

    @property
    def told(self) -> Official:
        """Return it as it was published, in the unit of the series."""
        return self.published or self

    def refer(self) -> Reference:
        """Return what a verdict names: values as they were published."""
        return Reference(
            series_id=self.series.id,
            period=self.period,
            values=self.told.values,
            as_of=self.as_of,
            publisher=self.series.publisher,
            carrier=self.carrier,
        )


Turn = Callable[[Official], Official]


class Source:
    """An indicator's series (of one value of its dimension), as known on a day.

    `day` None means that nothing bounds it: all vintages count. `as_of` hides what was released
    later, or may have been. `turn` turns values into the unit that a text says them in.
    """

    def __init__(
        self,
        indicator: Indicator,
        series: list[Series],
        day: date | None,
        as_of: date | None,
        *,
        turn: Turn | None = None,
    ) -> None:
        self.indicator = indicator
        self._turn = turn
        self.series = series
        self.day = day
        self.as_of = as_of

    @cached_property
    def _by_period(self) -> list[tuple[Series, dict[Period, list[Observation]]]]:
        held = []
        for series in self.series:
            periods: dict[Period, list[Observation]] = {}
            for observation in series.observations:
                if series.is_told and self.day is not None and observation.released == self.day:
                    continue
                if self.as_of is None or observation.as_of <= self.as_of:
                    periods.setdefault(observation.period, []).append(observation)
            held.append((series, periods))
        return held

    def periods(self) -> Iterator[Period]:
        """Yield every period for which there is a value, in order."""
        seen = {p for _, periods in self._by_period for p in periods}
        yield from sorted(seen)

    def find(self, period: Period) -> list[Official]:
        """Return the official values for a period: one entry for each series that has it."""
        found = [
            self._pick(series, period, periods[period])
            for series, periods in self._by_period
            if period in periods
        ]
        if not found and self.indicator.adds_up and (total := self._add_up(period)):
            found.append(total)
        return [self._turn(official) for official in found] if self._turn else found

    def first(self, period: Period) -> Official | None:
        """Return the entry of the series that comes first."""
        found = self.find(period)
        return found[0] if found else None

    def _pick(self, series: Series, period: Period, observations: list[Observation]) -> Official:
        day = self.day or date.max
        by_then = [o for o in observations if o.as_of <= day]
        first = first_release(period, observations)
        maybe = [
            o
            for o in observations
            if o.released is None and o.retrieved > day and (first is None or first <= day)
        ]
        usable = by_then + maybe
        newer = not usable
        usable = usable or observations
        current = by_then[-1] if by_then else usable[0]
        values = dict.fromkeys([current.value, *(o.value for o in reversed(usable))])
        return Official(
            series=series,
            period=period,
            values=tuple(values),
            latest=usable[-1].value,
            as_of=current.as_of,
            dated=current.released is not None,
            carrier=current.carrier,
            newer=newer,
            today=observations[-1].value,
            superseded=tuple(o.value for o in by_then[:-1] if o.value != current.value),
        )

    def _add_up(self, period: Period) -> Official | None:
        """Return the sum of the months of a period, None when one of them is missing.

        One series is taken for all months if one has them all, else for each month the first.
        """
        months = cut_months(period)
        if len(months) < 2:
            return None
        whole = [[pair] for pair in self._by_period if all(m in pair[1] for m in months)]
        for held in [*whole, self._by_period]:
            parts = [
                self._pick(*next((s, m, periods[m]) for s, periods in held if m in periods))
                for m in months
                if any(m in periods for _, periods in held)
            ]
            if len(parts) == len(months):
                return sum_up(parts, period)
        return None


def sum_up(parts: list[Official], period: Period) -> Official:
    """Return the sum of monthly values, dated by the youngest of them."""
    total = sum((p.value for p in parts), Decimal(0))
    return replace(
        max(parts, key=lambda p: p.as_of),
        period=period,
        values=(total,),
        latest=total,
        superseded=(),
        today=sum((p.value if p.today is None else p.today for p in parts), Decimal(0)),
        summed=len(parts),
        newer=any(p.newer for p in parts),
    )


def pair_series(after: list[Official], before: list[Official]) -> list[tuple[Official, Official]]:
    """Return the values of one series for both periods; of two of like grain when none has both."""
    pairs = [(a, b) for a in after for b in before if a.series.grain == b.series.grain and b.value]
    own = [(a, b) for a, b in pairs if a.series.id == b.series.id]
    return own or pairs


def first_release(period: Period, observations: list[Observation]) -> date | None:
    """Return the day of the first release, None when the first one held may be a later vintage."""
    released = [o.released for o in observations if o.released is not None]
    first = min(released, default=None)
    return (
        first if first is not None and (first - period.after).days <= FIRST_RELEASE_DAYS else None
    )


def cut_months(period: Period) -> list[Period]:
    """Return the calendar months of a period, none when it does not consist of whole ones."""
    if period.first.day != 1 or period.after.day != 1 or period.days > 366 * 30:
        return []
    months, first = [], period.first
    while first < period.after:
        after = add_months(first, 1)
        months.append(Period(first, after))
        first = after
    return months


def find_turn(knowledge: Knowledge, noun: str) -> Turn | None:
    """Return what turns official values into the unit that a noun names, None when it names none.

    Rounding is then judged in the unit that the text says.
    """
    into = knowledge.units.find(noun)
    return partial(_turn_into, into, knowledge.units) if into is not None else None


def _turn_into(into: UnitRow, units: Units, official: Official) -> Official:
    factor = units.convert(Decimal(1), official.series.unit, into)
    if factor is None or into.id == official.series.unit:
        return official
    return replace(
        official,
        values=tuple(value * factor for value in official.values),
        latest=official.latest * factor,
        superseded=tuple(value * factor for value in official.superseded),
        today=official.today and official.today * factor,
        unit=into.id,
        factor=factor,
        published=official,
    )


def find_series(knowledge: Knowledge, indicator: Indicator, dimension: str | None) -> list[Series]:
    """Return the indicator's series, of the values of its dimension that are meant.

    "CA+MX" names two values; a value covers its parts ("CA" also "CA-energy").
    """
    if indicator.dimension is None:
        return [knowledge.series[s] for s in indicator.series if s in knowledge.series]
    wanted = (dimension or "").split("+")
    return [
        knowledge.series[name]
        for stem in indicator.series
        for name in sorted(knowledge.series)
        if name.startswith(f"{stem}.") and _is_wanted(name.removeprefix(f"{stem}."), wanted)
    ]


def _is_wanted(value: str, wanted: list[str]) -> bool:
    return any(value == w or value.startswith(f"{w}-") for w in wanted)


def days_of(publication: Publication | None, period: Period | None) -> list[date | None]:
    """Return the days between which a text was published; None where nothing bounds it.

    A text tells of a period when it is over: of a wide interval only what lies after it counts.
    """
    if publication is None:
        return [None]
    earliest, latest = publication.earliest, publication.latest
    if earliest != latest and period is not None and (latest is None or period.after <= latest):
        earliest = max(earliest or period.after, period.after)
    return [earliest] if earliest == latest else [earliest, latest]
