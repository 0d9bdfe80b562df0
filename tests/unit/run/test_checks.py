from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import onrecord
from onrecord.model import Outcome, Verdict
from onrecord.run.codes import CODES, find_code


def make_verdict(outcome: Outcome, diagnosis: str | None) -> Verdict:
    return Verdict(
        finding_id="fig-1", outcome=outcome, diagnosis=diagnosis, reason="", method="x@1"
    )


@pytest.mark.parametrize(
    ("outcome", "diagnosis", "code"),
    [
        (Outcome.FAILS, "swapped-digits", "F201"),
        (Outcome.FAILS, None, "F200"),
        (Outcome.FAILS, "something new", "F200"),
        (Outcome.CLOSE, "older-vintage", "F100"),
        (Outcome.HOLDS, "older-vintage", None),
        (Outcome.OPEN, None, None),
    ],
)
def test_codes_follow_the_verdict(
    outcome: Outcome, diagnosis: str | None, code: str | None
) -> None:
    assert find_code(make_verdict(outcome, diagnosis)) == code


def test_no_two_diagnoses_share_a_code() -> None:
    assert len(set(CODES.values())) == len(CODES)


@pytest.mark.model
def test_a_text_is_checked_without_a_record() -> None:
    found = onrecord.check(
        "Officials met.\nBorder Patrol agents made 181,509 arrests at the southwest border in "
        "August 2023.\n",
        published=date(2023, 9, 25),
    )
    (figure,) = found.failing()
    assert (figure.line, figure.column, figure.code) == (2, 27, "F201")
    assert figure.verdict.reference is not None
    assert figure.verdict.reference.values[0] == Decimal(181059)
    assert "F201" in found._repr_html_()
    assert figure.series is not None
