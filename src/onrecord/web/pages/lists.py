"""A list of any table at its plural's address, as a page, JSON or CSV."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from onrecord.model import NotFoundError
from onrecord.model.judged import JUDGED_TABLES, say_reviewed
from onrecord.publish.exports import add_review, to_json
from onrecord.record import Record
from onrecord.record.paging import Row, count_values
from onrecord.web.lists import find_documents, list_all, make_page
from onrecord.web.rendering import answer_csv, render
from onrecord.web.views import VIEWS, View

TOLD = (
    "id", "happening", "document", "source", "quote", "type", "actors", "targets", "date", "score",
)  # fmt: skip


def list_routes() -> list[BaseRoute]:
    """Return the addresses of lists."""
    return [
        Route("/{name}.json", show_json),
        Route("/{name}.csv", show_csv),
        Route("/{name}", show_list),
    ]


def show_list(request: Request) -> Response:
    """Show a page of a list."""
    view = _find(request)
    with request.app.state.shelf.use() as record:
        page = make_page(record, view, request.query_params.multi_items())
        documents = find_documents(record, page.rows)
        named = find_names(record, page.rows)
        told = find_told(record, page.rows)
        documents |= find_documents(record, list(told.values()))
        judged = record.judged
        methods = find_methods(record, view) if judged.methods else []
    return render(
        request,
        "list.html.j2",
        {
            "title": view.title,
            "page": page,
            "view": view,
            "documents": documents,
            "named": named,
            "told": told,
            "judged": judged,
            "methods": methods,
        },
    )


def show_json(request: Request) -> Response:
    """Give the rows that fit as JSON, with how many there are."""
    view = _find(request)
    with request.app.state.shelf.use() as record:
        _, rows = list_all(record, view, request.query_params.multi_items())
        held = [to_json({**row, **say_reviewed(record.judged, row["id"])}) for row in rows]
        facts = record.facts
    return JSONResponse(
        {"table": view.table, "record": facts.get("build", ""), "count": len(held), "rows": held}
    )


def show_csv(request: Request) -> Response:
    """Give the rows that fit as CSV."""
    view = _find(request)
    with request.app.state.shelf.use() as record:
        names, rows = list_all(record, view, request.query_params.multi_items())
        if view.table in JUDGED_TABLES:
            names, rows = add_review(names, rows, record.judged)
        return answer_csv(view.name, names, rows)


def find_methods(record: Record, view: View) -> list[str]:
    """Return the methods that made the rows of a view's table."""
    table = record.table(view.table)
    if "method" not in table.columns:
        return []
    return sorted(str(name) for name, _ in count_values(table, "method"))


def find_told(record: Record, rows: Sequence[Row]) -> dict[str, Row]:
    """Return for each happening among rows the report that tells it best: a dated one, the surest."""
    ids = [name for row in rows for name in row.get("events") or ()]
    found = record.rows_among("event", ids, columns=TOLD) if ids else []
    found.sort(key=lambda one: (one["date"] is not None, one["score"]))
    return {one["happening"]: one for one in found if one["happening"]}


def find_names(record: Any, rows: Any) -> dict[str, str]:
    """Return the names of series, documents and events that rows refer to by their ids."""
    ids = {str(row.get("of") or "") for row in rows} | {
        str(row.get("origin") or "") for row in rows
    }
    ids.discard("")
    found = record.rows_among("document", sorted(ids), columns=("id", "title", "source"))
    return {row["id"]: row["title"] or row["source"].rsplit("/", 1)[-1] for row in found}


def _find(request: Request) -> View:
    name = request.path_params["name"]
    if name not in VIEWS:
        raise NotFoundError(f'there is no list "{name}"; there are: {", ".join(VIEWS)}')
    return VIEWS[name]
