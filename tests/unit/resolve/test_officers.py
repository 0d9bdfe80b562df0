"""Several who are called by their offices are those whom the text names with them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Decision, MentionKind

pytestmark = pytest.mark.model

MEETING = (
    "U.S. Secretary of State Antony Blinken and Mexican Foreign Minister Alicia Bárcena met on "
    "Tuesday. "
)


def test_an_office_and_a_plural_are_the_persons_named_so(resolve: Callable[..., list]) -> None:
    text = MEETING + "The Secretary and the Foreign Minister said that talks would go on."
    found = resolve(
        text, ("The Secretary and the Foreign Minister", MentionKind.NAME), on="2024-03-05"
    )
    assert {name for name, _, _ in found} == {"Antony Blinken", "Alicia Bárcena"}
    assert {decision for _, decision, _ in found} == {Decision.MEMBER}


def test_a_vice_president_is_none_of_the_presidents(resolve: Callable[..., list]) -> None:
    text = (
        "Vice President Kamala Harris, President Joe Biden and President Claudia Sheinbaum met. "
        "The Presidents said that talks would go on."
    )
    found = resolve(text, ("The Presidents", MentionKind.NAME), on="2024-11-18")
    assert {name for name, _, _ in found} == {"Joe Biden", "Claudia Sheinbaum"}


def test_nobody_is_guessed_when_an_office_has_no_bearer(resolve: Callable[..., list]) -> None:
    text = "Marco Rubio spoke. The Secretary and the health ministers said that it was late."
    assert not resolve(text, ("The Secretary and the health ministers", MentionKind.NAME))


def test_they_are_the_subject_of_the_sentence_before(resolve: Callable[..., list]) -> None:
    text = MEETING.replace("met on Tuesday", "spoke of Russia and Ukraine") + "They said little."
    found = resolve(text, ("They", MentionKind.PRONOUN), on="2024-03-05")
    assert {name for name, _, _ in found} == {"Antony Blinken", "Alicia Bárcena"}


def test_they_are_not_two_who_only_stand_in_one_sentence(resolve: Callable[..., list]) -> None:
    text = "Marco Rubio criticized Mark Carney. They said that it was late."
    assert not resolve(text, ("They", MentionKind.PRONOUN), on="2025-08-01")
