"""The words of a figure with a number that would be true in them.

`more than 230,000 arrests` with 181,059 → `more than 180,000 arrests`: rounded as the text rounds.
"""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from onrecord.model import Comparator, Figure

NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
SCALES = tuple(Decimal(10) ** power for power in (0, 3, 6, 9, 12))
ROUNDINGS = {
    Comparator.MORE_THAN: ROUND_FLOOR,
    Comparator.AT_LEAST: ROUND_FLOOR,
    Comparator.FEWER_THAN: ROUND_CEILING,
    Comparator.AT_MOST: ROUND_CEILING,
    Comparator.NEARLY: ROUND_CEILING,
}
KEPT_DIGITS = 2  # a correction has at least so many, however roughly the text rounds


def write_true(figure: Figure, value: Decimal) -> str | None:
    """Return the words with `value` in them, None where the number is not written in digits."""
    words = figure.evidence.span.quote
    found = [
        (match, scale)
        for match in NUMBER.finditer(words)
        for scale in SCALES
        if Decimal(match[0].replace(",", "")) * scale == figure.low
    ]
    if figure.is_range or len(found) != 1:
        return None
    match, scale = found[0]
    true = round_like(figure, value) / scale
    places = -int(min(figure.step / scale, Decimal(1)).normalize().as_tuple().exponent)
    written = f"{true:,.{max(places, 0)}f}"
    if "," not in match[0] and figure.low >= 1000 * scale:
        written = written.replace(",", "")
    return None if written == match[0] else words[: match.start()] + written + words[match.end() :]


def round_like(figure: Figure, value: Decimal) -> Decimal:
    """Return the value rounded to the text's own last digit, the way its comparator wants it."""
    step = figure.step
    while step > 1 and value < step * 10 ** (KEPT_DIGITS - 1):
        step /= 10
    way = ROUNDINGS.get(figure.comparator, ROUND_HALF_UP)
    return (value / step).to_integral_value(rounding=way) * step
