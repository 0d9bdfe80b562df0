"""Vintages: what a file adds, and that nothing held is overwritten."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from onrecord.knowledge.kinds import Kind
from onrecord.model import Observation, SourceError
from onrecord.model.periods import month
from onrecord.sources.series import (
    Imported,
    OfficialFile,
    Sheet,
    check_scale,
    compare_vintages,
    find_file_date,
    plan_vintage,
)
from onrecord.sources.series.vintages import Provenance
from tests.unit.sources.series.importing import make_kind


def observe(value: int, known: date, *, released: bool = False, of_month: int = 8) -> Observation:
    return Observation(
        series_id="stops", period=month(2023, of_month), value=Decimal(value),
        released=known if released else None, retrieved=known, carrier="file",
    )  # fmt: skip


def found(value: int, of_month: int = 8) -> Imported:
    return Imported(
        series="stops", dimension="", period=month(2023, of_month), value=Decimal(value),
        place="f.csv:2",
    )  # fmt: skip


def at(day: date) -> Provenance:
    return Provenance(released=None, retrieved=day, carrier="file")


HELD = {"stops": [observe(181_059, date(2023, 9, 22), released=True)]}
LATER = date(2025, 9, 12)


def test_a_revised_value_is_one_more_row() -> None:
    vintage = plan_vintage([found(181_054)], HELD, at(LATER))
    (added,) = vintage.added
    assert (added.value, added.released, added.retrieved) == (181_054, None, LATER)
    assert [(c.old, c.new) for c in vintage.changes] == [(181_059, 181_054)]


def test_a_value_that_stays_adds_nothing() -> None:
    vintage = plan_vintage([found(181_059)], HELD, at(LATER))
    assert (vintage.added, vintage.unchanged) == ((), 1)


def test_an_older_file_is_sorted_in_by_its_day() -> None:
    held = {"stops": [*HELD["stops"], observe(181_054, LATER)]}
    vintage = plan_vintage([found(181_056)], held, at(date(2024, 1, 15)))
    assert [(c.old, c.new) for c in vintage.changes] == [(181_059, 181_056)]
    earlier = plan_vintage([found(181_059)], held, at(date(2023, 9, 1)))
    assert earlier.changes[0].old is None, "known three weeks earlier than was held"


def test_a_vintage_is_not_overwritten() -> None:
    held = {"stops": [observe(181_054, LATER)]}
    with pytest.raises(SourceError, match=r"f\.csv:2: stops has 181,054 for August 2023 .*--as-of"):
        plan_vintage([found(181_509)], held, at(LATER))


def test_what_changed_between_two_days() -> None:
    observations = [*HELD["stops"], observe(181_054, LATER), observe(5, LATER, of_month=9)]
    changes = compare_vintages(observations, date(2024, 1, 1), LATER)
    assert [(c.period.first.month, c.old, c.new) for c in changes] == [
        (8, 181_059, 181_054),
        (9, None, 5),
    ]
    assert not compare_vintages(observations, LATER, date(2026, 1, 1))


def test_kilograms_in_place_of_pounds_are_noticed() -> None:
    held = {"stops": [observe(1000 + m, LATER, of_month=m) for m in range(1, 7)]}
    with pytest.raises(SourceError, match=r"f\.csv:2: stops in January 2023 is 454.*another unit"):
        check_scale([found(454 + m // 2, m) for m in range(1, 7)], held, "f.csv")
    check_scale([found(1040 + m, m) for m in range(1, 7)], held, "f.csv")


def test_a_single_value_far_from_what_is_held_is_noticed() -> None:
    held = {"stops": [observe(1000 + m, LATER, of_month=m) for m in range(1, 7)]}
    with pytest.raises(SourceError, match=r"January 2023 is 400, held is 1,001, .*rows missing"):
        check_scale([found(400, 1), found(1002, 2), found(1003, 3)], held, "f.csv")
    check_scale([found(20, 1)], {"stops": [observe(10, LATER, of_month=1)]}, "small numbers move")


@pytest.mark.parametrize(
    ("name", "kind", "day"),
    [
        ("/home/a/visitors-2025-03-10.csv", make_kind(), date(2025, 3, 10)),
        ("https://a.example/2025-09/stops-fy22.csv", make_kind(dated=r"/(?P<year>\d{4})-(?P<month>\d\d)/stops"), date(2025, 9, 30)),
        ("stops-Feb-2024.csv", make_kind(dated=r"(?P<month>[A-Z][a-z]{2})-(?P<year>\d{4})"), date(2024, 2, 29)),
        ("stops-fy22-fy25-aug.csv", make_kind(), None),
        ("stops-2025-13-45.csv", make_kind(), None),
    ],
)  # fmt: skip
def test_a_files_day_is_read_from_its_name(name: str, kind: Kind, day: date | None) -> None:
    file = OfficialFile(name=name, body=b"")
    assert find_file_date(file, Sheet(columns=(), lines=()), kind) == day


def test_a_files_day_may_stand_in_it() -> None:
    sheet = Sheet(columns=(), lines=(), dated=date(2024, 6, 28))
    file = OfficialFile(name="answer.json", body=b"")
    assert find_file_date(file, sheet, make_kind()) == date(2024, 6, 28)
