"""The sector of actors of the tables and of words, by the sector words of a language.

A person has the sector of the office held on a day, a body that of its row or its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from onrecord.knowledge.actors import ActorRow, OfficeRow
from onrecord.knowledge.sectors import SectorWords, cut_keys
from onrecord.model import ActorKind, Sector

if TYPE_CHECKING:
    from onrecord.knowledge.packs import Knowledge

LEAST_PLURAL = 3  # letters of a word whose last s may be that of a plural
OF_OFFICE = frozenset({Sector.GOV, Sector.LEG, Sector.JUD, Sector.MIL, Sector.SPY, Sector.COP})
# What the name of an organisation may tell against its kind.
OF_NAME = frozenset({Sector.JUD, Sector.EDU, Sector.LEG, Sector.JRN, Sector.LAB})
BY_KIND = {
    ActorKind.PARTY: Sector.PTY,
    ActorKind.ARMED_GROUP: Sector.REB,
    ActorKind.COMPANY: Sector.BUS,
}


def find_row_sector(row: ActorRow, knowledge: Knowledge, day: date | None) -> Sector | None:
    """Return the sector of an actor of the tables; of a person that of the office held that day."""
    if row.sector is not None:
        return row.sector
    if row.kind is ActorKind.PERSON:
        return _find_office_sector(row, knowledge, day)
    if row.kind in (ActorKind.BODY, ActorKind.ORGANISATION):
        told = find_sector(row.name, knowledge.sector_words.get("en", SectorWords()))
        if row.kind is ActorKind.BODY:
            return told or Sector.GOV
        if told in OF_NAME:
            return told
        return Sector.NGO if row.country is not None else Sector.IGO
    return BY_KIND.get(row.kind)


def _find_office_sector(row: ActorRow, knowledge: Knowledge, day: date | None) -> Sector | None:
    """Return the sector of the office held that day (None: still), ELI where one was held before."""
    held = False
    for office in knowledge.offices_by_person.get(row.id, ()):
        own = [h for h in office.holders if h.person == row.id and (not day or h.first <= day)]
        held = held or bool(own)
        if any(h.after is None or (day is not None and day < h.after) for h in own):
            return _sector_of_office(office, knowledge)
    return Sector.ELI if held else None


def _sector_of_office(office: OfficeRow, knowledge: Knowledge) -> Sector:
    """Return what an office is of: its body, else what its title tells."""
    if office.post is not None:
        return Sector.GOV
    body = knowledge.actor_rows.get(office.body or "")
    own = find_row_sector(body, knowledge, None) if body is not None else None
    if own is not None and own is not Sector.IGO:
        return own
    return find_sector(office.title, knowledge.sector_words.get("en", SectorWords())) or Sector.GOV


def find_sector(words: str, table: SectorWords) -> Sector | None:
    """Return the sector that the words of a phrase tell: of its head, else of what it is of."""
    keys = cut_keys(words)
    matches = list(_match(keys, table.sectors, table.longest))
    if not matches:
        weak = list(_match(keys, table.weak, table.longest))
        told = weak[0][1] if weak else None
    else:
        head_end = next((i for i, key in enumerate(keys) if key in table.links and i), len(keys))
        heads = [m for m in matches if m[0] < head_end]
        told = (heads[-1] if heads else matches[0])[1]
    return with_former(told, keys, table)


def with_former(sector: Sector | None, keys: tuple[str, ...], table: SectorWords) -> Sector | None:
    """Return ELI for who held an office and does no more."""
    if sector in OF_OFFICE and any(key in table.former for key in keys):
        return Sector.ELI
    return sector


def _match(
    keys: tuple[str, ...], rows: dict[tuple[str, ...], Sector], longest: int
) -> Iterator[tuple[int, Sector]]:
    """Yield where phrases stand and what they tell, the longest at each place."""
    at = 0
    while at < len(keys):
        for length in range(min(longest, len(keys) - at), 0, -1):
            sector = find_phrase(keys[at : at + length], rows)
            if sector is not None:
                yield at, sector
                at += length
                break
        else:
            at += 1


def find_phrase(window: tuple[str, ...], rows: dict[tuple[str, ...], Sector]) -> Sector | None:
    """Return the sector of a phrase, its last word in the singular or the plural."""
    if not window:
        return None
    if window in rows:
        return rows[window]
    last = window[-1]
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        if last.endswith(ending) and len(last) > LEAST_PLURAL:
            found = rows.get((*window[:-1], last.removesuffix(ending) + instead))
            if found is not None:
                return found
    return None
