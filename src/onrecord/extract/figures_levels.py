"""Read levels, changes, ratios and targets: a number with what it counts.

What a number counts is the noun phrase behind it; numbers that count nothing to check (dates,
ages, titles of laws, stretches of time, "the two countries") are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from spacy.tokens import Token

from onrecord.extract.figures_drafts import Draft, Frame
from onrecord.extract.numbers import Number, NumberReader, comparator_of
from onrecord.knowledge import WordTable, either
from onrecord.model import Comparator, Direction, FigureKind

LONGEST_NOUN = 9  # tokens of a noun phrase
SMALL = 20  # up to here a bare number must earn its place
PERCENT = "percent"
NOUNS = frozenset({"NOUN", "PROPN"})
MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """What a number counts: [start, end) and its words."""

    start: int
    end: int
    text: str
    head: str


class LevelReader:
    """The compiled patterns for levels and changes of one language."""

    def __init__(self, words: WordTable) -> None:
        self.numbers = words.keep("numbers", NumberReader)
        self.measure_units = _whole(words.words("numbers", "measure-unit"))
        self.not_counted = _whole(words.words("numbers", "not-counted"))
        self.thin = _whole(words.words("numbers", "thin-noun"))
        self.of = re.compile(rf"\s+(?i:{words.either('numbers', 'of')})\s+")
        label = words.words("numbers", "label")
        self.label = re.compile(rf"(?:^|(?<=[\s(“\"‘/-])){either(label)}\s*[-.:]?\s*\(?$")
        self.not_followed = re.compile(words.either("numbers", "not-followed"))
        self.age = re.compile(rf"(?i:\b{words.either('numbers', 'age')})\s*(?:of\s+)?$")
        self.definite = re.compile(rf"(?i:\b{words.either('numbers', 'definite')})\s+$")
        self.rates = words.names("numbers", "rate")
        self.rate = re.compile(rf"\s*(?P<rate>(?i:{words.either('numbers', 'rate')}))(?!\w)")
        self.multiples = words.values("numbers", "multiple")
        self.multiple = re.compile(rf"(?<!\w)(?i:{words.either('numbers', 'multiple')})(?!\w)")
        self.fractions = words.values("numbers", "fraction")
        self.fraction = re.compile(
            rf"(?<![\w-])(?P<f>(?i:{words.either('numbers', 'fraction')}))"
            rf"\s+(?i:{words.either('numbers', 'of')})\s+(?i:{words.either('numbers', 'share-lead')})"
        )
        self.zero = re.compile(
            rf"(?:(?<![\w-])(?i:{words.either('numbers', 'none')})"
            rf"|(?:\w+(?=n['’]t)|(?<!\w))(?i:{words.either('numbers', 'negation')})(?:\s+\w+){{0,3}}?"
            rf"\s+(?i:{words.either('numbers', 'one-single')}))\s+(?=\w)"
        )
        self.zero_plural = re.compile(
            rf"(?<![\w-])(?:{words.either('numbers', 'single')})\s+(?=\w)"
        )
        self.were = re.compile(rf"\s+(?i:{words.either('numbers', 'zero-verb')})\b")
        self.planned = re.compile(rf"(?<!\w)(?i:{words.either('numbers', 'planned')})(?!\w)")
        self.up = re.compile(rf"(?<!\w)(?i:{words.either('changes', 'up')})(?!\w)")
        self.down = re.compile(rf"(?<!\w)(?i:{words.either('changes', 'down')})(?!\w)")
        change = words.either("changes", "up", "down")
        link = words.either("changes", "link")
        self.change_before = re.compile(
            rf"(?<!\w)(?:(?i:{link})\s+)*(?P<word>(?i:{change}))(?:\s+(?i:{link}))*\s*[,(—–-]?\s*$"
        )
        self.change_after = re.compile(
            rf"\s*-?\s*(?:(?i:{link})\s+)?(?:\w+\s+)?(?P<word>(?i:{change}))(?!\w)"
        )
        self.times_more = re.compile(rf"\s+(?P<word>(?i:{words.either('numbers', 'times-tail')}))")

    def read(self, frame: Frame) -> list[Draft]:
        """Return the levels, changes, ratios and targets of a text."""
        drafts = [d for n in self.numbers.read(frame.text) if (d := self._draft(frame, n))]
        drafts += [*self._read_multiples(frame), *self._read_zeros(frame)]
        drafts += self._read_fractions(frame)
        return drafts

    # ---- one number ---------------------------------------------------------
    def _draft(self, frame: Frame, number: Number) -> Draft | None:
        if self._is_no_figure(frame, number):
            return None
        noun = self._find_noun(frame, number)
        if number.unit is None and self._counts_nothing(frame, number, noun):
            return None
        if number.unit in (PERCENT, "percentage points"):
            return self._draft_percent(frame, number, noun)
        if number.unit == "times":
            return self._draft_times(frame, number)
        return self._draft_level(frame, number, noun)

    def _is_no_figure(self, frame: Frame, number: Number) -> bool:
        text, at, end = frame.text, number.digits_at, number.end
        if frame.is_date(at, end) or is_inside_code(text, at, end):
            return True
        if number.unit is None or number.unit not in (PERCENT, "percentage points"):
            if self.not_followed.match(text, end):
                return True
        before = text[max(0, number.start - 24) : number.start]
        if self.age.search(before) or self.label.search(before):
            return True
        return not number.unit and is_year(text, number)

    def _counts_nothing(self, frame: Frame, number: Number, noun: NounPhrase | None) -> bool:
        """Is it a bare number with no noun worth counting?"""
        text = frame.text
        lead = re.match(r"\s*-?\s*", text[number.end : number.end + 4])
        tail = number.end + (lead.end() if lead else 0)
        if self.not_counted.match(text, tail):
            return True
        if noun is not None and self.not_counted.fullmatch(noun.head):
            return True
        big = number.high > SMALL or number.scaled
        if noun is None:
            return not is_worth_alone(text, number)
        if big:
            return False
        before = text[max(0, number.start - 16) : number.start]
        return (
            number.high < 2
            or bool(self.thin.fullmatch(noun.head))
            or bool(self.definite.search(before))
            or not noun.head.islower()
        )

    def _draft_level(self, frame: Frame, number: Number, noun: NounPhrase | None) -> Draft:
        text = frame.text
        end, rate = number.end, None
        unit = number.unit or (noun.text if noun else "")
        if noun is not None:
            end = noun.end
            measure = self.measure_units.match(text, noun.start)
            if measure:
                unit = measure[0]
        if found := self.rate.match(text, end):
            rate, end = self.rates[re.sub(r"\s+", " ", found["rate"]).lower()], found.end()
        kind = FigureKind.TARGET if self._is_planned(frame, number) else FigureKind.LEVEL
        direction = None
        noun_text = noun.text if noun else ""
        if noun is not None and (change := self.change_after.match(text, number.end)):
            if change.end() >= noun.end or change.start("word") <= noun.start:
                kind, direction = FigureKind.CHANGE, self._direction(change["word"])
        return Draft(
            start=number.start, end=end, anchor=number.digits_at, after=number.end,
            low=number.low, high=number.high, step=number.step, comparator=number.comparator,
            kind=kind, unit=unit, noun=noun_text, rate=rate, direction=direction,
        )  # fmt: skip

    def _draft_percent(self, frame: Frame, number: Number, noun: NounPhrase | None) -> Draft:
        text = frame.text
        start, end = number.start, number.end
        kind, direction = FigureKind.LEVEL, None
        sentence, _ = frame.sentence_at(number.digits_at)
        before = self.change_before.search(text, max(sentence, start - 40), start)
        after = self.change_after.match(text, end)
        share = self.of.match(text, end)
        if after and after.end() - end < 40:
            kind, direction, end = FigureKind.CHANGE, self._direction(after["word"]), after.end()
        elif before:
            kind, direction, start = (
                FigureKind.CHANGE,
                self._direction(before["word"]),
                before.start(),
            )
            start += len(text[start : before.end()]) - len(text[start : before.end()].lstrip())
        elif share:
            kind = FigureKind.RATIO
            inner = self._noun_from(frame, share.end(), allow_determiner=True)
            end = inner.end if inner else end
        elif noun is not None:
            end = noun.end
        elif moved := self._change_in_clause(text, sentence, start):
            kind, direction = FigureKind.CHANGE, self._direction(moved)
        if kind is not FigureKind.CHANGE and self._is_planned(frame, number):
            kind = FigureKind.TARGET
        return Draft(
            start=start, end=end, anchor=number.digits_at, after=number.end,
            low=number.low, high=number.high, step=number.step, comparator=number.comparator,
            kind=kind, unit=number.unit or PERCENT, direction=direction,
            noun=noun.text if noun else "",
        )  # fmt: skip

    def _draft_times(self, frame: Frame, number: Number) -> Draft:
        end = number.end
        if tail := self.times_more.match(frame.text, end):
            end = tail.end()
        return Draft(
            start=number.start, end=end, anchor=number.digits_at, after=number.end,
            low=number.low, high=number.high, step=number.step, comparator=number.comparator,
            kind=FigureKind.RATIO, unit="times",
        )  # fmt: skip

    def _change_in_clause(self, text: str, sentence: int, start: int) -> str | None:
        """Return a change word before the percentage with no other number between."""
        clause = re.split(r"[;:(]|\d", text[max(sentence, start - 90) : start])[-1]
        found = [m[0] for p in (self.up, self.down) for m in p.finditer(clause)]
        return found[-1] if found else None

    def _direction(self, word: str) -> Direction:
        return Direction.DOWN if self.down.fullmatch(word.strip()) else Direction.UP

    def _is_planned(self, frame: Frame, number: Number) -> bool:
        sentence, _ = frame.sentence_at(number.digits_at)
        return bool(self.planned.search(frame.text, max(sentence, number.start - 70), number.start))

    # ---- nouns --------------------------------------------------------------
    def _find_noun(self, frame: Frame, number: Number) -> NounPhrase | None:
        at = number.end
        if (number.vague or number.scaled) and (of := self.of.match(frame.text, at)):
            at = of.end()
        if found := self.measure_units.match(frame.text, at + _blanks(frame.text, at)):
            end = found.end()
            if of := self.of.match(frame.text, end):
                inner = self._noun_from(frame, of.end(), allow_determiner=False)
                end = inner.end if inner else end
            return NounPhrase(found.start(), end, frame.text[found.start() : end], found[0])
        return self._noun_from(frame, at, allow_determiner=False)

    def _noun_from(self, frame: Frame, at: int, *, allow_determiner: bool) -> NounPhrase | None:
        doc, text = frame.doc, frame.text
        first = index = frame.token_from(at)
        if index < len(doc) and "\n" in text[at : doc[index].idx]:
            return None
        head: Token | None = None
        while index < min(len(doc), first + LONGEST_NOUN):
            token = doc[index]
            if token.is_space or frame.is_date(token.idx, token.idx + len(token)):
                break
            if token.pos_ in NOUNS:
                head = token
            elif not (self._may_stand_inside(token) or (allow_determiner and token.pos_ == "DET")):
                break
            index += 1
        if head is None:
            return None
        start, end = doc[first].idx, head.idx + len(head)
        return NounPhrase(start, end, text[start:end], head.text)

    def _may_stand_inside(self, token: Token) -> bool:
        if token.pos_ in MODIFIERS:
            return True
        if token.tag_ in ("VBN", "VBG", "HYPH", "POS", "JJ", "JJR") or token.text in "-“”\"'’‘/":
            return True
        return (
            token.pos_ in ("ADV", "CCONJ")
            and token.i + 1 < len(token.doc)
            and (token.nbor().pos_ == "ADJ" or token.nbor().tag_ == "VBN")
        )

    # ---- special shapes -----------------------------------------------------
    def _read_multiples(self, frame: Frame) -> Iterator[Draft]:
        for match in self.multiple.finditer(frame.text):
            value = self.multiples[re.sub(r"\s+", " ", match[0]).lower()]
            start, comparator = self._lead(frame.text, match.start())
            yield _flat(
                start, match.end(), match.start(), value, comparator, FigureKind.RATIO, "times"
            )

    def _read_fractions(self, frame: Frame) -> Iterator[Draft]:
        for match in self.fraction.finditer(frame.text):
            value = self.fractions[re.sub(r"\s+", " ", match["f"]).lower()]
            inner = self._noun_from(frame, match.end("f") + 1, allow_determiner=True)
            start, comparator = self._lead(frame.text, match.start())
            end = max(inner.end if inner else 0, match.end())
            yield _flat(start, end, match.start(), value, comparator, FigureKind.RATIO, PERCENT)

    def _read_zeros(self, frame: Frame) -> Iterator[Draft]:
        for match in self.zero.finditer(frame.text):
            noun = self._noun_from(frame, match.end(), allow_determiner=False)
            if noun is not None and not self.not_counted.fullmatch(noun.head):
                yield _flat(
                    match.start(), noun.end, match.start(), Decimal(0), Comparator.EXACT,
                    FigureKind.LEVEL, noun.text,
                )  # fmt: skip
        for match in self.zero_plural.finditer(frame.text):
            noun = self._noun_from(frame, match.end(), allow_determiner=False)
            if noun is not None and self.were.match(frame.text, noun.end):
                yield _flat(
                    match.start(), noun.end, match.start(), Decimal(0), Comparator.EXACT,
                    FigureKind.LEVEL, noun.text,
                )  # fmt: skip

    def _lead(self, text: str, start: int) -> tuple[int, Comparator]:
        lead = self.numbers.before.search(text, max(0, start - 30), start)
        return (lead.start(), comparator_of(lead)) if lead else (start, Comparator.EXACT)


def _whole(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?i:{either(words)})(?!\w)")


def _blanks(text: str, at: int) -> int:
    return len(text[at : at + 3]) - len(text[at : at + 3].lstrip(" \u00a0-"))


def _flat(
    start: int, end: int, anchor: int, value: Decimal, comparator: Comparator, kind: FigureKind, unit: str
) -> Draft:  # fmt: skip
    return Draft(
        start=start, end=end, anchor=anchor, after=end, low=value, high=value, step=Decimal(1),
        comparator=comparator, kind=kind, unit=unit, noun=unit if kind is FigureKind.LEVEL else "",
    )  # fmt: skip


def is_inside_code(text: str, at: int, end: int) -> bool:
    """Is the number part of a time, a phone number, a list mark, a reference?"""
    before, after = text[max(0, at - 2) : at], text[end : end + 3]
    if re.search(r"[:/#§@_=]\s?$", before) or re.search(r"\d[-.]$", before):
        return True
    if re.match(r":\d|/\d|-\d|\.\d|[A-Za-z]", after):
        return True
    line = text.rfind("\n", 0, at) + 1
    if re.fullmatch(r"\s*[(\[]?", text[line:at]) and re.match(r"[.)\]]\s", after):
        return True
    return before.endswith(("(", "[")) and after[:1] in (")", "]") and end - at <= 2


def is_year(text: str, number: Number) -> bool:
    """Is a bare number like 2023 a year?"""
    written = text[number.digits_at : number.end]
    return bool(re.fullmatch(r"(?:1[5-9]|20)\d\d", written)) and number.comparator in (
        Comparator.EXACT,
        Comparator.BETWEEN,
    )


def is_worth_alone(text: str, number: Number) -> bool:
    """May a number stand without a noun? Only one that is long enough to be no label."""
    if number.high >= 1000 or number.vague:
        return True
    return (
        number.comparator is not Comparator.EXACT
        and number.high > SMALL
        or (number.high >= 100 and number.start < number.digits_at)
    )
