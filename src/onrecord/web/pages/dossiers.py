"""A dossier of exactly what a list shows: one file that needs nothing else and can be checked."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from onrecord.model import NotFoundError, OnrecordError
from onrecord.publish.dossier import write_dossier
from onrecord.publish.dossier_ledger import make_codes
from onrecord.record.chosen import Chosen
from onrecord.web.lists import choose
from onrecord.web.shelf import Shelf
from onrecord.web.views import DOSSIERS, VIEWS

MOST = {"document": 300}
MOST_FINDINGS = 2000


class TooManyError(OnrecordError):
    """More rows than a dossier holds; the message says how many may be."""


def list_routes() -> list[BaseRoute]:
    """Return the address of dossiers."""
    return [Route("/{name}.html", give_dossier)]


def give_dossier(request: Request) -> Response:
    """Give what a list shows, all its pages, as a dossier."""
    name = request.path_params["name"]
    if name not in DOSSIERS:
        raise NotFoundError(f'no dossier of "{name}"; there are: {", ".join(DOSSIERS)}')
    view = VIEWS[name]
    day = request.app.state.options.clock().date().isoformat()
    shelf: Shelf = request.app.state.shelf
    with shelf.use() as record, TemporaryDirectory() as place:
        table = choose(record, view, request.query_params.multi_items())
        count, most = len(table), MOST.get(view.table, MOST_FINDINGS)
        if count > most:
            raise TooManyError(
                f"{count:,} rows fit; a dossier holds {most:,}. Choose fewer, or make one of the "
                "whole record with `onrecord dossier`."
            )
        out = Path(place) / "dossier.html"
        chosen = Chosen(record, view.table, list(table.dicts()))
        write_dossier(
            chosen, out, built_at=day, codes=make_codes(shelf.knowledge), judged=record.judged
        )
        page = out.read_text(encoding="utf-8")
    return Response(
        page,
        media_type="text/html; charset=utf-8",
        headers={
            "content-disposition": f'attachment; filename="{name}.html"',
            "content-security-policy": "sandbox",  # it is to be kept, not opened from here
        },
    )
