"""The words and patterns of dates in one language, compiled."""

from __future__ import annotations

import re
from enum import StrEnum

from onrecord.knowledge import WordTable


class Precision(StrEnum):
    """How exactly a date is given."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    FISCAL_YEAR = "fiscal year"
    WINDOW = "window"  # several of the above: "the past week", "October through August"


# The kinds of patterns, in the order of preference among readings of equal place and length.
KINDS = (
    "iso", "day", "months-ending", "month-range", "month", "fiscal-months",
    "year-months", "quarter", "fiscal-year", "so-far", "to-date", "same", "past", "ago", "relative", "near-day", "weekday",
    "year",
)  # fmt: skip
CASELESS = frozenset(
    {
        "fiscal-months",
        "fiscal-year",
        "year-months",
        "relative",
        "so-far",
        "past",
        "ago",
        "near-day",
        "same",
        "to-date",
    }
)


class DateReader:
    """The compiled date patterns of one language."""

    def __init__(self, words: WordTable) -> None:
        self.months = words.values("dates", "month-name")
        self.weekdays = words.values("dates", "weekday-name")
        self.which = words.values("dates", "which")
        self.numbers = words.values("dates", "number")
        self.units = words.names("dates", "unit")
        self.quarters = words.values("dates", "quarter-name")
        self.near_days = words.values("dates", "near-day")
        self.ahead = re.compile(rf"\b{words.either('dates', 'ahead')}\s+$", re.I)
        self.comparing = re.compile(rf"(?i:\b{words.either('dates', 'comparing')})\s+(?:\w+\s+)?$")
        self.through = re.compile(rf"\b{words.either('dates', 'through')}\s+(?:\w+\s+)?$", re.I)
        self.before_year = re.compile(rf"(?:^|\W){words.either('dates', 'year-before')}\s*$", re.I)
        slots = self._slots(words)
        self.rules: list[tuple[str, re.Pattern[str]]] = []
        for kind in KINDS:
            patterns = words.words("dates", kind)
            if not patterns:
                continue
            self.rules += [(kind, compile_pattern(p, slots, kind)) for p in patterns]

    def _slots(self, words: WordTable) -> dict[str, str]:
        day_number = r"(?:0?[1-9]|[12]\d|3[01])"
        return {
            "month": words.either("dates", "month-name"),
            "weekday": words.either("dates", "weekday-name"),
            "day": rf"{day_number}(?!\d|,\d|\.\d|%){words.either('dates', 'day-suffix')}?",
            "dd": day_number,
            "mm": r"(?:0?[1-9]|1[0-2])",
            "year": r"(?:1[89]|20)\d\d(?!\d|,\d|\.\d)",
            "fy": r"(?:(?:19|20)\d\d|['’]?\d\d)(?!\d|,\d)",
            "n": rf"(?:\d{{1,3}}|{words.either('dates', 'number')})",
            "unit": words.either("dates", "unit"),
            "which": words.either("dates", "which"),
            "quarter": words.either("dates", "quarter-name"),
        }

    def read_number(self, text: str) -> int:
        """Return what a small number in digits or words is worth."""
        return int(text) if text.isdigit() else int(self.numbers[plain_key(text)])

    def read_unit(self, text: str) -> str:
        """Return the unit that a word or two name; in a raw text a line may end between them."""
        return self.units[plain_key(text)]

    def read_which(self, text: str) -> int:
        """Return how many units from this one: -1 of "last", 0 of "this"."""
        return int(self.which[plain_key(text)])

    def read_month(self, text: str) -> int:
        """Return the number of a month's name."""
        return int(self.months[text.lower()])


def plain_key(text: str) -> str:
    """Return words as the tables write them: small letters, one space between."""
    return " ".join(text.lower().split())


def compile_pattern(pattern: str, slots: dict[str, str], kind: str) -> re.Pattern[str]:
    """Return a pattern of the table as a regular expression with a group for each slot."""

    def put(found: re.Match[str]) -> str:
        name = found[1]
        body = slots[name.rstrip("2")]
        # Names of months and days keep their capital; everything else may be written either way.
        flags = "" if name.rstrip("2") in {"month", "weekday"} else "i"
        return f"(?P<{name}>(?{flags}:{body}))" if flags else f"(?P<{name}>{body})"

    text = re.sub(r"\{([a-z]+2?)\}", put, pattern.replace(" ?", r"\s*").replace(" ", r"\s+"))
    if kind in CASELESS:
        return re.compile(rf"(?<![\w-]){text}(?!\w)", re.I)
    return re.compile(rf"(?<![\w-]){text}(?!\w)")
