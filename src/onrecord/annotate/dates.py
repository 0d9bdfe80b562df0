"""Dates in a text, resolved against the publication interval, with their precision.

Words and patterns are tables (`<language>/dates.yml`); here are the mechanics. A relative date
("last month") gets a period only if it means the same days at both ends of the interval.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from onrecord.annotate.calendars import (
    find_month,
    find_near_day,
    make_day,
    make_span,
    resolve_relative,
    unit_of,
)
from onrecord.knowledge import WordTable
from onrecord.model import Period, Publication
from onrecord.model.periods import add_months, day, fiscal_year, month, year

COMPARING = 24  # characters before a month in which it is said to be compared with


class Precision(StrEnum):
    """How exactly a date is given."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    FISCAL_YEAR = "fiscal year"
    WINDOW = "window"  # several of the above: "the past week", "October through August"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """Words that give a date.

    `period` is None when the words cannot be resolved to one stretch of days over the whole
    publication interval.
    """

    start: int
    end: int
    text: str
    precision: Precision
    period: Period | None


class DateReader:
    """The compiled date patterns of one language."""

    def __init__(self, words: WordTable) -> None:
        self.months = words.values("dates", "month-name")
        self.weekdays = words.values("dates", "weekday-name")
        self.which = words.values("dates", "which")
        self.numbers = words.values("dates", "number")
        self.units = words.names("dates", "unit")
        self.quarters = words.values("dates", "quarter-name")
        self.near_days = words.values("dates", "near-day")
        self.ahead = re.compile(rf"\b{words.either('dates', 'ahead')}\s+$", re.I)
        self.comparing = re.compile(rf"(?i:\b{words.either('dates', 'comparing')})\s+(?:\w+\s+)?$")
        self.through = re.compile(rf"\b{words.either('dates', 'through')}\s+(?:\w+\s+)?$", re.I)
        self.before_year = re.compile(rf"(?:^|\W){words.either('dates', 'year-before')}\s*$", re.I)
        slots = self._slots(words)
        self.rules: list[tuple[str, re.Pattern[str]]] = []
        for kind in RULES:
            patterns = words.words("dates", kind)
            if not patterns:
                continue
            self.rules += [(kind, compile_pattern(p, slots, kind)) for p in patterns]

    def _slots(self, words: WordTable) -> dict[str, str]:
        day_number = r"(?:0?[1-9]|[12]\d|3[01])"
        return {
            "month": words.either("dates", "month-name"),
            "weekday": words.either("dates", "weekday-name"),
            "day": rf"{day_number}(?!\d|,\d|\.\d|%){words.either('dates', 'day-suffix')}?",
            "dd": day_number,
            "mm": r"(?:0?[1-9]|1[0-2])",
            "year": r"(?:1[89]|20)\d\d(?!\d|,\d|\.\d)",
            "fy": r"(?:(?:19|20)\d\d|['’]?\d\d)(?!\d|,\d)",
            "n": rf"(?:\d{{1,3}}|{words.either('dates', 'number')})",
            "unit": words.either("dates", "unit"),
            "which": words.either("dates", "which"),
            "quarter": words.either("dates", "quarter-name"),
        }

    def read_number(self, text: str) -> int:
        """Return what a small number in digits or words is worth."""
        return int(text) if text.isdigit() else int(self.numbers[text.lower()])

    def read_month(self, text: str) -> int:
        """Return the number of a month's name."""
        return int(self.months[text.lower()])


def compile_pattern(pattern: str, slots: dict[str, str], kind: str) -> re.Pattern[str]:
    """Return a pattern of the table as a regular expression with a group for each slot."""

    def put(found: re.Match[str]) -> str:
        name = found[1]
        body = slots[name.rstrip("2")]
        # Names of months and days keep their capital; everything else may be written either way.
        flags = "" if name.rstrip("2") in {"month", "weekday"} else "i"
        return f"(?P<{name}>(?{flags}:{body}))" if flags else f"(?P<{name}>{body})"

    text = re.sub(r"\{([a-z]+2?)\}", put, pattern.replace(" ?", r"\s*").replace(" ", r"\s+"))
    if kind in CASELESS:
        return re.compile(rf"(?<![\w-]){text}(?!\w)", re.I)
    return re.compile(rf"(?<![\w-]){text}(?!\w)")


