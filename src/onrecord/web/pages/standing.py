"""Where things stand: lines of the ledger on a day, issues, two accounts of a meeting, what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from onrecord.model import NotFoundError
from onrecord.model.judged import Counted
from onrecord.publish.briefs import TITLES, Brief, Wanted, make_brief
from onrecord.publish.dossier_rows import read_tables
from onrecord.publish.exports import to_json
from onrecord.publish.ledger import (
    LedgerLine,
    choose_lines,
    in_order,
    list_lines,
    make_json,
    name_state,
)
from onrecord.publish.ledger_charts import Drawing, draw_ledger, list_steps
from onrecord.publish.mirror import COLUMNS, MirrorPage, leave_out_entries, list_rows
from onrecord.publish.mirror import make_json as make_mirror_json
from onrecord.publish.naming import Names
from onrecord.publish.positions import IssuePart, list_issues
from onrecord.record import Record
from onrecord.record.chosen import Chosen
from onrecord.record.news import News
from onrecord.record.paging import count_values, take_page
from onrecord.run.mirror_pages import list_pages
from onrecord.web.lists import find_documents
from onrecord.web.pages.charts import give_spec
from onrecord.web.pages.families import read_page
from onrecord.web.reading import LedgerPart, SlimReader
from onrecord.web.rendering import answer_csv, find_names, render, wants_file
from onrecord.web.shelf import Shelf
from onrecord.web.timelines import read_day

PAGE = 60
NEAR = 100  # pairs of accounts that a page leads to
MOST_ISSUES = 200
MOST_POSITIONS = 3000
WEEK = timedelta(days=6)


def list_routes() -> list[BaseRoute]:
    """Return the addresses of these screens."""
    return [
        Route("/standing.json", give_standing),
        Route("/standing/chart.json", give_standing_chart),
        Route("/standing", show_standing),
        Route("/issues", show_issues),
        Route("/issues/{id}/chart.json", give_issue_chart),
        Route("/issues/{id}.json", give_issue),
        Route("/issues/{id}", show_issue),
        Route("/mirror.json", give_mirror),
        Route("/mirror.csv", give_mirror_csv),
        Route("/mirror", show_mirror),
        Route("/brief.json", give_brief),
        Route("/brief", show_brief),
    ]


def show_standing(request: Request) -> Response:
    """Show the ledger on a day: what was promised, and where it stood then."""
    on, lines, total = read_standing(request)
    number = read_page(request)
    params = request.query_params
    values = {
        "title": "Promises",
        "lines": lines[(number - 1) * PAGE : number * PAGE],
        "count": len(lines),
        "total": total,
        "on": on,
        "by": params.get("by", ""),
        "overdue": params.get("overdue", ""),
        "drawing": _draw_standing(request, on, lines),
        "number": number,
        "more": number * PAGE < len(lines),
        "name_state": name_state,
        "query": request.url.query,
    }
    return render(request, "standing.html.j2", values)


def give_standing(request: Request) -> Response:
    """Give the same as JSON."""
    on, lines, _ = read_standing(request)
    held = [to_json(make_json(line)) for line in lines]
    return JSONResponse({"on": on.isoformat(), "count": len(held), "lines": held})


def give_standing_chart(request: Request) -> Response:
    """Give the specification of the drawing that the page shows."""
    on, lines, _ = read_standing(request)
    return give_spec(_draw_standing(request, on, lines))


def _draw_standing(request: Request, on: date, lines: list[LedgerLine]) -> Drawing | None:
    shelf, params = request.app.state.shelf, request.query_params
    names = find_names(request).states
    with shelf.use():
        name = ("ledger", on.isoformat(), params.get("by", ""), params.get("overdue", ""))
        drawing: Drawing | None = shelf.keep(name, lambda: draw_ledger(lines, on=on, names=names))
    return drawing


def read_standing(request: Request) -> tuple[date, list[LedgerLine], int]:
    """Return the day, the lines that are asked for, and how many there are; what moved comes first."""
    params, shelf = request.query_params, request.app.state.shelf
    with shelf.use() as record:
        on = read_day(params.get("on", "")) or find_day(request, record)
    lines = list_standing(shelf, on, patient=wants_file(request))
    chosen = choose_lines(lines, by=params.get("by") or None, overdue=bool(params.get("overdue")))
    chosen.sort(key=lambda line: (not list_steps(line), -(line.announced or date.min).toordinal()))
    return on, chosen, len(lines)


def list_standing(shelf: Shelf, on: date, *, patient: bool = False) -> list[LedgerLine]:
    """Return the ledger on a day: made once for each build, then only what reviewers rejected anew."""
    whole: list[LedgerLine] = shelf.work(
        ("standing", on.isoformat()),
        lambda own: list_lines(SlimReader(own.whole), on=on),
        patient=patient,
        by_reviews=False,
    )
    with shelf.use() as record:
        if not record.judged.rejected:
            return whole
        part = LedgerPart(record, record.judged.left_out)
        lines = [line for line in whole if line.commitment not in part.commitments]
        return in_order([*lines, *list_lines(part, on=on, told=part.find_last_told(on))])


def show_issues(request: Request) -> Response:
    """Show the issues on which somebody takes a stand."""
    with request.app.state.shelf.use() as record:
        counts = count_values(record.table("position"), "issue", limit=MOST_ISSUES)
        shifts = dict(count_values(record.table("shift"), "issue", limit=MOST_ISSUES))
    names = {one.id: one.name for one in request.app.state.shelf.knowledge.issues.values()}
    values = {"title": "Issues", "counts": counts, "shifts": shifts, "names": names}
    return render(request, "issues.html.j2", values)


def show_issue(request: Request) -> Response:
    """Show who stands where on an issue, with a lane for each, and what shifted."""
    issue = read_issue(request)
    return render(request, "issue.html.j2", {"title": issue.name, "issue": issue})


def give_issue(request: Request) -> Response:
    """Give the same as JSON."""
    return JSONResponse(to_json({**asdict(read_issue(request)), "chart": None}))


def give_issue_chart(request: Request) -> Response:
    """Give the specification of the drawing that the page shows."""
    return give_spec(read_issue(request).chart)


def read_issue(request: Request) -> IssuePart:
    """Return what the page shows of an issue. Raises NotFoundError."""
    name, shelf, names = request.path_params["id"], request.app.state.shelf, find_names(request)
    part: IssuePart | None = shelf.work(
        ("issue", name),
        lambda own: _make_issue(own, name, names),
        patient=wants_file(request),
    )
    if part is None:
        raise NotFoundError(f'nobody takes a stand on "{name}"; /issues lists what there is')
    return part


def _make_issue(record: Record, name: str, names: Names) -> IssuePart | None:
    rows = record.rows_with("position", "issue", name)[:MOST_POSITIONS]
    if not rows:
        return None
    chosen = Chosen(record, "position", rows)
    return list_issues(read_tables(chosen, names.states), chosen, names.issues)[0]


def show_mirror(request: Request) -> Response:
    """Show two governments' accounts of one meeting side by side."""
    pages = read_mirrors(request)
    number = read_page(request)
    first = (number - 1) // NEAR * NEAR
    values = {
        "title": "Mirror",
        "pages": pages[number - 1 : number],
        "near": list(enumerate(pages, start=1))[first : first + NEAR],
        "first": first + 1,
        "number": number,
        "count": len(pages),
    }
    return render(request, "mirror.html.j2", values)


