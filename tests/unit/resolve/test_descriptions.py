"""A text's own description of somebody: the office rather than a party, and the state acted for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import MentionKind

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "words", "role"),
    [
        (
            "Special Representative for the DPRK Sung Kim met officials in Seoul.",
            "Sung Kim",
            "Special Representative for the DPRK",
        ),
        ("Sen. Jane Doe (R) said that it was late.", "Jane Doe", "Sen."),
        (
            "“It is late,” said Jane Doe, (Acting) Deputy Director, Port Authority.",
            "Jane Doe", "Acting Deputy Director, Port Authority",
        ),
    ],
)  # fmt: skip
def test_the_office_is_the_role(
    resolve: Callable[..., list], text: str, words: str, role: str
) -> None:
    ((_, _, found),) = resolve(text, (words, MentionKind.NAME))
    assert found == role


def test_a_surname_whose_title_does_not_fit_is_not_taken_for_another(
    resolve: Callable[..., list],
) -> None:
    text = "The talks went on. President Rubio said that it was late."
    assert [name for name, _, _ in resolve(text, ("President Rubio", MentionKind.NAME))] != [
        "Marco Rubio"
    ]


def test_the_campaign_of_somebody_is_not_that_person(resolve: Callable[..., list]) -> None:
    text = "Joe Biden flew home. The Biden campaign said that it was late."
    assert not resolve(text, ("The Biden campaign", MentionKind.TITLE), on="2024-03-05")


def test_who_holds_an_office_for_the_time_being_is_called_acting(
    resolve: Callable[..., list],
) -> None:
    text = "“It is late,” said Troy Miller of U.S. Customs and Border Protection."
    ((_, _, role),) = resolve(text, ("Troy Miller", MentionKind.NAME), on="2023-09-22")
    assert role is not None
    assert role.startswith("Acting ")
