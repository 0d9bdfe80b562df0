"""Which pages a feed names, and what a hostile feed cannot name."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from pathlib import Path

import pytest

from onrecord.model import SourceError
from onrecord.sources.fetching.links import MOST_LINKS, read_links

FEED = "https://site.example/news/feed.xml"
RSS = b"""<?xml version="1.0" encoding="ISO-8859-1"?>
<rss version="2.0"><channel><title>Site \xe9</title><link>https://site.example/</link>
<item><title>One &amp; only</title><link>https://site.example/1?utm_source=rss&amp;id=7#top</link>
<pubDate>Wed, 30 Sep 2026 10:00:00 GMT</pubDate></item>
<item><title>Two</title><link>/2</link></item>
<item><title>Two again</title><link>https://www.site.example/2/</link></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://site.example/a/">
<title>Atom</title><entry><title type="html">Three &lt;b&gt;bold&lt;/b&gt;</title>
<link rel="enclosure" href="https://site.example/3.mp3"/>
<link rel="alternate" href="https://site.example/3"/><updated>2026-09-30T10:00:00Z</updated>
<published>2026-09-29T10:00:00Z</published></entry></feed>"""


def test_rss_names_each_page_once_by_its_address() -> None:
    read = read_links(RSS, FEED)
    assert read.title == "Site é"
    assert [link.url for link in read.links] == [
        "https://site.example/1?utm_source=rss&id=7", "https://site.example/2",
    ]  # fmt: skip
    assert read.links[0].address == "site.example/1?id=7"
    assert (read.links[0].title, read.links[0].stamp[:16]) == ("One & only", "Wed, 30 Sep 2026")


def test_atom_names_the_page_and_its_last_change() -> None:
    (link,) = read_links(ATOM, FEED).links
    assert (link.url, link.stamp) == ("https://site.example/3", "2026-09-30T10:00:00Z")


def test_a_json_feed_names_its_pages() -> None:
    items = [
        {"id": "1", "url": "/4", "title": "Four", "date_modified": "2026-09-30"},
        {"id": "2", "external_url": "https://other.example/5"}, {"id": "3"}, "no item",
        {"id": "4", "url": 17},
    ]  # fmt: skip
    read = read_links(json.dumps({"version": "x", "title": "J", "items": items}).encode(), FEED)
    assert [link.url for link in read.links] == [
        "https://site.example/4", "https://other.example/5",
    ]  # fmt: skip
    assert read.unlinked == 2


@pytest.mark.parametrize(
    "place",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd",
        "https://name:word@site.example/", "https://site.example:0/", "mailto:a@b.example", "",
        "http://0x7f000001/", "https://[::1", "ftp://site.example/a", "https://a.example/ b",
    ],
)  # fmt: skip
def test_an_entry_that_leads_out_of_the_web_is_counted_and_left(place: str) -> None:
    body = f"<rss><channel><item><title>x</title><link>{place}</link></item></channel></rss>"
    read = read_links(body.encode(), FEED)
    assert (read.links, read.unlinked) == ((), 1)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("https://secret.example/", encoding="utf-8")
    body = f"""<!DOCTYPE rss [<!ENTITY file SYSTEM "{secret.as_uri()}"><!ENTITY a "aaaaaaaaaa">
    <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
    <rss version="2.0"><channel><title>&c;</title>
    <item><title>&c;&c;&c;</title><link>&file;</link></item></channel></rss>"""
    read = read_links(body.encode(), FEED)
    assert "secret" not in str(read)
    assert "aaaaaaaaaaaaaaaaaaaaa" not in str(read)


def test_a_body_that_looks_like_a_path_is_not_opened(tmp_path: Path) -> None:
    place = tmp_path / "feed.xml"
    place.write_bytes(RSS)
    for body in (str(place).encode(), b"https://site.example/feed.xml"):
        with pytest.raises(SourceError, match="is no feed"):
            read_links(body, FEED)


@pytest.mark.parametrize("body", [b"", b"<html><body>no</body></html>", b"{", b"{}", b"[" * 9999])
def test_what_is_no_feed_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(SourceError, match="is no"):
        read_links(body, FEED)


def test_deep_json_is_no_feed() -> None:
    with pytest.raises(SourceError):
        read_links(b'{"items":' + b"[" * 200_000, FEED)


def test_titles_cannot_steer_a_terminal_or_turn_words() -> None:
    body = json.dumps({"items": [{"url": "/a", "title": "\x1b[31mred\u202etxt\n\u200b x"}]})
    (link,) = read_links(body.encode(), FEED).links
    assert link.title == "[31mred txt x"


@pytest.mark.parametrize(
    "body",
    [
        b"<rss><channel>" + b"<item>" * 300_000,
        b"<rss><channel>" + b"<item><link>https://a.example/1</link></item>" * 40_000,
        b"<rss><channel><item><title>" + b"<" * 8_000_000,
        b"<rss><channel><item><title>" + b"<![CDATA[" * 800_000,
        b"<rss><channel><item>" + b"<a>" * 2_000_000,
        b"<rss><channel><item a='" + b"&x;" * 2_000_000,
        b"<rss " + b"a='' " * 1_000_000 + b">",
    ],
    ids=["unclosed", "many", "brackets", "cdata", "deep", "entities", "attributes"],
)
def test_a_feed_made_to_be_slow_is_bounded(body: bytes) -> None:
    began = time.process_time()
    with suppress(SourceError):
        assert len(read_links(body, FEED).links) <= MOST_LINKS
    assert time.process_time() - began < 5
