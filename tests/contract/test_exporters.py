"""Every exporter writes every table, with the same rows and nothing that should stay inside."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from onrecord.model.judged import JUDGED_TABLES, REVIEW_COLUMNS
from onrecord.publish.exports import EXPORTERS, export_record, to_cell
from onrecord.record import PLURALS, Record, open_record

Rows = list[dict[str, Any]]


def read_jsonl(path: Path) -> Rows:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_csv(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_parquet(path: Path) -> Rows:
    return list(pq.read_table(path).to_pylist())


READERS: dict[str, Callable[[Path], Rows]] = {
    "jsonl": read_jsonl,
    "csv": read_csv,
    "parquet": read_parquet,
}


@pytest.fixture(params=EXPORTERS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def record(small_record: Path) -> Record:
    with open_record(small_record) as opened:
        yield opened


def test_every_table_is_written_with_all_its_rows(
    form: str, record: Record, tmp_path: Path
) -> None:
    export_record(record, form, tmp_path, with_text=True)
    assert {p.name for p in tmp_path.iterdir()} == {f"{n}.{form}" for n in PLURALS.values()}
    for table, plural in PLURALS.items():
        rows = READERS[form](tmp_path / f"{plural}.{form}")
        assert [row["id"] for row in rows] == [row["id"] for row in record.rows(table)]
        for row in rows:
            more = REVIEW_COLUMNS if table in JUDGED_TABLES and form != "jsonl" else ()
            assert list(row) == [*record.columns[table], *more]


def test_an_export_of_a_part_holds_what_fits_and_what_it_rests_on(
    form: str, record: Record, tmp_path: Path
) -> None:
    export_record(record, form, tmp_path, with_text=False, conditions=("outcome=fails",))
    rows = {t: READERS[form](tmp_path / f"{n}.{form}") for t, n in PLURALS.items()}
    (figure,) = rows["figure"]
    assert [row["id"] for row in rows["document"]] == [figure["document"]]
    assert [row["finding"] for row in rows["verdict"]] == [figure["id"]]
    assert rows["statement"] == []


def test_texts_stay_inside_unless_they_are_asked_for(
    form: str, record: Record, tmp_path: Path
) -> None:
    for with_text in (False, True):
        export_record(record, form, tmp_path, with_text=with_text)
        documents = READERS[form](tmp_path / f"documents.{form}")
        assert [("text" in row) for row in documents] == [with_text] * 3
        assert [("dropped" in row) for row in documents] == [with_text] * 3


def test_what_an_export_says_can_be_read_back(form: str, record: Record, tmp_path: Path) -> None:
    export_record(record, form, tmp_path, with_text=False)
    figures = READERS[form](tmp_path / f"figures.{form}")
    (fails,) = [row for row in figures if row["outcome"] == "fails"]
    days = [str(d) for d in record.figures.rows()[0].period]
    said = {
        "jsonl": (181509, days, [181059]),
        "csv": ("181509", "; ".join(days), "181059"),
        "parquet": ([181509.0], record.figures.rows()[0].period, [181059.0]),
    }
    assert (fails["value"], fails["period"], fails["official"]) == said[form]


def test_long_quotations_are_cut(record: Record, tmp_path: Path) -> None:
    export_record(record, "jsonl", tmp_path, with_text=False)
    (document,) = [
        row for row in read_jsonl(tmp_path / "statements.jsonl") if "words and" in row["quote"]
    ]
    assert len(document["quote"]) == 600
    assert document["quote"].endswith("…")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1 (555) 0100", "'+1 (555) 0100"),
        ("@here", "'@here"),
        ("-1,234.5", "-1,234.5"),
        ("- a dash", "'- a dash"),
        (-5.0, "-5"),
        (37.5, "37.5"),
        (None, ""),
        (True, "true"),
        (["=a", "b"], "'=a; b"),
        ([{"title": "Minister", "body": None}], "Minister"),
    ],
)
def test_no_cell_runs_in_a_spreadsheet(value: Any, cell: str) -> None:
    assert to_cell(value) == cell
