"""Rows of the program's own tables as they were read before: composing YAML takes most of a start.

A file beside the user's other caches holds what each table came to, with a hash of the table and
one of what is kept. What does not fit, or cannot be read or written, is read from the table again;
rows are checked anew either way. Only tables that come with the program are kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeAlias

OWN = Path(__file__).parent / "data"
VERSION = "1"  # of what is kept; another is not read
PRIVATE = 0o700
OTHERS_MAY_WRITE = 0o022
DAY = "\N{NULL}day"

Items: TypeAlias = list[tuple[int, Any]]  # each with the line that it begins on


def keep_items(path: Path, body: bytes, read: Callable[[], Items]) -> Items:
    """Return the items of a table: as kept, else as read, and then kept."""
    folder = find_folder()
    if folder is None or not path.is_relative_to(OWN):
        return read()
    place = folder / f"{_hash(str(path).encode())}.json"
    head = f"{VERSION} {_hash(body)}"
    kept = _load(place, head)
    if kept is not None:
        return kept
    items = read()
    _save(place, head, items)
    return items


def find_folder() -> Path | None:
    """Return the folder of kept tables; None where there is no home, or others may write there."""
    given = os.environ.get("XDG_CACHE_HOME")
    try:
        folder = (Path(given) if given else Path.home() / ".cache") / "onrecord" / "tables"
        folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        state = folder.stat()
    except (OSError, RuntimeError):
        return None
    own = not hasattr(os, "getuid") or state.st_uid == os.getuid()
    return folder if own and not state.st_mode & OTHERS_MAY_WRITE else None


def _load(place: Path, head: str) -> Items | None:
    try:
        first, seal, text = place.read_text(encoding="utf-8").split("\n", 2)
        if first != head or seal != _hash(text.encode()):
            return None
        return [(line, item) for line, item in json.loads(text, object_hook=_to_day)]
    except (OSError, ValueError):
        return None


def _save(place: Path, head: str, items: Items) -> None:
    """Keep items that come back as they are, with the hash of what is written."""
    try:
        text = json.dumps(items, default=_from_day, ensure_ascii=False)
        back = json.loads(text, object_hook=_to_day)
    except (TypeError, ValueError):
        return
    if back != [list(pair) for pair in items]:
        return  # a key that is no text, say
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=place.parent, prefix=place.name, delete=False
        ) as out:
            out.write(f"{head}\n{_hash(text.encode())}\n{text}")
        Path(out.name).replace(place)
    except OSError:
        return


def _from_day(value: Any) -> dict[str, str]:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise TypeError(type(value).__name__)
    return {DAY: value.isoformat()}


def _to_day(value: dict[str, Any]) -> Any:
    return date.fromisoformat(value[DAY]) if DAY in value else value


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
