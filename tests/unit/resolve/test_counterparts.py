"""Somebody's counterpart holds the like office in the state that the phrase names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import MentionKind

pytestmark = pytest.mark.model


MET = [
    ("Marco Rubio", "Mexican", "2025-03-05", "Juan Ramón de la Fuente"),
    ("Antony Blinken", "Canadian", "2023-03-05", "Mélanie Joly"),
    ("Donald Trump", "Canadian", "2025-08-01", "Mark Carney"),
]


@pytest.mark.parametrize("case", MET, ids=[case[0] for case in MET])
def test_the_like_office_is_found_on_that_day(
    resolve: Callable[..., list], case: tuple[str, str, str, str]
) -> None:
    holder, adjective, day, expected = case
    words = f"His {adjective} counterpart"
    text = f"{holder} flew home. {words} said that talks would go on."
    assert [name for name, _, _ in resolve(text, (words, MentionKind.TITLE), on=day)] == [expected]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Their Mexican counterparts", MentionKind.GROUP),
        ("Its Mexican counterpart", MentionKind.TITLE),
    ],
)
def test_those_of_several_speak_for_their_state(
    resolve: Callable[..., list], words: str, kind: MentionKind
) -> None:
    text = f"Canadian ministers flew home. {words} said that talks would go on."
    (found,) = resolve(text, (words, kind))
    assert (found[0], found[2]) == ("Mexico", " ".join(words.split()[1:]))


def test_without_a_state_nobody_is_guessed(resolve: Callable[..., list]) -> None:
    text = "Marco Rubio flew home. His counterpart said that talks would go on."
    assert not resolve(text, ("His counterpart", MentionKind.TITLE))
