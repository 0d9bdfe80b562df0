"""Words of numbers, comparators, changes, ranks and dates, by language.

A language is a folder of word tables; each row gives a kind, the words, and what they stand for:
`{kind: scale, words: [million, millions], value: 1000000}`. Dates are written as patterns with
slots: `{kind: month, words: ["{month} {year}"]}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from onrecord.knowledge.tables import Row, load_rows
from onrecord.model import TableError

MadeT = TypeVar("MadeT")

FILES = (
    "numbers.yml", "comparators.yml", "changes.yml", "ranks.yml", "dates.yml", "event_days.yml",
    "places.yml", "happenings.yml", "syntax.yml",
)  # fmt: skip
KINDS = {
    "numbers.yml": (
        "small scale short-scale collective joint article vague shape none negation one-single "
        "single zero-verb ordinal fraction share-lead multiple times times-tail percent points "
        "money money-sign from range-lead range between between-lead of rate measure-unit not-counted label "
        "not-followed age thin-noun definite planned hedge not-final place-link fraction-not field "
        "times-base share-verb threat rate-not time-unit clock per per-time per-unit range-or symbol minus below-prefix out-of by "
        "decimal-comma goes-on alone how-many half of-the money-scale point-country comma-country"
    ),
    "comparators.yml": (
        "exact about nearly fewer_than at_most more_than at_least "
        "filler pause after-about after-at_least after-at_most after-more_than after-fewer_than "
        "particle particle-verb"
    ),
    "changes.yml": (
        "up down comparative than single-day telling when pair-from pair-to base base-from base-link same-last-year same-in comparing-verb previous peak trough link reached beside carry carry-noun day-lead "
        "straight in-a-row ahead starting number-of perfect to-date has-since nationality-link nationality-beside "
        "nationality-stop people"
    ),
    "ranks.yml": (
        "low high record-low record-high record ever on-record since so-far span world owner world-owner "
        "subject-noun cause place lead determiner never soft inclusive thin-noun barred-noun first-time linking"
    ),
    "dates.yml": (
        "month-name weekday-name unit which number day-suffix ahead past-behind quarter-name fiscal-start "
        "perhaps-ahead until-now half third sixth comparing through year-before year-of-name day month year fiscal-year fiscal-months year-months relative so-far past ago weekday "
        "near-day quarter months-ending month-range iso same to-date era era-since era-month era-months era-last-months "
        "era-office since-office day-range weekend later"
    ),
    "event_days.yml": (
        "early middle late since until instrument-lead apart target at-meeting meeting-verb meeting-act enact "
        "said-act"
    ),
    "happenings.yml": "dull self",
    "syntax.yml": "passive modal duty opener agent object particle light reflexive denial owner impersonal pair noun "
    "infinitive ending future told will time first plural",
    "places.yml": "lead toward travel visited before site nowhere where",
}


class WordRow(Row):
    """A row of a word table."""

    kind: str
    words: list[str]
    value: Decimal | None = None
    name: str | None = None


class WordTable:
    """All word rows of one language; what is compiled from them is kept here."""

    def __init__(self, language: str, rows: list[tuple[str, WordRow]]) -> None:
        self.language = language
        self._rows: dict[tuple[str, str], list[WordRow]] = {}
        for file, row in rows:
            self._rows.setdefault((file.removesuffix(".yml"), row.kind), []).append(row)
        self._made: dict[str, Any] = {}

    def rows(self, table: str, kind: str) -> list[WordRow]:
        """Return the rows of one kind (`rows("numbers", "scale")`)."""
        return self._rows.get((table, kind), [])

    def words(self, table: str, *kinds: str) -> list[str]:
        """Return all words of some kinds."""
        return [word for kind in kinds for row in self.rows(table, kind) for word in row.words]

    def folded(self, table: str, *kinds: str) -> frozenset[str]:
        """Return all words of some kinds in lower case."""
        return frozenset(word.lower() for word in self.words(table, *kinds))

    def values(self, table: str, kind: str) -> dict[str, Decimal]:
        """Return what each word of a kind is worth, by the word in lower case."""
        return {
            word.lower(): row.value
            for row in self.rows(table, kind)
            for word in row.words
            if row.value is not None
        }

    def names(self, table: str, kind: str) -> dict[str, str]:
        """Return what each word of a kind stands for, by the word in lower case."""
        return {
            word.lower(): row.name or word for row in self.rows(table, kind) for word in row.words
        }

    def either(self, table: str, *kinds: str) -> str:
        """Return a regular expression for any word of some kinds."""
        return either(self.words(table, *kinds))

    def keep(self, key: str, make: Callable[[WordTable], MadeT]) -> MadeT:
        """Return what `make` builds from this table, built once."""
        if key not in self._made:
            self._made[key] = make(self)
        made: MadeT = self._made[key]
        return made


def either(words: list[str]) -> str:
    """Return a regular expression for any of `words`, longest first; blanks match any white space.

    A star at an end of a word stands for any letters: `apprehen*`. Without words it matches
    nothing.
    """
    if not words:
        return r"(?!)"
    parts = []
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        stem = re.escape(word.strip("*")).replace(r"\ ", r"\s+").replace("'", "['’]")
        head, tail = (
            (r"\w*" if word.startswith("*") else ""),
            (r"\w*" if word.endswith("*") else ""),
        )
        parts.append(head + stem + tail)
    return "(?:" + "|".join(parts) + ")"


def load_words(folders: list[Path]) -> dict[str, WordTable]:
    """Return the word tables of all packs by language."""
    rows: dict[str, list[tuple[str, WordRow]]] = {}
    for folder in folders:
        for name in FILES:
            for path in sorted(folder.glob(f"??/{name}")):
                for line, row in load_rows(path, WordRow):
                    if row.kind not in KINDS[name].split():
                        known = ", ".join(sorted(KINDS[name].split()))
                        raise TableError(f'{path}:{line}: no kind "{row.kind}"; known: {known}')
                    rows.setdefault(path.parent.name, []).append((name, row))
    return {language: WordTable(language, found) for language, found in rows.items()}
