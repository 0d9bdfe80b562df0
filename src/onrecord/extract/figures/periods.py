"""Give each figure its period: the date beside it, in its clause, or carried on from before.

"31,299 in July and 34,091 in June": each number takes the date beside it. "up 37 percent from
July": July is what the change is measured from, the period is carried on from the sentence before.
"""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.annotate import DateMention, Precision
from onrecord.extract.figures.bases import BaseReader, shift
from onrecord.extract.figures.drafts import Draft, Frame, day_after
from onrecord.extract.figures.reaches import Scene, last_told, settle_reach, year_to_date
from onrecord.knowledge import WordTable, either
from onrecord.model import FigureKind, Period

DATE_REACH = 400  # characters around a figure within which its date stands
NEIGHBOURS = 20  # figures before and behind that may have a claim to a date
BESIDE = 24  # characters between a figure and the date beside it
CROSSING = 60  # a date beyond another figure counts as this many characters farther
GOES_ON_SENTENCES = 4  # and over this many when the text says that it goes on
CARRY_SENTENCES = 2  # a period is carried on over this many sentences within a paragraph
DAY_LEAD = 8  # characters before a day that opens its sentence ("Earlier today", "On …")
SINCE_LEAD = 36  # characters before a date in which "since" leads it
CLAUSE_BREAK = re.compile(r"[;:—–(]")
PAIR = 2
ALIKE = 3  # days by which two months or two years may differ
TELLING = 26  # characters between "released" and the date of the telling


