"""A timeline short enough to draw one by one: a lane for each direction or type, a mark for each moment.

What is known to the day is a point, what is known less well a bar over the days it may be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from onrecord.model.wording import name_sides
from onrecord.publish.charts import (
    CONFIG,
    FAILS,
    HOLDS,
    LINE,
    OPEN,
    PAPER,
    SCHEMA,
    draw_svg,
    make_room,
    make_time_axis,
)
from onrecord.publish.dossier_rows import name_days
from onrecord.publish.dyads import CONFLICTS
from onrecord.publish.ledger_charts import Drawing
from onrecord.web.timelines import Asked, Moment

WIDTH, LANE, BAR = 600, 34, 6
SLOTS = (0, -9, 9)  # pixels from the middle of a lane, for marks of the same days
MOST = 150  # more moments are drawn by month
LEAST = 2
MOST_LANES = 8
OTHERS = "other types"
BOTH = "both"
LONGEST = 140


def draw_lanes(
    moments: Sequence[Moment],
    asked: Asked,
    quads: Mapping[str, str],
    names: Mapping[str, str] = MappingProxyType({}),
) -> Drawing | None:
    """Return the drawing, None for too few or too many moments.

    `quads` are classes by type, `names` those of the sides.
    """
    if not LEAST <= len(moments) <= MOST:
        return None
    moments = [_name_sides(moment, names) for moment in moments]
    one, other = (names.get(side, side) for side in (asked.one, asked.other))
    lanes = choose_lanes(moments, (one, other))
    spec = make_spec(moments, lanes, quads, days=_widen(moments, asked))
    return Drawing(
        title="A point is a day, a bar the days within which it was; hollow: one origin alone",
        note="",
        svg=draw_svg(spec, describe(lanes)),
        spec=spec,
    )


def _name_sides(moment: Moment, names: Mapping[str, str]) -> Moment:
    named = {
        column: [names.get(side, side) for side in moment.best[column] or ()]
        for column in ("actors", "targets")
    }
    return replace(moment, best={**moment.best, **named})


def choose_lanes(moments: Sequence[Moment], sides: tuple[str, str]) -> list[str]:
    """Return the lane of each moment: who acts on whom between two sides, else its type."""
    if all(sides):
        return [_name_direction(moment, sides) for moment in moments]
    types = [str(moment.best["type"]) for moment in moments]
    ranked = sorted(Counter(types).items(), key=lambda item: (-item[1], item[0]))
    own = {name for name, _ in (ranked if len(ranked) <= MOST_LANES else ranked[: MOST_LANES - 1])}
    return [name if name in own else OTHERS for name in types]


def describe(lanes: Sequence[str]) -> str:
    """Return in words what the chart shows."""
    return "Events by lane: " + ", ".join(f"{n} in {name}" for name, n in _rank(lanes)) + "."


def make_spec(
    moments: Sequence[Moment],
    lanes: Sequence[str],
    quads: Mapping[str, str],
    *,
    days: tuple[date, date],
) -> dict[str, Any]:
    """Return the Vega-Lite specification; bars end at the edges of the days that are shown."""
    names = [name for name, _ in _rank(lanes)]
    values = [
        {**_make_value(moment, lane, quads), **_clip(moment.days, days)}
        for moment, lane in zip(moments, lanes, strict=True)
    ]
    first, last = (day.isoformat() for day in days)
    y = {
        "field": "lane", "type": "nominal", "sort": names, "title": None,
        "axis": {"domain": False, "ticks": False, "labelLimit": 230},
    }  # fmt: skip
    axis = make_time_axis((days[1] - days[0]).days, ticks=6)
    x = {"type": "temporal", "title": None, "axis": axis}
    rules = [{"lane": name, "from": first, "to": last} for name in names]
    rule = {
        "data": {"values": rules},
        "mark": {"type": "rule", "color": LINE, "strokeWidth": 0.7, "opacity": 0.6},
        "encoding": {
            "x": {"field": "from", **x, "scale": {"nice": False}},
            "x2": {"field": "to"},
            "y": y,
        },
    }
    return {
        "$schema": SCHEMA,
        "config": CONFIG,
        "padding": make_room(names),
        "width": WIDTH,
        "height": {"step": LANE},
        "layer": [rule, *_mark_layers(values, x, y)],
    }


def _mark_layers(values: list[dict[str, Any]], x: Any, y: Any) -> list[dict[str, Any]]:
    """Return the bars, and above them the points."""
    colours = {
        "fill": {"field": "fill", "type": "nominal", "scale": None},
        "stroke": {"field": "colour", "type": "nominal", "scale": None},
        "tooltip": {"field": "said"},
    }
    bar = {"type": "bar", "height": BAR, "fillOpacity": 0.55, "strokeWidth": 1, "minBandSize": 3}
    point = {"type": "point", "shape": "circle", "size": 60, "opacity": 0.85, "strokeWidth": 1.5}
    ends = {"x": {"field": "from", **x}, "x2": {"field": "to"}}
    slots = _find_slots(values)
    layers: list[dict[str, Any]] = []
    for is_point, mark, at in ((False, bar, ends), (True, point, {"x": ends["x"]})):
        for slot, offset in enumerate(SLOTS):
            held = [
                value
                for value, own in zip(values, slots, strict=True)
                if own == slot and (value["precision"] == "day") == is_point
            ]
            layers.append(
                {
                    "data": {"values": held},
                    "mark": {**mark, "yOffset": offset},
                    "encoding": {**at, "y": y, **colours},
                }
            )
    return [layer for layer in layers if layer["data"]["values"]]


def _find_slots(values: Sequence[dict[str, Any]]) -> list[int]:
    """Return for each mark which slot of its lane it is drawn in: the first that is free then."""
    ends: dict[tuple[str, int], str] = {}
    slots = [0] * len(values)
    for at in sorted(range(len(values)), key=lambda at: (values[at]["from"], values[at]["to"])):
        lane, first, after = (values[at][name] for name in ("lane", "from", "to"))
        slot = min(range(len(SLOTS)), key=lambda one: max(ends.get((lane, one), ""), first))
        ends[lane, slot] = max(ends.get((lane, slot), ""), after)
        slots[at] = slot
    return slots


def _make_value(moment: Moment, lane: str, quads: Mapping[str, str]) -> dict[str, Any]:
    row = moment.best
    quad = quads.get(str(row["type"]))
    colour = OPEN if quad is None else FAILS if quad in CONFLICTS else HOLDS
    who = name_sides(row["actors"] or (), row["targets"] or ())
    words = " ".join(str(row["quote"]).split())
    return {
        "lane": lane,
        "precision": moment.precision,
        "colour": colour,
        "fill": colour if moment.origins > 1 else PAPER,
        "show": row["id"],
        "said": f"{name_days(moment.days)}: {str(row['type']).lower()}, {who}. {words[:LONGEST]}",
    }


def _name_direction(moment: Moment, sides: tuple[str, str]) -> str:
    one, other = sides
    actors, targets = set(moment.best["actors"] or ()), set(moment.best["targets"] or ())
    there, back = one in actors and other in targets, other in actors and one in targets
    if there == back:
        return BOTH
    return f"{one} → {other}" if there else f"{other} → {one}"


def _rank(lanes: Sequence[str]) -> list[tuple[str, int]]:
    """Return the lanes with their counts, the fullest first, what is left over last."""
    last = (OTHERS, BOTH)
    return sorted(Counter(lanes).items(), key=lambda one: (one[0] in last, -one[1], one[0]))


def _widen(moments: Sequence[Moment], asked: Asked) -> tuple[date, date]:
    """Return the days that are shown: those asked for, else all, with a little air around them."""
    first = asked.first or min(moment.days[0] for moment in moments)
    last = asked.last or max(moment.days[1] for moment in moments)
    air = timedelta(days=max(3, (last - first).days // 40))
    return first - air, last + air


def _clip(days: tuple[date, date], shown: tuple[date, date]) -> dict[str, str]:
    return {
        "from": max(days[0], shown[0]).isoformat(),
        "to": min(days[1], shown[1]).isoformat(),
    }
