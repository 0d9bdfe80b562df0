"""Which lines of a plain page are not the article, and why."""

from __future__ import annotations

import re

from onrecord.knowledge import Knowledge
from onrecord.model import Dropped
from onrecord.text.readers.heads import Head, is_body, is_headline
from onrecord.text.readers.lines import Line

Reasons = list[str | None]
# Most words of a line that is furniture by how it begins, ends, or what it holds.
_MOST_WORDS = {
    "advert": 60, "related": 8, "navigation": 35, "sharing": 25, "prompt": 45, "label": 8,
    "credit": 90, "biography": 90, "note": 130, "end": 30, "embed": 60,
}  # fmt: skip
_MOST_CHARACTERS = 1200
_LONG = 50  # captions that end in a credit may tell a whole story
_BREADCRUMB = re.compile(r"^\w+\s*[>/»›|]|^[A-Z][a-z]+(?=[A-Z])")
# "… on Tuesday. (A. Person/Agency)", "… on Tuesday. A. Person/Agency", "[Person / Agency]"
_CREDIT = re.compile(
    r"[(\[][^()\[\]]{2,50}[^\d\s]\s?/\s?[A-Z][^()\[\]]{1,60}[)\]]\W*$"
    r"|[.!?”\"]\s+[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,3}\s?/\s?[A-Z][\w. -]{1,40}$"
)
SAID_BEFORE = "said before"
_TEASER_WORDS = 5
_TEASER_CAPITALS = 0.85
_MOST_TEASERS = 4
_LABEL_WORDS = 3
_MASTHEAD_WORDS = 4
_SOURCE_AND_DAY = re.compile(
    r"^[^\W\d_][^\d|]{1,40}\s(?:--|[—–|-])\s+\D{3,10}\s\d{1,2}(?:,? \d{4})?$"
)
_SOURCE_WORDS = 8
_COUNT = re.compile(r"\d[\d,.]{2,}")  # what counts something is no label
_OPEN_TITLED = 0.6
_NEAR_BODY = 2
_CAPTION_WORDS = (7, 40)
_CREDIT_WORDS = 8


def mark_furniture(lines: list[Line], head: Head, knowledge: Knowledge, *, gently: bool) -> Reasons:
    """Return for each line the reason it is not the article, None where it is.

    Gently means only by the tables' words for whole lines and by signs without words: in a
    transcript short lines and lines in capitals are the text.
    """
    reasons: Reasons = [None] * len(lines)
    _mark_signs(lines, reasons)
    _mark_words(lines, reasons, head, knowledge, gently=gently)
    if gently:
        return reasons
    _mark_code(lines, reasons)
    _mark_credits(lines, reasons, knowledge)
    _mark_head(lines, reasons, head)
    _mark_lists(lines, reasons)
    _mark_repeats(lines, reasons)
    _mark_teasers(lines, reasons, head)
    _mark_captions(lines, reasons, head, knowledge)
    _mark_tail(lines, reasons, head)
    return reasons


def _mark_signs(lines: list[Line], reasons: Reasons) -> None:
    for at, line in enumerate(lines):
        letters = any(c.isalnum() for c in line.text)
        if not letters or re.fullmatch(r"\W*0*\W*", line.text):
            reasons[at] = "signs without words"


def _mark_words(
    lines: list[Line], reasons: Reasons, head: Head, knowledge: Knowledge, *, gently: bool
) -> None:
    """Mark what the tables know; after an `end` line nothing is the article."""
    last = max((at for at, line in enumerate(lines) if is_body(line)), default=-1)
    for at, line in enumerate(lines):
        found = _look_up(line, knowledge, gently=gently)
        if found is None or at == head.title_at:
            continue
        kind, match = found
        inside = head.body < at <= last
        if match == "whole":
            fits = not (kind == "label" and inside) and not (
                gently and kind in {"label", "navigation"}
            )
        else:
            fits = not gently and line.words <= _MOST_WORDS[kind] + (
                _LONG if match == "ends" else 0
            )
        if kind == "biography":
            fits = fits and at > len(lines) // 2
        if match == "begins" and kind == "related":
            fits = fits and not line.ends_sentence
        if not fits:
            continue
        reasons[at] = kind
        if kind == "end" and at > last:
            for after in range(at, len(lines)):
                reasons[after] = reasons[after] or "after the end"
            return


