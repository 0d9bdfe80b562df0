"""What each kind of date means on a day of publication (None: the day is not known)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from onrecord.annotate.calendars import (
    SATURDAY,
    find_month,
    find_near_day,
    find_weekend,
    make_day,
    make_span,
    resolve_relative,
    unit_of,
)
from onrecord.annotate.date_words import DateReader, Precision, plain_key
from onrecord.model import Period
from onrecord.model.periods import add_months, day, fiscal_year, month, year

MONTHS = 12
LATELY = 3  # months in which one that is over may still be meant
Rule = Callable[[DateReader, re.Match[str], date | None, int], tuple[Precision, Period | None]]


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


def read_day_range(
    reader: DateReader, match: re.Match[str], on: date | None, _fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `January 9-10, 2023`, `April 20-23`, `September 30 – October 2`."""
    of_month = reader.read_month(match["month"])
    last_month = reader.read_month(_group(match, "month2") or match["month"])
    number, last_number = (int(re.sub(r"\D", "", match[name])) for name in ("day", "day2"))
    begun, named = _year_of(match), _year_of(match, "year2") or _year_of(match)
    last = make_day(named, last_month, last_number) if named else None
    if named is None:
        last = find_near_day(on, last_month, last_number)
    if last is None:
        return Precision.WINDOW, None
    begin = last.first.year - (of_month > last_month)
    if begun and _group(match, "year2"):
        begin = begun
    first = make_day(begin, of_month, number)
    return Precision.WINDOW, make_span(first, last) if first is not None else None


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
        shift = reader.read_which(which)
        if match.start("which") > match.start("month"):
            return Precision.MONTH, month(on.year + shift, of_month)
        return Precision.MONTH, find_month(on, of_month, shift)
    before = match.string[max(0, match.start() - 14) : match.start()]
    if reader.perhaps_ahead.search(before):
        last = find_month(on, of_month, 0)
        if on < add_months(last.after, LATELY):
            return Precision.MONTH, None  # "para mayo", said in June: this one or the next
    ahead = reader.ahead.search(before) and not reader.past_behind.match(match.string, match.end())
    return Precision.MONTH, find_month(on, of_month, 1 if ahead else 0)


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
    """Read `2023`, `2021-2024`."""
    first, last = int(match["year"]), _year_of(match, "year2")
    if last is None:
        return Precision.YEAR, year(first)
    return Precision.WINDOW, make_span(year(first), year(last)) if first < last else None


def _read_short_year(text: str) -> int:
    number = int(text.lstrip("'’"))
    if number >= 100:
        return number
    return 2000 + number if number < 60 else 1900 + number


def _fiscal_of(reader: DateReader, match: re.Match[str], on: date | None, first: int) -> int | None:
    text = _group(match, "fy")
    if text is not None:
        return _read_short_year(text)
    which = _group(match, "which")
    if on is None or which is None:
        return None
    return on.year + (on.month >= first and first > 1) + reader.read_which(which)


