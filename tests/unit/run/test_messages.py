"""A number that only has a digit wrong gets the official one put in its place."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from onrecord.run.messages import put_number


def make_figure(low: str) -> Any:
    return SimpleNamespace(low=Decimal(low), is_range=False)


@pytest.mark.parametrize(
    ("words", "low", "value", "new"),
    [
        ("181,509 arrests", "181509", "181059", "181,059 arrests"),
        ("a total of 181.509 detenciones", "181509", "181059", "a total of 181.059 detenciones"),
        ("181 509 arrests", "181509", "1810", "1 810 arrests"),
        ("181509 arrests", "181509", "181059", "181059 arrests"),
        ("8437 apprehensions", "8437", "8347", "8347 apprehensions"),
    ],
)
def test_the_official_number_is_grouped_as_the_text_groups(
    words: str, low: str, value: str, new: str
) -> None:
    assert put_number(words, make_figure(low), Decimal(value)) == new


@pytest.mark.parametrize(
    ("words", "low", "value"),
    [
        ("1.8 million migrants", "1800000", "181059"),
        ("twelve arrests", "12", "21"),
        ("12 of 12 arrests", "12", "21"),
        ("36.5 percent", "36.5", "36.4"),
    ],
)
def test_words_that_hold_no_plain_number_are_left_alone(words: str, low: str, value: str) -> None:
    assert put_number(words, make_figure(low), Decimal(value)) is None
