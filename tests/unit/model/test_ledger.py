"""Where a commitment stands on a day, by its moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onrecord.model import (
    Basis,
    CommitmentKind,
    Move,
    Outcome,
    Pledge,
    Span,
    Standing,
    find_last_told,
    stand_on,
)
from onrecord.model.ledger import OUTCOMES

PLEDGE = Pledge(
    kind=CommitmentKind.PROMISE,
    condition=None,
    due=date(2025, 3, 1),
    announced=date(2025, 2, 4),
)


def move(state: Standing, day: date, **other: object) -> Move:
    made = Move(
        commitment_id="com-1",
        state=state,
        day=day,
        known=day,
        basis=Basis.PROPOSED,
        reason="because",
        span=Span(document_id="doc-1", start=day.day, end=day.day + 4, quote="done"),
        method="test@1",
        score=0.5,
    )
    return replace(made, **other)  # type: ignore[arg-type]


def test_a_day_that_has_passed_makes_it_overdue() -> None:
    stand = stand_on(PLEDGE, [], date(2025, 3, 15))
    assert (stand.state, stand.outcome, stand.basis) == ("overdue", "fails", "computed")
    assert stand.reason == (
        "the day 2025-03-01 passed 14 days before 2025-03-15, and no deed is on record"
    )


def test_nothing_is_overdue_of_which_no_text_could_tell() -> None:
    on = date(2025, 3, 15)
    stand = stand_on(PLEDGE, [], on, told=date(2025, 3, 1))
    assert (stand.state, stand.outcome) == ("announced", "open")
    assert stand.reason == (
        "the day 2025-03-01 passed 14 days before 2025-03-15, but the record has no text from after it"
    )
    assert stand_on(PLEDGE, [], on, told=date(2025, 3, 2)).state is Standing.OVERDUE


def test_a_text_without_a_day_is_from_after_nothing() -> None:
    first, last, met = date(2025, 2, 3), date(2025, 2, 5), date(2026, 11, 26)
    texts = [(first, last), (None, met), (None, None)]
    assert find_last_told(texts, met) == first
    assert find_last_told(texts, date(2025, 2, 4)) == date.min  # nobody knew it by then
    assert find_last_told([*texts, (met, None)], None) == met


@pytest.mark.parametrize("on", [None, date(2025, 2, 20), date(2025, 3, 1)])
def test_until_then_it_is_announced(on: date | None) -> None:
    assert stand_on(PLEDGE, [], on).state is Standing.ANNOUNCED


@pytest.mark.parametrize(
    "change",
    [
        {"due": None},
        {"condition": "if talks fail"},
        {"kind": CommitmentKind.THREAT},
        {"kind": CommitmentKind.TARGET},
        {"due": date(2025, 1, 31)},  # before the text came out, which may know what came of it
        {"announced": None},
    ],
    ids=[
        "no day",
        "condition",
        "threat",
        "target",
        "past when published",
        "published nobody knows when",
    ],
)
def test_what_cannot_be_called_overdue_is_announced(change: dict[str, object]) -> None:
    pledge = replace(PLEDGE, **change)  # type: ignore[arg-type]
    assert stand_on(pledge, [], date(2025, 6, 1)).state is Standing.ANNOUNCED


@pytest.mark.parametrize(
    "state",
    [Standing.IN_PROGRESS, Standing.PARTLY, Standing.KEPT, Standing.SUSPENDED, Standing.WITHDRAWN],
)
def test_nothing_that_moved_is_overdue(state: Standing) -> None:
    stand = stand_on(PLEDGE, [move(state, date(2025, 2, 20))], date(2025, 6, 1))
    assert (stand.state, stand.basis) == (state, Basis.PROPOSED)


def test_a_move_counts_from_the_day_it_was_known() -> None:
    late = move(Standing.KEPT, date(2025, 2, 10), known=date(2025, 2, 20))
    assert stand_on(PLEDGE, [late], date(2025, 2, 15)).state is Standing.ANNOUNCED
    assert stand_on(PLEDGE, [late], date(2025, 2, 21)).state is Standing.KEPT


def test_a_later_day_takes_the_place_of_the_first() -> None:
    again = move(Standing.ANNOUNCED, date(2025, 2, 25), due=date(2025, 9, 1), basis=Basis.READ)
    assert stand_on(PLEDGE, [again], date(2025, 4, 1)).state is Standing.ANNOUNCED
    assert stand_on(PLEDGE, [again], date(2025, 9, 5)).state is Standing.OVERDUE


def test_a_threat_is_suspended_and_then_carried_out() -> None:
    threat = replace(PLEDGE, kind=CommitmentKind.THREAT)
    moves = [
        move(Standing.CARRIED_OUT, date(2025, 3, 4)),
        move(Standing.SUSPENDED, date(2025, 2, 5)),
    ]
    states = [stand_on(threat, moves, date(2025, m, d)).state for m, d in ((2, 4), (2, 6), (3, 5))]
    assert states == ["announced", "suspended", "carried out"]


def test_a_smaller_step_told_later_takes_nothing_back() -> None:
    moves = [
        move(Standing.PARTLY, date(2025, 2, 20)),
        move(Standing.IN_PROGRESS, date(2025, 2, 22)),
    ]
    assert stand_on(PLEDGE, moves, date(2025, 2, 25)).state is Standing.PARTLY


def test_what_was_kept_stays_kept_until_a_reviewer_speaks() -> None:
    moves = [move(Standing.KEPT, date(2025, 2, 20)), move(Standing.WITHDRAWN, date(2025, 2, 22))]
    assert stand_on(PLEDGE, moves, date(2025, 2, 25)).state is Standing.KEPT
    word = move(Standing.BROKEN, date(2025, 2, 24), basis=Basis.REVIEWED)
    assert stand_on(PLEDGE, [*moves, word], date(2025, 2, 25)).state is Standing.BROKEN


def test_every_state_has_an_outcome() -> None:
    assert set(OUTCOMES) == set(Standing)
    assert OUTCOMES[Standing.BROKEN] is OUTCOMES[Standing.OVERDUE] is Outcome.FAILS
