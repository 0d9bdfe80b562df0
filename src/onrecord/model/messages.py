"""What the linter says of a place in a text: the same for a terminal, an editor and SARIF."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a message asks for, in SARIF's words."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One finding of `onrecord check`.

    `line` and `column` count from 1 in the file as given, None where its words are not found there
    as they stand. `words` are the text's own; `replacement` are words that would be true in their
    place, None where the program does not know any.
    """

    source: str
    line: int | None
    column: int | None
    code: str
    level: Level
    words: str
    text: str
    nearest: str | None = None
    compared: str | None = None
    part: str | None = None  # where line and column count, when not in the file itself
    replacement: str | None = None
    finding_id: str
    method: str
