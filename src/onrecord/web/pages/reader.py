"""A document as it reads, its findings marked and beside it, and its capture as it was."""

from __future__ import annotations

import re
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from onrecord.model import Capture, NotFoundError, make_id
from onrecord.record import Record
from onrecord.record.captures import CaptureStore, load_capture
from onrecord.record.paging import Row
from onrecord.text.decoding import decode_capture
from onrecord.web.furniture import Placed, place_dropped
from onrecord.web.marking import Marked, cut_pieces
from onrecord.web.rendering import render
from onrecord.web.safety import CAPTURE_POLICY

DEEPEST = 4
PLACE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
KINDS = ("statement", "figure", "event", "commitment", "position", "naming")
SHOWABLE = frozenset({"text/html", "application/xhtml+xml"})


def list_routes() -> list[BaseRoute]:
    """Return the addresses of a document and of its capture."""
    return [
        Route("/documents/{id}", show_document),
        Route("/documents/{id}/capture", show_capture),
        Route("/documents/{id}/capture/body", give_capture),
    ]


def show_document(request: Request) -> Response:
    """Show a document with its findings beside it."""
    with request.app.state.shelf.use() as record:
        document = find_document(record, request.path_params["id"])
        shows_rejected = request.query_params.get("rejected") == "show"
        judged, every = record.judged, list_cards(record.whole, document)
        kept = [card for card in every if judged.keeps(card["kind"], card)]
        cards = every if shows_rejected else kept
        family = list_family(record, document)
        programmes = find_programmes(record, cards)
        origins = record.rows_with("origin", "document", document["id"])
        versions = record.rows_with(
            "document", "version_of", document["version_of"] or document["id"]
        )
    wanted = request.query_params.getlist("kind")
    shown = [card for card in cards if not wanted or card["kind"] in wanted]
    wants_furniture = bool(request.query_params.get("furniture"))
    placed = find_furniture(request, document) if wants_furniture else None
    marks = [Marked(c["id"], c["kind"], c["start"], c["end"]) for c in shown]
    marks += read_place(request, document)
    values = {
        "title": document["title"] or document["source"],
        "document": document,
        "paragraphs": cut_pieces(document["text"], marks),
        "cards": shown,
        "depths": find_depths(shown),
        "placed": placed,
        "counts": {kind: sum(c["kind"] == kind for c in cards) for kind in KINDS},
        "wanted": wanted,
        "judged": judged,
        "rejected": len(every) - len(kept),
        "shows_rejected": shows_rejected,
        "family": family,
        "is_earliest": is_earliest(document, family),
        "programmes": programmes,
        "origins": origins,
        "versions": [v for v in versions if v["id"] != document["id"]],
    }
    return render(request, "reader.html.j2", values)


def read_place(request: Request, document: Row) -> list[Marked]:
    """Return the stretch that an address asks for: `at=120-164`, found there as `#m-at`."""
    found = PLACE.fullmatch(request.query_params.get("at", ""))
    if found is None:
        return []
    start, end = int(found[1]), min(int(found[2]), len(document["text"]))
    return [Marked("at", "at", start, end)] if start < end else []


def show_capture(request: Request) -> Response:
    """Show the page as it was met, in a frame that runs nothing and asks for nothing."""
    with request.app.state.shelf.use() as record:
        document = find_document(record, request.path_params["id"])
    return render(request, "capture.html.j2", {"title": "Capture", "document": document})


def give_capture(request: Request) -> Response:
    """Give the bytes of a capture as HTML or plain text, under a policy that lets nothing run."""
    with request.app.state.shelf.use() as record:
        document = find_document(record, request.path_params["id"])
    capture = find_capture(request, document)
    if capture is None:
        raise NotFoundError(f"the capture of {document['id']} is not kept")
    kind = "text/html" if capture.media_type in SHOWABLE else "text/plain"
    headers = {"content-security-policy": CAPTURE_POLICY, "x-frame-options": "SAMEORIGIN"}
    return Response(capture.body, media_type=f"{kind}; charset=utf-8", headers=headers)


def find_capture(request: Request, document: Row) -> Capture | None:
    """Return the capture that a document was read from, None where it is not kept."""
    folder = request.app.state.shelf.folder.captures
    entries = CaptureStore(folder).entries()
    entry = next((e for e in entries if make_id("cap", e.sha256) == document["capture"]), None)
    return None if entry is None else load_capture(folder, entry)


def find_furniture(request: Request, document: Row) -> Placed:
    """Return where in the text each passage stood that was left out."""
    capture = find_capture(request, document)
    text = decode_capture(capture)[0] if capture is not None else None
    return place_dropped(text or "", document["text"].split("\n"), document["dropped"] or [])


def find_programmes(record: Record, cards: Sequence[Row]) -> dict[str, str]:
    """Return the names of the programmes that a text names, by id."""
    ids = sorted({card["programme"] for card in cards if card["kind"] == "naming"})
    rows = record.rows_among("programme", ids, columns=("id", "name")) if ids else []
    return {row["id"]: row["name"] for row in rows}


def is_earliest(document: Row, family: Sequence[Row]) -> bool:
    """Was a document published no later than all others of its origin, as far as is known?"""
    own = document["published"]
    days = [row["published"] for row in family if row["published"] is not None]
    return own is not None and all(own <= day for day in days)


def find_depths(cards: Sequence[Row]) -> dict[str, int]:
    """Return how deep each statement lies in others: whose words hold it, or who tells it."""
    statements = [card for card in cards if card["kind"] == "statement"]
    depths = {}
    for card in statements:
        around = sum(_holds(other, card) for other in statements)
        depths[card["id"]] = min(DEEPEST, max(around, bool(card["via"] or card["continues"])))
    return depths


def _holds(outer: Row, inner: Row) -> bool:
    out, own = (outer["start"], outer["end"]), (inner["start"], inner["end"])
    return out != own and bool(out[0] <= own[0] and own[1] <= out[1])


def find_document(record: Record, name: str) -> Row:
    """Return a document by its id. Raises NotFoundError."""
    rows = record.rows_with("document", "id", name)
    if not rows:
        raise NotFoundError(f'there is no document "{name}"')
    return rows[0]


def list_cards(record: Record, document: Row) -> list[Row]:
    """Return the findings of a document in the order of their words."""
    cards: list[Row] = []
    for kind in KINDS:
        if kind not in record.columns:
            continue
        cards += [
            {**row, "kind": kind, "of_kind": row.get("kind")}
            for row in record.rows_with(kind, "document", document["id"])
            if row["start"] is not None
        ]
    return sorted(cards, key=lambda c: (c["start"], -c["end"], c["id"]))


def list_family(record: Record, document: Row) -> list[Row]:
    """Return the other documents of one origin, earliest first."""
    if not document["origin"]:
        return []
    rows = record.rows_with("document", "origin", document["origin"])
    others = [row for row in rows if row["id"] != document["id"]]
    return sorted(
        others, key=lambda row: (row["published"] is None, str(row["published"]), row["id"])
    )
