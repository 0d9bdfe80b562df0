"""Over time: the timeline of events, the balance of two sides, and what is new."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from onrecord.publish.dyads import QUADS, Dyad, make_dyad, sum_up
from onrecord.publish.exports import to_json
from onrecord.publish.ledger_charts import draw_dyad
from onrecord.record import Record
from onrecord.record.paging import count_values
from onrecord.web.density import draw_density
from onrecord.web.lists import find_documents
from onrecord.web.reading import PairReader
from onrecord.web.rendering import render
from onrecord.web.timelines import Asked, list_moments, list_months, read_day

MOST = 200
SIDES = 12


def list_routes() -> list[BaseRoute]:
    """Return the addresses of the timeline and of dyads."""
    return [
        Route("/timeline.json", give_timeline),
        Route("/timeline", show_timeline),
        Route("/dyads", list_dyads),
        Route("/dyads/{one}:{other}.json", give_dyad),
        Route("/dyads/{one}:{other}", show_dyad),
    ]


def show_timeline(request: Request) -> Response:
    """Show dated events by month, how many there are in each, and the reports of one together."""
    asked = read_asked(request)
    quads = _quads(request)
    with request.app.state.shelf.use() as record:
        moments, count, undated = list_moments(record, asked, most=MOST)
        months = list_months(record, asked, quads)
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
        "drawing": draw_density(months, QUADS),
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
        pairs = request.app.state.shelf.keep(("pairs",), lambda: find_pairs(record))
    return render(request, "dyads.html.j2", {"title": "Dyads", "pairs": pairs})


def show_dyad(request: Request) -> Response:
    """Show the monthly balance of two sides."""
    one, other = request.path_params["one"], request.path_params["other"]
    with request.app.state.shelf.use() as record:
        dyad = _make(request, record, one, other)
    values = {
        "title": f"{one} and {other}",
        "dyad": dyad,
        "drawing": request.app.state.shelf.keep(
            ("dyad drawn", one, other), lambda: draw_dyad(dyad)
        ),
        "quads": QUADS,
        "sums": [(a, b, *sum_up(dyad.months, a)) for a, b in ((one, other), (other, one))],
    }
    return render(request, "dyad.html.j2", values)


def give_dyad(request: Request) -> Response:
    """Give the same as JSON."""
    one, other = request.path_params["one"], request.path_params["other"]
    with request.app.state.shelf.use() as record:
        dyad = _make(request, record, one, other)
    months = [
        to_json({"month": m.month, "actor": m.actor, "target": m.target, "balance": m.balance,
                 "statements": m.statements, **dict(zip(QUADS, m.quads, strict=True))})
        for m in dyad.months
    ]  # fmt: skip
    return JSONResponse({"one": one, "other": other, "undated": dyad.undated, "months": months})


def find_pairs(record: Record) -> list[tuple[str, str, int]]:
    """Return the pairs of sides with most events, both directions together."""
    counts: dict[tuple[str, str], int] = {}
    for actor, target, number in record.query("pairs"):
        first, second = sorted((str(actor), str(target)))
        counts[first, second] = counts.get((first, second), 0) + int(number)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(one, other, number) for (one, other), number in ranked if one != other][:40]


def _make(request: Request, record: Record, one: str, other: str) -> Dyad:
    codes, sides = _codes(request), (one, other)

    def make() -> Dyad:
        dyad = make_dyad(PairReader(record, sides, codes), sides, _quads(request), codes)
        ((undated,),) = record.query("undated_between", {"one": one, "other": other})
        return replace(dyad, undated=undated)

    dyad: Dyad = request.app.state.shelf.keep(("dyad", *sides), make)
    return dyad


def _quads(request: Request) -> dict[str, str]:
    codebook = request.app.state.shelf.knowledge.codebook
    return {str(kind): str(row.quad) for kind, row in codebook.types.items()}


def _codes(request: Request) -> dict[str, str]:
    return {c.alpha3: code for code, c in request.app.state.shelf.knowledge.countries.items()}
