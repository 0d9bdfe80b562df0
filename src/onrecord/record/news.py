"""The rows of a record that a brief of some days is made from, read like a whole record.

>>> News(record, since, until).rows("event")   # told in these days, with all reports of the same
"""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Any

from onrecord.record.records import Record

Row = dict[str, Any]
# Table → the query of record/sql that chooses its rows by their days.
_QUERIES = MappingProxyType({
    "event": "fresh_events",
    "commitment": "fresh_commitments",
    "figure": "fresh_figures",
    "statement": "fresh_statements",
    "position": "fresh_positions",
})  # fmt: skip


class News:
    """Reads what documents published from `since` up to `until` tell, and what belongs to it.

    Documents come without their texts; `with_texts` gives those of the new ones, which is what the
    words of a topic are looked for in.
    """

    def __init__(
        self, record: Record, since: date, until: date, *, with_texts: bool = False
    ) -> None:
        self._record = record
        self._days = {"since": since, "until": until}
        self._with_texts = with_texts
        self._held: dict[str, list[Row]] = {}

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table that are needed, in the order they were written in."""
        if table not in self._held:
            self._held[table] = self._read(table)
        return self._held[table]

    def _read(self, table: str) -> list[Row]:
        if table in _QUERIES:
            return self._record.query_dicts(_QUERIES[table], self._days)
        if table == "move":
            ids = [row["id"] for row in self.rows("commitment")]
            return self._record.query_dicts("moves_of", {"ids": ids or [""]})
        if table == "happening":
            told = {row["happening"] for row in self.rows("event") if row["happening"]}
            return self._record.rows_among(table, sorted(told))
        if table == "document":
            return self._read_documents()
        return self._record.rows(table)

    def _read_documents(self) -> list[Row]:
        """Return the new documents and those that the other rows stand in."""
        ids = sorted({row["document"] for name in (*_QUERIES, "move") for row in self.rows(name)})
        rows = self._record.query_dicts("fresh_documents", {**self._days, "ids": ids or [""]})
        if not self._with_texts:
            return rows
        texts = dict(self._record.query("fresh_texts", self._days))
        return [{**row, "text": texts.get(row["id"], "")} for row in rows]
