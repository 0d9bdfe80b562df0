"""Where each character of a clean text stands in its capture, worked out anew when it is asked for.

Letters and digits are the ground: cleaning takes away marks, tags and blanks and never changes a word.
So the letters of a paragraph stand in the capture in the same order, with nothing but marks between.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Capture, Document
from onrecord.text.decoding import decode_capture
from onrecord.text.drafts import UnreadableError
from onrecord.text.readers.front_matter import split_front_matter
from onrecord.text.readers.pdf import PdfLimits, open_pdf

_MARKED = ("text/html", "application/rss+xml")
# What is no text in a page; in other captures only what looks like a tag or a link's target.
_SKIPPED = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<silent>script|style|head|noscript|template|svg)\b.*?(?:</(?P=silent)\s*>|\Z)"
    r"|<!\[CDATA\[|\]\]>|</?[a-zA-Z!?][^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_TARGET = re.compile(r"\]\([^()\s]*(?:\s+\"[^\"\n]*\")?\)|</?[a-zA-Z][^<>]{0,300}>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_PIECE = 24  # letters that are looked for by themselves where a paragraph is not found whole
_AROUND, _NEAR = 50, 16  # characters around a place that are looked for on the pages of a PDF
_TEXT = 5  # place of the words in what is known of a stretch of a page
_REACH = 4_000  # letters within which the next piece stands


@dataclass(frozen=True, slots=True)
class Trace:
    """A stretch of the clean text that stands in the decoded capture letter by letter."""

    start: int
    end: int
    raw_start: int


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters and digits of a text in one string, each with its place and how much it takes."""

    text: str
    places: list[int]


def trace_document(document: Document, capture: Capture) -> list[Trace]:
    """Return where the document's text stands in the text of its capture, in order.

    The offsets are those of the capture as it is decoded, with plain line ends. What is not found
    there (marks of lists, the cells' dividers) has no trace.
    """
    raw, _ = decode_capture(capture)
    if raw is None:
        return []
    there = _take_letters(
        raw, marked=capture.media_type in _MARKED, start=_find_start(raw, capture)
    )
    return list(_join(_pair_letters(document.text, there), document.text, raw))


def find_raw(traces: list[Trace], offset: int) -> int | None:
    """Return where a character of the clean text stands in the capture, None where it has no trace."""
    at = bisect_right(traces, offset, key=lambda trace: trace.start) - 1
    if at < 0 or offset >= traces[at].end:
        return None
    return traces[at].raw_start + offset - traces[at].start


def read_page_letters(capture: Capture) -> list[str]:
    """Return the letters and digits of each page of a PDF; opens it, none where it cannot be read."""
    try:
        pages = open_pdf(capture.body, PdfLimits())["pages"]
    except UnreadableError:
        return []
    return [_keep_letters("".join(part[_TEXT] for part in page["segments"])) for page in pages]


def find_page(pages: list[str], text: str, offset: int) -> int | None:
    """Return the page, from 1, on which a character of the clean text stands.

    The letters around it are looked for on the pages; None where they are not found.
    """
    for before, after in ((_AROUND, _AROUND), (0, _AROUND), (_AROUND, 0), (0, _NEAR)):
        words = _keep_letters(text[max(0, offset - before) : offset + after])
        found = [number for number, page in enumerate(pages, start=1) if words in page]
        if found:
            return found[0]
    return None


def _keep_letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _find_start(raw: str, capture: Capture) -> int:
    """Return where the text begins behind a front matter."""
    if capture.media_type != "text/markdown":
        return 0
    return len(raw) - len(split_front_matter(raw)[1])


def _take_letters(raw: str, *, marked: bool, start: int = 0) -> _Letters:
    """Return the letters of a capture without those of tags, scripts and addresses of links."""
    pairs: list[tuple[str, int]] = []
    at = start
    for found in (_SKIPPED if marked else _TARGET).finditer(raw, start):
        pairs += _find_letters(raw, at, found.start())
        at = found.end()
    pairs += _find_letters(raw, at, len(raw))
    return _Letters("".join(sign for sign, _ in pairs), [place for _, place in pairs])


def _find_letters(raw: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """Yield the letters between two places, those of entities at the entity's place."""
    at = start
    for found in _ENTITY.finditer(raw, start, end):
        yield from ((raw[i], i) for i in range(at, found.start()) if raw[i].isalnum())
        meant = html.unescape(found.group(0))
        yield from ((sign, found.start()) for sign in meant if sign.isalnum())
        at = found.end()
    yield from ((raw[i], i) for i in range(at, end) if raw[i].isalnum())


def _pair_letters(text: str, there: _Letters) -> Iterator[tuple[int, int]]:
    """Yield the place of each letter of the clean text with its place in the capture."""
    cursor = start = 0
    for paragraph in text.split("\n"):
        places = [start + at for at, sign in enumerate(paragraph) if sign.isalnum()]
        start += len(paragraph) + 1
        letters = "".join(text[at] for at in places)
        found = there.text.find(letters, cursor) if letters else -1
        pieces = [(0, found)] if found >= 0 else list(_find_pieces(letters, there.text, cursor))
        size = len(letters) if found >= 0 else _PIECE
        for at, place in pieces:
            some = places[at : at + size]
            yield from zip(some, there.places[place : place + len(some)], strict=True)
            cursor = place + len(some)


def _find_pieces(letters: str, raw: str, cursor: int) -> Iterator[tuple[int, int]]:
    """Yield the places of a paragraph's pieces where something stands between them."""
    for at in range(0, len(letters), _PIECE):
        piece = letters[at : at + _PIECE]
        place = raw.find(piece, cursor, cursor + _REACH)
        if place >= 0:
            yield at, place
            cursor = place + len(piece)


def _join(pairs: Iterator[tuple[int, int]], text: str, raw: str) -> Iterator[Trace]:
    """Yield stretches in which letters, and what is between them, are the same on both sides."""
    start = end = raw_start = -1
    for place, raw_place in pairs:
        shift = place - end
        same = start >= 0 and raw_place - (raw_start + end - start) == shift
        if same and text[end:place] == raw[raw_place - shift : raw_place]:
            end = place + 1
            continue
        if start >= 0:
            yield Trace(start, end, raw_start)
        start, end, raw_start = place, place + 1, raw_place
    if start >= 0:
        yield Trace(start, end, raw_start)
