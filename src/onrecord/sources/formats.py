r"""What a file is, from its first bytes and its name.

>>> find_format("a.txt", b"<!doctype html><html>")
<Format.HTML: 'text/html'>
>>> find_format("a.txt", b"---\ntitle: x\n---\n")
<Format.MARKDOWN: 'text/markdown'>
>>> find_format("a.bin", b"%PDF-1.7")
<Format.PDF: 'application/pdf'>
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath


class Format(StrEnum):
    """The formats that are read; the value is the media type."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    FEED = "application/rss+xml"  # RSS and Atom, whole or a single item
    JSON_LINES = "application/jsonl"
    JSON = "application/json"
    PDF = "application/pdf"
    MAIL = "message/rfc822"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    # What holds other files; no capture has these.
    GZIP = "application/gzip"
    ZIP = "application/zip"
    WARC = "application/warc"
    PARQUET = "application/vnd.apache.parquet"


# First bytes of files that are read.
_READ_MAGIC = (
    (b"%PDF-", Format.PDF), (b"PK\x03\x04", Format.ZIP), (b"\x1f\x8b", Format.GZIP),
    (b"WARC/", Format.WARC), (b"PAR1", Format.PARQUET),
)  # fmt: skip
# First bytes of files that hold no text of ours, with the name shown.
_MAGIC = (
    (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"),
    (b"\xd0\xcf\x11\xe0", "old office file"),
    (b"BZh", "bzip2"), (b"\xfd7zXZ", "xz"), (b"7z\xbc\xaf", "7z"), (b"(\xb5/\xfd", "zstd"),
    (b"Rar!", "RAR"), (b"{\\rtf", "RTF"), (b"ID3", "MP3"), (b"OggS", "Ogg"),
    (b"\x7fELF", "program"), (b"RIFF", "RIFF media"), (b"SQLite format 3", "SQLite"),
)  # fmt: skip
_SUFFIXES = {
    ".md": Format.MARKDOWN, ".markdown": Format.MARKDOWN,
    ".html": Format.HTML, ".htm": Format.HTML, ".xhtml": Format.HTML,
    ".jsonl": Format.JSON_LINES, ".ndjson": Format.JSON_LINES, ".json": Format.JSON,
    ".rss": Format.FEED, ".atom": Format.FEED, ".eml": Format.MAIL,
}  # fmt: skip
# Names of formats whose first bytes do not tell.
_OTHER_SUFFIXES = {
    ".csv": "CSV", ".tsv": "TSV", ".yml": "YAML", ".yaml": "YAML", ".toml": "TOML", ".py": "Python",
    ".js": "JavaScript", ".css": "CSS", ".svg": "SVG", ".mbox": "mailbox",
    ".mp4": "video", ".webp": "WebP", ".tiff": "TIFF", ".bmp": "BMP", ".ico": "icon",
    ".duckdb": "DuckDB",
}  # fmt: skip
_FEED = re.compile(
    rb"<(?:rss|feed|rdf:RDF|item|entry)[\s>]|<pubDate>|<content:encoded>", re.IGNORECASE
)
_HTML = re.compile(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_FRONT_MATTER = re.compile(rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n[A-Za-z_][\w .-]*:")
# A memo begins with "SUBJECT:" and "FROM:" too; only programs write these.
_MAIL = re.compile(
    rb"\A(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,60}?"
    rb"(?:MIME-Version: ?\d|Received: ?(?:from|by)\b|Return-Path: ?<|Message-ID: ?<)",
    re.IGNORECASE,
)
_HEAD_BYTES = 4096


def find_format(name: str, body: bytes) -> Format | None:
    """Return the format of a file, None when it is one that is not read (see `name_format`)."""
    for magic, found in _READ_MAGIC:
        if body.startswith(magic):
            return found
    if name_format(name, body) is not None:
        return None
    head = body[:_HEAD_BYTES]
    suffix = PurePath(name).suffix.lower()
    known = _SUFFIXES.get(suffix)
    if known in {Format.JSON_LINES, Format.JSON, Format.MARKDOWN, Format.MAIL}:
        return known
    if _FRONT_MATTER.search(head):
        return Format.MARKDOWN
    if _FEED.search(head) and not _HTML.search(head):
        return Format.FEED
    if known is None and _looks_like_html(head):
        return Format.HTML
    if known is None and _MAIL.match(head):
        return Format.MAIL
    return known or (Format.FEED if suffix == ".xml" else Format.TEXT)


def name_format(name: str, body: bytes) -> str | None:
    """Return the name of a format that is not read, None when the file may be tried."""
    for magic, shown in _MAGIC:
        if body.startswith(magic):
            return shown
    if any(body.startswith(magic) for magic, _ in _READ_MAGIC):
        return None
    return _OTHER_SUFFIXES.get(PurePath(name).suffix.lower())


def _looks_like_html(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"<") and bool(_HTML.search(head))
