"""A record's ledger as it stood on a day: one line for each promise, its restatements in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onrecord.model import (
    Basis,
    CommitmentKind,
    Move,
    Pledge,
    Span,
    Stand,
    Standing,
    find_last_told,
    stand_on,
)
from onrecord.model.ledger import order_of_move
from onrecord.publish.dossier_rows import RecordReader, Row, find_page


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveLine:
    """A move with the document that tells of it."""

    move: Move
    outlet: str | None
    source: str
    url: str | None
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """A commitment on a day. `said_in` are the documents that say it, `origins` count these apart."""

    commitment: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    deed: str
    kind: str
    condition: str | None
    announced: date | None  # the day by which it was known
    is_dated: bool  # is that the day on which it was said, as its document is dated to the day?
    stand: Stand
    moves: tuple[MoveLine, ...]
    quote: str
    document: str
    source: str
    outlet: str | None
    url: str | None
    documents: int
    origins: int


def list_lines(
    record: RecordReader, *, on: date | None = None, told: date | None = None
) -> list[LedgerLine]:
    """Return the commitments of a record, as known `on` a day, the earliest first.

    A commitment said again stands in the line of the first; later versions of a document are
    left out. `told` is the day up to which texts tell, where they are not all of the reader's.
    """
    documents = {row["id"]: row for row in record.rows("document")}
    told = told or find_last_told(map(list_days, documents.values()), on)
    moves: dict[str, list[MoveLine]] = {}
    repeats: dict[str, str] = {}
    for row in record.rows("move"):
        line = _make_move(row, documents[row["document"]])
        if on is None or (line.move.known is not None and line.move.known <= on):
            moves.setdefault(row["commitment"], []).append(line)
        if row["state"] == Standing.ANNOUNCED and row["finding"]:
            repeats[row["finding"]] = row["commitment"]
    lines = [
        _make_line(row, documents[row["document"]], moves.get(row["id"], []), (on, told))
        for row in record.rows("commitment")
        if row["id"] not in repeats and _counts(documents[row["document"]], on)
    ]
    return in_order(lines)


def list_days(document: Row) -> tuple[date | None, date | None]:
    """Return the days between which a document was published."""
    return document["published"], document["published_latest"]


def in_order(lines: Iterable[LedgerLine]) -> list[LedgerLine]:
    """Return lines, the earliest first."""
    return sorted(lines, key=lambda line: (line.announced or date.max, line.commitment))


def _counts(document: Row, on: date | None) -> bool:
    if document["version_of"] is not None:
        return False
    if on is None:
        return True
    known: date | None = document["published_latest"]
    return known is not None and known <= on


def _make_line(
    row: Row, document: Row, moves: list[MoveLine], known: tuple[date | None, date | None]
) -> LedgerLine:
    on, told = known
    pledge = Pledge(
        kind=CommitmentKind(row["kind"]),
        condition=row["condition"],
        due=row["due"],
        announced=document["published_latest"],
    )
    said = [(document["id"], document["origin"])]
    said += [(m.move.span.document_id, m.origin) for m in moves if _is_again(m.move)]
    return LedgerLine(
        commitment=row["id"],
        by=tuple(row["by"] or ()),
        to=tuple(row["to"] or ()),
        deed=row["deed"],
        kind=row["kind"],
        condition=row["condition"],
        announced=pledge.announced,
        is_dated=document["published"] is not None
        and document["published"] == document["published_latest"],
        stand=stand_on(pledge, [m.move for m in moves], on, told=told),
        moves=_sort_moves(moves),
        quote=row["quote"],
        document=document["id"],
        source=document["source"],
        outlet=document["outlet"],
        url=find_page(document["url"]),
        documents=len({document_id for document_id, _ in said}),
        origins=len({origin for _, origin in said}),
    )


def _sort_moves(moves: list[MoveLine]) -> tuple[MoveLine, ...]:
    """Return the moves by their days; most promises have one or none, whose id need not be hashed."""
    if len(moves) < 2:
        return tuple(moves)
    return tuple(sorted(moves, key=lambda line: order_of_move(line.move)))


def _is_again(move: Move) -> bool:
    return move.state is Standing.ANNOUNCED


def _make_move(row: Row, document: Row) -> MoveLine:
    span = Span(document_id=row["document"], start=row["start"], end=row["end"], quote=row["quote"])
    move = Move(
        commitment_id=row["commitment"],
        state=Standing(row["state"]),
        day=row["day"],
        known=row["known"],
        basis=Basis(row["basis"]),
        reason=row["reason"],
        span=span,
        method=row["method"],
        score=row["score"],
        finding_id=row["finding"],
        due=row["due"],
    )
    return MoveLine(
        move=move,
        outlet=document["outlet"],
        source=document["source"],
        url=find_page(document["url"]),
        origin=document["origin"] or document["id"],
    )


def choose_lines(
    lines: Iterable[LedgerLine], *, by: str | None = None, overdue: bool = False
) -> list[LedgerLine]:
    """Return the lines of one promiser, and only those overdue if that is asked."""
    return [
        line
        for line in lines
        if (by is None or any(by.lower() in side.lower() for side in line.by))
        and (not overdue or line.stand.state is Standing.OVERDUE)
    ]


def make_json(line: LedgerLine) -> Row:
    """Return a line as JSON can hold it."""
    stand = line.stand
    return {
        "commitment": line.commitment,
        "by": list(line.by),
        "to": list(line.to),
        "deed": line.deed,
        "kind": line.kind,
        "condition": line.condition,
        "announced": line.announced if line.is_dated else None,
        "known_by": line.announced,
        "due": stand.due,
        "state": stand.state.value,
        "outcome": stand.outcome.value,
        "basis": stand.basis.value,
        "since": stand.since,
        "reason": stand.reason,
        "quote": line.quote,
        "document": line.document,
        "source": line.source,
        "outlet": line.outlet,
        "url": line.url,
        "documents": line.documents,
        "origins": line.origins,
        "moves": [_make_move_json(move) for move in line.moves],
    }


def _make_move_json(line: MoveLine) -> Row:
    move = line.move
    return {
        "id": move.id,
        "state": move.state.value,
        "basis": move.basis.value,
        "day": move.day,
        "known": move.known,
        "due": move.due,
        "reason": move.reason,
        "finding": move.finding_id,
        "quote": move.span.quote,
        "document": move.span.document_id,
        "start": move.span.start,
        "end": move.span.end,
        "source": line.source,
        "outlet": line.outlet,
        "url": line.url,
    }


def name_state(line: LedgerLine) -> str:
    """Return the state, marked where it is only proposed."""
    proposed = line.stand.basis is Basis.PROPOSED
    return f"{line.stand.state.value} (proposed)" if proposed else line.stand.state.value
