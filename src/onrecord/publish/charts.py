"""Charts of figures over the official series: Vega-Lite, drawn to SVG, nothing fetched.

Colours leave as placeholders and become CSS variables, so that one drawing serves light, dark and
print. Outcomes differ by shape as well as by colour.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import vl_convert

from onrecord.publish.dossier_rows import Row, name_day, name_days, name_number

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
WIDTH, HEIGHT = 380, 210
# What a chart shows around the figures, so that the line has a shape to compare with.
MARGIN_DAYS = 400
# A point further above the official line than this would press the line flat: it is drawn at the
# top edge and named.
TALLEST = 1.6
# Pixels that a letter of a label may be wider in a reader's font than where the drawing is made.
WIDER = 1.8
SEASON, TWO_YEARS = 150, 730  # days
# The grain of values that stand from one day to another, such as a duty in force.
SNAPSHOT = "snapshot"

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
    """A figure as a chart shows it: its own period, and the one it was compared with."""

    finding: str
    period: tuple[date, date]
    reference: tuple[date, date]
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
    spec: dict[str, Any] = field(default_factory=dict)


def make_point(row: Row, verdict: Row | None) -> Point | None:
    """Return a figure as a point: a level that was compared with a period; None for all others."""
    if row["kind"] != "level" or verdict is None or not verdict["period"]:
        return None
    official = row["official"]
    first, after = verdict["period"]
    begins, ends = row["period"] or verdict["period"]
    return Point(
        finding=row["id"],
        period=(begins, ends),
        reference=(first, after),
        value=sum(row["value"]) / len(row["value"]),
        outcome=row["outcome"] or "open",
        official=official[0] if official else None,
    )


def draw_chart(series: Row, observations: Iterable[Row], points: Sequence[Point]) -> Chart | None:
    """Return the chart of `points` over the latest published values of `series`.

    A point whose reference is no single observation (twelve months added up) is not of this
    scale and left out; None when no point is left.
    """
    held = list(observations)
    periods = {tuple(row["period"]) for row in held}
    shown = sorted(
        (p for p in points if p.reference in periods), key=lambda p: (p.period, p.value, p.finding)
    )
    if not shown:
        return None
    line = pick_line(held, shown)
    top = TALLEST * max([v for _, v in line], default=0.0)
    over = [p for p in shown if top and p.value > top]
    alt = describe_chart(series, line, shown)
    spec = make_spec(series, line, shown, top=top, earlier=list_earlier(held, line))
    note = "; ".join(f"{name_number(p.value)} for {name_days(p.period)}" for p in over)
    return Chart(
        series=series["id"],
        title=series["name"],
        svg=draw_svg(spec, alt),
        points=len(shown),
        note=f"Off the scale, drawn at the upper edge: {note}." if note else "",
        spec=spec,
    )


def pick_line(
    observations: Iterable[Row], points: Sequence[Point]
) -> list[tuple[tuple[date, date], float]]:
    """Return the last published value of each period near the points."""
    first = min(p.reference[0] for p in points).toordinal() - MARGIN_DAYS
    after = max(p.reference[1] for p in points).toordinal() + MARGIN_DAYS
    last: dict[tuple[date, date], tuple[date, float]] = {}
    for row in observations:
        start, end = row["period"]
        if start.toordinal() < first or end.toordinal() > after:
            continue
        vintage = row["released"] or row["retrieved"]
        if (start, end) not in last or last[start, end][0] <= vintage:
            last[start, end] = (vintage, row["value"])
    return [(period, last[period][1]) for period in sorted(last)]


def list_earlier(
    observations: Iterable[Row], line: Sequence[tuple[tuple[date, date], float]]
) -> list[tuple[tuple[date, date], float, date]]:
    """Return the values known before, where they differ from those of the line, with their days."""
    last = dict(line)
    found = {
        (tuple(row["period"]), row["value"]): row["released"] or row["retrieved"]
        for row in observations
        if row["value"] != last.get(tuple(row["period"]), row["value"])
    }
    return [(period, value, found[period, value]) for period, value in sorted(found)]


def make_spec(
    series: Row,
    line: Sequence[tuple[tuple[date, date], float]],
    points: Sequence[Point],
    *,
    top: float,
    earlier: Sequence[tuple[tuple[date, date], float, date]] = (),
) -> dict[str, Any]:
    """Return the Vega-Lite specification."""
    steps = series["grain"] == SNAPSHOT
    x = {
        "field": "day",
        "type": "temporal",
        "title": "day" if steps else series["grain"],
        "axis": {"grid": False, "tickCount": 5},
        "scale": {"padding": 10},
    }
    y = {
        "field": "value",
        "type": "quantitative",
        "title": series["unit"],
        "axis": {"tickCount": 5, "domain": False, "ticks": False},
    }
    layers = [_line_layer(_official(line, steps=steps), x, y)]
    if earlier:
        layers.append(_earlier_layer(earlier, x, y))
    for outcome, (shape, colour) in SHAPES.items():
        values = [
            {
                "day": _place(p, steps=steps),
                "value": min(p.value, top) if top else p.value,
                "show": p.finding,
                "said": describe_point(p),
            }
            for p in points
            if p.outcome == outcome
        ]
        if values:
            layers += _point_layers(values, x, y, mark=_mark(outcome, shape, colour))
    return {
        "$schema": SCHEMA,
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
    return " ".join([*parts, *map(describe_point, points)])


def describe_point(point: Point) -> str:
    """Return a figure in words: its period, its value, its outcome."""
    official = "" if point.official is None else f", official {name_number(point.official)}"
    return (
        f"{name_days(point.period)}: {name_number(point.value)} "
        f"published, {point.outcome}{official}."
    )


def make_time_axis(days: int, *, ticks: int) -> dict[str, Any]:
    """Return an axis of days: over a short stretch each label says its month and year."""
    axis = {"grid": False, "tickCount": ticks}
    if days > TWO_YEARS:
        return axis
    if days > SEASON:
        return {**axis, "format": "%b %Y"}
    return {**axis, "tickCount": min(ticks, 5), "format": "%-d %b %Y"}


def make_room(labels: Iterable[str]) -> dict[str, float]:
    """Return the padding of a chart with such labels at its left: readers' fonts may be wider."""
    longest = max(map(len, labels), default=0)
    return {"left": 5 + longest * WIDER, "top": 5, "right": 12, "bottom": 5}


