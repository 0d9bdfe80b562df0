"""Print JSON, CSV and plain tables on stdout."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import Any

SCHEMA_VERSION = 1
NARROWEST = 12
PIPE_WIDTH = 160


def print_json(data: dict[str, Any]) -> None:
    """Print an object with its schema version."""
    from onrecord.publish.exports import to_json

    body = {"schema_version": SCHEMA_VERSION, **to_json(data)}
    print(json.dumps(body, ensure_ascii=False, indent=1))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under their columns, long cells cut to the terminal; ids are never cut."""
    held = [[make_plain(cell) for cell in row] for row in rows]
    width = shutil.get_terminal_size((PIPE_WIDTH, 24)).columns
    whole = {number for number, name in enumerate(columns) if name == "id"}
    widths = _share([columns, *held], width, whole=whole)
    for row in [columns, *held]:
        cells = [_fit(cell, size) for cell, size in zip(row, widths, strict=True)]
        print("  ".join(cells).rstrip())


def make_plain(cell: str) -> str:
    """Return a cell's words on one line, without what steers a terminal or turns their direction."""
    if not cell.isprintable():
        cell = "".join(c if c.isprintable() or c.isspace() else "" for c in cell)
    return " ".join(cell.split())


def _share(rows: Sequence[Sequence[str]], width: int, *, whole: set[int]) -> list[int]:
    """Return the widths of the columns; the widest ones give way, those in `whole` never."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    room = width - 2 * (len(widths) - 1)
    giving = [i for i in range(len(widths)) if i not in whole]
    while sum(widths) > room and max(widths[i] for i in giving) > NARROWEST:
        widest = max(giving, key=lambda i: widths[i])
        widths[widest] -= 1
    return widths


def _fit(cell: str, size: int) -> str:
    return cell.ljust(size) if len(cell) <= size else cell[: size - 1] + "…"


def warn(message: str) -> None:
    """Say something on stderr."""
    print(f"onrecord: {make_plain(message)}", file=sys.stderr)
