"""Search's hits by the passage that they stand in, so that no words are told twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.record.records import FINDINGS, Record
from onrecord.record.search import Hit


@dataclass(slots=True)
class Passage:
    """Hits whose words overlap, the best first; a document's own hit is with the best of its passages."""

    hits: list[Hit]
    start: int
    end: int

    @property
    def snippet(self) -> str:
        """Return the words of the finding that tells most of them, else those of the document."""
        found = max(self.hits, key=lambda hit: (hit.table in FINDINGS, len(hit.snippet)))
        return found.snippet

    def overlaps(self, document: str, span: tuple[int, int]) -> bool:
        """Do words of `document` at `span` stand in this passage?"""
        return self.hits[0].document == document and self.start < span[1] and span[0] < self.end


def gather_passages(record: Record, hits: Iterable[Hit]) -> list[Passage]:
    """Return the passages in which hits stand, in the order of the best of each."""
    hits = list(hits)
    spans = _find_spans(record, hits)
    passages: list[Passage] = []
    for hit in hits:
        if hit.id in spans:
            _place(hit, spans[hit.id], passages)
    for hit in hits:
        if hit.id not in spans:
            own = next((p for p in passages if p.hits[0].document == hit.document), None)
            if own is None:
                passages.append(Passage([hit], 0, 0))
            else:
                own.hits.append(hit)
    places = {hit.id: place for place, hit in enumerate(hits)}
    for passage in passages:
        passage.hits.sort(key=lambda hit: places[hit.id])
    return sorted(passages, key=lambda passage: places[passage.hits[0].id])


def _find_spans(record: Record, hits: list[Hit]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for table in FINDINGS:
        ids = [hit.id for hit in hits if hit.table == table]
        for row in record.rows_among(table, ids, columns=("id", "start", "end")):
            found[row["id"]] = (row["start"], row["end"])
    return found


def _place(hit: Hit, span: tuple[int, int], passages: list[Passage]) -> None:
    for passage in passages:
        if passage.overlaps(hit.document, span):
            passage.hits.append(hit)
            passage.start = min(passage.start, span[0])
            passage.end = max(passage.end, span[1])
            return
    passages.append(Passage([hit], *span))
