"""Packs: folders of tables. A story lives here and nowhere in the code.

A pack is a folder with `pack.yml` (name, title, version, requires) and tables beside it. Tables
that depend on a language stand in a folder named after it (`en/cues.yml`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from onrecord.knowledge.actors import (
    ActorRow,
    OfficeRow,
    list_tails,
    load_actors,
    load_offices,
    make_actors,
)
from onrecord.knowledge.bond_words import BondWords, load_bond_words
from onrecord.knowledge.codebook import Codebook, load_codebook
from onrecord.knowledge.countries import Country, load_countries
from onrecord.knowledge.cues import Cues, References, load_cues, load_references
from onrecord.knowledge.deed_words import DeedWords, load_deed_words
from onrecord.knowledge.encoders import Encoders, load_encoders
from onrecord.knowledge.event_words import EventWords, load_event_words
from onrecord.knowledge.furniture import (
    Furniture,
    PageWords,
    find_words,
    load_furniture,
    load_page_words,
)
from onrecord.knowledge.given_names import load_given_names
from onrecord.knowledge.indicators import Indicator, load_indicators
from onrecord.knowledge.issues import IssueRow, load_issues
from onrecord.knowledge.lexicons import Lexicon, load_lexicons
from onrecord.knowledge.meetings import MeetingWords, load_meeting_words
from onrecord.knowledge.outlets import Outlet, load_outlets
from onrecord.knowledge.parsers import Parsers, load_parsers
from onrecord.knowledge.phrases import PhraseRow, load_phrases
from onrecord.knowledge.places import Gazetteer
from onrecord.knowledge.quote_words import QuoteWords, load_quote_words
from onrecord.knowledge.sectors import SectorWords, load_sector_words
from onrecord.knowledge.series import load_series
from onrecord.knowledge.stances import StanceWords, load_stance_words
from onrecord.knowledge.stories import (
    PhaseWords,
    ProgrammeRow,
    Topic,
    load_phase_words,
    load_programmes,
    load_topics,
)
from onrecord.knowledge.surnames import fold, index_surnames
from onrecord.knowledge.tables import Row, find_line, load_yaml, make_row
from onrecord.knowledge.terms import Term, list_terms
from onrecord.knowledge.trees import Trees, load_models
from onrecord.knowledge.units import Units, load_units
from onrecord.knowledge.words import WordTable, load_words
from onrecord.model import Actor, ActorKind, Series, TableError

DATA = Path(__file__).parent / "data"
DEFAULT_PACK = "us-mexico"
PACK_FILE = "pack.yml"
TABLES = frozenset({".yml", ".csv", ".json", ".npz", ".gz"})


class PackInfo(Row):
    """What pack.yml says."""

    name: str
    title: str
    version: str
    requires: list[str] = []
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """The tables of one or more packs, checked against each other."""

    packs: tuple[PackInfo, ...]
    folders: tuple[Path, ...]
    countries: dict[str, Country]
    actor_rows: dict[str, ActorRow]
    office_rows: dict[str, OfficeRow]
    outlets: dict[str, Outlet]
    topics: dict[str, Topic]
    programmes: dict[str, ProgrammeRow]
    table_hash: str
    parsers: Parsers = field(default_factory=dict)
    phrases: dict[str, tuple[PhraseRow, ...]] = field(default_factory=dict)  # by language
    words: dict[str, WordTable] = field(default_factory=dict)  # by language
    units: Units = field(default_factory=Units)
    series: dict[str, Series] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    cues: dict[str, Cues] = field(default_factory=dict)  # by language
    references: dict[str, References] = field(default_factory=dict)  # by language
    given_names: dict[str, str] = field(default_factory=dict)  # m or f by name
    furniture: Furniture = field(default_factory=Furniture)  # of all languages: pages mix them
    page_words: dict[str, PageWords] = field(default_factory=dict)  # by language

    quote_words: dict[str, QuoteWords] = field(default_factory=dict)  # by language
    codebook: Codebook = field(default_factory=Codebook)
    event_words: dict[str, EventWords] = field(default_factory=dict)  # by language
    deed_words: dict[str, DeedWords] = field(default_factory=dict)  # by language
    bond_words: dict[str, BondWords] = field(default_factory=dict)  # of what is not parsed
    phase_words: dict[str, PhaseWords] = field(default_factory=dict)
    issues: dict[str, IssueRow] = field(default_factory=dict)
    stance_words: dict[str, StanceWords] = field(default_factory=dict)  # by language
    sector_words: dict[str, SectorWords] = field(default_factory=dict)  # by language
    meeting_words: dict[str, MeetingWords] = field(default_factory=dict)  # by language

    @cached_property
    def models(self) -> dict[str, Trees]:
        """Return the learned models of the packs by name."""
        return load_models(list(self.folders))

    @cached_property
    def encoders(self) -> Encoders:
        """Return the networks of the packs by language and name."""
        return load_encoders(list(self.folders))

    @cached_property
    def lexicons(self) -> dict[str, Lexicon]:
        """Return by language the words that have something in common with another language's."""
        return load_lexicons(list(self.folders), self.countries)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Return the places of the packs by name."""
        return Gazetteer(list(self.folders), self.countries)

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """Return the actors of the tables by id."""
        return make_actors(self.actor_rows, self.office_rows)

    @cached_property
    def alpha2(self) -> dict[str, str]:
        """Return the countries' two-letter codes by their three-letter ones."""
        return {country.alpha3: code for code, country in self.countries.items()}

    @cached_property
    def offices_by_person(self) -> dict[str, tuple[OfficeRow, ...]]:
        """Return the offices that each person held."""
        found: dict[str, list[OfficeRow]] = {}
        for office in self.office_rows.values():
            for person in dict.fromkeys(holder.person for holder in office.holders):
                found.setdefault(person, []).append(office)
        return {person: tuple(some) for person, some in found.items()}

    @cached_property
    def folded_given_names(self) -> frozenset[str]:
        """Return the given names without accents, in lower case."""
        return frozenset(map(fold, self.given_names))

    @cached_property
    def surnames(self) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
        """Return the persons of the tables by surname: id and the words of the name."""
        return index_surnames(self.actor_rows.values())

    @cached_property
    def person_countries(self) -> dict[str, frozenset[str]]:
        """Return the ids of the states of the tables' persons by name and ends of the name."""
        found: dict[str, frozenset[str]] = {}
        for row in self.actor_rows.values():
            if row.kind is ActorKind.PERSON:
                states = frozenset({row.country.lower()} if row.country else ())
                for text in list_tails(row.name):
                    found[text] = found.get(text, frozenset()) | states
        return found

    @cached_property
    def _terms(self) -> dict[str, tuple[Term, ...]]:
        return {}

    def find_terms(self, language: str) -> tuple[Term, ...]:
        """Return the terms in office of all persons, with the titles of a language."""
        if language not in self._terms:
            terms = list_terms(self.office_rows, self.actor_rows, language)
            self._terms[language] = tuple(terms)
        return self._terms[language]

    @cached_property
    def outlet_spellings(self) -> tuple[tuple[str, Outlet], ...]:
        """Return how outlets other than governments are written, each with its outlet."""
        return tuple(
            (spelled, outlet)
            for outlet in self.outlets.values()
            if outlet.kind != "government"
            for shown in (outlet.name, *outlet.aliases)
            for spelled in (shown, shown.upper(), shown.removeprefix("The ").upper())
        )

    @cached_property
    def outlets_by_word(self) -> dict[str, tuple[tuple[str, Outlet], ...]]:
        """Return how outlets are written, sorted in by the first word."""
        sorted_in: dict[str, list[tuple[str, Outlet]]] = {}
        for spelled, outlet in self.outlet_spellings:
            sorted_in.setdefault(find_words(spelled)[0], []).append((spelled, outlet))
        return {word: tuple(some) for word, some in sorted_in.items()}

    @cached_property
    def outlets_by_domain(self) -> dict[str, Outlet]:
        """Return the outlets by their domains."""
        return {domain: outlet for outlet in self.outlets.values() for domain in outlet.domains}


