"""Counts that programmes are said to have come to so far, and the words by which they are told.

`# detenid*` is a number right before a word that begins so, `detención de # personas` one between
words, `a/b` either; of several `#` the first is the number that counts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date
from functools import cached_property
from pathlib import Path

from pydantic import field_validator

from onrecord.knowledge.tables import Row, add_rows, check_references, load_rows

NUMBER = "\ue000"  # stands for a number in a text that is searched


class TallyRow(Row):
    """A row of tallies.yml: what is counted since when, and how that is said."""

    id: str
    programme: str
    name: str
    unit: str
    since: date
    words: dict[str, list[str]]  # by language
    source: str

    @field_validator("words")
    @classmethod
    def _check_words(cls, words: dict[str, list[str]]) -> dict[str, list[str]]:
        for pattern in (p for some in words.values() for p in some):
            if "#" not in pattern.split():
                raise ValueError(f'"{pattern}" has no # where the number stands')
        return words

    @cached_property
    def patterns(self) -> dict[str, re.Pattern[str]]:
        """Return what finds it in a text in which NUMBER stands for each number, by language."""
        return {language: _compile(words) for language, words in self.words.items()}


def load_tallies(folders: Iterable[Path], programmes: Collection[str]) -> dict[str, TallyRow]:
    """Return the tallies of all packs by id."""
    tallies: dict[str, TallyRow] = {}
    for folder in folders:
        path = folder / "tallies.yml"
        rows = load_rows(path, TallyRow)
        add_rows(tallies, path, rows, "id")
        for line, row in rows:
            check_references(path, line, [row.programme], programmes, what="programme")
    return tallies


def _compile(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){_expand(pattern)}(?!\w)" for pattern in words))


def _expand(pattern: str) -> str:
    parts, is_first = [], True
    for word in pattern.split():
        if word == "#":
            parts.append(f"({NUMBER})" if is_first else NUMBER)
            is_first = False
            continue
        either = "|".join(re.escape(w).replace(r"\*", r"\w*") for w in word.split("/"))
        parts.append(f"(?i:{either})")
    return r"\s+".join(parts)
