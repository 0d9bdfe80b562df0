"""A page of a table's rows, and how often each value of a column occurs.

Column names come from the caller's tables and are checked against those there are; values are
bound. Nothing is read but what is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from duckdb import ColumnExpression, Expression, FunctionExpression

from onrecord.model import NotFoundError
from onrecord.record.records import Table

Row = dict[str, Any]


def take_page(
    table: Table, *, columns: Sequence[str], order: str = "", offset: int = 0, limit: int = 50
) -> list[Row]:
    """Return rows of `table`, `columns` of them; `order` is a column, `-column` turns it round.

    Rows without a value in that column come last; rows alike in it come by id.
    """
    relation = table.relation()
    if order:
        relation = relation.sort(*_make_order(table, order))
    relation = relation.limit(limit, offset)
    names = [name for name in columns if name in table.columns]
    chosen = relation.select(*(ColumnExpression(name) for name in names))
    return [dict(zip(names, row, strict=True)) for row in chosen.fetchall()]


def count_values(table: Table, column: str, *, limit: int = 12) -> list[tuple[Any, int]]:
    """Return the values of a column with the number of their rows, most frequent first.

    Of a list each item counts. Rows without a value, or with an empty one, are not counted.
    """
    value: Expression = ColumnExpression(_check(table, column))
    if table.columns[column].endswith("[]"):
        value = FunctionExpression("unnest", value)
    counted = (
        table.relation()
        .select(value.alias("value"))
        .filter("value is not null and value::varchar <> ''")
        .aggregate("value, count(*) as times", "value")
        .order("times desc, value")
        .limit(limit)
    )
    return [(found, int(times)) for found, times in counted.fetchall()]


def _make_order(table: Table, order: str) -> tuple[Expression, ...]:
    column = ColumnExpression(_check(table, order.removeprefix("-")))
    first = column.desc() if order.startswith("-") else column.asc()
    by_id = (ColumnExpression("id").asc(),) if "id" in table.columns else ()
    return (first.nulls_last(), *by_id)


def _check(table: Table, column: str) -> str:
    if column not in table.columns:
        raise NotFoundError(f'no column "{column}"; there are: {", ".join(sorted(table.columns))}')
    return column
