"""A slip of the pen is met with what was meant."""

from __future__ import annotations

from onrecord.model.wording import guess


def test_a_slip_is_met_with_what_is_near() -> None:
    assert guess("outcme", ["outcome", "period"]) == '; did you mean "outcome"?'


def test_what_is_near_nothing_is_not_guessed() -> None:
    assert guess("weather", ["outcome", "period"]) == ""
