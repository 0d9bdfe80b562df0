"""Units of one kind: how many of one another is.

A series in pounds, said in kilos: each of its values is 0.45359237 of what the text says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from pydantic import Field

from onrecord.knowledge.tables import Row, add_rows, load_rows
from onrecord.model import TableError

PER = " per "  # "kg per day": a rate of a unit


class UnitRow(Row):
    """A row of units.yml: a unit by the name that series write, its size, its words by language."""

    id: str
    kind: str
    size: Decimal = Field(gt=0)
    words: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Units:
    """The units of the tables, by id and by word."""

    rows: dict[str, UnitRow] = field(default_factory=dict)
    by_word: dict[str, UnitRow] = field(default_factory=dict)

    def find(self, noun: str) -> UnitRow | None:
        """Return the unit that a noun names, in any language; "kg per day" names kilograms."""
        return self.by_word.get(noun.lower().split(PER)[0])

    def convert(self, value: Decimal, unit: str, into: UnitRow) -> Decimal | None:
        """Return a value of a series' unit in another one, None where they are of two kinds."""
        row = self.rows.get(unit)
        return value * row.size / into.size if row is not None and row.kind == into.kind else None


def load_units(folders: Iterable[Path]) -> Units:
    """Return the units of all packs; a word stands for one unit."""
    units = Units()
    for folder in folders:
        path = folder / "units.yml"
        rows = load_rows(path, UnitRow)
        add_rows(units.rows, path, rows, "id")
        for line, row in rows:
            for word in (word for words in row.words.values() for word in words):
                other = units.by_word.setdefault(word, row)
                if other.id != row.id:
                    raise TableError(f'{path}:{line}: "{word}" stands for {other.id} already')
    return units
