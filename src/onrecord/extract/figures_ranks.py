"""Read ranks: superlatives and records, "third largest", "in second place".

A superlative counts only with the field or the stretch that it leads ("since 1967", "on record",
"in the world"); what nobody measures ("the most important partner") is no rank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from onrecord.annotate import DateMention
from onrecord.annotate.calendars import unit_of
from onrecord.extract.figures_drafts import Draft, Frame
from onrecord.knowledge import WordTable
from onrecord.model import Comparator, Direction, FigureKind, Period

SCOPE_REACH = 110  # characters behind a superlative in which its scope may stand
OPEN_END = date.max


class RankReader:
    """The compiled patterns for ranks of one language."""

    def __init__(self, words: WordTable) -> None:
        self.lows = {w.lower() for w in words.words("ranks", "low", "record-low")}
        self.ordinals = words.values("numbers", "ordinal")
        ordinal = words.either("numbers", "ordinal")
        determiner = rf"(?:(?i:{words.either('ranks', 'determiner')})\s+)?"
        superlative = words.either("ranks", "low", "high")
        self.never = re.compile(rf"(?<!\w)(?i:{words.either('ranks', 'never')})(?!\w)")
        self.soft = re.compile(rf"(?<!\w)(?i:{words.either('ranks', 'soft')})\s*$")
        self.ordinal = re.compile(
            rf"(?<![\w-]){determiner}(?P<n>(?i:{ordinal}))[\s-]+(?P<word>(?i:{superlative}))(?!\w)"
        )
        self.superlative = re.compile(rf"(?<![\w-]){determiner}(?P<word>(?i:{superlative}))(?!\w)")
        self.record = re.compile(
            rf"(?<![\w-]){determiner}(?P<word>(?i:{words.either('ranks', 'record-low', 'record-high')}))"
            rf"(?!\w)"
        )
        self.bare_record = re.compile(
            rf"(?<!\w)(?P<word>(?i:{words.either('ranks', 'record')}))(?=\s*[,.;—–]|\s+(?:for|in|since)\b)"
        )
        self.cause = re.compile(
            rf"(?<!\w){determiner}(?P<word>(?i:{words.either('ranks', 'cause')}))(?!\w)"
        )
        self.owner = re.compile(rf"(?<!\w)(?i:{words.either('ranks', 'owner')})\s+$")
        self.subject = re.compile(rf"(?i:{words.either('ranks', 'subject-noun')})(?!\w)")
        places = words.words("ranks", "place")
        self.place = re.compile(
            "|".join(
                re.sub(r"\\\{ordinal\\\}", f"(?P<n{i}>{ordinal})", re.escape(p).replace(r"\ ", r"\s+"))
                for i, p in enumerate(places)
            ) or r"(?!)",
            re.I,
        )  # fmt: skip
        self.lead = re.compile(rf"(?<!\w)(?i:{words.either('ranks', 'lead')})(?!\w)")
        self._compile_scopes(words)

    def _compile_scopes(self, words: WordTable) -> None:
        self.ever = re.compile(rf"(?<!\w)(?i:{words.either('ranks', 'ever')})(?!\w)")
        self.on_record = re.compile(rf"(?<!\w)(?i:{words.either('ranks', 'on-record')})(?!\w)")
        self.since = re.compile(
            rf"(?<!\w)(?i:{words.either('ranks', 'since')})\s+(?:the\s+)?(?:\w+\s+)?$"
        )
        self.so_far = re.compile(rf"(?<!\w)(?i:{words.either('ranks', 'so-far')})(?!\w)")
        self.world = re.compile(rf"(?<!\w)(?i:{words.either('ranks', 'world')})(?!\w)")
        self.numbers = words.values("dates", "number")
        self.units = words.names("dates", "unit")
        self.span = re.compile(
            rf"(?<!\w)(?i:{words.either('ranks', 'span')})\s+"
            rf"(?P<n>\d{{1,3}}|(?i:{words.either('dates', 'number')}))\s+"
            rf"(?P<unit>(?i:{words.either('dates', 'unit')}))(?!\w)"
        )

    def read(self, frame: Frame) -> list[Draft]:
        """Return the ranks of a text."""
        drafts: list[Draft] = []
        for draft in [
            *self._read_ordinals(frame),
            *self._read_places(frame),
            *self._read_records(frame),
            *self._read_causes(frame),
            *self._read_superlatives(frame),
        ]:
            if not any(d.start < draft.end and draft.anchor < d.end for d in drafts):
                drafts.append(draft)
        return drafts

    def _read_ordinals(self, frame: Frame) -> Iterator[Draft]:
        for match in self.ordinal.finditer(frame.text):
            value = self.ordinals[match["n"].lower()]
            yield self._rank(frame, match, value, needs_scope=False)

    def _read_places(self, frame: Frame) -> Iterator[Draft]:
        for match in self.place.finditer(frame.text):
            ordinal = next(v for v in match.groupdict().values() if v)
            yield _draft(match.start(), match.end(), match.start(), self.ordinals[ordinal.lower()])
        for match in self.lead.finditer(frame.text):
            yield _draft(match.start(), match.end(), match.start(), Decimal(1))

    def _read_records(self, frame: Frame) -> Iterator[Draft]:
        for match in self.record.finditer(frame.text):
            yield self._rank(frame, match, Decimal(1), needs_scope=False)
        for match in self.bare_record.finditer(frame.text):
            yield self._rank(frame, match, Decimal(1), needs_scope=False)

    def _read_causes(self, frame: Frame) -> Iterator[Draft]:
        for match in self.cause.finditer(frame.text):
            if self.soft.search(frame.text, max(0, match.start() - 16), match.start("word")):
                continue
            yield self._rank(frame, match, Decimal(1), needs_scope=False)

    def _read_superlatives(self, frame: Frame) -> Iterator[Draft]:
        text = frame.text
        for match in self.superlative.finditer(text):
            word = match.start("word")
            if self.never.match(text, word) or self.soft.search(text, max(0, word - 16), word):
                continue
            draft = self._rank(frame, match, Decimal(1), needs_scope=True)
            if draft.end > match.end():
                yield draft

    def _rank(
        self, frame: Frame, match: re.Match[str], value: Decimal, *, needs_scope: bool
    ) -> Draft:
        """Return the rank with its scope; without any its end is that of the match."""
        text = frame.text
        _, sentence_end = frame.sentence_at(match.start("word"))
        limit = min(sentence_end, match.end() + SCOPE_REACH)
        stop = re.compile(r"[;:(]|,\s+(?!and\b)|\s[—–]\s").search(text, match.end(), limit)
        limit = stop.start() if stop else limit
        end, reach, ever = self._find_scope(frame, match.end(), limit)
        start = match.start()
        owner = self.owner.search(text, max(0, start - 24), match.start("word"))
        if owner:
            start = owner.start()
        subject = None
        noun_end = self._noun_end(frame, match.end(), limit)
        if end is None and owner:
            subject = self.subject.search(text, match.end(), min(limit, noun_end + 20))
        if end is None and (not needs_scope or subject):
            end = max(noun_end, subject.end() if subject else 0)
        direction = Direction.DOWN if match["word"].lower() in self.lows else Direction.UP
        return _draft(
            start, end or match.end(), match.start("word"), value,
            direction=direction, reach=reach, ever=ever, noun=text[match.end() : noun_end].strip(),
        )  # fmt: skip

    def _find_scope(
        self, frame: Frame, start: int, limit: int
    ) -> tuple[int | None, Period | None, bool]:
        text = frame.text
        if found := self.ever.search(text, start, limit):
            return found.end(), None, True
        for mention in frame.dates_in(start, limit):
            if self.since.search(text, start, mention.start):
                return mention.end, _reach_from(mention), False
        if found := self.span.search(text, start, limit):
            return found.end(), self._reach_back(frame, found), False
        if found := self.on_record.search(text, start, limit):
            return found.end(), None, False
        if found := self.so_far.search(text, start, limit):
            dates = [d for d in frame.dates_in(found.start(), limit + 1) if d.start < found.end()]
            return found.end(), dates[0].period if dates else None, False
        if found := self.world.search(text, start, limit):
            return found.end(), None, False
        return None, None, False

    def _reach_back(self, frame: Frame, match: re.Match[str]) -> Period | None:
        publication = frame.annotated.document.publication
        if publication is None or publication.latest is None:
            return None
        count = int(match["n"]) if match["n"].isdigit() else int(self.numbers[match["n"].lower()])
        first = unit_of(publication.latest, self.units[match["unit"].lower()], -count)
        return Period(first, OPEN_END)

    def _noun_end(self, frame: Frame, at: int, limit: int) -> int:
        """Return where the noun phrase behind a superlative ends, its "of …" included."""
        doc = frame.doc
        index, end = frame.token_from(at), at
        while index < len(doc) and doc[index].idx < limit:
            token = doc[index]
            if token.pos_ in ("NOUN", "PROPN"):
                end = token.idx + len(token)
            elif token.pos_ not in ("ADJ", "NUM", "DET") and token.tag_ not in (
                "HYPH",
                "IN",
                "VBN",
            ):
                break
            if (
                token.tag_ == "IN"
                and token.lower_ != "of"
                or frame.is_date(token.idx, token.idx + 1)
            ):
                break
            index += 1
        return end


def _reach_from(mention: DateMention) -> Period | None:
    return Period(mention.period.first, OPEN_END) if mention.period else None


def _draft(
    start: int, end: int, anchor: int, value: Decimal, *, direction: Direction = Direction.UP,
    reach: Period | None = None, ever: bool = False, noun: str = "",
) -> Draft:  # fmt: skip
    return Draft(
        start=start, end=end, anchor=anchor, after=end, low=value, high=value, step=Decimal(1),
        comparator=Comparator.EXACT, kind=FigureKind.RANK, unit="rank", direction=direction,
        reach=reach, ever=ever, noun=noun,
    )  # fmt: skip
