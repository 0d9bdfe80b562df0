"""Patterns of words: alternatives, gaps, endings, and where they end."""

from __future__ import annotations

import pytest

from onrecord.extract.positions.patterns import Patterns, cut_words


def find(pattern: str, text: str) -> list[str]:
    words = cut_words(text)
    found = Patterns([(pattern, "it")]).find(words)
    return [text[words[m.first].start : words[m.after - 1].end] for m in found]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("tariff/tariffs", "New tariffs begin", ["tariffs"]),
        ("produc* .. fentanyl", "labs producing illicit fentanyl", ["producing illicit fentanyl"]),
        ("u.s troops", "the U.S. troops there", ["U.S. troops"]),
        ("listed ... terrorist", f"listed {'a ' * 12}terrorist", [f"listed {'a ' * 12}terrorist"]),
        ("guns .. mexico", "guns a b c d e mexico", []),
        ("fentanyl lab", "They seized fentanyl. Lab results came.", []),
        ("wall", "The Wallaby ran", []),
    ],
)
def test_a_pattern_fits_words_and_no_more(pattern: str, text: str, found: list[str]) -> None:
    assert find(pattern, text) == found


def test_the_mark_is_the_word_behind_the_bar() -> None:
    words = cut_words("fentanyl here is made in mexico")
    (match,) = Patterns([("fentanyl .. | is made", "it")]).find(words)
    assert words[match.mark].key == "is"


def test_only_paragraphs_with_all_words_are_cut() -> None:
    text = "About tariffs.\nThe fentanyl lab was old.\nA lab for tests.\nNothing."
    patterns = Patterns([("fentanyl .. lab", "it")])
    assert [text[a:b] for a, b in patterns.find_paragraphs(text)] == ["The fentanyl lab was old."]
