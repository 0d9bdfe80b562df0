"""Find figures in an annotated document: numbers that say something checkable about the world.

`Border Patrol made 181,509 arrests at the Mexican border throughout August` gives the value
181509, exact, what is counted, August, and the indicator that the packs know by those words.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from onrecord.annotate import Annotated
from onrecord.extract.figures.anchors import anchor
from onrecord.extract.figures.assumptions import assume_periods
from onrecord.extract.figures.drafts import Draft, Frame
from onrecord.extract.figures.eras import EraReader
from onrecord.extract.figures.levels import LevelReader
from onrecord.extract.figures.marks import find_grouping
from onrecord.extract.figures.measures import MeasureReader
from onrecord.extract.figures.periods import PeriodReader
from onrecord.extract.figures.ranks import RankReader
from onrecord.extract.figures.scopes import OPEN_END
from onrecord.extract.figures.settings import SettingReader
from onrecord.extract.figures.shapes import ShapeReader
from onrecord.extract.figures.terms import TermReader
from onrecord.extract.figures.windows import WindowReader
from onrecord.knowledge import Knowledge, WordTable
from onrecord.model import (
    Direction,
    Evidence,
    Figure,
    FigureKind,
    Mention,
    Period,
    Statement,
    cut_span,
    make_finding_id,
)
from onrecord.model.wording import name_ordinal

METHOD = "extract.figures@1"
BEGINNING_OF_TIME = date.min
SURE, FAIR = 0.9, 0.6


class FigureReader:
    """All that reads figures in one language."""

    def __init__(self, knowledge: Knowledge, words: WordTable) -> None:
        self.eras = EraReader(knowledge, words)
        self.terms = TermReader(self.eras, words)
        self.windows = WindowReader(words)
        self.levels = LevelReader(words)
        self.shapes = ShapeReader(words)
        self.ranks = RankReader(words)
        self.periods = PeriodReader(words)
        self.measures = MeasureReader(knowledge, words)
        self.settings = SettingReader(words)

    def read(self, frame: Frame) -> list[Draft]:
        """Return the figures of a text, in order and without overlap."""
        ranks = self.ranks.read(frame)
        levels = [
            draft
            for draft in [*self.levels.read(frame), *self.shapes.read(frame)]
            if not any(rank.start <= draft.anchor < rank.after for rank in ranks)
        ]
        drafts = self.periods.place(frame, drop_overlaps([*ranks, *levels]))
        told = assume_periods(frame, self.measures.link(frame, drafts))
        return self.terms.assume(frame, told)


def read_figures(
    annotated: Annotated, knowledge: Knowledge, statements: list[Statement]
) -> list[Figure]:
    """Return the figures of a document in the order of its text."""
    words = knowledge.words.get(annotated.document.language)
    if words is None:
        return []
    reader = words.keep("figures", lambda table: FigureReader(knowledge, table))
    frame = Frame(annotated, reader.eras.read(annotated.document), reader.windows.read(annotated))
    frame.grouped = find_grouping(frame, knowledge, words)
    drafts = anchor(frame, reader.read(frame), knowledge, reader.read)
    return [
        replace(
            make_figure(frame, draft, knowledge, statements),
            place=reader.settings.find_place(frame, draft),
            hedges=reader.settings.find_hedges(frame, draft),
        )
        for draft in drafts
    ]


def drop_overlaps(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts without those whose number stands in a longer one's quote."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.anchor, d.start - d.end)):
        if kept and draft.anchor < kept[-1].after:
            continue
        kept.append(draft)
    return kept


def make_figure(
    frame: Frame, draft: Draft, knowledge: Knowledge, statements: list[Statement]
) -> Figure:
    """Return the draft as a figure with its evidence."""
    document = frame.annotated.document
    span = cut_span(document, draft.start, draft.end)
    indicator = knowledge.indicators.get(draft.indicator or "")
    # A rate is of the day on which it is told, whatever the sentence before was about.
    timeless = indicator is not None and indicator.without_period == "in force" and draft.carried
    return Figure(
        id=make_finding_id("fig", document, span),
        document_id=document.id,
        low=draft.low,
        high=draft.high,
        comparator=draft.comparator,
        unit=f"{draft.unit} per {draft.rate}" if draft.rate else draft.unit,
        measure=name_measure(draft, indicator.name if indicator else None),
        kind=draft.kind,
        period=None if timeless else draft.period,
        assumed=draft.assumed,
        sure=is_sure(draft, timeless=indicator is not None and indicator.kind == "rate"),
        evidence=Evidence(spans=(span,), method=METHOD, score=SURE if indicator else FAIR),
        direction=draft.direction,
        base=draft.base,
        base_extreme=draft.base_extreme,
        reach=Period(BEGINNING_OF_TIME, OPEN_END) if draft.ever else draft.reach,
        step=draft.step,
        indicator=draft.indicator,
        other_indicators=draft.others,
        dimension=draft.dimension,
        said_by=find_speaker(draft, statements),
    )


def is_sure(draft: Draft, *, timeless: bool) -> bool:
    """Does its own sentence tell the whole of the measure, and the period where it has one?"""
    if timeless:
        return draft.sure
    return draft.sure and draft.period is not None and not (draft.carried or draft.assumed)


def name_measure(draft: Draft, indicator: str | None) -> str:
    """Return in words what is measured."""
    what = indicator or draft.noun or draft.unit
    match draft.kind:
        case FigureKind.CHANGE:
            way = "decrease" if draft.direction is Direction.DOWN else "increase"
            return f"{way} in {what}" if indicator else way
        case FigureKind.RANK:
            way = "lowest" if draft.direction is Direction.DOWN else "highest"
            place = "" if draft.low == Decimal(1) else f"{name_ordinal(int(draft.low))} "
            named = bool(what) and what != draft.unit
            return f"rank ({place}{way}) of {what}" if named else f"rank ({place}{way})"
        case _:
            return what


def find_speaker(draft: Draft, statements: list[Statement]) -> Mention | None:
    """Return who says it: the speaker of the innermost statement that holds the number."""
    holding = [s for s in statements if s.content.start <= draft.anchor < s.content.end]
    holding.sort(key=lambda s: s.content.end - s.content.start)
    return next((s.speaker for s in holding if s.speaker is not None), None)
