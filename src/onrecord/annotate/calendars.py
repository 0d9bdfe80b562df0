"""Calendar arithmetic for dates that depend on the day of publication."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.model import Period
from onrecord.model.periods import add_months, day, fiscal_year, month, year

# A day without a year lies at most this far before or after publication: "Oct. 5" in late September
# is the coming one, "Dec. 20" in February the past one.
LOOK_AHEAD_DAYS = 120
LAST_MONTH_DAYS = 60
SATURDAY = 6  # of the days of a week, Monday being the first


def make_day(of_year: int, of_month: int, of_day: int) -> Period | None:
    """Return the day, None when the calendar has no such day."""
    try:
        return day(date(of_year, of_month, of_day))
    except ValueError:
        return None


def make_span(first: Period, last: Period) -> Period | None:
    """Return the days from `first` through `last`, None when they are in the wrong order."""
    return Period(first.first, last.after) if first.first < last.after else None


def find_near_day(on: date | None, of_month: int, of_day: int) -> Period | None:
    """Return the day of that name nearest to publication, looking back rather than ahead."""
    if on is None:
        return None
    for in_year in (on.year + 1, on.year, on.year - 1):
        found = make_day(in_year, of_month, of_day)
        if found and found.first <= on + timedelta(days=LOOK_AHEAD_DAYS):
            return found
    return None


def find_month(on: date, of_month: int, shift: int) -> Period:
    """Return the month of that name: shift 0 the last one begun, 1 the next one to end.

    Shift -1 is "last February": said in March it is the one a year before, or it would be "in
    February"; so it must have ended a while ago.
    """
    if shift > 0:
        found = month(on.year, of_month)
        return found if found.after > on else month(on.year + 1, of_month)
    found = month(on.year, of_month)
    lapse = timedelta(days=LAST_MONTH_DAYS) if shift < 0 else timedelta()
    begun = (found.after if shift < 0 else found.first) + lapse <= on
    return found if begun else month(on.year - 1, of_month)


def find_weekend(on: date, shift: int) -> Period:
    """Return the weekend last begun, or the one `shift` weeks later."""
    saturday = on - timedelta(days=(on.isoweekday() - SATURDAY) % 7) + timedelta(weeks=shift)
    return Period(saturday, saturday + timedelta(days=2))


def resolve_relative(on: date, unit: str, shift: int, fiscal_month: int) -> Period | None:
    """Return the unit of the calendar that lies `shift` units from the one that holds `on`."""
    match unit:
        case "day":
            return day(on + timedelta(days=shift))
        case "week":
            monday = on - timedelta(days=on.isoweekday() - 1) + timedelta(weeks=shift)
            return Period(monday, monday + timedelta(days=7))
        case "month":
            first = add_months(on, shift)
            return Period(first, add_months(first, 1))
        case "quarter":
            first = add_months(date(on.year, 3 * ((on.month - 1) // 3) + 1, 1), 3 * shift)
            return Period(first, add_months(first, 3))
        case "fiscal year":
            ahead = fiscal_month > 1 and on.month >= fiscal_month
            return fiscal_year(on.year + ahead + shift, fiscal_month)
        case "year":
            return year(on.year + shift)
        case _:
            return None


def unit_of(on: date, unit: str, count: int) -> date:
    """Return the day `count` units from `on`; months and years keep the day where they can."""
    match unit:
        case "day":
            return on + timedelta(days=count)
        case "week":
            return on + timedelta(weeks=count)
        case "month" | "quarter":
            return _same_day(add_months(on, count * (3 if unit == "quarter" else 1)), on.day)
        case "decade":
            return _same_day(add_months(on, 120 * count), on.day)
        case _:
            return _same_day(add_months(on, 12 * count), on.day)


def _same_day(first: date, of_day: int) -> date:
    last = (add_months(first, 1) - timedelta(days=1)).day
    return first.replace(day=min(of_day, last))
