"""Actors and offices: who there is, what they are called, and what office they held when."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

from pydantic import model_validator

from onrecord.knowledge.countries import Country, spell_countries
from onrecord.knowledge.tables import Row, add_rows, check_references, load_split
from onrecord.model import Actor, ActorKind, Office, Sector, TableError

ACTING = "Acting"  # before the title of who holds an office for the time being


class ActorRow(Row):
    """A row of actors.yml.

    `aliases` are other names in full, by language; `metonyms` are words that stand for it
    ("the White House"); `misnomers` are wrong names in common use, read as this actor. `short` is
    what exports call an organisation as a side of an act; `own` its name in its own language, shown
    beside the English one; `surname` the family name where it stands first; `code` the reserved
    country code that stands for it where its officers act for it and for no state.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    short: str | None = None
    own: str | None = None
    surname: str | None = None  # of a person whose name begins with it
    code: str | None = None
    aliases: dict[str, list[str]] = {}
    metonyms: dict[str, list[str]] = {}
    misnomers: dict[str, list[str]] = {}
    parent: str | None = None  # the body or group it belongs to
    sector: Sector | None = None  # where its kind and name do not tell
    note: str | None = None
    source: str

    def names_in(self, language: str) -> list[str]:
        """Return its name and aliases in a language; a person's are the same in every one."""
        if self.kind is ActorKind.PERSON:
            return [self.name, *(alias for names in self.aliases.values() for alias in names)]
        return [self.name, *self.aliases.get(language, ())]


class ActorAddition(Row):
    """A row of actors.yml that gives an actor of a pack below further names, by language."""

    adds_to: str
    aliases: dict[str, list[str]] = {}
    metonyms: dict[str, list[str]] = {}
    misnomers: dict[str, list[str]] = {}
    source: str


class Holder(Row):
    """One person's time in an office: [first, after)."""

    person: str
    first: date
    after: date | None = None
    acting: bool = False
    source: str | None = None

    @model_validator(mode="after")
    def _check_order(self) -> Holder:
        if self.after and self.after <= self.first:
            raise ValueError(f"first {self.first} must come before after {self.after}")
        return self


class OfficeRow(Row):
    """A row of offices.yml: an office, what texts call it, and who held it.

    `titles` are by language, as written before a name or alone. `many` is for offices that
    several people hold at a time: seats in a house, spokespersons.
    """

    id: str
    title: str  # shown: "Secretary of State"
    titles: dict[str, list[str]]
    body: str | None = None  # actor id
    country: str | None = None  # None: its holder acts for an organisation, and for no state
    many: bool = False
    post: str | None = None  # what kind of office it is, alike in every state: "foreign affairs"
    holders: list[Holder]
    source: str

    def find_holder(self, on: date) -> Holder | None:
        """Return who held it on that day; an acting holder only when nobody else did."""
        fitting = self.find_holders(on)
        return fitting[0] if fitting else None

    def find_holders(self, on: date) -> list[Holder]:
        """Return all who held it on that day, acting ones last."""
        fitting = [h for h in self.holders if h.first <= on and (h.after is None or on < h.after)]
        return sorted(fitting, key=lambda h: h.acting)

    def name_for(self, holder: Holder) -> str:
        """Return the title as one holder bore it: "Acting …" for the time being."""
        return f"{ACTING} {self.title}" if holder.acting else self.title


class OfficeAddition(Row):
    """A row of offices.yml that gives an office of a pack below further titles and holders."""

    adds_to: str
    titles: dict[str, list[str]] = {}
    holders: list[Holder] = []
    source: str


def load_actors(folders: list[Path], countries: dict[str, Country]) -> dict[str, ActorRow]:
    """Return all actors by id; each country is a state among them, its id the lower-case code."""
    actors = {
        code.lower(): ActorRow(
            id=code.lower(),
            name=row.name,
            kind=ActorKind.STATE,
            country=code,
            aliases=row.names,
            metonyms=row.metonyms,
            source="countries.yml",
        )
        for code, row in countries.items()
    }
    read = [
        (f / "actors.yml", *load_split(f / "actors.yml", ActorRow, ActorAddition)) for f in folders
    ]
    spelled = spell_countries(countries)
    codes = {row.code for _, rows, _ in read for _, row in rows if row.code is not None}
    for path, rows, additions in read:
        add_rows(actors, path, rows, "id")
        for line, row in rows:
            if row.country is not None:
                known = countries.keys() | codes
                check_references(path, line, [row.country], known, what="country", others=spelled)
            if row.parent is not None:
                check_references(path, line, [row.parent], actors, what="actor")
        for line, addition in additions:
            check_references(path, line, [addition.adds_to], actors, what="actor")
            actors[addition.adds_to] = _add_names(actors[addition.adds_to], addition)
    return actors


