"""Days, months and years that a text names in full or in part; words by language.

>>> [str(d) for d in DayFinder(english).find("June 11, 2019by A. Writer")]  # doctest: +SKIP
['2019-06-11']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.knowledge import PageWords
from onrecord.model import Period
from onrecord.model.periods import day, month


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMention:
    """A date as written: parts that are not written are None. `month` is 1 to 12."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None

    @property
    def period(self) -> Period | None:
        """Return the days it names, None without a year."""
        return None if self.year is None else self.in_year(self.year)

    def in_year(self, year: int) -> Period | None:
        """Return the days it names if it means that year, None when there is no such day."""
        if self.day is None:
            return month(year, self.month)
        try:
            return day(date(year, self.month, self.day))
        except ValueError:
            return None


_YEAR = r"(?:19|20)\d\d(?!\d)"
_NUMERIC = re.compile(
    rf"(?<![\d/.-])(?:(?P<y>{_YEAR})[-/.](?P<m>\d{{1,2}})(?:[-/.](?P<d>\d{{1,2}}))?"
    rf"|(?P<a>\d{{1,2}})[/.-](?P<b>\d{{1,2}})[/.-](?P<z>{_YEAR}))(?![\d/])"
)
_DECEMBER = 12


class DayFinder:
    """Finds the dates of one or more languages."""

    def __init__(self, *tables: PageWords) -> None:
        self._months: dict[str, int] = {}
        self._day_first = bool(tables) and all(t.get("numeric order") == ("day",) for t in tables)
        for table in tables:
            self._months.update(table.numbered("month"))
        names = (
            set(self._months)
            | {n.title() for n in self._months}
            | {n.upper() for n in self._months}
        )
        self._lookup = {n: v for w, v in self._months.items() for n in (w, w.title(), w.upper())}
        months = "|".join(map(re.escape, sorted(names, key=lambda n: (-len(n), n)))) or r"(?!)"
        ordinal = r"(?:st|nd|rd|th|er|º|°|\.)?"
        link = r"(?:\s+(?:de|del|of|di))?"
        self._pattern = re.compile(
            rf"(?<![\w])(?P<d1>\d{{1,2}}){ordinal}{link}\s+(?P<m1>{months})\b\.?(?:,?{link}\s+(?P<y1>{_YEAR}))?"
            rf"|(?<![\w])(?P<m2>{months})\.?\s*(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]|[,.]\d)"
            rf"(?:,?{link}\s+(?P<y2>{_YEAR}))?"
            rf"|(?<![\w])(?P<m3>{months})\b\.?(?:,?{link}\s+(?P<y3>{_YEAR}))?"
        )

    def find(self, text: str) -> Iterator[DayMention]:
        """Yield the dates in `text` in order, those in figures first where they meet."""
        found = [*self._find_numeric(text), *self._find_worded(text)]
        end = -1
        for mention in sorted(found, key=lambda m: (m.start, -m.end)):
            if mention.start >= end:
                end = mention.end
                yield mention

    def _find_worded(self, text: str) -> Iterator[DayMention]:
        for match in self._pattern.finditer(text):
            groups = match.groupdict()
            name = groups["m1"] or groups["m2"] or groups["m3"]
            given = groups["d1"] or groups["d2"]
            year = groups["y1"] or groups["y2"] or groups["y3"]
            yield DayMention(
                start=match.start(), end=match.end(), month=self._lookup[name],
                year=int(year) if year else None, day=int(given) if given else None,
            )  # fmt: skip

    def _find_numeric(self, text: str) -> Iterator[DayMention]:
        for match in _NUMERIC.finditer(text):
            if match["y"]:
                year, month_number = int(match["y"]), int(match["m"])
                given = int(match["d"]) if match["d"] else None
            else:
                first, second = int(match["a"]), int(match["b"])
                year = int(match["z"])
                either = first <= _DECEMBER and second <= _DECEMBER and first != second
                if either and not self._day_first:
                    continue  # day and month cannot be told apart
                day_last = first <= _DECEMBER and not self._day_first
                month_number, given = (first, second) if day_last else (second, first)
            if 1 <= month_number <= _DECEMBER:
                mention = DayMention(
                    start=match.start(), end=match.end(), year=year, month=month_number, day=given
                )
                if mention.period is not None:
                    yield mention
