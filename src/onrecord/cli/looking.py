"""From which day a record is looked at, and which tables it was read with."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from onrecord.cli.options import read_clock
from onrecord.model.errors import NotFoundError

if TYPE_CHECKING:
    from onrecord.knowledge import Knowledge
    from onrecord.knowledge.countries import Country
    from onrecord.publish.naming import Names
    from onrecord.record import Record, Table

# What is shown by name; JSON and CSV keep the codes, and conditions are asked by them.
CODED = MappingProxyType({
    "position": ("side", "issue"),
    "shift": ("issue",),
    "programme": ("parties",),
})  # fmt: skip


def find_day(record: Record, given: date | None) -> date:
    """Return the day given, else that the record was built for, else today."""
    if given is not None:
        return given
    built_for = record.facts.get("as_of", "")
    return date.fromisoformat(built_for) if built_for else read_clock().date()


def load_tables_of(record: Record) -> Knowledge:
    """Return the tables that a record was read with."""
    from onrecord.knowledge import load_knowledge
    from onrecord.knowledge.packs import DEFAULT_PACK
    from onrecord.record.folder import load_settings

    settings = load_settings(record.folder)
    return load_knowledge(settings.pack if settings else DEFAULT_PACK)


def load_names_of(record: Record | Table) -> Names:
    """Return the names of the codes of the pack that a record was read with."""
    from onrecord.knowledge.packs import DEFAULT_PACK
    from onrecord.publish.naming import load_names
    from onrecord.record.folder import load_settings

    settings = load_settings(record.folder)
    return load_names(settings.pack if settings else DEFAULT_PACK)


def say_codes(record: Record | Table, table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Put names for the codes of sides and issues, in tables that people read by them."""
    columns = CODED.get(table)
    if columns is None:
        return
    names = load_names_of(record)
    for row in rows:
        row |= {name: names.say(name, row[name]) for name in columns if name in row}


def read_side(word: str, countries: Iterable[Country]) -> str:
    """Return a side as events name it: a state's three letters for its two or its name, else `word`."""
    held = list(countries)
    if any(word == country.alpha3 for country in held):
        return word
    for country in held:
        if word.upper() in (country.code, country.alpha3) or word.casefold() in _list_names(
            country
        ):
            return country.alpha3
    return word


def _list_names(country: Country) -> set[str]:
    return {name.casefold() for names in country.names.values() for name in names}


def check_sides(sides: Iterable[str], countries: Container[str]) -> None:
    """Raise NotFoundError for a side that is no country's code, where the two have no event."""
    strange = [side for side in sides if side not in countries]
    if strange:
        raise NotFoundError(
            f'no event of "{strange[0]}" with the other side; a side is named as in '
            "`onrecord list events`, a country by three letters: USA MEX"
        )
