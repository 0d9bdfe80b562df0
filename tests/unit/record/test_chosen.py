"""Some rows read like a whole record: what they rest on is there, and nothing else."""

from __future__ import annotations

from pathlib import Path

from onrecord.record import open_record
from onrecord.record.chosen import Chosen
from tests.unit.web.hostile import write_rows

ROWS = {
    "document": [{"id": "doc-1"}, {"id": "doc-2"}, {"id": "doc-3"}],
    "figure": [
        {"id": "fig-1", "document": "doc-1", "series": "ser-1", "said_by_id": "act-1"},
        {"id": "fig-2", "document": "doc-2", "series": "ser-2"},
    ],
    "event": [{"id": "eve-1", "document": "doc-1"}],
    "commitment": [{"id": "com-1", "document": "doc-2"}],
    "move": [{"id": "mov-1", "document": "doc-3", "commitment": "com-1"}],
    "verdict": [{"id": "ver-1", "finding": "fig-1"}, {"id": "ver-2", "finding": "fig-2"}],
    "series": [{"id": "ser-1"}, {"id": "ser-2"}],
    "actor": [{"id": "act-1"}, {"id": "act-2"}],
}


def test_a_figure_brings_its_document_verdict_series_and_speaker(tmp_path: Path) -> None:
    with open_record(write_rows(tmp_path / "record", ROWS)) as record:
        chosen = Chosen(record, "figure", record.rows_with("figure", "id", "fig-1"))
        ids = {t: [row["id"] for row in chosen.rows(t)] for t in ROWS}
    assert ids["document"] == ["doc-1"]
    assert (ids["verdict"], ids["series"], ids["actor"]) == (["ver-1"], ["ser-1"], ["act-1"])
    assert (ids["event"], ids["commitment"]) == ([], [])


def test_a_document_brings_its_findings_and_where_their_moves_stand(tmp_path: Path) -> None:
    with open_record(write_rows(tmp_path / "record", ROWS)) as record:
        chosen = Chosen(record, "document", record.rows_with("document", "id", "doc-2"))
        assert [row["id"] for row in chosen.rows("figure")] == ["fig-2"]
        moves = Chosen(record, "commitment", record.rows_with("commitment", "id", "com-1"))
        assert [row["id"] for row in moves.rows("document")] == ["doc-2", "doc-3"]
