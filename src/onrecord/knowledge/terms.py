"""Terms in office: who has been what since when, with the words of each name ready to be looked up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.knowledge.actors import ActorRow, OfficeRow
from onrecord.knowledge.furniture import find_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One person's time in an office. `names` are as written, each with its words."""

    titles: frozenset[str]  # in one language, case folded
    names: tuple[tuple[str, tuple[str, ...]], ...]
    first: date


def list_terms(
    offices: Mapping[str, OfficeRow], actors: Mapping[str, ActorRow], language: str
) -> Iterator[Term]:
    """Yield one term for each person of each office, from their first day in it."""
    for office in offices.values():
        titles = frozenset(t.casefold() for t in office.titles.get(language, ()))
        first: dict[str, date] = {}
        for holder in office.holders:
            first[holder.person] = min(holder.first, first.get(holder.person, holder.first))
        for person, since in first.items():
            if row := actors.get(person):
                names = (row.name, *row.aliases.get(language, ()))
                found = tuple((name, tuple(find_words(name))) for name in names)
                yield Term(titles=titles, names=found, first=since)
