"""HTML → draft: which blocks of a page are the article, and what the page says of itself.

A library's choice is one witness among others: the place of each block, its shape, its neighbours
and the body that the page's data gives are put before a learned model (`choices.py`). Without a
model the library decides.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.knowledge import Knowledge
from onrecord.model import Dropped
from onrecord.text.controls import strip_unfit
from onrecord.text.dating.days import DayFinder
from onrecord.text.drafts import Draft
from onrecord.text.readers.blocks import Block, Element, cut_blocks, parse_page
from onrecord.text.readers.choices import OUTSIDE, choose_blocks
from onrecord.text.readers.furniture import drop_furniture
from onrecord.text.readers.guards import cut_programs
from onrecord.text.readers.metadata import PageData, read_data
from onrecord.text.readers.page_dates import find_clues, guess_clues
from onrecord.text.readers.page_names import find_authors, find_labels, find_title
from onrecord.text.readers.places import PageView

_LEAST_SHARE = 0.25  # of the page's sentences: with less the library has missed the article
_QUICK_SHARE = 0.2  # with less of them a quick look was not enough; above, a long one finds no more
_SENTENCE_CHARACTERS = 80
_LEAST_STATED = 0.5  # of the words that the data gives: with less the page does not show them
_STUB_WORDS = 250  # a page for subscribers with fewer shows only the beginning
_STUB = (
    "is for subscribers and shows only the beginning of the article; what it says further on is "
    "not in the record"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CutPage:
    """A page in blocks, what it says of itself, and what others say of its blocks."""

    root: Element
    data: PageData
    blocks: list[Block]
    title: str | None
    view: PageView


def cut_page(html: str) -> CutPage | None:
    """Return a page ready for the choice of its blocks, None when there is nothing in it."""
    html = cut_programs(html)
    root = parse_page(html)
    if root is None:
        return None
    data, blocks = read_data(root), cut_blocks(root)
    title = find_title(root, data)
    view = PageView(
        kept=tuple(_extract(html, blocks)),
        title=title or "",
        stated=data.stated,
        described=data.find_meta("og:description", "description") or "",
    )
    return CutPage(root=root, data=data, blocks=blocks, title=title, view=view)


def read_page(html: str, knowledge: Knowledge) -> Draft | None:
    """Return the draft of a page, None when it has no text."""
    html = strip_unfit(html)
    page = cut_page(html)
    if page is None:
        return None
    kept, dropped = _choose(page, knowledge)
    kept = [line for line in (" ".join(line.split()) for line in kept) if line]
    if not kept:
        return None
    above = find_labels(kept, page.title)
    kept, furniture = drop_furniture(kept[len(above) :], knowledge)
    labels = [Dropped(text=line, reason="label") for line in above]
    finder = DayFinder(*knowledge.page_words.values())
    return Draft(
        paragraphs=tuple(kept),
        dropped=(*labels, *furniture, *dropped),
        title=page.title,
        outlet=page.data.find_meta("og:site_name", "application-name") or page.data.publisher,
        url=page.data.url,
        problems=(_STUB,) if _is_stub(page.data, kept) else (),
        clues=tuple(
            find_clues(page.root, page.data, page.blocks, knowledge, finder=finder)
            or guess_clues(html, page.data, finder)
        ),
        authors=find_authors(page.data, page.blocks, finder, knowledge),
    )


def _choose(page: CutPage, knowledge: Knowledge) -> tuple[list[str], list[Dropped]]:
    """Return the lines of the article and what else the page has, with reasons."""
    blocks, found = page.blocks, list(page.view.kept)
    reasons = choose_blocks(blocks, page.view, knowledge)
    if reasons is None or all(reasons):
        kept = found if _covers(found, blocks, _LEAST_SHARE) else [block.text for block in blocks]
        dropped = _drop_others(blocks, kept)
    else:
        pairs = list(zip(blocks, reasons, strict=True))
        kept = [block.text for block, reason in pairs if reason is None]
        dropped = [Dropped(text=b.text, reason=reason) for b, reason in pairs if reason]
    stated = page.view.stated
    if _count_words(stated.split("\n")) * _LEAST_STATED > _count_words(kept):
        kept = stated.split("\n")
        dropped = _drop_others(blocks, kept)
    return kept, dropped


def _count_words(lines: list[str]) -> int:
    return sum(len(line.split()) for line in lines)


def _drop_others(blocks: list[Block], kept: list[str]) -> list[Dropped]:
    lines = {line.removeprefix("- ") for line in kept}
    others = (b.text for b in blocks if b.text.removeprefix("- ") not in lines)
    return [Dropped(text=other, reason=OUTSIDE) for other in others]


def _extract(html: str, blocks: list[Block]) -> list[str]:
    """Return the lines that the library keeps; it looks closely where a quick look finds little."""
    quick = _ask_library(html, fast=True)
    return quick if _covers(quick, blocks, _QUICK_SHARE) else _ask_library(html, fast=False)


def _ask_library(html: str, *, fast: bool) -> list[str]:
    import trafilatura  # takes long to load, and not every document is a page

    text = trafilatura.extract(
        html, output_format="txt", include_comments=False, include_tables=True, fast=fast
    )
    lines = (" ".join(line.split()) for line in (text or "").split("\n"))
    return [line for line in lines if line]


def _covers(lines: list[str], blocks: list[Block], least: float) -> bool:
    """Has the library found a fair share of the page's sentences?"""
    whole = sum(
        len(b.text)
        for b in blocks
        if len(b.text) >= _SENTENCE_CHARACTERS and 2 * b.linked < len(b.text)
    )
    found = sum(len(line) for line in lines)
    return found >= least * whole if whole else bool(lines)


def _is_stub(data: PageData, kept: list[str]) -> bool:
    return data.is_for_subscribers and _count_words(kept) < _STUB_WORDS
