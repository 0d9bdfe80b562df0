"""What a page and its article are called, and who wrote it: by data, headline and byline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.knowledge import Knowledge
from onrecord.text.dating.days import DayFinder
from onrecord.text.readers.blocks import CALLED, Block, Element, read_text
from onrecord.text.readers.bylines import BylineReader
from onrecord.text.readers.metadata import PageData

_SUFFIX = re.compile(r"\s+[|–—·•«»:-]{1,2}\s+(?P<site>[^|–—·•]{2,50})$")
_TITLE_METAS = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title")
_AUTHOR_METAS = ("author", "parsely-author", "sailthru.author", "dc.creator", "article:author",
                 "citation_author", "byl", "author_name")  # fmt: skip
_SITE_METAS = ("og:site_name", "application-name")
_TITLE_WORDS = 3
_LABELS = 4
_BYLINE_REACH = 8  # blocks around the headline in which a byline stands
_NAME_WORDS = (2, 4)
_AUTHOR = 1 << CALLED.index("author")


def find_title(root: Element, data: PageData) -> str | None:
    """Return the headline on the page that the data agrees with, else the data's without the site."""
    shared = data.find_meta(*_TITLE_METAS) or _find_head_title(root)
    heads = [read_text(h) for h in root.iter("h1")]
    heads = [h for h in heads if h]
    agreed = [h for h in heads if shared and share_words(h, shared)]
    long = [h for h in heads if len(h.split()) >= _TITLE_WORDS]
    if agreed:
        return max(agreed, key=len)
    if shared is None:
        return long[0] if long else None
    return _strip_site(shared, data.find_meta(*_SITE_METAS))


def _find_head_title(root: Element) -> str | None:
    found = (read_text(title) for title in root.iter("title"))
    return next(filter(None, found), None)


def _strip_site(title: str, site: str | None) -> str:
    """Return the title without the site's name behind it."""
    found = _SUFFIX.search(title)
    if found is None:
        return title
    named = site is not None and share_words(found["site"], site)
    return title[: found.start()] if named else title


def share_words(one: str, other: str) -> bool:
    """Have two names or titles at least half of the shorter one's words in common?"""
    a, b = ({w.casefold() for w in re.findall(r"\w+", text)} for text in (one, other))
    return bool(a and b) and len(a & b) * 2 >= min(len(a), len(b))


def find_labels(lines: list[str], title: str | None) -> list[str]:
    """Return the short lines above the title, such as the section's name."""
    at = next((i for i, line in enumerate(lines[:_LABELS]) if line == title), 0)
    short = all(len(line.split()) < _TITLE_WORDS for line in lines[:at])
    return lines[:at] if short else []


def find_authors(
    data: PageData, blocks: list[Block], finder: DayFinder, knowledge: Knowledge
) -> tuple[str, ...]:
    """Return who the page says wrote it: by data, by the byline, by what the page's parts are called."""
    site = data.find_meta(*_SITE_METAS) or data.publisher or ""
    stated = [name for name in data.authors if not _is_same(name, site)]
    if stated:
        return tuple(stated)
    shown = list(_find_bylines(blocks, BylineReader(knowledge, finder))) or _find_marked(blocks)
    metas = (data.metas.get(name) for name in _AUTHOR_METAS)
    return tuple(shown) or tuple(m for m in metas if m and _is_name(m, site))[:1]


def _find_bylines(blocks: list[Block], reader: BylineReader) -> Iterator[str]:
    at = next((i for i, block in enumerate(blocks) if block.place.tag == "h1"), None)
    if at is None:
        return
    for block in blocks[at + 1 : at + 1 + _BYLINE_REACH]:
        names = reader.read(block.text.removeprefix("- "))
        if names:
            yield from names
            return


def _is_name(text: str, site: str) -> bool:
    return "://" not in text and not _is_same(text, site)


def _is_same(name: str, site: str) -> bool:
    return bool(site) and name.casefold().strip() == site.casefold().strip()


def _find_marked(blocks: list[Block]) -> list[str]:
    """Return the name beside the headline in an element that is called after authors."""
    at = next((i for i, block in enumerate(blocks) if block.place.tag == "h1"), None)
    if at is None:
        return []
    for block in blocks[max(0, at - 2) : at + 1 + _BYLINE_REACH]:
        text = block.text.removeprefix("- ").strip(" ,|·•")
        if block.place.called & _AUTHOR and _looks_like_name(text):
            return [text]
    return []


def _looks_like_name(text: str) -> bool:
    words = text.split()
    capitals = sum(word[0].isupper() for word in words)
    return (
        _NAME_WORDS[0] <= len(words) <= _NAME_WORDS[1]
        and capitals >= len(words) - 1
        and (not any(c.isdigit() or c in ":!?" for c in text))
    )
