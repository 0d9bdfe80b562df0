"""Charts of figures over the official series: Vega-Lite, drawn to SVG, nothing fetched.

Colours leave as placeholders and become CSS variables, so that one drawing serves light, dark and
print. Outcomes differ by shape as well as by colour.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import vl_convert

from onrecord.publish.dossier_rows import Row, name_days, name_number

WIDTH, HEIGHT = 380, 210
# What a chart shows around the figures, so that the line has a shape to compare with.
MARGIN_DAYS = 400
# A point further above the official line than this would press the line flat: it is drawn at the
# top edge and named.
TALLEST = 1.6

COLOURS = {
    "#000001": "var(--ink)",
    "#000002": "var(--quiet)",
    "#000003": "var(--rule)",
    "#000004": "var(--line)",
    "#000005": "var(--holds)",
    "#000006": "var(--close)",
    "#000007": "var(--fails)",
    "#000008": "var(--open)",
    "#000009": "var(--paper)",
}
INK, QUIET, RULE, LINE, HOLDS, CLOSE, FAILS, OPEN, PAPER = COLOURS
SHAPES = {
    "holds": ("circle", HOLDS),
    "close": ("diamond", CLOSE),
    "fails": ("M-0.8,-0.8L0.8,0.8M-0.8,0.8L0.8,-0.8", FAILS),
    "open": ("square", OPEN),
}
CONFIG = {
    "background": None,
    "font": "system-ui, sans-serif",
    "aria": False,
    "view": {"stroke": None},
    "axis": {
        "labelColor": QUIET,
        "titleColor": QUIET,
        "titleFontWeight": "normal",
        "labelFontSize": 11,
        "titleFontSize": 11,
        "domainColor": RULE,
        "tickColor": RULE,
        "gridColor": RULE,
        "titlePadding": 8,
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A figure as a chart shows it."""

    finding: str
    period: tuple[date, date]
    value: float
    outcome: str
    official: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing, what it shows, and the same in words for those who do not see it."""

    series: str
    title: str
    svg: str
    points: int
    note: str


def draw_chart(series: Row, observations: Iterable[Row], points: Sequence[Point]) -> Chart:
    """Return the chart of `points` over the latest published values of `series`."""
    shown = sorted(points, key=lambda p: (p.period, p.value, p.finding))
    line = pick_line(observations, shown)
    top = TALLEST * max([v for _, v in line], default=0.0)
    over = [p for p in shown if top and p.value > top]
    alt = describe_chart(series, line, shown)
    spec = make_spec(series, line, shown, top=top)
    svg = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    note = "; ".join(f"{name_number(p.value)} for {name_days(p.period)}" for p in over)
    return Chart(
        series=series["id"],
        title=series["name"],
        svg=dress_svg(svg, alt),
        points=len(shown),
        note=f"Off the scale, drawn at the upper edge: {note}." if note else "",
    )


def pick_line(
    observations: Iterable[Row], points: Sequence[Point]
) -> list[tuple[tuple[date, date], float]]:
    """Return the last published value of each period near the points."""
    first = min(p.period[0] for p in points).toordinal() - MARGIN_DAYS
    after = max(p.period[1] for p in points).toordinal() + MARGIN_DAYS
    last: dict[tuple[date, date], tuple[date, float]] = {}
    for row in observations:
        start, end = row["period"]
        if start.toordinal() < first or end.toordinal() > after:
            continue
        vintage = row["released"] or row["retrieved"]
        if (start, end) not in last or last[start, end][0] <= vintage:
            last[start, end] = (vintage, row["value"])
    return [(period, last[period][1]) for period in sorted(last)]


def make_spec(
    series: Row,
    line: Sequence[tuple[tuple[date, date], float]],
    points: Sequence[Point],
    *,
    top: float,
) -> dict[str, Any]:
    """Return the Vega-Lite specification."""
    x = {
        "field": "day",
        "type": "temporal",
        "title": f"middle of the {series['grain']}",
        "axis": {"grid": False, "tickCount": 5},
    }
    y = {
        "field": "value",
        "type": "quantitative",
        "title": series["unit"],
        "axis": {"tickCount": 5, "domain": False, "ticks": False},
    }
    official = [{"day": _middle(period), "value": value} for period, value in line]
    layers = [_line_layer(official, x, y)]
    for outcome, (shape, colour) in SHAPES.items():
        values = [
            {"day": _middle(p.period), "value": min(p.value, top) if top else p.value}
            for p in points
            if p.outcome == outcome
        ]
        if values:
            layers += _point_layers(values, x, y, mark=_mark(outcome, shape, colour))
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": WIDTH,
        "height": HEIGHT,
        "config": CONFIG,
        "layer": layers,
    }


def describe_chart(
    series: Row, line: Sequence[tuple[tuple[date, date], float]], points: Sequence[Point]
) -> str:
    """Return what the chart shows in words: the span of the line, then each point."""
    parts = [f"{series['name']}, in {series['unit']}."]
    if line:
        ends = f"{name_days(line[0][0])} to {name_days(line[-1][0])}"
        parts.append(f"Official values from {ends}, as a line.")
    for point in points:
        official = "" if point.official is None else f", official {name_number(point.official)}"
        parts.append(
            f"{name_days(point.period)}: {name_number(point.value)} "
            f"published, {point.outcome}{official}."
        )
    return " ".join(parts)


def dress_svg(svg: str, alt: str) -> str:
    """Return the drawing with CSS variables for colours, a name, and no parts to be read out."""
    for placeholder, variable in COLOURS.items():
        svg = svg.replace(placeholder, variable)
    svg = re.sub(r' (?:role|aria-[a-z]+|pointer-events|class)="[^"]*"', "", svg)
    svg = re.sub(r' width="[\d.]+" height="[\d.]+"(?= viewBox)', "", svg, count=1)
    name = html.escape(alt, quote=True)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{name}" ', 1)


def _middle(period: tuple[date, date]) -> str:
    first, after = period
    return date.fromordinal((first.toordinal() + after.toordinal()) // 2).isoformat()


def _line_layer(values: list[dict[str, Any]], x: Any, y: Any) -> dict[str, Any]:
    mark = {
        "type": "line",
        "color": LINE,
        "strokeWidth": 1.6,
        "point": {"size": 14, "color": LINE, "filled": True},
    }
    return {"data": {"values": values}, "mark": mark, "encoding": {"x": x, "y": y}}


def _mark(outcome: str, shape: str, colour: str) -> dict[str, Any]:
    mark = {"type": "point", "shape": shape, "size": 80, "opacity": 1, "stroke": colour}
    if outcome == "fails":
        return {**mark, "size": 60, "strokeWidth": 3, "filled": False, "strokeCap": "round"}
    fill = PAPER if outcome == "open" else colour
    return {**mark, "strokeWidth": 1.5, "fill": fill}


def _point_layers(values: list[dict[str, Any]], x: Any, y: Any, *, mark: Any) -> list[Any]:
    """Return the points, each on a halo of the paper's colour that sets it off from the line."""
    halo = {**mark, "stroke": PAPER, "strokeWidth": mark["strokeWidth"] + 3}
    encoding = {"x": x, "y": y}
    return [
        {"data": {"values": values}, "mark": each, "encoding": encoding} for each in (halo, mark)
    ]
