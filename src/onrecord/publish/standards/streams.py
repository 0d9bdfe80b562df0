"""JSON written piece by piece, so that a file may be larger than what is held."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from onrecord.publish.exports import to_json, writing_beside

Row = dict[str, Any]
Pair = tuple[str, Any]


@contextmanager
def write_whole(path: Path) -> Iterator[TextIO]:
    """Give a file that takes the place of `path` when all is written, and never half of it."""
    with writing_beside(path) as beside, beside.open("w", encoding="utf-8", newline="\n") as file:
        yield file


def write_lines(path: Path, rows: Iterable[Row]) -> int:
    """Write one object a line; return how many."""
    count = 0
    with write_whole(path) as file:
        for row in rows:
            file.write(dump(row) + "\n")
            count += 1
    return count


def write_document(path: Path, head: Row, key: str, items: Iterable[Any]) -> int:
    """Write an object that has `head` and, under `key`, a list of items; return how many."""
    with write_whole(path) as file:
        file.write(dump(head)[:-1] + f",\n{dump(key)}: [")
        count = _write_items(file, (dump(item) for item in items))
        file.write("]}\n")
    return count


def write_objects(path: Path, parts: Iterable[tuple[str, Iterable[Pair]]]) -> int:
    """Write an object of objects, each from pairs of a key and a value; return how many pairs."""
    count = 0
    with write_whole(path) as file:
        file.write("{")
        for number, (name, pairs) in enumerate(parts):
            file.write(f"{',' if number else ''}\n{dump(name)}: {{")
            count += _write_items(file, (f"{dump(key)}: {dump(value)}" for key, value in pairs))
            file.write("}")
        file.write("}\n")
    return count


def dump(value: Any) -> str:
    """Return JSON on one line."""
    return json.dumps(to_json(value), ensure_ascii=False)


def _write_items(file: TextIO, items: Iterable[str]) -> int:
    count = 0
    for item in items:
        file.write(f"{',' if count else ''}\n{item}")
        count += 1
    return count
