"""What the words of a text say of the day on which it was written.

Dates that lie behind bound it below, dates of what is planned bound it above, an office held
bounds it below, and a month without a year was the last of its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.knowledge import Knowledge, PageWords, find_words
from onrecord.model.periods import add_months
from onrecord.text.dating.days import DayFinder, DayMention

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?…][”\"’')]*(?=\s+[“\"‘'(]?[A-ZÀ-Þ¿¡])|\n|$)")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b[A-Z][a-z]{1,3})\.$")
_WORDS_BEFORE = re.compile(r"\w+")
# the signature of an embedded post: "— A Name (@handle) March 1, 2025"
_POSTED = re.compile(r"\(@\w+\)\s*$")
_PLAN_REACH = 150  # characters before a date in which a plan's verb stands
_VERB_REACH = 40
_YEAR_VERB = 60
_YEAR_REACH = 25  # characters behind a month in which "of last year" may stand
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# A plan is told less than half a year ahead when its year is left out; a month that has passed
# keeps its name alone till the year ends, and for half a year beyond.
_PLAN_DAYS = 180
_MONTHS_BARE = 6
_TIGHT_DAYS = 400  # bare months are read only where they can mean one year or two
_TITLE_REACH = 60
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Days between which a text was written, both inclusive; None where nothing bounds it."""

    earliest: date | None = None
    latest: date | None = None


def find_bounds(text: str, table: PageWords | None, knowledge: Knowledge, ceiling: date) -> Bounds:
    """Return what the text's own words say of its day; `ceiling` is the last day it can have."""
    if table is None:
        return Bounds()
    mentions = list(_read_mentions(text, table))
    floors = [d for d in (_floor(m) for m in mentions) if d is not None and d <= ceiling]
    floors += [d for d in find_office_days(text, table, knowledge) if d <= ceiling]
    earliest = max(floors, default=None)
    latest, plan = _find_ceiling(mentions, earliest)
    compared = _compare_years(mentions)
    if compared is not None and (earliest is None or earliest <= compared[1]):
        earliest = max(filter(None, [earliest, compared[0]]))
        latest = min(filter(None, [latest, compared[1]]))
    if plan is not None:
        earliest = max(filter(None, [earliest, plan - timedelta(days=_PLAN_DAYS)]))
    # months without a year mislead where years of text are possible; a weekday beside a day pins it
    tight = any(m.weekday and m.is_past for m in mentions) or (
        earliest is not None and ((latest or ceiling) - earliest).days < _TIGHT_DAYS
    )
    narrowed = _narrow(earliest, latest or ceiling, mentions) if earliest and tight else None
    if narrowed is not None:
        earliest, last = narrowed
        latest = last if last < ceiling else latest
    return Bounds(earliest, latest)


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date in its sentence: does it lie behind, is it planned, has the sentence another year?"""

    mention: DayMention
    is_past: bool
    is_planned: bool
    year: int | None  # its own, or the one year that the sentence names
    weekday: int | None  # 1 to 7, where one stands before it
    sentence: int


def _read_mentions(text: str, table: PageWords) -> Iterator[_Dated]:
    finder = DayFinder(table)
    weekdays = {word.casefold(): number for word, number in table.numbered("weekday").items()}
    for number, sentence in enumerate(_cut_sentences(text)):
        found = list(finder.find(sentence))
        if not found:
            continue
        told = table.holds("past verb", sentence) and not table.holds("not past", sentence)
        for mention in found:
            if table.holds("other year", sentence[mention.end : mention.end + _YEAR_REACH]):
                continue
            before = sentence[: mention.start]
            words = _WORDS_BEFORE.findall(before.casefold())[-2:]
            weekday = next((weekdays[w] for w in reversed(words) if w in weekdays), None)
            led = weekday is not None or any(w in table.get("past date") for w in words[-1:])
            planned = _is_planned(before, table)
            year = mention.year or (_find_only_year(sentence, table) if planned else None)
            yield _Dated(
                mention=mention,
                is_past=(led and told) or _POSTED.search(before) is not None,
                is_planned=planned,
                year=year if mention.day or mention.year else None,
                weekday=weekday if mention.day else None,
                sentence=number,
            )


def _is_planned(before: str, table: PageWords) -> bool:
    """Do the words before a date say that it is to come: "are set to meet on", and no past verb next to it?"""
    words = _WORDS_BEFORE.findall(before.casefold())
    if not words or words[-1] not in table.get("plan date"):
        return False
    if table.holds("past verb", before[-_VERB_REACH:]):
        return False
    return table.holds("planned", before[-_PLAN_REACH:])


def _find_only_year(sentence: str, table: PageWords) -> int | None:
    """Return the year that names what is planned ("the 2023 Dialogue"), None with none or several."""
    found = list(_YEAR.finditer(sentence))
    if len({match.group(0) for match in found}) != 1:
        return None
    before = _WORDS_BEFORE.findall(sentence[: found[0].start()].casefold())[-1:]
    past = bool(before) and before[0] in table.get("past year")
    return None if past else int(found[0].group(0))


def find_years(text: str, table: PageWords) -> list[date]:
    """Return the first day of each year that the text speaks of in the past tense."""
    return [
        date(int(found.group(0)), 1, 1)
        for sentence in _cut_sentences(text)
        for found in _YEAR.finditer(sentence)
        if _WORDS_BEFORE.findall(sentence[: found.start()].casefold())[-1:]
        and _WORDS_BEFORE.findall(sentence[: found.start()].casefold())[-1]
        in table.get("past year")
        and table.holds("past verb", sentence[max(0, found.start() - _YEAR_VERB) : found.start()])
        and not table.holds("not past", sentence)
    ]


def _cut_sentences(text: str) -> Iterator[str]:
    held = ""
    for found in _SENTENCE.finditer(text):
        held += found.group(0)
        if _ABBREVIATED.search(held) and not held.endswith("\n"):
            continue
        yield held
        held = ""
    if held:
        yield held


def _floor(dated: _Dated) -> date | None:
    """Return the first day that a past date allows."""
    period = dated.mention.period
    return period.first if dated.is_past and period is not None else None


def _find_ceiling(mentions: list[_Dated], earliest: date | None) -> tuple[date | None, date | None]:
    """Return the last day that planned dates allow, and the plan's day if its year went unsaid."""
    best: tuple[date, bool] | None = None
    for dated in mentions:
        if not dated.is_planned or dated.year is None:
            continue
        period = dated.mention.in_year(dated.year)
        if period is None or (earliest is not None and period.last < earliest):
            continue
        if best is None or period.last < best[0]:
            best = (period.last, dated.mention.year is None)
    if best is None:
        return None, None
    return best[0], best[0] if best[1] else None


