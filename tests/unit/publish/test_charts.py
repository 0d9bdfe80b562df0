"""Charts: the last official value of each period, points by outcome, nothing off the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from onrecord.publish.charts import (
    Point,
    draw_chart,
    list_earlier,
    make_spec,
    make_time_axis,
    pick_line,
)

SEPTEMBER = (date(2023, 9, 1), date(2023, 10, 1))
SERIES = {"id": "a", "name": "Arrests", "unit": "arrests <b>", "grain": "month"}


def observation(value: float, *, released: date | None = None, retrieved: date = date(2025, 1, 1)):
    return {"period": list(SEPTEMBER), "value": value, "released": released, "retrieved": retrieved}


def point(value: float = 218673.0, outcome: str = "fails") -> Point:
    return Point(
        finding="fig-1",
        period=SEPTEMBER,
        reference=SEPTEMBER,
        value=value,
        outcome=outcome,
        official=218763.0,
    )


def test_of_two_vintages_the_later_one_is_drawn():
    rows = [
        observation(5.0, retrieved=date(2025, 1, 1)),
        observation(4.0, released=date(2023, 10, 9)),
    ]
    assert pick_line(rows, [point()]) == [(SEPTEMBER, 5.0)]


def test_a_value_known_before_is_drawn_where_it_differs():
    rows = [
        observation(5.0, retrieved=date(2025, 1, 1)),
        observation(4.0, released=date(2023, 10, 9)),
        observation(5.0, released=date(2023, 11, 9)),
    ]
    chart = draw_chart(SERIES, rows, [point(4.5)])
    assert chart is not None
    assert list_earlier(rows, [(SEPTEMBER, 5.0)]) == [(SEPTEMBER, 4.0, date(2023, 10, 9))]
    said = [v["said"] for layer in chart.spec["layer"] for v in layer["data"]["values"]]
    assert "September 2023: 4 as known on 9 October 2023" in said


def test_periods_far_from_every_point_are_left_out():
    far = {**observation(1.0), "period": [date(2001, 9, 1), date(2001, 10, 1)]}
    assert pick_line([far], [point()]) == []


def test_a_point_far_above_the_line_is_named_instead_of_flattening_it():
    chart = draw_chart(SERIES, [observation(12027.0)], [point(value=12_000_000.0)])
    assert chart is not None
    assert "12,000,000 for September 2023" in chart.note
    assert "12,000,000 published" in chart.svg


def test_a_figure_compared_with_a_sum_is_not_drawn_over_its_parts():
    year = replace(point(), reference=(date(2022, 10, 1), date(2023, 10, 1)))
    assert draw_chart(SERIES, [observation(12027.0)], [year]) is None


def test_a_value_in_force_is_a_step_and_its_point_stands_on_it():
    series = {**SERIES, "grain": "snapshot"}
    late = replace(point(), period=(date(2024, 1, 1), date(2024, 2, 1)))
    spec = make_spec(series, [(SEPTEMBER, 25.0)], [late], top=40.0)
    days = [[v["day"] for v in layer["data"]["values"]] for layer in spec["layer"]]
    assert days[0] == ["2023-09-01", "2023-09-30"]
    assert days[-1] == ["2023-09-30"]


def test_a_drawing_names_no_colour_of_its_own_and_escapes_its_name():
    chart = draw_chart(SERIES, [observation(218763.0)], [point(), point(1.0, "close")])
    assert chart is not None
    svg = chart.svg
    assert "#00000" not in svg
    assert "var(--fails)" in svg
    assert "arrests &lt;b&gt;" in svg
    assert "<b>" not in svg
    assert "style=" not in svg


def test_a_short_stretch_names_month_and_year_at_each_label():
    assert make_time_axis(7, ticks=8)["format"] == "%-d %b %Y"
    assert make_time_axis(400, ticks=8)["format"] == "%b %Y"
    assert "format" not in make_time_axis(2000, ticks=8)
