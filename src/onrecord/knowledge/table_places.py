"""Where the rows of tables stand: file and line, by id and by word.

>>> places.find("actors.yml", "kang-kyung-wha")
'base/actors.yml:1044'
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from onrecord.knowledge.tables import ADDS_TO, load_yaml

KEYS = ("id", ADDS_TO, "code", "name")  # what a row goes by


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRow:
    """A row as written, with the file in which it stands; `pack` is the name of the folder."""

    pack: str
    file: str
    line: int
    data: dict[str, Any]
    node: Any

    def say(self, word: str | None = None) -> str:
        """Return the place in a word: that of the row, or of a word in it."""
        return f"{self.pack}/{self.file}:{self.find_line(word)}"

    def find_line(self, word: str | None = None) -> int:
        """Return the line of a word of the row, in any case; that of the row without one."""
        if word is not None:
            for scalar in _list_scalars(self.node):
                if scalar.value.casefold() == word.casefold():
                    return int(scalar.start_mark.line) + 1
        return self.line

    def holds(self, word: str) -> bool:
        """Does the word stand in the row as it is written, in any case?"""
        wanted = word.casefold()
        return any(scalar.value.casefold() == wanted for scalar in _list_scalars(self.node))


class TablePlaces:
    """The rows of the tables of some packs; a table is read when it is asked for first."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders
        self._rows: dict[str, list[PlacedRow]] = {}

    def list_rows(self, table: str) -> list[PlacedRow]:
        """Return the rows of a table (`actors.yml`, `en/cues.yml`) of all packs, in their order."""
        if table not in self._rows:
            self._rows[table] = [
                row for folder in self._folders for row in read_rows(folder, table)
            ]
        return self._rows[table]

    def find(self, table: str, key: str, word: str | None = None) -> str | None:
        """Return where a row stands; of several that have its id the one that holds `word`."""
        rows = [
            row for row in self.list_rows(table) if key in {row.data.get(name) for name in KEYS}
        ]
        if not rows:
            return None
        telling = (row for row in rows if word is not None and row.holds(word))
        return next(telling, rows[0]).say(word)

    def find_words(self, table: str, word: str) -> Iterator[PlacedRow]:
        """Yield the rows of a table that hold a word."""
        yield from (row for row in self.list_rows(table) if row.holds(word))


def read_rows(folder: Path, table: str) -> list[PlacedRow]:
    """Return the rows of a table of one pack as written; a missing table has none."""
    path = folder / table
    if not path.exists():
        return []
    data, node = load_yaml(path)
    if not isinstance(data, list):
        return []
    return [
        PlacedRow(
            pack=folder.name,
            file=table,
            line=item_node.start_mark.line + 1,
            data=item,
            node=item_node,
        )
        for item, item_node in zip(data, node.value, strict=True)
        if isinstance(item, dict)
    ]


def _list_scalars(node: Any) -> Iterator[Any]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _list_scalars(item)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _list_scalars(value)
