"""The same quote in several outlets: what was said first, then how each gives it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from onrecord.publish.exports import to_json
from onrecord.record import Record
from onrecord.run.utterances import Utterance, leave_out_variants, list_utterances
from onrecord.web.lists import find_documents
from onrecord.web.pages.families import read_page
from onrecord.web.rendering import render, wants_file
from onrecord.web.shelf import Shelf

PAGE = 25
MOST_VARIANTS = 12  # of one utterance


def list_routes() -> list[BaseRoute]:
    """Return the addresses of variants."""
    return [Route("/variants.json", give_variants), Route("/variants", show_variants)]


def show_variants(request: Request) -> Response:
    """Show utterances that a transcript has or that several documents quote."""
    shown, total = choose(request)
    number = read_page(request)
    params = request.query_params
    shown_here = shown[(number - 1) * PAGE : number * PAGE]
    with request.app.state.shelf.use() as record:
        documents = find_documents(record, list(_list_places(shown_here)))
    return render(
        request,
        "variants.html.j2",
        {
            "title": "Variants",
            "utterances": shown_here,
            "documents": documents,
            "count": len(shown),
            "total": total,
            "number": number,
            "more": number * PAGE < len(shown),
            "speaker": params.get("speaker", ""),
            "differing": params.get("differing", ""),
            "statement": params.get("of", ""),
            "query": request.url.query,
            "most": MOST_VARIANTS,
        },
    )


def give_variants(request: Request) -> Response:
    """Give the same as JSON."""
    shown, _ = choose(request)
    held = [{**asdict(u), "documents": u.documents, "origins": u.origins} for u in shown]
    return JSONResponse({"count": len(held), "utterances": [to_json(one) for one in held]})


def choose(request: Request) -> tuple[list[Utterance], int]:
    """Return the utterances that an address asks for, and how many there are."""
    params = request.query_params
    found = read_utterances(request)
    words, of = params.get("speaker", "").lower(), params.get("of", "")
    return [
        one
        for one in found
        if (not params.get("differing") or one.is_differing)
        and (not of or any(variant.statement == of for variant in one.variants))
        and (not words or any(words in name.lower() for name in _list_names(one)))
    ], len(found)


def read_utterances(request: Request) -> list[Utterance]:
    """Return what a transcript has or several documents quote, without what reviewers rejected."""
    shelf: Shelf = request.app.state.shelf
    found = make_utterances(shelf, patient=wants_file(request))
    with shelf.use() as record:
        left_out = record.judged.left_out
    return list(filter(_is_shown, leave_out_variants(found, left_out))) if left_out else list(found)


def make_utterances(shelf: Shelf, *, patient: bool = False) -> tuple[Utterance, ...]:
    """Return the same with what was rejected, found once for each build."""

    def make(own: Record) -> tuple[Utterance, ...]:
        return tuple(filter(_is_shown, list_utterances(own.whole, shelf.knowledge)))

    return shelf.work(
        ("variants",), make, patient=patient, by_reviews=False, kind=tuple[Utterance, ...]
    )


def _is_shown(utterance: Utterance) -> bool:
    return utterance.said is not None or utterance.documents > 1


def _list_places(utterances: Sequence[Utterance]) -> Iterator[dict[str, str | None]]:
    """Yield where the shown variants stand, and what was said."""
    for one in utterances:
        yield {"document": one.said_in}
        for variant in one.variants[:MOST_VARIANTS]:
            yield {"document": variant.document}


def _list_names(utterance: Utterance) -> list[str]:
    names = (utterance.speaker, *(variant.speaker for variant in utterance.variants))
    return [name for name in names if name]
