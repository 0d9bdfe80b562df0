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
    """Print rows under their columns, the last cut at the edge of the terminal."""
    held = [[" ".join(cell.split()) for cell in row] for row in rows]
    width = shutil.get_terminal_size((PIPE_WIDTH, 24)).columns
    widths = _share([columns, *held], width)
    for row in [columns, *held]:
        cells = [_fit(cell, size) for cell, size in zip(row, widths, strict=True)]
        print("  ".join(cells).rstrip())


def _share(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the widths of the columns; the widest ones give way."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    room = width - 2 * (len(widths) - 1)
    while sum(widths) > room and max(widths) > NARROWEST:
        widest = widths.index(max(widths))
        next_widest = max([w for i, w in enumerate(widths) if i != widest], default=NARROWEST)
        excess = sum(widths) - room
        widths[widest] = max(
            NARROWEST, min(next_widest, widths[widest] - 1), widths[widest] - excess
        )
    return widths


def _fit(cell: str, size: int) -> str:
    return cell.ljust(size) if len(cell) <= size else cell[: size - 1] + "…"


def warn(message: str) -> None:
    """Say something on stderr."""
    print(f"onrecord: {message}", file=sys.stderr)
