"""A slip of the pen is met with what was meant; words are cut and counted as people would."""

from __future__ import annotations

import pytest

from onrecord.model.wording import count, cut_after, cut_before, guess, shorten


def test_a_slip_is_met_with_what_is_near() -> None:
    assert guess("outcme", ["outcome", "period"]) == '; did you mean "outcome"?'


def test_what_is_near_nothing_is_not_guessed() -> None:
    assert guess("weather", ["outcome", "period"]) == ""


def test_one_is_said_in_the_singular() -> None:
    assert [count(number, "event") for number in (0, 1, 2, 1200)] == [
        "0 events",
        "1 event",
        "2 events",
        "1,200 events",
    ]
    assert [count(number, "story", "stories") for number in (1, 2)] == ["1 story", "2 stories"]


@pytest.mark.parametrize(
    ("longest", "said"), [(16, "ten more arrests"), (15, "ten more…"), (9, "ten more…"), (2, "t…")]
)
def test_words_are_cut_at_the_end_of_one(longest: int, said: str) -> None:
    assert shorten("ten  more\narrests", longest) == said


@pytest.mark.parametrize(
    ("most", "before", "after"),
    [(3, "…", "…"), (4, "…two ", "…"), (6, "…two ", " three…"), (8, "one two ", " three…")],
)
def test_what_stands_around_begins_and_ends_with_whole_words(
    most: int, before: str, after: str
) -> None:
    text = "one two HERE three four"
    assert cut_before(text, 8, most) == before
    assert cut_after(text, 12, most) == after


def test_a_word_that_is_too_long_is_cut_within() -> None:
    assert (cut_before("abcdef", 6, 3), cut_after("abcdef", 0, 3)) == ("…def", "abc…")
