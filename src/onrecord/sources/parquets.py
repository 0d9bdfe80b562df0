"""Parquet of texts → captures: a row each, with the columns that lines of JSON have as keys.

Read a few rows at a time, and of the columns only those that are known.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from onrecord.model import Capture, Problem
from onrecord.sources.files import make_problem
from onrecord.sources.json_lines import KEYS, read_row
from onrecord.sources.packed import MOST_BYTES

_ROWS = 64
# What the columns of one row group may come to, unpacked: they are read page by page, but a page may be all.
MOST_GROUP_BYTES = 2 * 1024**3


def read_parquet(source: str, stream: BinaryIO, met_at: datetime) -> Iterator[Capture | Problem]:
    """Yield a capture for each row; its source is the file's with `#` and the row's number."""
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    if not stream.seekable():
        yield make_problem(source, f"{source}: Parquet within gzip is not read; unpack it")
        return
    number = 0
    try:
        file = ParquetFile(stream)
        columns = [name for name in file.schema_arrow.names if name in KEYS]
        yield from _check(source, file, columns)
        groups = [g for g in range(file.num_row_groups) if _is_bearable(file, g, columns)]
        for batch in file.iter_batches(_ROWS, row_groups=groups, columns=columns):
            for row in batch.to_pylist():
                number += 1
                yield _read(f"{source}#{number}", row, met_at)
    except (ArrowException, OSError, ValueError, OverflowError) as error:
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        yield make_problem(
            source,
            f"{source}: no Parquet any more after row {number} ({said[:200]}); what stands before "
            "it was read: write it again",
        )


def _check(source: str, file: Any, columns: list[str]) -> Iterator[Problem]:
    """Yield what keeps the file, or a part of it, from being read."""
    if not {"text", "html"}.intersection(columns):
        yield make_problem(
            source,
            f'{source}: no column "text" and no "html" in it; nothing was read from it',
        )
        return
    for group in range(file.num_row_groups):
        if not _is_bearable(file, group, columns):
            yield make_problem(
                source,
                f"{source}: row group {group + 1} holds more than {MOST_GROUP_BYTES >> 30} GB and "
                "was skipped; write it with smaller row groups",
            )


def _is_bearable(file: Any, group: int, columns: list[str]) -> bool:
    if not {"text", "html"}.intersection(columns):
        return False
    found = file.metadata.row_group(group)
    chunks = (found.column(at) for at in range(found.num_columns))
    size = sum(c.total_uncompressed_size for c in chunks if c.path_in_schema in columns)
    return bool(size <= MOST_GROUP_BYTES)


def _read(source: str, row: dict[str, Any], met_at: datetime) -> Capture | Problem:
    plain = {
        key: value.isoformat() if isinstance(value, date | datetime) else value
        for key, value in row.items()
    }
    if any(isinstance(v, str) and len(v) > MOST_BYTES for v in plain.values()):
        return make_problem(source, f"{source}: larger than {MOST_BYTES >> 20} MB; split it")
    return read_row(source, plain, met_at)