def draw_svg(spec: dict[str, Any], alt: str) -> str:
    """Return the drawing of a specification, which `alt` says in words; nothing is fetched."""
    return dress_svg(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]), alt)


def dress_svg(svg: str, alt: str) -> str:
    """Return the drawing with CSS variables for colours, a name, and no parts to be read out."""
    for placeholder, variable in COLOURS.items():
        svg = svg.replace(placeholder, variable)
    svg = re.sub(r' (?:role|aria-[a-z]+|pointer-events|class)="[^"]*"', "", svg)
    svg = re.sub(r' width="[\d.]+" height="[\d.]+"(?= viewBox)', "", svg, count=1)
    name = html.escape(alt, quote=True)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{name}" ', 1)


def _official(
    line: Sequence[tuple[tuple[date, date], float]], *, steps: bool
) -> list[dict[str, Any]]:
    """Return the line's points; a value that stood from day to day has its first and last day."""
    if not steps:
        return [
            {"day": _middle(p), "value": v, "said": f"official, {name_days(p)}: {name_number(v)}"}
            for p, v in line
        ]
    return [
        {
            "day": day.isoformat(),
            "value": value,
            "said": f"official, from {name_day(first)}: {name_number(value)}",
        }
        for (first, after), value in line
        for day in (first, date.fromordinal(after.toordinal() - 1))
    ]


def _place(point: Point, *, steps: bool) -> str:
    """Return the day at which a point is drawn: on the value it was compared with."""
    if not steps:
        return _middle(point.reference)
    first, after = point.reference
    last = date.fromordinal(after.toordinal() - 1)
    return min(max(_middle(point.period), first.isoformat()), last.isoformat())


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
    encoding = {"x": x, "y": y, "tooltip": {"field": "said"}}
    return {"data": {"values": values}, "mark": mark, "encoding": encoding}


def _earlier_layer(
    earlier: Sequence[tuple[tuple[date, date], float, date]], x: Any, y: Any
) -> dict[str, Any]:
    """Return the values known before as dashes: what a text of that day is held against."""
    values = [
        {
            "day": _middle(period),
            "value": value,
            "said": f"{name_days(period)}: {name_number(value)} as known on {name_day(known)}",
        }
        for period, value, known in earlier
    ]
    mark = {"type": "point", "shape": "stroke", "size": 90, "stroke": QUIET, "strokeWidth": 1.4}
    encoding = {"x": x, "y": y, "tooltip": {"field": "said"}}
    return {"data": {"values": values}, "mark": mark, "encoding": encoding}


def _mark(outcome: str, shape: str, colour: str) -> dict[str, Any]:
    mark = {"type": "point", "shape": shape, "size": 80, "opacity": 1, "stroke": colour}
    if outcome == "fails":
        return {**mark, "size": 60, "strokeWidth": 3, "filled": False, "strokeCap": "round"}
    fill = PAPER if outcome == "open" else colour
    return {**mark, "strokeWidth": 1.5, "fill": fill}


def _point_layers(values: list[dict[str, Any]], x: Any, y: Any, *, mark: Any) -> list[Any]:
    """Return the points, each on a halo of the paper's colour that sets it off from the line."""
    halo = {**mark, "stroke": PAPER, "strokeWidth": mark["strokeWidth"] + 3}
    encoding = {"x": x, "y": y, "tooltip": {"field": "said"}}
    return [
        {"data": {"values": values}, "mark": each, "encoding": encoding} for each in (halo, mark)
    ]
