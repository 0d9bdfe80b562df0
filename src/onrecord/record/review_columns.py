"""What reviewers came to, as columns beside those of a finding's table (Arrow, Parquet)."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from onrecord.model.judged import CORRECTION_FIELDS, JUDGED_TABLES, Judged, list_review

REVIEW_TYPES = pa.schema([
    ("reviewed", pa.string()),
    ("reviewed_by", pa.list_(pa.string())),
    ("corrected", pa.list_(pa.struct([(name, pa.string()) for name in CORRECTION_FIELDS]))),
])  # fmt: skip


def add_review_columns(rows: pa.Table, table: str, judged: Judged) -> pa.Table:
    """Return rows with what reviewers came to, where a reviewer may judge rows of the table."""
    if table not in JUDGED_TABLES:
        return rows
    arrays = list_review_arrays(rows["id"].to_pylist(), judged)
    for field, array in zip(REVIEW_TYPES, arrays, strict=True):
        rows = rows.append_column(field, array)
    return rows


def list_review_arrays(ids: Sequence[str], judged: Judged) -> list[pa.Array]:
    """Return the review columns of the rows with these ids."""
    said = [list_review(judged, name) for name in ids]
    return [pa.array([one[field.name] for one in said], field.type) for field in REVIEW_TYPES]