def read_dates(
    text: str, publication: Publication | None, words: WordTable | None, fiscal_month: int = 10
) -> tuple[DateMention, ...]:
    """Return the dates of `text` in order, without overlap; the longest reading wins."""
    if words is None:
        return ()
    reader = words.keep("dates", DateReader)
    found: list[tuple[int, int, str, re.Match[str]]] = []
    for kind, pattern in reader.rules:
        for match in pattern.finditer(text):
            if kind != "year" or is_year(reader, text, match):
                found.append((match.start(), match.end(), kind, match))
    found.sort(key=lambda f: (f[0], -f[1]))
    mentions: list[DateMention] = []
    at = 0
    for start, end, kind, match in found:
        if start < at:
            continue
        precision, period = resolve(reader, kind, match, publication, fiscal_month=fiscal_month)
        mentions.append(
            DateMention(
                start=start, end=end, text=text[start:end], precision=precision, period=period
            )
        )
        at = end
    return tuple(settle_months(mentions, text, reader))


def settle_months(mentions: list[DateMention], text: str, reader: DateReader) -> list[DateMention]:
    """Give a bare month the year that the text gave it before, when it is always the same.

    A month that is only compared with ("than August 2022") tells nothing of the text's own time.
    """
    years: dict[str, set[Period]] = {}
    settled = []
    for mention in mentions:
        name = mention.text.split()[0]
        if mention.precision is Precision.MONTH and mention.period is None:
            known = years.get(mention.text, set())
            settled.append(
                replace(mention, period=next(iter(known))) if len(known) == 1 else mention
            )
            continue
        settled.append(mention)
        lead = text[max(0, mention.start - COMPARING) : mention.start]
        dated = mention.precision is Precision.MONTH and name != mention.text
        if dated and mention.period and not reader.comparing.search(lead):
            years.setdefault(name, set()).add(mention.period)
    return settled


def is_year(reader: DateReader, text: str, match: re.Match[str]) -> bool:
    """Is a bare four-digit number a year? Only after words that lead a year, or in brackets."""
    before = text[max(0, match.start() - 16) : match.start()]
    return bool(reader.before_year.search(before)) or before.endswith(("(", "–", "—", "-"))


def resolve(
    reader: DateReader,
    kind: str,
    match: re.Match[str],
    publication: Publication | None,
    *,
    fiscal_month: int,
) -> tuple[Precision, Period | None]:
    """Return precision and period of a match: the same at both ends of the interval, or None."""
    rule = RULES[kind]
    early = publication.earliest if publication else None
    late = publication.latest if publication else None
    first = rule(reader, match, early, fiscal_month)
    if early == late:
        return first
    last = rule(reader, match, late, fiscal_month)
    return first[0], first[1] if first[1] == last[1] else None


def _group(match: re.Match[str], name: str) -> str | None:
    return match.groupdict().get(name)


def _year_of(match: re.Match[str], name: str = "year") -> int | None:
    text = _group(match, name)
    return int(text) if text else None


