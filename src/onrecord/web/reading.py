"""Parts of a record given to makers of views that ask for whole tables: only the rows they need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.publish.timeline import is_between
from onrecord.record import Record
from onrecord.record.paging import Row, take_page
from onrecord.web.lists import DOCUMENT_COLUMNS

ALL_ROWS = 10_000_000


def take_rows_between(record: Record, one: str, other: str) -> list[Row]:
    """Return the events in which one side acts on the other, or both together, each once."""
    table = record.table("event")
    found: dict[str, Row] = {}
    for side in (one, other):
        for row in table.where(f'actors="{side}"').dicts():
            if is_between(row, (one, other)):
                found.setdefault(row["id"], row)
    return list(found.values())


class PairReader:
    """The rows of a record that concern two sides; `codes` are alpha-2 codes by alpha-3."""

    def __init__(self, record: Record, sides: tuple[str, str], codes: Mapping[str, str]) -> None:
        self._record = record
        self._sides = sides
        self._countries = tuple(codes[side] for side in sides if side in codes)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return rows: events between the two, statements of their speakers, documents without texts."""
        if table == "event":
            return take_rows_between(self._record, *self._sides)
        if table == "document":
            names = ("id", *DOCUMENT_COLUMNS[1:])
            return take_page(self._record.table("document"), columns=names, limit=ALL_ROWS)
        if table == "statement":
            return [row for code in self._countries for row in self._statements_of(code)]
        if table == "actor":
            return [row for code in self._countries for row in self._actors_of(code)]
        return self._record.rows(table)

    def _statements_of(self, code: str) -> list[Row]:
        spoken = self._record.table("statement").where(f'speaker_country="{code}"', "repeats=")
        columns = ("id", "document", "speaker_country", "content", "said_on", "repeats")
        return take_page(spoken, columns=columns, limit=ALL_ROWS)

    def _actors_of(self, code: str) -> list[Row]:
        return list(self._record.table("actor").where(f'country="{code}"').dicts())
