"""Families of texts: who copied whom as a tree, and whose reports a text rests on."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from onrecord.publish.origin_trees import OriginNode, list_trees
from onrecord.record import Record
from onrecord.record.paging import take_page
from onrecord.web.lists import DOCUMENT_COLUMNS
from onrecord.web.reading import ALL_ROWS
from onrecord.web.rendering import render, wants_file
from onrecord.web.shelf import Shelf

PAGE = 40


def list_routes() -> list[BaseRoute]:
    """Return the addresses of families."""
    return [Route("/families.json", give_families), Route("/families", show_families)]


def show_families(request: Request) -> Response:
    """Show the trees that are more than one text, the largest first, or those that hold a text."""
    trees, alone, documents = read_families(request)
    wanted = request.query_params.get("of", "")
    shown = [tree for tree in trees if not wanted or wanted in _list_ids(tree)]
    number = read_page(request)
    ids = sorted(set().union(*map(_list_ids, shown[(number - 1) * PAGE : number * PAGE])))
    with request.app.state.shelf.use() as record:
        rows = record.rows_among("document", ids, columns=("id", "title")) if ids else []
    return render(
        request,
        "families.html.j2",
        {
            "title": "Families",
            "trees": shown[(number - 1) * PAGE : number * PAGE],
            "count": len(shown),
            "total": len(trees),
            "titles": {row["id"]: row["title"] for row in rows},
            "alone": alone,
            "documents": documents,
            "number": number,
            "more": number * PAGE < len(shown),
            "of": wanted,
        },
    )


def give_families(request: Request) -> Response:
    """Give all of them as JSON."""
    trees, alone, documents = read_families(request)
    wanted = request.query_params.get("of", "")
    held = [asdict(tree) for tree in trees if not wanted or wanted in _list_ids(tree)]
    return JSONResponse({"documents": documents, "alone": alone, "trees": held})


def read_families(request: Request) -> tuple[list[OriginNode], int, int]:
    """Return the trees of more than one text or with a credit, how many stand alone, and all texts."""
    return make_families(request.app.state.shelf, patient=wants_file(request))


def make_families(shelf: Shelf, *, patient: bool = False) -> tuple[list[OriginNode], int, int]:
    """Return the same, made once for each build."""
    return shelf.work(("families",), _read, patient=patient, by_reviews=False)


def _read(record: Record) -> tuple[list[OriginNode], int, int]:
    documents = take_page(
        record.table("document").where("version_of="), columns=DOCUMENT_COLUMNS, limit=ALL_ROWS
    )
    trees = list_trees(documents, record.rows("origin"))
    more = [tree for tree in trees if tree.copies or tree.links]
    more.sort(key=lambda tree: (-tree.size, tree.document))
    return more, len(trees) - len(more), len(documents)


def _list_ids(tree: OriginNode) -> set[str]:
    return {tree.document}.union(*(_list_ids(copy) for copy in tree.copies))


def read_page(request: Any) -> int:
    """Return which page of a list is asked for, from 1."""
    text = request.query_params.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1
