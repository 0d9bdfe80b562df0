"""Simple conditions on a table's columns: `outcome=fails`, `speaker~Banks`, `published>=2025-01`.

Values are bound, never pasted into SQL. Operators: = != ~ !~ >= <= > <; `~` means "holds these
words, in any case"; nothing after = or != means "is empty" or "is not empty". A day may be given
as 2025, 2025-03 or 2025-03-31. In a column that holds a list, = and ~ look at each item, and the
order ones at the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from duckdb import (
    ColumnExpression,
    ConstantExpression,
    Expression,
    FunctionExpression,
)

from onrecord.model import OnrecordError, Period
from onrecord.model.periods import day, month, year
from onrecord.model.wording import guess


class FilterError(OnrecordError):
    """A condition that cannot be read; the message names the columns or the form."""


_CONDITION = re.compile(r"\s*([A-Za-z_]+)\s*(!=|!~|>=|<=|=|~|>|<)\s*(.*?)\s*", re.DOTALL)
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_NUMBERS = ("DOUBLE", "INTEGER", "BIGINT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A column, an operator and a value as written."""

    column: str
    operator: str
    value: str


def read_condition(text: str) -> Condition:
    """Return the condition that `text` writes."""
    found = _CONDITION.fullmatch(text)
    if found is None:
        raise FilterError(
            f'"{text}" is no condition; write column, operator (= != ~ !~ >= <= > <) and value, '
            "such as outcome=fails"
        )
    column, operator, value = found.groups()
    return Condition(column=column, operator=operator, value=_unquote(value))


def make_expression(condition: Condition, columns: Mapping[str, str]) -> Expression:
    """Return the condition for DuckDB; `columns` are the columns there are, with their types."""
    kind = columns.get(condition.column)
    if kind is None:
        raise FilterError(
            f'no column "{condition.column}"; there are: {", ".join(sorted(columns))}'
            f"{guess(condition.column, columns)}"
        )
    column: Expression = ColumnExpression(condition.column)
    if condition.value == "" and condition.operator in ("=", "!="):
        return column.isnull() if condition.operator == "=" else column.isnotnull()
    is_list = kind.endswith("[]")
    item = kind.removesuffix("[]")
    if item.startswith("STRUCT"):
        raise FilterError(f'column "{condition.column}" cannot be compared; take another')
    if condition.operator in ("~", "!~"):
        return _make_contains(column, condition, is_list=is_list)
    first = FunctionExpression("list_extract", column, ConstantExpression(1))
    if item == "DATE":
        return _compare_days(first if is_list else column, condition)
    value = ConstantExpression(_read_value(condition, item))
    if is_list and condition.operator in ("=", "!="):
        holds = FunctionExpression("list_contains", column, value)
        return holds if condition.operator == "=" else ~holds
    return _OPERATORS[condition.operator](first if is_list else column, value)


_OPERATORS: dict[str, Callable[[Expression, Expression], Expression]] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
}


def _make_contains(column: Expression, condition: Condition, *, is_list: bool) -> Expression:
    if is_list:
        column = FunctionExpression("array_to_string", column, ConstantExpression("\n"))
    lowered = FunctionExpression("lower", column.cast("VARCHAR"))
    holds = FunctionExpression("contains", lowered, ConstantExpression(condition.value.lower()))
    return holds if condition.operator == "~" else ~holds


def _compare_days(column: Expression, condition: Condition) -> Expression:
    """Compare with a stretch of days: `=2025-03` means any day of March."""
    period = _read_days(condition)
    first, after = ConstantExpression(period.first), ConstantExpression(period.after)
    match condition.operator:
        case "=":
            return (column >= first) & (column < after)
        case "!=":
            return (column < first) | (column >= after)
        case ">":
            return column >= after
        case ">=":
            return column >= first
        case "<":
            return column < first
        case _:
            return column < after


def _read_days(condition: Condition) -> Period:
    found = _DAY.fullmatch(condition.value)
    try:
        if found is None:
            raise ValueError("no date")
        of_year, of_month, of_day = (int(g) if g else None for g in found.groups())
        if of_year is not None and of_month is not None and of_day is not None:
            return day(date(of_year, of_month, of_day))
        if of_year is not None and of_month is not None:
            return month(of_year, of_month)
        return year(int(found[1]))
    except ValueError as error:
        raise FilterError(
            f'"{condition.column}" is a day, "{condition.value}" is none; write 2025-03-31, '
            "2025-03 or 2025"
        ) from error


def _read_value(condition: Condition, kind: str) -> Any:
    if kind in _NUMBERS:
        try:
            return float(condition.value.replace(",", ""))
        except ValueError as error:
            raise FilterError(
                f'"{condition.column}" is a number, "{condition.value}" is none'
            ) from error
    if kind == "BOOLEAN":
        if condition.value.lower() not in ("true", "false"):
            raise FilterError(f'"{condition.column}" is true or false')
        return condition.value.lower() == "true"
    return condition.value


def _unquote(value: str) -> str:
    """Return the value without the quotation marks around it."""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
