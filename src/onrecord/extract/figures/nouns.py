"""What a number counts, and which numbers count nothing to check.

A number counts the noun phrase behind it. Dates, ages, titles of laws ("Title 42"), stretches of
time, list marks and what is known already ("the two countries") are no figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.extract.figures.drafts import Frame
from onrecord.extract.figures.numbers import Number
from onrecord.knowledge import WordTable, either
from onrecord.model import Comparator

FIRST_YEAR, LAST_YEAR = 1900, 2100
LONGEST_NOUN = 9  # tokens of a noun phrase
SMALL = 20  # up to here a bare number must earn its place
LEAST_ALONE = 100  # a shorter number without a noun may be a label
SHARES = ("percent", "percentage points")
NOUNS = frozenset({"NOUN", "PROPN"})
MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
PLURAL = frozenset({"NNS", "NNPS"})
INSIDE = frozenset({"VBN", "VBG", "HYPH", "POS", "JJ", "JJR"})


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """What a number counts: [start, end) and its words."""

    start: int
    end: int
    text: str
    head: str
    plural: bool = True


class NounReader:
    """The compiled patterns for what numbers count, of one language."""

    def __init__(self, words: WordTable) -> None:
        self.measure_units = whole(words.words("numbers", "measure-unit"))
        self.not_counted = whole(words.words("numbers", "not-counted"))
        self.thin = whole(words.words("numbers", "thin-noun"))
        self.people = whole(words.words("changes", "people"))
        self.of = re.compile(rf"\s+(?i:{words.either('numbers', 'of')})\s+")
        label = words.either("numbers", "label")
        self.label = re.compile(rf"(?:^|(?<=[\s(“\"‘/-])){label}\s*[-.:]?\s*\(?$")
        self.not_followed = re.compile(words.either("numbers", "not-followed"))
        self.field = re.compile(rf"\s+(?i:{words.either('numbers', 'field')})(?!\w)")
        self.age = re.compile(rf"(?i:\b{words.either('numbers', 'age')})\s*(?:of\s+)?$")
        self.definite = re.compile(rf"(?i:\b{words.either('numbers', 'definite')})\s+$")

    def is_no_figure(self, frame: Frame, number: Number) -> bool:
        """Is it a date, an age, a name with a number in it, a time, a reference?"""
        text, at, end = frame.text, number.digits_at, number.end
        if frame.is_date(at, end) or is_inside_code(text, at, end):
            return True
        if number.unit not in SHARES and self.not_followed.match(text, end):
            return True
        before = text[max(0, number.start - 24) : number.start]
        if self.age.search(before) or self.label.search(before):
            return True
        return not number.unit and is_year(text, number) and not self.is_counted(frame, number)

    def is_counted(self, frame: Frame, number: Number) -> bool:
        """Does a number that looks like a year count people ("agents made 1999 arrests")?"""
        if number.start < number.digits_at:
            return True  # "a total of 1999"
        index = frame.token_at(number.digits_at)
        behind = self.people.match(frame.text, number.end + 1)
        return bool(behind) and index > 0 and frame.doc[index - 1].pos_ == "VERB"

    def counts_nothing(self, frame: Frame, number: Number, noun: NounPhrase | None) -> bool:
        """Is it a bare number with no noun worth counting?"""
        text = frame.text
        lead = re.match(r"\s*-?\s*", text[number.end : number.end + 4])
        if self.not_counted.match(text, number.end + (lead.end() if lead else 0)):
            return True
        if noun is None:
            overall = number.high >= LEAST_ALONE and bool(self.field.match(text, number.end))
            return not (overall or is_worth_alone(number))
        if self.not_counted.fullmatch(noun.head):
            return True
        if number.high > SMALL or number.scaled:
            return False
        before = text[max(0, number.start - 16) : number.start]
        measured = number.step < 1 or number.comparator is not Comparator.EXACT
        if measured and self.measure_units.fullmatch(noun.head):
            return False  # "1.5 tons", "more than one kilo"
        return (
            number.high < 2
            or bool(self.thin.fullmatch(noun.head))
            or bool(self.definite.search(before))
            or not noun.head.islower()
        )

    def find(self, frame: Frame, number: Number) -> NounPhrase | None:
        """Return what the number counts."""
        at = number.end
        if (number.vague or number.scaled) and (of := self.of.match(frame.text, at)):
            at = of.end()
        if found := self.measure_units.match(frame.text, at + _blanks(frame.text, at)):
            end = found.end()
            if of := self.of.match(frame.text, end):
                inner = self.read(frame, of.end())
                end = inner.end if inner else end
            return NounPhrase(found.start(), end, frame.text[found.start() : end], found[0])
        return self.read(frame, at)

    def read(self, frame: Frame, at: int, *, determiner: bool = False) -> NounPhrase | None:
        """Return the noun phrase that begins at the character `at`."""
        doc, text = frame.doc, frame.text
        first = index = frame.token_from(at)
        if index < len(doc) and "\n" in text[at : doc[index].idx]:
            return None
        head: Token | None = None
        while index < min(len(doc), first + LONGEST_NOUN):
            token = doc[index]
            if token.is_space or frame.is_date(token.idx, token.idx + len(token)):
                break
            name = frame.name_starting(token.idx)
            if name is not None and name.after > index + 1:  # "Tren de Aragua" is one word here
                index, head = name.after, doc[name.after - 1]
                continue
            if token.pos_ in NOUNS:
                head = token
            elif not (may_stand_inside(token) or (determiner and token.pos_ == "DET")):
                break
            index += 1
        if head is None and first < len(doc) and stands_for_noun(doc[first]):
            head = doc[first]
        if head is None:
            return None
        start, end = doc[first].idx, head.idx + len(head)
        return NounPhrase(start, end, text[start:end], head.text, head.tag_ in PLURAL)


def whole(words: list[str]) -> re.Pattern[str]:
    """Return a pattern for any of `words`, not cut within a word."""
    return re.compile(rf"(?i:{either(words)})(?!\w)")


def may_stand_inside(token: Token) -> bool:
    """May a word stand between a number and its noun?"""
    if token.pos_ in MODIFIERS or token.tag_ in INSIDE or token.text in "-“”\"'’‘/":
        return True
    if token.pos_ not in ("ADV", "CCONJ") or token.i + 1 >= len(token.doc):
        return False
    following = token.nbor()
    return following.pos_ == "ADJ" or following.tag_ == "VBN"


def stands_for_noun(token: Token) -> bool:
    """Does an inflected plural stand without its noun: "300 detenidos", "286 largas"?"""
    plural = "Plur" in token.morph.get("Number", [])
    participle = token.pos_ == "VERB" and "Part" in token.morph.get("VerbForm", [])
    return plural and (token.pos_ == "ADJ" or participle)


def _blanks(text: str, at: int) -> int:
    return len(text[at : at + 3]) - len(text[at : at + 3].lstrip(" \u00a0-"))


def is_inside_code(text: str, at: int, end: int) -> bool:
    """Is the number part of a time, a phone number, a list mark, a reference?"""
    before, after = text[max(0, at - 2) : at], text[end : end + 3]
    if re.search(r"[/#§@_=]\s?$|:\Z", before) or re.search(r"\d[-.]$", before):
        return True
    if re.match(r":\d|/\d|-\d|\.\d|[A-Za-z]", after):
        return True
    line = text.rfind("\n", 0, at) + 1
    if re.fullmatch(r"\s*[(\[]?", text[line:at]) and re.match(r"[.)\]]\s", after):
        return True
    return before.endswith(("(", "[")) and after[:1] in (")", "]") and end - at <= 2


def is_year(text: str, number: Number) -> bool:
    """Is a bare number like 2023 a year? Also in words: "two thousand twenty-six"."""
    written = text[number.digits_at : number.end]
    if number.spelled and not re.search(r"\d", written) and FIRST_YEAR <= number.low <= LAST_YEAR:
        return True
    return bool(re.fullmatch(r"(?:1[5-9]|20)\d\d", written)) and number.comparator in (
        Comparator.EXACT,
        Comparator.BETWEEN,
    )


def is_worth_alone(number: Number) -> bool:
    """May a number stand without a noun? Only one that is long enough to be no label or age."""
    if number.high >= 1000 or number.vague:
        return True
    if number.comparator is Comparator.BETWEEN:
        return number.high >= LEAST_ALONE  # "Americans between 18 and 49"
    return (
        number.comparator is not Comparator.EXACT
        and number.high > SMALL
        or (
            (number.high >= LEAST_ALONE or number.step < 1) and number.start < number.digits_at
        )  # "a total of 120", "an average of 15.6"
    )
