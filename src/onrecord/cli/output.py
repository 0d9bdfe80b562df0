"""Print JSON, CSV and plain tables on stdout."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
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
    """Print rows under their columns, long cells cut to the terminal; ids and heads are never cut.

    A head of several words takes several lines where there is no room for it on one.
    """
    held = [[make_plain(cell) for cell in row] for row in rows]
    width = shutil.get_terminal_size((PIPE_WIDTH, 24)).columns
    whole = {number for number, name in enumerate(columns) if name == "id"}
    widths = _share(columns, held, width, whole=whole)
    for row in [*_fold_heads(columns, widths), *held]:
        cells = [_fit(cell, size) for cell, size in zip(row, widths, strict=True)]
        print("  ".join(cells).rstrip())


def make_plain(cell: str) -> str:
    """Return a cell's words on one line, without what steers a terminal or turns their direction."""
    if not cell.isprintable():
        cell = "".join(c if c.isprintable() or c.isspace() else "" for c in cell)
    return " ".join(cell.split())


def _share(
    columns: Sequence[str], rows: Sequence[Sequence[str]], width: int, *, whole: set[int]
) -> list[int]:
    """Return the widths of the columns; the widest ones give way, those in `whole` never."""
    cells = [max((len(row[i]) for row in rows), default=0) for i in range(len(columns))]
    room = width - 2 * (len(columns) - 1)
    widths = [max(len(name), cell) for name, cell in zip(columns, cells, strict=True)]
    if sum(widths) <= room:
        return widths
    heads = [max(map(len, name.split() or [""])) for name in columns]
    widths = [max(pair) for pair in zip(heads, cells, strict=True)]
    least = [max(NARROWEST, head) for head in heads]
    giving = [i for i in range(len(columns)) if i not in whole]
    while sum(widths) > room and (wide := [i for i in giving if widths[i] > least[i]]):
        widths[max(wide, key=lambda i: widths[i])] -= 1
    return widths


def _fold_heads(columns: Sequence[str], widths: Sequence[int]) -> Iterator[list[str]]:
    """Yield the lines of the heads, their words below each other where a column is too narrow."""
    folded = [textwrap.wrap(name, size) for name, size in zip(columns, widths, strict=True)]
    for number in range(max(map(len, folded))):
        yield [lines[number] if number < len(lines) else "" for lines in folded]


def _fit(cell: str, size: int) -> str:
    return cell.ljust(size) if len(cell) <= size else cell[: size - 1] + "…"


def warn(message: str) -> None:
    """Say something on stderr."""
    print(f"onrecord: {make_plain(message)}", file=sys.stderr)
