"""Words by which the sector of an actor is told, by language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pydantic import model_validator

from onrecord.knowledge.surnames import fold
from onrecord.knowledge.tables import Row, load_rows
from onrecord.model import Sector

_KEY = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_GENITIVE = re.compile(r" ?'s\b")


class SectorRow(Row):
    """A row of sectors.yml; `weak` words count where nothing stronger stands."""

    words: list[str]
    sector: Sector | None = None
    weak: bool = False
    former: bool = False  # words that say an office is no longer held
    link: bool = False  # words behind which stands what the noun before them is of

    @model_validator(mode="after")
    def _check_kind(self) -> SectorRow:
        if (self.former or self.link) is (self.sector is not None):
            raise ValueError("a row has a sector, or is one of former or link")
        return self


@dataclass(frozen=True, kw_only=True)
class SectorWords:
    """The rows of one language: words without accents in small letters."""

    sectors: dict[tuple[str, ...], Sector] = field(default_factory=dict)
    weak: dict[tuple[str, ...], Sector] = field(default_factory=dict)
    former: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()

    @cached_property
    def longest(self) -> int:
        """Return how many words the longest phrase has."""
        return max((len(words) for words in (*self.sectors, *self.weak)), default=0)


def cut_keys(words: str) -> tuple[str, ...]:
    """Return words as they are compared: no accents, no genitive, hyphens kept inside.

    >>> cut_keys("Chile’s Defense Ministry")
    ('chile', 'defense', 'ministry')
    """
    return tuple(_KEY.findall(_GENITIVE.sub("", fold(words.replace("’", "'")))))


def load_sector_words(folders: list[Path]) -> dict[str, SectorWords]:
    """Return the words of all packs by language."""
    rows: dict[str, list[SectorRow]] = {}
    for folder in folders:
        for path in sorted(folder.glob("*/sectors.yml")):
            rows.setdefault(path.parent.name, []).extend(r for _, r in load_rows(path, SectorRow))
    return {language: _make_words(found) for language, found in rows.items()}


def _make_words(rows: list[SectorRow]) -> SectorWords:
    strong: dict[tuple[str, ...], Sector] = {}
    weak: dict[tuple[str, ...], Sector] = {}
    former: set[str] = set()
    links: set[str] = set()
    for row in rows:
        if row.sector is None:
            (former if row.former else links).update(fold(word) for word in row.words)
            continue
        into = weak if row.weak else strong
        into |= {cut_keys(word): row.sector for word in row.words}
    return SectorWords(sectors=strong, weak=weak, former=frozenset(former), links=frozenset(links))
