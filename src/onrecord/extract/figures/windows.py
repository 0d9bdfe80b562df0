"""Stretches of time that are told by their length: "for nine straight months", "over the next
three years", "90 days, starting on August 12", "from FY21 to FY24".
"""

from __future__ import annotations

import re
from datetime import timedelta

from onrecord.annotate import Annotated, DateMention, Precision
from onrecord.extract.figures.drafts import day_after
from onrecord.knowledge import WordTable, either
from onrecord.model import Period
from onrecord.model.periods import MONTHS, add_months, add_units

SPAN = (Precision.YEAR, Precision.FISCAL_YEAR)
LONGEST = 100  # units of time; more is no stretch that anybody plans or counts


class WindowReader:
    """The compiled words for stretches, of one language."""

    def __init__(self, words: WordTable) -> None:
        self.numbers = words.values("dates", "number")
        self.ordinals = words.values("numbers", "ordinal")
        self.units = words.names("dates", "unit")
        number = rf"(?P<n>\d{{1,3}}|(?i:{words.either('dates', 'number')}))"
        ordinal = rf"(?P<o>(?i:{words.either('numbers', 'ordinal')}))"
        unit = rf"(?P<unit>(?i:{words.either('dates', 'unit')}))"
        straight = words.either("changes", "straight")
        self.streak = re.compile(
            rf"(?<!\w)(?:{number}|{ordinal})\s+(?i:{straight})\s+{unit}(?!\w)"
            rf"|(?<!\w)(?:{number.replace('<n>', '<n2>')})\s+{unit.replace('<unit>', '<unit2>')}"
            rf"\s+(?i:{words.either('changes', 'in-a-row')})(?!\w)"
        )
        self.ahead = re.compile(
            rf"(?<!\w)(?i:{words.either('changes', 'ahead')})\s+{number}\s+{unit}(?!\w)"
        )
        self.lasting = re.compile(
            rf"(?<!\w){number}\s+{unit},?\s+(?i:{words.either('changes', 'starting')})\s+$"
        )
        to = either([*words.words("numbers", "range"), *words.words("dates", "through")])
        self.to = re.compile(rf"\s*(?:[-–—]|(?i:{to}))\s*")
        self.title = re.compile(
            rf"(?<!\w)(?i:{words.either('changes', 'number-of')})\s*\d+\s+"
            rf"(?i:{words.either('numbers', 'of')})\s+$"
        )

    def read(self, annotated: Annotated) -> tuple[DateMention, ...]:
        """Return the dates of a text with its stretches among them, in order."""
        text = annotated.document.text
        dates = [d for d in annotated.dates if not self._is_in_title(text, d)]
        dates = self._join(text, [self._lengthen(text, d) for d in dates])
        for found in [*self._read_streaks(annotated), *self._read_ahead(annotated)]:
            dates = [d for d in dates if d.end <= found.start or found.end <= d.start]
            dates.append(found)
        return tuple(sorted(dates, key=lambda d: d.start))

    def _is_in_title(self, text: str, mention: DateMention) -> bool:
        """Is it the year of a paper's number ("No. 4 of 2025")?"""
        return bool(self.title.search(text, max(0, mention.start - 24), mention.start))

    def _lengthen(self, text: str, mention: DateMention) -> DateMention:
        """Return `90 days, starting on August 12` as one stretch."""
        found = self.lasting.search(text, max(0, mention.start - 48), mention.start)
        if found is None or mention.period is None:
            return mention
        count = self._count(found["n"])
        after = count and add_units(mention.period.first, self._unit(found["unit"]), count)
        if not after:
            return mention
        return make_window(text, (found.start(), mention.end), Period(mention.period.first, after))

    def _join(self, text: str, dates: list[DateMention]) -> list[DateMention]:
        """Return the dates, two years with a dash between them as one stretch."""
        joined: list[DateMention] = []
        for mention in dates:
            last = joined[-1] if joined else None
            if last is not None and self._are_one(text, last, mention):
                assert last.period is not None and mention.period is not None
                period = Period(last.period.first, mention.period.after)
                joined[-1] = make_window(text, (last.start, mention.end), period)
            else:
                joined.append(mention)
        return joined

    def _are_one(self, text: str, left: DateMention, right: DateMention) -> bool:
        if left.period is None or right.period is None or left.precision not in SPAN:
            return False
        alike = right.precision is left.precision and left.period.after <= right.period.first
        return alike and bool(self.to.fullmatch(text, left.end, right.start))

    def _read_streaks(self, annotated: Annotated) -> list[DateMention]:
        """Read `for nine straight months`: the last ones that were over at publication."""
        after = day_after(annotated.document.publication)
        text = annotated.document.text
        found = []
        for match in self.streak.finditer(text) if after else ():
            unit = MONTHS.get(self._unit(match["unit"] or match["unit2"]) or "")
            count = self._count(match["n"] or match["n2"], match["o"])
            if unit == 1 and count and after:
                end = after.replace(day=1)
                place = (match.start(), match.end())
                found.append(make_window(text, place, Period(add_months(end, -count), end)))
        return found

    def _read_ahead(self, annotated: Annotated) -> list[DateMention]:
        """Read `over the next three years`: from publication on."""
        after = day_after(annotated.document.publication)
        text = annotated.document.text
        found = []
        for match in self.ahead.finditer(text) if after else ():
            assert after is not None
            first, count = after - timedelta(days=1), self._count(match["n"])
            end = count and add_units(first, self._unit(match["unit"]), count)
            if end:
                found.append(make_window(text, (match.start(), match.end()), Period(first, end)))
        return found

    def _unit(self, word: str) -> str | None:
        return self.units.get(" ".join(word.lower().split()))

    def _count(self, number: str | None, ordinal: str | None = None) -> int | None:
        if ordinal is not None:
            return int(self.ordinals[ordinal.lower()])
        if number is None:
            return None
        count = int(number) if number.isdigit() else int(self.numbers[number.lower()])
        return count if 0 < count <= LONGEST else None


def make_window(text: str, place: tuple[int, int], period: Period) -> DateMention:
    """Return a stretch as a date."""
    start, end = place
    return DateMention(
        start=start, end=end, text=text[start:end], precision=Precision.WINDOW, period=period
    )
