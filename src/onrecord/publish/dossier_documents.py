"""Documents as a dossier shows them: those that stand alone, with their copies under them."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.publish.dossier_rows import Row, Source, Tables, make_source
from onrecord.publish.origin_trees import COPY, OriginLink, OriginNode, list_trees

_LONGEST_QUOTE = 160  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How a document depends on something: in words, where that stands, and the words that say so."""

    text: str
    href: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """A document, how it depends on others, and the documents that copy it."""

    id: str
    title: str
    source: Source
    file: str
    basis: str
    kind: str
    language: str
    words: int
    findings: int
    relations: tuple[Relation, ...]
    family: int  # documents: itself and all that go back to it
    copies: tuple[DocumentLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemLine:
    """Something that a room could not understand."""

    id: str
    about: str
    room: str
    message: str


def list_documents(tables: Tables) -> list[DocumentLine]:
    """Return the documents by date of publication, each copy under what it copies."""
    documents = sorted(tables.documents, key=_day_of_document)
    counted = _count_findings(tables)

    def line(node: OriginNode) -> DocumentLine:
        document = tables.document_by_id[node.document]
        return DocumentLine(
            id=node.document,
            title=document["title"] or node.file,
            source=make_source(document),
            file=document["source"],
            basis=document["published_basis"] or "",
            kind=document["kind"],
            language=document["language"],
            words=document["words"] or 0,
            findings=counted.get(node.document, 0),
            relations=tuple(map(_make_relation, filter(None, (node.branch, *node.links)))),
            family=node.size,
            copies=tuple(line(copy) for copy in node.copies),
        )

    return [line(node) for node in list_trees(documents, tables.origins)]


def count_origins(tables: Tables) -> int:
    """Return how many documents do not go back to another one of the pile."""
    return len({document["origin"] or document["id"] for document in tables.documents})


def list_problems(tables: Tables) -> list[ProblemLine]:
    """Return the problems, each with the document or file it is about."""
    lines = []
    for row in tables.problems:
        document = tables.document_by_id.get(row["subject"])
        about = document["source"] if document else row["source"] or row["subject"]
        lines.append(
            ProblemLine(id=row["id"], about=about, room=row["room"], message=row["message"])
        )
    return lines


def _make_relation(link: OriginLink) -> Relation:
    quote = " ".join((link.quote or "").split())
    return Relation(
        text=link.text,
        href=f"#{link.of}" if link.relation == COPY else "",
        quote=quote if len(quote) <= _LONGEST_QUOTE else f"{quote[: _LONGEST_QUOTE - 1]}…",
    )


def _count_findings(tables: Tables) -> dict[str, int]:
    counted: dict[str, int] = {}
    for rows in (tables.statements, tables.events, tables.commitments, tables.figures):
        for row in rows:
            counted[row["document"]] = counted.get(row["document"], 0) + 1
    return counted


def _day_of_document(row: Row) -> tuple[bool, str, str]:
    day = row["published"] or row["published_latest"]
    return day is None, day.isoformat() if day else "", row["source"]
