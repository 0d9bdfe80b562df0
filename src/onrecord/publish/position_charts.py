"""The chart of an issue: a lane for each side, a mark for each day on which it took a stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from onrecord.publish.charts import CONFIG, INK, LINE, OPEN, PAPER, SCHEMA, draw_svg, make_room
from onrecord.publish.dossier_rows import name_day
from onrecord.publish.ledger_charts import Drawing

WIDTH, LANE = 560, 26
AIR, LEAST_AIR = 25, 10  # one part in so many of the days around the marks; days at least
LEAST = 2  # marks of a chart: fewer are told by the lines
# Stance → fill and shape: full for or accepts, hollow against or denies. No colour judges.
MARKS = {
    "for": (INK, "triangle-up"),
    "against": (PAPER, "triangle-down"),
    "accepts": (INK, "circle"),
    "denies": (PAPER, "circle"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Who stood where on a day."""

    side: str
    who: str
    stance: str
    day: date
    finding: str = ""


def draw_positions(name: str, marks: Sequence[Mark]) -> Drawing | None:
    """Return the chart of an issue, None where there is too little to draw."""
    if len({(m.side, m.stance, m.day) for m in marks}) < LEAST:
        return None
    spec = make_positions_spec(marks)
    return Drawing(
        title=f"{name}: who stood where",
        note="Full: for, or accepts. Hollow: against, or denies.",
        svg=draw_svg(spec, describe_positions(marks)),
        spec=spec,
    )


def describe_positions(marks: Sequence[Mark]) -> str:
    """Return in words what the chart shows."""
    ordered = sorted(marks, key=lambda m: (m.side, m.day, m.stance))
    said = dict.fromkeys(f"{m.side} {m.stance} {name_day(m.day)}" for m in ordered)
    return ", ".join(said) + "."


def make_positions_spec(marks: Sequence[Mark]) -> dict[str, Any]:
    """Return the Vega-Lite specification."""
    sides = sorted({mark.side for mark in marks})
    first, last = _widen([mark.day for mark in marks])
    values = [
        {
            "side": mark.side,
            "day": mark.day.isoformat(),
            "fill": MARKS[mark.stance][0],
            "shape": MARKS[mark.stance][1],
            "show": mark.finding,
            "said": f"{mark.who}: {mark.stance}, {name_day(mark.day)}",
        }
        for mark in marks
    ]
    y = {
        "field": "side", "type": "nominal", "sort": sides, "title": None,
        "axis": {"domain": False, "ticks": False, "labelLimit": 220},
    }  # fmt: skip
    lanes = [{"side": side, "from": first, "to": last} for side in sides]
    return {
        "$schema": SCHEMA,
        "config": CONFIG,
        "padding": make_room(sides),
        "width": WIDTH,
        "height": {"step": LANE},
        "layer": [
            {
                "data": {"values": lanes},
                "mark": {"type": "rule", "color": LINE, "strokeWidth": 1},
                "encoding": {
                    "x": {"field": "from", "type": "temporal"}, "x2": {"field": "to"}, "y": y,
                },
            },
            {
                "data": {"values": values},
                "mark": {"type": "point", "size": 90, "opacity": 1, "stroke": OPEN},
                "encoding": {
                    "x": {
                        "field": "day", "type": "temporal", "title": None,
                        "scale": {"domain": [first, last]},
                        "axis": {"grid": False, "tickCount": 6},
                    },
                    "y": y,
                    "shape": {"field": "shape", "type": "nominal", "scale": None},
                    "fill": {"field": "fill", "type": "nominal", "scale": None},
                    "tooltip": {"field": "said"},
                },
            },
        ],
    }  # fmt: skip


def _widen(days: Sequence[date]) -> tuple[str, str]:
    """Return the first and last day with a little air around them (ISO)."""
    first, last = min(days), max(days)
    air = timedelta(days=max(LEAST_AIR, (last - first).days // AIR))
    return (first - air).isoformat(), (last + air).isoformat()
