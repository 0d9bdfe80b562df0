"""Charts: the last official value of each period, points by outcome, nothing off the page."""

from __future__ import annotations

from datetime import date

from onrecord.publish.charts import Point, draw_chart, pick_line

SEPTEMBER = (date(2023, 9, 1), date(2023, 10, 1))
SERIES = {"id": "a", "name": "Arrests", "unit": "arrests <b>", "grain": "month"}


def observation(value: float, *, released: date | None = None, retrieved: date = date(2025, 1, 1)):
    return {"period": list(SEPTEMBER), "value": value, "released": released, "retrieved": retrieved}


def point(value: float = 218673.0, outcome: str = "fails") -> Point:
    return Point(finding="fig-1", period=SEPTEMBER, value=value, outcome=outcome, official=218763.0)


def test_of_two_vintages_the_later_one_is_drawn():
    rows = [
        observation(5.0, retrieved=date(2025, 1, 1)),
        observation(4.0, released=date(2023, 10, 9)),
    ]
    assert pick_line(rows, [point()]) == [(SEPTEMBER, 5.0)]


def test_periods_far_from_every_point_are_left_out():
    far = {**observation(1.0), "period": [date(2001, 9, 1), date(2001, 10, 1)]}
    assert pick_line([far], [point()]) == []


def test_a_point_far_above_the_line_is_named_instead_of_flattening_it():
    chart = draw_chart(SERIES, [observation(12027.0)], [point(value=12_000_000.0)])
    assert "12,000,000 for September 2023" in chart.note
    assert "12,000,000 published" in chart.svg


def test_a_drawing_names_no_colour_of_its_own_and_escapes_its_name():
    svg = draw_chart(SERIES, [observation(218763.0)], [point(), point(1.0, "close")]).svg
    assert "#00000" not in svg
    assert "var(--fails)" in svg
    assert "arrests &lt;b&gt;" in svg
    assert "<b>" not in svg
    assert "style=" not in svg
