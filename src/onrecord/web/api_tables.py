"""The columns of all tables, without a record: those of tables.sql."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from onrecord.record.schema import create_database, list_columns


@cache
def list_all_columns() -> dict[str, dict[str, str]]:
    """Return the columns of each table with their types."""
    with create_database(Path(":memory:")) as connection:
        return list_columns(connection)