class PeriodReader:
    """The compiled words that tie figures to dates, of one language."""

    def __init__(self, words: WordTable) -> None:
        self.bases = BaseReader(words)
        beside = words.either("changes", "beside")
        self.beside = re.compile(rf"[\s,(“\"–—-]*(?:(?i:{beside})\s+)*(?:\w+\s+)?")
        self.before = re.compile(
            rf"\s*(?:[(:]\s*|,?\s+(?i:{words.either('changes', 'when')})\s+(?:[\w’']+\s+){{0,5}})"
        )
        self.since = re.compile(
            rf"(?<!\w)(?i:{words.either('ranks', 'since')})\s+(?:\w+\s+){{0,4}}$"
        )
        self.carry = re.compile(rf"\W*(?:(?i:{words.either('changes', 'carry')}))(?!\w)")
        base = words.either("changes", "base-from", "than")
        self.from_lead = re.compile(rf"\w[^.;]*\s(?i:{base})\s+$|\w\s+(?i:{base})\s+$")
        to = either([*words.words("numbers", "range"), *words.words("dates", "through")])
        self.to_lead = re.compile(rf"\s*(?i:{to})(?!\w)")
        self.to_date = re.compile(rf"(?i:{words.either('changes', 'to-date')})")
        self.day_lead = re.compile(rf"(?:^|\W)(?i:{words.either('changes', 'day-lead')})\s+$")
        self.has_since = re.compile(rf"(?<!\w)(?i:{words.either('changes', 'has-since')})(?!\w)")
        telling = words.either("changes", "telling")
        self.telling = re.compile(rf"(?<!\w)(?i:{telling})\s+(?:\w+\s+){{0,2}}$")

    def place(self, frame: Frame, drafts: list[Draft]) -> list[Draft]:
        """Return the drafts with period and base, in the order of the text."""
        drafts = sorted(drafts, key=lambda d: d.anchor)
        based = [self.bases.read(frame, drafts, index) for index in range(len(drafts))]
        used = {id(mention) for _, mention in based if mention is not None}
        drafts = [draft for draft, _ in based]
        scene = Scene(frame, drafts, used)
        scene.owned = [self._find_own(scene, index) for index in range(len(drafts))]
        for index, draft in enumerate(drafts):
            period = draft.period or self._period(scene, index)
            carried = draft.period is None and scene.owned[index] is None
            placed = settle_reach(replace(draft, period=period, carried=carried))
            if scene.owned[index] is None:
                placed = self._measure_between(scene, placed)
            scene.placed.append(self.bases.settle(frame, placed))
        return scene.placed

    def _measure_between(self, scene: Scene, draft: Draft) -> Draft:
        """Return a change told behind the two levels between which it lies.

        "fell to 80,391 in 2024 from 110,037 in 2023, a drop of nearly 27 percent".
        """
        if draft.kind is not FigureKind.CHANGE or draft.base or draft.base_extreme:
            return draft
        sentence = scene.frame.sentence_at(draft.anchor)
        two = [
            d.period
            for d in scene.placed[-2:]
            if d.kind is FigureKind.LEVEL and scene.frame.sentence_at(d.anchor) == sentence
        ]
        periods = sorted({p for p in two if p is not None}, key=lambda p: p.first)
        if len(periods) != PAIR or abs(periods[0].days - periods[1].days) > ALIKE:
            return draft
        _, end = sentence
        if self.bases.names_base(scene.frame.text, draft.after, end):
            return draft
        first, last = periods
        return replace(draft, base=first, period=last, carried=False)

    def _period(self, scene: Scene, index: int) -> Period | None:
        draft, own = scene.drafts[index], scene.owned[index]
        if own is not None and self._is_only_compared(scene, draft, own):
            own = None
        if draft.rate == "year" and (own is None or own.precision is Precision.DAY):
            return None  # "kills thousands each year": no year in particular
        if draft.kind is FigureKind.LEVEL and self.bases.is_year_before(scene.frame, draft):
            return self._year_before(scene, draft)
        if own is not None:
            return self._own_period(scene, draft, own)
        if draft.kind is FigureKind.RANK:
            return self._rank_period(scene, index)
        return self._told_period(scene, draft)

    def _own_period(self, scene: Scene, draft: Draft, own: DateMention) -> Period | None:
        """Return what the figure's own date means."""
        if own.period is None and self.to_date.search(own.text):
            return year_to_date(scene, draft)
        if self.bases.same_last_year.search(own.text):
            if own.period is None and draft.kind is FigureKind.RATIO:
                return self._carry(scene, draft)  # "twice as many as the same period last year"
            before = self._year_before(scene, draft)
            return before if own.period is None or before else own.period
        return self._period_of(scene, own, draft)

    def _year_before(self, scene: Scene, draft: Draft) -> Period | None:
        """Return the period a year before the one that the text tells of."""
        before = self._carry(scene, draft)
        scene.aside.add(draft.anchor)
        return shift(before, -12) if before else None

    def _told_period(self, scene: Scene, draft: Draft) -> Period | None:
        """Return the time in office, or what is carried on, of a figure without a date."""
        era = self._find_era(scene, draft)
        if era is not None and self._decides(scene.frame, era, draft):
            return era.period
        if draft.rate in ("month", "week"):
            return era.period if era and draft.rate == "month" else None
        return self._carry(scene, draft) or (era.period if era else None)

    def _is_only_compared(self, scene: Scene, draft: Draft, own: DateMention) -> bool:
        """Does a rank that follows a dated figure of its sentence have its date behind it?

        "8,347 in February, the lowest on record and a fraction of a year ago".
        """
        if draft.kind is not FigureKind.RANK or own.start < draft.end or not scene.placed:
            return False
        before, sentence = scene.placed[-1], scene.frame.sentence_at(draft.anchor)
        same = scene.frame.sentence_at(before.anchor) == sentence
        return same and before.period is not None and not self._is_beside(scene.frame, own, draft)

    # ---- own date -----------------------------------------------------------
    def _find_own(self, scene: Scene, index: int) -> DateMention | None:
        frame, draft = scene.frame, scene.drafts[index]
        start, end = frame.sentence_at(draft.anchor)
        around = scene.drafts[max(0, index - NEIGHBOURS) : index + NEIGHBOURS]
        others = [d for d in around if d is not draft and start <= d.anchor < end]
        best: tuple[float, DateMention] | None = None
        # What something is measured from ("from the all-time high") has only the date beside it.
        apart = draft.kind is FigureKind.RANK and self.bases.leads(frame, draft)
        reach = max(start, draft.start - DATE_REACH), min(end, draft.end + DATE_REACH)
        for mention in frame.dates_in(*reach):
            beside = self._is_beside(frame, mention, draft)
            if (apart and not beside) or self._is_in_scope(mention, others):
                continue
            if draft.kind is FigureKind.LEVEL and not beside and self._is_base(frame, mention):
                continue
            if id(mention) in scene.used:
                # "from May 2024, when 117,905 …", "from the record low set in June": also the
                # date of the figure behind it, or of the record.
                rank = draft.kind is FigureKind.RANK
                if not (beside if rank else self._follows(frame, mention, draft)):
                    continue
            elif not beside and self._is_taken(frame, mention, draft, others):
                continue
            cost = self._cost(frame, mention, draft, others)
            if cost is not None and (best is None or cost < best[0]):
                best = (cost, mention)
        return best[1] if best else None

    def _is_base(self, frame: Frame, mention: DateMention) -> bool:
        """Is it what something is measured from ("in August from July, to 181,059")?"""
        text = frame.text
        start, _ = frame.sentence_at(mention.start)
        if not self.from_lead.search(text, max(start, mention.start - 16), mention.start):
            return False
        return mention.precision is Precision.MONTH and not self.to_lead.match(text, mention.end)

    def _is_taken(
        self, frame: Frame, mention: DateMention, draft: Draft, others: list[Draft]
    ) -> bool:
        """Does the date belong to a scope, to the telling, or stand beside another figure?"""
        if draft.kind is FigureKind.RANK and draft.start <= mention.start < draft.end:
            return True
        if any(self._is_beside(frame, mention, other) for other in others):
            return not self._leads_sentence(frame, mention)
        lead = frame.text[max(0, mention.start - TELLING) : mention.start]
        # "said February was the lowest month", "released for nine months": not when it was told
        return not self._is_subject(frame, mention) and bool(self.telling.search(lead))

    def _is_subject(self, frame: Frame, mention: DateMention) -> bool:
        """Is it a stretch, or what the next word says something of ("February was …")?"""
        index = frame.token_from(mention.end)
        behind = frame.doc[index].pos_ if index < len(frame.doc) else ""
        if mention.precision is Precision.WINDOW:
            return True
        led = frame.doc[frame.token_at(mention.start) - 1].pos_ == "ADP"
        return behind in ("AUX", "VERB") and not led

    def _is_in_scope(self, mention: DateMention, others: list[Draft]) -> bool:
        """Does the date belong to what a rank of the sentence claims ("since 1967")?"""
        ranks = [d for d in others if d.kind is FigureKind.RANK]
        return any(rank.start <= mention.start < rank.end for rank in ranks)

    def _is_beside(self, frame: Frame, mention: DateMention, draft: Draft) -> bool:
        text = frame.text
        if 0 <= mention.start - draft.end <= BESIDE:
            between = text[draft.end : mention.start]
            return bool(self.beside.fullmatch(between)) and not opens_clause(text, mention, between)
        return self._follows(frame, mention, draft)

    def _follows(self, frame: Frame, mention: DateMention, draft: Draft) -> bool:
        between = frame.text[mention.end : draft.start]
        return len(between) <= 50 and bool(self.before.fullmatch(between))

    def _leads_sentence(self, frame: Frame, mention: DateMention) -> bool:
        start, _ = frame.sentence_at(mention.start)
        return mention.start - start <= 4 and frame.text[mention.end : mention.end + 1] == ","

    def _cost(
        self, frame: Frame, mention: DateMention, draft: Draft, others: list[Draft]
    ) -> float | None:
        if self._is_beside(frame, mention, draft):
            return 0.0
        if mention.precision is Precision.DAY and not self._is_day_of(frame, mention):
            return None
        low, high = sorted((mention.start, draft.anchor))
        crossed = sum(low < d.anchor < high for d in others)
        behind = mention.start > draft.anchor
        if behind and (crossed or draft.kind is FigureKind.CHANGE):
            return None
        breaks = len(CLAUSE_BREAK.findall(frame.text[low:high]))
        return high - low + CROSSING * crossed + 20 * breaks

    def _is_day_of(self, frame: Frame, mention: DateMention) -> bool:
        """Is a day the day of the figure rather than of the telling?"""
        start, _ = frame.sentence_at(mention.start)
        lead = frame.text[start : mention.start]
        if len(lead.strip()) <= DAY_LEAD and not self.telling.search(lead):
            return True
        named = any(character.isdigit() for character in mention.text)
        return named and bool(self.day_lead.search(lead))

    def _period_of(self, scene: Scene, mention: DateMention, draft: Draft) -> Period | None:
        frame, period = scene.frame, mention.period
        lead = frame.text[max(0, mention.start - SINCE_LEAD) : mention.start]
        publication = frame.annotated.document.publication
        if period and (self.since.search(lead) or self._has_since(frame, mention, draft)):
            after = day_after(publication) or last_told(scene)
            return Period(period.first, after) if after and period.first < after else None
        return period

    def _has_since(self, frame: Frame, mention: DateMention, draft: Draft) -> bool:
        """Does it say "in 2021 … and has since …"?"""
        return bool(self.has_since.search(frame.text, mention.end, max(mention.end, draft.start)))

    # ---- carried on ---------------------------------------------------------
    def _rank_period(self, scene: Scene, index: int) -> Period | None:
        """Return the period of a rank: that of a figure in its sentence, of an era, or carried."""
        frame, draft, placed = scene.frame, scene.drafts[index], scene.placed
        era, led = self._find_era(scene, draft), self.bases.leads(frame, draft)
        decides = self._is_beside if led else self._decides
        if era is not None and decides(frame, era, draft):
            return self._month_inside(scene, index, era) or era.period
        if led:
            return None  # "from the all-time high": not the period of the sentence
        sentence = frame.sentence_at(draft.anchor)
        following = scene.owned[index + 1] if index + 1 < len(scene.owned) else None
        if following is not None and frame.sentence_at(following.start) == sentence:
            return self._period_of(scene, following, draft)
        if placed and frame.sentence_at(placed[-1].anchor) == sentence and placed[-1].period:
            return placed[-1].period
        return self._carry(scene, draft)

    def _month_inside(self, scene: Scene, index: int, era: DateMention) -> Period | None:
        """Return the month that the next figure of the sentence tells of within an era.

        "the highest level under that government, when nearly 250,000 … in December 2023".
        """
        following = scene.owned[index + 1] if index + 1 < len(scene.owned) else None
        if following is None or following.period is None or era.period is None:
            return None
        sentence = scene.frame.sentence_at(scene.drafts[index].anchor)
        same = scene.frame.sentence_at(following.start) == sentence
        inside = following.period.is_month() and era.period.holds(following.period)
        return following.period if same and inside else None

    def _decides(self, frame: Frame, era: DateMention, draft: Draft) -> bool:
        """Is an era the period rather than what the figure is held against?"""
        month = era.period is not None and era.period.is_month()  # "his first full month in office"
        return month or self._is_beside(frame, era, draft)

    def _find_era(self, scene: Scene, draft: Draft) -> DateMention | None:
        """Return the time in office named in the sentence, the nearest that no other figure has."""
        frame, drafts = scene.frame, scene.drafts
        start, end = frame.sentence_at(draft.anchor)
        others = [d for d in drafts if d is not draft and start <= d.anchor < end]
        eras = [
            era
            for era in frame.eras_in(start, end)
            if self._is_beside(frame, era, draft)
            or not any(self._is_beside(frame, era, other) for other in others)
        ]
        return min(eras, key=lambda e: self._distance(frame, e, draft), default=None)

    def _distance(self, frame: Frame, era: DateMention, draft: Draft) -> int:
        low, high = sorted((era.start, draft.anchor))
        return high - low + CROSSING * len(CLAUSE_BREAK.findall(frame.text[low:high]))

    def _carry(self, scene: Scene, draft: Draft) -> Period | None:
        """Return the period of what was said just before, when the text goes on about it."""
        frame = scene.frame
        here = frame.sentence_index(draft.anchor)
        start, _ = frame.sentences[here]
        goes_on = bool(self.carry.match(frame.text, start))
        timeless = False  # it goes on about a figure whose own period is not told
        for before in reversed(scene.placed[-NEIGHBOURS:]):
            if before.anchor in scene.aside:
                continue
            there = frame.sentence_index(before.anchor)
            if there == here:
                if self._may_carry_beside(scene, before, draft):
                    return before.period
                continue
            near = here - there <= CARRY_SENTENCES and frame.is_same_paragraph(before.end, start)
            if not near and (here - there > GOES_ON_SENTENCES or not goes_on or timeless):
                break
            listed = self._is_listed(frame, before, None)
            timeless = timeless or before.period is None or listed
            if before.period is not None and not listed:
                return before.period
        for index in range(here - 1, max(-1, here - 1 - CARRY_SENTENCES), -1):
            begin, end = frame.sentences[index]
            if not frame.is_same_paragraph(begin, start) and not goes_on:
                return None
            months = [d for d in frame.dates_in(begin, end) if d.precision is Precision.MONTH]
            if len(months) == 1:
                return months[0].period
        return None

    def _may_carry_beside(self, scene: Scene, before: Draft, draft: Draft) -> bool:
        """May a figure of the same sentence give its period to the next one?"""
        sentence = scene.frame.sentence_at(draft.anchor)[0]
        bases = [d.base for d in scene.placed[-NEIGHBOURS:] if d.anchor >= sentence]
        if before.period is None or before.period in bases:
            return False
        return not self._is_listed(scene.frame, before, draft.base)

    def _is_listed(self, frame: Frame, draft: Draft, base: Period | None) -> bool:
        """Did the figure take a date right beside it, among figures with other dates?

        `base`: what a change that follows is measured from; its date does not count.
        """
        start, end = frame.sentence_at(draft.anchor)
        if any(self._is_beside(frame, era, draft) for era in frame.eras_in(start, end)):
            return True
        dates = frame.dates_in(start, end)
        beside = any(
            self._is_beside(frame, m, draft) and not self._leads_sentence(frame, m)
            for m in dates
            if m.period == draft.period
        )
        others = [d for d in dates if d.period not in (draft.period, base)]
        return beside and any(
            not self.since.search(frame.text[max(0, d.start - SINCE_LEAD) : d.start])
            for d in others
        )


def opens_clause(text: str, mention: DateMention, between: str) -> bool:
    """Is it a day without a number that opens what follows: "era el 30 por ciento, hoy es"?"""
    plain = mention.precision is Precision.DAY and not any(c.isdigit() for c in mention.text)
    return plain and "," in between and text[mention.end : mention.end + 1] == " "
