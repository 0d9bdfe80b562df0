"""Words by which accounts of one meeting are known and compared, by language."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from onrecord.knowledge.tables import Row, load_rows

MeetingKind = Literal[
    "meeting", "call", "held", "told", "paper", "joint", "sheet", "before", "pledge", "asked"
]


class MeetingRow(Row):
    """A row of meetings.yml."""

    kind: MeetingKind
    words: list[str]


@dataclass(frozen=True, kw_only=True)
class MeetingWords:
    """The rows of one language, in small letters."""

    sets: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, kind: MeetingKind) -> tuple[str, ...]:
        """Return the words of a kind."""
        return self.sets.get(kind, ())


def load_meeting_words(folders: list[Path]) -> dict[str, MeetingWords]:
    """Return the words of all packs by language."""
    found: dict[str, dict[str, list[str]]] = {}
    for folder in folders:
        for path in sorted(folder.glob("*/meetings.yml")):
            sets = found.setdefault(path.parent.name, {})
            for _, row in load_rows(path, MeetingRow):
                sets.setdefault(row.kind, []).extend(word.lower() for word in row.words)
    return {
        language: MeetingWords(sets={kind: tuple(words) for kind, words in sets.items()})
        for language, sets in found.items()
    }
