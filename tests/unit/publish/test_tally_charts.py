"""What a programme came to is drawn count by count, and told in words."""

from __future__ import annotations

from dataclasses import replace

from onrecord.publish.charts import INK, PAPER
from onrecord.publish.tally_charts import draw_tallies
from tests.unit.publish.tally_makers import make_tally


def test_exact_numbers_are_full_and_limits_hollow() -> None:
    drawing = draw_tallies("Guards", [make_tally()])
    assert drawing is not None
    drawn = [(v["day"], v["value"], v["fill"]) for v in drawing.spec["data"]["values"]]
    assert drawn == [("2023-03-01", 1000, INK), ("2023-04-01", 2000, PAPER)]
    assert "arrests: 1,000 by 1 March 2023, more than 2,000 by 1 April 2023." in drawing.svg


def test_a_count_told_once_is_not_drawn() -> None:
    tally = make_tally()
    once = replace(tally, tellings=tally.tellings[:1])
    assert draw_tallies("Guards", [once]) is None
    drawing = draw_tallies("Guards", [once, replace(tally, name="vehicles")])
    assert drawing is not None
    assert {v["count"] for v in drawing.spec["data"]["values"]} == {"vehicles"}
