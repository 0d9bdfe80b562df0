"""Charts of the ledger and of how two sides treat each other: Vega-Lite, drawn to SVG.

The balance has a panel for each direction, cooperation upwards and conflict downwards, and below
it a thin one for what was only said. The ledger has a row for each promise that moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from onrecord.model.wording import count
from onrecord.publish.charts import (
    CLOSE,
    CONFIG,
    FAILS,
    HOLDS,
    INK,
    LINE,
    OPEN,
    PAPER,
    SCHEMA,
    draw_svg,
    make_time_axis,
)
from onrecord.publish.dossier_rows import name_day
from onrecord.publish.dyads import CONFLICTS, QUADS, Dyad, MonthBalance, say_uncounted, sum_up
from onrecord.publish.ledger import LedgerLine

WIDTH, PANEL, SAID = 640, 84, 30
SHORT = 900  # days up to which months are named
ROW = 26
MOST_LINES = 14
LONGEST_LABEL = 64
# Deeds are full, words half as strong.
STRENGTH = {QUADS[0]: 1.0, QUADS[1]: 0.5, QUADS[2]: 0.5, QUADS[3]: 1.0}
# State → colour and shape.
MARKS = {
    "announced": (OPEN, "circle"),
    "in progress": (CLOSE, "triangle-right"),
    "partly": (CLOSE, "diamond"),
    "kept": (HOLDS, "circle"),
    "carried out": (HOLDS, "square"),
    "suspended": (LINE, "square"),
    "withdrawn": (LINE, "triangle-down"),
    "overdue": (FAILS, "cross"),
    "broken": (FAILS, "cross"),
}
_NONE: Mapping[str, str] = MappingProxyType({})  # codes stay as they are


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart with its title and what stands below it."""

    title: str
    note: str
    svg: str
    spec: dict[str, Any] = field(default_factory=dict)


def draw_dyad(dyad: Dyad, names: Mapping[str, str] = _NONE) -> Drawing | None:
    """Return the balance of two sides, None when nothing of it has a month; `names` are theirs."""
    if not dyad.months:
        return None
    dyad = _name_sides(dyad, names)
    spec = make_dyad_spec(dyad)
    return Drawing(
        title=f"{dyad.one} and {dyad.other}, month by month",
        note=f"{say_uncounted(dyad)}. An act of both counts in both directions.",
        svg=draw_svg(spec, describe_dyad(dyad)),
        spec=spec,
    )


def _name_sides(dyad: Dyad, names: Mapping[str, str]) -> Dyad:
    months = [
        replace(m, actor=names.get(m.actor, m.actor), target=names.get(m.target, m.target))
        for m in dyad.months
    ]
    one, other = (names.get(side, side) for side in (dyad.one, dyad.other))
    return replace(dyad, one=one, other=other, months=tuple(months))


def describe_dyad(dyad: Dyad) -> str:
    """Return in words what the chart shows."""
    parts = [f"Happenings between {dyad.one} and {dyad.other} by month and class."]
    for actor, target in ((dyad.one, dyad.other), (dyad.other, dyad.one)):
        quads, said = sum_up(dyad.months, actor)
        named = ", ".join(f"{n} {quad}" for quad, n in zip(QUADS, quads, strict=True) if n)
        parts.append(f"{actor} towards {target}: {named or 'none'}; {count(said, 'statement')}.")
    return " ".join(parts)


def make_dyad_spec(dyad: Dyad) -> dict[str, Any]:
    """Return the Vega-Lite specification."""
    ends = [dyad.months[0].month, dyad.months[-1].month]
    domain = [_shift(ends[0], -1), _shift(ends[1], 1)]
    most = max([1, *(max(m.quads[0] + m.quads[1], m.quads[2] + m.quads[3]) for m in dyad.months)])
    said = max([1, *(m.statements for m in dyad.months)])
    panels: list[dict[str, Any]] = []
    for actor, target in ((dyad.one, dyad.other), (dyad.other, dyad.one)):
        own = [m for m in dyad.months if m.actor == actor]
        panels.append(_deeds_panel(own, f"{actor} → {target}", domain, most))
        panels.append(_said_panel(own, domain, said, last=actor == dyad.other))
    return {"$schema": SCHEMA, "config": CONFIG, "spacing": 10, "vconcat": panels}


