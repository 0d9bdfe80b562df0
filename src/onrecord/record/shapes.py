"""The tables of tables.sql as Arrow has them, told from its text: workers open no database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pyarrow as pa

from onrecord.record.schema import load_sql

_TABLE = re.compile(r"^create table (\w+) \((.*?)^\);", re.MULTILINE | re.DOTALL)
_PLAIN = {
    "varchar": pa.string(), "date": pa.date32(), "double": pa.float64(), "integer": pa.int32(),
    "boolean": pa.bool_(),
}  # fmt: skip


@cache
def list_shapes() -> dict[str, pa.StructType]:
    """Return the columns and their types, by table."""
    return {
        name: pa.struct([_read_column(column) for column in _split(body)])
        for name, body in _TABLE.findall(load_sql("tables"))
    }


def _split(body: str) -> Iterator[str]:
    """Yield what stands between the commas that are in no parentheses."""
    depth, piece = 0, ""
    for sign in body:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            yield piece.strip()
            piece = ""
        else:
            piece += sign
    if piece.strip():
        yield piece.strip()


def _read_column(said: str) -> pa.Field:
    name, _, kind = said.removesuffix(" not null").strip().partition(" ")
    return pa.field(name.strip('"'), _read_type(kind.strip()))


def _read_type(said: str) -> pa.DataType:
    if said.endswith("[]"):
        return pa.list_(_read_type(said.removesuffix("[]")))
    if said.startswith("struct(") and said.endswith(")"):
        return pa.struct([_read_column(one) for one in _split(said[len("struct(") : -1])])
    return _PLAIN[said]
