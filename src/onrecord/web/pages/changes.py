"""What changed with the last build: documents that came, findings that came, went, or are judged anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from onrecord.model import NotFoundError, RecordError
from onrecord.record import Record
from onrecord.record.builds import TableChanges, compare_builds, open_earlier
from onrecord.record.paging import Row
from onrecord.record.records import FINDINGS, PLURALS
from onrecord.web.following import FEEDS
from onrecord.web.lists import DOCUMENT_COLUMNS, find_documents
from onrecord.web.rendering import render, wants_file
from onrecord.web.shelf import Shelf

SHOWN = 40
ROW_COLUMNS = ("id", "document", "source", "quote", "content", "outcome", "diagnosis", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What differs between two builds, with the rows that the page shows."""

    build: str
    earlier: str
    tables: dict[str, TableChanges]
    documents: list[Row]  # that came
    judged: list[tuple[str, Row, str, str]]  # table, row, before, after
    came: list[tuple[str, Row]]
    went: list[tuple[str, Row]]


def list_routes() -> list[BaseRoute]:
    """Return the addresses of what changed, and of the feeds of it that `watch` writes."""
    return [
        Route("/changes.json", give_changes),
        Route("/changes", show_changes),
        *(Route(feed.address, give_feed) for feed in FEEDS),
    ]


def show_changes(request: Request) -> Response:
    """Show what changed since the build before."""
    changes, reason = read_changes(request)
    rows: list[Row] = []
    if changes is not None:
        rows = [row for _, row, _, _ in changes.judged] + [row for _, row in changes.came]
    with request.app.state.shelf.use() as record:
        documents = find_documents(record, rows)
    values = {
        "title": "What changed",
        "changes": changes,
        "reason": reason,
        "documents": documents,
        "plurals": PLURALS,
        "shown": SHOWN,
    }
    return render(request, "changes.html.j2", values)


def give_changes(request: Request) -> Response:
    """Give the ids of all that changed as JSON."""
    changes, reason = read_changes(request)
    if changes is None:
        return JSONResponse({"build": None, "before": None, "reason": reason, "tables": {}})
    tables = {
        PLURALS[name]: {"before": t.before, "now": t.now, "came": list(t.came), "went": list(t.went),
                        "judged": {k: list(v) for k, v in t.judged.items()}}
        for name, t in changes.tables.items()
    }  # fmt: skip
    return JSONResponse({"build": changes.build, "before": changes.earlier, "tables": tables})


def give_feed(request: Request) -> Response:
    """Give a feed as `watch` wrote it last. Raises NotFoundError where it wrote none."""
    feed = next(one for one in FEEDS if one.address == request.url.path)
    path = request.app.state.shelf.folder.watch / feed.file
    try:
        body = path.read_bytes()
    except FileNotFoundError:
        raise NotFoundError("there is no feed yet; `onrecord watch` writes it") from None
    return Response(body, media_type=feed.media_type)


def read_changes(request: Request) -> tuple[Changes | None, str]:
    """Return what changed; None, and why, where there is nothing to compare with."""
    shelf: Shelf = request.app.state.shelf
    return shelf.work(("changes",), _compare, patient=wants_file(request))


def _compare(record: Record) -> tuple[Changes | None, str]:
    try:
        earlier = open_earlier(record.folder)
    except RecordError:
        return None, "The build before was made by another version of Onrecord, with other tables."
    if earlier is None:
        return None, "This is the first build, or the one before it was deleted."
    with earlier:
        return _collect(earlier, record), ""


def _collect(earlier: Record, record: Record) -> Changes:
    tables = dict(compare_builds(earlier, record))
    fresh = set(tables["document"].came)
    came = [
        (table, row)
        for table in FINDINGS
        for row in _read(record, table, tables[table].came)
        if row["document"] not in fresh
    ]
    return Changes(
        build=record.facts.get("build", ""),
        earlier=earlier.facts.get("build", ""),
        tables=tables,
        documents=_read(record, "document", tables["document"].came),
        judged=[
            (table, row, *tables[table].judged[row["id"]])
            for table in FINDINGS
            for row in _read(record, table, tuple(tables[table].judged))
        ],
        came=came[:SHOWN],
        went=[(t, row) for t in FINDINGS for row in _read(earlier, t, tables[t].went)][:SHOWN],
    )


def _read(record: Record, table: str, ids: tuple[str, ...]) -> list[Row]:
    wanted = DOCUMENT_COLUMNS if table == "document" else ROW_COLUMNS
    columns = [name for name in wanted if name in record.columns[table]]
    rows: dict[str, dict[str, Any]] = {
        row["id"]: row for row in record.rows_among(table, ids[:SHOWN], columns=columns)
    }
    return [rows[one] for one in ids[:SHOWN] if one in rows]
