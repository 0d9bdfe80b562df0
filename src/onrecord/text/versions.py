"""Versions: captures of one address that hold one document at different times.

A page's address may come to hold another document (a front page, a file that was overwritten), so
that the texts have to have words in common too. A step per key: only captures of one address are
compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from onrecord.model import Document, Origin, Relation, make_address
from onrecord.model.carry import Carry, carry_here

_RUN = 4  # words that have to stand in one order
_LEAST_SHARED = 0.25  # of the shorter text's runs
_WORD = re.compile(r"\w+")
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def find_versions(documents: Iterable[Document], *, carry: Carry = carry_here) -> dict[str, str]:
    """Return for each later version of a document the id of its first one.

    Goes through `documents` twice and holds those alone whose address several have.
    """
    held: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        held[find_address(document)].add(document.id)
    by_address: dict[str, dict[str, Document]] = defaultdict(dict)
    for document in documents:
        address = find_address(document)
        if len(held[address]) > 1:
            by_address[address][document.id] = document
    firsts: dict[str, str] = {}
    groups = (sorted(group.values(), key=_order) for group in by_address.values())
    for versions in carry(_group, groups):
        firsts.update(versions)
    return firsts


def find_address(document: Document) -> str:
    """Return what versions of a document have in common: its address, else its source."""
    return make_address(document.url) or f"source {document.source}"


def leave_versions_out(origins: Iterable[Origin], firsts: Mapping[str, str]) -> list[Origin]:
    """Return the relations without those between versions of one document."""
    return [
        origin
        for origin in origins
        if origin.relation is not Relation.COPY
        or firsts.get(origin.document_id, origin.document_id) != firsts.get(origin.of, origin.of)
    ]


def follow_versions(roots: Mapping[str, str], firsts: Mapping[str, str]) -> dict[str, str]:
    """Return the roots of documents, with all versions of one document taken for the first."""
    return {document_id: _follow(document_id, roots, firsts) for document_id in roots}


def _follow(document_id: str, roots: Mapping[str, str], firsts: Mapping[str, str]) -> str:
    seen: list[str] = []
    at = document_id
    while at not in seen:
        seen.append(at)
        at = firsts.get(at, at)
        at = roots.get(at, at)
    return min(seen[seen.index(at) :])  # one, unless they go in a circle


def _order(document: Document) -> tuple[datetime, str, str]:
    publication = document.publication
    day = publication.latest if publication is not None else None
    return document.met_at or _LONG_AGO, str(day or ""), document.source


def _group(documents: Sequence[Document]) -> list[tuple[str, str]]:
    """Return (version, first) for the captures of one address, earliest first."""
    found: list[tuple[str, str]] = []
    held: list[tuple[Document, frozenset[int]]] = []  # the firsts, with the runs of their last
    for document in documents:
        runs = _cut_runs(document.text)
        for at, (first, before) in enumerate(held):
            if _share(runs, before) >= _LEAST_SHARED or _says_the_same(document, first):
                held[at] = (first, runs)
                found.append((document.id, first.id))
                break
        else:
            held.append((document, runs))
    return found


def _cut_runs(text: str) -> frozenset[int]:
    words = _WORD.findall(text.casefold())
    return frozenset(hash(tuple(words[at : at + _RUN])) for at in range(len(words) - _RUN + 1))


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def _says_the_same(one: Document, other: Document) -> bool:
    """Are they one short text, or have they one title and one day?"""
    if one.text == other.text:
        return True
    return (
        one.title is not None and one.title == other.title and one.publication == other.publication
    )
