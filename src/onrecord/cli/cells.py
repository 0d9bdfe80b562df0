"""Say values of rows as a reader of a terminal would: periods in words, quotes letter by letter.

>>> say_value([date(2023, 8, 1), date(2023, 9, 1)])
'August 2023'
>>> say_value(["USA", "MEX"])
'USA; MEX'
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any


def say_value(value: Any) -> str:
    """Return a value as words; two days are the half-open period that they stand for."""
    from onrecord.publish.naming import say_days

    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and len(value) == 2 and all(isinstance(one, date) for one in value):
        return say_days(value)
    if isinstance(value, list):
        return "; ".join(_say_item(item) for item in value)
    return _say_item(value)


def say_values(values: Iterable[Any]) -> list[str]:
    """Return the values of a row as words."""
    return [say_value(value) for value in values]


def _say_item(item: Any) -> str:
    from onrecord.publish.exports import to_json

    if isinstance(item, dict):
        return ", ".join(_say_item(one) for one in item.values() if one is not None)
    return str(to_json(item))
