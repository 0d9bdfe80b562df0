"""The rows of a record that an export takes along: the findings that fit, and what they rest on.

With `outcome=fails` these are the findings that fail, the documents they stand in, their verdicts,
the series these were made with, and so on. A finding's table that lacks a column of a condition
gives no rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from duckdb import (
    ColumnExpression,
    ConstantExpression,
    DuckDBPyRelation,
    FunctionExpression,
)

from onrecord.record.filters import FilterError, read_condition
from onrecord.record.records import FINDINGS, FROM_DOCUMENT, Record

WHOLE_TEXTS = ("text", "dropped")
# Columns of findings that name actors: (table, column).
_ACTORS = (
    ("statement", "speaker_id"), ("figure", "said_by_id"), ("event", "actor_ids"),
    ("event", "target_ids"), ("commitment", "by_ids"), ("commitment", "to_ids"),
    ("position", "actor"),
)  # fmt: skip
# Table → by which of its columns it hangs on which columns of others.
_HANGS_ON: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "origin": ("document", (("document", "id"),)),
    "turn": ("document", (("document", "id"),)),
    "judgement": ("document", (("document", "id"),)),
    "naming": ("document", (("document", "id"),)),
    "position": ("document", (("document", "id"),)),
    "problem": ("subject", (("document", "id"),)),
    "happening": ("id", (("event", "happening"),)),
    "move": ("commitment", (("commitment", "id"),)),
    "verdict": ("finding", tuple((table, "id") for table in FINDINGS)),
    "belonging": ("finding", tuple((table, "id") for table in FINDINGS)),
    "review": ("now", tuple((table, "id") for table in FINDINGS)),
    "programme": ("id", (("naming", "programme"),)),
    "shift": ("before", (("position", "id"),)),
    "actor": ("id", _ACTORS),
    "series": ("id", (("figure", "series"), ("verdict", "series"))),
    "observation": ("series", (("series", "id"),)),
}


class Selection:
    """Rows of a record that fit conditions, with the rows they need. Nothing is read before it is asked for."""

    def __init__(
        self, record: Record, conditions: tuple[str, ...] = (), *, with_rejected: bool = False
    ) -> None:
        self.record = record.whole if with_rejected else record
        self.conditions = conditions
        self._check()

    @cached_property
    def facts(self) -> dict[str, str]:
        """Return what the record was built with."""
        return self.record.facts

    def relation(self, table: str) -> DuckDBPyRelation:
        """Return the rows of a table; those of a part of the record are sorted."""
        if not self.conditions:
            return self.record.table(table).relation()
        return self._sort(table, self._choose(table))

    def needed(self, table: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table that findings point at, also where all findings are chosen."""
        yield from iterate(self._sort(table, self._choose(table)))

    def rows(self, table: str, *, with_text: bool = False) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table, a few thousand held at a time."""
        relation = self.relation(table)
        if not with_text:
            kept = [c for c in relation.columns if c not in WHOLE_TEXTS]
            relation = relation.select(*(ColumnExpression(column) for column in kept))
        yield from iterate(relation)

    def count(self, table: str) -> int:
        """Return how many rows of a table there are."""
        ((count,),) = self.relation(table).count("*").fetchall()
        return int(count)

    def quoted(self, table: str, *, width: int) -> Iterator[dict[str, Any]]:
        """Yield a table's rows with the `width` characters `before` and `after` their words."""
        rows = self.relation(table).set_alias("f")
        texts = self.record.table("document").relation().select("id as document_id, text")
        joined = rows.join(texts.set_alias("d"), "f.document = d.document_id", how="left")
        start, end = ColumnExpression("start"), ColumnExpression("end")
        first = FunctionExpression("greatest", start - ConstantExpression(width), 0)
        wide = ConstantExpression(width)
        before = _cut(first + ConstantExpression(1), start - first).alias("before")
        after = _cut(end + ConstantExpression(1), wide).alias("after")
        names = [ColumnExpression(column) for column in self.record.columns[table]]
        yield from iterate(self._sort(table, joined.select(*names, before, after)))

    def _check(self) -> None:
        tables = ("document", *FINDINGS)
        if self.conditions and not any(self._fits(table) for table in tables):
            asked = [read_condition(text).column for text in self.conditions]
            columns = sorted({c for table in tables for c in self.record.columns[table]})
            raise FilterError(
                f"no kind of finding has all of: {', '.join(asked)}; columns are: "
                f"{', '.join(columns)}"
            )
        for table in tables:
            if self._fits(table):
                self.record.table(table).where(*self.conditions)

    def _fits(self, table: str) -> bool:
        own = self.record.columns[table].keys()
        borrowed = FROM_DOCUMENT if "document" in own else ()
        return all(
            column in own or column in borrowed
            for column in (read_condition(text).column for text in self.conditions)
        )

    def _choose(self, table: str) -> DuckDBPyRelation:
        if table in FINDINGS:
            return self._choose_own(table)
        if table == "document":
            return self._choose_documents()
        if table not in _HANGS_ON:
            return self.record.table(table).relation()
        column, others = _HANGS_ON[table]
        return self._hang(table, column, [self._column(*other) for other in others])

    def _choose_own(self, table: str) -> DuckDBPyRelation:
        if self._fits(table):
            return self.record.leave_out(table, self.record.select(table, self.conditions))
        return self.record.table(table).relation().filter(ConstantExpression(False))

    def _choose_documents(self) -> DuckDBPyRelation:
        keys = [_take(self._choose_own(table), "document") for table in FINDINGS]
        if self._fits("document"):
            keys.append(_take(self._choose_own("document"), "id"))
        return self._hang("document", "id", keys)

    def _column(self, table: str, column: str) -> DuckDBPyRelation:
        rows = self._choose(table)
        if self.record.columns[table][column].endswith("[]"):
            return rows.select(FunctionExpression("unnest", ColumnExpression(column)).alias("key"))
        return _take(rows, column)

    def _hang(self, table: str, column: str, keys: list[DuckDBPyRelation]) -> DuckDBPyRelation:
        """Return the rows of a table in whose column one of the keys stands."""
        all_keys = keys[0]
        for more in keys[1:]:
            all_keys = all_keys.union(more)
        rows = (
            self.record.table(table).relation().select("*", ColumnExpression(column).alias("_on"))
        )
        joined = rows.set_alias("r").join(all_keys.set_alias("k"), "r._on = k.key", how="semi")
        return joined.select(*(ColumnExpression(name) for name in self.record.columns[table]))

    def _sort(self, table: str, rows: DuckDBPyRelation) -> DuckDBPyRelation:
        columns = self.record.columns[table]
        if "start" in columns and "document" in columns:
            return rows.sort(
                ColumnExpression("document"), ColumnExpression("start"), ColumnExpression("id")
            )
        return rows.sort(ColumnExpression("id"))


def iterate(relation: DuckDBPyRelation) -> Iterator[dict[str, Any]]:
    """Yield rows as dictionaries, a few thousand held at a time."""
    names = relation.columns
    for row in relation.iter_rows():
        yield dict(zip(names, row, strict=True))


def _take(rows: DuckDBPyRelation, column: str) -> DuckDBPyRelation:
    return rows.select(ColumnExpression(column).alias("key"))


def _cut(first: Any, length: Any) -> Any:
    return FunctionExpression("substring", ColumnExpression("text"), first, length)
