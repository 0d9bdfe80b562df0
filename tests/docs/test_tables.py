"""Every table of a pack, and every key of the tables of who and what, has its place in the docs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.knowledge import (
    ActorRow,
    Country,
    Holder,
    IssueRow,
    OfficeRow,
    Outlet,
    PackInfo,
    ProgrammeRow,
    Topic,
)
from onrecord.knowledge.actors import ActorAddition, OfficeAddition
from onrecord.knowledge.kinds import Feed, Kind, PeriodRule, Target
from onrecord.knowledge.packs import DATA
from onrecord.knowledge.phrases import PhraseRow
from onrecord.knowledge.places import SiteRow
from onrecord.knowledge.sectors import SectorRow
from onrecord.knowledge.series import SeriesRow
from onrecord.knowledge.tables import Row
from onrecord.knowledge.tallies import TallyRow

PAGE = (Path(__file__).parents[2] / "docs/tables.md").read_text(encoding="utf-8")
SECTIONS: dict[str, list[type[Row]]] = {
    "pack.yml": [PackInfo],
    "countries.yml": [Country],
    "actors.yml": [ActorRow, ActorAddition],
    "offices.yml": [OfficeRow, Holder, OfficeAddition],
    "outlets.yml": [Outlet],
    "topics.yml": [Topic],
    "programmes.yml": [ProgrammeRow],
    "tallies.yml": [TallyRow],
    "issues.yml": [IssueRow],
    "sectors.yml": [SectorRow],
    "phrases.yml": [PhraseRow],
    "sites.yml": [SiteRow],
    "series.yml": [SeriesRow],
    "kinds.yml": [Kind, PeriodRule, Target],
    "feeds.yml": [Feed],
}


@pytest.mark.parametrize("name", SECTIONS)
def test_every_key_is_documented_and_no_other(name: str) -> None:
    section = PAGE.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]
    documented = set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))
    assert documented == {key for row in SECTIONS[name] for key in row.model_fields}


def test_every_table_file_is_named() -> None:
    files = {path.name for path in DATA.rglob("*.yml")}
    assert not {name for name in files if f"{name}" not in PAGE}
