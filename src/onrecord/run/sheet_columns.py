"""The columns of some sheets by table, as the tables of a build and the search index take them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import pyarrow as pa

from onrecord.model import CommitmentKind, Pledge, Verdict
from onrecord.record import rows
from onrecord.record.arrays import make_array
from onrecord.record.rows import Row
from onrecord.record.write import make_table
from onrecord.run.sheets import TABLES


class Place(NamedTuple):
    """A document by its id and source, which is all that rows about it need."""

    id: str
    source: str


class SheetColumns:
    """The columns of some sheets by table, and how many rows of each table each sheet has."""

    def __init__(self, sheets: pa.Table) -> None:
        self.sheets = sheets
        self.number = len(sheets)
        self.quotes = sheets.column("quotes").to_pylist()
        self.lengths: dict[str, list[int]] = {}
        self.columns: dict[str, dict[str, pa.Array]] = {}
        for table in TABLES:
            lists = sheets.column(table).combine_chunks()
            self.lengths[table] = lists.value_lengths().to_pylist()
            inner = lists.flatten()
            names = [field.name for field in inner.type]
            self.columns[table] = dict(zip(names, inner.flatten(), strict=True))
        self.places = self._list_places()
        self._pledges = self._list_pledges()

    def values(self, table: str, column: str) -> list[Any]:
        """Return a column as Python's values."""
        held: list[Any] = self.columns[table][column].to_pylist()
        return held

    def table(self, table: str) -> pa.Table:
        """Return the rows of a table."""
        held = self.columns[table]
        return pa.Table.from_arrays(list(held.values()), names=list(held))

    def pledges(self, at: int) -> list[tuple[str, Pledge]]:
        """Return what the standing of a document's commitments is computed from, by their ids."""
        return self._pledges[at]

    def show(self, table: str, names: Sequence[str]) -> list[list[Row]]:
        """Return some columns as rows, by sheet."""
        if not names:
            return [[] for _ in range(self.number)]
        columns = [self.values(table, name) for name in names]
        return self._cut(
            table, [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
        )

    def add_verdicts(self, verdicts: Sequence[Sequence[Verdict]]) -> None:
        """Put the verdicts of each document behind those that its sheet has."""
        more = [
            rows.verdict_row(verdict, place)
            for place, some in zip(self.places, verdicts, strict=True)
            if place is not None
            for verdict in some
        ]
        if not more:
            return
        held = self.table("verdict")
        order: list[int] = []
        first, behind = 0, len(held)
        for length, some in zip(self.lengths["verdict"], verdicts, strict=True):
            order += [*range(first, first + length), *range(behind, behind + len(some))]
            first, behind = first + length, behind + len(some)
        both = pa.concat_tables([held, make_table(more, "verdict")]).combine_chunks()
        taken = both.take(make_array(order, pa.int32())).combine_chunks()
        self.columns["verdict"] = {
            name: taken.column(name).combine_chunks() for name in taken.column_names
        }
        self.lengths["verdict"] = [
            length + len(some)
            for length, some in zip(self.lengths["verdict"], verdicts, strict=True)
        ]

    def _cut(self, table: str, held: list[Any]) -> list[list[Any]]:
        cut, at = [], 0
        for length in self.lengths[table]:
            cut.append(held[at : at + length])
            at += length
        return cut

    def _list_places(self) -> list[Place | None]:
        pairs = zip(self.values("document", "id"), self.values("document", "source"), strict=True)
        held = self._cut("document", [Place(*pair) for pair in pairs])
        return [some[0] if some else None for some in held]

    def _list_pledges(self) -> list[list[tuple[str, Pledge]]]:
        days = self._cut("document", self.values("document", "published_latest"))
        names = ("id", "kind", "condition", "due")
        columns = [self.values("commitment", name) for name in names]
        by_sheet = self._cut("commitment", list(zip(*columns, strict=True)))
        return [
            [
                (one, Pledge(kind=CommitmentKind(kind), condition=condition, due=due, announced=known[0]))
                for one, kind, condition, due in some
            ]
            for known, some in zip(days, by_sheet, strict=True)
        ]  # fmt: skip
