"""What a written number is worth: `1.82 million`, `two hundred`, `250,000`, `5k`."""

from __future__ import annotations

import re
from decimal import Decimal

from onrecord.knowledge import WordTable

# No longer than what anybody counts, so that no text can make the arithmetic long.
DIGITS = (
    r"\d{1,3}(?:,\d{3}){1,6}(?!,?\d)(?:\.\d{1,6}(?!\d))?"
    r"|\d{1,3}(?:\.\d{3}){2,5}(?!\d)"
    r"|\d{1,18}(?!\d)(?:\.\d{1,6}(?!\d))?"
)
# Where a comma may stand before decimals: 41,5; 1.200,50.
COMMA_DIGITS = rf"\d{{1,3}}(?:\.\d{{3}})*,\d{{1,2}}(?!,?\d)|\d{{1,18}},\d{{1,2}}(?!,?\d)|{DIGITS}"
_COMMA = re.compile(r"[\d.]+,\d{1,2}")
_POINT = re.compile(r"\d{1,3}\.\d{3}")  # 1.200 is more than a thousand there
SPOKEN_SHARE = Decimal("0.3")  # "250, 300,000": the first is said without its thousands


class ValueReader:
    """The words of numbers of one language, with what they are worth."""

    def __init__(self, words: WordTable) -> None:
        self.small = words.values("numbers", "small")
        self.scales = words.values("numbers", "scale") | words.values("numbers", "collective")
        # Short scales keep their capitals: 5m metres against $5M is told by the sign before it.
        self.short = {w: r.value for r in words.rows("numbers", "short-scale") for w in r.words}
        self.has_commas = bool(words.words("numbers", "decimal-comma"))
        # Do points stand between thousands in this text? None: each number has to tell.
        self.grouped: bool | None = None
        self.digits = COMMA_DIGITS if self.has_commas else DIGITS
        self.mixed = compile_mixed(words)
        half = words.either("numbers", "half")
        self.and_half = re.compile(rf"\s+(?i:{words.either('numbers', 'joint')}\s+{half})$")
        self.joint = words.folded("numbers", "joint", "article")
        self.scale_pattern = re.compile(rf"(?i:{words.either('numbers', 'scale', 'collective')})")

    def scale_of(self, text: str) -> Decimal | None:
        """Return the first scale word of a number as a factor."""
        found = self.scale_pattern.search(text)
        return self.scales.get(found[0].lower()) if found else None

    def read(self, text: str) -> tuple[Decimal | None, Decimal, bool]:
        """Return value, step and whether a scale word was there."""
        if found := self.and_half.search(text):
            value, step, scaled = self.read(text[: found.start()])
            scale = self.scale_of(text[: found.start()])
            if value is not None and scale:
                return value + scale / 2, scale / 2, scaled
        if self.mixed.fullmatch(text):
            return self._value_of_words(text)
        lead = re.match(self.digits, text)
        if lead:
            return self._value_of_digits(lead[0], text[lead.end() :].strip(" -\t\n\u00a0"))
        return self._value_of_words(text)

    def _value_of_digits(self, digits: str, tail: str) -> tuple[Decimal | None, Decimal, bool]:
        plain = self._plain(digits, tail)
        if plain.count(".") > 1:
            plain = plain.replace(".", "")
        value = Decimal(plain)
        step = step_of(value, plain)
        scale = self.scales.get(tail.lower()) or self.short.get(tail) if tail else None
        if scale is None:
            return value, step, False
        unit_step = Decimal(1).scaleb(-len(plain.split(".")[1])) if "." in plain else Decimal(1)
        return value * scale, max(step if step > 1 else unit_step, unit_step) * scale, True

    def _plain(self, digits: str, tail: str) -> str:
        """Return digits with a point before their decimals and nothing between thousands."""
        if self.has_commas:
            if _COMMA.fullmatch(digits):
                return digits.replace(".", "").replace(",", ".")
            if _POINT.fullmatch(digits) and self._is_grouped(digits, tail):
                return digits.replace(".", "")
        return digits.replace(",", "")

    def _is_grouped(self, digits: str, tail: str) -> bool:
        """Does a lone point stand between thousands?"""
        if self.grouped is not None:
            return self.grouped
        # "1.300 millones" are so many; "8.325 millones" may be a decimal
        return digits.endswith("0") or tail.lower() not in self.scales

    def _value_of_words(self, text: str) -> tuple[Decimal | None, Decimal, bool]:
        total, part, scaled = Decimal(0), Decimal(0), False
        last_scale = largest = Decimal(1)
        half = False
        for word in re.split(r"[\s-]+", text.lower()):
            if word in self.small:
                part += self.small[word]
            elif word[0].isdecimal():
                part += Decimal(word)
                last_scale = step_of(Decimal(word), word) if "." in word else Decimal(1)
            elif word in self.scales:
                scale = self.scales[word]
                scaled = True
                if total and scale > largest:  # "3 mil 500 millones"
                    total, part = (total + part) * scale, Decimal(0)
                else:
                    part = (part or Decimal(1)) * scale
                if scale >= 1000:
                    total, part, largest = total + part, Decimal(0), max(largest, scale)
                last_scale = scale
            elif word not in self.joint:
                half = True
        value = total + part
        if half:
            return value / 2, value / 2, True
        return value, last_scale if scaled else Decimal(1), scaled


def compile_mixed(words: WordTable) -> re.Pattern[str]:
    """Return the pattern of numbers that go on in digits behind a scale: `3 mil 244`, `mil 500`.

    Languages that do not write so have no words of the kind, and it matches nothing.
    """
    scale = words.either("numbers", "goes-on")
    lead = rf"(?:\d{{1,3}}|(?i:{words.either('numbers', 'small')}))"
    digits = r"\d{1,3}(?:\.\d{1,2})?(?![\d.,]*\d)"
    return re.compile(rf"(?:{lead}\s+)?(?i:{scale})\s+{digits}(?:\s+(?i:{scale})(?:\s+{digits})?)?")


def share_scale(low: Decimal, scale: Decimal | None, high: Decimal) -> Decimal:
    """Return the scale that a first number shares with the second: "10 to 15 billion".

    "$800,000 to $1.3 million" and "$200 to $4 million" share none.
    """
    return scale if scale is not None and low * scale < high else Decimal(1)


def is_spoken_pair(low: Decimal, high: Decimal) -> bool:
    """Is `250, 300,000` one spoken range?"""
    thousands = high / 1000
    return (
        high >= 10_000
        and high % 1000 == 0
        and low == int(low)
        and thousands * SPOKEN_SHARE <= low < thousands
    )


def step_of(value: Decimal, plain: str) -> Decimal:
    """Return one unit of the last digit that the text gives: 181,509 → 1; 8,400 → 100; 36.5 → 0.1."""
    if "." in plain:
        return Decimal(1).scaleb(-len(plain.split(".")[1]))
    if value < 100:
        return Decimal(1)
    zeros = len(plain) - len(plain.rstrip("0"))
    return Decimal(10) ** zeros
