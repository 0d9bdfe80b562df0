"""Checked figures as messages: where, what, and what would be true."""

from __future__ import annotations

import re
from decimal import Decimal

from onrecord.model import Comparator, Figure, Level, Message, Outcome
from onrecord.run.checks import Checked

LEVELS = {Outcome.FAILS: Level.ERROR, Outcome.CLOSE: Level.WARNING}
# Only then is one number right in the same sentence; otherwise period, base or series is at fault.
MISTYPED = ("swapped-digits", "dropped-digit", "scale")
_MARK = ".,’' \u00a0\u202f"  # what groups digits by threes, in one country or another
_NUMBER = re.compile(rf"\d(?:[\d{_MARK}]*\d)?")
_SEPARATOR = re.compile(rf"(?<=\d)([{_MARK}])(?=\d{{3}}(?:\D|$))")


def make_message(checked: Checked) -> Message | None:
    """Return what is said of a checked figure, None when it holds or is open."""
    code = checked.code
    if code is None:
        return None
    return Message(
        source=checked.source,
        line=checked.line,
        column=checked.column,
        code=code,
        level=LEVELS[checked.outcome],
        words=checked.quote,
        text=checked.verdict.reason,
        nearest=checked.verdict.nearest,
        compared=describe_reference(checked),
        part=checked.part,
        replacement=None if checked.part else checked.verdict.replacement or suggest(checked),
        finding_id=checked.figure.id,
        method=checked.verdict.method,
    )


def describe_reference(checked: Checked) -> str | None:
    """Return the series, period and vintage that a figure was compared with."""
    reference = checked.verdict.reference
    if reference is None:
        return None
    name = checked.series.name if checked.series else reference.series_id
    read = "" if reference.carrier == reference.publisher else f", read from {reference.carrier}"
    return (
        f"{name} ({reference.series_id}), {reference.period}, as known on {reference.as_of}{read}"
    )


def suggest(checked: Checked) -> str | None:
    """Return the figure's words with the official number in them, when a digit is all that is wrong."""
    reference, figure = checked.verdict.reference, checked.figure
    if reference is None or checked.verdict.diagnosis not in MISTYPED:
        return None
    if figure.comparator is not Comparator.EXACT:
        return None
    return put_number(checked.quote, figure, reference.values[0])


def put_number(words: str, figure: Figure, value: Decimal) -> str | None:
    """Put `value` where the figure's whole number stands in its words, grouped as it was.

    None when the number is not written in digits alone ("1.8 million") or stands there twice.
    """
    if figure.is_range or figure.low != int(figure.low) or value != int(value):
        return None
    found = [m for m in _NUMBER.finditer(words) if _digits(m.group()) == str(int(figure.low))]
    if len(found) != 1:
        return None
    separator = _SEPARATOR.search(found[0].group())
    grouped = f"{int(value):,}".replace(",", separator[1] if separator else "")
    return words[: found[0].start()] + grouped + words[found[0].end() :]


def _digits(number: str) -> str:
    return "".join(c for c in number if c.isdigit())
