"""A side may be written as a reader knows it: by two letters, three, or its name."""

from __future__ import annotations

import pytest

from onrecord.cli.looking import read_side
from onrecord.knowledge import load_knowledge


@pytest.mark.parametrize(
    ("word", "side"),
    [
        ("USA", "USA"),
        ("us", "USA"),
        ("mex", "MEX"),
        ("Mexico", "MEX"),
        ("Estados Unidos", "USA"),
        ("Sinaloa Cartel", "Sinaloa Cartel"),
    ],
)
def test_a_state_is_known_by_its_codes_and_names(word: str, side: str) -> None:
    assert read_side(word, load_knowledge("base").countries.values()) == side
