"""Numbers, periods and vintages in plain words for the reasons of verdicts."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

from onrecord.model import Figure, Outcome, Period
from onrecord.model.periods import fiscal_year, name_period
from onrecord.verify.comparing import Stated, compare, gap_to
from onrecord.verify.lookups import Official

_ADDRESS = re.compile(r"https?://([^/\s()]+)[^\s()]*")  # in a carrier's words
TOO_FAR = Decimal(5)  # beyond this ratio it is probably another measure


def say_number(value: Decimal) -> str:
    """Return `181,059`, `36.5`."""
    if value == int(value):
        return f"{int(value):,}"
    return f"{value.quantize(Decimal('0.01')).normalize():,f}"


def say_gap(gap: Decimal) -> str:
    """Return a difference with its sign: `+450`."""
    return f"{'-' if gap < 0 else '+'}{say_number(abs(gap))}"


def say_period(period: Period) -> str:
    """Return `August 2023`, `fiscal year 2023`, `the 12 months to September 2023`."""
    october = 10
    first, after = period.first, period.after
    if period == fiscal_year(after.year, october):
        return f"fiscal year {after.year}"
    if first.day == 1 and after.day == 1 and not period.is_year():
        if (after.year, after.month) == (first.year + 1, first.month):
            return f"the 12 months to {period.last:%B %Y}"
        if not period.is_month():
            return f"{first:%B %Y} to {period.last:%B %Y}"
    return name_period(period)


def say_day(day: date) -> str:
    """Return `22 September 2023`."""
    return f"{day.day} {day:%B %Y}"


def say_official(official: Official, agency: str) -> str:
    """Return who reported what for when, with the vintage, the carrier, and what is known today.

    `US Border Patrol reported 181,059 for August 2023 (published 22 September 2023, 181,054 as
    known today)`; `… reported 11,201.32 pounds (5,080.83 kilograms) for …`
    """
    turned = f" ({say_number(official.value)} {official.unit})" if official.unit else ""
    official = official.told
    value = say_number(official.value)
    unit = say_unit(official)
    unit = f"{unit}{turned}" if unit else ""
    told = official.series.is_told
    vintage = (
        f"{'said on' if told else 'published'} {say_day(official.as_of)}"
        if official.dated
        else f"as read in a file of {say_day(official.as_of)}"
    )
    summed = f", {official.summed} months added up" if official.summed else ""
    notes = f"{vintage}{say_carrier(official)}{summed}{say_today(official)}"
    verb = "said" if told else "reported"
    return f"{agency} {verb} {value}{unit} for {say_period(official.period)} ({notes})"


def say_unit(official: Official) -> str:
    """Return the unit behind a value, nothing where it counts what the measure says."""
    unit = official.series.unit
    return "" if unit == "events" else f" {unit}"


def say_carrier(official: Official) -> str:
    """Return where a value was read that was not read at its publisher."""
    carrier = official.carrier
    if carrier == official.series.publisher:
        return ""
    site = urlsplit(carrier).netloc
    name = site or _ADDRESS.sub(r"\1", carrier).split(":")[0].strip(' "')
    return f", read from {name}"


def say_today(official: Official) -> str:
    """Return the value as known today, where it was revised since the day that counts."""
    if official.today is None or official.today == official.value:
        return ""
    return f", {say_number(official.today)} as known today"


def say_fit(figure: Figure, stated: Stated, official: Official, outcome: Outcome) -> str:
    """Return how the stated number fits, in words."""
    said = say_stated(figure)
    if outcome is Outcome.HOLDS:
        fits = compare(stated, official.value) is Outcome.HOLDS
        if not fits and compare(stated, official.value, give=official.give) is Outcome.HOLDS:
            step = say_number(official.series.rounded_to)
            unit = f" {official.series.unit}" if official.unit else ""
            return f"{said} holds, as it is rounded to {step}{unit}"
        return f"{said} holds" if fits else f"{said} is another published value for it"
    gap = gap_to(stated, official.value)
    if not gap:
        return f"it is exactly {say_number(official.value)}, not {said}"
    return f"{said} is off by {say_number(gap)}"


def say_stated(figure: Figure) -> str:
    """Return the number as the text means it: `more than 220,000`, `between 10 and 99`."""
    low, high = say_number(figure.low), say_number(figure.high)
    if figure.is_range:
        return f"between {low} and {high}"
    lead = {
        "exact": "", "about": "about ", "nearly": "nearly ", "fewer_than": "fewer than ",
        "at_most": "at most ", "more_than": "more than ", "at_least": "at least ",
        "between": "",
    }[figure.comparator.value]  # fmt: skip
    return f"{lead}{low}"


def is_too_far(stated: Decimal, official: Decimal) -> bool:
    """Are the two more than five times apart?"""
    if not stated or not official:
        return True
    return not 1 / TOO_FAR <= stated / official <= TOO_FAR
