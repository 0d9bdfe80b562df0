"""Words with which somebody binds themselves, as they stand in a text that no model has parsed.

A language is a folder; a row of its bonds.yml gives a kind and forms of one or more words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from onrecord.knowledge.tables import Row, load_rows
from onrecord.model import CommitmentKind, CommitmentStrength

BondKind = Literal[
    "promise",
    "agreement",
    "offer",
    "threat",
    "both",
    "infinitive",
    "future",
    "state",
    "denial",
    "between",
    "stop",
]
Words = tuple[str, ...]


class BondRow(Row):
    """A row of bonds.yml: see its head."""

    kind: BondKind
    words: list[str]
    strength: CommitmentStrength = CommitmentStrength.WILL


@dataclass(frozen=True, slots=True)
class BondCue:
    """A phrase that binds: how, and how firmly."""

    phrase: Words
    kind: CommitmentKind
    strength: CommitmentStrength


@dataclass(frozen=True, kw_only=True)
class BondWords:
    """The rows of one language. `cues` and `both` are phrases in lower case, by their first word."""

    cues: dict[str, tuple[BondCue, ...]] = field(default_factory=dict)
    both: dict[str, tuple[Words, ...]] = field(default_factory=dict)
    sets: dict[str, frozenset[str]] = field(default_factory=dict)  # the other kinds

    def has(self, kind: BondKind, word: str) -> bool:
        """Does the word stand in a row of that kind?"""
        return word in self.sets.get(kind, frozenset())

    def ends_as(self, kind: BondKind, word: str) -> bool:
        """Does the word have an ending of that kind?"""
        return word.endswith(tuple(self.sets.get(kind, frozenset())))


def load_bond_words(folders: list[Path]) -> dict[str, BondWords]:
    """Return the words of all packs by language."""
    rows: dict[str, list[BondRow]] = {}
    for folder in folders:
        for path in sorted(folder.glob("*/bonds.yml")):
            rows.setdefault(path.parent.name, []).extend(r for _, r in load_rows(path, BondRow))
    return {language: _make_words(found) for language, found in rows.items()}


def _make_words(rows: list[BondRow]) -> BondWords:
    kinds = set(get_args(BondKind)) & {kind.value for kind in CommitmentKind}
    cues: dict[str, list[BondCue]] = {}
    both: dict[str, list[Words]] = {}
    sets: dict[str, set[str]] = {}
    for row in rows:
        for word in row.words:
            phrase = tuple(word.lower().split())
            if row.kind in kinds:
                cues.setdefault(phrase[0], []).append(
                    BondCue(phrase, CommitmentKind(row.kind), row.strength)
                )
            elif row.kind == "both":
                both.setdefault(phrase[0], []).append(phrase)
            else:
                sets.setdefault(row.kind, set()).add(word.lower())
    return BondWords(
        cues={w: tuple(sorted(c, key=lambda cue: -len(cue.phrase))) for w, c in cues.items()},
        both={w: tuple(sorted(p, key=len, reverse=True)) for w, p in both.items()},
        sets={kind: frozenset(words) for kind, words in sets.items()},
    )
