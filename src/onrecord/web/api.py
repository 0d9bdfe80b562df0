"""The API: every table as pages of rows and by id, search, ledger, timeline, dyads, brief, review.

`list_operations` says what there is; `pages/api.py` makes routes of it, `api_openapi` describes it.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from onrecord.model import NotFoundError
from onrecord.model.judged import JUDGED_TABLES, Counted, list_review
from onrecord.model.reviews import Decision
from onrecord.publish.briefs import Wanted, make_brief
from onrecord.publish.exports import to_json
from onrecord.publish.ledger import choose_lines, make_json
from onrecord.record import PLURALS, Record
from onrecord.record.news import News
from onrecord.record.paging import take_page
from onrecord.record.queue import list_queue
from onrecord.record.reviews import read_log
from onrecord.web.api_operations import Values
from onrecord.web.api_problems import ProblemError
from onrecord.web.api_schemas import WHOLE_TEXTS
from onrecord.web.pages import over_time
from onrecord.web.pages.standing import list_standing
from onrecord.web.review_writes import Refused, find_reviewer, read_posted, take_decision, to_answer
from onrecord.web.timelines import Asked, list_moments

ROWS = 50
SEARCHED = ("document", "statement", "figure", "event", "commitment")
WEEK = timedelta(days=6)
# People without a public role have no page, and no row here.
PUBLIC = {"actor": ("is_public=true",)}


def answer(said: dict[str, Any]) -> Response:
    """Return JSON."""
    return JSONResponse(to_json(said))


def list_rows(request: Request, values: Values, *, table: str) -> Response:
    """Give a page of a table's rows."""
    page, limit = values.get("page", 1), values.get("limit", ROWS)
    with request.app.state.shelf.use() as record:
        chosen = record.table(table).where(*values.get("where", ()), *PUBLIC.get(table, ()))
        if values.get("rejected", False):
            chosen = chosen.with_rejected()
        columns = [name for name in chosen.columns if name not in WHOLE_TEXTS]
        rows = take_page(
            chosen, columns=columns, order=values.get("order", "id"), offset=(page - 1) * limit,
            limit=limit,
        )  # fmt: skip
        count, facts = len(chosen), record.facts
        if table in JUDGED_TABLES:
            rows = [{**row, **list_review(record.judged, row["id"])} for row in rows]
    return answer({
        "table": table, "record": facts.get("build", ""), "count": count, "page": page,
        "limit": limit, "next": _name_next(request, page, limit, count), "rows": rows,
    })  # fmt: skip


def give_row(request: Request, values: Values, *, table: str) -> Response:
    """Give one row."""
    with request.app.state.shelf.use() as record:
        row = find_row(record, table, values["id"])
        if table in JUDGED_TABLES:
            row |= list_review(record.judged, row["id"])
    return answer({name: row[name] for name in row if name not in WHOLE_TEXTS})


def give_text(request: Request, values: Values) -> Response:
    """Give the clean text of a document."""
    with request.app.state.shelf.use() as record:
        row = find_row(record, "document", values["id"])
    return answer({"id": row["id"], "language": row["language"], "text": row["text"]})


def find_row(record: Record, table: str, row_id: str) -> dict[str, Any]:
    """Return a row by its whole id. Raises NotFoundError where there is none to be shown."""
    rows = record.whole.rows_with(table, "id", row_id)
    if not rows or (table == "actor" and not rows[0]["is_public"]):
        raise NotFoundError(f"there is no {table} with the id {row_id!r}")
    return rows[0]


def search(request: Request, values: Values) -> Response:
    """Give what holds words."""
    words = values["q"]
    tables = tuple(name for name in SEARCHED if name in values.get("in", ()))
    with request.app.state.shelf.use() as record:
        hits = record.search(words, tables=tables, limit=values.get("limit", ROWS))
    return answer({"words": words, "hits": [asdict(hit) for hit in hits]})


