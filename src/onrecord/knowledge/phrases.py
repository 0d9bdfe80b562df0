"""Phrases: words that hold a name of the tables and mean something else.

"Latin American" is no American, "the Gulf of Mexico" no Mexico. A language is a folder; a row
of its phrases.yml gives a kind and the words.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from onrecord.knowledge.tables import Row, load_rows


class PhraseRow(Row):
    """A row of phrases.yml: regions and places of their own, or phrases that name nobody."""

    kind: Literal["region", "place", "phrase"]
    words: list[str]


def load_phrases(folders: list[Path]) -> dict[str, tuple[PhraseRow, ...]]:
    """Return the phrases of all packs by language."""
    phrases: dict[str, tuple[PhraseRow, ...]] = {}
    for folder in folders:
        for path in sorted(folder.glob("*/phrases.yml")):
            rows = tuple(row for _, row in load_rows(path, PhraseRow))
            phrases[path.parent.name] = phrases.get(path.parent.name, ()) + rows
    return phrases
