"""How many events each month has, by class: a chart for a timeline too long to draw one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from onrecord.publish.charts import CONFIG, FAILS, HOLDS, INK, SCHEMA, draw_svg
from onrecord.publish.dyads import CONFLICTS
from onrecord.publish.ledger_charts import Drawing

WIDTH, HEIGHT = 640, 130
MOST_MONTHS = 240


def draw_density(months: Sequence[tuple[date, str, int]], quads: Sequence[str]) -> Drawing | None:
    """Return the drawing, cooperation above the line and conflict below, None without events."""
    shown = list(months)
    last = max((month for month, _, _ in shown), default=None)
    if last is None:
        return None
    shown = [
        m for m in shown if (last.year - m[0].year) * 12 + last.month - m[0].month < MOST_MONTHS
    ]
    spec = make_spec(shown, quads)
    return Drawing(
        title="Events by month: cooperation above the line, conflict below; words lighter than deeds",
        note="",
        svg=draw_svg(spec, describe(shown)),
        spec=spec,
    )


def describe(months: Sequence[tuple[date, str, int]]) -> str:
    """Return in words what the chart shows."""
    sums: dict[str, int] = {}
    for _, quad, number in months:
        sums[quad] = sums.get(quad, 0) + number
    named = ", ".join(f"{number} of {quad}" for quad, number in sorted(sums.items()))
    return f"Events by month: {named}; from {months[0][0]:%B %Y} to {months[-1][0]:%B %Y}."


def make_spec(months: Sequence[tuple[date, str, int]], quads: Sequence[str]) -> dict[str, Any]:
    """Return the Vega-Lite specification."""
    values = [
        {
            "month": month.isoformat(),
            "count": -number if quad in CONFLICTS else number,
            "order": list(quads).index(quad),
            "colour": FAILS if quad in CONFLICTS else HOLDS,
            "said": f"{month:%B %Y}: {number} of {quad}",
            "strength": 0.55 if quad.startswith("verbal") else 1,
        }
        for month, quad, number in months
    ]
    first, last = months[0][0], months[-1][0]
    many = (last.year - first.year) * 12 + last.month - first.month + 1
    encoding = {
        "x": {"field": "month", "type": "temporal", "title": None, "axis": {"tickCount": 8, "grid": False}},
        "y": {"field": "count", "type": "quantitative", "title": "conflict · cooperation", "axis": {"tickCount": 4, "format": "d"}},
        "color": {"field": "colour", "type": "nominal", "scale": None},
        "opacity": {"field": "strength", "type": "quantitative", "scale": None},
        "order": {"field": "order", "type": "quantitative"},
        "tooltip": {"field": "said"},
    }  # fmt: skip
    return {
        "$schema": SCHEMA,
        "config": CONFIG,
        "width": WIDTH,
        "height": HEIGHT,
        "layer": [
            {
                "data": {"values": values},
                "mark": {"type": "bar", "width": max(1.5, min(14.0, WIDTH / many - 1))},
                "encoding": encoding,
            },
            {
                "mark": {"type": "rule", "color": INK, "strokeWidth": 1},
                "encoding": {"y": {"datum": 0}},
            },
        ],
    }
