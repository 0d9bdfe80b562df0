"""Check a dossier by what it carries: words, hashes, ids, lines, sections, and the bytes of the page.

>>> check_dossier(Path("dossier.html").read_text("utf-8")).faults
["fig-7k2qx4m0pd: the page does not show what was written for it"]
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.model import RecordError, make_id
from onrecord.publish.dossier_evidence import (
    BLOCK,
    EMPTY_BLOCK,
    FORMAT,
    Page,
    hash_line,
    hash_stretches,
    hash_text,
    list_lines,
    list_sections,
    parse_page,
)

Evidence = dict[str, Any]
_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierReport:
    """What was checked of a dossier, and what is not as it was written."""

    facts: dict[str, str]
    seal: str
    checked: dict[str, int]
    faults: list[str]
    texts: dict[str, str]  # document → the hash of its whole text


def check_dossier(page: str) -> DossierReport:
    """Return what is wrong with a dossier. Raises RecordError when it carries nothing to check it by."""
    found = BLOCK.search(page)
    if found is None or not found["text"]:
        raise RecordError(
            "this page carries no evidence to check it by; `onrecord dossier` writes pages that do"
        )
    try:
        evidence = json.loads(found["text"])
        faults = list(_check_all(page, found.groupdict(), evidence))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RecordError(f"the evidence in this page cannot be read ({error!r})") from error
    return DossierReport(
        facts=evidence["facts"],
        seal=found["seal"],
        checked={
            name: len(evidence[name]) for name in ("findings", "documents", "lines", "sections")
        },
        faults=faults,
        texts={row["id"]: row["text"] for row in evidence["documents"]},
    )


def _check_all(page: str, block: dict[str, str], evidence: Evidence) -> Iterator[str]:
    if evidence["format"] != FORMAT:
        raise ValueError(f"format {evidence['format']}; this program reads {FORMAT}")
    tree = parse_page(page)
    said = [
        *check_documents(evidence),
        *check_findings(evidence),
        *check_lines(tree, evidence),
    ]
    yield from said
    if hash_text(block["text"]) != block["seal"]:
        yield "the seal does not fit what the page carries"
    blank = BLOCK.sub(lambda _: EMPTY_BLOCK, page, count=1)
    if not said and hash_text(blank) != block["page"]:
        yield (
            "the page: something besides its text was changed (a drawing, the style, the script, "
            "an address)"
        )


def check_documents(evidence: Evidence) -> Iterator[str]:
    """Yield the documents whose carried words were changed."""
    for document in evidence["documents"]:
        if hash_stretches(document["stretches"]) != document["carried"]:
            yield f"{document['id']} ({document['source']}): the carried text was changed"


def check_findings(evidence: Evidence) -> Iterator[str]:
    """Yield the findings whose words are not in the carried text, or whose id does not fit them."""
    documents = {document["id"]: document for document in evidence["documents"]}
    for finding in evidence["findings"]:
        document = documents.get(finding["document"])
        if document is None:
            yield f"{finding['id']}: its document {finding['document']} is not carried"
            continue
        if not _stands_in(finding, document["stretches"]):
            yield (
                f"{finding['id']}: the words {finding['quote'][:_SHOWN]!r} are not at "
                f"{finding['start']} of {document['id']} ({document['source']})"
            )
        if not _has_its_id(finding, document):
            yield f"{finding['id']}: the id does not fit the words {finding['quote'][:_SHOWN]!r}"


def check_lines(page: Page, evidence: Evidence) -> Iterator[str]:
    """Yield the lines and sections that do not show what was written."""
    shown = dict(list_lines(page))
    wrong = {
        name
        for name, said in evidence["lines"].items()
        if name in shown and hash_line(shown[name]) != said
    }
    # A line that holds other lines (a document with its copies) is named only for itself.
    inner = {name for name in wrong if not _holds_any(shown[name], wrong - {name})}
    for name in evidence["lines"]:
        if name not in shown:
            yield f"{name}: the page does not show it any more"
        elif name in inner:
            yield f"{name}: the page does not show what was written for it"
    added = sorted(shown.keys() - evidence["lines"].keys())
    yield from (f"{name}: stands in the page, but was not written with it" for name in added)
    known = wrong | set(added)
    sections = dict(list_sections(page))
    gone = evidence["lines"].keys() - shown.keys()
    for name, said in evidence["sections"].items():
        if name not in sections:
            yield f"the section {name}: the page does not show it any more"
        elif hash_line(sections[name]) != said and not (gone or _holds_any(sections[name], known)):
            yield f"the section {name}: the page does not show what was written for it"


def _holds_any(element: Page, names: set[str]) -> bool:
    return any(one.get("id") in names for one in element.iterdescendants())


def _stands_in(finding: Evidence, stretches: list[list[Any]]) -> bool:
    start, quote = finding["start"], finding["quote"]
    return any(
        first <= start and words[start - first : start - first + len(quote)] == quote
        for first, words in stretches
    )


def _has_its_id(finding: Evidence, document: Evidence) -> bool:
    if "whole" in finding:
        return True
    kind = finding["id"].partition("-")[0]
    parts = (document["capture"], finding["quote"], str(finding["occurrence"]))
    return bool(finding["id"] == make_id(kind, *parts))
