"""A feed → captures: one for each RSS item or Atom entry, its bytes as they stand in the feed.

Nothing is parsed here and no entity is ever expanded: items are cut out by their tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from onrecord.model import Capture, Problem
from onrecord.sources.files import make_problem
from onrecord.sources.formats import Format

_OPENED = re.compile(rb"<(item|entry)(?=[\s>])")
_CLOSED = {name: re.compile(rb"</" + name + rb"\s*>") for name in (b"item", b"entry")}
# What makes a fragment an item although it is not wrapped in one.
_BARE = re.compile(rb"<(?:pubDate|content:encoded|description)\b")
_DECLARED = re.compile(rb"""\A\s*(?:\xef\xbb\xbf)?<\?xml[^>]*encoding=["']([\w.-]+)["']""")
_TITLE = re.compile(rb"<title[^>]*>([^<]*|<!\[CDATA\[.*?\]\]>)\s*</title>", re.DOTALL)
_ENTITY = re.compile(rb"<!ENTITY\s")
_HEAD_BYTES = 65_536


def read_feed(source: str, body: bytes, met_at: datetime) -> Iterator[Capture | Problem]:
    """Yield a capture for each item; with more than one, its source ends in `#` and its number."""
    body = _to_utf8(body)
    if _ENTITY.search(body[:_HEAD_BYTES]):
        yield make_problem(
            source,
            f"{source}: declares entities of its own; they are left out of the text, not expanded",
        )
    items = list(_cut_items(body))
    if not items:
        if not _BARE.search(body):
            yield make_problem(
                source, f"{source}: an XML file without feed items; nothing was read from it"
            )
            return
        yield _make_capture(source, body, met_at, ())
        return
    hints = _read_feed_title(body[: items[0][0]])
    for number, (start, end) in enumerate(items, start=1):
        name = source if len(items) == 1 else f"{source}#{number}"
        yield _make_capture(name, body[start:end], met_at, hints)


def _cut_items(body: bytes) -> Iterator[tuple[int, int]]:
    """Yield where items begin and end, in one pass: an item that never ends is none."""
    at = 0
    while opened := _OPENED.search(body, at):
        closed = _CLOSED[opened.group(1)].search(body, opened.end())
        if closed is None:
            return
        yield opened.start(), closed.end()
        at = closed.end()


def _make_capture(
    source: str, body: bytes, met_at: datetime, hints: tuple[tuple[str, str], ...]
) -> Capture:
    return Capture(
        body=body, media_type=Format.FEED.value, source=source, met_at=met_at, hints=hints
    )


def _to_utf8(body: bytes) -> bytes:
    """Return the feed in UTF-8: an item cut out of it has no declaration to say otherwise."""
    declared = _DECLARED.search(body[:200])
    if declared is None or declared.group(1).lower() in {b"utf-8", b"utf8"}:
        return body
    try:
        return body.decode(declared.group(1).decode("ascii")).encode("utf-8")
    except (LookupError, UnicodeDecodeError):
        return body  # the item's own decoding will say so


def _read_feed_title(head: bytes) -> tuple[tuple[str, str], ...]:
    found = _TITLE.search(head[:_HEAD_BYTES])
    if found is None:
        return ()
    title = found.group(1).decode("utf-8", "replace").strip()
    title = title.removeprefix("<![CDATA[").removesuffix("]]>").strip()
    return (("feed_title", title),) if title else ()
