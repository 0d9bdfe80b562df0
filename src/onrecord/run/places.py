"""Places: where a finding's words stand in the file as it was given.

A text or a page has lines of its own. A PDF has pages and a Word file has none: there lines are
counted in the clean text, and the place says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from onrecord.model import Capture, Document
from onrecord.text import FILE_READERS, find_page, find_raw, read_page_letters, trace_document
from onrecord.text.decoding import decode_capture

# How much of what stands before words is looked for together with them, to find the right place.
CONTEXT = 60
# What may stand between two words of the source that are one space apart in the clean text.
_GAP = r"(?:\s|<[^<>]{0,500}>|&nbsp;|[*_`\\>#]|=\n)+"
_MAIL = "message/rfc822"
_PDF = "application/pdf"
CLEAN_TEXT = "clean text"


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column from 1, in the file as it is, or in `part` of what was read from it."""

    line: int
    column: int
    part: str | None = None


FindPlace = Callable[[int, int], Place | None]


def open_places(document: Document, capture: Capture) -> FindPlace:
    """Return what finds the place of `document.text[start:end]` in the capture it was read from."""
    if capture.media_type == _MAIL:
        raw = capture.body.decode("utf-8", "replace").replace("\r\n", "\n")
        return partial(_find_in_mail, raw, document)
    if capture.media_type in FILE_READERS:
        pages = read_page_letters(capture) if capture.media_type == _PDF else []
        return partial(_find_in_file, pages, document)
    raw = decode_capture(capture)[0] or document.text
    traces = trace_document(document, capture)

    def find(start: int, end: int) -> Place | None:
        at = find_raw(traces, start)
        if at is not None:
            return Place(*_count(raw, at))
        found = find_place(raw, document.text, start, end)
        return Place(*found) if found else None

    return find


def _find_in_mail(raw: str, document: Document, start: int, end: int) -> Place | None:
    """Return the place in the mail's source; what is coded there is counted in the clean text."""
    found = find_place(raw, document.text, start, end)
    return Place(*found) if found else Place(*_count(document.text, start), CLEAN_TEXT)


def _find_in_file(pages: list[str], document: Document, start: int, end: int) -> Place:  # noqa: ARG001
    page = find_page(pages, document.text, start)
    part = CLEAN_TEXT if page is None else f"{CLEAN_TEXT}, page {page}"
    return Place(*_count(document.text, start), part)


def find_place(raw: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return line and column in `raw` of the words `text[start:end]` of the clean text.

    White space and markup between words may differ. What stands before the words helps to tell
    one occurrence from another; failing that, as many occurrences are skipped as in the text.
    """
    quote = text[start:end]
    before = text[max(0, start - CONTEXT) : start].split("\n")[-1]
    if before.split():
        tight = "" if before[-1:].strip() else _GAP
        found = re.search(f"{_make_pattern(before)}{tight}({_make_pattern(quote)})", raw)
        if found:
            return _count(raw, found.start(1))
    places = [m.start() for m in re.finditer(_make_pattern(quote), raw)]
    if not places:
        return None
    return _count(raw, places[min(text.count(quote, 0, start), len(places) - 1)])


def _make_pattern(words: str) -> str:
    return _GAP.join(re.escape(word).replace("&", "&(?:amp;)?") for word in words.split())


def _count(raw: str, at: int) -> tuple[int, int]:
    return raw.count("\n", 0, at) + 1, at - raw.rfind("\n", 0, at)
