"""Diagnoses: every name is explained, and digits are compared as digits."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import onrecord.verify
from onrecord.verify.diagnoses import EXPLANATIONS
from onrecord.verify.misprints import has_swapped_digits, is_dropped


def test_every_diagnosis_in_the_room_is_explained() -> None:
    folder = Path(onrecord.verify.__file__).parent
    names = {
        name
        for path in folder.glob("*.py")
        for name in re.findall(r'(?:Diagnosis|leave_open)\(\s*"([a-z-]+)"', path.read_text())
    }
    assert names
    assert names <= set(EXPLANATIONS)


@pytest.mark.parametrize(
    ("left", "right", "swapped"),
    [("181509", "181059", True), ("181509", "181509", False), ("12", "21", True),
     ("1234", "1243", True), ("4231", "1234", True), ("123", "1234", False)],
)  # fmt: skip
def test_two_exchanged_digits_are_a_swap(left: str, right: str, swapped: bool) -> None:
    assert has_swapped_digits(left, right) is swapped


@pytest.mark.parametrize(
    ("short", "long", "dropped"),
    [("18059", "181059", True), ("18105", "181059", True), ("12", "123", False),
     ("1810", "18100", False), ("99999", "181059", False)],
)  # fmt: skip
def test_a_missing_digit_is_dropped(short: str, long: str, dropped: bool) -> None:
    assert is_dropped(short, long) is dropped
