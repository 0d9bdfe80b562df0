"""What is told of a promise after official values had reached it is no longer on the way."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.model import Basis, Move, Span, Standing
from onrecord.run.ledger import drop_late


def move(state: Standing, day: int, commitment: str = "com-1") -> Move:
    return Move(
        commitment_id=commitment,
        state=state,
        day=date(2025, 2, day),
        known=date(2025, 2, day),
        basis=Basis.PROPOSED,
        reason="told",
        span=Span(document_id="doc-1", start=0, end=1, quote="a"),
        method="test@1",
        score=1.0,
    )


@pytest.mark.parametrize(
    ("told", "stays"),
    [
        (move(Standing.IN_PROGRESS, 10), True),
        (move(Standing.IN_PROGRESS, 11), False),
        (move(Standing.IN_PROGRESS, 12), False),
        (move(Standing.PARTLY, 12), False),
        (move(Standing.WITHDRAWN, 12), True),
        (move(Standing.IN_PROGRESS, 12, "com-2"), True),
    ],
)
def test_a_promise_that_was_reached_is_not_on_the_way(told: Move, *, stays: bool) -> None:
    assert (told in drop_late([told], [move(Standing.KEPT, 11)])) is stays