def give_ledger(request: Request, values: Values) -> Response:
    """Give where promises and threats stand on a day."""
    page, limit = values.get("page", 1), values.get("limit", ROWS)
    with request.app.state.shelf.use() as record:
        day = values.get("as_of") or _find_day(request, record)
    lines = list_standing(request.app.state.shelf, day, patient=True)
    chosen = choose_lines(lines, by=values.get("by"), overdue=values.get("overdue", False))
    shown = chosen[(page - 1) * limit : page * limit]
    return answer({
        "as_of": day, "count": len(chosen), "page": page, "limit": limit,
        "next": _name_next(request, page, limit, len(chosen)),
        "lines": [make_json(line) for line in shown],
    })  # fmt: skip


def give_timeline(request: Request, values: Values) -> Response:
    """Give the latest dated events, the reports of one happening together."""
    asked = Asked(
        one=values.get("one", ""), other=values.get("other", ""), type=values.get("type", ""),
        status=values.get("status", ""), first=values.get("from"), last=values.get("to"),
    )  # fmt: skip
    with request.app.state.shelf.use() as record:
        moments, count, undated = list_moments(record, asked, most=values.get("limit", ROWS))
    return answer(
        {"count": count, "undated": undated, "moments": [one.to_row() for one in moments]}
    )


def give_dyad(request: Request, values: Values) -> Response:  # noqa: ARG001
    """Give the monthly balance of two sides."""
    return over_time.give_dyad(request)


def give_brief(request: Request, values: Values) -> Response:
    """Give what became known in a stretch of days."""
    with request.app.state.shelf.use() as record:
        until = values.get("until") or _find_day(request, record)
        since = values.get("since") or max(date.min + WEEK, until) - WEEK
    wanted = Wanted(since=since, until=until)
    brief = request.app.state.shelf.work(
        ("brief", since.isoformat(), until.isoformat(), ""),
        lambda own: make_brief(Counted(News(own, since, until), own.judged), wanted),
        patient=True,
    )
    return answer(asdict(brief))


def give_queue(request: Request, values: Values) -> Response:
    """Give what waits for review, the most valuable first."""
    shelf = request.app.state.shelf
    with shelf.use() as record:
        places = list_queue(
            record, read_log(shelf.folder.reviews).reviews, by=find_reviewer(request),
            queue=values.get("queue", ""), table=values.get("table", ""),
            most=values.get("limit", ROWS),
        )  # fmt: skip
    rows = [{"queue": one.queue, "table": one.table, "id": one.id} for one in places]
    return answer({"waiting": places[0].waiting if places else 0, "rows": rows})


async def post_decision(request: Request, values: Values) -> Response:  # noqa: ARG001
    """Append a decision, or take the last one back."""
    posted = await read_posted(request)
    if isinstance(posted, Refused):
        raise ProblemError(posted.status, posted.message)
    by = find_reviewer(request)
    at = request.app.state.options.clock().isoformat(timespec="seconds")

    def write() -> Response:
        with request.app.state.shelf.use() as record:
            done = take_decision(record, posted, by=by, at=at)
        if isinstance(done, Refused):
            raise ProblemError(_find_status(done, posted.decision), done.message)
        return JSONResponse(to_answer(done), 201)

    return await run_in_threadpool(write)


def _find_status(refused: Refused, decision: str) -> int:
    """Return 404 for a row that is not there, 409 where nothing can be taken back."""
    if refused.kind == "gone":
        return 404
    return 409 if decision == Decision.UNDO and refused.status == 422 else refused.status


def list_tables() -> dict[str, str]:
    """Return the tables by their plural."""
    return {plural: table for table, plural in PLURALS.items()}


def _find_day(request: Request, record: Record) -> date:
    text = record.facts.get("as_of", "")
    try:
        return date.fromisoformat(text)
    except ValueError:
        today: date = request.app.state.options.clock().date()
        return today


def _name_next(request: Request, page: int, limit: int, count: int) -> str | None:
    if page * limit >= count:
        return None
    kept = [pair for pair in request.query_params.multi_items() if pair[0] != "page"]
    return f"{request.url.path}?{urlencode([*kept, ('page', str(page + 1))])}"
