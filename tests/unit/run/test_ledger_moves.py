"""What is told of a promise after official values had reached it is no longer on the way."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.knowledge import Knowledge
from onrecord.model import Basis, Move, Span, Standing
from onrecord.run.ledger import Tellings, drop_late


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


def test_moves_told_late_are_left_out_of_all_moves(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    late, kept = move(Standing.IN_PROGRESS, 12), move(Standing.KEPT, 11)
    monkeypatch.setattr(Tellings, "_find_moves", lambda *_: [late])
    tellings = Tellings(carry=lambda *_: iter([[kept]]))
    assert tellings.list_moves(knowledge) == [kept]
