"""Read levels, changes, ratios and targets: a number with what it counts."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.extract.figures.drafts import Draft, Frame
from onrecord.extract.figures.nouns import SHARES, NounPhrase, NounReader
from onrecord.extract.figures.numbers import Number, NumberReader
from onrecord.knowledge import WordTable
from onrecord.model import Direction, FigureKind

PERCENT = "percent"
CLAUSE = re.compile(r"[;:(,]|\d|\s[—–]")
CHANGE_REACH = 90  # characters before a percentage in which its change may be told
PLAN_REACH = 45  # characters before a number in which a plan may be told
SINGLE_DAY = "single day"
SHORT_RATES = ("day", "week")  # before a number: a "monthly count" is no rate, a "daily" one is


class LevelReader:
    """The compiled patterns for levels and changes of one language."""

    def __init__(self, words: WordTable) -> None:
        self.numbers = words.keep("numbers", NumberReader)
        self.nouns = words.keep("nouns", NounReader)
        self.planned = re.compile(rf"(?<!\w)(?i:{words.either('numbers', 'planned')})(?!\w)")
        self.times_more = re.compile(rf"\s+(?i:{words.either('numbers', 'times-tail')})(?!\w)")
        self._compile_rates(words)
        self._compile_changes(words)

    def _compile_rates(self, words: WordTable) -> None:
        behind = words.either("numbers", "rate-not")
        rate = rf"{words.either('numbers', 'rate')}(?!\s+{behind})"
        single = words.either("changes", "single-day")
        self.rates = words.names("numbers", "rate")
        self.rate = re.compile(rf"\s*(?P<rate>(?i:{rate}))(?!\w)")
        self.rate_behind = re.compile(rf"[^.;,:()\d\n]{{0,40}}?(?<!\w)(?P<rate>(?i:{rate}))(?!\w)")
        self.rate_before = re.compile(rf"(?<!\w)(?P<rate>(?i:{rate}))(?!\w)[^.;:\d\n]{{0,60}}$")
        self.single_day = re.compile(rf"[^.;:\d\n]{{0,40}}?(?<!\w)(?i:{single})(?!\w)")

    def _compile_changes(self, words: WordTable) -> None:
        change = words.either("changes", "up", "down")
        comparative = words.either("changes", "comparative")
        link = words.either("changes", "link")
        than = words.either("changes", "than")
        self.up = re.compile(rf"(?<!\w)(?i:{words.either('changes', 'up')})(?!\w)")
        self.down = re.compile(rf"(?<!\w)(?i:{words.either('changes', 'down')})(?!\w)")
        self.comparatives = words.names("changes", "comparative")
        self.change_before = re.compile(
            rf"(?<!\w)(?:(?i:an?)\s+)?(?P<word>(?i:{change}))(?:\s+(?i:{link}))*\s*[,(—–-]?\s*$"
        )
        # "cut to 10 percent" tells what is left, not by how much it was cut
        reached = words.either("changes", "reached")
        self.reached = re.compile(rf"(?<!\w)(?i:{reached})(?:\s+(?i:{link}))*\s*$")
        self.change_after = re.compile(
            rf"\s*-?\s*(?:(?i:{link})\s+)?(?:\w+\s+)?(?P<word>(?i:{change}|{comparative}))(?!\w)"
        )
        self.more_than = re.compile(rf"\s+(?P<word>(?i:{comparative}))\s+(?i:{than})(?!\w)")

    def read(self, frame: Frame) -> list[Draft]:
        """Return the levels, changes, ratios and targets of a text."""
        numbers = self.numbers.with_grouping(frame.grouped).read(frame.plain)
        return [d for n in numbers if (d := self._draft(frame, n))]

    # ---- one number ---------------------------------------------------------
    def _draft(self, frame: Frame, number: Number) -> Draft | None:
        if self.nouns.is_no_figure(frame, number):
            return None
        noun = self.nouns.find(frame, number)
        bare = number.unit is None and self.nouns.counts_nothing(frame, number, noun)
        if bare and (
            noun is not None or number.spelled or not self.rate.match(frame.text, number.end)
        ):
            return None
        draft = start_draft(number, noun)
        if number.unit in SHARES:
            draft = self._read_percent(frame, draft, noun)
        elif number.unit == "times":
            tail = self.times_more.match(frame.text, number.end)
            end = tail.end() if tail else number.end
            draft = replace(draft, kind=FigureKind.RATIO, noun="", end=end)
        else:
            draft = self._read_level(frame, draft, noun)
        if draft.kind is FigureKind.LEVEL and self._is_planned(frame, draft):
            draft = replace(draft, kind=FigureKind.TARGET)
        return draft

    def _read_level(self, frame: Frame, draft: Draft, noun: NounPhrase | None) -> Draft:
        text = frame.text
        if change := self.more_than.match(text, draft.after):
            return replace(
                draft, kind=FigureKind.CHANGE, direction=self.direction_of(change["word"]),
                end=max(change.end("word"), noun.end if noun else 0),
            )  # fmt: skip
        if noun is not None:
            measure = self.nouns.measure_units.match(text, noun.start)
            unit = draft.unit if draft.unit != noun.text else (measure or [noun.text])[0]
            draft = replace(draft, end=noun.end, unit=unit)
        if found := self.rate.match(text, draft.end):
            return replace(draft, rate=self._rate_name(found), end=found.end())
        if self.single_day.match(text, draft.end):
            return replace(draft, rate=SINGLE_DAY)
        if noun is not None and (found := self.rate_behind.match(text, draft.end)):
            return replace(draft, rate=self._rate_name(found))
        sentence, _ = frame.sentence_at(draft.anchor)
        plain = frame.plain
        found = self.rate_before.search(plain, max(sentence, draft.start - 80), draft.start)
        if found and self._rate_name(found) in SHORT_RATES:
            return replace(draft, rate=self._rate_name(found))
        return draft

    def _read_percent(self, frame: Frame, draft: Draft, noun: NounPhrase | None) -> Draft:
        text = frame.text
        start, end = draft.start, draft.after
        sentence, _ = frame.sentence_at(draft.anchor)
        after = self.change_after.match(text, end)
        if after and after.end() - end < 40:
            return as_change(draft, self.direction_of(after["word"]), draft.start, after.end())
        is_reached = self.reached.search(text, max(sentence, start - 40), start)
        before = self.change_before.search(text, max(sentence, start - 40), start)
        if before and not is_reached:
            return as_change(draft, self.direction_of(before["word"]), before.start(), end)
        if share := self.nouns.of.match(text, end):
            inner = self.nouns.read(frame, share.end(), determiner=True)
            return replace(
                draft, kind=FigureKind.RATIO, end=inner.end if inner else end,
                noun=inner.head if inner else "",
            )  # fmt: skip
        if noun is not None:
            return replace(draft, end=noun.end)
        if is_reached:
            return draft
        clause = CLAUSE.split(text[max(sentence, start - CHANGE_REACH) : start])[-1]
        words = [m[0] for p in (self.up, self.down) for m in p.finditer(clause)]
        return as_change(draft, self.direction_of(words[-1]), start, end) if words else draft

    def _rate_name(self, found: re.Match[str]) -> str:
        return self.rates[re.sub(r"\s+", " ", found["rate"]).lower()]

    def direction_of(self, word: str) -> Direction:
        """Return which way a word of change goes."""
        named = self.comparatives.get(word.lower())
        if named is not None:
            return Direction(named)
        return Direction.DOWN if self.down.fullmatch(word.strip()) else Direction.UP

    def _is_planned(self, frame: Frame, draft: Draft) -> bool:
        sentence, _ = frame.sentence_at(draft.anchor)
        before = frame.text[max(sentence, draft.start - PLAN_REACH) : draft.start]
        return bool(self.planned.search(re.split(r"[;:(,]|\s[—–]", before)[-1]))


def start_draft(number: Number, noun: NounPhrase | None) -> Draft:
    """Return the number as a level, its quote without its noun."""
    return Draft(
        start=number.start, end=number.end, anchor=number.digits_at, after=number.end,
        low=number.low, high=number.high, step=number.step, comparator=number.comparator,
        kind=FigureKind.LEVEL, unit=number.unit or (noun.text if noun else ""),
        noun=noun.text if noun else "",
    )  # fmt: skip


def as_change(draft: Draft, direction: Direction, start: int, end: int) -> Draft:
    """Return the draft as a change with its word in the quote."""
    return replace(draft, kind=FigureKind.CHANGE, direction=direction, start=start, end=end)
