"""Documents as a dossier shows them: those that stand alone, with their copies under them."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.publish.dossier_rows import Row, Source, Tables, make_source


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
    relations: tuple[str, ...]
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
    relations: dict[str, list[Row]] = {}
    for row in tables.origins:
        relations.setdefault(row["document"], []).append(row)
    copies: dict[str, list[Row]] = {}
    roots: list[Row] = []
    for document in sorted(tables.documents, key=_day_of_document):
        root = document["origin"]
        if root and root != document["id"] and root in tables.document_by_id:
            copies.setdefault(root, []).append(document)
        else:
            roots.append(document)
    counted = _count_findings(tables)

    def line(document: Row) -> DocumentLine:
        return DocumentLine(
            id=document["id"],
            title=document["title"] or document["source"],
            source=make_source(document),
            file=document["source"],
            basis=document["published_basis"] or "",
            kind=document["kind"],
            language=document["language"],
            words=document["words"] or 0,
            findings=counted.get(document["id"], 0),
            relations=tuple(_relation(row, tables) for row in relations.get(document["id"], ())),
            copies=tuple(line(copy) for copy in copies.get(document["id"], ())),
        )

    return [line(document) for document in roots]


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


def _relation(row: Row, tables: Tables) -> str:
    other = tables.document_by_id.get(row["of"])
    of = make_source(other).name if other else row["of"]
    verb = {"copy": "copy of", "agency": "carries the text of"}.get(row["relation"])
    share = f", {row['share']:.0%} of its words" if row["share"] is not None else ""
    return f"{verb or row['relation']} {of}{share} ({row['reason']})"


def _count_findings(tables: Tables) -> dict[str, int]:
    counted: dict[str, int] = {}
    for rows in (tables.statements, tables.events, tables.commitments, tables.figures):
        for row in rows:
            counted[row["document"]] = counted.get(row["document"], 0) + 1
    return counted


def _day_of_document(row: Row) -> tuple[bool, str, str]:
    day = row["published"] or row["published_latest"]
    return day is None, day.isoformat() if day else "", row["source"]
