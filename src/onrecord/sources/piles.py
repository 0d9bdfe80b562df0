"""A pile → captures: one for a file, one for each line of JSON Lines, item of a feed, page of a crawl."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import cast

from onrecord.model import Capture, Problem, SourceError
from onrecord.sources.archives import read_zip
from onrecord.sources.feeds import read_feed
from onrecord.sources.files import make_problem
from onrecord.sources.formats import Format, find_format, name_format
from onrecord.sources.json_lines import read_json, read_json_lines
from onrecord.sources.packed import open_gzip, read_whole
from onrecord.sources.parquets import read_parquet
from onrecord.sources.places import Place, find_places
from onrecord.sources.warcs import read_warc

Reader = Callable[[str, io.BufferedReader, datetime], Iterator[Capture | Problem]]
_HEAD_BYTES = 4096


def read_sources(patterns: Sequence[str], *, met_at: datetime) -> Iterator[Capture | Problem]:
    """Yield a capture for each document that `patterns` name, a problem for what cannot be read."""
    for found in find_places(patterns):
        if isinstance(found, Problem):
            yield found
        else:
            yield from read_place(found, met_at)


def read_place(place: Place, met_at: datetime) -> Iterator[Capture | Problem]:
    """Yield the captures of one file or object."""
    source = place.source
    try:
        with place.open() as stream:
            yield from read_stream(source, place.name, cast("io.BufferedReader", stream), met_at)
    except SourceError as error:
        yield make_problem(source, f"{source} {error}")
    except FileNotFoundError:
        yield make_problem(source, f"{source} is gone; it was there a moment ago, run again")
    except OSError as error:
        yield make_problem(
            source, f"{source} cannot be read ({error.strerror}); give read permission"
        )


def read_stream(
    source: str, name: str, stream: io.BufferedReader, met_at: datetime
) -> Iterator[Capture | Problem]:
    """Yield the captures of one open file; `name` may tell what its first bytes do not."""
    try:
        head = stream.peek(_HEAD_BYTES)
        if not head:
            yield make_problem(source, f"{source} is empty; remove it or fetch it again")
            return
        found = find_format(name, head)
        if found is None:
            shown = name_format(name, head)
            yield make_problem(
                source, f"{source}: format {shown} is not read yet; save its text as .txt"
            )
            return
        yield from READERS[found](source, stream, met_at)
    except SourceError as error:
        yield make_problem(source, f"{source} {error}")


def _read_gzip(
    source: str, stream: io.BufferedReader, met_at: datetime
) -> Iterator[Capture | Problem]:
    inner = open_gzip(stream)
    if inner.peek(2).startswith((b"\x1f\x8b", b"PK\x03\x04")):
        yield make_problem(source, f"{source} is packed twice; unpack it and name what is in it")
        return
    name = Path(source.partition("#")[0]).name
    yield from read_stream(source, name.removesuffix(".gz"), inner, met_at)


def _read_whole(media_type: Format) -> Reader:
    """Return the reader of a format in which one file is one document."""

    def read(
        source: str, stream: io.BufferedReader, met_at: datetime
    ) -> Iterator[Capture | Problem]:
        body = read_whole(stream)
        if not body.strip():
            yield make_problem(source, f"{source} is empty; remove it or fetch it again")
            return
        yield Capture(body=body, media_type=media_type.value, source=source, met_at=met_at)

    return read


def _read_feed(
    source: str, stream: io.BufferedReader, met_at: datetime
) -> Iterator[Capture | Problem]:
    yield from read_feed(source, read_whole(stream), met_at)


def _read_json(
    source: str, stream: io.BufferedReader, met_at: datetime
) -> Iterator[Capture | Problem]:
    yield from read_json(source, read_whole(stream), met_at)


READERS: dict[Format, Reader] = {
    **{
        kind: _read_whole(kind)
        for kind in (
            Format.TEXT, Format.MARKDOWN, Format.HTML, Format.PDF, Format.MAIL, Format.WORD,
        )
    },
    Format.FEED: _read_feed,
    Format.JSON_LINES: read_json_lines,
    Format.JSON: _read_json,
    Format.GZIP: _read_gzip,
    Format.ZIP: read_zip,
    Format.WARC: read_warc,
    Format.PARQUET: read_parquet,
}  # fmt: skip
