"""Official time series and their observations, each with its vintage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from onrecord.model.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A series' value for a period, as one publication gave it.

    `released` is when the publisher made it known (None: unknown, but not later than
    `retrieved`); `retrieved` is the date of the file or snapshot it was read from; `carrier` is
    where it was read.
    """

    series_id: str
    period: Period
    value: Decimal
    released: date | None
    retrieved: date
    carrier: str
    note: str = ""

    @property
    def as_of(self) -> date:
        """Return the day from which it is known to have been known."""
        return self.released or self.retrieved


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """An official time series. Observations are sorted by period, then vintage.

    `is_told` is one that an office told now and then, and that nobody publishes as a series.
    `rounded_to` is the step to which its values are rounded (10, 1000), 0 where they are not.
    """

    id: str
    name: str
    publisher: str
    definition: str
    unit: str
    population: str
    place: str
    limits: str
    grain: str  # month, year, fiscal year, 12 months ending, quarter, day, snapshot
    url: str | None
    rhythm: str = "irregular"  # how often a new period comes; "once", "ended": no more
    lag_days: int | None = None  # days after a period's end until it is normally out
    is_told: bool = False
    rounded_to: Decimal = Decimal(0)
    observations: tuple[Observation, ...]
