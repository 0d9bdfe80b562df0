"""Web archives (WARC) → captures: the pages, texts and PDFs that were answered with success.

The target's address is the capture's, the day of the crawl the day on which it was met. Pictures,
scripts, redirects and the like are no documents and are passed over.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParserException

from onrecord.model import Capture, Problem
from onrecord.sources.feeds import read_feed
from onrecord.sources.files import make_problem
from onrecord.sources.formats import Format, find_format
from onrecord.sources.packed import TooLargeError, read_whole

_RECORDS = ("response", "resource")
_FINE = "200"
_TYPES = {
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "text/plain": Format.TEXT,
    "text/markdown": Format.MARKDOWN,
    "application/pdf": Format.PDF,
    "application/rss+xml": Format.FEED,
    "application/atom+xml": Format.FEED,
    "application/xml": Format.FEED,
    "text/xml": Format.FEED,
    Format.WORD.value: Format.WORD,
    "message/rfc822": Format.MAIL,
}
# Of these the bytes are believed, whatever the server called them.
_BY_BYTES = (Format.PDF, Format.FEED, Format.HTML)
_FOR_MACHINES = ("/robots.txt", "/ads.txt", "/sitemap.xml", "/security.txt", "/llms.txt")
_BROKEN = (ArchiveLoadFailed, ValueError, EOFError, zlib.error, OSError)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """What a record says of its bytes."""

    url: str
    media_type: str
    charset: str | None
    met_at: datetime


class _Pieces:
    """A stream that gives what it has before it says that the rest is damaged."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self.read = stream.read1


class _Loader(ArcWarcRecordLoader):  # type: ignore[misc]
    """Goes on behind a record whose header names no address, or whose answer has no head."""

    def load_http_headers(self, rec_type: str, uri: str | None, stream: Any, length: int) -> Any:
        try:
            return super().load_http_headers(rec_type, uri or "", stream, length)
        except StatusAndHeadersParserException:
            return None


def _iterate(stream: io.BufferedReader) -> Iterator[Any]:
    records = ArchiveIterator(_Pieces(stream))
    records.loader = _Loader()
    return iter(records)


def read_warc(
    source: str, stream: io.BufferedReader, met_at: datetime
) -> Iterator[Capture | Problem]:
    """Yield a capture for each document; its source is the file's with `#` and the record's number."""
    number = 0
    try:
        for number, record in enumerate(_iterate(stream), start=1):
            if _has_no_head(record):
                place = f"{source}#{number}"
                yield make_problem(place, f"{place}: an answer without its head; it was skipped")
                continue
            target = _find_target(record, met_at)
            if target is not None:
                yield from _read_record(f"{source}#{number}", record, target)
    except _BROKEN as error:
        yield make_problem(
            source,
            f"{source}: no WARC any more after record {number} ({error}); what stands before it "
            "was read: fetch it again",
        )


def _has_no_head(record: Any) -> bool:
    """Is it an answer of a web server whose status line cannot be read?"""
    headers = record.rec_headers
    url, said = headers.get_header("WARC-Target-URI"), headers.get_header("Content-Type")
    is_answer = record.rec_type == "response" and (said or "").startswith("application/http")
    of_web = bool(url) and url.startswith(("http:", "https:"))
    return is_answer and of_web and bool(record.length) and record.http_headers is None


def _find_target(record: Any, met_at: datetime) -> _Target | None:
    """Return what the record says of its bytes, None when they are no document."""
    url = record.rec_headers.get_header("WARC-Target-URI")
    if record.rec_type not in _RECORDS or not url or not url.startswith(("http:", "https:")):
        return None
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() != _FINE:
        return None
    if url.partition("?")[0].endswith(_FOR_MACHINES):
        return None
    said = Message()
    said["Content-Type"] = (headers or record.rec_headers).get_header("Content-Type") or ""
    media_type = said.get_content_type()
    if media_type not in _TYPES:
        return None
    return _Target(
        url=url,
        media_type=media_type,
        charset=said.get_content_charset(),
        met_at=_read_time(record.rec_headers.get_header("WARC-Date"), met_at),
    )


def _read_time(text: str | None, met_at: datetime) -> datetime:
    try:
        read = datetime.fromisoformat(text or "")
    except ValueError:
        return met_at
    return read if read.tzinfo is not None else read.replace(tzinfo=UTC)


def _read_record(source: str, record: Any, target: _Target) -> Iterator[Capture | Problem]:
    try:
        body = read_whole(record.content_stream())
    except TooLargeError as error:
        yield make_problem(source, f"{source}: {target.url} {error}")
        return
    except _BROKEN as error:
        yield make_problem(source, f"{source}: {target.url} is damaged ({error}); it was skipped")
        return
    if not body.strip():
        return
    found = find_format(target.url.partition("?")[0], body)
    known = found if found in _BY_BYTES else _TYPES[target.media_type]
    if known is Format.FEED:
        yield from read_feed(source, body, target.met_at)
        return
    hints = (("charset", target.charset),) if target.charset else ()
    yield Capture(
        body=body, media_type=known.value, source=source, met_at=target.met_at, url=target.url,
        hints=hints,
    )  # fmt: skip