def give_mirror(request: Request) -> Response:
    """Give all of them as JSON."""
    held = [to_json(make_mirror_json(page)) for page in read_mirrors(request)]
    return JSONResponse({"count": len(held), "pairs": held})


def give_mirror_csv(request: Request) -> Response:
    """Give their lines as CSV."""
    return answer_csv("mirror", COLUMNS, list_rows(read_mirrors(request)))


def read_mirrors(request: Request) -> list[MirrorPage]:
    """Return the pairs of accounts, without lines that rest on what reviewers rejected."""
    shelf = request.app.state.shelf
    pages = make_mirrors(shelf, patient=wants_file(request))
    with shelf.use() as record:
        left_out = record.judged.left_out
    return [leave_out_entries(page, left_out) for page in pages] if left_out else list(pages)


def make_mirrors(shelf: Shelf, *, patient: bool = False) -> tuple[MirrorPage, ...]:
    """Return the same with what was rejected, compared once for each build."""

    def make(own: Record) -> tuple[MirrorPage, ...]:
        pages = list_pages(own.whole, shelf.knowledge)
        return tuple(sorted(pages, key=lambda page: not page.entries))

    return shelf.work(
        ("mirror",), make, patient=patient, by_reviews=False, kind=tuple[MirrorPage, ...]
    )


