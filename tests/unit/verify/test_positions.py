"""Shifts, words against deeds, disagreements: by actor, issue and day."""

from __future__ import annotations

from datetime import date

from onrecord.model import Ground, Stance
from onrecord.verify.positions import PositionReport, find_shifts


def report(
    key: str,
    stance: Stance,
    day: date,
    *,
    ground: Ground = Ground.STATEMENT,
    issue: str = "tariffs",
) -> PositionReport:
    return PositionReport(
        id=f"pos-{key}-{day}-{stance}", issue=issue, stance=stance, ground=ground, key=key,
        who=key, day=day,
    )  # fmt: skip


def test_an_opposite_stance_on_a_later_day_is_a_shift() -> None:
    (shift,) = find_shifts(
        [
            report("MEX", Stance.ACCEPTS, date(2024, 12, 4)),
            report("MEX", Stance.DENIES, date(2023, 10, 5)),
        ]
    )
    assert shift.kind.value == "shift"
    assert shift.reason == "MEX: denies, 2023-10-05; MEX: accepts, 2024-12-04"


def test_what_one_does_against_what_one_says_is_named_so() -> None:
    held = [
        report("MEX", Stance.DENIES, date(2023, 10, 5)),
        report("MEX", Stance.ACCEPTS, date(2023, 11, 1), ground=Ground.EVENT),
    ]
    assert [s.kind.value for s in find_shifts(held)] == ["words and deeds"]


def test_the_same_stance_again_and_two_on_one_day_are_no_shift() -> None:
    day = date(2025, 2, 1)
    again = [report("USA", Stance.FOR, date(2025, 3, n)) for n in (1, 2)]
    assert find_shifts(again) == []
    assert find_shifts([report("USA", s, day) for s in (Stance.FOR, Stance.AGAINST)]) == []


def test_two_actors_disagree_once_by_the_nearest_days() -> None:
    held = [
        report("USA", Stance.FOR, date(2025, 2, 1)),
        report("USA", Stance.FOR, date(2025, 3, 3)),
        report("MEX", Stance.AGAINST, date(2025, 3, 4)),
    ]
    (shift,) = find_shifts(held)
    assert shift.kind.value == "disagreement"
    assert shift.before_day == date(2025, 3, 3)


def test_two_who_spoke_years_apart_do_not_answer_each_other() -> None:
    held = [
        report("USA", Stance.FOR, date(2019, 6, 1)),
        report("MEX", Stance.AGAINST, date(2025, 3, 4)),
    ]
    assert find_shifts(held) == []


def test_issues_are_kept_apart() -> None:
    held = [
        report("USA", Stance.FOR, date(2025, 2, 1)),
        report("USA", Stance.AGAINST, date(2025, 3, 1), issue="wall"),
    ]
    assert find_shifts(held) == []
