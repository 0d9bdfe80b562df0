"""Find what a change is measured from: a date, the year before, a record.

`up 37 percent from July`, `compared to the same month last year`, `down 96% from the all-time
high`, `fell from 81,313 in 2024 to 69,973 in 2025`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from onrecord.annotate import DateMention
from onrecord.extract.figures.drafts import Draft, Frame
from onrecord.knowledge import WordTable
from onrecord.model import Direction, FigureKind, Period
from onrecord.model.periods import MONTHS, add_months, fiscal_year, month

NEXT_REACH = 30  # characters between a change, the number it is measured from, and its date
LONGEST_MONTH = 31  # days
YEAR = MONTHS["year"]
BASE_REACH = 80  # characters behind a change in which its base may be named


class BaseReader:
    """The compiled words for bases of changes, of one language."""

    def __init__(self, words: WordTable) -> None:
        base, link = words.either("changes", "base"), words.either("changes", "base-link")
        self.base = re.compile(rf"(?<!\w)(?i:{base})\s+(?:(?i:{link})\s+)*$")
        self.lead = re.compile(rf"(?<!\w)(?i:{base})\s+(?:the\s+)?$")
        self.same_last_year = self._whole(words, "same-last-year")
        self.year_before = re.compile(
            rf",?\s+(?:in\s+)?(?i:{words.either('changes', 'same-last-year')})(?!\w)"
        )
        self.same_in = self._whole(words, "same-in")
        self.previous = self._whole(words, "previous")
        self.comparing = self._whole(words, "comparing-verb")
        self.peak = re.compile(
            rf"(?<!\w)(?i:{base})\s+(?i:{words.either('changes', 'peak')})(?!\w)"
        )
        self.trough = re.compile(
            rf"(?<!\w)(?i:{base})\s+(?i:{words.either('changes', 'trough')})(?!\w)"
        )
        self.times_base = re.compile(rf"\s*(?i:{words.either('numbers', 'times-base')})\s+")
        self.share_verb = self._whole(words, "share-verb", "numbers")
        self.units = words.names("dates", "unit")
        months = words.values("dates", "month-name")
        self.months = {name.lower(): int(number) for name, number in months.items()}
        self.from_word = self._whole(words, "pair-from")
        self.to_word = self._whole(words, "pair-to")

    def _whole(self, words: WordTable, kind: str, table: str = "changes") -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?i:{words.either(table, kind)})(?!\w)")

    def leads(self, frame: Frame, draft: Draft) -> bool:
        """Is the figure what something is measured from ("from the all-time high")?"""
        return bool(self.lead.search(frame.text, max(0, draft.start - 24), draft.start))

    def is_year_before(self, frame: Frame, draft: Draft) -> bool:
        """Does "the year before" stand right behind a figure?"""
        return bool(self.year_before.match(frame.text, draft.end))

    def read(
        self, frame: Frame, drafts: list[Draft], index: int
    ) -> tuple[Draft, DateMention | None]:
        """Return the draft with its base, and the date mention that the base took."""
        draft = drafts[index]
        if draft.kind is FigureKind.RATIO:
            return self._read_ratio(frame, draft)
        if draft.kind is not FigureKind.CHANGE:
            return draft, None
        if (pair := self._read_pair(frame, drafts, index)) is not None:
            return pair, None
        _, sentence_end = frame.sentence_at(draft.anchor)
        following = [d.start for d in drafts[index + 1 :] if d.kind is not FigureKind.RANK]
        limit = min([sentence_end, *following])
        for mention in frame.dates_in(draft.after, limit):
            lead = self.base.search(frame.text, draft.after - 1, mention.start)
            if lead and self.same_last_year.search(frame.text, lead.start(), mention.end):
                return draft, mention  # "than the year before": told by the figure's own period
            if lead:
                same = self.same_in.search(frame.text, lead.start(), mention.end)
                number = self.months.get(mention.text.lower())
                return replace(
                    draft, base=mention.period, base_same=bool(same), base_month=number
                ), mention
        if (beside := self._read_beside(frame, drafts, index, sentence_end)) is not None:
            return beside, None
        limit = min(limit, draft.after + BASE_REACH)
        if self.peak.search(frame.text, draft.after - 1, limit):
            return replace(draft, base_extreme=Direction.UP), None
        if self.trough.search(frame.text, draft.after - 1, limit):
            return replace(draft, base_extreme=Direction.DOWN), None
        return draft, None

    def _read_ratio(self, frame: Frame, draft: Draft) -> tuple[Draft, DateMention | None]:
        """Read `ten times the level in 2025`, `60% of the arrests of 2025 were made in January`."""
        _, end = frame.sentence_at(draft.anchor)
        text = frame.text
        dates = sorted(
            [*frame.dates_in(draft.after, end), *frame.eras_in(draft.after, end)],
            key=lambda d: d.start,
        )
        if draft.unit == "times":
            at = draft.after
            for mention in dates[:1]:
                if self.times_base.fullmatch(text, at, mention.start):
                    return replace(draft, base=mention.period), mention
            return draft, None
        verb = self.share_verb.search(text, draft.end, end)
        whole = [d for d in dates if verb and d.end <= verb.start()]
        part = [d for d in dates if verb and d.start >= verb.end()]
        if len(whole) != 1 or not part or "," in text[verb.end() if verb else 0 : part[0].start]:
            return draft, None
        if whole[0].period and part[0].period and whole[0].period.holds(part[0].period):
            return replace(draft, base=whole[0].period, period=part[0].period), whole[0]
        return draft, None

    def _read_beside(
        self, frame: Frame, drafts: list[Draft], index: int, sentence_end: int
    ) -> Draft | None:
        """Return the draft measured from a number with a date, None where there is none."""
        beside = self._read_next(frame, drafts, index, sentence_end)
        if beside is None:
            return None
        if self.same_last_year.search(frame.text, drafts[index + 1].end, beside.end):
            return replace(drafts[index], base_year_ago=True)
        return replace(drafts[index], base=beside.period)

    def _read_next(
        self, frame: Frame, drafts: list[Draft], index: int, sentence_end: int
    ) -> DateMention | None:
        """Read `down 38% from 47,000 in December`: the date beside the number it is measured from."""
        if index + 1 >= len(drafts):
            return None
        draft, following = drafts[index], drafts[index + 1]
        between = frame.text[draft.after - 1 : following.start]
        if following.kind is not FigureKind.LEVEL or len(between) > NEXT_REACH:
            return None
        if not self.base.search(between):
            return None
        dates = frame.dates_in(following.end, min(sentence_end, following.end + NEXT_REACH))
        return dates[0] if dates else None

    def _read_pair(self, frame: Frame, drafts: list[Draft], index: int) -> Draft | None:
        """Read `dropped 22% from 48,913 in 2024 to 38,084 in 2025`."""
        if index + 2 >= len(drafts):
            return None
        change, first, second = drafts[index : index + 3]
        text = frame.text
        _, end = frame.sentence_at(change.anchor)
        if second.anchor >= end or FigureKind.LEVEL not in (first.kind, second.kind):
            return None
        if not self.from_word.search(text, change.after, first.start + 1):
            return None
        dates = frame.dates_in(first.anchor, end)
        left = [d for d in dates if d.start < second.start]
        right = [d for d in dates if d.start > second.start]
        if not self.to_word.search(text, first.end, second.start + 1) or not (left and right):
            return None
        return replace(change, base=left[0].period, period=right[0].period)

    def _widen(self, period: Period, same: str) -> Period:
        """Return the month of a day for what is held against "the same month last year"."""
        of_month = any(self.units.get(word.lower()) == "month" for word in same.split())
        return month(period.first.year, period.first.month) if of_month else period

    def _compares(self, frame: Frame, draft: Draft) -> bool:
        """Does the sentence hold two times against each other ("si comparamos 2018 contra 2025")?"""
        start, _ = frame.sentence_at(draft.anchor)
        return bool(self.comparing.search(frame.text, start, draft.start))

    def names_base(self, text: str, start: int, end: int) -> bool:
        """Does the stretch name something else that a change may be measured from?"""
        limit = min(end, start + BASE_REACH)
        return any(
            pattern.search(text, start, limit)
            for pattern in (self.same_last_year, self.previous, self.peak, self.trough)
        )

    def settle(self, frame: Frame, draft: Draft) -> Draft:
        """Return the draft with a base that depends on its period ("than a year earlier")."""
        draft = align_years(match_year(find_year(draft)), frame.annotated.fiscal_month)
        if draft.kind is not FigureKind.CHANGE or draft.period is None or draft.base_extreme:
            return draft
        if draft.base is not None:
            return draft
        if draft.base_year_ago:
            return replace(draft, base=shift(draft.period, -YEAR))
        _, sentence_end = frame.sentence_at(draft.anchor)
        limit = min(sentence_end, draft.after + BASE_REACH)
        digit = re.compile(r"\d").search(frame.text, draft.after, limit)
        limit = digit.start() if digit else limit
        if same := self.same_last_year.search(frame.text, draft.after, limit):
            period = self._widen(draft.period, same[0])
            return replace(draft, period=period, base=shift(period, -YEAR))
        if self.previous.search(frame.text, draft.after, limit):
            return replace(draft, base=shift(draft.period, -1))
        if is_whole_year(draft.period) and not self._compares(frame, draft):
            # "fell 45% in FY2025": against the year before.
            return replace(draft, base=shift(draft.period, -YEAR))
        return draft


def shift(period: Period, months: int) -> Period | None:
    """Return the period of whole months that lies `months` away, None for other periods."""
    if period.first.day != 1 or period.after.day != 1:
        return None
    return Period(add_months(period.first, months), add_months(period.after, months))


def is_whole_year(period: Period) -> bool:
    """Does it run twelve months from the first of a month?"""
    first, after = period.first, period.after
    return first.day == after.day == 1 and add_months(first, YEAR) == after


def find_year(draft: Draft) -> Draft:
    """Return a draft measured from a bare month with the last such month before its own period.

    "… in August 2023, 37 percent more than in July": a July that is more than a year away from that
    August, as seen from the day of publication, is not meant.
    """
    own, base, number = draft.period, draft.base, draft.base_month
    if number is None or own is None or own.days > LONGEST_MONTH:
        return draft
    if base is not None and abs(count_months(base.first, own.first)) < YEAR:
        return draft
    year = own.first.year - (number >= own.first.month)
    return replace(draft, base=month(year, number))


def count_months(one: date, other: date) -> int:
    """Return how many months the second day's month is after the first's."""
    return YEAR * (other.year - one.year) + other.month - one.month


def match_year(draft: Draft) -> Draft:
    """Return a draft measured from "the same period of 2024" with that part of the year as base."""
    own, base = draft.period, draft.base
    if not draft.base_same or base is None or not base.is_year():
        return draft
    years = base.first.year - own.first.year if own else 0
    return replace(draft, base=shift(own, YEAR * years) if own and years else None)


def align_years(draft: Draft, first_month: int) -> Draft:
    """Return a draft whose base is a fiscal year too when its own period is one.

    "In fiscal year 2022 … ten times the level in 2025".
    """
    own, base = draft.period, draft.base
    if own is None or base is None or not base.is_year():
        return draft
    if own != fiscal_year(own.after.year, first_month) or own.is_year():
        return draft
    return replace(draft, base=fiscal_year(base.first.year, first_month))
