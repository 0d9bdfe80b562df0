"""A file's format follows from its bytes first."""

from __future__ import annotations

import pytest

from onrecord.sources.formats import Format, find_format, name_format


@pytest.mark.parametrize(
    ("name", "body", "expected"),
    [
        ("a.txt", b"The two ministers met.", Format.TEXT),
        ("a.txt", b"---\ntitle: A meeting\n---\nThey met.", Format.MARKDOWN),
        ("a.txt", b"Title\n---\nThey met.", Format.TEXT),
        ("a.txt", b"<!DOCTYPE html><html><body>", Format.HTML),
        ("a.txt", b"\n\t<title>T</title>\n<pubDate>Fri, 18 Mar 2022</pubDate>", Format.FEED),
        ("a.xml", b'<?xml version="1.0"?><rss><channel>', Format.FEED),
        ("a.md", b"# A meeting", Format.MARKDOWN),
        ("a.jsonl", b'{"text": "They met."}', Format.JSON_LINES),
        ("noname", b"They met.", Format.TEXT),
        ("a.txt", b"%PDF-1.7", Format.PDF),
        ("a.docx", b"PK\x03\x04", Format.ZIP),
        ("a.csv.gz", b"\x1f\x8b\x08", Format.GZIP),
        ("a.warc", b"WARC/1.1\r\n", Format.WARC),
        ("a.eml", b"Subject: On ports\n\nThey met.", Format.MAIL),
        ("a.txt", b"From: a@b.example\nMIME-Version: 1.0\n\nThey met.", Format.MAIL),
        ("a.txt", b"FROM: The office\nSUBJECT: Ports\n\nThey met.", Format.TEXT),
    ],
)
def test_bytes_tell_the_format(name: str, body: bytes, expected: Format) -> None:
    assert find_format(name, body) is expected


@pytest.mark.parametrize(
    ("name", "body", "shown"),
    [
        ("a.png", b"\x89PNG\r\n", "PNG"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "old office file"),
        ("a.csv", b"month,value", "CSV"),
    ],
)
def test_formats_that_are_not_read_have_a_name(name: str, body: bytes, shown: str) -> None:
    assert find_format(name, body) is None
    assert name_format(name, body) == shown
