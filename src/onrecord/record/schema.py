"""The record's database: made from tables.sql, opened read-only by everybody but the writer."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import duckdb

from onrecord.model import RecordError

# What reading a damaged database raises.
DatabaseError = duckdb.Error
# Nothing is loaded from the network, and no query reads or writes a file beside the database.
OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}


def load_sql(name: str) -> str:
    """Return the text of record/sql/<name>.sql."""
    return resources.files("onrecord.record").joinpath("sql", f"{name}.sql").read_text("utf-8")


def create_database(path: Path) -> duckdb.DuckDBPyConnection:
    """Return a new database with all tables, empty."""
    connection = duckdb.connect(str(path), config=dict(OFFLINE))
    connection.execute(load_sql("tables"))
    return connection


def open_database(path: Path) -> duckdb.DuckDBPyConnection:
    """Return the database of a build, for reading only."""
    config = dict(OFFLINE)
    config["enable_external_access"] = "false"
    try:
        return duckdb.connect(str(path), read_only=True, config=config)
    except duckdb.Error as error:
        raise RecordError(
            f"{path}: cannot be opened ({error}); `onrecord build` makes it again"
        ) from error


def add_macros(connection: duckdb.DuckDBPyConnection) -> None:
    """Let queries of this connection use what stands in macros.sql; nothing is written."""
    connection.execute(load_sql("macros"))


def list_columns(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """Return the columns of each table and their types, in the order of tables.sql."""
    tables: dict[str, dict[str, str]] = {}
    for table, column, kind in connection.execute(load_sql("columns")).fetchall():
        tables.setdefault(table, {})[column] = kind
    return tables


def holds_tables(connection: duckdb.DuckDBPyConnection) -> bool:
    """Has the database every table and column of tables.sql? Another version may have made it."""
    held = list_columns(connection)
    with duckdb.connect(":memory:", config=dict(OFFLINE)) as empty:
        empty.execute(load_sql("tables"))
        expected = list_columns(empty)
    return all(columns.keys() <= held.get(table, {}).keys() for table, columns in expected.items())
