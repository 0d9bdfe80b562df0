"""Where documents come from: copies of each other, agencies' texts, other outlets' reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from onrecord.knowledge import Knowledge
from onrecord.model import (
    CopyKind,
    DirectionBasis,
    Document,
    Origin,
    Relation,
    Span,
    cut_span,
)
from onrecord.model.carry import Carry, carry_here
from onrecord.text.credits import find_credits
from onrecord.text.origins_copies import Copy, find_copies
from onrecord.text.origins_matches import MOSTLY
from onrecord.text.shingles import find_own_words

_SHOWN = 40  # words of the longest passage that stand as evidence

_HOW = {
    CopyKind.VERBATIM: "the same text",
    CopyKind.LIGHT_EDIT: "the same text with words changed",
    CopyKind.TRIMMED: "a part of that text and nothing else",
    CopyKind.QUOTED_WHOLE: "all of that text inside a text of its own",
    CopyKind.EXCERPT: "a part of that text inside a text of its own",
    CopyKind.MERGED: "one of several texts it is put together from",
}
_WHO = {
    DirectionBasis.DATES: "the other was published before",
    DirectionBasis.CREDIT: "this one credits where it comes from",
    DirectionBasis.ISSUER: "the other stands with who issued it",
    DirectionBasis.EXTENT: "told by which of the two holds more",
    DirectionBasis.UNKNOWN: "which came first is not known",
}


class _Named(Protocol):
    """A document, or what stands for one."""

    @property
    def id(self) -> str: ...


def find_origins(
    documents: Iterable[Document], knowledge: Knowledge, *, carry: Carry = carry_here
) -> list[Origin]:
    """Return the relations of the documents, in their order; copies come before credits.

    Goes through `documents` twice and holds none: they may be read anew each time.
    """
    copies = group_copies(find_copies(documents, knowledge, carry=carry))
    origins: list[Origin] = []
    seen: set[str] = set()
    for document in documents:
        if document.id in seen:
            continue
        seen.add(document.id)
        origins.extend(make_origins(copies.get(document.id, ()), document, knowledge))
        origins.extend(find_credits(document, knowledge))
    return origins


def group_copies(copies: Iterable[Copy]) -> dict[str, list[Copy]]:
    """Return the copies by the document that is one."""
    grouped: dict[str, list[Copy]] = {}
    for copy in copies:
        grouped.setdefault(copy.card.id, []).append(copy)
    return grouped


def make_origins(
    copies: Sequence[Copy], document: Document, knowledge: Knowledge
) -> Iterator[Origin]:
    """Yield the relations of a document that is a copy."""
    if copies:
        places = find_own_words(document.text, knowledge.page_words.get(document.language))
        yield from (make_origin(copy, document, places) for copy in copies)


def make_origin(copy: Copy, document: Document, places: Sequence[tuple[int, int]]) -> Origin:
    """Return the relation of a copy; `places` is where the document's own words stand."""
    reason = (
        f"{copy.share:.0%} of its own words outside quotations stand in {copy.source.source}: "
        f"{_HOW[copy.how]}; {_WHO[copy.basis]}"
    )
    return Origin(
        document_id=copy.card.id,
        relation=Relation.COPY,
        of=copy.source.id,
        share=round(copy.share, 4),
        reason=reason,
        span=_cut_evidence(copy, document, places),
        how=copy.how,
        direction=copy.basis,
        passages=tuple((places[first][0], places[after - 1][1]) for first, after in copy.covered),
    )


def _cut_evidence(copy: Copy, document: Document, places: Sequence[tuple[int, int]]) -> Span | None:
    """Return the first words of the longest passage, None when it stands in quotations."""
    if not copy.covered:
        return None
    first, after = max(copy.covered, key=lambda stretch: (stretch[1] - stretch[0], -stretch[0]))
    last = min(after, first + _SHOWN) - 1
    return cut_span(document, places[first][0], places[last][1])


def find_roots(documents: Iterable[_Named], origins: Iterable[Origin]) -> dict[str, str]:
    """Return for each document the one at the beginning of its chain of copies, else itself.

    A document goes back to the source of the most of its words, when its sources together have
    at least half of them; one that only holds an excerpt is an origin of its own.
    """
    sources: dict[str, list[Origin]] = {}
    for origin in origins:
        if origin.relation is Relation.COPY:
            sources.setdefault(origin.document_id, []).append(origin)
    copied = {document_id: main for document_id, some in sources.items() if (main := _main(some))}
    return {document.id: _follow(document.id, copied) for document in documents}


def find_root_at(
    place: int, document_id: str, origins: Sequence[Origin], roots: Mapping[str, str]
) -> str:
    """Return the document that what stands at a place of a document goes back to.

    `origins` are the document's own: what stands in an excerpt goes back to the excerpt's source.
    """
    holding = [
        origin for origin in origins if any(start <= place < end for start, end in origin.passages)
    ]
    best = max(holding, key=lambda origin: origin.share or 0, default=None)
    return roots.get(best.of, best.of) if best is not None else roots[document_id]


def _main(some: Sequence[Origin]) -> str | None:
    greatest = max(some, key=lambda origin: origin.share or 0)
    together = sum(origin.share or 0 for origin in some)
    return greatest.of if together >= MOSTLY else None


def _follow(at: str, copied: Mapping[str, str]) -> str:
    seen: set[str] = set()
    while at in copied and at not in seen:
        seen.add(at)
        at = copied[at]
    return at


def count_origins(documents: Sequence[Document], origins: Iterable[Origin]) -> tuple[int, int]:
    """Return how many documents there are, and how many of them go back to no other."""
    roots = find_roots(documents, origins)
    return len(roots), len(set(roots.values()))
