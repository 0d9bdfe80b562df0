"""Words by which a later act is seen to be a promised deed: kin verbs, beginnings, delays.

A language is a folder; a row of its deeds.yml gives a kind and the words in dictionary form.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from onrecord.knowledge.tables import Row, load_rows

DeedKind = Literal[
    "kin",
    "begin",
    "order",
    "suspend",
    "drop",
    "carry",
    "part",
    "whole",
    "vague verb",
    "vague noun",
    "empty",
    "doubt",
    "doer",
    "past helper",
    "averting",
    "failing",
    "organ",
    "of",
    "role",
]


class DeedRow(Row):
    """A row of deeds.yml. Each `kin` row holds verbs of which one may do what another promised."""

    kind: DeedKind
    words: list[str]


@dataclass(frozen=True, kw_only=True)
class DeedWords:
    """The rows of one language."""

    kin: dict[str, frozenset[int]] = field(default_factory=dict)  # the rows a verb stands in
    sets: dict[str, frozenset[str]] = field(default_factory=dict)  # by kind

    @cached_property
    def dull(self) -> frozenset[str]:
        """Return the words that tell no deed from another: empty ones, vague nouns, parts."""
        kinds = ("empty", "vague noun", "part")
        return frozenset().union(*(self.sets.get(kind, frozenset()) for kind in kinds))

    def has(self, kind: DeedKind, word: str) -> bool:
        """Does the word stand in a row of that kind?"""
        return word in self.sets.get(kind, frozenset())

    def are_kin(self, one: str, other: str) -> bool:
        """Are the verbs the same, or of one row?"""
        return one == other or bool(
            self.kin.get(one, frozenset()) & self.kin.get(other, frozenset())
        )


def load_deed_words(folders: list[Path]) -> dict[str, DeedWords]:
    """Return the words of all packs by language."""
    rows: dict[str, list[DeedRow]] = {}
    for folder in folders:
        for path in sorted(folder.glob("*/deeds.yml")):
            rows.setdefault(path.parent.name, []).extend(r for _, r in load_rows(path, DeedRow))
    return {language: _make_words(found) for language, found in rows.items()}


def _make_words(rows: list[DeedRow]) -> DeedWords:
    kin: dict[str, set[int]] = {}
    sets: dict[str, set[str]] = {}
    for number, row in enumerate(rows):
        words = [word.lower() for word in row.words]
        if row.kind == "kin":
            for word in words:
                kin.setdefault(word, set()).add(number)
        else:
            sets.setdefault(row.kind, set()).update(words)
    return DeedWords(
        kin={word: frozenset(numbers) for word, numbers in kin.items()},
        sets={kind: frozenset(words) for kind, words in sets.items()},
    )
