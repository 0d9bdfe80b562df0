"""Who acts on whom, in the words that briefs and feeds share with the pages."""

from __future__ import annotations

import pytest

from onrecord.model.wording import name_sides


@pytest.mark.parametrize(
    ("actors", "targets", "said"),
    [
        (["USA", "CAN"], ["MEX"], "USA, CAN → MEX"),
        (["MEX", "USA"], ["MEX", "USA"], "MEX, USA, with each other"),
        (["MEX"], [], "MEX"),
        ([], ["MEX"], "nobody named → MEX"),
        ([], [], "nobody named"),
    ],
)
def test_sides_are_said_as_on_the_pages(actors: list[str], targets: list[str], said: str) -> None:
    assert name_sides(actors, targets) == said
