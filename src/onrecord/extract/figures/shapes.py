"""Read numbers that are no numerals: "doubled", "half of", "did not release a single migrant"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from onrecord.extract.figures.comparators import comparator_of
from onrecord.extract.figures.drafts import Draft, Frame
from onrecord.extract.figures.nouns import NounReader
from onrecord.extract.figures.numbers import NumberReader
from onrecord.knowledge import WordTable
from onrecord.model import Comparator, FigureKind

WHOLE = 100  # "one in a hundred" is the smallest share told so


class ShapeReader:
    """The compiled patterns for multiples, shares in words and zeros, of one language."""

    def __init__(self, words: WordTable) -> None:
        self.before = words.keep("numbers", NumberReader).before
        self.nouns = words.keep("nouns", NounReader)
        of = words.either("numbers", "of")
        self.multiples = words.values("numbers", "multiple")
        self.multiple = re.compile(rf"(?<!\w)(?i:{words.either('numbers', 'multiple')})(?!\w)")
        self.fractions = words.values("numbers", "fraction")
        self.fraction = re.compile(
            rf"(?<![\w-])(?P<f>(?i:{words.either('numbers', 'fraction')}))"
            rf"\s+(?:(?i:{of})\s+(?i:{words.either('numbers', 'share-lead')})"
            rf"|(?i:{words.either('numbers', 'of-the')})(?!\w))"
        )
        self.fraction_not = re.compile(
            rf"(?<!\w)(?i:{words.either('numbers', 'fraction-not')})\s+$"
        )
        number = rf"(?:\d{{1,3}}|(?i:{words.either('numbers', 'small')}))"
        self.small = words.values("numbers", "small")
        out_of, time = words.either("numbers", "out-of"), words.either("numbers", "not-counted")
        self.out_of = re.compile(
            rf"(?<![\w.,$-])(?P<a>{number})\s+(?i:{out_of})\s+(?P<b>{number})"
            rf"(?![\w,%-]|\.\d|\s+(?i:{time})(?!\w))"
        )
        negation = words.either("numbers", "negation")
        self.zero = re.compile(
            rf"(?:(?<![\w-])(?i:{words.either('numbers', 'none')})"
            rf"|(?<!\w)(?:\w{{1,12}}(?=n['’]t))?(?i:{negation})(?:\s+\w+){{0,3}}?"
            rf"\s+(?i:{words.either('numbers', 'one-single')}))\s+(?=\w)"
        )
        self.single = re.compile(rf"(?i:{words.either('numbers', 'one-single')})")
        self.no_plural = re.compile(rf"(?<![\w-])(?:{words.either('numbers', 'single')})\s+(?=\w)")
        self.were = re.compile(rf"\s+(?i:{words.either('numbers', 'zero-verb')})\b")

    def read(self, frame: Frame) -> list[Draft]:
        """Return the multiples, shares in words and zeros of a text."""
        return [
            *self._read_multiples(frame),
            *self._read_fractions(frame),
            *self._read_shares(frame),
            *self._read_zeros(frame),
        ]

    def _read_multiples(self, frame: Frame) -> Iterator[Draft]:
        for match in self.multiple.finditer(frame.text):
            value = self.multiples[re.sub(r"\s+", " ", match[0]).lower()]
            start, comparator = self._lead(frame.text, match.start())
            yield _ratio((start, match.start(), match.end()), value, "times", comparator)

    def _read_fractions(self, frame: Frame) -> Iterator[Draft]:
        for match in self.fraction.finditer(frame.text):
            if self.fraction_not.search(frame.text, max(0, match.start() - 16), match.start()):
                continue
            value = self.fractions[re.sub(r"\s+", " ", match["f"]).lower()]
            inner = self.nouns.read(frame, match.end("f") + 1, determiner=True)
            start, comparator = self._lead(frame.text, match.start())
            end = max(inner.end if inner else 0, match.end())
            yield _ratio((start, match.start(), end), value, "percent", comparator)

    def _read_shares(self, frame: Frame) -> Iterator[Draft]:
        """Read `nine in ten`, `one of every four`: percentages."""
        for match in self.out_of.finditer(frame.plain):
            part, of = self._small(match["a"]), self._small(match["b"])
            if not 0 < part < of or of > WHOLE:
                continue
            start, comparator = self._lead(frame.text, match.start())
            noun = self.nouns.read(frame, match.end())
            place = (start, match.start(), noun.end if noun else match.end())
            share = (part * WHOLE / of).quantize(Decimal(1))
            yield _ratio(place, share, "percent", comparator)

    def _small(self, word: str) -> Decimal:
        return Decimal(word) if word.isdigit() else self.small[word.lower()]

    def _read_zeros(self, frame: Frame) -> Iterator[Draft]:
        for pattern in (self.zero, self.no_plural):
            for match in pattern.finditer(frame.text):
                noun = self.nouns.read(frame, match.end())
                if noun is None or self.nouns.not_counted.fullmatch(noun.head):
                    continue
                single = self.single.search(match[0])
                if (
                    pattern is self.zero
                    and not single
                    and not (noun.plural and noun.head.islower())
                ):
                    continue  # "zero impunity", "Zero Releases" as a heading
                if pattern is self.zero or self.were.match(frame.text, noun.end):
                    yield Draft(
                        start=match.start(), end=noun.end, anchor=match.start(), after=match.end(),
                        low=Decimal(0), high=Decimal(0), step=Decimal(1),
                        comparator=Comparator.EXACT, kind=FigureKind.LEVEL, unit=noun.text,
                        noun=noun.text,
                    )  # fmt: skip

    def comparator_before(self, text: str, start: int) -> Comparator:
        """Return the comparator that stands before a place."""
        return self._lead(text, start)[1]

    def _lead(self, text: str, start: int) -> tuple[int, Comparator]:
        lead = self.before.search(text, max(0, start - 30), start)
        return (lead.start(), comparator_of(lead)) if lead else (start, Comparator.EXACT)


def _ratio(place: tuple[int, int, int], value: Decimal, unit: str, comparator: Comparator) -> Draft:
    start, anchor, end = place
    return Draft(
        start=start, end=end, anchor=anchor, after=end, low=value, high=value, step=Decimal(1),
        comparator=comparator, kind=FigureKind.RATIO, unit=unit,
    )  # fmt: skip
