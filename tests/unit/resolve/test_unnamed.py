"""Unnamed people and governments speak for the side at hand, or for nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Decision, MentionKind

pytestmark = pytest.mark.model


def test_the_federal_government_is_that_of_the_officer_spoken_of(
    resolve: Callable[..., list],
) -> None:
    text = "Prime Minister Mark Carney named an envoy. The federal government said it was time."
    ((name, decision, _),) = resolve(
        text, ("The federal government", MentionKind.TITLE), on="2025-08-01"
    )
    assert (name, decision) == ("Canada", Decision.SPEAKS_FOR)


def test_some_out_of_many_are_unnamed_like_the_many(resolve: Callable[..., list]) -> None:
    text = "The talks went on. One of the U.S. officials said that it was late."
    found = resolve(text, ("One of the U.S. officials", MentionKind.TITLE))
    assert found == [
        ("United States", Decision.SPEAKS_FOR, "anonymous U.S. officials")
    ] or found == [("United States", Decision.SPEAKS_FOR, "anonymous US officials")]


def test_the_press_of_a_state_speaks_for_no_government(resolve: Callable[..., list]) -> None:
    text = "The talks went on. The Mexican press said that it was late."
    ((name, decision, _),) = resolve(text, ("The Mexican press", MentionKind.TITLE))
    assert (name, decision) == ("Mexican press", Decision.SAME)


def test_a_people_is_nobody_who_speaks(resolve: Callable[..., list]) -> None:
    text = "The talks went on. The Afghan people said that it was late."
    assert not resolve(text, ("The Afghan people", MentionKind.GROUP))


def test_a_number_of_countries_is_not_the_two_at_hand(resolve: Callable[..., list]) -> None:
    text = "Russia and Ukraine spoke. 141 countries said that it was late."
    assert not resolve(text, ("141 countries", MentionKind.GROUP))


def test_who_analysed_the_data_of_a_body_stays_unknown(resolve: Callable[..., list]) -> None:
    text = "An analysis of U.S. Border Patrol data shows that arrests fell."
    assert not resolve(text, ("An analysis of U.S. Border Patrol data", MentionKind.DOCUMENT))


def test_figures_are_those_of_the_body_that_released_them_and_no_role(
    resolve: Callable[..., list],
) -> None:
    text = (
        "The Department of Justice released statistics for July. "
        "The FBI was pleased. Statistics show that arrests fell."
    )
    ((name, _, role),) = resolve(text, ("Statistics", MentionKind.DOCUMENT))
    assert (name, role) == ("U.S. Department of Justice", None)


@pytest.mark.parametrize(
    ("before", "outlet", "whose"),
    [
        ("The Biden-Harris Administration seized pills.", None, ["The White House"]),
        ("Officials met.", "The White House", ["United States"]),
        ("Officials met.", None, []),
    ],
)
def test_an_administration_alone_is_the_one_named_or_that_of_the_paper(
    resolve: Callable[..., list], before: str, outlet: str | None, whose: list[str]
) -> None:
    text = f"{before} The Administration continues to call on Congress to act."
    found = resolve(text, ("Administration", MentionKind.NAME), on="2023-04-11", outlet=outlet)
    assert [name for name, _, _ in found] == whose
