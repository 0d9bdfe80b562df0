"""A reader without a language model: every number of a text is a figure, every quote a statement.

A text that begins with TRANSCRIPT is one: each line "NAME: words" is a turn.
"""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from onrecord.knowledge import Knowledge
from onrecord.model import (
    Actor,
    ActorKind,
    Capture,
    Comparator,
    CueClass,
    DateBasis,
    Decision,
    Document,
    DocumentKind,
    Evidence,
    Figure,
    FigureKind,
    Judgement,
    Manner,
    Mention,
    MentionKind,
    Outcome,
    Period,
    Polarity,
    Publication,
    Reference,
    Statement,
    Turn,
    TurnKind,
    Verdict,
    cut_span,
    make_finding_id,
)
from onrecord.run.parts import PartFolder
from onrecord.run.readings import Reading
from onrecord.run.shards import ReadShard, ReadStep

NUMBER = re.compile(r"\d[\d,]*\d|\d")
QUOTE = re.compile("“([^”]+)”")
TURN = re.compile(r"^([A-Z ]+): (.+)$", re.MULTILINE)
AUGUST = Period(date(2023, 8, 1), date(2023, 9, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeReader:
    """Reads like the real one, in no time; some words make it slow, wrong or dead."""

    def read(self, capture: Capture) -> Reading:
        text = capture.body.decode()
        if "please be slow" in text:
            time.sleep(0.15)
        if "please break" in text:
            raise IndexError("list index out of range")
        while "please never end" in text:
            pass
        while "please wait" in text:
            time.sleep(1)
        if "please die" in text:
            os._exit(9)
        published = date(2023, 9, 22) if "early" in text else date(2025, 3, 1)
        document = Document(
            capture_id=capture.id,
            source=capture.source,
            text=text,
            language="en",
            url=capture.url,
            met_at=capture.met_at,
            kind=DocumentKind.TRANSCRIPT if text.startswith("TRANSCRIPT") else DocumentKind.NEWS,
            turns=find_turns(text) if text.startswith("TRANSCRIPT") else (),
            publication=Publication(earliest=published, latest=published, basis=DateBasis.METADATA),
        )
        figures = tuple(make_figure(document, *m.span()) for m in NUMBER.finditer(text))
        statements = tuple(make_statement(document, *m.span(1)) for m in QUOTE.finditer(text))
        return Reading(
            document=document,
            figures=figures,
            statements=statements,
            verdicts=tuple(make_verdict(figure) for figure in figures),
            judgements=tuple(judge(s.speaker) for s in statements if s.speaker),
            actors=(SPEAKER,) if statements else (),
        )


def find_turns(text: str) -> tuple[Turn, ...]:
    return tuple(
        Turn(
            label=m[1],
            label_start=m.start(1),
            start=m.start(2),
            end=m.end(2),
            kind=TurnKind.QUESTION if m[1] == "QUESTION" else TurnKind.SPEAKER,
        )
        for m in TURN.finditer(text)
    )


SPEAKER = Actor(id="act-speaker", name="The Speaker", kind=ActorKind.PERSON, country="MX")


def make_figure(document: Document, start: int, end: int) -> Figure:
    span = cut_span(document, start, end)
    value = Decimal(span.quote.replace(",", ""))
    return Figure(
        id=make_finding_id("fig", document, span),
        document_id=document.id,
        low=value,
        high=value,
        comparator=Comparator.EXACT,
        unit="arrests",
        measure="arrests",
        kind=FigureKind.LEVEL,
        period=AUGUST,
        evidence=Evidence(spans=(span,), method="fake.figures@1", score=0.9),
    )


def make_statement(document: Document, start: int, end: int) -> Statement:
    span = cut_span(document, start, end)
    return Statement(
        id=make_finding_id("sta", document, span),
        document_id=document.id,
        content=span,
        manner=Manner.DIRECT,
        speaker=Mention(span=span, kind=MentionKind.IMPLIED),
        cue=None,
        cue_class=CueClass.SAY,
        polarity=Polarity.AFFIRMS,
        evidence=Evidence(spans=(span,), method="fake.statements@1", score=0.8),
    )


def judge(mention: Mention) -> Judgement:
    return Judgement(
        left=mention.id,
        right=SPEAKER.id,
        decision=Decision.SAME,
        by="fake.resolve@1",
        score=1.0,
        reason="there is nobody else",
    )


def make_verdict(figure: Figure) -> Verdict:
    fails = figure.low == Decimal(181509)
    return Verdict(
        finding_id=figure.id,
        outcome=Outcome.FAILS if fails else Outcome.HOLDS,
        diagnosis="swapped-digits" if fails else None,
        reason="two digits of 181,059 are swapped" if fails else "as reported",
        method="fake.verify@1",
        nearest="181,059 arrests" if fails else None,
        reference=Reference(
            series_id="arrests",
            period=AUGUST,
            values=(Decimal(181059),),
            as_of=date(2023, 9, 22),
            publisher="The publisher",
            carrier="The carrier",
        ),
    )


def open_fake_step(knowledge: Knowledge, captures: Path, parts: PartFolder) -> ReadStep:
    """Stand in for `open_shard_step`."""
    return ReadShard(reader=FakeReader(), captures=captures, parts=parts)
