"""JSON Lines → captures: keys `text` or `html`, and `url`, `title`, `published` where they are known.

`{"url": "https://…", "title": "…", "published": "2023-09-22", "text": "…"}` is one line. `met_at`
is when the page was fetched, if that was not now.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO, Any

from onrecord.model import Capture, Problem
from onrecord.sources.files import make_problem
from onrecord.sources.formats import Format
from onrecord.sources.packed import MOST_BYTES

# Keys that may come with a text, and the name of the hint each becomes.
_HINTS = {
    "title": "title", "published": "published", "date": "published", "url": "url",
    "author": "author", "outlet": "outlet", "language": "language",
}  # fmt: skip
# All keys that are known; of a table no other columns are read.
KEYS = ("text", "html", "met_at", *_HINTS)


def read_json_lines(
    source: str, stream: IO[bytes], met_at: datetime
) -> Iterator[Capture | Problem]:
    """Yield a capture for each line; its source is the file's with `#` and the line's number."""
    number = 0
    while line := stream.readline(MOST_BYTES):
        number += 1
        if len(line) == MOST_BYTES:
            yield make_problem(
                source,
                f"{source}#{number}: longer than {MOST_BYTES >> 20} MB; this line and those after "
                "it were not read: split it",
            )
            return
        if line.strip():
            yield _read_line(f"{source}#{number}", line, met_at)


def read_json(source: str, body: bytes, met_at: datetime) -> Iterator[Capture | Problem]:
    """Yield the capture of a file that is one object with a text, a problem for any other."""
    yield _read_line(source, body, met_at)


def _read_line(source: str, line: bytes, met_at: datetime) -> Capture | Problem:
    try:
        row = json.loads(line)
    except ValueError as error:
        return make_problem(source, f"{source}: no JSON ({_explain(error)}); correct or remove it")
    except RecursionError:
        return make_problem(source, f"{source}: nested too deeply; correct or remove it")
    if not isinstance(row, dict):
        return make_problem(source, f'{source}: no object; write {{"text": …}} on one line')
    return read_row(source, row, met_at)


def _explain(error: ValueError) -> str:
    """Return in few words why a line is no JSON. Python reads no number of thousands of digits."""
    if isinstance(error, json.JSONDecodeError):
        return error.msg
    return "not UTF-8" if isinstance(error, UnicodeDecodeError) else "a number without end"


def read_row(source: str, row: dict[str, Any], met_at: datetime) -> Capture | Problem:
    """Return the capture of an object or row that has a text, a problem for any other."""
    text, html = row.get("text"), row.get("html")
    if not any(isinstance(value, str) and value.strip() for value in (text, html)):
        return make_problem(
            source, f'{source}: no "text" and no "html" in it; nothing was read from it'
        )
    if isinstance(html, str) and html.strip():
        words, media_type = html, Format.HTML
    else:
        words, media_type = str(text), Format.TEXT
    hints = tuple(
        (name, str(row[key]))
        for key, name in _HINTS.items()
        if isinstance(row.get(key), str) and row[key].strip()
    )
    url = row.get("url")
    met_at = _read_time(row.get("met_at"), met_at)
    return Capture(
        body=words.encode("utf-8", "replace"), media_type=media_type.value, source=source,
        met_at=met_at, url=url if isinstance(url, str) and url else None, hints=hints,
    )  # fmt: skip


def _read_time(text: object, met_at: datetime) -> datetime:
    """Return when the line says that it was met, else `met_at`."""
    try:
        read = datetime.fromisoformat(text) if isinstance(text, str) else met_at
    except ValueError:
        return met_at
    return read if read.tzinfo is not None else read.replace(tzinfo=UTC)
