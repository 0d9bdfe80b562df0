"""What is known of a figure while it is being read, and the text it stands in."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from onrecord.annotate import Annotated, DateMention, Name
from onrecord.model import Comparator, Direction, FigureKind, Period, Publication

BLOT = "•"
NARROW_DAYS = 31  # within these the end of a stretch "up to now" is near enough


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A figure being read.

    [start, end) is the quote, `anchor` where the number itself stands. `noun` is what is counted
    as the text words it, "" when the text leaves it out. `rate` is the unit of time of "per day".
    """

    start: int
    end: int
    anchor: int
    after: int  # where number and sign end
    low: Decimal
    high: Decimal
    step: Decimal
    comparator: Comparator
    kind: FigureKind
    unit: str
    noun: str = ""
    rate: str | None = None
    direction: Direction | None = None
    period: Period | None = None
    base: Period | None = None
    base_same: bool = False  # measured from the same part of another year
    base_year_ago: bool = False  # measured from a number of "a year earlier"
    base_month: int | None = None  # measured from a month whose year is not told ("than in July")
    base_extreme: Direction | None = None  # measured from the record high (UP) or low before
    reach: Period | None = None
    reach_back: tuple[int, str] | None = None  # "in 25 years", counted back from its period
    ever: bool = False
    indicator: str | None = None
    others: tuple[str, ...] = ()
    dimension: str | None = None
    carried: bool = False  # the period is that of what was said just before
    sure: bool = False  # its own sentence names the whole of the measure
    assumed: bool = False  # period or measure are only what the text tells of elsewhere
    reach_year: bool = False  # "so far this year": the year of its own period
    unresolved: bool = False  # claims a stretch that cannot be told


class Frame:
    """A text with what the readers of figures ask of it again and again."""

    def __init__(
        self,
        annotated: Annotated,
        eras: list[DateMention] | None = None,
        dates: tuple[DateMention, ...] | None = None,
    ) -> None:
        self.annotated = annotated
        self.eras = eras or []
        self.grouped: bool | None = None  # do points stand between thousands?
        self.text = annotated.document.text
        self.doc = annotated.doc
        # "the last three months of the X administration" are no last three months.
        self.dates: tuple[DateMention, ...] = tuple(
            d
            for d in (annotated.dates if dates is None else dates)
            if not any(e.start <= d.start and d.end <= e.end for e in self.eras)
        )
        self._token_starts = [token.idx for token in annotated.doc]
        self.sentences = self._cut_sentences()
        self._sentence_starts = [start for start, _ in self.sentences]
        self._name_starts = [name.start for name in annotated.names]
        self._date_starts = [mention.start for mention in self.dates]

    def _cut_sentences(self) -> list[tuple[int, int]]:
        """Return the character ranges of the sentences; none runs over a line feed."""
        ranges = []
        for sentence in self.doc.sents:
            start = sentence.start_char
            for line in self.text[start : sentence.end_char].split("\n"):
                if line.strip():
                    ranges.append((start, start + len(line)))
                start += len(line) + 1
        return ranges or [(0, len(self.text))]

    def token_at(self, at: int) -> int:
        """Return the index of the token that holds or precedes the character `at`."""
        return max(0, bisect_right(self._token_starts, at) - 1)

    def token_from(self, at: int) -> int:
        """Return the index of the first token that begins at or after `at`."""
        index = self.token_at(at)
        return index if self._token_starts and self._token_starts[index] >= at else index + 1

    def sentence_index(self, at: int) -> int:
        """Return the index of the sentence that holds the character `at`."""
        return max(0, bisect_right(self._sentence_starts, at) - 1)

    def sentence_at(self, at: int) -> tuple[int, int]:
        """Return the range of the sentence that holds the character `at`."""
        return self.sentences[self.sentence_index(at)]

    def is_same_paragraph(self, left: int, right: int) -> bool:
        """Is there no line feed between two places?"""
        return "\n" not in self.text[min(left, right) : max(left, right)]

    def dates_in(self, start: int, end: int) -> list[DateMention]:
        """Return the dates that begin in [start, end)."""
        first = bisect_right(self._date_starts, start - 1)
        found = []
        for mention in self.dates[first:]:
            if mention.start >= end:
                break
            found.append(mention)
        return found

    def names_in(self, start: int, end: int) -> list[Name]:
        """Return the names that begin in [start, end)."""
        first = bisect_right(self._name_starts, start - 1)
        found = []
        for name in self.annotated.names[first:]:
            if name.start >= end:
                break
            found.append(name)
        return found

    def name_starting(self, at: int) -> Name | None:
        """Return the name that begins at the character `at`."""
        found = self.names_in(at, at + 1)
        return found[0] if found else None

    @cached_property
    def plain(self) -> str:
        """Return the text with its dates blotted out, place by place."""
        parts, at = [], 0
        for mention in self.dates:
            parts += [self.text[at : mention.start], BLOT * (mention.end - mention.start)]
            at = mention.end
        return "".join([*parts, self.text[at:]])

    def eras_in(self, start: int, end: int) -> list[DateMention]:
        """Return the times in office that begin in [start, end)."""
        return [era for era in self.eras if start <= era.start < end]

    def is_date(self, start: int, end: int) -> bool:
        """Does [start, end) meet a date?"""
        first = max(0, bisect_right(self._date_starts, start) - 1)
        for mention in self.dates[first:]:
            if mention.start >= end:
                return False
            if mention.end > start:
                return True
        return False


def day_after(publication: Publication | None) -> date | None:
    """Return the day after publication, where a stretch "up to now" ends; None when unknown."""
    if publication is None or publication.earliest is None or publication.latest is None:
        return None
    if (publication.latest - publication.earliest).days > NARROW_DAYS:
        return None
    return publication.latest + timedelta(days=1)
