"""How to cite a view or a line: as text, BibTeX and CSL-JSON, with the record's id and the day."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from onrecord.model import NotFoundError
from onrecord.publish.citations import CITATIONS, make_citation
from onrecord.web.rendering import render

FILES = {"plain": ("text/plain", "txt"), "bibtex": ("application/x-bibtex", "bib"),
         "csl": ("application/vnd.citationstyles.csl+json", "json")}  # fmt: skip
LONGEST = 2000


def list_routes() -> list[BaseRoute]:
    """Return the address of citations."""
    return [Route("/cite", show_citation)]


def show_citation(request: Request) -> Response:
    """Show how to cite the view at `at`, or give one form of it as a file."""
    params = request.query_params
    at, form = params.get("at", "/")[:LONGEST], params.get("form", "")
    with request.app.state.shelf.use() as record:
        facts = record.facts
    citation = make_citation(
        facts,
        title=params.get("title", "")[:LONGEST],
        day=request.app.state.options.clock().date(),
        row=params.get("row") or None,
        note=f"view {at}" if at != "/" else None,
    )
    if not form:
        written = {name: write(citation) for name, write in CITATIONS.items()}
        return render(
            request,
            "cite.html.j2",
            {"title": "Cite", "written": written, "at": at, "query": request.url.query},
        )
    if form not in CITATIONS:
        raise NotFoundError(f'no form "{form}"; there are: {", ".join(CITATIONS)}')
    kind, ending = FILES[form]
    headers = {"content-disposition": f'attachment; filename="{citation.key}.{ending}"'}
    return Response(CITATIONS[form](citation), media_type=f"{kind}; charset=utf-8", headers=headers)
