"""Read every quantity of a text, also those that are no figures: lengths, times, ages, "one of us".

A figure says something checkable about the world; a quantity is any number with what it is a
number of. `the aircraft is 72.7 metres long` is a quantity and no figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from onrecord.annotate import Annotated
from onrecord.extract.figures.drafts import BLOT, Draft, Frame
from onrecord.extract.figures.levels import LevelReader
from onrecord.extract.figures.nouns import NounPhrase, NounReader, is_inside_code, is_year, whole
from onrecord.extract.figures.numbers import Number, NumberReader
from onrecord.extract.figures.shapes import ShapeReader
from onrecord.knowledge import WordTable, either
from onrecord.model import Comparator, Direction

NAME_LIMIT = 2000  # a bare number behind a name may be part of it: "Big 12", "iPhone 11"
CHANGE_REACH = 40
OLDEST = 110  # years that a person may be
CODE = re.compile(r"(?<!\w)[A-Z]{1,3}-$|[A-Za-z]\d*[.-]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with what it is a number of; [start, end) is where number and unit stand.

    `unit` is "percent", a currency code, a unit of measure or the noun that is counted, None when
    the text gives none; `rate` is the "barrel" of "per barrel".
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    comparator: Comparator
    direction: Direction | None
    unit: str | None
    rate: str | None = None


class QuantityReader:
    """The compiled patterns for quantities of one language."""

    def __init__(self, words: WordTable) -> None:
        self.numbers = words.keep("numbers", NumberReader)
        self.nouns = words.keep("nouns", NounReader)
        self.levels = words.keep("levels", LevelReader)
        self.shapes = words.keep("shapes", ShapeReader)
        symbols = words.either("numbers", "symbol")
        self.symbols = re.compile(rf"{symbols}(?![\w/])")
        self.times = whole(words.words("numbers", "time-unit"))
        minus = words.either("numbers", "minus")
        self.minus = re.compile(rf"(?<=[\s($])(?:(?i:{minus})[\s-]|[-−])(?=\d)")
        self.below = re.compile(rf"(?<!\w)(?i:{words.either('numbers', 'below-prefix')})-(?=\d)")
        self.by = re.compile(rf"(?<!\w)(?i:{words.either('changes', 'up', 'down')}|by)\W+$")
        joins = [
            w
            for w in words.words("numbers", "range")
            if w not in words.words("numbers", "range-or")
        ]
        self.to = re.compile(
            rf"\s*-?(?i:(?:{words.either('comparators', 'at_most')}|{either(joins)}))-?\s*"
        )
        self.to_value = re.compile(
            rf"(?<!\w)(?i:{words.either('changes', 'pair-to')})\W*(?:\w+\s+)?$"
        )
        self.share = re.compile(
            rf"(?<![\w-])(?i:{words.either('numbers', 'fraction')})(?=\s+(?:of|the|all)\b)"
        )
        self.clock = re.compile(rf"[.:]?\d*\s*(?i:{words.either('numbers', 'clock')})(?!\w)")
        counted = words.either("dates", "number")
        self.stretch = re.compile(
            rf"(?<!\w)(?:\d+|(?i:{counted}))[\s-]+(?i:{words.either('dates', 'unit')})(?!\w)"
        )
        link, any_time = words.either("numbers", "per"), words.either("numbers", "per-time")
        unit = words.either("numbers", "time-unit", "measure-unit", "per-unit")
        time = words.either("numbers", "time-unit")
        self.rate = re.compile(
            rf"[\s-]*(?:(?i:{link})[\s-]+(?P<any>(?i:{unit})|[a-z]+)|"
            rf"(?i:{any_time})[\s-]+(?P<time>(?i:{time})))(?!\w)"
        )

    def read(self, frame: Frame) -> list[Quantity]:
        """Return the quantities of a text in order."""
        shapes = [as_quantity(d) for d in self.shapes.read(frame) if d.low]
        shapes += self._read_shares(frame, shapes)
        text = self._without_days(frame)
        found = [
            q
            for n in self.numbers.read(text)
            if not any(s.start < n.end and n.digits_at < s.end for s in shapes)
            and (q := self._quantity(frame, n))
        ]
        return self._join(frame, sorted([*shapes, *found], key=lambda q: q.start))

    def _read_shares(self, frame: Frame, taken: list[Quantity]) -> list[Quantity]:
        """Return the shares in words of whatever follows them: "half the condos"."""
        return [
            Quantity(
                start=m.start(), end=m.end(), low=value, high=value, unit="percent",
                comparator=self.shapes.comparator_before(frame.text, m.start()), direction=None,
            )
            for m in self.share.finditer(frame.text)
            if not any(t.start <= m.start() < t.end for t in taken)
            and (value := self.shapes.fractions[" ".join(m[0].lower().split())])
        ]  # fmt: skip

    def _join(self, frame: Frame, found: list[Quantity]) -> list[Quantity]:
        """Return the quantities, "252 miles to 287 miles" as one."""
        joined: list[Quantity] = []
        for quantity in found:
            last = joined[-1] if joined else None
            if last is not None and self._are_one(frame, last, quantity):
                joined[-1] = replace(
                    last, end=quantity.end, low=last.low, high=quantity.low,
                    unit=quantity.unit, rate=quantity.rate, comparator=Comparator.BETWEEN,
                )  # fmt: skip
            else:
                joined.append(quantity)
        return joined

    def _are_one(self, frame: Frame, left: Quantity, right: Quantity) -> bool:
        """Are two quantities the ends of one stretch?"""
        between = frame.text[left.end : right.start]
        alone = left.low == left.high and right.low == right.high
        if not alone or not self.to.fullmatch(between) or left.unit not in (None, right.unit):
            return False
        lead = frame.text[max(0, left.start - CHANGE_REACH) : left.start]
        return not self.by.search(lead)

    def _without_days(self, frame: Frame) -> str:
        """Return the text with its days, months and years blotted out; "three months" stay."""
        text = list(frame.text)
        for mention in frame.dates:
            if not self.stretch.search(mention.text):
                text[mention.start : mention.end] = BLOT * (mention.end - mention.start)
        for pattern in (self.minus, self.below):
            for match in pattern.finditer(frame.text):
                text[match.start() : match.end()] = " " * len(match[0])
        return "".join(text)

    def _with_sign(self, frame: Frame, quantity: Quantity, number: Number) -> Quantity:
        """Return the quantity below zero, or below its number, where a prefix says so."""
        lead = frame.text[: number.digits_at]
        for pattern in (self.minus, self.below):
            for match in pattern.finditer(frame.text, max(0, len(lead) - 12), len(lead) + 4):
                if match.end() >= len(lead) and pattern is self.minus:
                    return replace(quantity, low=-quantity.low, high=-quantity.high)
                if match.end() == len(lead):
                    return replace(quantity, comparator=Comparator.FEWER_THAN)
        return quantity

    def _quantity(self, frame: Frame, number: Number) -> Quantity | None:
        if self._is_none(frame, number):
            return None
        unit, end = self._unit_of(frame, number)
        rate = self.rate.match(frame.text, end)
        quantity = Quantity(
            start=number.start,
            end=rate.end() if rate else end,
            low=number.low,
            high=number.high,
            comparator=number.comparator,
            direction=self._direction(frame, number),
            unit=unit,
            rate=(rate["any"] or rate["time"]) if rate else None,
        )
        return self._with_sign(frame, quantity, number)

    def _unit_of(self, frame: Frame, number: Number) -> tuple[str | None, int]:
        """Return the unit or the noun counted, and where it ends."""
        if number.unit is not None:
            return number.unit, number.end
        text, at = frame.text, number.end
        lead = re.match(r"[\s-]*", text[at:])
        behind = at + (lead.end() if lead else 0)
        for pattern in (self.symbols, self.nouns.measure_units, self.times):
            if found := pattern.match(text, behind):
                return found[0], found.end()
        noun = self.nouns.find(frame, number) or self._noun_of(frame, number)
        return (noun.text, noun.end) if noun else (None, at)

    def _noun_of(self, frame: Frame, number: Number) -> NounPhrase | None:
        """Return the noun behind "one of the"."""
        of = self.nouns.of.match(frame.text, number.end)
        if of is None:
            return None
        index = frame.token_from(of.end())
        while index < len(frame.doc) and frame.doc[index].pos_ in ("DET", "PRON"):
            index += 1
        at = frame.doc[index].idx if index < len(frame.doc) else of.end()
        return self.nouns.read(frame, at)

    def _is_none(self, frame: Frame, number: Number) -> bool:
        """Is it a year, a time of day, a code, part of a name?"""
        text, at, end = frame.text, number.digits_at, number.end
        if not number.unit and is_year(text, number) and not self.nouns.is_counted(frame, number):
            return True
        if self.clock.match(text, end):
            return True
        units = (self.symbols, self.nouns.measure_units, self.times)
        lead = re.match(r"[ -]?", text[end:])
        behind = end + (lead.end() if lead else 0)
        glued = any(p.match(text, behind) for p in units)
        if not glued and is_inside_code(text, at, end):
            return True
        prefixed = self.minus.search(text, max(0, at - 12), at + 1) or self.below.search(
            text, max(0, at - 12), at + 1
        )
        if (not prefixed and CODE.search(text[max(0, at - 5) : at])) or self.nouns.label.search(
            text[max(0, number.start - 24) : number.start]
        ):
            return True
        if number.unit or glued:
            return False
        if self.nouns.age.search(text[max(0, number.start - 24) : number.start]):
            return True
        return self._is_in_name(frame, number) or self._is_aside(frame, number)

    def _is_aside(self, frame: Frame, number: Number) -> bool:
        """Is it a pronoun ("that one"), or an age between commas ("Maddon, 66, …")?"""
        text = frame.text
        if re.match(r"\s*,", text[number.end :]) and text[: number.digits_at].endswith(", "):
            return number.low < OLDEST
        written = text[number.digits_at : number.end]
        alone = number.low == 1 and written.isalpha() and number.start == number.digits_at
        return alone and self.nouns.find(frame, number) is None and not self._noun_of(frame, number)

    def _is_in_name(self, frame: Frame, number: Number) -> bool:
        """Does a capitalised word that opens no sentence stand right before a bare number?"""
        written = frame.text[number.digits_at : number.end]
        bare = number.start == number.digits_at and written.isdigit()
        if not bare or number.low >= NAME_LIMIT:
            return False
        index = frame.token_at(number.digits_at)
        if index == 0 or frame.doc[index].is_sent_start:
            return False
        before = frame.doc[index - 1]
        return (
            before.is_title or (before.is_upper and len(before) > 1) or before.text[1:2].isupper()
        )

    def _direction(self, frame: Frame, number: Number) -> Direction | None:
        """Return which way it went, when a word of change stands beside the number."""
        text = frame.text
        before = self.levels.change_before.search(
            text, max(0, number.start - CHANGE_REACH), number.start
        )
        if before is None or self.to_value.search(before[0]):
            return None  # "rose to 25": where it arrived, not by how much
        return self.levels.direction_of(before["word"])


def as_quantity(draft: Draft) -> Quantity:
    """Return a multiple or a share in words as a quantity."""
    return Quantity(
        start=draft.start, end=draft.end, low=draft.low, high=draft.high,
        comparator=draft.comparator, direction=None, unit=draft.unit,
    )  # fmt: skip


def read_quantities(annotated: Annotated, words: WordTable) -> list[Quantity]:
    """Return the quantities of a text, in its order."""
    return words.keep("quantities", QuantityReader).read(Frame(annotated))
