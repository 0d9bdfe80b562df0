"""Words of titles: which make somebody an officer of a state, and how offices are counted.

A row of `titles.yml` names a word of one language and its kind:

- `public`: an office or organ that only a state gives; `sent`: one that goes to other states;
- `private`: what makes an office or body a company's or society's;
- `acting`: who holds an office for the time being;
- `plural`: several of one office (`of`: which);
- `level`: a level of government; `press`: the press as a whole;
- `towards`: what stands before the state to which somebody is sent ("ambassador to …");
- `with`: what joins one person to another under a verb ("met with");
- `state`: a state without its name ("the country's ministry");
- `own`: what makes a government the writer's ("this administration");
- `called`: words by which a text calls again whom it named with an office (`names`: which);
- `light`: what may stand before an office and tells nothing of it ("el propio presidente").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from pydantic import model_validator

from onrecord.knowledge.tables import Row

TitleKind = Literal[
    "public",
    "private",
    "acting",
    "plural",
    "level",
    "press",
    "sent",
    "towards",
    "with",
    "own",
    "state",
    "called",
    "light",
]


_NAMED = frozenset({"called", "public", "sent"})


class TitleRow(Row):
    """A row of titles.yml."""

    word: str
    kind: TitleKind
    of: str | None = None
    names: list[str] = []

    @model_validator(mode="after")
    def _check_of(self) -> TitleRow:
        if (self.of is None) == (self.kind == "plural"):
            raise ValueError(f'a plural needs `of`, and nothing else has it (word "{self.word}")')
        if self.names and self.kind not in _NAMED or self.kind == "called" and not self.names:
            raise ValueError(
                f'`called` needs `names`, and only it and offices have them (word "{self.word}")'
            )
        return self


@dataclass(frozen=True, kw_only=True)
class Titles:
    """The words of titles of one language, by word in lower case."""

    rows: dict[str, TitleRow] = field(default_factory=dict)

    def is_a(self, kind: TitleKind, word: str) -> bool:
        """Is the word of that kind?"""
        row = self.rows.get(word.lower().strip("()., "))
        return row is not None and row.kind == kind

    def has(self, kind: TitleKind, words: str) -> bool:
        """Is one of the words of that kind?"""
        return any(self.is_a(kind, word) for word in words.split())

    def one_of(self, word: str) -> str | None:
        """Return the office of which a word is the plural: "ministers" → "minister"."""
        row = self.rows.get(word.lower())
        return row.of if row is not None else None

    def called(self, words: str) -> list[str]:
        """Return the offices of which a text may call somebody by the words; none for other words."""
        row = self.rows.get(words.lower())
        return row.names if row is not None else []

    def is_office(self, word: str) -> bool:
        """Is it an office of which the table knows the plural?"""
        return word.lower() in self._offices

    @cached_property
    def _offices(self) -> frozenset[str]:
        return frozenset(row.of for row in self.rows.values() if row.of is not None)
