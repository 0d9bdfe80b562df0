"""The patterns that read figures do not blow up on hostile text."""

from __future__ import annotations

import time

import pytest

from onrecord.annotate import read_dates
from onrecord.extract.figures.numbers import NumberReader
from onrecord.extract.figures.ranks import RankReader
from onrecord.extract.figures.shapes import ShapeReader
from onrecord.knowledge import Knowledge

SECONDS = 5  # linear work takes a few tenths; a pattern that backs up takes minutes


@pytest.mark.parametrize("text", ["a" * 100_000, "1" * 100_000, "1," * 50_000, "not " * 30_000])
def test_long_runs_take_linear_time(knowledge: Knowledge, text: str) -> None:
    words = knowledge.words["en"]
    shapes, ranks = ShapeReader(words), RankReader(words)
    begun = time.monotonic()
    NumberReader(words).read(text)
    read_dates(text, None, words)
    for pattern in (shapes.zero, shapes.multiple, ranks.superlative, ranks.record, ranks.ordinal):
        for _ in pattern.finditer(text):
            pass
    assert time.monotonic() - begun < SECONDS


def test_a_number_that_nobody_counts_is_none(knowledge: Knowledge) -> None:
    assert NumberReader(knowledge.words["en"]).read("7" * 5000) == []
