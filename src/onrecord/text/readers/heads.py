"""The head of a page in plain text: title, byline, dated lines, masthead, and where the body begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.knowledge import Knowledge
from onrecord.text.dating.days import DayFinder
from onrecord.text.readers.bylines import BylineReader
from onrecord.text.readers.lines import Line

_BODY_WORDS = 12
_HEADLINE_WORDS = (3, 32)
_TITLED = 0.7
_TITLE_WORDS = 5
_PICTURE_LABEL = re.compile(r"^[A-Z]\w*[a-z]\w*:(?=\S)(?P<title>.+?)(?:\s[-–|]\s[^-–|]{2,40})?$")
_SHOUTED = 0.9
_RUN_OF_LINKS = 5
# What may stand beside a date in a line that gives nothing else.
_BESIDE_DATES = re.compile(
    r"[\W\d_]+|\b(?:am|pm|a\.m|p\.m|[ECMP][SD]?T|UTC|GMT|at|on)\b", re.IGNORECASE
)
_MOST_WORDS_BESIDE = 7
_MOST_DATED_WORDS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the lines above the body are; numbers are positions in the list of lines."""

    body: int  # the first line of the body
    title_at: int | None
    title: str | None
    authors: tuple[str, ...]
    masthead: str | None
    bylines: frozenset[int]
    dated: tuple[int, ...]
    banners: frozenset[int]  # dated lines that give the page's day, not the article's
    links: frozenset[int]  # runs of headlines of other stories


def is_headline(line: Line) -> bool:
    """Has it the shape of a headline?"""
    low, high = _HEADLINE_WORDS
    if not low <= line.words <= high or line.is_bullet:
        return False
    return not line.ends_sentence or line.titled >= _TITLED


def is_body(line: Line) -> bool:
    """Has it the shape of a paragraph of the article?"""
    if line.is_code:
        return False
    return line.is_sentence and (
        line.is_quoted or (line.words >= _BODY_WORDS and line.titled < _TITLED) or line.words > 32
    )


def read_head(lines: list[Line], finder: DayFinder, knowledge: Knowledge) -> Head:
    """Return what the lines above the body are; `finder` knows the dates of the page's language."""
    find = knowledge.furniture.find
    body = next(
        (at for at, line in enumerate(lines) if is_body(line) and find(line.text) is None),
        len(lines),
    )
    reader = BylineReader(knowledge, finder)
    bylines = {at: found for at in range(body) if (found := reader.read(lines[at].text))}
    dated = tuple(at for at in range(min(body + 1, len(lines))) if _is_dated(lines[at], finder))
    links = _find_links(lines[:body], set(bylines) | set(dated))
    masthead = _find_masthead(lines[:body], knowledge)
    free = [
        at for at in range(body)
        if at not in links and at not in bylines and at not in dated and is_headline(lines[at])
        and not lines[at].text.endswith(".")
        and find(lines[at].text) is None and not _is_same(lines[at].text, masthead)
    ]  # fmt: skip
    title_at = _choose_title(lines, free)
    return Head(
        body=body,
        title_at=title_at,
        title=lines[title_at].text if title_at is not None else _find_label(lines[:body]),
        authors=tuple(dict.fromkeys(name for names in bylines.values() for name in names)),
        masthead=masthead,
        bylines=frozenset(bylines),
        dated=dated,
        banners=frozenset(at for at in dated if _is_banner(lines[at], at, title_at, finder)),
        links=links,
    )


def _choose_title(lines: list[Line], free: list[int]) -> int | None:
    """Return the headline that is said twice, else the first long one, else the first."""
    for at in free:
        same = [other for other in free if lines[other].text == lines[at].text]
        if len(same) > 1:
            return max(same)
        if any(lines[before].text.endswith(lines[at].text) for before in range(at)):
            return at
    long = [at for at in free if lines[at].words >= _TITLE_WORDS]
    return next(iter(long or free), None)


def _find_label(head: list[Line]) -> str | None:
    """Return the title that a picture's label repeats: "NextImg:A title of five words - Outlet"."""
    found = (_PICTURE_LABEL.match(line.text) for line in head)
    titles = (match["title"] for match in found if match is not None)
    return next((title for title in titles if len(title.split()) >= _TITLE_WORDS), None)


def _find_links(head: list[Line], other: set[int]) -> frozenset[int]:
    """Return the positions of headlines that stand in one block, too many to be a title."""
    links: set[int] = set()
    run: list[int] = []
    for at, line in enumerate([*head, None]):
        if line is None or line.gap:
            if sum(is_headline(head[i]) and i not in other for i in run) >= _RUN_OF_LINKS:
                links.update(i for i in run if i not in other)
            run = []
        run.append(at)
    return frozenset(links)


def _find_masthead(lines: list[Line], knowledge: Knowledge) -> str | None:
    """Return the outlet's name where the page begins with it."""
    names = {
        name.casefold(): outlet.name
        for outlet in knowledge.outlets.values()
        for name in (outlet.name, *outlet.aliases)
    }
    for line in lines[:3]:
        known = names.get(line.text.casefold())
        if known is not None:
            return known
    if len(lines) > 1 and lines[0].capitals > _SHOUTED and 2 <= lines[0].words <= 6:
        return lines[0].text.title()
    return None


def _is_dated(line: Line, finder: DayFinder) -> bool:
    """Does it give a day in full and little else?"""
    if line.words > _MOST_DATED_WORDS:
        return False
    for mention in finder.find(line.text):
        if mention.day is not None:
            rest = line.text[: mention.start] + " " + line.text[mention.end :]
            return len(_BESIDE_DATES.sub(" ", rest).split()) <= _MOST_WORDS_BESIDE
    return False


def _is_banner(line: Line, at: int, title_at: int | None, finder: DayFinder) -> bool:
    """Is it the day on which the page was made, as mastheads give it?

    "Wednesday, November 29, 2023" above the title or "Jun 23, 2025 | …"; a time of day beside it
    speaks for the article.
    """
    if re.search(r"\d{1,2}:\d\d", line.text):
        return False
    if "|" in line.text:
        return True
    mention = next(finder.find(line.text))
    before = line.text[: mention.start].strip(" ,")
    above = title_at is not None and at < title_at
    return above and before.isalpha() and not line.text[mention.end :].strip()


def _is_same(text: str, name: str | None) -> bool:
    return name is not None and text.casefold().strip(" .|") == name.casefold()
