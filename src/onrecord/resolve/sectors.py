"""Which country and sector words point at: "Kyiv police" → Ukraine, police.

Names of the tables come first, with the office held on the day; then the words: demonyms, states,
capitals and towns for the country, nouns of the language's table for the sector. What nothing tells
stays empty.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from onrecord.annotate import NameIndex
from onrecord.annotate.name_index import Entry, NameLabel, cut_words
from onrecord.knowledge import ActorRow, Knowledge, fold
from onrecord.knowledge.actor_sectors import find_phrase, find_row_sector, find_sector, with_former
from onrecord.knowledge.sectors import SectorWords, cut_keys
from onrecord.model import ActorKind, Sector

LONGEST_PLACE = 3  # words
ALONE = 1  # words with a capital of which one is a surname without its first name
SHORTEST = 4  # letters of a name in capitals that is no abbreviation


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """A country (alpha-2, or the code of an international body) and a sector, as far as told."""

    country: str | None = None
    sector: Sector | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """The names of the tables in a phrase, the first of each kind, and the words left over."""

    named: list[ActorRow] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    capitals: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)

    @property
    def is_capital(self) -> bool:
        """Is a state named by its capital, which stands for the government?"""
        return bool(self.capitals)


def describe(
    words: str,
    knowledge: Knowledge,
    index: NameIndex,
    *,
    language: str,
    day: date | None = None,
    context: str = "",
) -> Belonging:
    """Return the country and the sector that words point at on a day."""
    table = knowledge.sector_words.get(language, SectorWords())
    found = _look_up(words, knowledge, index, table)
    country = _find_country(found, knowledge)
    if country is None and context:
        country = _find_country(_look_up(context, knowledge, index, table), knowledge)
    return Belonging(country=country, sector=_tell_sector(words, found, knowledge, (table, day)))


def _tell_sector(
    words: str, found: _Found, knowledge: Knowledge, by: tuple[SectorWords, date | None]
) -> Sector | None:
    """Return the sector: of who is named, else what the words tell, else that of a capital."""
    table, day = by
    keys = cut_keys(words)
    told = find_sector(words, table)
    row = found.named[0] if found.named else None
    if row is not None and (own := find_row_sector(row, knowledge, day)) is not None:
        rest = (
            find_sector(" ".join(found.rest), table) if row.kind is not ActorKind.PERSON else None
        )
        is_more = rest is not None and rest is not Sector.GOV
        return with_former(rest if is_more else own, keys, table)
    if told is not None or row is not None:
        return told
    if found.states:
        return Sector.GOV if found.is_capital else None
    is_plain = not any(word[:1].isupper() for word in words.split()[1:])
    return Sector.UNK if is_plain and words[:1].islower() else Sector.CVL


def _look_up(words: str, knowledge: Knowledge, index: NameIndex, table: SectorWords) -> _Found:
    """Return what the tables know of the words; what they do not know may be a place."""
    tokens = cut_words(words.replace("’", "'"))
    found = _Found()
    at = 0
    while at < len(tokens):
        length, entry = index.find(tokens, at) or index.find(_untitled(tokens, at), at) or (1, None)
        words_of = tokens[at : at + length]
        if (
            entry is None
            or not entry.candidates
            or not entry.is_name
            or _is_common(words_of, entry, table)
        ):
            found.rest.extend(words_of)
        else:
            _sort_in(entry, knowledge, found)
        at += length
    if not found.named and not found.states:
        found.named.extend(_find_person(found.rest, knowledge))
    if not found.named and not found.states:
        place = _find_place(_list_strange(found.rest, table), knowledge)
        found.states.extend([place] if place else [])
    return found


def _is_common(words: list[str], entry: Entry, table: SectorWords) -> bool:
    """Are the words a common noun, which many states have: "the National Guard", "the Senate"?"""
    if entry.label not in (NameLabel.BODY, NameLabel.OFFICE):
        return False
    keys = cut_keys(" ".join(words))
    keys = keys[1:] if keys[:1] == ("the",) else keys
    return find_phrase(keys, table.sectors) is not None


def _untitled(tokens: list[str], at: int) -> list[str]:
    """Return the words with the one in capitals written as a name: "TEHRAN"."""
    word = tokens[at]
    if not word.isupper() or len(word) < SHORTEST:
        return tokens
    return [*tokens[:at], word.title(), *tokens[at + 1 :]]


def _sort_in(entry: Entry, knowledge: Knowledge, found: _Found) -> None:
    row = knowledge.actor_rows.get(entry.candidates[0])
    if entry.label is NameLabel.OFFICE:
        _sort_office_in(entry, knowledge, found)
    elif row is None or row.kind is ActorKind.STATE:
        found.states.append((row.country if row else None) or entry.candidates[0].upper())
        if entry.is_metonym:
            found.capitals.append(entry.candidates[0])
    elif row.kind is ActorKind.SUBNATIONAL and row.sector is None:
        found.states.append(row.country or "")
    elif row.kind is ActorKind.PERSON or _fits_state(row, found):
        found.named.append(row)


def _fits_state(row: ActorRow, found: _Found) -> bool:
    """Is a body that of the state named before it? "Chile's Defense Department" is not that of another."""
    return row.country is None or not found.states or row.country in found.states


def _sort_office_in(entry: Entry, knowledge: Knowledge, found: _Found) -> None:
    """Take the country or the body of an office whose title only they have."""
    offices = [knowledge.office_rows[candidate] for candidate in entry.candidates]
    countries = {office.country for office in offices}
    if len(offices) == 1 and offices[0].country is None and offices[0].body is not None:
        found.named.append(knowledge.actor_rows[offices[0].body])
    elif len(countries) == 1:
        found.states.extend(code for code in countries if code is not None)


def _find_person(words: list[str], knowledge: Knowledge) -> list[ActorRow]:
    """Return the person whose surname, with another word of the name or alone, is among them."""
    keys = [fold(w) for w in words if w[:1].isupper()]
    for key in reversed(keys):
        some = knowledge.surnames.get(key, ())
        fitting = [i for i, name in some if set(name[:-1]) & set(keys)]
        if not fitting and len(keys) <= ALONE:
            fitting = [i for i, _ in some]
        if len(fitting) == 1:
            return [knowledge.actor_rows[fitting[0]]]
    return []


def _list_strange(words: list[str], table: SectorWords) -> list[str]:
    """Return the words that tell no sector, without the second parts of names with hyphens."""
    left = [w for i, w in enumerate(words) if "-" not in (w, *words[max(0, i - 1) : i])]
    keys = [cut_keys(word) for word in left]
    told = {
        i
        for rows in (table.sectors, table.weak)
        for at in range(len(left))
        for length in range(1, table.longest + 1)
        if find_phrase(tuple(k for key in keys[at : at + length] for k in key), rows) is not None
        for i in range(at, at + length)
    }
    return [word for i, word in enumerate(left) if i not in told]


def _find_place(words: list[str], knowledge: Knowledge) -> str | None:
    """Return the state of the words that are a place on the map; a person's name is none.

    Of several words with capitals and no other all must be the place.
    """
    capital = [w[:1].isupper() for w in words]
    shortest = len(words) if len(words) > 1 and all(capital) else 1
    for length in range(min(LONGEST_PLACE, len(words)), shortest - 1, -1):
        for at in range(len(words) - length + 1):
            if capital[at] and capital[at + length - 1]:
                place = knowledge.gazetteer.resolve(" ".join(words[at : at + length]))
                if place is not None:
                    return knowledge.alpha2.get(place.state)
    return None


def _find_country(found: _Found, knowledge: Knowledge) -> str | None:
    for row in found.named:
        code = _country_of(row, knowledge)
        if code is not None:
            return code
    return found.states[0] if found.states else None


def _country_of(row: ActorRow, knowledge: Knowledge) -> str | None:
    """Return the country of an actor, or of the body above it."""
    above: ActorRow | None = row
    while above is not None:
        if above.country is not None:
            return above.country
        if above.code is not None:
            return above.code
        if above.parent is None and above.kind is ActorKind.ORGANISATION:
            return above.short
        above = knowledge.actor_rows.get(above.parent or "")
    return None
