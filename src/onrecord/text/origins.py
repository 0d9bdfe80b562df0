"""Where documents come from: copies of each other, agencies' texts, other outlets' reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from onrecord.knowledge import Knowledge
from onrecord.model import Document, Origin, Relation
from onrecord.text.credits import find_credits
from onrecord.text.shingles import cut_shingles

# Independent reports of one event share fewer in 929 of 936 pairs once quotations are left out.
LEAST_SHARED = 6
# A shingle of so many documents is a phrase of the trade, not a passage that was copied.
_MOST_HOLDERS = 40
_LEAST_SHARE = 0.15  # of the shorter text
# Orders and releases of one outlet repeat their own paragraphs; only versions of one are copies.
_LEAST_SHARE_OF_ONE_OUTLET = 0.8  # of the longer text


def find_origins(documents: Sequence[Document], knowledge: Knowledge) -> list[Origin]:
    """Return the relations of the documents, in their order; each copy has one origin."""
    copies = {origin.document_id: origin for origin in find_copies(documents)}
    origins: list[Origin] = []
    for document in documents:
        if document.id in copies:
            origins.append(copies[document.id])
        origins.extend(find_credits(document, knowledge))
    return origins


def find_copies(documents: Sequence[Document]) -> Iterator[Origin]:
    """Yield for each copy the document that it shares most words with, among those before it.

    "Before" is one order over all documents, so that copies never go in a circle: the earlier
    published first, then those that credit nobody, then the longer.
    """
    unique = list({document.id: document for document in documents}.values())
    shingles = {document.id: cut_shingles(document.text) for document in unique}
    ranked = sorted(unique, key=_rank)
    rank = {document.id: at for at, document in enumerate(ranked)}
    by_id = {document.id: document for document in unique}
    best: dict[str, tuple[float, int, str]] = {}
    for (one, other), shared in _count_shared(ranked, shingles).items():
        earlier, later = sorted((one, other), key=lambda i: rank[i])
        sizes = sorted((len(shingles[one]), len(shingles[other])))
        if shared < LEAST_SHARED or shared < _least_shared(by_id[one], by_id[other], sizes):
            continue
        share = shared / len(shingles[later])
        candidate = (share, -rank[earlier], earlier)
        if later not in best or candidate > best[later]:
            best[later] = candidate
    for later, (share, _, earlier) in sorted(best.items(), key=lambda item: rank[item[0]]):
        reason = f"{share:.0%} of its own words outside quotations stand in {by_id[earlier].source}"
        yield Origin(
            document_id=later,
            relation=Relation.COPY,
            of=earlier,
            share=round(share, 4),
            reason=reason,
        )


def _least_shared(one: Document, other: Document, sizes: list[int]) -> float:
    if one.outlet is not None and one.outlet == other.outlet:
        return _LEAST_SHARE_OF_ONE_OUTLET * sizes[1]
    return _LEAST_SHARE * sizes[0]


def _rank(document: Document) -> tuple[str, bool, int, str]:
    publication = document.publication
    known = publication.earliest if publication is not None and publication.is_exact else None
    day = known.isoformat() if known is not None else "9999"
    return day, document.original_outlet is not None, -len(document.text), document.id


def _count_shared(
    ranked: list[Document], shingles: dict[str, frozenset[int]]
) -> Counter[tuple[str, str]]:
    """Return how many shingles each pair shares, for pairs that share any."""
    holders: dict[int, list[str]] = defaultdict(list)
    for document in ranked:
        for shingle in shingles[document.id]:
            holders[shingle].append(document.id)
    shared: Counter[tuple[str, str]] = Counter()
    for ids in holders.values():
        if 1 < len(ids) <= _MOST_HOLDERS:
            for at, one in enumerate(ids):
                for other in ids[at + 1 :]:
                    shared[one, other] += 1
    return shared


def find_roots(documents: Iterable[Document], origins: Iterable[Origin]) -> dict[str, str]:
    """Return for each document the one at the beginning of its chain of copies, else itself."""
    copied = {o.document_id: o.of for o in origins if o.relation is Relation.COPY}
    roots: dict[str, str] = {}
    for document in documents:
        at, seen = document.id, set()
        while at in copied and at not in seen:
            seen.add(at)
            at = copied[at]
        roots[document.id] = at
    return roots


def count_origins(documents: Sequence[Document], origins: Iterable[Origin]) -> tuple[int, int]:
    """Return how many documents there are, and how many of them are no copies of another."""
    roots = find_roots(documents, origins)
    return len(roots), len(set(roots.values()))
