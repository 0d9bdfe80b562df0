"""Exports in folders by day, outlet or kind: the same rows, read as one table, of bounded files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from onrecord.cli.commands import run
from onrecord.model import OnrecordError
from onrecord.publish import exports_partitions
from onrecord.publish.exports import export_record
from onrecord.publish.exports_partitions import UNKNOWN, export_partitions
from onrecord.record import PLURALS, Record, open_record
from onrecord.record.selections import Selection
from tests.unit.publish.stored import make_story, write_rows


@pytest.fixture(scope="module")
def small_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place: Path = write_rows(make_story(), tmp_path_factory.mktemp("cut") / "record")
    return place


@pytest.fixture
def record(small_record: Path) -> Iterator[Record]:
    with open_record(small_record) as opened:
        yield opened


def export(record: Record, by: str, out: Path) -> list[Path]:
    return export_partitions(Selection(record), by, out, with_text=False, licence=None)


def by_id(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: str(row["id"]))


@pytest.mark.parametrize("by", exports_partitions.PARTITIONS)
def test_the_folders_hold_the_rows_of_the_plain_export(
    by: str, record: Record, tmp_path: Path
) -> None:
    export_record(record, "parquet", tmp_path / "plain", with_text=False)
    export(record, by, tmp_path / "cut")
    for plural in PLURALS.values():
        plain = pq.read_table(tmp_path / "plain" / f"{plural}.parquet")
        folder, file = tmp_path / "cut" / plural, tmp_path / "cut" / f"{plural}.parquet"
        if not folder.exists() and not file.exists():
            assert len(plain) == 0, plural
            continue
        read = ds.dataset(folder if folder.exists() else file, partitioning=None).to_table()
        assert by_id(read.to_pylist()) == by_id(plain.to_pylist()), plural


def test_folders_are_named_by_what_their_documents_have(record: Record, tmp_path: Path) -> None:
    export(record, "kind", tmp_path)
    kinds = {row["id"]: row["kind"] for row in record.rows("document")}
    with duckdb.connect() as connection:
        rows = connection.execute(
            "select document, document_kind from read_parquet(?, hive_partitioning = true)",
            [f"{tmp_path}/figures/*/*.parquet"],
        ).fetchall()
    assert rows
    assert all(kinds[document] == kind for document, kind in rows)


def test_what_has_no_value_lies_in_the_folder_that_says_so(record: Record, tmp_path: Path) -> None:
    export(record, "day", tmp_path)
    undated = [row["id"] for row in record.rows("document") if row["published"] is None]
    file = tmp_path / "documents" / f"document_day={UNKNOWN}" / "part-0.parquet"
    assert file.exists() == bool(undated)
    if undated:
        assert sorted(pq.read_table(file, partitioning=None)["id"].to_pylist()) == sorted(undated)


def test_files_are_ended_when_they_are_large(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports_partitions, "MOST_FILE_BYTES", 1)
    monkeypatch.setattr(exports_partitions, "BATCH", 1)
    export(record, "kind", tmp_path)
    files = list((tmp_path / "documents").rglob("*.parquet"))
    assert len(files) == len(record.documents)


def test_an_export_is_the_same_twice_and_leaves_nothing_of_another(
    record: Record, tmp_path: Path
) -> None:
    first = export(record, "kind", tmp_path)
    before = [path.read_bytes() for path in first]
    export(record, "outlet", tmp_path)
    assert not list(tmp_path.rglob("document_kind=*"))
    assert [path.read_bytes() for path in export(record, "kind", tmp_path)] == before


def test_a_folder_with_other_files_is_not_replaced(record: Record, tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "mine.txt").write_text("x")
    with pytest.raises(OnrecordError, match=r"holds mine\.txt, which no export wrote"):
        export(record, "kind", tmp_path)


def test_the_description_names_every_file_with_its_hash(record: Record, tmp_path: Path) -> None:
    *files, package = export(record, "kind", tmp_path)
    said = json.loads(package.read_text(encoding="utf-8"))["resources"]
    (figures,) = [one for one in said if one["name"] == "figures"]
    assert figures["partitions"] == {"layout": "hive", "column": "document_kind"}
    assert figures["path"] == [one["path"] for one in figures["files"]]
    for one in figures["files"]:
        digest = hashlib.sha256((tmp_path / one["path"]).read_bytes()).hexdigest()
        assert one["hash"] == f"sha256:{digest}"
    listed = [
        p
        for one in said
        for p in ([one["path"]] if isinstance(one.get("path"), str) else one.get("path", []))
    ]
    assert sorted(listed) == sorted(f.relative_to(tmp_path).as_posix() for f in files)


def test_values_are_names_of_folders_whatever_they_hold() -> None:
    assert exports_partitions._name("A/B: news") == "A%2FB%3A news"
    assert exports_partitions._name(None) == exports_partitions._name("") == UNKNOWN
    long = exports_partitions._name("é" * 500)
    assert len(long) < 200
    assert long != exports_partitions._name("é" * 501)


def test_only_parquet_is_cut(small_record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["export", "csv", "out", "-r", str(small_record), "--partition-by", "day"]
    assert run(words) == 2
    assert "--partition-by is for parquet alone" in capsys.readouterr().err
