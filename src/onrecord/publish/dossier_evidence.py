"""What a dossier carries so that it can be checked: the words its lines rest on, and hashes of what it shows.

A block of JSON at the end of the page holds the facts of the build, of each document the stretches
that its findings stand in, of each finding its words and offsets, and a hash of every line and
section as the page shows it. The seal is the hash of that block: who has it from elsewhere sees
that nothing at all was changed. `onrecord verify dossier.html` and the page's own button read it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import lxml.html

from onrecord.publish.dossier_rows import CONTEXT, Row, Tables

Page = Any  # an element of lxml, whose stubs cannot say what an XPath gives
FORMAT = 1
# Longer words are carried by their beginning; a hash stands for the rest.
MOST_CHARACTERS = 600
LINE_HASH = 32  # characters of a line's hash: 128 bits
BLOCK = re.compile(
    r'<script type="application/json" id="evidence" data-seal="(?P<seal>\w*)" '
    r'data-page="(?P<page>\w*)">(?P<text>[^<]*)</script>'
)
EMPTY_BLOCK = '<script type="application/json" id="evidence" data-seal="" data-page=""></script>'
# What a browser and lxml agree on as white space between words.
_WHITE = re.compile(r"[ \t\n\r\f]+")
_UNSEALED = "check"  # the part of the page where the result is shown


def seal_page(page: str, tables: Tables, facts: dict[str, str]) -> str:
    """Return a page, that has an empty block, with the block filled."""
    evidence = make_evidence(tables, facts, parse_page(page))
    text = json.dumps(evidence, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    filled = EMPTY_BLOCK.replace('data-seal=""', f'data-seal="{hash_text(text)}"')
    filled = filled.replace('data-page=""', f'data-page="{hash_text(page)}"')
    return page.replace(EMPTY_BLOCK, filled.replace("></script>", f">{text}</script>"))


def make_evidence(tables: Tables, facts: dict[str, str], page: Page) -> dict[str, Any]:
    """Return what a page carries to be checked by."""
    findings = [
        make_finding(kind, row, tables)
        for kind, rows in (
            ("figure", tables.figures),
            ("statement", tables.statements),
            ("event", tables.events),
            ("commitment", tables.commitments),
        )
        for row in rows
        if _stands(row, tables)
    ]
    return {
        "format": FORMAT,
        "facts": facts,
        "documents": make_documents(findings, tables),
        "findings": findings,
        "lines": {name: hash_line(element) for name, element in list_lines(page)},
        "sections": {name: hash_line(element) for name, element in list_sections(page)},
    }


def make_finding(kind: str, row: Row, tables: Tables) -> dict[str, Any]:
    """Return a finding's words and place; `whole` is the hash of words that are not all carried."""
    document = tables.document_by_id[row["document"]]
    quote, start = row["quote"], row["start"]
    finding = {
        "id": row["id"],
        "kind": kind,
        "document": row["document"],
        "start": start,
        "quote": quote[:MOST_CHARACTERS],
        "occurrence": document["text"].count(quote, 0, start),
        "method": row["method"],
    }
    if len(quote) > MOST_CHARACTERS:
        finding["whole"] = hash_text(quote)
    return finding


def make_documents(findings: Iterable[dict[str, Any]], tables: Tables) -> list[dict[str, Any]]:
    """Return the documents with the stretches of their texts that findings stand in."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for finding in findings:
        end = finding["start"] + len(finding["quote"])
        spans.setdefault(finding["document"], []).append((finding["start"], end))
    documents = []
    for document_id in sorted(spans):
        row = tables.document_by_id[document_id]
        stretches = list(_cut_stretches(row["text"], spans[document_id]))
        documents.append({
            "id": document_id,
            "capture": row["capture"],
            "source": row["source"].rsplit("/", 1)[-1],
            "text": hash_text(row["text"]),
            "stretches": stretches,
            "carried": hash_stretches(stretches),
        })  # fmt: skip
    return documents


def parse_page(page: str) -> Page:
    """Return a page as a tree; nothing is fetched."""
    parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, encoding="utf-8")
    return lxml.html.document_fromstring(page.encode(), parser=parser)


def list_lines(page: Page) -> Iterator[tuple[str, Page]]:
    """Yield what has an id inside a section: findings, documents, problems, …."""
    for element in page.xpath("//main//section[@id != $check]//*[@id]", check=_UNSEALED):
        name = element.get("id")
        if element.tag != "section" and not name.endswith("-head"):
            yield name, element


def list_sections(page: Page) -> Iterator[tuple[str, Page]]:
    """Yield the head of the page and its sections, but for the one that shows the result."""
    for element in page.xpath("//header | //main//section[@id]"):
        name = element.get("id") or element.tag
        if name != _UNSEALED:
            yield name, element


def hash_line(element: Page) -> str:
    """Return the hash of the text that an element shows and of where its links lead."""
    shown = _WHITE.sub(" ", "".join(element.itertext())).strip(" ")
    links = [link.get("href") or "" for link in element.iter("a")]
    return hash_text("\n".join([shown, *links]))[:LINE_HASH]


def hash_stretches(stretches: Iterable[list[Any]]) -> str:
    """Return the hash of the carried parts of a text and their places."""
    return hash_text("\n".join(f"{start} {words}" for start, words in stretches))


def hash_text(text: str) -> str:
    """Return the sha-256 of a text in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _stands(row: Row, tables: Tables) -> bool:
    document = tables.document_by_id.get(row["document"])
    return document is not None and document["text"][row["start"] : row["end"]] == row["quote"]


def _cut_stretches(text: str, spans: list[tuple[int, int]]) -> Iterator[list[Any]]:
    """Yield [start, words] of what lies around the spans, those that touch joined."""
    half = CONTEXT // 2
    begun: tuple[int, int] | None = None
    for start, end in sorted(spans):
        first, last = max(0, start - half), min(len(text), end + half)
        if begun is not None and first <= begun[1]:
            begun = (begun[0], max(begun[1], last))
            continue
        if begun is not None:
            yield [begun[0], text[slice(*begun)]]
        begun = (first, last)
    if begun is not None:
        yield [begun[0], text[slice(*begun)]]
