"""A short timeline is drawn one by one: lanes, precision, what each mark says."""

from __future__ import annotations

from datetime import date
from typing import Any

from onrecord.web.lanes import BOTH, MOST, choose_lanes, draw_lanes
from onrecord.web.timelines import Asked, Moment

QUADS = {"MEET": "material cooperation", "THREATEN": "verbal conflict"}


def make_moment(kind: str = "MEET", *, days: int = 1, origins: int = 1, **given: Any) -> Moment:
    first = given.pop("first", date(2025, 3, 1))
    row = {
        "id": "eve-1", "type": kind, "actors": ["AAA"], "targets": ["BBB"], "quote": "They met.",
        "date": [first, date.fromordinal(first.toordinal() + days)], "reports": ["eve-1"], **given,
    }  # fmt: skip
    return Moment(best=row, origins=origins)


def list_marks(moments: list[Moment], asked: Asked | None = None) -> list[tuple[str, Any]]:
    drawing = draw_lanes(moments, asked or Asked(), QUADS)
    assert drawing is not None
    return [
        (layer["mark"]["type"], value)
        for layer in drawing.spec["layer"][1:]
        for value in layer["data"]["values"]
    ]


def test_a_day_is_a_point_and_a_month_is_a_bar() -> None:
    marks = list_marks([make_moment(), make_moment(days=31)])
    assert sorted(kind for kind, _ in marks) == ["bar", "point"]


def test_one_origin_alone_is_hollow() -> None:
    marks = [value for _, value in list_marks([make_moment(), make_moment(origins=2)])]
    assert [one["fill"] == one["colour"] for one in marks] == [False, True]


def test_a_bar_ends_at_the_days_that_are_asked_for() -> None:
    asked = Asked(first=date(2025, 3, 1), last=date(2025, 3, 31))
    long = make_moment(days=900, first=date(2024, 1, 1))
    bar = next(value for kind, value in list_marks([make_moment(), long], asked) if kind == "bar")
    assert bar["from"] >= "2025-02-20"
    assert bar["to"] <= "2025-04-10"


def test_between_two_sides_a_lane_is_a_direction() -> None:
    back = make_moment(actors=["BBB"], targets=["AAA"])
    joint = make_moment(actors=["AAA", "BBB"], targets=["AAA", "BBB"])
    lanes = choose_lanes([make_moment(), back, joint], ("AAA", "BBB"))
    assert lanes == ["AAA → BBB", "BBB → AAA", BOTH]


def test_sides_are_called_by_name() -> None:
    asked, names = Asked(one="AAA", other="BBB"), {"AAA": "Alpha"}
    drawing = draw_lanes([make_moment(), make_moment(days=31)], asked, QUADS, names)
    assert drawing is not None
    values = [v for layer in drawing.spec["layer"] for v in layer["data"]["values"]]
    assert {value["lane"] for value in values} == {"Alpha → BBB"}
    assert "meet, Alpha → BBB. They met." in values[-1]["said"]


def test_rare_types_share_a_lane() -> None:
    kinds = [f"T{number}" for number in range(12)]
    lanes = choose_lanes([make_moment(kind) for kind in [*kinds, *kinds[:3]]], ("", ""))
    assert len(set(lanes)) == 8
    assert {"T0", "T1", "T2"} <= set(lanes)


def test_marks_of_the_same_days_do_not_cover_each_other() -> None:
    drawing = draw_lanes([make_moment(days=31), make_moment(days=40)], Asked(), QUADS)
    assert drawing is not None
    assert len({layer["mark"]["yOffset"] for layer in drawing.spec["layer"][1:]}) == 2


def test_too_many_are_not_drawn_one_by_one() -> None:
    assert draw_lanes([make_moment()] * (MOST + 1), Asked(), QUADS) is None
