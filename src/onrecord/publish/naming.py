"""Codes as a reader names them: states, issues, indicators, topics; days and publication in short.

>>> say_days([date(2026, 1, 27), date(2026, 1, 29)])
'27 to 28 January 2026'
>>> say_published(date(2023, 7, 1), date(2026, 11, 26))
'between 1 July 2023 and 26 November 2026'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from onrecord.knowledge.actors import ActorRow
from onrecord.knowledge.countries import load_countries
from onrecord.knowledge.indicators import Indicator
from onrecord.knowledge.issues import load_issues
from onrecord.knowledge.packs import list_folders
from onrecord.knowledge.parsers import load_language_names
from onrecord.knowledge.stories import ProgrammeRow, load_topics
from onrecord.knowledge.tables import load_rows
from onrecord.model import OnrecordError
from onrecord.publish.dossier_rows import name_day, name_days, name_interval

SIDES = frozenset({"actors", "targets", "by", "to", "side", "sides", "parties"})
COUNTRIES = frozenset({"country", "speaker_country", "population"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What stands for the codes of a pack.

    `states` are by both of their ISO codes, `parties` those of programmes that are no states.
    """

    states: Mapping[str, str] = field(default_factory=dict)
    parties: Mapping[str, str] = field(default_factory=dict)
    issues: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)
    topics: Mapping[str, str] = field(default_factory=dict)
    programmes: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)

    def find(self, column: str, value: str) -> str:
        """Return the name of one value of a column, the value itself where it has none."""
        if column in SIDES or column in COUNTRIES:
            state = self.states.get(value) or self.states.get(value.upper())
            return state or self.parties.get(value, value)
        held = {
            "issue": self.issues,
            "indicator": self.indicators,
            "topics": self.topics,
            "language": self.languages,
        }
        return held.get(column, {}).get(value, value)

    def say(self, column: str, value: Any) -> Any:
        """Return a cell with names for codes; what is no code stays as it is."""
        if isinstance(value, str):
            return self.find(column, value)
        if isinstance(value, Sequence) and value and all(isinstance(one, str) for one in value):
            return join_names([self.find(column, one) for one in value])
        return value

    def say_programmes(self, text: str) -> str:
        """Return a sentence with the names of programmes for their ids."""
        return re.sub(r"[\w-]+", lambda met: self.programmes.get(met.group(), met.group()), text)

    def say_sides(self, head: str) -> str:
        """Return a heading with names for the codes of states before its colon."""
        sides, colon, rest = head.partition(":")
        named = re.sub(r"[A-Z]{3}", lambda met: self.states.get(met.group(), met.group()), sides)
        return f"{named}{colon}{rest}"


def load_names(pack: str | Path) -> Names:
    """Return the names of a pack and of those it requires; none where the pack is not there."""
    try:
        folders = list_folders(pack)
        countries = load_countries(folders).values()
        issues, topics = load_issues(folders), load_topics(folders)
        languages = load_language_names(folders)
        indicators = [
            row for folder in folders for _, row in load_rows(folder / "indicators.yml", Indicator)
        ]
    except OnrecordError:  # pages are read without: they show codes
        return Names()
    programmes = [
        row for folder in folders for _, row in load_rows(folder / "programmes.yml", ProgrammeRow)
    ]
    states = {code: one.name for one in countries for code in (one.code, one.alpha3)}
    named = {party for one in programmes for party in one.parties if party.upper() not in states}
    return Names(
        parties=_name_actors(folders, named),
        programmes={one.id: one.name for one in programmes},
        states=states,
        issues={key: row.name for key, row in issues.items()},
        indicators={one.id: one.name for one in indicators},
        topics={key: row.name for key, row in topics.items()},
        languages=languages,
    )


def _name_actors(folders: Iterable[Path], ids: set[str]) -> dict[str, str]:
    """Return the names of some actors; no table is read where none is asked for."""
    if not ids:
        return {}
    rows = (row for folder in folders for _, row in load_rows(folder / "actors.yml", ActorRow))
    return {row.id: row.name for row in rows if row.id in ids}


def join_names(names: Sequence[str]) -> str:
    """Return names one after the other, the last with "and".

    >>> join_names(["Mexico", "United States"])
    'Mexico and United States'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def say_days(days: Iterable[date]) -> str:
    """Return a half-open pair of days in words, the month and the year said once."""
    first, after = days
    whole = name_days((first, after))
    last = first if after == date.max else after - timedelta(days=1)
    if " to " not in whole or last.year != first.year:
        return whole
    begin = str(first.day) if first.month == last.month else f"{first.day} {first:%B}"
    return f"{begin} to {name_day(last)}"


def say_published(earliest: date | None, latest: date | None) -> str:
    """Return when something was published: a day, or between which days, as far as is known."""
    if earliest is None or latest is None or earliest == latest:
        return name_interval(earliest, latest)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return say_days((earliest, latest + timedelta(days=1)))
    return f"between {name_day(earliest)} and {name_day(latest)}"
