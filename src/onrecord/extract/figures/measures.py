"""Tie figures to indicators by the words around them, or by carrying on what was spoken of.

A part of the population ("family units", "Tucson Sector", "of Venezuelans") is part of the match:
a figure about a part is never tied to the series of the whole.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from spacy.tokens import Token

from onrecord.extract.figures.drafts import Draft, Frame
from onrecord.extract.figures.populations import Context, PopulationReader
from onrecord.knowledge import Indicator, Knowledge, WordTable
from onrecord.knowledge.indicators import IndicatorPatterns
from onrecord.model import FigureKind

CONTEXT_SENTENCES = 2  # sentences of the paragraph before that qualify a figure
NEAR = 70  # characters around a figure in which a word bars a reading of it
# "EL PASO, Texas, March 13, 2025 — ": where it was written is not what it is about.
DATELINE = re.compile(
    r"^\s*[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ .'’-]+(?:,[^—–,]{1,20}){0,4}\s*(?:\([^)]{1,24}\)\s*)?(?:[—–]+|--?)\s"
)
WORD = re.compile(r"[^\W\d_]+")
BREAK = re.compile(r"[;:(]|\s[—–]\s|[—–]")
RELATIVE = ("rate", "share")  # measured in percent themselves
NEIGHBOURS = 20  # figures before that one may go on about
OPENING = 32  # characters at the head of a paragraph in which it names what it goes on about
ELLIPSIS = Decimal(20)  # so many times larger or smaller a number may still count the same


class MeasureReader:
    """Ties the figures of one language to the indicators of the packs."""

    def __init__(self, knowledge: Knowledge, words: WordTable) -> None:
        self.language = words.language
        self.indicators = [i for i in knowledge.indicators.values() if self.language in i.near]
        self.by_id = {row.id: row.patterns[self.language] for row in self.indicators}
        self.populations = PopulationReader(knowledge, words, self.indicators)
        self.thin = re.compile(rf"(?<!\w)(?i:{words.either('ranks', 'thin-noun')})(?!\w)")
        self.moves = re.compile(rf"(?i:{words.either('changes', 'up', 'down')})")
        self.of = re.compile(rf"\s(?i:{words.either('numbers', 'of')})\s")
        self.carry_noun = re.compile(rf"\W*(?i:{words.either('changes', 'carry-noun')})\s")
        self.carry = re.compile(rf"\s*(?i:{words.either('changes', 'carry')})(?!\w)")

    def link(self, frame: Frame, drafts: list[Draft]) -> list[Draft]:
        """Return the drafts with their indicators."""
        linked: list[Draft] = []
        ends = [0, *(d.end for d in drafts)]
        starts = [*(d.start for d in drafts[1:]), len(frame.text)]
        for index, draft in enumerate(drafts):
            if draft.unresolved:
                linked.append(draft)
                continue
            context = self._context(frame, draft, (ends[index], starts[index]))
            own = self._find(frame, draft, context)
            found = own or self._carry_on(frame, draft, context, linked)
            if found:
                draft = replace(draft, assumed=self._is_named_again(frame, draft, context, linked))
                draft = replace(
                    draft, indicator=found[0][0], dimension=found[0][1],
                    others=tuple(name for name, _ in found[1:]),
                    sure=bool(own) and self._names_whole(own[0][0], context),
                )  # fmt: skip
            linked.append(draft)
        return linked

    def _context(self, frame: Frame, draft: Draft, between: tuple[int, int]) -> Context:
        """Return the words around a figure; what is near ends where another figure stands."""
        here = frame.sentence_index(draft.anchor)
        start, end = frame.sentences[here]
        first = start
        for index in range(here - 1, max(-1, here - 1 - CONTEXT_SENTENCES), -1):
            begin, _ = frame.sentences[index]
            if not frame.is_same_paragraph(begin, start):
                break
            first = begin
        left = frame.text[max(start, draft.start - NEAR, between[0]) : draft.start]
        right = frame.text[draft.start : max(draft.end, min(end, draft.end + NEAR, between[1]))]
        near = BREAK.split(left)[-1] + BREAK.split(right)[0]
        sentence, before = frame.text[start:end], frame.text[first:start]
        return Context(DATELINE.sub("", sentence), DATELINE.sub("", before), near)

    def _find(self, frame: Frame, draft: Draft, context: Context) -> list[tuple[str, str | None]]:
        found: list[tuple[int, str, str | None]] = []
        for indicator in self.indicators:
            patterns = indicator.patterns[self.language]
            rank = patterns.is_near(context.sentence)
            if not rank or patterns.is_barred(context.whole, context.near):
                continue
            if not self._fits_unit(draft, indicator):
                continue
            fits, dimension = self.populations.find(frame, draft, indicator, context)
            if fits:
                found.append((rank, indicator.id, dimension))
        found.sort(key=lambda f: -f[0])
        pinned = [f for f in found if self.by_id[f[1]].is_pinned(context.sentence)]
        if not pinned and found and draft.kind is FigureKind.LEVEL:
            found += self._list_related(draft, found, context)
        return [(name, dimension) for _, name, dimension in (pinned or found)]

    def _list_related(
        self, draft: Draft, found: list[tuple[int, str, str | None]], context: Context
    ) -> list[tuple[int, str, str | None]]:
        """Return the related measures that the noun names as well: "encounters" are both."""
        noun = draft.noun.rsplit(" ", 1)[-1]
        _, first, dimension = found[0]
        taken = {name for _, name, _ in found}
        related = next(i for i in self.indicators if i.id == first).confused_with
        return [
            (0, name, dimension)
            for name in related
            if name not in taken
            and name in self.by_id
            and self.by_id[name].names_measure(noun)
            and not self.by_id[name].is_barred(context.whole, context.near)
        ]

    def _names_whole(self, name: str, context: Context) -> bool:
        return self.by_id[name].names_whole(context.sentence)

    def _fits_unit(self, draft: Draft, indicator: Indicator) -> bool:
        patterns = indicator.patterns[self.language]
        if draft.kind is FigureKind.RANK:
            if indicator.kind != "count" and not indicator.ranked_among:
                return False
            return (draft.low == 1 or indicator.ranked_among) and self._may_rank(draft, patterns)
        if draft.kind is FigureKind.RATIO and draft.base is not None:
            return self._fits_ratio(draft, indicator)
        if draft.unit == "percent":
            return (indicator.kind in RELATIVE) is (draft.kind is not FigureKind.CHANGE)
        if draft.unit in ("percentage points", "times") or draft.kind is FigureKind.RATIO:
            return False
        return self._fits_level(draft, indicator)

    def _fits_level(self, draft: Draft, indicator: Indicator) -> bool:
        patterns = indicator.patterns[self.language]
        if indicator.kind in RELATIVE:
            return (
                draft.unit == "rate"
                or draft.low < 100 < draft.high
                or draft.high <= 99
                and (patterns.counts(draft.noun) and draft.noun != "")
            )
        head = draft.noun or ""
        if head == "":
            return patterns.counts_nothing_said and draft.high >= 100
        return patterns.counts(head) or patterns.counts(draft.unit)

    def _fits_ratio(self, draft: Draft, indicator: Indicator) -> bool:
        """Is it a multiple or a share of what the indicator counts, of which both ends are told?"""
        if draft.period is None or indicator.kind != "count":
            return False
        return not draft.noun or indicator.patterns[self.language].counts(draft.noun)

    def _may_rank(self, draft: Draft, patterns: IndicatorPatterns) -> bool:
        """Does a superlative rank what the indicator counts ("lowest number of apprehensions")?"""
        head, _, of = draft.noun.partition(self._of_in(draft.noun))
        if not draft.noun or patterns.counts(draft.noun):
            return True
        return bool(self.thin.search(head)) and not of

    def _of_in(self, noun: str) -> str:
        found = self.of.search(noun)
        return found[0] if found else "\n"

    # ---- carried on -----------------------------------------------------------
    def _is_named_again(
        self, frame: Frame, draft: Draft, context: Context, linked: list[Draft]
    ) -> bool:
        """Is the measure only taken from another paragraph that names it too?"""
        if self._find(frame, draft, context):
            return False
        previous = self._antecedent(frame, draft, linked)
        start, _ = frame.sentence_at(draft.anchor)
        if previous is None or frame.is_same_paragraph(previous.end, start):
            return False
        return not self._goes_on(frame, start, previous)

    def _carry_on(
        self, frame: Frame, draft: Draft, context: Context, linked: list[Draft]
    ) -> list[tuple[str, str | None]]:
        """Return what the figure is about when its own sentence does not say so."""
        previous = self._antecedent(frame, draft, linked)
        if previous is not None:
            same = frame.sentence_index(previous.anchor) == frame.sentence_index(draft.anchor)
            if not same and self._turns_away(frame, draft, previous):
                return []
            return self._inherit(borrow_unit(draft, previous) if same else draft, previous, context)
        start, _ = frame.sentence_at(draft.anchor)
        if draft.noun or not context.before or not self.carry.match(frame.text, start):
            return []
        # "Agents apprehended fewer people. The count for February was 8,347."
        both = Context(context.whole, "", context.near)
        return self._find(frame, draft, both)

    def _turns_away(self, frame: Frame, draft: Draft, previous: Draft) -> bool:
        """Does the sentence tell that something else rose or fell ("Exports fell 22 percent")?"""
        subject = self._subject(frame, draft)
        if subject is None or previous.indicator is None:
            return False
        known = self.by_id[previous.indicator]
        return not (
            known.counts(subject.text)
            or self.thin.fullmatch(subject.text)
            or self.moves.fullmatch(subject.text)
        )

    def _subject(self, frame: Frame, draft: Draft) -> Token | None:
        """Return the noun of what rose or fell to or by a number."""
        number = frame.doc[frame.token_at(draft.anchor)]
        verb = next((t for t in number.ancestors if self.moves.fullmatch(t.text)), None)
        children = verb.children if verb is not None else ()
        subject = next((t for t in children if t.dep_ in ("nsubj", "nsubjpass")), None)
        return subject if subject is not None and subject.pos_ == "NOUN" else None

    def _antecedent(self, frame: Frame, draft: Draft, linked: list[Draft]) -> Draft | None:
        """Return the figure before that this one goes on about."""
        here = frame.sentence_index(draft.anchor)
        start, _ = frame.sentences[here]
        for before in reversed(linked[-NEIGHBOURS:]):
            there = frame.sentence_index(before.anchor)
            if here - there > CONTEXT_SENTENCES:
                return None
            apart = there != here and not frame.is_same_paragraph(before.end, start)
            if apart and not (
                self._goes_on(frame, start, before) or self._names_again(frame, draft, before)
            ):
                return None
            if before.indicator is not None:
                return before
            if before.unit not in ("percent", "rank", "times") and before.noun:
                return None
        return None

    def _names_again(self, frame: Frame, draft: Draft, before: Draft) -> bool:
        """Does a paragraph count by the very name of what the one before was about?

        "encounters" and "apprehensions" name a measure; "people" and "migrants" do not.
        """
        if before.indicator is None:
            return False
        patterns = self.by_id[before.indicator]
        if draft.kind is FigureKind.RANK:
            start, end = frame.sentence_at(draft.anchor)
            return any(patterns.names_measure(word) for word in WORD.findall(frame.text[start:end]))
        noun = draft.noun.lower()
        if not patterns.names_measure(noun):
            return False
        begin, end = frame.sentence_at(before.anchor)
        return bool(re.search(rf"(?<!\w){re.escape(noun)}(?!\w)", frame.text[begin:end], re.I))

    def _goes_on(self, frame: Frame, start: int, before: Draft) -> bool:
        """Does a paragraph go on about the figure before: "This …", "The August apprehensions"?"""
        if self.carry.match(frame.text, start):
            return True
        if before.indicator is None or not self.carry_noun.match(frame.text, start):
            return False
        opening = frame.text[start : start + OPENING]
        return self.by_id[before.indicator].counts(opening)

    def _inherit(
        self, draft: Draft, previous: Draft, context: Context
    ) -> list[tuple[str, str | None]]:
        """Return the indicators carried on, and those that are easily taken for them.

        What the figure's own sentence does not name may have moved on to a related measure.
        """
        names = [n for n in (previous.indicator, *previous.others) if n is not None]
        related = [c for n in names for i in self.indicators if i.id == n for c in i.confused_with]
        found = []
        for name in dict.fromkeys([*names, *related]):
            indicator = next((i for i in self.indicators if i.id == name), None)
            if indicator is None or not self._fits_unit(draft, indicator):
                continue
            if indicator.patterns[self.language].is_barred(context.whole, context.near):
                continue
            found.append((indicator.id, previous.dimension))
        return found


def borrow_unit(draft: Draft, previous: Draft) -> Draft:
    """Return an elliptic number as counting what the one before counted ("against 21,889")."""
    alike = 1 / ELLIPSIS <= (draft.low or 1) / (previous.low or 1) <= ELLIPSIS
    if draft.noun or draft.unit or draft.kind is not FigureKind.LEVEL or not alike:
        return draft
    return replace(draft, unit=previous.unit, noun=previous.noun)
