"""Plain text → draft: which lines of a page without tags are the article.

Lines are judged by what they say (tables of furniture), by their shape (sentences, headlines,
capitals, quotations, code) and by their neighbours, never by one page's layout.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from onrecord.knowledge import Knowledge
from onrecord.model import DateBasis, Dropped
from onrecord.text.dating.days import DayFinder
from onrecord.text.drafts import DateClue, Draft
from onrecord.text.languages import find_language
from onrecord.text.readers.choices import count_words, find_floor, score_lines
from onrecord.text.readers.furniture import SAID_BEFORE, mark_furniture
from onrecord.text.readers.heads import Head, read_head
from onrecord.text.readers.keys import take_keys
from onrecord.text.readers.lines import Line, cut_lines, is_wrapped, unwrap
from onrecord.text.readers.turns import is_transcript

UNLIKE = "unlike the article by shape and place"
# A text with fewer lines, or fewer short ones among them, was written or cleaned by somebody.
_LEAST_LINES, _SHORT_SHARE, _SHORT_WORDS = 20, 0.35, 8
# Long articles have fewer beside them; where speakers take turns many lines are short.
_MANY_LINES, _LONG_SHARE = 60, 0.2
# A quotation lost is worse than a teaser kept: a line with one of some words needs less.
_QUOTED = re.compile(r"“[^“”]{16,}”|«[^«»]{16,}»|(?<!\w)\"[^\"]{16,}\"(?!\w)")
_QUOTED_FLOOR = 0.03
# What is left of embedded posts and of tags in a text without tags.
_RESIDUE = re.compile(
    r"\s*(?:https?://)?(?:pic\.(?:twitter|x)\.com|t\.co)/\w+|</?[a-zA-Z][^<>]{0,300}>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledLines:
    """The lines of a text, what the rules say of each, and what was taken out before."""

    lines: list[Line]
    reasons: list[str | None]
    head: Head
    speaks: bool  # speakers take turns in it
    gently: bool  # short lines are the text
    keys: dict[str, list[str]]
    dropped: list[Dropped]


def rule_lines(text: str, knowledge: Knowledge) -> RuledLines:
    """Return the lines of a plain text with the reasons for which the rules would drop them."""
    lines = cut_lines(text)
    keys, lines, dropped = take_keys(lines, knowledge)
    lines, residue = _strip_residue(lines)
    if is_wrapped(lines):
        lines = unwrap(lines)
    table = knowledge.page_words.get(find_language(text, knowledge))
    finder = DayFinder(*([table] if table is not None else knowledge.page_words.values()))
    head = read_head(lines, finder, knowledge)
    # menus have labels in capitals too; a transcript has more speech than labels
    speaks = is_transcript(lines) and not is_scraped(lines)
    # where nothing has the shape of an article, short lines are all there is
    gently = speaks or head.body == len(lines)
    reasons = mark_furniture(lines, head, knowledge, gently=gently)
    return RuledLines(
        lines=lines, reasons=reasons, head=head, speaks=speaks, gently=gently, keys=keys,
        dropped=[*dropped, *residue],
    )  # fmt: skip


def read_plain(text: str, knowledge: Knowledge) -> Draft:
    """Return the draft of a plain text; nothing is dropped without a reason."""
    ruled = rule_lines(text, knowledge)
    keys, head = ruled.keys, ruled.head
    reasons = ruled.reasons if ruled.gently else choose_lines(ruled, knowledge)
    pairs = list(zip(ruled.lines, reasons, strict=True))
    dropped = [*ruled.dropped, *(line.drop(reason) for line, reason in pairs if reason is not None)]
    clues = [
        *(DateClue(text=v, basis=DateBasis.METADATA, sure=True) for v in keys.get("date", ())),
        *(DateClue(text=v, basis=DateBasis.METADATA) for v in keys.get("leading date", ())),
        *_read_clues(ruled.lines, ruled.reasons, head, knowledge),
    ]
    return Draft(
        paragraphs=tuple(line.text for line, reason in pairs if reason is None),
        dropped=tuple(sorted(dropped, key=lambda d: d.line or 0)),
        title=_first(keys.get("title")) or head.title,
        authors=tuple(keys.get("author", ())) or head.authors,
        outlet=_first(keys.get("outlet")) or head.masthead,
        url=_first(keys.get("url")),
        clues=tuple(clues),
        is_transcript=ruled.speaks,
    )


def choose_lines(ruled: RuledLines, knowledge: Knowledge) -> list[str | None]:
    """Return the reasons of the rules, and of the learned model where a page was scraped whole.

    Of lines that the page says twice the model judges both: a heading stands in the table of
    contents too. Where it would keep both, the likelier one is kept.
    """
    scores = score_lines(ruled.lines, ruled.reasons, ruled.head, knowledge)
    if scores is None or not (is_scraped(ruled.lines) or is_scraped_long(ruled.lines)):
        return ruled.reasons
    floor = find_floor(scores, count_words([line.text for line in ruled.lines]))
    found: list[str | None] = []
    best: dict[str, float] = {}
    for line, reason, score in zip(ruled.lines, ruled.reasons, scores.tolist(), strict=True):
        unlike = score < (_QUOTED_FLOOR if _QUOTED.search(line.text) else floor)
        own = None if reason == SAID_BEFORE else reason
        found.append(own or (UNLIKE if unlike else None))
        if found[-1] is None:
            best[line.text] = max(score, best.get(line.text, 0.0))
    return _drop_repeats(ruled, found, scores.tolist(), best)


def _drop_repeats(
    ruled: RuledLines, reasons: list[str | None], scores: list[float], best: dict[str, float]
) -> list[str | None]:
    """Return the reasons with all but the likeliest of equal lines dropped, the first of equals."""
    twice = {
        line.text
        for line, reason in zip(ruled.lines, ruled.reasons, strict=True)
        if reason == SAID_BEFORE
    }
    kept: set[str] = set()
    found: list[str | None] = []
    for line, reason, score in zip(ruled.lines, reasons, scores, strict=True):
        repeated = reason is None and line.text in twice
        if repeated and (score < best[line.text] or line.text in kept):
            found.append(SAID_BEFORE)
            continue
        kept.update([line.text] if repeated else ())
        found.append(reason)
    return found


def is_scraped(lines: list[Line]) -> bool:
    """Has the text the many short lines of a page's menus and lists?"""
    return len(lines) >= _LEAST_LINES and _share_short(lines) >= _SHORT_SHARE


