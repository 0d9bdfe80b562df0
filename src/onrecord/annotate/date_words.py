"""The words and patterns of dates in one language, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
    "iso", "until-now", "day-range", "day", "months-ending", "month-range", "month", "fiscal-months",
    "year-months", "quarter", "half", "third", "sixth", "fiscal-year", "so-far", "later", "to-date", "same", "past", "ago", "relative", "near-day", "weekend",
    "weekday", "year",
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
        "weekend",
        "later",
    }
)


# The slots by which a pattern can be found, the rarest in texts first.
MARKS = {
    "month": "month",
    "weekday": "weekday",
    "quarter": "quarter",
    "year": "year",
    "fy": "year",
    "unit": "unit",
    "which": "which",
}
PAST_REACH = 60  # characters behind a month in which "had" tells that it is over
REACH = 90  # characters of a date before or behind such a word, more than any has
SLOT = re.compile(r"\{([a-z]+2?)\}")


@dataclass(frozen=True, slots=True)
class DateRule:
    """A pattern of one kind, and the mark around which it can be found ("": anywhere)."""

    kind: str
    pattern: re.Pattern[str]
    mark: str


def find_mark(pattern: str) -> str:
    """Return the mark of a pattern of the table."""
    slots = set(SLOT.findall(pattern))
    return next((mark for slot, mark in MARKS.items() if slot in slots), "")


def join_plain(patterns: list[str]) -> list[str]:
    """Return the patterns, those without slots and groups joined to one."""
    plain = [p for p in patterns if not SLOT.search(p) and "(?P" not in p]
    others = [p for p in patterns if p not in plain]
    longest_first = sorted(plain, key=len, reverse=True)
    return [*others, "(?:" + "|".join(longest_first) + ")"] if plain else others


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
        self.perhaps_ahead = re.compile(
            rf"\b{words.either('dates', 'perhaps-ahead')}\s+(?:\w+\s+)?$", re.I
        )
        self.past_behind = re.compile(
            rf"[^.;:\n]{{0,{PAST_REACH}}}?(?<!\w)(?i:{words.either('dates', 'past-behind')})(?!\w)"
        )
        self.comparing = re.compile(rf"(?i:\b{words.either('dates', 'comparing')})\s+(?:\w+\s+)?$")
        self.through = re.compile(rf"\b{words.either('dates', 'through')}\s+(?:\w+\s+)?$", re.I)
        self.before_year = re.compile(rf"(?:^|\W){words.either('dates', 'year-before')}\s*$", re.I)
        self.year_of_name = re.compile(rf"(?:^|\W){words.either('dates', 'year-of-name')}\s+$")
        slots = self._slots(words)
        self.rules: list[DateRule] = []
        for kind in KINDS:
            for pattern in join_plain(words.words("dates", kind)):
                compiled = compile_pattern(pattern, slots, kind)
                self.rules.append(DateRule(kind, compiled, find_mark(pattern)))
        self.marks = {
            "month": re.compile(slots["month"]),
            "weekday": re.compile(slots["weekday"]),
            "quarter": re.compile(slots["quarter"], re.I),
            "unit": re.compile(slots["unit"], re.I),
            "which": re.compile(slots["which"], re.I),
            "year": re.compile(r"\d\d"),
        }

    def find_stretches(self, text: str) -> dict[str, list[tuple[int, int]]]:
        """Return where the patterns with each mark can match: around the words of the mark.

        A text has few months, weekdays, … in it: one look for each of them saves looking for
        dozens of patterns everywhere.
        """
        found: dict[str, list[tuple[int, int]]] = {"": [(0, len(text))]}
        for mark, words in self.marks.items():
            stretches: list[tuple[int, int]] = []
            for match in words.finditer(text):
                start, end = max(0, match.start() - REACH), match.end() + REACH
                if stretches and start <= stretches[-1][1]:
                    stretches[-1] = (stretches[-1][0], end)
                else:
                    stretches.append((start, end))
            found[mark] = stretches
        return found

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

    text = SLOT.sub(put, pattern.replace(" ?", r"\s*").replace(" ", r"\s+"))
    if kind in CASELESS:
        return re.compile(rf"(?<![\w-]){text}(?!\w)", re.I)
    return re.compile(rf"(?<![\w-]){text}(?!\w)")
