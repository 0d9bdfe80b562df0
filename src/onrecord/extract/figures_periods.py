"""Give each figure its period: the date beside it, in its clause, or carried on from before.

"31,299 in July and 34,091 in June": each number takes the date beside it. "up 37 percent from
July": July is what the change is measured from, the period is carried on from the sentence before.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from onrecord.annotate import DateMention, Precision
from onrecord.extract.figures_drafts import Draft, Frame
from onrecord.knowledge import WordTable
from onrecord.model import FigureKind, Period
from onrecord.model.periods import add_months

BESIDE = 24  # characters between a figure and the date beside it
COARSE = frozenset(
    {Precision.MONTH, Precision.QUARTER, Precision.YEAR, Precision.FISCAL_YEAR, Precision.WINDOW}
)
CROSSING = 60  # a date beyond another figure counts as this many characters farther
CARRY_SENTENCES = 2  # a period is carried on over this many sentences within a paragraph


class PeriodReader:
    """The compiled words that tie figures to dates, of one language."""

    def __init__(self, words: WordTable) -> None:
        self.base = re.compile(
            rf"(?<!\w)(?i:{words.either('changes', 'base')})\s+(?:(?i:{words.either('changes', 'base-link')})\s+)*$"
        )
        self.same_last_year = re.compile(
            rf"(?<!\w)(?i:{words.either('changes', 'same-last-year')})(?!\w)"
        )
        self.previous = re.compile(rf"(?<!\w)(?i:{words.either('changes', 'previous')})(?!\w)")
        self.beside = re.compile(rf"\W*(?:(?i:{words.either('changes', 'beside')})\W+)*(?:\w+\W+)?")
        self.since = re.compile(rf"(?<!\w)(?i:{words.either('ranks', 'since')})\s+$")
        self.back = re.compile(rf"\s*(?:(?i:{words.either('changes', 'carry')}))(?!\w)")
        self.leads = re.compile(rf"(?:^|\W)(?i:{words.either('changes', 'day-lead')})\s+$")

    def place(self, frame: Frame, drafts: list[Draft]) -> list[Draft]:
        """Return the drafts with period and base, in the order of the text."""
        drafts = sorted(drafts, key=lambda d: d.anchor)
        placed: list[Draft] = []
        for index, draft in enumerate(drafts):
            previous = placed[-1] if placed else None
            following = drafts[index + 1] if index + 1 < len(drafts) else None
            base, used = self._find_base(frame, draft, following)
            own = self._find_own(frame, drafts, index, used)
            period = self._period_of(frame, own) if own else None
            if own is None:
                period = self._carry(frame, draft, placed)
            if draft.kind is FigureKind.RANK and period is None and previous is not None:
                period = self._share_sentence(frame, draft, previous)
            base = self._shift_base(frame, draft, period) or base
            placed.append(replace(draft, period=period, base=base))
        return self._fill_from_next(frame, placed)

    # ---- base ---------------------------------------------------------------
    def _find_base(
        self, frame: Frame, draft: Draft, following: Draft | None
    ) -> tuple[Period | None, DateMention | None]:
        if draft.kind is not FigureKind.CHANGE:
            return None, None
        _, sentence_end = frame.sentence_at(draft.anchor)
        limit = min(sentence_end, following.start if following else sentence_end)
        for mention in frame.dates_in(draft.after, limit):
            if self.base.search(frame.text, draft.after - 1, mention.start):
                return mention.period, mention
        return None, None

    def _shift_base(self, frame: Frame, draft: Draft, period: Period | None) -> Period | None:
        if draft.kind is not FigureKind.CHANGE or period is None:
            return None
        _, sentence_end = frame.sentence_at(draft.anchor)
        limit = min(sentence_end, draft.after + 80)
        if self.same_last_year.search(frame.text, draft.after, limit):
            return shift(period, -12)
        if self.previous.search(frame.text, draft.after, limit):
            return shift(period, -1)
        return None

    # ---- own date -----------------------------------------------------------
    def _find_own(
        self, frame: Frame, drafts: list[Draft], index: int, used: DateMention | None
    ) -> DateMention | None:
        draft = drafts[index]
        start, end = frame.sentence_at(draft.anchor)
        others = [d for d in drafts if d is not draft and start <= d.anchor < end]
        best: tuple[float, DateMention] | None = None
        for mention in frame.dates_in(start, end):
            if mention is used or self._is_taken(frame, mention, draft, others):
                continue
            cost = self._cost(frame, mention, draft, others)
            if cost is not None and (best is None or cost < best[0]):
                best = (cost, mention)
        return best[1] if best else None

    def _is_taken(
        self, frame: Frame, mention: DateMention, draft: Draft, others: list[Draft]
    ) -> bool:
        """Does the date belong to a scope ("since 1967"), a base, or stand beside another figure?"""
        if draft.kind is FigureKind.RANK and draft.start <= mention.start < draft.end:
            return True
        lead = frame.text[max(0, mention.start - 40) : mention.start]
        for other in others:
            if other.start <= mention.start < other.end:
                return True
            if other.kind is FigureKind.CHANGE and other.after <= mention.start:
                between = frame.text[other.after - 1 : mention.start]
                if len(between) < 60 and self.base.search(between):
                    return not self._is_beside(frame, mention, draft)
            if self._is_beside(frame, mention, other) and not self._is_beside(
                frame, mention, draft
            ):
                return not self._leads_sentence(frame, mention)
        return draft.kind is FigureKind.RANK and bool(self.since.search(lead))

    def _is_beside(self, frame: Frame, mention: DateMention, draft: Draft) -> bool:
        text = frame.text
        if 0 <= mention.start - draft.end <= BESIDE:
            between = text[draft.end : mention.start]
            return bool(self.beside.fullmatch(between)) and not re.search(r"[;:.]", between)
        return bool(re.fullmatch(r"\s*[(:]\s*", text[mention.end : draft.start]))

    def _leads_sentence(self, frame: Frame, mention: DateMention) -> bool:
        start, _ = frame.sentence_at(mention.start)
        return mention.start - start <= 4 and frame.text[mention.end : mention.end + 1] == ","

    def _cost(
        self, frame: Frame, mention: DateMention, draft: Draft, others: list[Draft]
    ) -> float | None:
        beside = self._is_beside(frame, mention, draft)
        if (
            mention.precision is Precision.DAY
            and not beside
            and not self._is_day_of(frame, mention)
        ):
            return None
        if beside:
            return 0.0
        low, high = sorted((mention.start, draft.anchor))
        crossed = sum(low < d.anchor < high for d in others)
        if crossed and mention.start > draft.anchor:
            return None
        breaks = len(re.findall(r"[;:—–(]", frame.text[low:high]))
        return high - low + CROSSING * crossed + 20 * breaks

    def _is_day_of(self, frame: Frame, mention: DateMention) -> bool:
        """Is a day the day of the figure rather than of the telling?"""
        start, _ = frame.sentence_at(mention.start)
        lead = frame.text[start : mention.start]
        named = any(character.isdigit() for character in mention.text)
        return named and (bool(self.leads.search(lead)) or not lead.strip())

    def _period_of(self, frame: Frame, mention: DateMention) -> Period | None:
        period = mention.period
        lead = frame.text[max(0, mention.start - 12) : mention.start]
        publication = frame.annotated.document.publication
        if period and self.since.search(lead) and publication and publication.latest:
            after = publication.latest + timedelta(days=1)
            return Period(period.first, after) if period.first < after else None
        return period

    # ---- carried on ---------------------------------------------------------
    def _carry(self, frame: Frame, draft: Draft, placed: list[Draft]) -> Period | None:
        """Return the period of what was said just before, when the text goes on about it."""
        here = frame.sentence_index(draft.anchor)
        start, _ = frame.sentences[here]
        for before in reversed(placed):
            there = frame.sentence_index(before.anchor)
            if there == here:
                if before.period and not self._has_bound_date(frame, before):
                    return before.period
                continue
            near = here - there <= CARRY_SENTENCES and frame.is_same_paragraph(before.end, start)
            if not near and not (here - there == 1 and self.back.match(frame.text, start)):
                return None
            if before.period is not None and not self._has_bound_date(frame, before):
                return before.period
        for index in range(here - 1, max(-1, here - 1 - CARRY_SENTENCES), -1):
            begin, end = frame.sentences[index]
            if not frame.is_same_paragraph(begin, start) and not self.back.match(frame.text, start):
                return None
            coarse = [d for d in frame.dates_in(begin, end) if d.precision is Precision.MONTH]
            if coarse and coarse[0].period:
                return coarse[0].period
        return None

    def _has_bound_date(self, frame: Frame, draft: Draft) -> bool:
        """Did the figure take a date that stands right beside it, as in a list?"""
        start, end = frame.sentence_at(draft.anchor)
        return any(
            self._is_beside(frame, mention, draft) and not self._leads_sentence(frame, mention)
            for mention in frame.dates_in(start, end)
            if mention.period == draft.period
        ) and any(d for d in frame.dates_in(start, end) if d.period != draft.period)

    def _share_sentence(self, frame: Frame, draft: Draft, previous: Draft) -> Period | None:
        same = frame.sentence_at(draft.anchor) == frame.sentence_at(previous.anchor)
        return previous.period if same else None

    def _fill_from_next(self, frame: Frame, placed: list[Draft]) -> list[Draft]:
        """Give a rank that opens a sentence the period of the figure behind it."""
        filled = list(placed)
        for index in range(len(placed) - 2, -1, -1):
            draft, after = placed[index], filled[index + 1]
            same = frame.sentence_at(draft.anchor) == frame.sentence_at(after.anchor)
            if draft.kind is FigureKind.RANK and draft.period is None and same:
                filled[index] = replace(draft, period=after.period)
        return filled


def shift(period: Period, months: int) -> Period | None:
    """Return the period of whole months that lies `months` away, None for other periods."""
    if period.first.day != 1 or period.after.day != 1:
        return None
    return Period(add_months(period.first, months), add_months(period.after, months))
