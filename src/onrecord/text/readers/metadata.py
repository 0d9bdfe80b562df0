"""What a page says of itself in data: JSON-LD, meta elements and links, read once."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from onrecord.text.readers.blocks import Element, read_blocks, read_text

Row = dict[str, Any]
_ARTICLES = ("article", "report", "posting", "review", "recipe", "howto", "blog")
_PAGES = ("webpage",)
_MOST_ROWS = 2_000
_LEAST_STATED = 100  # words: shorter bodies in the data are summaries
_CONTROLS = re.compile(r"[\x00-\x1f]+")
_TAG = re.compile(r"<[a-zA-Z/][^<>]*>")
_FALSE = ("false", "no", "0")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageData:
    """The rows of JSON-LD that describe the page, its meta elements by name, its own address."""

    articles: tuple[Row, ...] = ()  # those of one article before those of the page
    others: tuple[Row, ...] = ()
    metas: dict[str, str] = field(default_factory=dict)
    url: str | None = None

    def find_meta(self, *names: str) -> str | None:
        """Return the first of the meta elements that says something."""
        return next((self.metas[name] for name in names if self.metas.get(name)), None)

    @property
    def stated(self) -> str:
        """Return the body of the article that the data gives, "" when it gives none."""
        for row in self.articles:
            body = row.get("articleBody")
            if isinstance(body, str) and len(body.split()) >= _LEAST_STATED:
                return _make_plain(body)
        return ""

    @property
    def is_for_subscribers(self) -> bool:
        """Does the data say that the article is not free to read?"""
        said = (str(row.get("isAccessibleForFree", "")).lower() for row in self.articles)
        return any(value in _FALSE for value in said)

    @property
    def authors(self) -> tuple[str, ...]:
        """Return the authors' names as the data gives them."""
        people = {str(r.get("@id")): r for r in self.others if r.get("@id")}
        for row in self.articles:
            names = [n for n in _read_names(row.get("author"), people) if n and "://" not in n]
            if names:
                return tuple(dict.fromkeys(names))
        return ()

    @property
    def publisher(self) -> str | None:
        """Return the name of who published the page."""
        people = {str(r.get("@id")): r for r in self.others if r.get("@id")}
        for row in self.articles:
            names = list(_read_names(row.get("publisher"), people))
            if names:
                return names[0]
        return None


def read_data(root: Element) -> PageData:
    """Return what the page says of itself."""
    metas = {
        (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower(): (
            " ".join((meta.get("content") or "").split())
        )
        for meta in reversed(list(root.iter("meta")))
    }
    rows = list(_read_rows(root))
    single = [row for row in rows if _is_kind(row, _ARTICLES)]
    pages = [row for row in rows if _is_kind(row, _PAGES) and row not in single]
    return PageData(
        articles=(*_sort_rows(single, metas.get("og:title", "")), *pages),
        others=tuple(rows),
        metas=metas,
        url=_find_url(root) or metas.get("og:url"),
    )


def _find_url(root: Element) -> str | None:
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            return str(link.get("href"))
    return None


def _sort_rows(rows: list[Row], title: str) -> list[Row]:
    """Return the rows with those first that have the page's own title: others are teasers."""
    wanted = _fold(title)
    same = [row for row in rows if wanted and _fold(_read_text(row.get("headline"))) in wanted]
    named = [row for row in same if _fold(_read_text(row.get("headline")))]
    return [*named, *(row for row in rows if row not in named)]


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", html.unescape(text).casefold()))


def _read_text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _is_kind(row: Row, kinds: tuple[str, ...]) -> bool:
    kind = str(row.get("@type", "")).lower()
    return any(some in kind for some in kinds)


def _read_names(value: object, people: dict[str, Row]) -> Iterator[str]:
    """Yield the names in a value: text, an object with a name, a reference, or a list of them."""
    if isinstance(value, str):
        yield " ".join(html.unescape(value).split())
    elif isinstance(value, list):
        for some in value:
            yield from _read_names(some, people)
    elif isinstance(value, dict):
        name = value.get("name") or people.get(str(value.get("@id")), {}).get("name")
        if isinstance(name, (str, list)):
            yield from _read_names(name, people)


def _read_rows(root: Element) -> Iterator[Row]:
    """Yield the objects of the page's JSON-LD, outer ones first."""
    count = 0
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        stack: list[object] = [_load(read_text(script))]
        while stack and count < _MOST_ROWS:
            row = stack.pop()
            if isinstance(row, list):
                stack.extend(reversed(row))
            elif isinstance(row, dict):
                count += 1
                yield row
                stack.extend(row[key] for key in ("mainEntity", "@graph") if key in row)


def _load(text: str) -> object:
    """Return the data in a script, None when it is broken beyond line breaks inside words."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        return json.loads(_CONTROLS.sub(" ", text))
    except (ValueError, RecursionError):  # also a number of thousands of digits
        return None


def _make_plain(body: str) -> str:
    body = html.unescape(body)
    return "\n".join(read_blocks(body)) if _TAG.search(body) else body.strip()
