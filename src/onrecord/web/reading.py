"""Parts of a record given to makers of views that ask for whole tables: only the rows they need."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from onrecord.publish.dyads import make_pattern
from onrecord.record import Record
from onrecord.record.paging import Row, take_page
from onrecord.web.lists import DOCUMENT_COLUMNS

ALL_ROWS = 10_000_000
# What the ledger reads of its tables.
SLIM = MappingProxyType({
    "document": DOCUMENT_COLUMNS,
    "commitment": ("id", "document", "quote", "kind", "condition", "due", "by", "to", "deed"),
})  # fmt: skip


class PairReader:
    """The rows of a record that concern two sides; `codes` are alpha-2 codes by alpha-3."""

    def __init__(self, record: Record, sides: tuple[str, str], codes: Mapping[str, str]) -> None:
        self._record = record
        self._sides = sides
        self._countries = tuple(codes[side] for side in sides if side in codes)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return rows: events between the two, statements that name one, documents without texts."""
        if table == "event":
            one, other = self._sides
            return self._record.query_dicts("between", {"one": one, "other": other})
        if table == "happening":
            return []  # of each one event is given, which is all that the balance counts
        if table == "document":
            return take_page(
                self._record.table("document"), columns=DOCUMENT_COLUMNS, limit=ALL_ROWS
            )
        if table == "statement":
            return self._list_statements()
        if table == "actor":
            return [row for code in self._countries for row in self._actors_of(code)]
        return self._record.rows(table)

    def _list_statements(self) -> list[Row]:
        """Return the statements of one side's speakers that may name the other: a first sieve."""
        found: list[Row] = []
        for code, other in zip(self._countries, self._countries[::-1], strict=True):
            pattern = make_pattern(self, other)
            if pattern is None:
                continue
            found += self._record.query_dicts(
                "spoken", {"country": code, "names": pattern.pattern.replace(r"\b", "")}
            )
        return found

    def _actors_of(self, code: str) -> list[Row]:
        return list(self._record.table("actor").where(f'country="{code}"').dicts())


class SlimReader:
    """A record's rows for the ledger, which reads no texts: documents come without theirs."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return all rows of a table."""
        columns = SLIM.get(table)
        if columns is not None:
            rows = self._record.table(table)
            return take_page(rows, columns=columns, limit=ALL_ROWS)
        return self._record.rows(table)