def _compare_years(mentions: list[_Dated]) -> tuple[date, date] | None:
    """Return the days allowed by a month set against its own of the year before.

    "In July the police made 39,215 arrests, up 136 percent over July 2022": July is of 2023.
    """
    windows = [
        window
        for bare in mentions
        if bare.is_past and bare.mention.year is None and bare.mention.day is None
        for other in mentions
        if other.sentence == bare.sentence
        and other.mention.month == bare.mention.month
        and other.mention.year is not None
        and other.mention.day is None
        and (window := _bare_window(bare, other.mention.year + 1)) is not None
    ]
    return max(windows) if windows else None


def _narrow(earliest: date, latest: date, mentions: list[_Dated]) -> tuple[date, date] | None:
    """Return the days that bare months allow too, None when they disagree."""
    windows = [(earliest, latest)]
    for dated in mentions:
        if not dated.is_past or dated.mention.year is not None:
            continue
        allowed = [
            window
            for year in range(earliest.year - 1, latest.year + 1)
            if (window := _bare_window(dated, year)) is not None
        ]
        windows = [
            (max(a, c), min(b, d)) for a, b in windows for c, d in allowed if max(a, c) <= min(b, d)
        ]
        if not windows:
            return None
    return min(a for a, _ in windows), max(b for _, b in windows)


def _bare_window(dated: _Dated, year: int) -> tuple[date, date] | None:
    """Return the days on which a text may name this month or day without its year."""
    period = dated.mention.in_year(year)
    if period is None or dated.weekday not in {None, period.first.isoweekday()}:
        return None
    last = max(date(year, 12, 31), add_months(period.first, _MONTHS_BARE) - _ONE_DAY)
    return period.first, last


def find_office_days(text: str, table: PageWords, knowledge: Knowledge) -> Iterator[date]:
    """Yield the first day in office of each person whom the text names with an office's title."""
    language = next((code for code, t in knowledge.page_words.items() if t is table), "")
    words = set(find_words(text))
    for term in knowledge.find_terms(language):
        there = tuple(name for name, parts in term.names if words.issuperset(parts))
        if there and _is_titled(text, there, term.titles, table):
            yield term.first


def _is_titled(text: str, names: tuple[str, ...], titles: frozenset[str], table: PageWords) -> bool:
    for name in names:
        at = text.find(name) if " " in name else -1
        while at >= 0:
            before = text[max(0, at - _TITLE_REACH) : at].rpartition("\n")[2].casefold()
            for title in titles:
                place = before.rfind(title)
                if place >= 0 and len(before) - place - len(title) <= _TITLE_REACH // 2:
                    around = before[max(0, place - 12) :]
                    if not table.holds("former", around):
                        return True
            at = text.find(name, at + 1)
    return False
