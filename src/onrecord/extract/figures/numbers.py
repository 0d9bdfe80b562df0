"""Read numbers as written: digits, words, ranges, vague plurals, with comparator and unit sign.

`nearly 250,000` → 250000, nearly; `just under 2 million` → 2000000, nearly;
`250, 300,000` → [250000, 300000], between; `thousands` → 1000, more_than.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, replace
from decimal import Decimal

from onrecord.extract.figures.comparators import comparator_of, compile_comparators
from onrecord.extract.figures.values import ValueReader, is_spoken_pair, share_scale
from onrecord.knowledge import WordTable, either
from onrecord.model import Comparator

# A number that is part of something else: glued to letters, a decimal's tail, a phone number.
BEFORE = r"(?<![\w.,/:–—-])(?<!\d )"
NEIGHBOURS = Decimal("1.5")  # "three or four" is one stretch, "25 or 40" is not
COMPARATOR_REACH = 40  # characters before a number in which its comparator must end


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in a text.

    [start, end) covers comparator, number and sign; `digits_at` is where the number itself
    begins. `unit` is "percent", "percentage points", "times", a currency code or None.
    """

    start: int
    end: int
    digits_at: int
    low: Decimal
    high: Decimal
    step: Decimal
    comparator: Comparator
    unit: str | None = None
    spelled: bool = False  # written in words
    vague: bool = False  # "thousands", "double-digit"
    scaled: bool = False  # with a scale word: "2 million"


