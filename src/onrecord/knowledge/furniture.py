"""Words of web pages, by language: furniture around an article, and the words of its head.

`en/furniture.yml` names lines that are not the article ("Advertisement", "Recommended stories");
`en/pages.yml` names the words by which a page gives its date, byline and language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal

from onrecord.knowledge.tables import Row, check_unique, load_rows

FurnitureKind = Literal[
    "advert", "related", "navigation", "sharing", "prompt", "label", "credit", "biography",
    "note", "end", "embed",
]  # fmt: skip
Match = Literal["whole", "begins", "ends", "holds"]


class FurnitureRow(Row):
    """A row of furniture.yml: words by which a line is known, and what sort of furniture it is.

    `match`: the words are the `whole` line, or it `begins`, `ends` with or `holds` them. A
    `related` heading takes the list of links below it along; after `end` nothing is the article.
    """

    kind: FurnitureKind
    match: Match
    words: list[str]


class PageRow(Row):
    """A row of pages.yml: the words of one idea ("month.1", "byline", "function words")."""

    id: str
    words: list[str]


class Furniture:
    """The lines that are not the article, ready to be looked up. `#` in a row stands for figures."""

    def __init__(self, rows: Iterable[FurnitureRow] = ()) -> None:
        self._kinds: dict[Match, dict[str, FurnitureKind]] = {}
        for row in rows:
            known = self._kinds.setdefault(row.match, {})
            for words in row.words:
                known.setdefault(fold_words(words), row.kind)
        self._whole = self._kinds.get("whole", {})
        self._begins = _sort_in(self._kinds.get("begins", {}), lambda words: words[:_KEY])
        self._holds = _sort_in(self._kinds.get("holds", {}), _find_longest)
        self._ends = _sort_in(self._kinds.get("ends", {}), lambda words: words[-_KEY:])

    def find(self, line: str) -> tuple[FurnitureKind, Match] | None:
        """Return what sort of furniture a line is, and how it is known; None when it is none."""
        folded = fold_words(line)
        whole = self._find_whole(folded)
        if whole is not None:
            return whole, "whole"
        for match, words, kind, at in self._look_up(folded):
            if at >= 0 and _stands_alone(folded, at, at + len(words)):
                return kind, match
        return None

    def find_whole(self, line: str) -> FurnitureKind | None:
        """Return what sort of furniture a line is that is known as a whole."""
        return self._find_whole(fold_words(line))

    def _find_whole(self, folded: str) -> FurnitureKind | None:
        bare = folded.strip(_EDGES)
        found = self._whole.get(bare)
        if found is None and len(bare) < _MOST_COUNTED and any(map(str.isdigit, bare)):
            found = self._whole.get(_FIGURES.sub("#", bare))
        return found

    def _look_up(self, folded: str) -> Iterator[tuple[Match, str, FurnitureKind, int]]:
        """Yield the words that a line may begin with, end with or hold, with their places."""
        for key in {folded[:_KEY], folded[: _KEY - 1]}:
            for words, kind in self._begins.get(key, ()):
                yield "begins", words, kind, 0 if folded.startswith(words) else -1
        bare = folded.rstrip(_EDGES)
        for end in dict.fromkeys((bare, folded)):
            for words, kind in self._ends.get(end[-_KEY:], ()):
                fits = end.endswith(words) and (end is bare or not words[-1].isalnum())
                yield "ends", words, kind, len(end) - len(words) if fits else -1
        for word in find_words(folded):
            for words, kind in self._holds.get(word, ()):
                yield "holds", words, kind, folded.find(words)


def find_words(text: str) -> list[str]:
    """Return the words of a text in order: a look into a set of them is quicker than into a text."""
    return _WORD.findall(text)


def _find_longest(words: str) -> str:
    return max(find_words(words), key=len, default="")


def _sort_in(
    words: dict[str, FurnitureKind], key: Callable[[str], str]
) -> dict[str, list[tuple[str, FurnitureKind]]]:
    sorted_in: dict[str, list[tuple[str, FurnitureKind]]] = {}
    for some, kind in words.items():
        sorted_in.setdefault(key(some), []).append((some, kind))
    return sorted_in


class PageWords:
    """The words of one language's pages, by the idea they stand for."""

    def __init__(self, words: dict[str, tuple[str, ...]]) -> None:
        self._words = words
        self._patterns: dict[str, re.Pattern[str]] = {}

    def get(self, idea: str) -> tuple[str, ...]:
        """Return the words of an idea, none when the language has no row for it."""
        return self._words.get(idea, ())

    def numbered(self, idea: str) -> dict[str, int]:
        """Return the words of rows like `month.1`, each with its number."""
        return {
            word: int(name.rpartition(".")[2])
            for name, words in self._words.items()
            if name.startswith(f"{idea}.")
            for word in words
        }

    def holds(self, idea: str, text: str) -> bool:
        """Does `text` hold one of the idea's words as a whole word? `*` stands for any letters."""
        pattern = self._patterns.get(idea)
        if pattern is None:
            words = sorted(self.get(idea), key=len, reverse=True)
            parts = (re.escape(w).replace(r"\*", r"\w*") for w in words)
            body = "|".join(parts) or r"(?!)"
            pattern = re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)
            self._patterns[idea] = pattern
        return pattern.search(text) is not None


_WORD = re.compile(r"\w+")
_KEY = 3  # characters by which words are sorted in
_MOST_COUNTED = 40  # characters of a line such as "12 comments"
_FIGURES = re.compile(r"\d[\d.,]*")
_EDGES = " .,:;!?…·•|*-–—_>»›→()[]{}#~\"'“”"


def fold_words(text: str) -> str:
    """Return `text` in one case, with plain apostrophes and single blanks."""
    return " ".join(text.casefold().replace("’", "'").split())


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Does no word run on over either end of the stretch?"""
    before, after = text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]
    runs_in = start > 0 and before.isalnum() and len(before) > 1
    runs_out = end < len(text) and after.isalnum()
    return not runs_in and not runs_out


def load_furniture(folders: list[Path]) -> Furniture:
    """Return the furniture of all packs and languages: pages mix their languages."""
    return Furniture(
        row
        for _, path in _find_tables(folders, "furniture.yml")
        for _, row in load_rows(path, FurnitureRow)
    )


def load_page_words(folders: list[Path]) -> dict[str, PageWords]:
    """Return the words of pages by language; packs add to each other's words."""
    words: dict[str, dict[str, tuple[str, ...]]] = {}
    for language, path in _find_tables(folders, "pages.yml"):
        rows = load_rows(path, PageRow)
        check_unique(path, rows, "id")
        ours = words.setdefault(language, {})
        for _, row in rows:
            ours[row.id] = (*ours.get(row.id, ()), *row.words)
    return {language: PageWords(ours) for language, ours in words.items()}


def _find_tables(folders: list[Path], name: str) -> list[tuple[str, Path]]:
    """Return language and path of each table of that name."""
    return [
        (path.parent.name, path) for folder in folders for path in sorted(folder.glob(f"*/{name}"))
    ]
