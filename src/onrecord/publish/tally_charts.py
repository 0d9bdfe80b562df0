"""The chart of what a programme is said to have come to: a small drawing for each count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.publish.charts import CONFIG, INK, OPEN, PAPER, QUIET, SCHEMA, draw_svg
from onrecord.publish.dossier_rows import name_day
from onrecord.publish.ledger_charts import Drawing
from onrecord.publish.tallies import TallyPart

COLUMNS, WIDTH, HEIGHT = 3, 165, 70
LEAST = 2  # days of a count that is drawn: one value is told by the table


def draw_tallies(name: str, parts: Sequence[TallyPart]) -> Drawing | None:
    """Return the drawing of a programme's counts, None where each was told of one day alone."""
    drawn = [part for part in parts if len({line.day for line in part.tellings}) >= LEAST]
    if not drawn:
        return None
    spec = make_tallies_spec(drawn)
    return Drawing(
        title=f"{name}: counts as told",
        note="Full: an exact number. Hollow: a limit or a rounded one, such as “more than”.",
        svg=draw_svg(spec, describe_tallies(drawn)),
        spec=spec,
    )


def describe_tallies(parts: Sequence[TallyPart]) -> str:
    """Return in words what the chart shows."""
    said = []
    for part in parts:
        first, last = part.tellings[0], part.tellings[-1]
        said.append(
            f"{part.name}: {first.value} by {name_day(first.day)}, "
            f"{last.value} by {name_day(last.day)}"
        )
    return "; ".join(said) + "."


def make_tallies_spec(parts: Sequence[TallyPart]) -> dict[str, Any]:
    """Return the Vega-Lite specification."""
    values = [
        {
            "count": part.name,
            "day": line.day.isoformat(),
            "value": line.number,
            "fill": INK if line.is_exact else PAPER,
            "said": f"{line.value} by {name_day(line.day)} ({line.outlet})",
        }
        for part in parts
        for line in part.tellings
    ]
    x = {
        "field": "day", "type": "temporal", "title": None,
        "axis": {"grid": False, "tickCount": 3, "format": "%b %Y", "labelOverlap": True},
    }  # fmt: skip
    y = {
        "field": "value", "type": "quantitative", "title": None,
        "axis": {"tickCount": 2, "format": "~s"}, "scale": {"zero": True},
    }  # fmt: skip
    return {
        "$schema": SCHEMA,
        "config": CONFIG,
        "data": {"values": values},
        "facet": {
            "field": "count", "type": "nominal", "title": None,
            "sort": [part.name for part in parts],
            "header": {"labelAnchor": "start", "labelFontSize": 11, "labelLimit": WIDTH + 40,
                "labelColor": QUIET},
        },
        "columns": COLUMNS,
        "align": "all",
        "resolve": {"scale": {"y": "independent"}},
        "spec": {
            "width": WIDTH,
            "height": HEIGHT,
            "layer": [
                {
                    "mark": {"type": "line", "color": OPEN, "strokeWidth": 1},
                    "encoding": {"x": x, "y": y},
                },
                {
                    "mark": {"type": "point", "size": 45, "opacity": 1, "stroke": OPEN},
                    "encoding": {
                        "x": x, "y": y,
                        "fill": {"field": "fill", "type": "nominal", "scale": None},
                        "tooltip": {"field": "said"},
                    },
                },
            ],
        },
    }  # fmt: skip