def _look_up(line: Line, knowledge: Knowledge, *, gently: bool) -> tuple[str, str] | None:
    """Return what the tables know a line as; of a transcript's lines only as a whole."""
    if gently or len(line.text) > _MOST_CHARACTERS:
        whole = knowledge.furniture.find_whole(line.text)
        return (whole, "whole") if whole is not None else None
    return knowledge.furniture.find(line.text)


def _mark_code(lines: list[Line], reasons: Reasons) -> None:
    for at, line in enumerate(lines):
        if line.is_code:
            reasons[at] = "code"
    for at in range(1, len(lines) - 1):
        if reasons[at - 1] == reasons[at + 1] == "code" and not is_body(lines[at]):
            reasons[at] = reasons[at] or "code"
    # a broken line at the end of a script
    if reasons and len(lines) > 1 and reasons[-2] == "code" and not is_body(lines[-1]):
        reasons[-1] = reasons[-1] or "code"


def _mark_credits(lines: list[Line], reasons: Reasons, knowledge: Knowledge) -> None:
    """Mark captions that end in a name and an agency, and lines that are an agency's name alone."""
    agencies = {
        name.casefold()
        for outlet in knowledge.outlets.values()
        if outlet.kind == "agency"
        for name in (outlet.name, *outlet.aliases)
    }
    for at, line in enumerate(lines):
        if line.words <= _MOST_WORDS["credit"] and not line.is_quoted:
            parts = {p.strip(" .()").casefold() for p in line.text.split("/")}
            if _CREDIT.search(line.text) or (line.words <= _CREDIT_WORDS and parts & agencies):
                reasons[at] = reasons[at] or "credit"


def _mark_head(lines: list[Line], reasons: Reasons, head: Head) -> None:
    """Mark what stands above the title, runs of other headlines, and labels around the title."""
    for at in range(head.body):
        line = lines[at]
        if reasons[at] is not None or at == head.title_at:
            continue
        if at in head.links:
            reasons[at] = "headlines of other stories"
        elif head.title is not None and at < (head.title_at or 0) and _leads_to(line, head.title):
            reasons[at] = "path to the page"
        elif at in head.banners:
            reasons[at] = "banner of the page"
        elif _SOURCE_AND_DAY.match(line.text) and line.words <= _SOURCE_WORDS:
            reasons[at] = "source and day"
        elif at not in head.bylines and at not in head.dated and _is_label(line, at, head):
            reasons[at] = "label"


def _is_label(line: Line, at: int, head: Head) -> bool:
    """Is it the name of a section or of the outlet?"""
    if head.masthead is not None and line.text.casefold() == head.masthead.casefold():
        return True
    if line.ends_sentence or _COUNT.search(line.text):
        return False
    above = head.title_at is not None and at < head.title_at
    return line.words <= (_MASTHEAD_WORDS if above else _LABEL_WORDS) and not line.is_quoted


def _leads_to(line: Line, title: str) -> bool:
    """Is it the path to the page, or the title said before?"""
    if line.text == title or line.text.endswith(title):
        return True
    shown = line.text.rstrip(".… ")
    crumb = _BREADCRUMB.match(shown) is not None
    return crumb and any(shown.endswith(title[:cut]) for cut in range(12, len(title)))


def _mark_lists(lines: list[Line], reasons: Reasons) -> None:
    """Mark the links below a heading such as "Recommended stories"."""
    for at, reason in enumerate(reasons):
        if reason != "related":
            continue
        for below in range(at + 1, len(lines)):
            line = lines[below]
            if not line.is_bullet and (is_body(line) or line.is_quoted or line.ends_sentence):
                break
            reasons[below] = reasons[below] or "link under a heading of links"