def list_packs() -> list[str]:
    """Return the names of the packs that come with the program."""
    return sorted(p.parent.name for p in DATA.glob("*/pack.yml"))


def load_knowledge(pack: str | Path = DEFAULT_PACK) -> Knowledge:
    """Return the tables of `pack` (a name or a folder) and of all packs it requires.

    Raises TableError naming file and line when a table is wrong, or the packs there are when
    there is none of that name.
    """
    folders: list[Path] = []
    infos: list[PackInfo] = []
    _gather(str(pack), folders, infos, ())
    countries = load_countries(folders)
    actors = load_actors(folders, countries)
    series = load_series(folders, countries)
    codebook = load_codebook(folders)
    return Knowledge(
        packs=tuple(infos),
        folders=tuple(folders),
        countries=countries,
        actor_rows=actors,
        office_rows=load_offices(folders, actors, countries),
        outlets=load_outlets(folders, countries),
        topics=load_topics(folders),
        programmes=load_programmes(folders, actors),
        table_hash=hash_tables(folders),
        parsers=load_parsers(folders),
        phrases=load_phrases(folders),
        codebook=codebook,
        event_words=load_event_words(folders, codebook),
        words=load_words(folders),
        units=load_units(folders),
        series=series,
        indicators=load_indicators(folders, series),
        cues=load_cues(folders),
        references=load_references(folders),
        given_names=load_given_names(folders),
        furniture=load_furniture(folders),
        page_words=load_page_words(folders),
        quote_words=load_quote_words(folders),
        deed_words=load_deed_words(folders),
        bond_words=load_bond_words(folders),
        phase_words=load_phase_words(folders),
        issues=load_issues(folders),
        stance_words=load_stance_words(folders),
        sector_words=load_sector_words(folders),
        meeting_words=load_meeting_words(folders),
    )


