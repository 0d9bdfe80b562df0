"""A feed (RSS, Atom, JSON Feed) → the pages that it names; nothing in it is ever fetched or run.

>>> body = b'<rss><channel><item><link>/a</link></item></channel></rss>'
>>> read_links(body, "https://site.example/feed.xml").links[0].url
'https://site.example/a'
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

import lxml.etree

from onrecord.model import SourceError, make_address
from onrecord.sources.fetching.addresses import split_url

MOST_BYTES = 8 * 1024**2  # of a feed
MOST_LINKS = 2_000  # of one feed; those beyond are older ones
MOST_TITLE = 300
_ROOTS = frozenset({"rss", "feed", "RDF"})
# What names the page, and what says when it changed: the first that is there counts.
_PLACES = ("link", "origLink", "guid", "id")
_STAMPS = ("updated", "modified", "pubDate", "published", "issued", "date")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A page that a feed names. `stamp` is what the feed says of its last change, "" for nothing."""

    url: str
    title: str = ""
    stamp: str = ""

    @property
    def address(self) -> str:
        """Return what the page is known by, however it was linked."""
        return make_address(self.url) or self.url


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLinks:
    """What a feed names. `unlinked` counts entries without the address of a page that may be asked."""

    title: str
    links: tuple[Link, ...]
    unlinked: int


def read_links(body: bytes, url: str) -> FeedLinks:
    """Return the pages that a feed names, each once, in its order. Raises SourceError for no feed."""
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    title, entries = _read_json(body, url) if start == b"{" else _read_xml(body, url)
    links: dict[str, Link] = {}
    unlinked = 0
    for place, name, stamp in entries[:MOST_LINKS]:
        link = _make_link(url, place, name, stamp)
        if link is None:
            unlinked += 1
        else:
            links.setdefault(link.address, link)
    return FeedLinks(title=_tidy(title), links=tuple(links.values()), unlinked=unlinked)


def _make_link(feed: str, place: str, title: str, stamp: str) -> Link | None:
    """Return the link of an entry, None when it leads to no page that is asked for."""
    try:
        whole = urljoin(feed, place.strip())
        split_url(whole)
        parts = urlsplit(whole)
    except (ValueError, SourceError):
        return None
    if not place.strip():
        return None
    return Link(
        url=urlunsplit(parts._replace(fragment="")), title=_tidy(title), stamp=_tidy(stamp)[:80]
    )  # fmt: skip


def _read_xml(body: bytes, url: str) -> tuple[str, list[tuple[str, str, str]]]:
    """Return the title, and of each entry link, title and stamp."""
    parser = lxml.etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=False, strip_cdata=True
    )
    try:
        root = lxml.etree.fromstring(body, parser)
    except (lxml.etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or _name(root) not in _ROOTS:
        raise SourceError(f"{url}: is no feed; name the address of an RSS, Atom or JSON feed")
    items = list(root.iter("{*}item", "{*}entry"))[:MOST_LINKS]
    titles = (_read_words(e) for top in (root, *root) for e in top if _name(e) == "title")
    return next(titles, ""), [_read_item(item) for item in items]


def _read_item(item: lxml.etree._Element) -> tuple[str, str, str]:
    """Return link, title and stamp of an RSS item or Atom entry."""
    title, places, stamps = "", dict[int, str](), dict[int, str]()
    for element in item:
        name = _name(element)
        if name == "title":
            title = title or _read_words(element)
        elif name in _PLACES:
            if place := _read_place(element):
                places.setdefault(_PLACES.index(name), _base(element, place))
        elif name in _STAMPS:
            stamps.setdefault(_STAMPS.index(name), _read_words(element))
    place = places[min(places)] if places else ""
    return place, title, stamps[min(stamps)] if stamps else ""


def _read_place(element: lxml.etree._Element) -> str:
    """Return where a link or a guid leads, "" when it is none to the page."""
    if element.get("isPermaLink", "true").lower() == "false":
        return ""
    if element.get("rel", "alternate") != "alternate":
        return ""
    place = element.get("href") or _read_words(element)
    is_web = _name(element) == "link" or place.startswith(("http://", "https://"))
    return place.strip() if is_web else ""


def _base(element: lxml.etree._Element, place: str) -> str:
    """Return a link as its xml:base means it."""
    try:
        return urljoin(element.base or "", place)
    except ValueError:
        return place


def _read_words(element: lxml.etree._Element) -> str:
    return "".join(str(text) for text in element.itertext(with_tail=False))[: MOST_TITLE * 4]


def _name(element: lxml.etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _read_json(body: bytes, url: str) -> tuple[str, list[tuple[str, str, str]]]:
    try:
        read = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{url}: is no JSON Feed ({str(error)[:80]}); look at it") from error
    if not isinstance(read, dict) or not isinstance(read.get("items"), list):
        raise SourceError(f"{url}: is no JSON Feed: it has no items; look at it")
    return _say(read, "title"), list(_read_items(read["items"]))


def _read_items(items: list[Any]) -> Iterator[tuple[str, str, str]]:
    for item in items[:MOST_LINKS]:
        if isinstance(item, dict):
            place = _say(item, "url") or _say(item, "external_url")
            stamp = _say(item, "date_modified") or _say(item, "date_published")
            yield place, _say(item, "title"), stamp


def _say(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _tidy(text: str) -> str:
    """Return text on one line, without signs that steer a terminal or turn words round."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text[: MOST_TITLE * 4])
    return _SPACE.sub(" ", plain).strip()[:MOST_TITLE]
