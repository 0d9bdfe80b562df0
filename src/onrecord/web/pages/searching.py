"""Search: documents and findings that hold words, grouped by the text that they go back to."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from onrecord.record.search import Hit
from onrecord.web.lists import find_documents
from onrecord.web.rendering import render

TABLES = ("document", "statement", "figure", "event", "commitment")
MOST = 60


def list_routes() -> list[BaseRoute]:
    """Return the addresses of search."""
    return [Route("/search.json", give_hits), Route("/search", show_search)]


def show_search(request: Request) -> Response:
    """Show what holds the words, best first, the copies of one text together."""
    words, tables = read_asked(request)
    with request.app.state.shelf.use() as record:
        hits = record.search(words, tables=tables, limit=MOST) if words.strip() else []
        documents = find_documents(record, [{"document": hit.document} for hit in hits])
    values = {
        "title": "Search",
        "words": words,
        "tables": tables,
        "kinds": TABLES,
        "stories": group(hits, {k: str(d["origin"] or k) for k, d in documents.items()}),
        "documents": documents,
        "count": len(hits),
        "most": MOST,
    }
    return render(request, "search.html.j2", values)


def give_hits(request: Request) -> Response:
    """Give the same as JSON."""
    words, tables = read_asked(request)
    with request.app.state.shelf.use() as record:
        hits = record.search(words, tables=tables, limit=MOST) if words.strip() else []
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
    return JSONResponse({"words": words, "hits": rows})


def read_asked(request: Request) -> tuple[str, tuple[str, ...]]:
    """Return the words and the tables that are asked for."""
    chosen = request.query_params.getlist("in")
    return request.query_params.get("q", ""), tuple(t for t in TABLES if t in chosen)


def group(hits: list[Hit], roots: dict[str, str]) -> list[tuple[str, list[Hit]]]:
    """Return hits by the text they go back to, in the order of the best of each."""
    stories: dict[str, list[Hit]] = {}
    for hit in hits:
        stories.setdefault(roots.get(hit.document, hit.document), []).append(hit)
    return list(stories.items())


def cut_snippet(snippet: str) -> list[tuple[str, bool]]:
    """Return a snippet in pieces, those that were found marked True."""
    return [(piece, at % 2 == 1) for at, piece in enumerate(snippet.split("**")) if piece]