def read_iso(
    _reader: DateReader, match: re.Match[str], _on: date | None, _fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `2023-09-22`."""
    return Precision.DAY, make_day(int(match["year"]), int(match["mm"]), int(match["dd"]))


def read_day(
    reader: DateReader, match: re.Match[str], on: date | None, _fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `Oct. 5, 2023`; without a year it is the one nearest to publication."""
    number = int(re.sub(r"\D", "", match["day"]))
    named = _year_of(match)
    of_month = reader.read_month(match["month"])
    if named is not None:
        return Precision.DAY, make_day(named, of_month, number)
    return Precision.DAY, find_near_day(on, of_month, number)


def read_month(
    reader: DateReader, match: re.Match[str], on: date | None, _fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `August`, `August 2023`, `December of last year`, `last August`."""
    of_month = reader.read_month(match["month"])
    named, which = _year_of(match), _group(match, "which")
    if named is not None:
        return Precision.MONTH, month(named, of_month)
    if on is None:
        return Precision.MONTH, None
    if which is not None:
        shift = int(reader.which[which.lower()])
        if match.start("which") > match.start("month"):
            return Precision.MONTH, month(on.year + shift, of_month)
        return Precision.MONTH, find_month(on, of_month, shift)
    before = match.string[max(0, match.start() - 14) : match.start()]
    return Precision.MONTH, find_month(on, of_month, 1 if reader.ahead.search(before) else 0)


def read_month_range(
    reader: DateReader, match: re.Match[str], on: date | None, _fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `January through April`, `October 2022 to August 2023`."""
    first, last = reader.read_month(match["month"]), reader.read_month(match["month2"])
    end_year = _year_of(match, "year2")
    if end_year is None:
        end = find_month(on, last, 0) if on else None
        if end is None:
            return Precision.WINDOW, None
        end_year = end.first.year
    start_year = _year_of(match) or (end_year if first <= last else end_year - 1)
    return Precision.WINDOW, make_span(month(start_year, first), month(end_year, last))


def read_year(
    _reader: DateReader, match: re.Match[str], _on: date | None, _fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `2023`."""
    return Precision.YEAR, year(int(match["year"]))


def _fiscal_of(reader: DateReader, match: re.Match[str], on: date | None, first: int) -> int | None:
    text = _group(match, "fy")
    if text is not None:
        number = int(text.lstrip("'’"))
        if number >= 100:
            return number
        return 2000 + number if number < 60 else 1900 + number
    which = _group(match, "which")
    if on is None or which is None:
        return None
    return on.year + (on.month >= first and first > 1) + int(reader.which[which.lower()])


def read_fiscal_year(
    reader: DateReader, match: re.Match[str], on: date | None, fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `FY2023`, `fiscal year 2017`, `FY16`."""
    named = _fiscal_of(reader, match, on, fiscal)
    return Precision.FISCAL_YEAR, None if named is None else fiscal_year(named, fiscal)


def read_fiscal_months(
    reader: DateReader, match: re.Match[str], on: date | None, fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `the first 11 months of fiscal year 2023`."""
    named = _fiscal_of(reader, match, on, fiscal)
    if named is None:
        return Precision.WINDOW, None
    first = fiscal_year(named, fiscal).first
    return Precision.WINDOW, Period(first, add_months(first, reader.read_number(match["n"])))


def read_quarter(
    reader: DateReader, match: re.Match[str], on: date | None, fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `the third quarter of FY 2018`, `Q1 2025`."""
    number = int(reader.quarters[match["quarter"].lower()])
    if _group(match, "fy"):
        named = _fiscal_of(reader, match, on, fiscal)
        first = fiscal_year(named, fiscal).first if named else None
    else:
        in_year = _year_of(match) or (on.year if on else None)
        first = date(in_year, 1, 1) if in_year else None
    if first is None:
        return Precision.QUARTER, None
    begin = add_months(first, 3 * (number - 1))
    if reader.through.search(match.string, max(0, match.start() - 14), match.start()):
        return Precision.WINDOW, Period(first, add_months(begin, 3))
    return Precision.QUARTER, Period(begin, add_months(begin, 3))


def read_months_ending(
    reader: DateReader, match: re.Match[str], on: date | None, _fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `12 months ending September 2023`."""
    length = 12 if _group(match, "whole") else reader.read_number(match["n"])
    _, last = read_month(reader, match, on, 0)
    if last is None:
        return Precision.WINDOW, None
    return Precision.WINDOW, Period(add_months(last.first, 1 - length), last.after)


def read_relative(
    reader: DateReader, match: re.Match[str], on: date | None, fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `last month`, `this fiscal year`."""
    unit = reader.units[match["unit"].lower()]
    shift = int(reader.which[match["which"].lower()])
    precision = _PRECISIONS.get(unit, Precision.WINDOW)
    return precision, None if on is None else resolve_relative(on, unit, shift, fiscal)


def read_so_far(
    reader: DateReader, match: re.Match[str], on: date | None, fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `so far this year`: from its first day up to publication."""
    unit = reader.units[match["unit"].lower()]
    which = _group(match, "which")
    shift = int(reader.which[which.lower()]) if which else 0
    if on is None:
        return Precision.WINDOW, None
    whole = resolve_relative(on, unit, shift, fiscal)
    if whole is None or shift:
        return Precision.WINDOW, whole
    return Precision.WINDOW, Period(whole.first, on + timedelta(days=1))


def read_past(
    reader: DateReader, match: re.Match[str], on: date | None, _fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `the past eight weeks`: up to publication."""
    unit = reader.units[match["unit"].lower()]
    count = reader.read_number(_group(match, "n") or "1")
    if on is None:
        return Precision.WINDOW, None
    first = unit_of(on, unit, -count)
    return Precision.WINDOW, Period(first, on + timedelta(days=1))


def read_ago(
    reader: DateReader, match: re.Match[str], on: date | None, _fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `two weeks ago`, at the precision of its unit."""
    unit = reader.units[match["unit"].lower()]
    precision = _PRECISIONS.get(unit, Precision.WINDOW)
    if on is None:
        return precision, None
    then = unit_of(on, unit, -reader.read_number(match["n"]))
    return precision, resolve_relative(then, unit, 0, 10)


def read_near_day(
    reader: DateReader, match: re.Match[str], on: date | None, _fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `yesterday`."""
    if on is None:
        return Precision.DAY, None
    return Precision.DAY, day(on + timedelta(days=int(reader.near_days[match[0].lower()])))


def read_weekday(
    reader: DateReader, match: re.Match[str], on: date | None, _fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `Wednesday`: the last one up to publication; `next Friday` the first one after."""
    if on is None:
        return Precision.DAY, None
    which = _group(match, "which")
    back = (on.isoweekday() - int(reader.weekdays[match["weekday"].lower()])) % 7
    if which and int(reader.which[which.lower()]) > 0:
        return Precision.DAY, day(on + timedelta(days=7 - back))
    return Precision.DAY, day(on - timedelta(days=back))


def read_open_window(
    _reader: DateReader, _match: re.Match[str], _on: date | None, _fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `the same month last year`, `year to date`: a window that only the context can tell."""
    return Precision.WINDOW, None


_PRECISIONS = {
    "day": Precision.DAY,
    "week": Precision.WEEK,
    "month": Precision.MONTH,
    "quarter": Precision.QUARTER,
    "year": Precision.YEAR,
    "fiscal year": Precision.FISCAL_YEAR,
}
CASELESS = frozenset(
    {
        "fiscal-months",
        "fiscal-year",
        "relative",
        "so-far",
        "past",
        "ago",
        "near-day",
        "same",
        "to-date",
    }
)
Rule = Callable[[DateReader, re.Match[str], date | None, int], tuple[Precision, Period | None]]
# In the order of preference among readings of equal place and length.
RULES: dict[str, Rule] = {
    "iso": read_iso,
    "day": read_day,
    "months-ending": read_months_ending,
    "month-range": read_month_range,
    "month": read_month,
    "fiscal-months": read_fiscal_months,
    "quarter": read_quarter,
    "fiscal-year": read_fiscal_year,
    "so-far": read_so_far,
    "to-date": read_open_window,
    "same": read_open_window,
    "past": read_past,
    "ago": read_ago,
    "relative": read_relative,
    "near-day": read_near_day,
    "weekday": read_weekday,
    "year": read_year,
}
