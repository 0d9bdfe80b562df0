"""Parts of a record given to makers of views that ask for whole tables: only the rows they need."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Any

from onrecord.model import find_last_told
from onrecord.publish.ledger import list_days
from onrecord.record import Record
from onrecord.record.paging import take_page
from onrecord.web.lists import DOCUMENT_COLUMNS

ALL_ROWS = 10_000_000
# What the ledger reads of its tables.
SLIM = MappingProxyType({
    "document": DOCUMENT_COLUMNS,
    "commitment": ("id", "document", "quote", "kind", "condition", "due", "by", "to", "deed"),
})  # fmt: skip


class LedgerPart:
    """The rows of those commitments that some findings left out have to do with, as they count now."""

    def __init__(self, record: Record, left_out: frozenset[str]) -> None:
        self._record = record
        of_them = _list_moves(record.whole, sorted(left_out), ("id", "commitment", "finding"))
        # A promise said again has a line of its own where the first is left out, and the other way.
        self.commitments = left_out.union(
            *({row["commitment"], row["finding"]} for row in of_them if row["finding"]),
            {row["commitment"] for row in of_them},
        )
        ids = sorted(self.commitments)
        self._held = {
            "commitment": record.rows_among("commitment", ids, columns=SLIM["commitment"]),
            "move": _list_moves(record, ids, ("commitment", "finding")),
        }

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the rows of a table."""
        if table in self._held:
            return self._held[table]
        ids = {row["document"] for rows in self._held.values() for row in rows}
        return self._record.rows_among(table, sorted(ids), columns=SLIM[table])

    def find_last_told(self, on: date) -> date:
        """Return the last day from which the whole record has a text, as known `on` a day."""
        names = ("published", "published_latest")
        rows = take_page(self._record.table("document"), columns=names, limit=ALL_ROWS)
        return find_last_told(map(list_days, rows), on)


def _list_moves(record: Record, ids: list[str], columns: tuple[str, ...]) -> list[dict[str, Any]]:
    found = [row for name in columns for row in record.rows_among("move", ids, column=name)]
    return list({row["id"]: row for row in found}.values())


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
