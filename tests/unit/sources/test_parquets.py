"""Parquet of texts: a capture for each row, of the known columns alone; what is wrong is named."""

from __future__ import annotations

import gzip
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onrecord.model import Capture, Problem
from onrecord.sources import parquets, read_sources

MET = datetime(2025, 4, 2, tzinfo=UTC)


def read(path: Path) -> tuple[list[Capture], list[str]]:
    found = list(read_sources([str(path)], met_at=MET))
    return (
        [one for one in found if isinstance(one, Capture)],
        [one.message for one in found if isinstance(one, Problem)],
    )


def write(path: Path, columns: dict[str, list[object]], **options: int) -> Path:
    pq.write_table(pa.table(columns), path, **options)
    return path


def test_each_row_is_a_capture_with_what_came_along(tmp_path: Path) -> None:
    path = write(
        tmp_path / "news.parquet",
        {
            "text": ["They met.", None, "They met again."],
            "url": ["https://example.org/a", None, None],
            "published": [date(2025, 3, 31), None, date(2025, 4, 1)],
            "met_at": [datetime(2025, 4, 1, tzinfo=UTC), None, None],
            "embedding": [[0.5], [0.5], [0.5]],
        },
    )
    captures, problems = read(path)
    assert [c.source for c in captures] == [f"{path}#1", f"{path}#3"]
    assert captures[0].hints == (("published", "2025-03-31"), ("url", "https://example.org/a"))
    assert captures[0].met_at == datetime(2025, 4, 1, tzinfo=UTC)
    assert captures[1].met_at == MET
    assert problems == [f'{path}#2: no "text" and no "html" in it; nothing was read from it']


def test_a_table_without_texts_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "numbers.parquet", {"number": [1, 2]})
    assert read(path) == (
        [],
        [f'{path}: no column "text" and no "html" in it; nothing was read from it'],
    )


def test_rows_before_a_damaged_place_are_read(tmp_path: Path) -> None:
    texts: list[object] = [f"Line {number} of news." for number in range(200)]
    path = write(tmp_path / "a.parquet", {"text": texts}, row_group_size=100)
    group = pq.ParquetFile(path).metadata.row_group(1).column(0)
    body = bytearray(path.read_bytes())
    at = group.dictionary_page_offset or group.data_page_offset
    body[at : at + 60] = b"\xff" * 60
    path.write_bytes(bytes(body))
    captures, (problem,) = read(path)
    assert 64 <= len(captures) <= 100
    assert f"{path}: no Parquet any more after row {len(captures)}" in problem


def test_what_is_no_parquet_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 and nothing else")
    captures, (problem,) = read(path)
    assert captures == []
    assert "no Parquet any more after row 0" in problem


def test_parquet_within_gzip_is_named(tmp_path: Path) -> None:
    whole = write(tmp_path / "a.parquet", {"text": ["They met."]})
    packed = tmp_path / "b.parquet.gz"
    packed.write_bytes(gzip.compress(whole.read_bytes()))
    assert read(packed)[1] == [f"{packed}: Parquet within gzip is not read; unpack it"]


def test_a_row_group_that_is_too_large_is_left_out_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.parquet", {"text": ["x" * 500, "They met."]}, row_group_size=1)
    monkeypatch.setattr(parquets, "MOST_GROUP_BYTES", 400)
    captures, problems = read(path)
    assert [c.body for c in captures] == [b"They met."]
    assert "row group 1 holds more than" in problems[0]
