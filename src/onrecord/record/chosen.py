"""Some rows of one table with all that they rest on, read like a whole record.

>>> Chosen(record, "figure", rows).rows("document")   # those that the figures stand in
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.record.records import FINDINGS, Record

Row = dict[str, Any]
# Table → column of it, and where its values come from: (table, column).
_RESTS: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "verdict": ("finding", tuple((table, "id") for table in FINDINGS)),
    "belonging": ("finding", tuple((table, "id") for table in FINDINGS)),
    "move": ("commitment", (("commitment", "id"),)),
    "happening": ("id", (("event", "happening"),)),
    "programme": ("id", (("belonging", "programme"),)),
    "shift": ("before", (("position", "id"),)),
    "series": ("id", (("figure", "series"), ("verdict", "series"))),
    "observation": ("series", (("series", "id"),)),
    "document": ("id", tuple((table, "document") for table in (*FINDINGS, "position", "move"))),
    "actor": (
        "id",
        (
            ("statement", "speaker_id"), ("figure", "said_by_id"), ("event", "actor_ids"),
            ("event", "target_ids"), ("commitment", "by_ids"), ("commitment", "to_ids"),
            ("position", "actor"), ("programme", "parties"),
        ),
    ),
    "origin": ("document", (("document", "id"),)),
    "problem": ("subject", (("document", "id"),)),
}  # fmt: skip


class Chosen:
    """Reads rows of `table` and what hangs on them; of other findings none, of documents all."""

    def __init__(self, record: Record, table: str, rows: Sequence[Row]) -> None:
        self._record = record
        self._held: dict[str, list[Row]] = {table: list(rows)}
        for finding in (*FINDINGS, "position"):
            if finding not in self._held:
                ids = [row["id"] for row in rows] if table == "document" else []
                self._held[finding] = record.rows_among(finding, ids, column="document")

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table that the chosen ones need."""
        if table not in self._held:
            self._held[table] = self._read(table)
        return self._held[table]

    def _read(self, table: str) -> list[Row]:
        if table not in _RESTS:
            return self._record.rows(table) if table == "build" else []
        column, sources = _RESTS[table]
        values = {v for name, of in sources for row in self.rows(name) for v in _list(row.get(of))}
        return self._record.rows_among(table, sorted(values), column=column)


def _list(value: Any) -> Iterable[str]:
    if isinstance(value, list):
        return value
    return (value,) if value else ()
