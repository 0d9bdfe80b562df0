"""A text in capitals is named as a problem; its words are read all the same."""

from __future__ import annotations

from onrecord.model import Document
from onrecord.run.capitals import find_capitals

WORDS = "The ministry said on Monday that the port would stay open for all ships. " * 6


def make(text: str) -> Document:
    return Document(capture_id="cap-1", source="a.txt", text=text, language="en")


def test_a_text_in_capitals_is_named() -> None:
    (problem,) = find_capitals(make(WORDS.upper()))
    assert (problem.source, "capitals" in problem.message) == ("a.txt", True)


def test_other_texts_and_short_ones_are_not() -> None:
    assert find_capitals(make(WORDS)) == []
    assert find_capitals(make("PORT STAYS OPEN")) == []