def is_scraped_long(lines: list[Line]) -> bool:
    """Has the text many lines, and short ones as a long article between menus and lists has?"""
    return len(lines) >= _MANY_LINES and _share_short(lines) >= _LONG_SHARE


def _share_short(lines: list[Line]) -> float:
    short = sum(line.words < _SHORT_WORDS and not line.ends_sentence for line in lines)
    return short / len(lines)


def _first(values: list[str] | None) -> str | None:
    return values[0] if values else None


def _strip_residue(lines: list[Line]) -> tuple[list[Line], list[Dropped]]:
    """Return the lines without the residue of tags and embedded posts, and that residue."""
    clean: list[Line] = []
    dropped: list[Dropped] = []
    for line in lines:
        text = line.text
        for found in _RESIDUE.findall(text):
            dropped.append(Dropped(text=found.strip(), reason="markup", line=line.number))
        text = " ".join(html.unescape(_RESIDUE.sub("", text)).split())
        if text:
            clean.append(Line(text=text, number=line.number, gap=line.gap))
    return clean, dropped


def _read_clues(
    lines: list[Line], reasons: list[str | None], head: Head, knowledge: Knowledge
) -> list[DateClue]:
    """Return the dated lines of the head; a banner or a last change bounds the article only above."""
    tables = knowledge.page_words.values()
    clues = []
    for at in head.dated:
        text = lines[at].text
        changed = any(t.holds("updated", text) and not t.holds("published", text) for t in tables)
        stray = reasons[at] not in {None, "label"}
        clues.append(
            DateClue(
                text=text,
                basis=DateBasis.BYLINE,
                ceiling=changed or stray or at in head.banners,
            )
        )
    return clues
