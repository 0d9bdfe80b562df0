"""Read ranks: superlatives and records, "third largest", "in second place".

A superlative counts only with the field or the stretch that it leads ("since 1967", "on record",
"in the world"); what nobody measures ("the most important partner") is no rank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from spacy.tokens import Token

from onrecord.extract.figures.drafts import Draft, Frame
from onrecord.extract.figures.nouns import may_stand_inside
from onrecord.extract.figures.scopes import ScopeReader
from onrecord.knowledge import WordTable
from onrecord.model import Comparator, Direction, FigureKind

SCOPE_REACH = 110  # characters behind a superlative in which its scope may stand
OPENING = 3  # characters that may stand before what opens a sentence ("Y …")


class RankReader:
    """The compiled patterns for ranks of one language."""

    def __init__(self, words: WordTable) -> None:
        joint = words.either("numbers", "between")
        self.stop = re.compile(rf"[;:(]|,\s+(?!(?i:{joint})(?!\w))|\s[—–]\s")
        self.lows = words.folded("ranks", "low", "record-low")
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
        self.first_time = re.compile(
            rf"(?<!\w){determiner}(?P<word>(?i:{words.either('ranks', 'first-time')}))(?!\w)"
        )
        self.owner = re.compile(rf"(?<!\w)(?i:{words.either('ranks', 'owner')})\s+$")
        self.world_owner = re.compile(rf"(?i:{words.either('ranks', 'world-owner')})\s+$")
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
        self.linking = re.compile(rf"^(?i:{words.either('ranks', 'linking')})\s+")
        self.thin = re.compile(rf"(?<!\w)(?i:{words.either('ranks', 'thin-noun')})(?!\w)")
        self.barred = re.compile(rf"(?<!\w)(?i:{words.either('ranks', 'barred-noun')})(?!\w)")
        self.beside = re.compile(rf"(?i:{words.either('changes', 'beside')})(?!\w)")
        self.scopes = ScopeReader(words)
        self.of = words.folded("numbers", "of")

    def read(self, frame: Frame) -> list[Draft]:
        """Return the ranks of a text."""
        drafts: list[Draft] = []
        for draft in [
            *self._read_ordinals(frame),
            *self._read_places(frame),
            *self._read_records(frame),
            *self._read_causes(frame),
            *self._read_superlatives(frame),
            *self._read_first_times(frame),
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
            if self._lists_points(frame, match):
                continue
            ordinal = next(v for v in match.groupdict().values() if v)
            yield _draft(match.start(), match.end(), match.start(), self.ordinals[ordinal.lower()])
        for match in self.lead.finditer(frame.text):
            yield _draft(match.start(), match.end(), match.start(), Decimal(1))

    def _lists_points(self, frame: Frame, match: re.Match[str]) -> bool:
        """Does it open a sentence as "in second place, …" does: the second thing to say?"""
        start, _ = frame.sentence_at(match.start())
        opens = match.start() - start <= OPENING
        return opens and frame.text[match.end() : match.end() + 1] == ","

    def _read_records(self, frame: Frame) -> Iterator[Draft]:
        for match in self.record.finditer(frame.text):
            yield self._rank(frame, match, Decimal(1), needs_scope=False)
        for match in self.bare_record.finditer(frame.text):
            yield _draft(match.start(), match.end(), match.start(), Decimal(1))

    def _read_causes(self, frame: Frame) -> Iterator[Draft]:
        for match in self.cause.finditer(frame.text):
            if self.soft.search(frame.text, max(0, match.start() - 16), match.start("word")):
                continue
            # Causes of death and the like are ranked by nobody's series of one cause.
            draft = self._rank(frame, match, Decimal(1), needs_scope=False)
            yield replace(draft, unresolved=True)

    def _read_first_times(self, frame: Frame) -> Iterator[Draft]:
        for match in self.first_time.finditer(frame.text):
            _, limit = frame.sentence_at(match.start())
            scope = self.scopes.find(frame, match.end(), min(limit, match.end() + SCOPE_REACH))
            if scope is None or not (scope.back or scope.reach or scope.unresolved):
                continue
            draft = _draft(match.start(), scope.end, match.start("word"), Decimal(1))
            # What happened for the first time may hold figures of its own.
            yield replace(draft, after=match.end(), unresolved=True)

    def _read_superlatives(self, frame: Frame) -> Iterator[Draft]:
        text = frame.text
        for match in self.superlative.finditer(text):
            word = match.start("word")
            if self.never.match(text, word) or self.soft.search(text, max(0, word - 16), word):
                continue
            draft = self._rank(frame, match, Decimal(1), needs_scope=True)
            if draft.end > match.end() or self._leads_the_world(text, match):
                yield draft

    def _rank(
        self, frame: Frame, match: re.Match[str], value: Decimal, *, needs_scope: bool
    ) -> Draft:
        """Return the rank with its scope; without any its end is that of the match."""
        text = frame.text
        _, sentence_end = frame.sentence_at(match.start("word"))
        limit = min(sentence_end, match.end() + SCOPE_REACH)
        stop = self.stop.search(text, match.end(), limit)
        limit = stop.start() if stop else limit
        scope = self.scopes.find(frame, match.end(), limit)
        followed = not self.scopes.begins_at(text, match.end())
        noun_end = self._noun_end(frame, match.end(), limit) if followed else match.end()
        owner = self.owner.search(text, max(0, match.start() - 24), match.start("word"))
        end = scope.end if scope else match.end()
        if self._leads_the_world(text, match):
            needs_scope = False
        elif scope is None and owner:
            subject = self.subject.search(text, match.end(), min(limit, noun_end + 20))
            end = max(noun_end, subject.end()) if subject else end
        if scope is None and not needs_scope:
            end = max(end, noun_end)
        noun = self.linking.sub("", text[match.end() : noun_end].strip(), count=1)
        start = owner.start() if owner else match.start()
        if not noun and (before := self._noun_before(frame, match.start("word"))) is not None:
            noun, start = before.text, min(start, before.idx)
        draft = _draft(
            start, end, match.start("word"), value,
            direction=Direction.DOWN if match["word"].lower() in self.lows else Direction.UP,
            noun=noun,
        )  # fmt: skip
        return replace(
            draft,
            reach=scope.reach if scope else None,
            reach_back=scope.back if scope else None,
            ever=scope.ever if scope else False,
            reach_year=scope.this_year if scope else False,
            unresolved=(scope.unresolved if scope else False) or bool(self.barred.search(noun)),
        )

    def _noun_before(self, frame: Frame, at: int) -> Token | None:
        """Return the noun that stands right before the superlative ("el nivel más bajo")."""
        index = frame.token_at(at)
        before = frame.doc[index - 1] if index else None
        return before if before is not None and before.pos_ == "NOUN" else None

    def _leads_the_world(self, text: str, match: re.Match[str]) -> bool:
        """Is the field named before ("the world's largest")?"""
        at = match.start("word")
        return bool(self.world_owner.search(text, max(0, at - 24), at))

    def _noun_end(self, frame: Frame, at: int, limit: int) -> int:
        """Return where the noun phrase behind a superlative ends, its "of …" included."""
        doc = frame.doc
        index, end = frame.token_from(at), at
        eras = {era.start for era in frame.eras_in(at, limit)}
        while index < len(doc) and doc[index].idx < limit:
            token = doc[index]
            if frame.is_date(token.idx, token.idx + 1) or token.idx in eras:
                break
            if token.lower_ not in self.of and self.beside.match(frame.text, token.idx):
                break
            if token.pos_ in ("NOUN", "PROPN"):
                end = token.idx + len(token)
            elif not (may_stand_inside(token) or token.pos_ == "DET" or token.lower_ in self.of):
                break
            index += 1
        return end


def _draft(
    start: int,
    end: int,
    anchor: int,
    value: Decimal,
    *,
    direction: Direction = Direction.UP,
    noun: str = "",
) -> Draft:
    return Draft(
        start=start, end=end, anchor=anchor, after=end, low=value, high=value, step=Decimal(1),
        comparator=Comparator.EXACT, kind=FigureKind.RANK, unit="rank", direction=direction,
        noun=noun,
    )  # fmt: skip
