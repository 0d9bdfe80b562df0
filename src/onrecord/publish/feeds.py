"""What changed in a record, as a feed that others follow: Atom (RFC 4287) and JSON Feed 1.1.

Words of documents are text in both: nothing in them is markup, a link or a script. The JSON Feed
holds under `_onrecord` what each entry is made of, so that the next one is made from it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from html import escape
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

import lxml.etree

from onrecord.model.wording import shorten
from onrecord.publish.dossier_rows import find_page

ATOM_FILE, JSON_FILE = "changes.atom", "changes.json"
MOST_ENTRIES = 200
LONGEST_WORDS = 300
_ATOM = "http://www.w3.org/2005/Atom"
_JSON_FEED = "https://jsonfeed.org/version/1.1"
# What XML 1.0 cannot hold, whatever it is written as.
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsLine:
    """One thing that is new: what it is, in a sentence, its words, and how it was judged."""

    kind: str
    id: str
    head: str
    words: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsEntry:
    """An entry of the feed: a document with what it says, or what changed in what was known."""

    id: str
    kind: str
    title: str
    at: str  # ISO, with its zone
    lines: tuple[NewsLine, ...]
    more: int = 0  # lines that are left out
    row: str = ""  # the id of the row that it is about
    url: str = ""  # the page, if it is about one


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: its id and name, and where the record is served, if it is."""

    id: str
    title: str
    link: str = ""
    at: str = ""


def make_entry_id(feed_id: str, *parts: str) -> str:
    """Return the id of an entry: the same thing told of in the same record has the same one."""
    return uuid5(NAMESPACE_URL, "\0".join(("onrecord", feed_id, *parts))).urn


def join_entries(new: Iterable[NewsEntry], old: Iterable[NewsEntry]) -> list[NewsEntry]:
    """Return new entries before old ones, each once, as many as a feed holds."""
    return list({entry.id: entry for entry in (*new, *old)}.values())[:MOST_ENTRIES]


def write_atom(feed: Feed, entries: Iterable[NewsEntry]) -> bytes:
    """Return the feed as Atom."""
    root = lxml.etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item]
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(feed.at))
    _add(_add(root, "author"), "name", "Onrecord")
    if page := find_page(feed.link):
        _add(root, "link", rel="alternate", href=_address(page))
    for entry in entries:
        element = _add(root, "entry")
        _add(element, "id", entry.id)
        _add(element, "title", entry.title)
        _add(element, "updated", _moment(entry.at))
        for rel, place in (("alternate", entry.url), ("related", _row_page(feed, entry.row))):
            if page := find_page(place):
                _add(element, "link", rel=rel, href=_address(page))
        _add(element, "category", term=entry.kind)
        _add(element, "content", write_html(feed, entry), type="html")
    body: bytes = lxml.etree.tostring(
        root, xml_declaration=True, encoding="utf-8", pretty_print=True
    )
    return body


def write_json_feed(feed: Feed, entries: Iterable[NewsEntry]) -> bytes:
    """Return the feed as JSON Feed."""
    body: dict[str, Any] = {
        "version": _JSON_FEED,
        "title": feed.title,
        "authors": [{"name": "Onrecord"}],
        "_onrecord": {"id": feed.id, "updated": _moment(feed.at)},
    }
    if page := find_page(feed.link):
        body["home_page_url"] = _address(page)
    body["items"] = [_make_item(feed, entry) for entry in entries]
    text = json.dumps(body, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "replace") + b"\n"


def read_entries(body: bytes) -> list[NewsEntry]:
    """Return the entries of a JSON Feed that was written here; none when it is another or damaged."""
    try:
        held = [item["_onrecord"]["entry"] for item in json.loads(body)["items"]]
        return [
            NewsEntry(**{**row, "lines": tuple(NewsLine(**line) for line in row["lines"])})
            for row in held
        ]
    except (ValueError, KeyError, TypeError, RecursionError):
        return []


def write_html(feed: Feed, entry: NewsEntry) -> str:
    """Return what an entry says as HTML: words escaped, links only to the served record."""
    items = "".join(f"<li>{_write_line(feed, line)}</li>" for line in entry.lines)
    more = f"<p>and {entry.more} more</p>" if entry.more else ""
    return f"<ul>{items}</ul>{more}" if items else f"<p>Nothing was read from it.</p>{more}"


def _write_line(feed: Feed, line: NewsLine) -> str:
    words = f": “{escape(shorten(line.words, LONGEST_WORDS))}”" if line.words else ""
    shown = f"<code>{escape(line.id)}</code>"
    if place := _row_page(feed, line.id):
        shown = f'<a href="{escape(_address(place))}">{shown}</a>'
    return f"{escape(line.head)}{words} {shown}"


def _make_item(feed: Feed, entry: NewsEntry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "title": entry.title,
        "content_html": write_html(feed, entry),
        "date_published": _moment(entry.at),
        "tags": [entry.kind],
        "_onrecord": {"entry": asdict(entry)},
    }
    if page := find_page(entry.url):
        item["url"] = item["external_url"] = _address(page)
    if place := _row_page(feed, entry.row):
        item["url"] = _address(place)
    return item


def _row_page(feed: Feed, row: str) -> str:
    """Return where a row is shown, "" where the record is not served."""
    if not row or not find_page(feed.link):
        return ""
    return f"{feed.link.rstrip('/')}/show/{quote(row)}"


def _add(
    parent: lxml.etree._Element, name: str, text: str = "", **attributes: str
) -> lxml.etree._Element:
    said: Mapping[str, str] = {key: _clean(value) for key, value in attributes.items()}
    element = lxml.etree.SubElement(parent, f"{{{_ATOM}}}{name}", dict(said))
    element.text = _clean(text) or None
    return element


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


def _address(url: str) -> str:
    """Return an address in which nothing ends a quotation or is no letter of an address."""
    return quote(url, safe=":/?#[]@!$&'()*+,;=%-._~")


def _moment(text: str) -> str:
    """Return a moment as RFC 3339 has it, in universal time."""
    moment = datetime.fromisoformat(text) if text else datetime.fromtimestamp(0, UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
