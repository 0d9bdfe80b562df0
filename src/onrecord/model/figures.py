"""Figures: numbers as published."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from onrecord.model.actors import Mention
from onrecord.model.periods import Period
from onrecord.model.spans import Evidence


class Comparator(StrEnum):
    """How the number is meant."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    FEWER_THAN = "fewer_than"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    BETWEEN = "between"


class FigureKind(StrEnum):
    """What sort of number it is."""

    LEVEL = "level"
    CHANGE = "change"
    RANK = "rank"
    RATIO = "ratio"
    TARGET = "target"


class Direction(StrEnum):
    """Which way a change or a record goes."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as published.

    `low` and `high` are equal unless the text gives a range. A decline has a positive value and
    `direction` DOWN. `unit` is "percent", "percentage points", a currency code, or what is
    counted. `step` is one unit of the last digit that the text gives (181,509 → 1; "2 million" →
    1,000,000). `base` is what a change is measured from, `base_extreme` says that it is measured
    from the record high (UP) or low (DOWN) before it. `indicator` is the id of a table row
    when the measure is one the packs know, `other_indicators` are equally fair readings of its
    words, `dimension` is the part of it that is meant (a country, a drug; "CA+MX" for two).
    `reach` of a rank is the stretch it claims to cover
    ("lowest since 1967": from 1967 on), None when it names none. `assumed`: the text does
    not tell the period or the measure with the figure; it is what it tells of elsewhere. Of a
    ratio `base` is what it is measured by, or the whole of which it is a share. `sure`: its own
    sentence names the whole of what the indicator measures, and the period.
    """

    id: str
    document_id: str
    low: Decimal
    high: Decimal
    comparator: Comparator
    unit: str
    measure: str
    kind: FigureKind
    period: Period | None
    evidence: Evidence
    place: str | None = None
    direction: Direction | None = None
    base: Period | None = None
    base_extreme: Direction | None = None
    reach: Period | None = None
    step: Decimal = Decimal(1)
    indicator: str | None = None
    other_indicators: tuple[str, ...] = ()
    dimension: str | None = None
    said_by: Mention | None = None
    hedges: tuple[str, ...] = ()
    assumed: bool = False
    sure: bool = False

    @property
    def is_range(self) -> bool:
        """Does the text give two ends?"""
        return self.low != self.high
