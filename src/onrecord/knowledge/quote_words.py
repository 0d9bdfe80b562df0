"""Words by which a quote is compared with what was said: fillers, negations, conditions, spellings.

A language is a folder; a row of its quotes.yml gives a kind and the words. `name` is what a
contraction stands for; of rows `same` and `spelling` the first word stands for the others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from onrecord.knowledge.surnames import fold
from onrecord.knowledge.tables import Row, load_rows

QuoteKind = Literal[
    "filler",
    "lead",
    "negation",
    "condition",
    "limit",
    "hedge",
    "boundary",
    "abbreviation",
    "contraction",
    "contraction-end",
    "same",
    "spelling",
]


class QuoteRow(Row):
    """A row of quotes.yml."""

    kind: QuoteKind
    words: list[str]
    name: str | None = None


@dataclass(frozen=True, kw_only=True)
class QuoteWords:
    """The rows of one language, in lower case; `same` also without accents."""

    phrases: dict[str, frozenset[tuple[str, ...]]] = field(default_factory=dict)  # by kind
    contractions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ends: tuple[tuple[str, str], ...] = ()  # "n't" and what it stands for, longest first
    same: tuple[tuple[str, ...], ...] = ()
    spellings: tuple[tuple[str, str], ...] = ()  # letters, and what stands for them

    def has(self, kind: QuoteKind, *words: str) -> bool:
        """Is there a phrase of that kind that is just these words?"""
        return words in self.phrases.get(kind, ())


def load_quote_words(folders: list[Path]) -> dict[str, QuoteWords]:
    """Return the words of all packs by language."""
    rows: dict[str, list[QuoteRow]] = {}
    for folder in folders:
        for path in sorted(folder.glob("*/quotes.yml")):
            rows.setdefault(path.parent.name, []).extend(
                row for _, row in load_rows(path, QuoteRow)
            )
    return {language: _make_words(found) for language, found in rows.items()}


def _make_words(rows: list[QuoteRow]) -> QuoteWords:
    phrases: dict[str, set[tuple[str, ...]]] = {}
    for row in rows:
        if row.kind not in ("contraction", "contraction-end", "same", "spelling"):
            words = (tuple(word.lower().split()) for word in row.words)
            phrases.setdefault(row.kind, set()).update(words)
    ends = [
        (fold(word), row.name or "")
        for row in rows
        if row.kind == "contraction-end"
        for word in row.words
    ]
    return QuoteWords(
        phrases={kind: frozenset(some) for kind, some in phrases.items()},
        contractions={
            fold(word): tuple((row.name or word).split())
            for row in rows
            if row.kind == "contraction"
            for word in row.words
        },
        ends=tuple(sorted(ends, key=lambda pair: -len(pair[0]))),
        same=tuple(tuple(fold(word) for word in row.words) for row in rows if row.kind == "same"),
        spellings=tuple(
            (other, row.words[0])
            for row in rows
            if row.kind == "spelling"
            for other in row.words[1:]
        ),
    )
