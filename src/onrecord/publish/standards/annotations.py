"""Findings as W3C Web Annotations (JSON-LD): each on its words, by quotation and by position.

A finding has two targets where its document has a web address: the clean text, in which both
selectors hold, and the page, in which only the quotation can. Long quotations are given by their
beginning and by what follows them (a RangeSelector), so that no whole text travels along.
Recommendation: https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.publish.standards.chosen import MOST_CHARACTERS, WIDTH, Chosen, Row, drop_empty, join
from onrecord.publish.standards.streams import write_document
from onrecord.record.records import FINDINGS

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def write_annotations(chosen: Chosen, path: Path) -> int:
    """Write the findings as one AnnotationCollection; return how many."""
    name = chosen.facts.get("build", "record")
    page = {"id": chosen.iri(f"annotations/{name}/1"), "type": "AnnotationPage", "startIndex": 0}
    head = {
        "@context": CONTEXT,
        "id": page["id"],
        "type": page["type"],
        "partOf": {
            "id": chosen.iri(f"annotations/{name}"),
            "type": "AnnotationCollection",
            "label": chosen.facts.get("title") or "What is on record",
        },
        "startIndex": 0,
    }
    return write_document(path, head, "items", iterate_annotations(chosen))


def iterate_annotations(chosen: Chosen) -> Iterator[Row]:
    """Yield an annotation for each finding and position, and one for each two that do not go together."""
    for table in FINDINGS:
        for row in chosen.selection.quoted(table, width=WIDTH):
            if not row.get("repeats"):
                yield make_annotation(table, row, chosen)
    for row in chosen.selection.quoted("position", width=WIDTH):
        yield make_annotation("position", row, chosen)
    for row in chosen.shifts:
        yield make_link(row, chosen)


def make_annotation(table: str, row: Row, chosen: Chosen) -> Row:
    """Return a finding as an annotation; `row` knows what stands `before` and `after` its words."""
    assessed = row.get("outcome") not in (None, "open")
    return {
        "id": chosen.iri(row["id"]),
        "type": "Annotation",
        "motivation": ["describing", "assessing"] if assessed else "describing",
        "generator": {"type": "Software", "name": f"{chosen.software}, {row['method']}"},
        "body": list(_list_bodies(table, row, chosen)),
        "target": list(_list_targets(row, chosen)),
    }


def make_link(row: Row, chosen: Chosen) -> Row:
    """Return a shift or contradiction: it links the annotations of two positions."""
    return {
        "id": chosen.iri(row["id"]),
        "type": "Annotation",
        "motivation": "linking",
        "generator": {"type": "Software", "name": chosen.software},
        "body": [_body(row["reason"], "describing"), _body(row["kind"], "classifying")],
        "target": [chosen.iri(row["before"]), chosen.iri(row["after"])],
    }


def describe(table: str, row: Row, chosen: Chosen) -> str:
    """Return in one line what a finding says beside its words."""
    match table:
        case "statement":
            name = chosen.name(row["speaker"] or row["speaker_text"], row["speaker_id"])
            denies = ", denies" if row["polarity"] == "denies" else ""
            return f"{name or 'speaker not named'}: {row['manner']}{denies}"
        case "event":
            sides = (join(chosen.names(row[side])) for side in ("actors", "targets"))
            return f"{' → '.join(side for side in sides if side)}: {row['type']}, {row['status']}"
        case "commitment":
            sides = (join(chosen.names(row[side])) for side in ("by", "to"))
            due = f", due {row['due']}" if row["due"] else ""
            return f"{' to '.join(side for side in sides if side)}: {row['kind']}{due}"
        case "position":
            name = chosen.name(row["actor_name"], row["actor"])
            return f"{name}: {row['stance']} ({row['issue']})"
        case _:
            return str(row["reason"] or row["measure"])


def _list_bodies(table: str, row: Row, chosen: Chosen) -> Iterator[Row]:
    yield _body(describe(table, row, chosen), "describing")
    yield _body(table, "classifying")
    if row.get("outcome") not in (None, "open"):
        yield _body(row["outcome"], "assessing")


def _body(value: str, purpose: str) -> Row:
    return {
        "type": "TextualBody", "value": value, "format": "text/plain", "language": "en",
        "purpose": purpose,
    }  # fmt: skip


def _list_targets(row: Row, chosen: Chosen) -> Iterator[Row]:
    document = chosen.documents[row["document"]]
    quoting = _select_words(row)
    position = {"type": "TextPositionSelector", "start": row["start"], "end": row["end"]}
    source = {
        "id": chosen.iri(document["id"]), "type": "Text", "format": "text/plain",
        "language": document["language"],
    }  # fmt: skip
    yield {
        "type": "SpecificResource", "source": source,
        "selector": [*([quoting] if quoting else []), position],
    }  # fmt: skip
    page = chosen.page(row["document"])
    if page and quoting:
        yield {"type": "SpecificResource", "source": page, "selector": quoting}


def _select_words(row: Row) -> Row | None:
    quote = row["quote"]
    if len(quote) <= MOST_CHARACTERS:
        return _quote(quote, row["before"], row["after"])
    if not row["after"]:
        return None
    return {
        "type": "RangeSelector",
        "startSelector": _quote(quote[:WIDTH], row["before"], quote[WIDTH : 2 * WIDTH]),
        "endSelector": _quote(row["after"], quote[-WIDTH:], ""),
    }


def _quote(exact: str, prefix: str, suffix: str) -> dict[str, Any]:
    return drop_empty(
        {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
    )
