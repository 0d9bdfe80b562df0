"""Cells of a terminal say periods in words and quotes as they stand."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.cli.cells import say_value


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ([date(2023, 8, 1), date(2023, 9, 1)], "August 2023"),
        ([date(2021, 4, 7), date(2021, 4, 8)], "7 April 2021"),
        ([date(2021, 10, 8), date.max], "since 8 October 2021"),
        (date(2023, 8, 1), "2023-08-01"),
        (["USA", "MEX"], "USA; MEX"),
        (["181059", "181054"], "181059; 181054"),
        ("- a line of a list", "- a line of a list"),
        (True, "true"),
        (None, ""),
    ],
)
def test_a_value_is_said_as_a_reader_would(value: object, said: str) -> None:
    assert say_value(value) == said
