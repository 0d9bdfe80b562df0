"""Over time: the timeline of events, the balance of two sides, and what is new."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from onrecord.publish.dyads import QUADS, Dyad, sum_up
from onrecord.publish.exports import to_json
from onrecord.publish.ledger_charts import Drawing, draw_dyad
from onrecord.record import Record
from onrecord.record.paging import count_values
from onrecord.web.balances import make_balance
from onrecord.web.density import draw_density
from onrecord.web.lanes import draw_lanes
from onrecord.web.lists import find_documents
from onrecord.web.pages.charts import give_spec
from onrecord.web.rendering import answer_csv, find_names, render
from onrecord.web.timelines import (
    MOMENT_COLUMNS,
    Asked,
    Moment,
    list_moments,
    list_months,
    read_day,
)

MOST = 200
SIDES = 12


def list_routes() -> list[BaseRoute]:
    """Return the addresses of the timeline and of dyads."""
    return [
        Route("/timeline.json", give_timeline),
        Route("/timeline.csv", give_timeline_csv),
        Route("/timeline/chart.json", give_timeline_chart),
        Route("/timeline", show_timeline),
        Route("/dyads", list_dyads),
        Route("/dyads/{one}:{other}/chart.json", give_dyad_chart),
        Route("/dyads/{one}:{other}.json", give_dyad),
        Route("/dyads/{one}:{other}", show_dyad),
    ]


def show_timeline(request: Request) -> Response:
    """Show dated events by month, how many there are in each, and the reports of one together."""
    asked = read_asked(request)
    with request.app.state.shelf.use() as record:
        moments, count, undated = list_moments(record, asked, most=MOST)
        drawing = _draw_timeline(request, record, asked, moments, count=count)
        sides = count_values(record.table("event"), "actors", limit=SIDES)
        types = count_values(record.table("event"), "type", limit=SIDES)
        documents = find_documents(record, [m.best for m in moments])
    values = {
        "title": "Timeline",
        "asked": asked,
        "moments": moments,
        "count": count,
        "undated": undated,
        "most": MOST,
        "drawing": drawing,
        "sides": [side for side, _ in sides],
        "types": [kind for kind, _ in types],
        "documents": documents,
        "query": request.url.query,
    }
    return render(request, "timeline.html.j2", values)


def give_timeline(request: Request) -> Response:
    """Give the same as JSON."""
    with request.app.state.shelf.use() as record:
        moments, count, undated = list_moments(record, read_asked(request), most=MOST)
    return JSONResponse(
        {"count": count, "undated": undated, "moments": [to_json(m.to_row()) for m in moments]}
    )


def give_timeline_csv(request: Request) -> Response:
    """Give the same as CSV."""
    with request.app.state.shelf.use() as record:
        moments, _, _ = list_moments(record, read_asked(request), most=MOST)
    return answer_csv("timeline", MOMENT_COLUMNS, (moment.to_row() for moment in moments))


def give_timeline_chart(request: Request) -> Response:
    """Give the specification of the drawing that the page shows."""
    asked = read_asked(request)
    with request.app.state.shelf.use() as record:
        moments, count, _ = list_moments(record, asked, most=MOST)
        return give_spec(_draw_timeline(request, record, asked, moments, count=count))


def _draw_timeline(
    request: Request, record: Record, asked: Asked, moments: list[Moment], *, count: int
) -> Drawing | None:
    """Return a lane chart of a few moments, a count by month of many; drawn once for each build."""
    quads = _quads(request)

    def make() -> Drawing | None:
        lanes = None
        if count == len(moments):
            lanes = draw_lanes(moments, asked, quads, find_names(request).states)
        return lanes or draw_density(list_months(record, asked, quads), QUADS)

    name = ("timeline drawn", *asked.to_parameters().values())
    drawing: Drawing | None = request.app.state.shelf.keep(name, make)
    return drawing


def read_asked(request: Request) -> Asked:
    """Return which events are wanted. Raises FilterError for a day that is none."""
    params = request.query_params
    return Asked(
        one=params.get("one", ""),
        other=params.get("other", ""),
        type=params.get("type", ""),
        status=params.get("status", ""),
        first=read_day(params.get("from", "")),
        last=read_day(params.get("to", "")),
    )


def list_dyads(request: Request) -> Response:
    """Show the pairs of sides that most events pass between."""
    with request.app.state.shelf.use() as record:
        pairs = find_pairs(record)
    return render(request, "dyads.html.j2", {"title": "Dyads", "pairs": pairs})


def show_dyad(request: Request) -> Response:
    """Show the monthly balance of two sides."""
    one, other = request.path_params["one"], request.path_params["other"]
    by_two = {code: alpha3 for alpha3, code in _codes(request).items()}
    named = [by_two.get(side.upper(), side) for side in (one, other)]
    if named != [one, other]:  # countries have three letters here
        return RedirectResponse(f"/dyads/{quote(named[0])}:{quote(named[1])}", 303)
    dyad = _make(request, one, other)
    values = {
        "title": f"{one} and {other}",
        "dyad": dyad,
        "drawing": _draw_dyad(request, dyad),
        "quads": QUADS,
        "sums": [(a, b, *sum_up(dyad.months, a)) for a, b in ((one, other), (other, one))],
    }
    return render(request, "dyad.html.j2", values)


def give_dyad(request: Request) -> Response:
    """Give the same as JSON."""
    one, other = request.path_params["one"], request.path_params["other"]
    dyad = _make(request, one, other)
    months = [
        to_json({"month": m.month, "actor": m.actor, "target": m.target, "balance": m.balance,
                 "statements": m.statements, **dict(zip(QUADS, m.quads, strict=True))})
        for m in dyad.months
    ]  # fmt: skip
    return JSONResponse({"one": one, "other": other, "undated": dyad.undated, "months": months})


def give_dyad_chart(request: Request) -> Response:
    """Give the specification of the drawing that the page shows."""
    one, other = request.path_params["one"], request.path_params["other"]
    return give_spec(_draw_dyad(request, _make(request, one, other)))


def _draw_dyad(request: Request, dyad: Dyad) -> Drawing | None:
    drawing: Drawing | None = request.app.state.shelf.keep(
        ("dyad drawn", dyad.one, dyad.other), lambda: draw_dyad(dyad, find_names(request).states)
    )
    return drawing


def find_pairs(record: Record) -> list[tuple[str, str, int]]:
    """Return the pairs of sides with most events, both directions together."""
    counts: dict[tuple[str, str], int] = {}
    for actor, target, number in record.query("pairs"):
        first, second = sorted((str(actor), str(target)))
        counts[first, second] = counts.get((first, second), 0) + int(number)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(one, other, number) for (one, other), number in ranked if one != other][:40]


def _make(request: Request, one: str, other: str) -> Dyad:
    """Return the balance of two sides, made once until a decision changes what counts."""
    sides, shelf = (one, other), request.app.state.shelf
    with shelf.use() as record:
        dyad: Dyad = shelf.keep(
            ("dyad", *sides), lambda: make_balance(record, sides, _quads(request), _codes(request))
        )
    return dyad


def _quads(request: Request) -> dict[str, str]:
    codebook = request.app.state.shelf.knowledge.codebook
    return {str(kind): str(row.quad) for kind, row in codebook.types.items()}


def _codes(request: Request) -> dict[str, str]:
    codes: dict[str, str] = request.app.state.shelf.knowledge.alpha2
    return codes
