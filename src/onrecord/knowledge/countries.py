"""Countries: ISO codes, names, demonyms, capitals used for the government."""

from __future__ import annotations

from pathlib import Path

from onrecord.knowledge.tables import Row, add_rows, check_unique, load_rows


class Country(Row):
    """A state. `names`, `demonyms` and `metonyms` are by language (ISO 639-1)."""

    code: str  # ISO 3166-1 alpha-2
    alpha3: str
    names: dict[str, list[str]]  # the first English one is the name shown
    demonyms: dict[str, list[str]] = {}
    metonyms: dict[str, list[str]] = {}  # "Washington", "Ottawa": the capital for the government
    fiscal_year_month: int = 1  # the month in which the government's fiscal year begins

    @property
    def name(self) -> str:
        """Return the English name, or that of the first language where there is none."""
        return (self.names.get("en") or next(iter(self.names.values())))[0]


def load_countries(folders: list[Path]) -> dict[str, Country]:
    """Return the countries of all packs by alpha-2 code."""
    countries: dict[str, Country] = {}
    for folder in folders:
        path = folder / "countries.yml"
        rows = load_rows(path, Country)
        check_unique(path, rows, "alpha3")
        add_rows(countries, path, rows, "code")
    return countries


def spell_countries(countries: dict[str, Country]) -> dict[str, str]:
    """Return codes by what people write in their place, in small letters: names, three letters."""
    return {
        spelled.lower(): code
        for code, country in countries.items()
        for spelled in (
            code,
            country.alpha3,
            *(n for names in country.names.values() for n in names),
        )
    }
