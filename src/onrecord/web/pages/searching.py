"""Search: documents and findings that hold words, grouped by the text that they go back to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from onrecord.record import Record
from onrecord.record.found import gather_passages
from onrecord.record.paging import Row
from onrecord.record.search import Hit
from onrecord.web.lists import find_documents
from onrecord.web.rendering import render
from onrecord.web.timelines import read_day

TABLES = ("document", "statement", "figure", "event", "commitment")
MOST = 60
WIDER = 10  # how many times as many are looked through where days are asked for
LONGEST = 400  # characters of a question


def list_routes() -> list[BaseRoute]:
    """Return the addresses of search."""
    return [Route("/search.json", give_hits), Route("/search", show_search)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is looked for: words, in which tables, in documents of which days."""

    words: str
    tables: tuple[str, ...]
    is_fuzzy: bool
    first: date | None
    last: date | None

    @property
    def is_dated(self) -> bool:
        """Do days matter?"""
        return self.first is not None or self.last is not None

    def fits(self, document: Row) -> bool:
        """Can the document have been published between the days?"""
        earliest, latest = document["published"], document["published_latest"]
        if not self.is_dated:
            return True
        if earliest is None and latest is None:
            return False
        is_late = self.last is not None and earliest is not None and earliest > self.last
        is_early = self.first is not None and latest is not None and latest < self.first
        return not is_late and not is_early


def show_search(request: Request) -> Response:
    """Show what holds the words, best first, the copies of one text together."""
    asked = read_asked(request)
    with request.app.state.shelf.use() as record:
        hits, documents = find(record, asked)
        passages = {passage.hits[0].id: passage for passage in gather_passages(record, hits)}
    values = {
        "title": "Search",
        "words": asked.words,
        "asked": asked,
        "tables": asked.tables,
        "kinds": TABLES,
        "stories": group(hits, {k: str(d["origin"] or k) for k, d in documents.items()}),
        "documents": documents,
        "passages": passages,
        "count": len(hits),
        "most": MOST,
        "query": request.url.query,
    }
    return render(request, "search.html.j2", values)


def give_hits(request: Request) -> Response:
    """Give the same as JSON."""
    asked = read_asked(request)
    with request.app.state.shelf.use() as record:
        hits, _ = find(record, asked)
    rows = [
        {
            "id": h.id,
            "table": h.table,
            "document": h.document,
            "score": round(h.score, 3),
            "snippet": h.snippet,
        }
        for h in hits
    ]
    return JSONResponse({"words": asked.words, "hits": rows})


def find(record: Record, asked: Question) -> tuple[list[Hit], dict[str, Row]]:
    """Return what holds the words, and the documents that it stands in."""
    if not asked.words.strip():
        return [], {}
    limit = MOST * WIDER if asked.is_dated else MOST
    hits = record.search(asked.words, tables=asked.tables, limit=limit, is_fuzzy=asked.is_fuzzy)
    documents = find_documents(record, [{"document": hit.document} for hit in hits])
    kept = [h for h in hits if h.document in documents and asked.fits(documents[h.document])]
    return kept[:MOST], documents


def read_asked(request: Request) -> Question:
    """Return what is looked for. Raises FilterError for a day that is none."""
    params = request.query_params
    chosen = params.getlist("in")
    return Question(
        words=params.get("q", "")[:LONGEST],
        tables=tuple(table for table in TABLES if table in chosen),
        is_fuzzy=bool(params.get("near")),
        first=read_day(params.get("from", "")),
        last=read_day(params.get("to", "")),
    )


def group(hits: list[Hit], roots: dict[str, str]) -> list[tuple[str, list[Hit]]]:
    """Return hits by the text they go back to, in the order of the best of each."""
    stories: dict[str, list[Hit]] = {}
    for hit in hits:
        stories.setdefault(roots.get(hit.document, hit.document), []).append(hit)
    return list(stories.items())
