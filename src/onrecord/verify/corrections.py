"""The words of a figure with a number that would be true in them.

`more than 230,000 arrests` with 181,059 → `more than 180,000 arrests`: rounded as the text rounds,
and written as the text writes numbers: `181.059`, `66,1 %`, `181 mil 59`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from onrecord.knowledge import WordTable, fold
from onrecord.model import Comparator, Figure
from onrecord.verify.numbers import Mark, list_marks, make_number_words, read_numbers

NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?")
SCALES = tuple(Decimal(10) ** power for power in (0, 3, 6, 9, 12))
ROUNDINGS = {
    Comparator.MORE_THAN: ROUND_FLOOR,
    Comparator.AT_LEAST: ROUND_FLOOR,
    Comparator.FEWER_THAN: ROUND_CEILING,
    Comparator.AT_MOST: ROUND_CEILING,
    Comparator.NEARLY: ROUND_CEILING,
}
KEPT_DIGITS = 2  # a correction has at least so many, however roughly the text rounds
ONE, THOUSAND, MILLION = Decimal(1), 1000, 1_000_000


@dataclass(frozen=True, slots=True)
class Written:
    """A number as the words of a figure write it."""

    match: re.Match[str]
    scale: Decimal
    mark: Mark


def write_true(figure: Figure, value: Decimal, words: WordTable | None = None) -> str | None:
    """Return the words with `value` in them, None where the number is not written in digits."""
    quote = figure.evidence.span.quote
    if figure.is_range:
        return None
    if spoken := find_spoken(figure, words):
        match, scales = spoken
        written = write_spoken(int(round_like(figure, value)), scales)
        return replace_in(quote, match, written)
    found = list(find_written(figure, words))
    if len(found) != 1:
        return None
    first = found[0]
    true = round_like(figure, value) / first.scale
    step = min(figure.step / first.scale, Decimal(1))
    places = max(-int(step.normalize().as_tuple().exponent), 0)
    grouped = first.mark.thousands in first.match[0] or figure.low < THOUSAND * first.scale
    return replace_in(quote, first.match, first.mark.write(true, places, grouped=grouped))


def replace_in(quote: str, match: re.Match[str], written: str) -> str | None:
    """Return the words with another number, None where it is the same."""
    if written == match[0]:
        return None
    return quote[: match.start()] + written + quote[match.end() :]


def find_written(figure: Figure, words: WordTable | None) -> Iterator[Written]:
    """Yield where the words of a figure write its value, and how."""
    quote = figure.evidence.span.quote
    for match in NUMBER.finditer(quote):
        marks, scales = list_marks(words), SCALES
        if words is not None and len(marks) > 1:
            scales = (find_scale(quote[match.end() :], words),)
        for mark in marks:
            value = mark.read(match[0])
            if value is not None:
                yield from (Written(match, s, mark) for s in scales if value * s == figure.low)


def find_scale(behind: str, words: WordTable) -> Decimal:
    """Return what the scale word right behind a number is worth, one where there is none."""
    found = re.match(rf"\s+({words.either('numbers', 'scale')})(?!\w)", behind, re.I)
    return words.values("numbers", "scale")[" ".join(found[1].lower().split())] if found else ONE


# ---- numbers told with their scales: 6 mil 321 --------------------------------------------------
@dataclass(frozen=True, slots=True)
class Scales:
    """What a language says between the digits of a number: mil, un millón, dos millones."""

    thousand: str
    million: str
    millions: str


def find_scales(words: WordTable | None) -> Scales | None:
    """Return a language's words between digits, None where it says none; a singular comes first."""
    worth = words.values("numbers", "scale") if words else {}
    named: dict[int, list[str]] = {}
    for word in words.words("numbers", "goes-on") if words else ():
        named.setdefault(int(worth[word.lower()]), []).append(word)
    if not {THOUSAND, MILLION} <= named.keys():
        return None
    return Scales(named[THOUSAND][0], named[MILLION][0], named[MILLION][-1])


def find_spoken(figure: Figure, words: WordTable | None) -> tuple[re.Match[str], Scales] | None:
    """Return where the words write the value with scales between digits, and those scales."""
    scales = find_scales(words)
    if words is None or scales is None:
        return None
    table = words.keep("number-words", make_number_words)
    lead = rf"(?:\d{{1,3}}|{words.either('numbers', 'small')})"
    number = rf"(?:{lead}\s+)?{words.either('numbers', 'goes-on')}"
    pattern = re.compile(
        rf"(?<![\w.,])(?:{number}\s+)*{number}(?:\s+\d{{1,3}})?(?![\w.,]*\d)", re.I
    )
    for match in pattern.finditer(figure.evidence.span.quote):
        read = fold(match[0]).split()
        in_words = read[0] in table.small and not any(word.isdecimal() for word in read)
        if not in_words and figure.low in read_numbers(read, 0, len(read), table)[1]:
            return match, scales
    return None


def write_spoken(value: int, scales: Scales) -> str:
    """Return `2 millones 45 mil 838`, `mil 240`."""
    millions, rest = divmod(value, MILLION)
    thousands, ones = divmod(rest, THOUSAND)
    parts = []
    if millions:
        name = scales.millions if millions > 1 else scales.million
        parts.append(f"{write_spoken(millions, scales)} {name}")
    if thousands:
        parts.append(scales.thousand if thousands == 1 else f"{thousands} {scales.thousand}")
    if ones or not parts:
        parts.append(str(ones))
    return " ".join(parts)


def round_like(figure: Figure, value: Decimal) -> Decimal:
    """Return the value rounded to the text's own last digit, the way its comparator wants it."""
    step = figure.step
    while step > 1 and value < step * 10 ** (KEPT_DIGITS - 1):
        step /= 10
    way = ROUNDINGS.get(figure.comparator, ROUND_HALF_UP)
    return (value / step).to_integral_value(rounding=way) * step
