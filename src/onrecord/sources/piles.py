"""A pile → captures: one for a file, one for each line of JSON Lines, one for each item of a feed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from onrecord.model import Capture, Problem
from onrecord.sources.feeds import read_feed
from onrecord.sources.files import find_files, make_problem
from onrecord.sources.formats import Format, find_format, name_format
from onrecord.sources.json_lines import read_json, read_json_lines

Reader = Callable[[str, bytes, datetime], Iterator[Capture | Problem]]
MOST_BYTES = 512 * 1024 * 1024  # a file above this is no text that one document was made from


def read_sources(patterns: Sequence[str], *, met_at: datetime) -> Iterator[Capture | Problem]:
    """Yield a capture for each document that `patterns` name, a problem for what cannot be read."""
    for found in find_files(patterns):
        if isinstance(found, Problem):
            yield found
        else:
            yield from _read_file(found, met_at)


def _read_file(path: Path, met_at: datetime) -> Iterator[Capture | Problem]:
    source = str(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            yield make_problem(
                source, f"{path} is larger than {MOST_BYTES >> 20} MB; split it and name the parts"
            )
            return
        body = path.read_bytes()
    except FileNotFoundError:
        yield make_problem(source, f"{path} is gone; it was there a moment ago, run again")
        return
    except OSError as error:
        yield make_problem(
            source, f"{path} cannot be read ({error.strerror}); give read permission"
        )
        return
    if not body.strip():
        yield make_problem(source, f"{path} is empty; remove it or fetch it again")
        return
    found = find_format(path.name, body)
    if found is None:
        shown = name_format(path.name, body)
        yield make_problem(source, f"{path}: format {shown} is not read yet; save its text as .txt")
        return
    yield from READERS[found](source, body, met_at)


def _read_whole(media_type: Format) -> Reader:
    """Return the reader of a format in which one file is one document."""

    def read(source: str, body: bytes, met_at: datetime) -> Iterator[Capture | Problem]:
        yield Capture(body=body, media_type=media_type.value, source=source, met_at=met_at)

    return read


READERS: dict[Format, Reader] = {
    Format.TEXT: _read_whole(Format.TEXT),
    Format.MARKDOWN: _read_whole(Format.MARKDOWN),
    Format.HTML: _read_whole(Format.HTML),
    Format.FEED: read_feed,
    Format.JSON_LINES: read_json_lines,
    Format.JSON: read_json,
}