def show_brief(request: Request) -> Response:
    """Show what became known in a stretch of days."""
    brief = read_brief(request)
    topics = sorted(request.app.state.shelf.knowledge.topics)
    counts = Counter(line.kind for line in brief.lines)
    alone, number = request.query_params.get("kind", ""), read_page(request)
    if alone and alone not in TITLES:
        raise NotFoundError(f'no kind "{alone}"; there are: {", ".join(TITLES)}')
    first = (number - 1) * PAGE if alone else 0
    params = [(k, v) for k, v in request.query_params.multi_items() if k not in ("kind", "page")]
    shown = {k: brief.of(k)[first : first + PAGE] for k in counts if alone in ("", k)}
    with request.app.state.shelf.use() as record:
        held = [{"document": line.document} for lines in shown.values() for line in lines]
        documents, latest = find_documents(record, held), find_latest(record, brief.until)
    values = {
        "title": "Brief",
        "brief": brief,
        "shown": shown,
        "titles": TITLES,
        "documents": documents,
        "latest": latest,
        "counts": counts,
        "alone": alone,
        "number": number,
        "more": first + PAGE < counts[alone],
        "days": urlencode(params),
        "topics": topics,
        "query": request.url.query,
    }
    return render(request, "brief.html.j2", values)


def find_latest(record: Record, until: date) -> date | None:
    """Return the day of the newest document that was published by a day."""
    rows = take_page(
        record.table("document").where(f"published_latest<={until}"),
        columns=("published_latest",),
        order="-published_latest",
        limit=1,
    )
    return rows[0]["published_latest"] if rows else None


def give_brief(request: Request) -> Response:
    """Give the same as JSON, of all pages."""
    brief, alone = read_brief(request), request.query_params.get("kind", "")
    lines = tuple(brief.of(alone)) if alone else brief.lines
    return JSONResponse(to_json(asdict(replace(brief, lines=lines))))


def read_brief(request: Request) -> Brief:
    """Return what is new: the week up to the record's day where no days are asked for."""
    params, shelf = request.query_params, request.app.state.shelf
    topic = params.get("topic") or None
    words = None
    if topic is not None:
        found = shelf.knowledge.topics.get(topic)
        if found is None:
            raise NotFoundError(f'no topic "{topic}"')
        words = {language: tuple(held) for language, held in found.words.items()}
    with shelf.use() as record:
        until = read_day(params.get("to", "")) or find_day(request, record)
        since = read_day(params.get("from", "")) or until - WEEK
    wanted = Wanted(since=since, until=until, topic=topic, words=words)
    brief: Brief = shelf.work(
        ("brief", since.isoformat(), until.isoformat(), topic or ""),
        lambda own: make_brief(
            Counted(News(own, since, until, with_texts=words is not None), own.judged), wanted
        ),
        patient=wants_file(request),
    )
    return brief


def find_day(request: Request, record: Record) -> date:
    """Return the day that the record was built for, else today."""
    return find_day_of(record, request.app.state.options.clock)


def find_day_of(record: Record, clock: Callable[[], datetime]) -> date:
    """Return the same by a clock."""
    built_for = record.facts.get("as_of", "")[:10]
    try:
        return date.fromisoformat(built_for)
    except ValueError:
        return clock().date()