def _deeds_panel(
    months: Sequence[MonthBalance], title: str, domain: list[str], most: int
) -> dict[str, Any]:
    values = [
        {
            "month": month.month.isoformat(),
            "count": -count if quad in CONFLICTS else count,
            "quad": quad,
            "colour": FAILS if quad in CONFLICTS else HOLDS,
            "strength": STRENGTH[quad],
            "said": f"{month.month:%B %Y}, {title}: {count} of {quad}",
        }
        for month in months
        for quad, count in zip(QUADS, month.quads, strict=True)
        if count
    ]
    bars = {
        "data": {"values": values},
        "mark": {"type": "bar", "width": _bar_width(domain)},
        "encoding": {
            "x": _x(domain, labels=False),
            "y": {
                "field": "count",
                "type": "quantitative",
                "title": None,
                "scale": {"domain": [-most, most]},
                "axis": {
                    "values": _ticks(most),
                    "domain": False,
                    "labelExpr": "abs(datum.value)",
                },
            },
            "color": {"field": "colour", "type": "nominal", "scale": None},
            "opacity": {"field": "strength", "type": "quantitative", "scale": None},
            "order": {"field": "strength", "sort": "descending"},
            "tooltip": {"field": "said"},
        },
    }
    rule = {
        "data": {"values": [{"zero": 0}]},
        "mark": {"type": "rule", "color": INK, "strokeWidth": 0.8},
        "encoding": {"y": {"field": "zero", "type": "quantitative"}},
    }
    return {"title": _head(title), "width": WIDTH, "height": PANEL, "layer": [bars, rule]}


def _head(title: str) -> dict[str, Any]:
    return {"text": title, "anchor": "start", "fontSize": 11, "fontWeight": "normal", "color": INK}


def _said_panel(
    months: Sequence[MonthBalance], domain: list[str], most: int, *, last: bool
) -> dict[str, Any]:
    values = [{"month": m.month.isoformat(), "count": m.statements} for m in months if m.statements]
    return {
        "width": WIDTH,
        "height": SAID,
        "data": {"values": values},
        "mark": {"type": "bar", "width": _bar_width(domain), "color": LINE},
        "encoding": {
            "x": _x(domain, labels=last),
            "y": {
                "field": "count",
                "type": "quantitative",
                "title": "said",
                "scale": {"domain": [0, most]},
                "axis": {
                    "values": [0, most],
                    "domain": False,
                    "grid": False,
                    "format": "d",
                },
            },
        },
    }


def _x(domain: list[str], *, labels: bool) -> dict[str, Any]:
    return {
        "field": "month",
        "type": "temporal",
        "title": None,
        "scale": {"domain": domain},
        "axis": {
            "grid": False,
            "labels": labels,
            "ticks": labels,
            "tickCount": "year" if _days(domain) > SHORT else "month",
            "format": "%Y" if _days(domain) > SHORT else "%b %Y",
            "labelOverlap": True,
        },
    }


def _days(domain: list[str]) -> int:
    return (date.fromisoformat(domain[1]) - date.fromisoformat(domain[0])).days


def _ticks(most: int) -> list[int]:
    """Return whole numbers up to the highest bar, at most two each way."""
    half = most // 2
    return sorted({-most, -half, 0, half, most} if most > 1 else {-1, 0, 1})


def _bar_width(domain: list[str]) -> float:
    """Return the width of a month's bar, with a little air between months."""
    return max(1.5, min(24.0, 0.8 * WIDTH * 30 / max(_days(domain), 30)))


def _shift(day: date, months: int) -> str:
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1).isoformat()


def draw_ledger(
    lines: Iterable[LedgerLine], *, on: date, names: Mapping[str, str] = _NONE
) -> Drawing | None:
    """Return the promises that moved or are overdue, a row each; None when there is none."""
    moved = [
        replace(line, by=tuple(names.get(side, side) for side in line.by))
        for line in lines
        if list_steps(line)
    ]
    if not moved:
        return None
    shown = sorted(moved, key=_last_step, reverse=True)[:MOST_LINES]
    shown.sort(key=lambda line: (line.announced or on, line.commitment))
    spec = make_ledger_spec(shown)
    left = len(moved) - len(shown)
    return Drawing(
        title="Promises and threats that moved",
        note=f"{left} more moved earlier." if left else "",
        svg=draw_svg(spec, describe_ledger(shown)),
        spec=spec,
    )


