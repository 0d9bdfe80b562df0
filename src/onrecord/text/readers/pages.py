"""HTML → draft: the main text by a library, dates and names by the page's own data first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import lxml.html
import trafilatura
from htmldate import find_date
from trafilatura.metadata import extract_metadata

from onrecord.knowledge import Knowledge
from onrecord.model import DateBasis, Dropped
from onrecord.text.drafts import DateClue, Draft
from onrecord.text.readers.blocks import parse_html, read_blocks
from onrecord.text.readers.furniture import drop_furniture

_LEAST_SHARE = 0.25  # of the page's sentences: with less the library has missed the article
_SENTENCE_CHARACTERS = 80
_DATE_METAS = (
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "pubdate", "publishdate", "publish-date", "publication_date", "parsely-pub-date",
    "sailthru.date", "article.published", "cxenseparse:recs:publishtime", "published_time",
)  # fmt: skip
_ARTICLE_TYPES = ("article", "report", "posting", "webpage")
_SUFFIX = re.compile(r"\s+[|–—·-]\s+[^|–—·]{2,40}$")
_TITLE_WORDS = 3
_LABELS = 4


def read_page(html: str, knowledge: Knowledge) -> Draft | None:
    """Return the draft of a page, None when it has no text."""
    root = parse_html(html)
    if root is None:
        return None
    blocks = read_blocks(html)
    lines = _extract(html)
    if not _covers(lines, blocks):
        lines = blocks
    if not lines:
        return None
    title = _find_title(root)
    above = _find_labels(lines, title)
    kept, dropped = drop_furniture(lines[len(above) :], knowledge)
    dropped = [*(Dropped(text=line, reason="label") for line in above), *dropped]
    inside = {line.removeprefix("- ") for line in lines}
    outside = [
        Dropped(text=b, reason="outside the main text")
        for b in blocks
        if b.removeprefix("- ") not in inside
    ]
    found = extract_metadata(html, extensive=False)
    return Draft(
        paragraphs=tuple(kept),
        dropped=(*dropped, *outside),
        title=title or found.title,
        authors=_split_authors(found.author),
        outlet=_find_meta(root, ("og:site_name", "application-name")) or found.sitename,
        url=_find_url(root) or found.url,
        clues=tuple(_find_clues(root, html)),
    )


def _extract(html: str) -> list[str]:
    text = trafilatura.extract(
        html, output_format="txt", include_comments=False, include_tables=True, include_links=False,
        include_images=False, favor_precision=False,
    )  # fmt: skip
    lines = (" ".join(line.split()) for line in (text or "").split("\n"))
    return [line for line in lines if line]


def _covers(lines: list[str], blocks: list[str]) -> bool:
    """Has the library found a fair share of the page's sentences?"""
    whole = sum(len(b) for b in blocks if len(b) >= _SENTENCE_CHARACTERS)
    found = sum(len(line) for line in lines)
    return found >= _LEAST_SHARE * whole if whole else bool(lines)


def _find_title(root: lxml.html.HtmlElement) -> str | None:
    """Return the page's one headline, else the title for sharing without the site's name."""
    shared = _find_meta(root, ("og:title", "twitter:title"))
    heads = [" ".join(h.text_content().split()) for h in root.iter("h1")]
    heads = [h for h in heads if len(h.split()) >= _TITLE_WORDS]
    if len(heads) == 1 and (shared is None or _share_words(heads[0], shared)):
        return heads[0]
    site = _find_meta(root, ("og:site_name", "application-name"))
    found = _SUFFIX.search(shared) if shared else None
    if shared and found and site and _share_words(found.group(0), site):
        return shared[: found.start()]
    return shared


def _find_labels(lines: list[str], title: str | None) -> list[str]:
    """Return the short lines above the title, such as the section's name."""
    at = next((i for i, line in enumerate(lines[:_LABELS]) if line == title), 0)
    short = all(len(line.split()) < _TITLE_WORDS for line in lines[:at])
    return lines[:at] if short else []


def _share_words(one: str, other: str) -> bool:
    """Have two names or titles at least a third of the shorter one's words in common?"""
    a, b = ({w.casefold() for w in re.findall(r"\w+", text)} for text in (one, other))
    return bool(a and b) and len(a & b) * 3 >= min(len(a), len(b))


def _find_meta(root: lxml.html.HtmlElement, names: tuple[str, ...]) -> str | None:
    metas = {
        (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower(): meta.get(
            "content"
        )
        for meta in reversed(list(root.iter("meta")))
    }
    return next((" ".join(str(metas[n]).split()) for n in names if metas.get(n)), None)


def _find_url(root: lxml.html.HtmlElement) -> str | None:
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            return str(link.get("href"))
    return _find_meta(root, ("og:url",))


def _split_authors(author: str | None) -> tuple[str, ...]:
    return tuple(a.strip() for a in author.split(";") if a.strip()) if author else ()


def _find_clues(root: lxml.html.HtmlElement, html: str) -> Iterator[DateClue]:
    """Yield the dates that the page gives for itself, best first."""
    rows = [r for r in _read_linked_data(root) if isinstance(r.get("datePublished"), str)]
    # where both are one, the page's maker may have given the last change for the first
    metas = [v for name in _DATE_METAS if (v := _find_meta(root, (name,)))]
    true = [r["datePublished"] for r in rows if r["datePublished"] != r.get("dateModified")]
    rest = [r["datePublished"] for r in rows if r["datePublished"] == r.get("dateModified")]
    for value in (*true, *metas, *rest):
        yield DateClue(text=value, basis=DateBasis.METADATA, sure=True)
    for element in root.iter("time"):
        if element.get("datetime") and (
            element.get("itemprop") == "datePublished" or element.get("pubdate") is not None
        ):
            yield DateClue(text=str(element.get("datetime")), basis=DateBasis.METADATA, sure=True)
    guess = find_date(html, extensive_search=False, original_date=True)
    if guess:
        yield DateClue(text=guess, basis=DateBasis.BYLINE)


def _read_linked_data(root: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page's JSON-LD that describe an article."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(script.text_content())
        except (json.JSONDecodeError, RecursionError):
            continue
        stack = [data]
        while stack:
            row = stack.pop()
            if isinstance(row, list):
                stack.extend(row)
            elif isinstance(row, dict):
                kind = str(row.get("@type", "")).lower()
                if any(t in kind for t in _ARTICLE_TYPES):
                    yield row
                stack.extend(v for k, v in row.items() if k == "@graph" and isinstance(v, list))
