"""Language models: which packages parse a language."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from pydantic import Field

from onrecord.knowledge.tables import Row, check_unique, load_rows

Parsers: TypeAlias = dict[str, tuple[str, ...]]


class ParserRow(Row):
    """A row of parsers.yml: packages that spaCy loads for a language, best first."""

    language: str
    name: str | None = None  # in English, as pages say it
    packages: list[str] = Field(min_length=1)


def load_parsers(folders: list[Path]) -> Parsers:
    """Return the packages by language; a pack's own are tried before those of packs it requires."""
    found: Parsers = {}
    for folder in folders:
        path = folder / "parsers.yml"
        rows = load_rows(path, ParserRow)
        check_unique(path, rows, "language")
        for _, row in rows:
            found[row.language] = (*row.packages, *found.get(row.language, ()))
    return found


def load_language_names(folders: list[Path]) -> dict[str, str]:
    """Return what languages are called in English, by their codes."""
    rows = (row for folder in folders for _, row in load_rows(folder / "parsers.yml", ParserRow))
    return {row.language: row.name for row in rows if row.name}