def list_steps(line: LedgerLine) -> list[tuple[date, str]]:
    """Return the days and states of a line after it was announced."""
    steps = [
        (m.move.day or m.move.known, m.move.state.value)
        for m in line.moves
        if m.move.state.value not in ("announced", "not checkable")
    ]
    dated = [(day, state) for day, state in steps if day is not None]
    if line.stand.state.value == "overdue" and line.stand.since is not None:
        dated.append((line.stand.since, "overdue"))
    return dated


def describe_ledger(lines: Sequence[LedgerLine]) -> str:
    """Return in words what the chart shows."""
    return " ".join(
        f"{name_line(line)}: "
        + ", ".join(f"{state} {name_day(day)}" for day, state in list_steps(line))
        + "."
        for line in lines
    )


def name_line(line: LedgerLine) -> str:
    """Return who promised what, cut to the width of a label."""
    more = f" and {len(line.by) - 2} more" if len(line.by) > 2 else ""
    words = f"{', '.join(line.by[:2])}{more}: {' '.join(line.deed.split())}"
    return words if len(words) <= LONGEST_LABEL else f"{words[: LONGEST_LABEL - 1]}…"


def make_ledger_spec(lines: Sequence[LedgerLine]) -> dict[str, Any]:
    """Return the Vega-Lite specification."""
    rows = [f"{number}" for number, _ in enumerate(lines)]
    labels = {row: name_line(line) for row, line in zip(rows, lines, strict=True)}
    spans, points = [], []
    for row, line in zip(rows, lines, strict=True):
        steps = list_steps(line)
        if line.announced is not None:
            steps = [(line.announced, "announced"), *steps]
        days = [day for day, _ in steps]
        spans.append({"row": row, "from": min(days).isoformat(), "to": max(days).isoformat()})
        points += [
            {
                "row": row,
                "day": d.isoformat(),
                "show": line.commitment,
                "said": f"{s}, {name_day(d)}: {labels[row]}",
                **_mark_of(s),
            }
            for d, s in steps
        ]
    y = {"field": "row", "type": "nominal", "sort": rows, "title": None, "axis": None}
    text = [{"row": row, "label": label} for row, label in labels.items()]
    shown = [date.fromisoformat(point["day"]) for point in points]
    stretch = (max(shown) - min(shown)).days
    return {
        "$schema": SCHEMA,
        "config": CONFIG,
        "width": WIDTH,
        "height": {"step": ROW + 14},
        "layer": [
            _labels_layer(text, y),
            {
                "data": {"values": spans},
                "mark": {"type": "rule", "color": LINE, "strokeWidth": 1.2, "yOffset": 8},
                "encoding": {
                    "x": {"field": "from", "type": "temporal", "title": None,
                          "axis": make_time_axis(stretch, ticks=8)},
                    "x2": {"field": "to"},
                    "y": y,
                },
            },
            _steps_layer(points, y),
        ],
    }  # fmt: skip


def _labels_layer(text: list[dict[str, str]], y: Any) -> dict[str, Any]:
    return {
        "data": {"values": text},
        "mark": {
            "type": "text",
            "align": "left",
            "color": INK,
            "fontSize": 11,
            "yOffset": -8,
            "limit": WIDTH,
        },
        "encoding": {"x": {"value": 0}, "y": y, "text": {"field": "label", "type": "nominal"}},
    }


def _steps_layer(points: list[dict[str, Any]], y: Any) -> dict[str, Any]:
    return {
        "data": {"values": points},
        "mark": {"type": "point", "size": 90, "opacity": 1, "stroke": PAPER, "yOffset": 8},
        "encoding": {
            "x": {"field": "day", "type": "temporal"},
            "y": y,
            "shape": {"field": "shape", "type": "nominal", "scale": None},
            "fill": {"field": "colour", "type": "nominal", "scale": None},
            "tooltip": {"field": "said"},
        },
    }


def _mark_of(state: str) -> dict[str, str]:
    colour, shape = MARKS.get(state, (OPEN, "circle"))
    return {"colour": colour, "shape": shape}


def _last_step(line: LedgerLine) -> date:
    return max(day for day, _ in list_steps(line))