def read_fiscal_year(
    reader: DateReader, match: re.Match[str], on: date | None, fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `FY2023`, `fiscal year 2017`, `FY16`; `FY21-FY24`, `fiscal years 2021 through 2024`."""
    named, last = _fiscal_of(reader, match, on, fiscal), _group(match, "fy2")
    if named is not None and last is not None:
        until = _read_short_year(last)
        whole = make_span(fiscal_year(named, fiscal), fiscal_year(until, fiscal))
        return Precision.WINDOW, whole if named < until else None
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


def read_year_months(
    reader: DateReader, match: re.Match[str], _on: date | None, _fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `the first three months of 2024`, `the last two months of 2025`."""
    whole, count = year(int(match["year"])), reader.read_number(match["n"])
    if not 0 < count <= 12:
        return Precision.WINDOW, None
    if _group(match, "last"):
        return Precision.WINDOW, Period(add_months(whole.after, -count), whole.after)
    return Precision.WINDOW, Period(whole.first, add_months(whole.first, count))


def read_quarter(
    reader: DateReader, match: re.Match[str], on: date | None, fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `the third quarter of FY 2018`, `Q1 2025`."""
    number = int(reader.quarters[plain_key(match["quarter"])])
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


def _read_part(months: int) -> Rule:
    """Return the rule for parts of a year of so many months: `the second half of 2025`."""

    def read(
        reader: DateReader, match: re.Match[str], on: date | None, _fiscal: int
    ) -> tuple[Precision, Period | None]:
        number = int(reader.quarters[plain_key(match["quarter"])])
        in_year = _year_of(match) or (on.year if on else None)
        if in_year is None or number * months > MONTHS:
            return Precision.WINDOW, None
        begin = add_months(date(in_year, 1, 1), months * (number - 1))
        return Precision.WINDOW, Period(begin, add_months(begin, months))

    return read


def read_until_now(
    reader: DateReader, match: re.Match[str], on: date | None, _fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `del 10 de enero a la fecha`: up to publication."""
    _, begun = read_day(reader, match, on, 0)
    if on is None or begun is None or begun.first > on:
        return Precision.WINDOW, None
    return Precision.WINDOW, Period(begun.first, on + timedelta(days=1))


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
    unit = reader.read_unit(match["unit"])
    shift = reader.read_which(match["which"])
    precision = _PRECISIONS.get(unit, Precision.WINDOW)
    return precision, None if on is None else resolve_relative(on, unit, shift, fiscal)


def read_so_far(
    reader: DateReader, match: re.Match[str], on: date | None, fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `so far this year`: from its first day up to publication."""
    unit = reader.read_unit(match["unit"])
    which = _group(match, "which")
    shift = reader.read_which(which) if which else 0
    if on is None:
        return Precision.WINDOW, None
    whole = resolve_relative(on, unit, shift, fiscal)
    if whole is None or shift:
        return Precision.WINDOW, whole
    return Precision.WINDOW, Period(whole.first, on + timedelta(days=1))


def read_later(
    reader: DateReader, match: re.Match[str], on: date | None, fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `later this month`: what of it lies behind the day of publication."""
    if on is None:
        return Precision.WINDOW, None
    unit = reader.read_unit(match["unit"])
    whole = resolve_relative(on, unit, reader.read_which(match["which"]), fiscal)
    tomorrow = on + timedelta(days=1)
    if whole is None or whole.after <= tomorrow:
        return Precision.WINDOW, None
    return Precision.WINDOW, Period(max(tomorrow, whole.first), whole.after)


def read_past(
    reader: DateReader, match: re.Match[str], on: date | None, _fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `the past eight weeks`: up to publication."""
    unit = reader.read_unit(match["unit"])
    count = reader.read_number(_group(match, "n") or "1")
    if on is None:
        return Precision.WINDOW, None
    first = unit_of(on, unit, -count)
    if unit in ("month", "quarter", "year") and first.day < on.day:
        first += timedelta(days=1)  # five months up to 31 July: from 1 March, not 29 February
    return Precision.WINDOW, Period(first, on + timedelta(days=1))


def read_ago(
    reader: DateReader, match: re.Match[str], on: date | None, _fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `two weeks ago`, at the precision of its unit."""
    unit = reader.read_unit(match["unit"])
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
    return Precision.DAY, day(on + timedelta(days=int(reader.near_days[plain_key(match[0])])))


def read_weekday(
    reader: DateReader, match: re.Match[str], on: date | None, _fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `Wednesday`: the last one up to publication; `next Friday` the first one after."""
    if on is None:
        return Precision.DAY, None
    which = _group(match, "which")
    back = (on.isoweekday() - int(reader.weekdays[match["weekday"].lower()])) % 7
    if which and reader.read_which(which) > 0:
        return Precision.DAY, day(on + timedelta(days=7 - back))
    return Precision.DAY, day(on - timedelta(days=back))


def read_weekend(
    reader: DateReader, match: re.Match[str], on: date | None, _fiscal: int
) -> tuple[Precision, Period | None]:
    """Read `over the weekend`: the last one begun; `next weekend` the one after.

    Midweek "this weekend" may be either.
    """
    which = _group(match, "which")
    shift = reader.read_which(which) if which else -1
    if on is None or (shift == 0 and on.isoweekday() < SATURDAY):
        return Precision.WINDOW, None
    return Precision.WINDOW, find_weekend(on, max(0, shift))


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
RULES: dict[str, Rule] = {
    "iso": read_iso,
    "day-range": read_day_range,
    "until-now": read_until_now,
    "day": read_day,
    "months-ending": read_months_ending,
    "month-range": read_month_range,
    "month": read_month,
    "fiscal-months": read_fiscal_months,
    "year-months": read_year_months,
    "quarter": read_quarter,
    "half": _read_part(6),
    "third": _read_part(4),
    "sixth": _read_part(2),
    "fiscal-year": read_fiscal_year,
    "so-far": read_so_far,
    "later": read_later,
    "to-date": read_open_window,
    "same": read_open_window,
    "past": read_past,
    "ago": read_ago,
    "relative": read_relative,
    "near-day": read_near_day,
    "weekend": read_weekend,
    "weekday": read_weekday,
    "year": read_year,
}
