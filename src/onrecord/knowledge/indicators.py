"""Indicators: what a figure may be about, by which words it is known, which series measure it.

A row of indicators.yml ties words of a text to official series, so that a new measure needs no
code. `near` holds recipes: of each group of a recipe at least one word must stand near the
figure. `never` holds words that make it another measure (a part of the population, another
place), wherever they stand in the sentence or in those before it; `never_near` words do so in the
same clause; `apart_from` holds harmless phrases in which such words may stand.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Literal

from onrecord.knowledge.tables import Row, check_references, check_unique, load_rows
from onrecord.knowledge.words import either
from onrecord.model import Series


class Indicator(Row):
    """A row of indicators.yml.

    `series` are ordered: the first that covers a period is the one that counts; all of them are
    official values. Of a series with a dimension the stem is named (`drug-pounds` for
    `drug-pounds.fentanyl`); `dimension` says how its values are known: `countries` by names and
    demonyms of countries, `words` by `dimension_words`.
    """

    id: str
    name: str
    agency: str  # who published it, in words: "US Border Patrol"
    series: list[str]
    kind: Literal["count", "stock", "rate", "share"] = "count"
    near: dict[str, list[list[list[str]]]]
    never: dict[str, list[str]] = {}
    never_near: dict[str, list[str]] = {}
    apart_from: dict[str, list[str]] = {}
    units: dict[str, list[str]]
    whole: dict[str, list[str]] = {}  # words that say that no part of it is meant
    pinned: dict[str, list[list[list[str]]]] = {}  # recipes by which no related one is meant
    pinned_never: dict[str, list[str]] = {}  # words beside which these do not pin
    dimension: Literal["countries", "words"] | None = None
    dimension_words: dict[str, dict[str, list[str]]] = {}
    dimension_default: str | None = None  # when a rank names nobody, but the text names this one
    owner: str | None = None  # whose ranks these are: "our largest partner" said of this country's
    adds_up: bool = False  # months may be added up to longer periods
    tolerance: Decimal = Decimal("0.001")  # relative; beyond it an exact value does not match
    change_tolerance: Decimal = Decimal(1)  # points of a change in percent
    confirms_only: bool = False  # a value that differs may be about something else: never "fails"
    also: list[
        Decimal
    ] = []  # of `confirms_only`: all other values that may be meant; else it fails
    without_period: Literal["open", "latest", "in force", "any", "yearly"] = "open"
    ranked_among: bool = False  # ranks compare the values of the dimension ("third largest")
    history: str | None = None  # a coarser series of longer reach that may disprove "ever"
    confused_with: list[str] = []
    source: str = ""

    @cached_property
    def patterns(self) -> dict[str, IndicatorPatterns]:
        """Return the compiled words by language."""
        return {language: IndicatorPatterns(self, language) for language in self.near}


class IndicatorPatterns:
    """The words of an indicator in one language, compiled."""

    def __init__(self, row: Indicator, language: str) -> None:
        self._naming = [_compile(g) for recipe in row.near[language] for g in recipe]
        self._recipes = [[_compile(group) for group in recipe] for recipe in row.near[language]]
        self._never = _compile(row.never.get(language, []))
        self._never_near = _compile(row.never_near.get(language, []))
        self._apart = _compile(row.apart_from.get(language, []))
        self._whole = _compile(row.whole.get(language, []))
        self._pinned = [[_compile(g) for g in recipe] for recipe in row.pinned.get(language, [])]
        self._pinned_never = _compile(row.pinned_never.get(language, []))
        units = row.units.get(language, [])
        self._units = _compile([unit for unit in units if unit])
        self.counts_nothing_said = "" in units  # the noun may be left out: "8,650 in July"
        self._dimensions = [
            (value, _compile(words))
            for value, words in row.dimension_words.get(language, {}).items()
        ]

    def is_near(self, text: str) -> int:
        """Return how many groups the best recipe that fits wholly has; 0 when none fits."""
        fitting = [len(r) for r in self._recipes if all(group.search(text) for group in r)]
        return max(fitting, default=0)

    def names_whole(self, text: str) -> bool:
        """Does `text` say that no part of the population or of the place is meant?"""
        return bool(self._whole.search(text))

    def is_pinned(self, text: str) -> bool:
        """Does `text` tell this measure from those that are often taken for it?"""
        fits = any(all(group.search(text) for group in recipe) for recipe in self._pinned)
        return fits and not self._pinned_never.search(text)

    def is_barred(self, text: str, near: str) -> bool:
        """Does a word stand in `text`, or in the clause `near`, that makes it another measure?"""
        return self._bars(self._never, text) or self._bars(self._never_near, near)

    def _bars(self, words: re.Pattern[str], text: str) -> bool:
        """Does one of `words` stand in `text` outside of harmless phrases?"""
        harmless: list[re.Match[str]] | None = None
        for found in words.finditer(text):
            if harmless is None:
                harmless = list(self._apart.finditer(text))
            inside = any(h.start() <= found.start() and found.end() <= h.end() for h in harmless)
            if not inside:
                return True
        return False

    def counts(self, unit: str) -> bool:
        """Is `unit` a noun that this indicator counts?"""
        return bool(self._units.search(unit))

    def names_measure(self, noun: str) -> bool:
        """Does `noun` alone name what is measured: "apprehensions", not "people"?"""
        return self.counts(noun) and any(group.fullmatch(noun) for group in self._naming)

    def find_dimensions(self, text: str) -> list[str]:
        """Return the values of the dimension that `text` names."""
        return [value for value, words in self._dimensions if words.search(text)]


def _compile(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words)}(?!\w)", re.I)


def load_indicators(folders: list[Path], series: dict[str, Series]) -> dict[str, Indicator]:
    """Return the indicators of all packs by id."""
    indicators: dict[str, Indicator] = {}
    stems = {name.rsplit(".", 1)[0] for name in series} | set(series)
    for folder in folders:
        path = folder / "indicators.yml"
        rows = load_rows(path, Indicator)
        check_unique(path, rows, "id")
        indicators.update({row.id: row for _, row in rows})
        for line, row in rows:
            check_references(path, line, row.series, stems, what="series")
            check_references(path, line, row.confused_with, indicators, what="indicator")
            if row.history is not None:
                check_references(path, line, [row.history], stems, what="series")
    return indicators
