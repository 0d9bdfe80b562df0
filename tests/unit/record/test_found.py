"""What search found, told by passage."""

from __future__ import annotations

from pathlib import Path

from onrecord.record import open_record
from onrecord.record.found import gather_passages
from onrecord.record.search import Hit
from tests.unit.web.hostile import write_rows

TEXT = "They agreed to send 300 trucks. Later the trucks came."
SPANS = {"eve-1": (0, 31), "fig-1": (20, 30), "eve-2": (32, 53)}


def hit(row: str, table: str, snippet: str, document: str = "doc-1") -> Hit:
    return Hit(id=row, table=table, document=document, score=1.0, snippet=snippet)


def test_words_that_overlap_are_told_once(tmp_path: Path) -> None:
    def row(name: str) -> dict[str, object]:
        start, end = SPANS[name]
        return {
            "id": name,
            "document": "doc-1",
            "quote": TEXT[start:end],
            "start": start,
            "end": end,
        }

    rows = {
        "document": [{"id": "doc-1", "text": TEXT}, {"id": "doc-2", "text": "Trucks."}],
        "event": [row("eve-1"), row("eve-2")],
        "figure": [row("fig-1")],
    }
    hits = [
        hit("doc-2", "document", "Trucks.", "doc-2"),
        hit("fig-1", "figure", "300 trucks"),
        hit("doc-1", "document", "They agreed to send 300 trucks. Later the trucks came."),
        hit("eve-2", "event", "Later the trucks came"),
        hit("eve-1", "event", "They agreed to send 300 trucks."),
    ]
    with open_record(write_rows(tmp_path / "record", rows)) as record:
        passages = gather_passages(record, hits)
    assert [[one.id for one in passage.hits] for passage in passages] == [
        ["doc-2"],
        ["fig-1", "doc-1", "eve-1"],
        ["eve-2"],
    ]
    assert passages[1].snippet == "They agreed to send 300 trucks."
