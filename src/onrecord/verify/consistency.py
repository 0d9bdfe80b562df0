"""Hold the numbers of one text against each other.

`181,059 arrests in August` here and `181,509` there; `down 38 percent from 47,000 to 41,000`; a
total of 250 whose parts add up to 240. Which number is wrong the text does not tell, so these are
problems to look at, not verdicts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TypeAlias

from onrecord.knowledge import WordTable
from onrecord.model import (
    Comparator,
    Direction,
    Document,
    Figure,
    FigureKind,
    Outcome,
    Period,
    Problem,
)
from onrecord.verify.averages import rate_of
from onrecord.verify.comparing import compare, make_stated
from onrecord.verify.misprints import name_misprint
from onrecord.verify.wording import say_number, say_period

ROOM = "verify"
Key: TypeAlias = tuple[str, str | None, Period]  # the measure or noun, the part of it, the period
TELLING_DIGITS = 1000  # shorter numbers are too easily two counts of different things
NEAR = Decimal("0.02")  # numbers so near to each other are meant to be one
POINT = Decimal(1)  # a percentage may be off by as much for what rounding does
SUM_NEAR = Decimal("0.2")  # what is farther from the total was no list of its parts
FEWEST_PARTS = 2
SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+[A-Z“\"‘¿¡«]|\n")
# "250 seizures in May: 120 at ports, 70 at sea and 50 on roads."
PARTS = re.compile(r"[^.;:\n]{0,40}(?::|\s[—–])\s+(?P<list>[^.;:\n—–]{8,300})[.\n]")
HALF = Decimal("0.5")


class PartReader:
    """The compiled words by which a text lists the parts of a total, of one language."""

    def __init__(self, words: WordTable) -> None:
        joint = words.either("numbers", "between")
        self.parted = re.compile(rf",\s+(?:(?i:{joint})\s+)?|\s+(?i:{joint})\s+(?=\d)")
        other = words.either("numbers", "percent", "scale", "points", "money")
        marks = ",." if words.words("numbers", "decimal-comma") else ","
        self.part = re.compile(
            rf"(\d{{1,3}}(?:[{marks}]\d{{3}})*|\d+)\s+(?!(?i:{other})(?!\w))[^\W\d_]"
        )
        self.lead = re.compile(
            rf"(?<!\w)(?i:{words.either('changes', 'pair-from')})\s+(?:\w+\s+){{0,2}}$"
        )
        to = words.either("changes", "pair-to")
        self.between = re.compile(rf"[^.;:]{{0,40}}\s(?i:{to})\s")

    def list_parts(self, text: str, at: int) -> list[int]:
        """Return the numbers of the list that opens behind a place, none when there is none."""
        found = PARTS.match(text, at)
        if found is None:
            return []
        items = [self.part.match(item) for item in self.parted.split(found["list"])]
        if not all(items):
            return []
        return [int(re.sub("[.,]", "", item[1])) for item in items if item]


def find_inconsistencies(
    figures: list[Figure], document: Document, words: WordTable | None
) -> list[Problem]:
    """Return what numbers of a text contradict each other, in its order."""
    ordered = sorted(figures, key=lambda f: f.evidence.span.start)
    said = [*find_differing(ordered)]
    if words is not None:
        reader = words.keep("parts", PartReader)
        said += find_wrong_sums(ordered, document, reader)
        said += find_wrong_percentages(ordered, document, reader)
    return [
        Problem(subject_id=figure.id, room=ROOM, source=document.source, message=message)
        for figure, message in sorted(said, key=lambda s: s[0].evidence.span.start)
    ]


# ---- one thing, two numbers -------------------------------------------------------------------
def find_differing(figures: list[Figure]) -> Iterator[tuple[Figure, str]]:
    """Yield figures that give another number for what one before gives."""
    told: dict[Key, list[Figure]] = {}
    for figure in figures:
        key = key_of(figure)
        if key is None:
            continue
        for before in told.setdefault(key, []):
            if is_other_number(before, figure):
                yield (
                    figure,
                    (
                        f"{quote_of(figure)} and {quote_of(before)} are both given for "
                        f"{say_period(key[2])} in this text; say which it is"
                    ),
                )
                break
        told[key].append(figure)


def key_of(figure: Figure) -> Key | None:
    """Return what an exact count is about, None when that is not told or it is a rate."""
    return subject_of(figure) if rate_of(figure) is None else None


def subject_of(figure: Figure) -> Key | None:
    """Return what an exact number is about, be it a count or so many a day."""
    plain = figure.kind is FigureKind.LEVEL and not figure.is_range
    if not plain or figure.period is None or figure.comparator is not Comparator.EXACT:
        return None
    noun = figure.unit.rsplit(" ", 1)[-1].lower()
    what = figure.indicator or noun
    return (what, figure.dimension, figure.period) if what and not figure.assumed else None


def is_other_number(left: Figure, right: Figure) -> bool:
    """Are two long numbers so alike that they are meant to be one, and differ?"""
    short = min(left.low / left.step, right.low / right.step) < TELLING_DIGITS
    if short or left.low == right.low or is_rounded(left, right) or is_rounded(right, left):
        return False
    misprint = name_misprint(str(int(left.low)), str(int(right.low)))
    near = abs(left.low - right.low) <= NEAR * max(left.low, right.low)
    return misprint is not None or (near and left.indicator is not None)


def is_rounded(short: Figure, long: Figure) -> bool:
    """Is one number the other, rounded to its own last digit?"""
    return short.step > 1 and compare(make_stated(short), long.low) is Outcome.HOLDS


# ---- percentages that do not follow -----------------------------------------------------------
def find_wrong_percentages(
    figures: list[Figure], document: Document, reader: PartReader
) -> Iterator[tuple[Figure, str]]:
    """Yield changes in percent that do not follow from the two numbers given with them."""
    for change in figures:
        if change.kind is not FigureKind.CHANGE or change.unit != "percent" or change.is_range:
            continue
        pair = pair_by_period(change, figures) or pair_by_words(change, figures, document, reader)
        if pair is None:
            continue
        before, after = pair
        low, high = bounds_of(before, after)
        half = change.step * HALF + POINT
        stated = -change.low if change.direction is Direction.DOWN else change.low
        if change.comparator is Comparator.EXACT and not low - half <= stated <= high + half:
            true = (after.low / before.low - 1) * 100
            way = "less" if true < 0 else "more"
            yield (
                change,
                (
                    f"{quote_of(change)} does not follow from {say_number(before.low)} and "
                    f"{say_number(after.low)} in this text: that is {abs(true):.1f} percent {way}"
                ),
            )


def pair_by_period(change: Figure, figures: list[Figure]) -> tuple[Figure, Figure] | None:
    """Return the counts of the same measure for the base and for the period of a change."""
    if change.indicator is None or change.base is None or change.period is None:
        return None
    found: list[Figure] = []
    for period in (change.base, change.period):
        told = [
            f
            for f in figures
            if f.low and subject_of(f) == (change.indicator, change.dimension, period)
        ]
        if len({(f.low, rate_of(f)) for f in told}) != 1:
            return None
        found.append(told[0])
    before, after = found
    # totals go with totals, so many a day with so many a day
    return (before, after) if rate_of(before) == rate_of(after) else None


def pair_by_words(
    change: Figure, figures: list[Figure], document: Document, reader: PartReader
) -> tuple[Figure, Figure] | None:
    """Return the two counts of `fell 22% from 48,913 to 38,084`, the only ones of the sentence."""
    near = [f for f in figures if f is not change and is_one_sentence(change, f, document)]
    counts = [f for f in near if is_plain_count(f)]
    if len(near) != FEWEST_PARTS or len(counts) != FEWEST_PARTS:
        return None
    first, second = counts
    if not first.low or (first.unit and second.unit and first.unit != second.unit):
        return None
    start = first.evidence.span.start
    opened = reader.lead.search(document.text, max(0, start - 24), start)
    behind = document.text[first.evidence.span.end : second.evidence.span.start]
    return (first, second) if opened and reader.between.fullmatch(behind) else None


def is_plain_count(figure: Figure) -> bool:
    """Is it an exact number of something?"""
    exact = figure.comparator is Comparator.EXACT and not figure.is_range
    return exact and figure.kind is FigureKind.LEVEL and figure.unit not in ("percent", "times")


def bounds_of(before: Figure, after: Figure) -> tuple[Decimal, Decimal]:
    """Return between what a change in percent lies, given how two numbers are rounded."""
    ends = []
    for a in (after.low - after.step * HALF, after.low + after.step * HALF):
        for b in (before.low - before.step * HALF, before.low + before.step * HALF):
            ends.append((a / b - 1) * 100 if b else Decimal(0))
    return min(ends), max(ends)


# ---- parts of a total -------------------------------------------------------------------------
def find_wrong_sums(
    figures: list[Figure], document: Document, reader: PartReader
) -> Iterator[tuple[Figure, str]]:
    """Yield totals whose parts, listed behind a colon or a dash, add up to something else."""
    for total in figures:
        if not is_plain_count(total):
            continue
        parts = reader.list_parts(document.text, total.evidence.span.end)
        added = Decimal(sum(parts))
        off = abs(added - total.low)
        rounded = total.step * HALF if total.step > 1 else Decimal(0)
        if len(parts) >= FEWEST_PARTS and rounded < off <= SUM_NEAR * total.low:
            yield (
                total,
                (
                    f"{quote_of(total)}: the {len(parts)} parts listed behind it add up to "
                    f"{say_number(added)}"
                ),
            )


def is_one_sentence(left: Figure, right: Figure, document: Document) -> bool:
    """Do two figures stand in one sentence?"""
    first, second = sorted((left.evidence.span, right.evidence.span), key=lambda s: s.start)
    return not SENTENCE_END.search(document.text[first.end : second.start])


def quote_of(figure: Figure) -> str:
    """Return the words of a figure in quotation marks."""
    return f'"{figure.evidence.span.quote}"'