def _add_names(row: ActorRow, addition: ActorAddition) -> ActorRow:
    """Return the row with further names behind its own."""
    return row.model_copy(
        update={
            "aliases": _join(row.aliases, addition.aliases),
            "metonyms": _join(row.metonyms, addition.metonyms),
            "misnomers": _join(row.misnomers, addition.misnomers),
        }
    )


def _join(held: dict[str, list[str]], more: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the words of both by language, each once."""
    languages = [*held, *(language for language in more if language not in held)]
    return {
        code: list(dict.fromkeys([*held.get(code, []), *more.get(code, [])])) for code in languages
    }


def load_offices(
    folders: list[Path], actors: dict[str, ActorRow], countries: dict[str, Country]
) -> dict[str, OfficeRow]:
    """Return all offices by id."""
    offices: dict[str, OfficeRow] = {}
    persons = {row.id for row in actors.values() if row.kind is ActorKind.PERSON}
    spelled = spell_countries(countries)
    codes = countries.keys() | {row.code for row in actors.values() if row.code is not None}
    for folder in folders:
        path = folder / "offices.yml"
        rows, additions = load_split(path, OfficeRow, OfficeAddition)
        add_rows(offices, path, rows, "id")
        for line, row in rows:
            if row.country is not None:
                check_references(path, line, [row.country], codes, what="country", others=spelled)
            check_references(path, line, [h.person for h in row.holders], persons, what="person")
            if row.body is not None:
                check_references(path, line, [row.body], actors.keys() - persons, what="body")
            _check_overlaps(path, line, row)
        for line, addition in additions:
            check_references(path, line, [addition.adds_to], offices, what="office")
            people = [holder.person for holder in addition.holders]
            check_references(path, line, people, persons, what="person")
            row = _add_holders(offices[addition.adds_to], addition)
            _check_overlaps(path, line, row)
            offices[row.id] = row
    return offices


def _add_holders(row: OfficeRow, addition: OfficeAddition) -> OfficeRow:
    """Return the office with further titles, and all its holders by the day they began."""
    holders = sorted([*row.holders, *addition.holders], key=lambda holder: holder.first)
    titles = _join(row.titles, addition.titles)
    return row.model_copy(update={"titles": titles, "holders": holders})


def _check_overlaps(path: Path, line: int, row: OfficeRow) -> None:
    """Raise TableError when two holders, both acting or neither, share a day."""
    if row.many:
        return
    for acting in (False, True):
        holders = sorted((h for h in row.holders if h.acting is acting), key=lambda h: h.first)
        for one, other in pairwise(holders):
            if one.after is None or other.first < one.after:
                raise TableError(
                    f'{path}:{line}: in office "{row.id}" {one.person} and {other.person} overlap '
                    f"from {other.first}; correct a date, or set many: true"
                )


def _find_short(row: ActorRow, actors: dict[str, ActorRow]) -> str | None:
    """Return what exports call it: its own short name, or that of the organisation it is part of."""
    above: ActorRow | None = row
    while above is not None and above.short is None and row.kind is ActorKind.ORGANISATION:
        above = actors.get(above.parent) if above.parent is not None else None
    return above.short if above is not None else None


def list_tails(name: str) -> list[str]:
    """Return the name and all that can stand for it later.

    >>> list_tails("Ursula von der Leyen")
    ['Ursula von der Leyen', 'von der Leyen', 'der Leyen', 'Leyen']
    """
    words = name.split()
    return [" ".join(words[i:]) for i in range(len(words))]


def make_actors(actors: dict[str, ActorRow], offices: dict[str, OfficeRow]) -> dict[str, Actor]:
    """Return the rows as actors, with the offices each person held, earliest first."""
    held: dict[str, list[Office]] = {}
    for office in offices.values():
        for holder in office.holders:
            held.setdefault(holder.person, []).append(
                Office(
                    title=office.name_for(holder),
                    body_id=office.body,
                    country=office.country,
                    first=holder.first.isoformat(),
                    after=holder.after.isoformat() if holder.after else None,
                )
            )
    return {
        row.id: Actor(
            id=row.id,
            name=row.name,
            kind=row.kind,
            country=row.country,
            short=_find_short(row, actors),
            own=row.own,
            offices=tuple(sorted(held.get(row.id, []), key=lambda o: (o.first or "", o.title))),
        )
        for row in actors.values()
    }