def hash_tables(folders: list[Path]) -> str:
    """Return a hash over all files of the packs: another hash, other findings."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in TABLES):
            digest.update(str(path.relative_to(folder)).encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def list_folders(pack: str | Path) -> list[Path]:
    """Return the folders of a pack and of all that it requires, those required first."""
    folders: list[Path] = []
    _gather(str(pack), folders, [], ())
    return folders


def find_pack(pack: str, *, beside: Path | None = None) -> Path:
    """Return the folder of a pack given by name or by path; a record's imported series are a pack.

    A path that a pack requires may be given from where that pack lies: `beside` is its folder.
    """
    near: tuple[Path, ...] = () if beside is None else (beside / pack, beside.parent / pack)
    for folder in (DATA / pack, Path(pack), Path(pack) / "series", *near):
        if (folder / PACK_FILE).is_file():
            return folder
    raise TableError(
        f'no pack "{pack}": name one of {", ".join(list_packs())}, or a folder that holds a pack.yml'
    )


def load_pack_info(folder: Path) -> PackInfo:
    """Return what the pack.yml of a folder says."""
    path = folder / PACK_FILE
    data, node = load_yaml(path)
    return make_row(data, PackInfo, lambda where: f"{path}:{find_line(node, where)}")


def _gather(
    pack: str,
    folders: list[Path],
    infos: list[PackInfo],
    above: tuple[str, ...],
    *,
    beside: Path | None = None,
) -> None:
    """Add `pack` after the packs it requires, each once."""
    if pack in above:
        raise TableError(f'pack "{pack}" requires itself: {" > ".join((*above, pack))}')
    folder = find_pack(pack, beside=beside)
    if folder in folders:
        return
    info = load_pack_info(folder)
    for required in info.requires:
        _gather(required, folders, infos, (*above, pack), beside=folder)
    folders.append(folder)
    infos.append(info)
