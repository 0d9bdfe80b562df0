"""What a superlative leads: a stretch of time ("since 1967", "on record") or a field ("in the world")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from onrecord.annotate import Precision
from onrecord.extract.figures.drafts import Frame
from onrecord.knowledge import WordTable
from onrecord.model import Period

OPEN_END = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where the words of a scope end, and the stretch that they claim.

    `reach` None: no stretch is named. `back`: so many units of time, counted back from the
    figure's own period. `this_year`: the calendar year of that period. `ever`: all of history. `unresolved`: a stretch is named, but it cannot be
    told which.
    """

    end: int
    reach: Period | None = None
    back: tuple[int, str] | None = None
    ever: bool = False
    this_year: bool = False
    unresolved: bool = False


class ScopeReader:
    """The compiled words for scopes, of one language."""

    def __init__(self, words: WordTable) -> None:
        self.ever = _whole(words, "ever")
        self.ever_behind = re.compile(rf"\s*{self.ever.pattern}")
        self.on_record = _whole(words, "on-record")
        self.so_far = _whole(words, "so-far")
        self.world = _whole(words, "world")
        since = words.either("ranks", "since")
        self.since = re.compile(rf"(?<!\w)(?i:{since})\s+(?:\w+\s+){{0,5}}$")
        self.inclusive = _whole(words, "inclusive")
        self.since_anything = re.compile(rf"(?<!\w)(?i:{since})\s+\S+(?:\s+\w+){{0,2}}")
        self.numbers = words.values("dates", "number")
        self.units = words.names("dates", "unit")
        self.fiscal = re.compile(rf"(?i:{words.either('dates', 'fiscal-start')})")
        self.span = re.compile(
            rf"(?<!\w)(?i:{words.either('ranks', 'span')})\s+"
            rf"(?P<n>\d{{1,3}}|(?i:{words.either('dates', 'number')}))\s+"
            rf"(?P<unit>(?i:{words.either('dates', 'unit')}))(?!\w)"
        )

    def begins_at(self, text: str, at: int) -> bool:
        """Do words of all time stand right there ("más baja de la historia")?"""
        return bool(self.ever_behind.match(text, at))

    def find(self, frame: Frame, start: int, limit: int) -> Scope | None:
        """Return the scope that stands in [start, limit)."""
        text = frame.text
        if found := self.ever.search(text, start, limit):
            return Scope(end=found.end(), ever=True)
        if scope := self._find_since(frame, start, limit):
            return scope
        if found := self.span.search(text, start, limit):
            number = found["n"]
            count = int(number) if number.isdigit() else int(self.numbers[number.lower()])
            return Scope(end=found.end(), back=(count, self.units[found["unit"].lower()]))
        if found := self.on_record.search(text, start, limit):
            return Scope(end=found.end())
        if found := self.so_far.search(text, start, limit):
            return self._find_so_far(frame, found)
        if found := self.world.search(text, start, limit):
            return Scope(end=found.end())
        return None

    def _find_since(self, frame: Frame, start: int, limit: int) -> Scope | None:
        for mention in frame.dates_in(start, limit):
            if lead := self.since.search(frame.text, start, mention.start):
                if mention.period is None:
                    return Scope(end=mention.end, unresolved=True)
                # "lowest since September 2020": September 2020 itself was as low or lower.
                whole = bool(self.inclusive.search(lead[0]))
                first = mention.period.first if whole else mention.period.after
                return Scope(end=mention.end, reach=Period(first, OPEN_END))
        found = self.since_anything.search(frame.text, start, limit)
        return Scope(end=found.end(), unresolved=True) if found else None

    def _find_so_far(self, frame: Frame, match: re.Match[str]) -> Scope:
        """Return the scope of "so far this year", which begins on one day whenever published."""
        mentions = frame.dates_in(match.start(), match.end())
        if mentions and mentions[0].period is not None:
            return Scope(end=match.end(), reach=mentions[0].period)
        if (mentions and mentions[0].precision is Precision.FISCAL_YEAR) or self.fiscal.search(
            match[0]
        ):
            return Scope(end=match.end(), unresolved=True)
        return Scope(end=match.end(), this_year=True)


def _whole(words: WordTable, kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?i:{words.either('ranks', kind)})(?!\w)")