class NumberReader:
    """The compiled number patterns of one language."""

    def __init__(self, words: WordTable) -> None:
        self.values = ValueReader(words)
        self.vague = {w: row for row in words.rows("numbers", "vague") for w in row.words}
        self.shapes = {w: row for row in words.rows("numbers", "shape") for w in row.words}
        self._grouping: dict[bool, NumberReader] = {}
        self.signs = words.names("numbers", "money-sign")
        # Scales that name the money too: "12.5 mdd"
        self.money_scales = words.names("numbers", "money-scale")
        self.units = {
            **words.names("numbers", "money"),
            **words.names("numbers", "percent"),
            **words.names("numbers", "points"),
            **dict.fromkeys((w.lower() for w in words.words("numbers", "times")), "times"),
        }
        self._compile(words)
        self.before, self.after = compile_comparators(words)
        self.particle = re.compile(
            rf"(?<!\w)(?i:{words.either('comparators', 'particle-verb')})\s+$"
        )
        self.particles = words.folded("comparators", "particle")
        self.apart = re.compile(rf"(?i:{words.either('numbers', 'range-or')})")
        self.from_lead = re.compile(rf"(?<!\w)(?i:{words.either('numbers', 'from')})\s+$")
        self.by_lead = re.compile(rf"(?<!\w)(?i:{words.either('numbers', 'by')})\s+$")
        self.range_lead = re.compile(rf"(?<!\w)(?i:{words.either('numbers', 'range-lead')})\s+$")

    def _compile(self, words: WordTable) -> None:
        small = words.either("numbers", "small")
        scale = words.either("numbers", "scale", "collective")
        alone = words.either("numbers", "alone")
        half = words.either("numbers", "half")
        joint = words.either("numbers", "joint")
        article = words.either("numbers", "article")
        short = words.either("numbers", "short-scale")
        sign = words.either("numbers", "money-sign")
        unit = either([*self.units])
        spelled = (
            rf"(?:(?i:{small}|{alone}|{article}(?=\s+{scale}\b)))"
            rf"(?:(?:\s*-\s*|\s+)(?i:(?:{joint}\s+)?(?:{small}|{scale})))*"
            rf"|(?i:half\s+{article}\s+{scale})|(?i:{half}\s+{scale})"
        )
        # Short scales only where money or a bare capital makes them plain.
        mixed, digits = self.values.mixed.pattern, self.values.digits
        and_half = rf"(?:\s+(?i:{joint}\s+{half})(?!\w))?" if words.words("numbers", "half") else ""
        number = rf"(?:(?:{mixed})(?!\w)|(?:{digits})(?:{short}(?![\w-])|(?:\s+|-)(?i:{scale})(?!\w))?|(?:{spelled})(?!\w)){and_half}"
        join = rf"(?:\s*(?i:{words.either('numbers', 'range')})\s*|,\s+)"
        self.pattern = re.compile(
            rf"{BEFORE}(?P<sign>{sign}\s?)?(?P<a>{number})(?P<pre>\s?%)?"
            rf"(?:(?P<join>{join})(?P<sign2>{sign}\s?)?(?P<b>{number}))?"
            rf"(?:(?P<gap>\s*-?\s*)(?P<unit>(?i:{unit})(?!\w)))?"
        )
        self.between = re.compile(
            rf"{BEFORE}(?i:{words.either('numbers', 'between-lead')})\s+(?P<sign>{sign}\s?)?"
            rf"(?P<a>{number})(?P<pre>\s?%)?\s+(?i:{words.either('numbers', 'between')})\s+"
            rf"(?P<sign2>{sign}\s?)?(?P<b>{number})"
            rf"(?:(?P<gap>\s*-?\s*)(?P<unit>(?i:{unit})(?!\w)))?"
        )
        asked = words.either("numbers", "how-many")
        self.counted = re.compile(rf"(?:\d|(?<!\w)(?i:{small}|{scale}|{asked}))\s+\[?$")
        self.vague_pattern = re.compile(
            rf"(?<![\w-])(?i:{either([*self.vague, *self.shapes])})(?!\w)"
        )

    def with_grouping(self, grouped: bool | None) -> NumberReader:
        """Return the reader for texts whose thousands are known to have points, or to have none."""
        if grouped is None:
            return self
        if grouped not in self._grouping:
            self._grouping[grouped] = other = copy(self)
            other.values = copy(self.values)
            other.values.grouped = grouped
        return self._grouping[grouped]

    def read(self, text: str) -> list[Number]:
        """Return the numbers of `text` in order, without overlap."""
        taken: list[tuple[int, int]] = []
        numbers = []
        for number in [*self._read_between(text), *self._read_vague(text), *self._read_plain(text)]:
            if any(s < number.end and number.digits_at < e for s, e in taken):
                continue
            taken.append((number.digits_at, number.end))
            numbers.append(number)
        return sorted(numbers, key=lambda n: n.digits_at)

    def _read_between(self, text: str) -> Iterator[Number]:
        for match in self.between.finditer(text):
            pair = self._pair(match)
            if pair is not None:
                yield self._make_range(match, pair)

    def _read_vague(self, text: str) -> Iterator[Number]:
        for match in self.vague_pattern.finditer(text):
            if self.counted.search(text, max(0, match.start() - 20), match.start()):
                continue  # "1.5 millones", "2 mil [millones de pesos]", "¿cuántos millones?"
            key = re.sub(r"\s+", " ", match[0]).lower()
            row = self.vague.get(key) or self.shapes[key]
            low = row.value or Decimal(0)
            shape = key in self.shapes
            number = Number(
                start=match.start(),
                end=match.end(),
                digits_at=match.start(),
                low=low,
                high=Decimal(row.name or low) if shape else low,
                step=low,
                comparator=Comparator.BETWEEN if shape else Comparator(row.name or "more_than"),
                spelled=True,
                vague=True,
                scaled=True,
            )
            yield self._with_comparator(text, number)

    def _read_plain(self, text: str) -> Iterator[Number]:
        at = 0
        while match := self.pattern.search(text, at):
            at = max(match.end(), at + 1)
            pair = self._pair(match) if match["b"] and self._may_range(match) else None
            if pair is not None:
                yield self._make_range(match, pair)
                continue
            if match["b"]:  # two numbers, not a range: read the first, go on at the second
                at = match.end("pre") if match["pre"] else match.end("a")
            number = self._make_single(text, match)
            if number is not None:
                yield number

    def _may_range(self, match: re.Match[str]) -> bool:
        """May two numbers be one range? "raised from 25% to 35%" are two."""
        at, text = match.start(), match.string
        if self.by_lead.search(text, max(0, at - 16), at) and match["sign"] and match["sign2"]:
            return False  # "rose by $43.6 billion to $419.2 billion"
        return not self.from_lead.search(text, max(0, at - 16), at) or bool(
            self.range_lead.search(text, max(0, at - 24), at)
        )

    def _make_single(self, text: str, match: re.Match[str]) -> Number | None:
        value, step, scaled = self.values.read(match["a"])
        if value is None:
            return None
        alone = match["b"] is None
        unit = self._unit_of(match) if alone else ("percent" if match["pre"] else None)
        sign = match["sign"]
        if sign and not alone and not scaled and (scale := self.values.scale_of(match["b"])):
            # "from $10 to $15 billion"
            scale = share_scale(value, scale, self.values.read(match["b"])[0] or value)
            value, step = value * scale, step * scale
        end = match.end() if alone else (match.end("pre") if match["pre"] else match.end("a"))
        if sign:
            unit = self.signs[sign.strip().lower()]
        elif not alone and unit is None and self._is_from(match):
            unit = self._unit_of(match)  # "de 248.93 a 278.80 pesos"
        if unit in ("percent", "percentage points", "times") and step > 1:
            step = Decimal(1)
        number = Number(
            start=match.start(),
            end=end,
            digits_at=match.start(),
            low=value,
            high=value,
            step=step,
            comparator=Comparator.EXACT,
            unit=unit,
            spelled=not match["a"][0].isdigit(),
            scaled=scaled,
        )
        return self._with_comparator(text, number)

    def _is_from(self, match: re.Match[str]) -> bool:
        """Does "from" lead two numbers: "from 25 to 35 percent"?"""
        at = match.start()
        return bool(self.from_lead.search(match.string, max(0, at - 16), at))

    def _make_range(self, match: re.Match[str], pair: tuple[Decimal, Decimal, Decimal]) -> Number:
        low, high, step = pair
        sign = match["sign"] or match["sign2"]
        unit = self.signs[sign.strip().lower()] if sign else self._unit_of(match)
        number = Number(
            start=match.start(),
            end=match.end(),
            digits_at=match.start(),
            low=low,
            high=high,
            step=step,
            comparator=Comparator.BETWEEN,
            unit=unit,
            scaled=high >= 1000,
        )
        lead = self._with_comparator(match.string, number)
        return replace(number, start=lead.start)

    def _unit_of(self, match: re.Match[str]) -> str | None:
        if match["unit"]:
            return self.units[re.sub(r"\s+", " ", match["unit"]).lower()]
        if match["pre"]:
            return "percent"
        if not self.money_scales:
            return None
        number = match["b"] or match["a"]
        return self.money_scales.get(number.lower().split()[-1])

    def _pair(self, match: re.Match[str]) -> tuple[Decimal, Decimal, Decimal] | None:
        """Return low, high and step of a range, None when the two numbers make none."""
        if match["pre"] and not self._is_percent(match):
            return None  # "climbed 0.1% to 1,333"
        low, _, low_scaled = self.values.read(match["a"])
        high, step, high_scaled = self.values.read(match["b"])
        if low is None or high is None:
            return None
        join = match["join"] if "join" in match.re.groupindex else ""
        listed = "," in join
        if self.apart.fullmatch(join.strip()) and not is_neighbour(match, low, high):
            return None
        if not low_scaled and high_scaled:
            low *= share_scale(low, self.values.scale_of(match["b"]), high)
        elif listed:
            if not is_spoken_pair(low, high):
                return None
            low *= 1000
        if not low < high or (listed and low * 1000 < high):
            return None
        return low, high, step

    def _is_percent(self, match: re.Match[str]) -> bool:
        return bool(match["unit"]) and self._unit_of(match) in ("percent", "percentage points")

    def _with_comparator(self, text: str, number: Number) -> Number:
        """Return the number with the comparators around it."""
        start, found = number.start, None
        while lead := self.before.search(text, max(0, start - COMPARATOR_REACH), start):
            if self._is_particle(text, lead):
                break
            kind = comparator_of(lead)
            # "just under", "only about": the nearest that says more than "exact" counts.
            if found in (None, Comparator.EXACT):
                found = kind
            start = lead.start()
        comparator = number.comparator
        if number.vague:
            comparator = found if found in (Comparator.AT_LEAST,) else comparator
        elif comparator is Comparator.EXACT and found is not None:
            comparator = found
        tail = self.after.match(text, number.end)
        end = number.end
        if tail and comparator is Comparator.EXACT:
            comparator, end = comparator_of(tail), tail.end()
        return replace(number, start=start, end=end, comparator=comparator)

    def _is_particle(self, text: str, lead: re.Match[str]) -> bool:
        """Does the word belong to a verb before it ("hands over 29 suspects")?"""
        at = lead.start()
        return lead[0].strip().lower() in self.particles and bool(
            self.particle.search(text, max(0, at - 16), at)
        )


def is_neighbour(match: re.Match[str], low: Decimal, high: Decimal) -> bool:
    """Do two numbers with "or" between them bound one stretch: "three or four"?"""
    return high <= low * NEIGHBOURS and not (match["sign2"] and not match["sign"])
