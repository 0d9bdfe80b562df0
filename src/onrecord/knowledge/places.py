"""Places: towns, first-level areas and sites of the gazetteer, and which of them a name means.

>>> gazetteer = Gazetteer([DATA / "base"], countries)
>>> gazetteer.resolve("Newark", context={"USA": 4})
Place(name='Newark', state='USA', area='New Jersey')
>>> gazetteer.resolve("San José", qualifier="Costa Rica")
Place(name='San José', state='CRI', area='San José')

The facts are GeoNames' (CC BY 4.0; see the README beside the table). The table is read when a place
is first asked for.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from onrecord.knowledge.countries import Country
from onrecord.knowledge.surnames import fold
from onrecord.knowledge.tables import Row, load_rows

TABLE = Path("gazetteer/places.tsv.gz")
SURE = 3  # times as likely as the next place of that name: below that it stays unknown
LEAST = 15.0  # thousands of people, or somebody names the state: a lesser place is not guessed
CAPITAL = 100  # how many times as likely a capital is
NAMESAKE = 5  # and a town that an area bears its name from
OTHER_NAME = 10  # and how many times less likely one that is only also called so
NO_PEOPLE = 0.5  # thousands, of a place whose people nobody counted


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map: `state` is ISO 3166-1 alpha-3, `area` the first-level one."""

    name: str
    state: str
    area: str = ""

    def __str__(self) -> str:
        parts = [self.name, self.area if self.area != self.name else "", self.state]
        return ", ".join(part for part in parts if part)


class SiteRow(Row):
    """A building or estate where governments meet. `names` are by language."""

    names: dict[str, list[str]]
    country: str  # ISO 3166-1 alpha-2
    area: str


@dataclass(frozen=True, slots=True)
class _Spot:
    """One place that a name may mean, with its people in thousands."""

    place: Place
    people: float
    is_capital: bool = False


class Gazetteer:
    """All places of the packs by name."""

    def __init__(self, folders: list[Path], countries: Mapping[str, Country]) -> None:
        self._paths = [path for folder in folders if (path := folder / TABLE).is_file()]
        self._folders = folders
        self._countries = countries

    def resolve(
        self, name: str, *, qualifier: str = "", context: Mapping[str, float] | None = None
    ) -> Place | None:
        """Return the place that a name means, None when several are as likely.

        `qualifier` is what follows it ("San Antonio, Texas"); `context` tells how many times more
        likely places of a state are (alpha-3).
        """
        key, context = fold(name), context or {}
        if qualifier:
            return self._find_qualified(key, fold(qualifier))
        state, sites = self.states.get(key), self.sites.get(key, [])
        if sites:
            return max(sites, key=lambda site: context.get(site.state, 0.0))
        spots = self._find_spots(key)
        if state is not None:
            areas = [s for s in spots if not s.place.name and s.place.state in context]
            if not areas or state in context:
                return Place("", state)
        return self._choose(spots, context)

    def _find_qualified(self, key: str, qualifier: str) -> Place | None:
        state = self.states.get(qualifier)
        spots = [
            spot
            for spot in self._find_spots(key)
            if fold(spot.place.area) == qualifier or spot.place.state == state
        ]
        best = max(spots, key=lambda s: (bool(s.place.name), s.is_capital, s.people), default=None)
        if best is None:
            return Place("", state) if state is not None else None
        return _named(best.place)

    def _choose(self, spots: list[_Spot], context: Mapping[str, float]) -> Place | None:
        """Return the place that is much likelier than the next one somewhere else."""

        def weigh(spot: _Spot) -> float:
            weight = spot.people * context.get(spot.place.state, 1.0)
            if spot.is_capital:
                return weight * CAPITAL
            return weight * NAMESAKE if spot.place.name == spot.place.area else weight

        ranked = sorted(spots, key=lambda spot: (-weigh(spot), spot.place.state, spot.place.area))
        if not ranked or (ranked[0].people < LEAST and ranked[0].place.state not in context):
            return None
        best = ranked[0]
        where = (best.place.state, best.place.area)
        others = (s for s in ranked if (s.place.state, s.place.area) != where)
        second = next(others, None)
        if second is not None and weigh(best) < SURE * weigh(second):
            return None
        return _named(best.place)

    def _find_spots(self, key: str) -> list[_Spot]:
        lines, found = self._lines, []
        at = bisect_left(lines, key + "\t")
        while at < len(lines) and lines[at].startswith(key + "\t"):
            _, name, state, area, people = lines[at].split("\t")
            count = float(people.removesuffix("c")) or NO_PEOPLE
            by_other_name = name and fold(name) != key
            count = count / OTHER_NAME if by_other_name else count
            found.append(_Spot(Place(name, state, area), count, people.endswith("c")))
            at += 1
        return found

    @cached_property
    def _lines(self) -> list[str]:
        texts = [gzip.decompress(path.read_bytes()).decode() for path in self._paths]
        lines = [line for text in texts for line in text.splitlines()]
        return lines if len(texts) < 2 else sorted(lines)

    @cached_property
    def states(self) -> dict[str, str]:
        """Return the alpha-3 codes of the states by name, in small letters without accents."""
        return {
            fold(name): country.alpha3
            for country in self._countries.values()
            for names in country.names.values()
            for name in names
        }

    @cached_property
    def sites(self) -> dict[str, list[Place]]:
        """Return the sites of the packs by name."""
        found: dict[str, list[Place]] = {}
        for folder in self._folders:
            for _, row in load_rows(folder / "sites.yml", SiteRow):
                state = self._countries[row.country].alpha3
                for names in row.names.values():
                    for name in names:
                        site = Place(names[0], state, row.area)
                        found.setdefault(fold(name), []).append(site)
        return found


def _named(place: Place) -> Place:
    """Return the place; an area is its own area."""
    return Place("", place.state, place.area) if not place.name else place
