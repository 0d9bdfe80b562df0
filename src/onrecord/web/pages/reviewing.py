"""Review in the browser: what waits, one card at a time, and what reviewers came to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from onrecord.model import NotFoundError
from onrecord.model.reviews import Review
from onrecord.publish.exports import to_json
from onrecord.record import Record
from onrecord.record.paging import Row
from onrecord.record.queue import QUEUES, REVIEWED, Place, list_queue
from onrecord.record.reviews import Log, read_log
from onrecord.web.lists import find_documents
from onrecord.web.rendering import answer_csv, render
from onrecord.web.review_cards import make_card, name_rest
from onrecord.web.review_lists import (
    list_disagreements,
    list_orphans,
    list_precision,
    measure_agreement,
)
from onrecord.web.review_writes import (
    Refused,
    find_reviewer,
    read_posted,
    take_decision,
    to_answer,
)

SHOWN = 30
MOST_SKIPPED = 100
LATEST = 8
Maker = Callable[[Record, Sequence[Review]], list[Row]]
LISTS: Mapping[str, tuple[str, Maker]] = MappingProxyType(
    {
        "disagreements": ("Disagreements", list_disagreements),
        "orphans": ("Orphaned decisions", list_orphans),
        "methods": ("How right each method is", lambda _record, reviews: list_precision(reviews)),
    }
)


def list_routes() -> list[BaseRoute]:
    """Return the addresses of review."""
    return [
        Route("/review/decisions", post_decision, methods=["POST"]),
        Route("/review/next", show_next),
        Route("/review/{name}.json", give_list),
        Route("/review/{name}.csv", give_csv),
        Route("/review/{name}", show_list),
        Route("/review.json", give_queue),
        Route("/review", show_review),
    ]


def show_review(request: Request) -> Response:
    """Show the card that `id` names, else what waits."""
    name = request.query_params.get("id", "")
    with request.app.state.shelf.use() as record:
        log = read_reviews(request)
        places = list_places(request, record, log)
        if name:
            return show_card(request, record, log, places)
        return show_queue(request, record, log, places)


def show_queue(request: Request, record: Record, log: Log, places: Sequence[Place]) -> Response:
    """Show what waits, the most valuable first."""
    rows = {
        table: {
            row["id"]: row
            for row in record.whole.rows_among(table, [p.id for p in places if p.table == table])
        }
        for table in REVIEWED
    }
    shown = [(place, rows[place.table][place.id]) for place in places]
    values = {
        "title": "Review",
        "cards": shown,
        "documents": find_documents(record, [row for _, row in shown]),
        "latest": name_rest(log.reviews)[:LATEST],
        "precision": list_precision(log.reviews),
        "agreement": measure_agreement(log.reviews),
        "disputed": len({row["subject"] for row in list_disagreements(record, log.reviews)}),
        "orphaned": len(list_orphans(record, log.reviews)),
    }
    return render(request, "review.html.j2", {**shared(request, log, places), **values})


def show_card(request: Request, record: Record, log: Log, places: Sequence[Place]) -> Response:
    """Show one decision to take."""
    name = request.query_params["id"]
    knowledge = request.app.state.shelf.knowledge
    card = make_card(record, name, log.reviews, knowledge=knowledge)
    place = next((p for p in places if p.id == card.row["id"]), None)
    query = request.query_params
    skipped = [*query.getlist("skip"), card.row["id"]][-MOST_SKIPPED:]
    before, after = _neighbours(places, card.row["id"])
    values = {
        "title": f"Review {card.table} {card.row['id']}",
        "card": card,
        "place": place,
        "sampled": place is not None and place.queue == "sample",
        "documents": find_documents(record, [card.row, *card.alike]),
        "before": _address(request, id=before) if before else None,
        "after": _address(request, id=after) if after else None,
        "next": f"/review/next{_query(request, skip=query.getlist('skip'))}",
        "skip": f"/review/next{_query(request, skip=skipped)}",
        "build": record.facts.get("build", ""),
    }
    return render(request, "review_card.html.j2", {**shared(request, log, places), **values})


def show_next(request: Request) -> Response:
    """Lead to the card that waits first."""
    with request.app.state.shelf.use() as record:
        places = list_places(request, record, read_reviews(request))
    if not places:
        return RedirectResponse(f"/review{_query(request)}", 303)
    skip = request.query_params.getlist("skip")
    return RedirectResponse(f"/review{_query(request, id=places[0].id, skip=skip)}", 303)


async def post_decision(request: Request) -> Response:
    """Append a decision. 409 when the card is out of date, 410 when its finding is gone."""
    posted = await read_posted(request)
    if isinstance(posted, Refused):
        return refuse(posted)
    by, at = find_reviewer(request), request.app.state.options.clock().isoformat(timespec="seconds")

    def write() -> Review | Refused:
        with request.app.state.shelf.use() as record:
            return take_decision(record, posted, by=by, at=at)

    done = await run_in_threadpool(write)
    return refuse(done) if isinstance(done, Refused) else JSONResponse(to_answer(done))


def refuse(refused: Refused) -> Response:
    """Say why nothing was written."""
    return JSONResponse({"kind": refused.kind, "message": refused.message}, refused.status)


def show_list(request: Request) -> Response:
    """Show disagreements, orphans or how right methods are."""
    title, rows, log, documents = _make_list(request)
    values = {
        "title": title,
        "name": request.path_params["name"],
        "rows": rows,
        "documents": documents,
        "agreement": measure_agreement(log.reviews),
        "reviewer": find_reviewer(request),
    }
    return render(request, "review_list.html.j2", values)


def give_list(request: Request) -> Response:
    """Give the same as JSON."""
    title, rows, _, _ = _make_list(request)
    return JSONResponse(
        {"title": title, "count": len(rows), "rows": [to_json(row) for row in rows]}
    )


def give_csv(request: Request) -> Response:
    """Give the same as CSV."""
    _, rows, _, _ = _make_list(request)
    name = f"review-{request.path_params['name']}"
    return answer_csv(name, rows[0] if rows else ["id"], iter(rows))


def give_queue(request: Request) -> Response:
    """Give what waits as JSON."""
    with request.app.state.shelf.use() as record:
        places = list_places(request, record, read_reviews(request))
    rows = [{"queue": p.queue, "table": p.table, "id": p.id} for p in places]
    return JSONResponse({"waiting": count_waiting(places), "rows": rows})


def list_places(request: Request, record: Record, log: Log) -> list[Place]:
    """Return what waits for whoever asks, what the address skips left out."""
    query = request.query_params
    skipped = set(query.getlist("skip")[:MOST_SKIPPED])
    table = query.get("table", "")
    if table and table not in REVIEWED:
        raise NotFoundError(f'"{table}" is not reviewed; there are: {", ".join(REVIEWED)}')
    places = list_queue(
        record,
        log.reviews,
        by=find_reviewer(request),
        queue=query.get("queue", ""),
        table=table,
        most=SHOWN + len(skipped),
    )
    return [place for place in places if place.id not in skipped][:SHOWN]


def count_waiting(places: Sequence[Place]) -> int:
    """Return how many wait in all."""
    return places[0].waiting if places else 0


def read_reviews(request: Request) -> Log:
    """Return the log as it is now."""
    return read_log(request.app.state.shelf.folder.reviews)


def shared(request: Request, log: Log, places: Sequence[Place]) -> dict[str, Any]:
    """Return what all screens of review show."""
    query = request.query_params
    return {
        "reviewer": find_reviewer(request),
        "is_team": request.app.state.sessions is not None,
        "queues": QUEUES,
        "tables": REVIEWED,
        "queue": query.get("queue", ""),
        "of_table": query.get("table", ""),
        "waiting": count_waiting(places),
        "faults": log.faults,
        "torn": bool(log.torn),
        "address": lambda **given: f"/review{_query(request, **given)}",
        "begin": f"/review/next{_query(request)}",
    }


def _make_list(request: Request) -> tuple[str, list[Row], Log, dict[str, Row]]:
    name = request.path_params["name"]
    if name not in LISTS:
        raise NotFoundError(f'there is no list "{name}" of reviews; there are: {", ".join(LISTS)}')
    title, make = LISTS[name]
    log = read_reviews(request)
    with request.app.state.shelf.use() as record:
        rows = make(record, log.reviews)
        documents = find_documents(record, rows)
    return title, rows, log, documents


def _neighbours(places: Sequence[Place], name: str) -> tuple[str | None, str | None]:
    ids = [place.id for place in places]
    if name not in ids:
        return None, ids[0] if ids else None
    at = ids.index(name)
    return (ids[at - 1] if at else None), (ids[at + 1] if at + 1 < len(ids) else None)


def _address(request: Request, **given: Any) -> str:
    skip = request.query_params.getlist("skip")
    return f"/review{_query(request, skip=skip, **given)}"


def _query(request: Request, **given: Any) -> str:
    """Return the query that keeps queue and table, with what is given changed."""
    kept: dict[str, Any] = {
        name: request.query_params[name] for name in ("queue", "table") if name in request.query_params
    }  # fmt: skip
    said = {name: value for name, value in {**kept, **given}.items() if value}
    return f"?{urlencode(said, doseq=True)}" if said else ""
