"""Which part of a split series a row is of."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.knowledge.countries import Country
from onrecord.knowledge.kinds import Kind, Target
from onrecord.model import SourceError
from onrecord.sources.series.sheets import clean_words, squeeze

LONGEST = 60


class DimensionReader:
    """Turns the cells of a target's dimension into its values."""

    def __init__(self, kind: Kind, target: Target, countries: Mapping[str, Country]) -> None:
        self._kind, self._target = kind, target
        self._names = _name_countries(countries) if target.names_from == "countries" else {}
        self._names |= {squeeze(cell): value for cell, value in target.names.items()}

    def read(self, cells: dict[str, str], place: str) -> str | None:
        """Return the value, "" for a series that is not split, None for a row to leave out."""
        name = self._target.dimension
        if name is None:
            return ""
        cell = cells[name]
        if squeeze(cell) in self._names:
            return self._names[squeeze(cell)]
        if self._target.names_from == "cells" and cell == clean_words(cell)[:LONGEST] != "":
            return cell
        if self._target.others == "leave out":
            return None
        raise SourceError(
            f'{place}: {self._kind.columns[name][0]} "{cell}" is not named in the kind '
            f"{self._kind.id}; add it to names of {self._target.series}, or say others: leave out"
        )


def _name_countries(countries: Mapping[str, Country]) -> dict[str, str]:
    """Return the codes of countries by code, three-letter code and name in any language."""
    names: dict[str, str] = {}
    for code, country in countries.items():
        spelled = [
            code,
            country.alpha3 or "",
            *(n for names in country.names.values() for n in names),
        ]
        names |= {squeeze(name): code for name in spelled if name}
    return names
