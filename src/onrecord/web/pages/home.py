"""The first page: what the record holds, what does not match, and what changed with the last build."""

from __future__ import annotations

from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from onrecord.record import Record
from onrecord.record.paging import count_values, take_page
from onrecord.web.lists import find_documents
from onrecord.web.rendering import render
from onrecord.web.views import ALWAYS, find_view_of

FINDINGS = ("figure", "statement", "event", "commitment")
FAILING = ("figure", "statement")
SHOWN = 12
COLUMNS = (
    "id", "document", "source", "quote", "start", "end", "outcome", "diagnosis", "reason",
    "nearest", "speaker", "content",
)  # fmt: skip


def list_routes() -> list[BaseRoute]:
    """Return the address of the first page."""
    return [Route("/", show_home)]


def show_home(request: Request) -> Response:
    """Show counts by kind and outcome, what does not match, and the newest documents."""
    with request.app.state.shelf.use() as record:
        kinds = []
        for table in FINDINGS:
            view = find_view_of(table)
            held = record.table(table).where(*(ALWAYS.get(view.name, ()) if view else ()))
            kinds.append((view, len(held), count_values(held, "outcome")))
        failing = {
            table: take_page(
                record.table(table).where("outcome=fails"), columns=COLUMNS, limit=SHOWN
            )
            for table in FAILING
        }
        newest = take_page(
            record.table("document").where("published!=", "version_of="),
            columns=("id", "title", "outlet", "published", "published_latest", "kind", "source"),
            order="-published",
            limit=SHOWN,
        )
        rows = [row for some in failing.values() for row in some]
        documents = find_documents(record, rows)
        facts, total = record.facts, len(record.table("document"))
        sums = request.app.state.shelf.keep(
            ("sums",), lambda: sum_documents(record), by_reviews=False
        )
        problems = len(record.table("problem"))
    return render(
        request,
        "home.html.j2",
        {
            "title": "Record",
            "kinds": kinds,
            "failing": failing,
            "newest": newest,
            "documents": documents,
            "facts": facts,
            "total": total,
            "sums": sums,
            "problems": problems,
        },
    )


def sum_documents(record: Record) -> tuple[int, int, date | None, date | None]:
    """Return how many origins and outlets there are, and the first and last day of publication."""
    origins, outlets, first, last = (
        record.table("document")
        .relation()
        .aggregate("count(distinct origin), count(distinct outlet), min(published), max(published)")
        .fetchall()[0]
    )
    return int(origins), int(outlets), first, last
