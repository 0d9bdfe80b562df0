"""Words in which one takes a stand: verbs, nouns and phrases, by language."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import model_validator

from onrecord.knowledge.tables import Row, load_rows
from onrecord.model import Stance

StanceKind = Literal[
    "verb",
    "noun",
    "said",
    "block",
    "negation",
    "breaker",
    "doubt",
    "maybe",
    "wish",
    "first",
    "third",
    "doer",
]


class StanceRow(Row):
    """A row of stances.yml.

    `stance` is that of a verb's or noun's subject towards what stands in its scope, `negated` the
    one with a negation. `side` says where a phrase stands: before the issue or after it.
    """

    kind: StanceKind
    words: list[str]
    stance: Stance | None = None
    negated: Stance | None = None
    side: Literal["before", "after"] = "before"

    @model_validator(mode="after")
    def _check_stance(self) -> StanceRow:
        has_stance = self.stance is not None or (self.kind == "verb" and self.negated is not None)
        if (self.kind in {"verb", "noun", "said"}) is not has_stance:
            raise ValueError("verbs, nouns and phrases have a stance, other rows have none")
        return self


@dataclass(frozen=True, slots=True)
class StanceWord:
    """What a verb or a noun says of where its subject stands; None: nothing sure."""

    stance: Stance | None
    negated: Stance | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a phrase says of where its speaker stands."""

    stance: Stance
    is_before: bool


@dataclass(frozen=True, kw_only=True)
class StanceWords:
    """The rows of one language."""

    verbs: dict[str, StanceWord] = field(default_factory=dict)
    nouns: dict[str, StanceWord] = field(default_factory=dict)
    said: tuple[tuple[str, Said], ...] = ()
    sets: dict[str, frozenset[str]] = field(default_factory=dict)  # the other kinds

    def has(self, kind: StanceKind, word: str) -> bool:
        """Does the word stand in a row of that kind?"""
        return word in self.sets.get(kind, frozenset())


def load_stance_words(folders: list[Path]) -> dict[str, StanceWords]:
    """Return the words of all packs by language."""
    rows: dict[str, list[StanceRow]] = {}
    for folder in folders:
        for path in sorted(folder.glob("*/stances.yml")):
            rows.setdefault(path.parent.name, []).extend(r for _, r in load_rows(path, StanceRow))
    return {language: _make_words(found) for language, found in rows.items()}


def _make_words(rows: list[StanceRow]) -> StanceWords:
    verbs: dict[str, StanceWord] = {}
    nouns: dict[str, StanceWord] = {}
    said: list[tuple[str, Said]] = []
    sets: dict[str, set[str]] = {}
    for row in rows:
        if row.stance is None and row.negated is None:
            sets.setdefault(row.kind, set()).update(word.lower() for word in row.words)
        elif row.kind == "said" and row.stance is not None:
            said += [(word, Said(row.stance, row.side == "before")) for word in row.words]
        else:
            into = verbs if row.kind == "verb" else nouns
            into |= {word: StanceWord(row.stance, row.negated) for word in row.words}
    return StanceWords(
        verbs=verbs,
        nouns=nouns,
        said=tuple(said),
        sets={kind: frozenset(words) for kind, words in sets.items()},
    )
