"""The days that a page gives for itself: its data first, then what stands beside the headline.

Where data and headline disagree the page was changed, or one of them means something else: then
the days between them are all that is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.knowledge import Knowledge
from onrecord.model import DateBasis, Period
from onrecord.text.dating.days import DayFinder
from onrecord.text.dating.publishing import read_day
from onrecord.text.drafts import DateClue
from onrecord.text.readers.blocks import Block, Element
from onrecord.text.readers.metadata import PageData

_DATE_METAS = (
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.date", "pubdate", "publishdate", "publish-date", "publication_date",
    "parsely-pub-date", "sailthru.date", "article.published", "cxenseparse:recs:publishtime",
    "published_time", "published_at", "published-date", "citation_publication_date", "citation_date",
)  # fmt: skip
_CHANGE_METAS = (
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod",
    "dcterms.modified", "modified_time",
)  # fmt: skip
_ADDRESS_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?=[/_-])")
_LONG = 40  # words of a paragraph with which the text begins
_ABOVE, _BELOW = 3, 10  # blocks around the headline in which its day stands
_MOST_BESIDE = 16  # words in a line that gives a day
_MOST_ABOVE = 8
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A day beside the headline; `changed` when the words say that it is of the last change."""

    day: date
    text: str
    changed: bool


def find_clues(
    root: Element, data: PageData, blocks: list[Block], knowledge: Knowledge, *, finder: DayFinder
) -> list[DateClue]:
    """Return the dates that the page gives for itself, best first; none is guessed."""
    stated = next(_find_stated(root, data, finder), None)
    shown = list(_find_shown(blocks, finder, knowledge))
    plain = next((some for some in shown if not some.changed), None) or _read_address(data)
    changed = max((some.day for some in shown if some.changed), default=None)
    if stated is not None:
        return [_settle(stated, plain, changed)]
    if plain is not None:
        return [DateClue(text=plain.day.isoformat(), basis=DateBasis.BYLINE)]
    if changed is not None:
        # the text as it stands is of that day, whenever the first version came
        return [DateClue(text=changed.isoformat(), basis=DateBasis.BYLINE)]
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """A day of the data; weak when it may be the day of the last change."""

    day: date
    weak: bool = False


def _settle(stated: _Stated, plain: _Shown | None, changed: date | None) -> DateClue:
    """Return the one day of data and headline, or the days between them."""
    first = last = stated.day
    if plain is not None:
        first, last = min(first, plain.day), max(last, plain.day)
        if last - first <= _ONE_DAY or (stated.weak and plain.day < stated.day):
            first = last = plain.day  # the data's clock may be hours away from the page's
    if changed is not None and changed > last and plain is None:
        last = changed
    until = last.isoformat() if last != first else None
    return DateClue(text=first.isoformat(), until=until, basis=DateBasis.METADATA, sure=True)


def _find_stated(root: Element, data: PageData, finder: DayFinder) -> Iterator[_Stated]:
    """Yield the days of publication that the data gives, best first.

    Where publication and last change are one in JSON-LD, the page's maker may have given the last
    change for the first.
    """
    rows = [r for r in data.articles if isinstance(r.get("datePublished"), str)]
    true = [r["datePublished"] for r in rows if r["datePublished"] != r.get("dateModified")]
    rest = [r["datePublished"] for r in rows if r["datePublished"] == r.get("dateModified")]
    metas = [data.metas[name] for name in _DATE_METAS if data.metas.get(name)]
    for value in (*metas[:1], *true, *metas[1:], *_find_marked(root), *rest):
        period = read_day(value, finder)
        if period is not None and _is_day(period):
            yield _Stated(day=period.first, weak=value in rest)


def _find_marked(root: Element) -> Iterator[str]:
    """Yield the times that are marked as those of publication."""
    for element in root.iter("time", "meta", "span", "abbr"):
        marked = element.get("itemprop") == "datePublished" or element.get("pubdate") is not None
        value = element.get("datetime") or element.get("content") or element.get("title")
        if marked and value:
            yield str(value)


def _read_address(data: PageData) -> _Shown | None:
    """Return the day in the page's own address."""
    found = _ADDRESS_DAY.search(data.url or "")
    if found is None:
        return None
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        return None
    return _Shown(day=day, text=found.group(0), changed=False)


def _find_shown(blocks: list[Block], finder: DayFinder, knowledge: Knowledge) -> Iterator[_Shown]:
    """Yield the days beside the headline: below it as far as the text begins, then just above."""
    at = next((i for i, block in enumerate(blocks) if block.place.tag == "h1"), None)
    if at is None:
        return
    under = blocks[at + 1 : at + 1 + _BELOW]
    long = (i for i, block in enumerate(under) if len(block.text.split()) > _LONG)
    below = [(block, _MOST_BESIDE) for block in under[: next(long, _BELOW)]]
    above = [(block, _MOST_ABOVE) for block in reversed(blocks[max(0, at - _ABOVE) : at])]
    for block, most in (*below, *above):
        yield from _read_shown(block, most, finder, knowledge)


def _read_shown(
    block: Block, most: int, finder: DayFinder, knowledge: Knowledge
) -> Iterator[_Shown]:
    if len(block.text.split()) > most:
        return
    tables = knowledge.page_words.values()
    last = 0
    for mention in finder.find(block.text):
        period = mention.period
        before = block.text[last : mention.start]
        last = mention.end
        if period is not None and _is_day(period):
            changed = any(t.holds("updated", before) for t in tables)
            yield _Shown(day=period.first, text=block.text, changed=changed)


def guess_clues(html: str, data: PageData, finder: DayFinder) -> list[DateClue]:
    """Return what a library finds, unless it is the day of the last change."""
    from htmldate import find_date  # takes long to load, and not every document is a page

    found = find_date(html, extensive_search=False, original_date=True)
    period = read_day(found, finder) if found else None
    changes = (read_day(data.metas[n], finder) for n in _CHANGE_METAS if data.metas.get(n))
    rows = (
        read_day(str(r["dateModified"]), finder) for r in data.articles if r.get("dateModified")
    )
    if period is None or period in [*changes, *rows]:
        return []
    return [DateClue(text=period.first.isoformat(), basis=DateBasis.BYLINE)]


def _is_day(period: Period) -> bool:
    return (period.after - period.first).days == 1
