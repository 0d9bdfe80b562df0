from __future__ import annotations

import os
from pathlib import Path

import pytest

import onrecord
from onrecord.model import NotFoundError, RecordError
from onrecord.model.judged import REVIEW_COLUMNS
from onrecord.record import PLURALS, Record, summarise
from onrecord.record.schema import create_database


def test_tables_are_attributes(record: Record) -> None:
    assert [row.quote for row in record.figures.rows()] == ["181,509", "44", "12"]
    assert record.figures.arrow().num_rows == 3
    assert repr(record.figures.where("outcome=fails")) == "<1 figures where outcome=fails>"
    assert set(PLURALS.values()) <= set(dir(record))
    with pytest.raises(AttributeError, match="figures"):
        record.figurs  # noqa: B018


def test_rows_come_as_a_data_frame(record: Record) -> None:
    frame = record.figures.df()
    assert list(frame["quote"]) == ["181,509", "44", "12"]
    assert list(frame.columns) == [*record.figures.columns, *REVIEW_COLUMNS]


def test_a_beginning_of_an_id_is_enough(record: Record) -> None:
    (row,) = record.figures.where("value=44").rows()
    assert record.find(row.id[:9]) == ("figure", record.rows_with("figure", "id", row.id)[0])
    with pytest.raises(NotFoundError, match="begins 3 ids"):
        record.find("fig-")
    with pytest.raises(NotFoundError, match='no row has the id "fig-%"'):
        record.find("fig-%")
    with pytest.raises(NotFoundError, match="an id is needed"):
        record.find(" ")


def test_an_unknown_table_is_named(record: Record) -> None:
    with pytest.raises(NotFoundError, match='no table "quotes"; there are: documents'):
        record.table("quotes")


def test_search_finds_words_without_case_and_accents(record: Record) -> None:
    (hit,) = record.search("mexico ANO")
    assert (hit.table, hit.id) == ("document", hit.document)
    assert "**México**" in hit.snippet
    assert {hit.table for hit in record.search("12 trucks")} == {"document", "statement"}
    assert [h.table for h in record.search('"count 12"', tables=("statement",))] == ["statement"]
    assert record.search('"12 count"') == []
    record.search('"(trucks AND -')  # half a query is no error


def test_a_notebook_shows_escaped_text(record: Record) -> None:
    assert "<td>documents</td><td>3</td>" in record._repr_html_()
    shown = record.statements._repr_html_()
    assert "2 of 2 statements" in shown
    assert "<td>we count 12 trucks</td>" in shown


def test_a_summary_counts(record: Record) -> None:
    summary = summarise(record)
    assert (summary.documents, summary.origins) == (3, 3)
    assert summary.findings == {"statements": 2, "events": 0, "commitments": 0, "figures": 3}
    assert summary.outcomes["figures"] == {"holds": 2, "close": 0, "fails": 1, "open": 0}
    assert [row["quote"] for row in summary.failing] == ["181,509"]


def test_no_record_is_said_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="onrecord build FILES"):
        onrecord.open(tmp_path)


def test_a_broken_database_is_said_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "built" / "x").mkdir(parents=True)
    (tmp_path / "built" / "x" / "record.duckdb").write_bytes(os.urandom(5000))
    (tmp_path / "CURRENT").write_text("x\n", encoding="utf-8")
    with pytest.raises(RecordError, match="makes it again"):
        onrecord.open(tmp_path)


def test_a_record_of_another_version_is_said_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "built" / "x").mkdir(parents=True)
    with create_database(tmp_path / "built" / "x" / "record.duckdb") as database:
        database.execute("alter table figure drop column reason")
    (tmp_path / "CURRENT").write_text("x\n", encoding="utf-8")
    with pytest.raises(RecordError, match=r"another version .* builds it again"):
        onrecord.open(tmp_path)


def test_the_database_is_read_only(record: Record) -> None:
    with pytest.raises(Exception, match="read-only"):
        record._connection.execute("delete from figure")