def _mark_repeats(lines: list[Line], reasons: Reasons) -> None:
    seen: set[str] = set()
    for at, line in enumerate(lines):
        if reasons[at] is None and line.words >= _TEASER_WORDS:
            if line.text in seen:
                reasons[at] = SAID_BEFORE
            seen.add(line.text)


def _mark_teasers(lines: list[Line], reasons: Reasons, head: Head) -> None:
    """Mark headlines in capitals inside the body: they lead to other stories."""
    found = [
        at for at, line in enumerate(lines)
        if at > head.body and line.capitals >= _TEASER_CAPITALS and line.words >= _TEASER_WORDS
        and not line.text.endswith((".", ":")) and reasons[at] is None
    ]  # fmt: skip
    if len(found) <= _MOST_TEASERS:
        for at in found:
            reasons[at] = "headline of another story"


def _mark_captions(lines: list[Line], reasons: Reasons, head: Head, knowledge: Knowledge) -> None:
    """Mark what stands under a picture: above a line of credit, or by its words."""
    low, high = _CAPTION_WORDS
    last = len(lines) - 1
    for at, line in enumerate(lines):
        if reasons[at] is not None or not low <= line.words <= high or at == head.title_at:
            continue
        above_credit = at < last and reasons[at + 1] == "credit" and not lines[at + 1].gap
        short = above_credit and lines[at + 1].words <= _CREDIT_WORDS and not line.is_quoted
        named = any(t.holds("caption", line.text) for t in knowledge.page_words.values())
        near = (head.title_at or 0) < at <= head.body + _NEAR_BODY and line.gap and at < last
        if (short and (at < head.body or named)) or (named and near and _is_open(line)):
            reasons[at] = "caption"


def _is_open(line: Line) -> bool:
    """Does it end like no sentence, list item or heading?"""
    return (
        not line.ends_sentence
        and not line.is_bullet
        and not line.text.endswith((",", "-", "–"))
        and line.titled < _OPEN_TITLED
        and line.text[:1].isupper()
    )


def _mark_tail(lines: list[Line], reasons: Reasons, head: Head) -> None:
    """Mark headlines after the last paragraph; a last line cut off inside a sentence stays."""
    last = max(
        (at for at, line in enumerate(lines) if reasons[at] is None and is_body(line)), default=-1
    )
    tail = [at for at in range(last + 1, len(lines)) if reasons[at] is None and at > head.body]
    links = [at for at in tail if is_headline(lines[at]) and lines[at].titled >= _OPEN_TITLED]
    if len(links) > 1:
        for at in links:
            reasons[at] = "headlines after the end"


_MOST_LINE_WORDS = 15  # of a line of links or prompts in a text that has lost its page already


def drop_furniture(lines: list[str], knowledge: Knowledge) -> tuple[list[str], list[Dropped]]:
    """Return the lines without those that the tables know as furniture, and these.

    For texts with marks of their own (HTML, Markdown), where lines tell nothing by their shape.
    """
    kept: list[str] = []
    dropped: list[Dropped] = []
    for line in lines:
        reason = _find_reason(line, knowledge)
        if reason is None:
            kept.append(line)
        else:
            dropped.append(Dropped(text=line, reason=reason))
    return kept, dropped


def _find_reason(line: str, knowledge: Knowledge) -> str | None:
    if not any(c.isalnum() for c in line):
        return "signs without words"
    found = knowledge.furniture.find(line) if len(line.split()) <= _MOST_LINE_WORDS else None
    if found is None or found[0] in {"label", "note"}:
        return None
    said = line.endswith((".", "?", "!"))  # "Next.", as a speaker says it
    return None if said and (found[1] == "whole" or found[0] == "related") else found[0]
