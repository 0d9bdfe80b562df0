"""Small crawls for tests: WARC files of pages."""

from __future__ import annotations

import gzip
from collections.abc import Mapping

DAY = "2025-03-31T06:00:00Z"


def make_page(words: str, *, language: str = "en", title: str = "News") -> str:
    """Return a page with an article."""
    return (
        f'<!doctype html><html lang="{language}"><head><title>{title}</title></head><body>'
        f"<article><h1>{title}</h1><p>{words}</p></article></body></html>"
    )


def pack_warc(pages: Mapping[str, str], *, day: str = DAY, kind: str = "text/html") -> bytes:
    """Return a WARC file, each record packed by itself, as crawls are."""
    return b"".join(
        gzip.compress(_make_record(url, words, day, kind), mtime=0) for url, words in pages.items()
    )


def _make_record(url: str, words: str, day: str, kind: str) -> bytes:
    body = (words if words.startswith("<") else make_page(words)).encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: " + kind.encode() + b"\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {day}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"
