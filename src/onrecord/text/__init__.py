"""Capture → Document: clean, date, byline, outlet; who copied whom."""

from onrecord.text.documents import FILE_READERS, make_document
from onrecord.text.origins import count_origins, find_origins, find_root_at, find_roots
from onrecord.text.traces import (
    Trace,
    find_page,
    find_raw,
    read_page_letters,
    trace_document,
)

__all__ = [
    "FILE_READERS",
    "Trace",
    "find_page",
    "find_raw",
    "read_page_letters",
    "trace_document",
    "count_origins",
    "find_origins",
    "find_root_at",
    "find_roots",
    "make_document",
]
