"""Open a record and read its tables.

>>> record = open_record("record")
>>> record.figures.where("outcome=fails").rows()
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import replace
from functools import cached_property
from html import escape
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection, DuckDBPyRelation

from onrecord.model import NotFoundError, RecordError
from onrecord.model.judged import (
    JUDGED_TABLES,
    LEFT_OUT_BY,
    REVIEW_COLUMNS,
    Judged,
    list_review,
)
from onrecord.record.filters import make_expression, read_condition
from onrecord.record.folder import RecordFolder
from onrecord.record.judged import judge
from onrecord.record.reviews import read_log
from onrecord.record.schema import add_macros, holds_tables, list_columns, load_sql, open_database
from onrecord.record.search import Hit, search_index

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

# Table → its plural: file names of exports, words of the command line, names in Python.
PLURALS = {
    "document": "documents",
    "origin": "origins",
    "turn": "turns",
    "statement": "statements",
    "event": "events",
    "happening": "happenings",
    "commitment": "commitments",
    "move": "moves",
    "figure": "figures",
    "position": "positions",
    "shift": "shifts",
    "programme": "programmes",
    "naming": "namings",
    "belonging": "belongings",
    "verdict": "verdicts",
    "actor": "actors",
    "judgement": "judgements",
    "series": "series",
    "observation": "observations",
    "review": "reviews",
    "problem": "problems",
}
FINDINGS = ("statement", "event", "commitment", "figure")
# Columns of its document that a row may also be chosen by.
FROM_DOCUMENT = ("published", "published_latest", "outlet", "original_outlet", "language", "url")
# The column that holds a row's number in its table, where an order has to be kept.
PLACE = "place_in_table"
# Tables whose rows count findings.
RECOUNTED = ("happening", "programme")
SHOWN_IN_NOTEBOOK = 20
MOST_FOUND = 100  # ids that are looked for where the beginning of one is given
MOST_NAMED = 5  # of them, in a message


class Table:
    """Rows of one table, all or those that fit conditions. Nothing is read before it is asked for."""

    def __init__(
        self,
        record: Record,
        name: str,
        conditions: tuple[str, ...] = (),
    ) -> None:
        self._record = record
        self.name = name
        self.conditions = conditions

    @property
    def columns(self) -> Mapping[str, str]:
        """Return the columns and their types."""
        return self._record.columns[self.name]

    def where(self, *conditions: str) -> Table:
        """Return the rows that fit all `conditions`, such as `outcome=fails`."""
        table = Table(self._record, self.name, (*self.conditions, *conditions))
        table.relation()
        return table

    def with_rejected(self) -> Table:
        """Return the rows with those that reviewers rejected, which are left out else."""
        return Table(self._record.whole, self.name, self.conditions)

    @property
    def judged(self) -> Judged:
        """Return what reviewers came to by now."""
        return self._record.judged

    @property
    def folder(self) -> RecordFolder:
        """Return the folder of the record."""
        return self._record.folder

    def rows_among(
        self, table: str, ids: Iterable[str], *, columns: Iterable[str] = ()
    ) -> list[dict[str, Any]]:
        """Return rows of another table of the same record."""
        return self._record.rows_among(table, ids, columns=columns)

    def relation(self) -> DuckDBPyRelation:
        """Return the rows as a DuckDB relation."""
        rows = self._record.select(self.name, self.conditions)
        return self._record.leave_out(self.name, rows)

    def rows(self) -> list[Any]:
        """Return the rows as named tuples: `row.outcome`."""
        row_type: Any = namedtuple(self.name, list(self.columns))  # type: ignore[misc]
        return [row_type._make(row) for row in self.relation().fetchall()]

    def dicts(self, *, limit: int = 0) -> Iterator[dict[str, Any]]:
        """Yield the rows as dictionaries, the first `limit` of them (0: all)."""
        names = list(self.columns)
        relation = self.relation()
        for row in (relation.limit(limit) if limit else relation).fetchall():
            yield dict(zip(names, row, strict=True))

    def arrow(self) -> pa.Table:
        """Return the rows as an Arrow table, with what reviewers came to in columns of its own."""
        from onrecord.record.review_columns import add_review_columns

        relation: Any = self.relation()
        return add_review_columns(relation.to_arrow_table(), self.name, self._record.judged)

    def df(self) -> pd.DataFrame:
        """Return the rows as a pandas data frame, with what reviewers came to."""
        frame: pd.DataFrame = self.relation().df()
        if self.name in JUDGED_TABLES:
            said = [list_review(self._record.judged, name) for name in frame["id"]]
            for column in REVIEW_COLUMNS:
                frame[column] = [one[column] for one in said]
        return frame

    def __len__(self) -> int:
        ((count,),) = self.relation().count("*").fetchall()
        return int(count)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows())

    def __repr__(self) -> str:
        chosen = f" where {' and '.join(self.conditions)}" if self.conditions else ""
        return f"<{len(self)} {PLURALS[self.name]}{chosen}>"

    def _repr_html_(self) -> str:
        """Return the first rows as a table for a notebook; all text is escaped."""
        names = [name for name in self.columns if name not in ("text", "dropped")]
        head = "".join(f"<th>{escape(name)}</th>" for name in names)
        body = ""
        for row in self.relation().limit(SHOWN_IN_NOTEBOOK).fetchall():
            cells = dict(zip(self.columns, row, strict=True))
            body += (
                f"<tr>{''.join(f'<td>{escape(_show(cells[name]))}</td>' for name in names)}</tr>"
            )
        count = len(self)
        return (
            f"<p>{min(count, SHOWN_IN_NOTEBOOK)} of {count} {PLURALS[self.name]}</p>"
            f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )


class Record:
    """A record opened for reading. It stays as it is when a later build replaces it."""

    def __init__(self, folder: RecordFolder) -> None:
        self.folder = folder
        build = folder.find_build()
        if build is None:
            if folder.read_current():
                raise RecordError(
                    f"{folder.current}: names a build that is not there; `onrecord build -r "
                    f"{folder.path}` makes it again from what the record keeps"
                )
            raise RecordError(
                f"{folder.path}: no record here; make one with `onrecord build FILES -r "
                f"{folder.path}`, or name another with -r"
            )
        self._build = build
        self._judged: tuple[tuple[int, int], Judged] | None = None
        self._is_whole = False
        self._connection: DuckDBPyConnection = open_database(build / "record.duckdb")
        if not holds_tables(self._connection):
            raise RecordError(
                f"{folder.path}: another version of onrecord built this record, with other tables; "
                f"`onrecord build -r {folder.path}` builds it again from what it keeps"
            )
        add_macros(self._connection)

    @cached_property
    def columns(self) -> dict[str, dict[str, str]]:
        """Return the columns of each table with their types."""
        return list_columns(self._connection)

    @cached_property
    def facts(self) -> dict[str, str]:
        """Return what the record was built with."""
        return dict(self._connection.table("build").fetchall())

    @property
    def judged(self) -> Judged:
        """Return what reviewers came to by now; the log is read again only when it has grown."""
        try:
            stat = self.folder.reviews.stat()
            state = (stat.st_mtime_ns, stat.st_size)
        except FileNotFoundError:
            state = (0, 0)
        if self._judged is None or self._judged[0] != state:
            reviews = read_log(self.folder.reviews).reviews if state[1] else ()
            judged = judge(self._to_dicts(self._connection.table("review")), reviews)
            self._judged = state, self._add_resting(judged)
        return self._judged[1]

    def _add_resting(self, judged: Judged) -> Judged:
        """Add what stands on nothing but rejected findings: positions, and happenings nobody tells."""
        if not judged.rejected:
            return judged
        names = {"rejected": sorted(judged.rejected)}
        rows = self._connection.execute(load_sql("resting"), names).fetchall()
        return replace(judged, resting=frozenset(name for (name,) in rows))

    @property
    def whole(self) -> Record:
        """Return the same record with what reviewers rejected in it: for review, checks, comparisons."""
        whole = copy(self)
        whole._is_whole = True
        return whole

    def beside(self) -> Record:
        """Return the same record with a connection of its own, for another thread; close it there."""
        other = copy(self)
        other._connection = self._connection.cursor()
        add_macros(other._connection)
        return other

    def catch_up(self, other: Record) -> Record:
        """Take over what another reader of this build knows of reviews, and return this one."""
        self._judged = other._judged
        return self

    def leave_out(self, table: str, rows: DuckDBPyRelation) -> DuckDBPyRelation:
        """Return the rows without those that reviewers rejected, or that rest on such a one."""
        columns = LEFT_OUT_BY.get(table, ())
        if self._is_whole or not columns or not self.judged.rejected:
            return rows
        names = [ConstantExpression(name) for name in sorted(self.judged.left_out)]
        for column in map(ColumnExpression, columns):
            rows = rows.filter(column.isnull() | ~column.isin(*names))
        return rows

    def table(self, name: str) -> Table:
        """Return a table by its name, in the singular or the plural."""
        by_plural = {plural: singular for singular, plural in PLURALS.items()}
        singular = by_plural.get(name, name)
        if singular not in PLURALS:
            raise NotFoundError(f'no table "{name}"; there are: {", ".join(PLURALS.values())}')
        return Table(self, singular)

    def __getattr__(self, name: str) -> Table:
        if name in PLURALS.values():
            return self.table(name)
        raise AttributeError(f"a record has no {name!r}; tables: {', '.join(PLURALS.values())}")

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *PLURALS.values()]

    def select(self, table: str, conditions: tuple[str, ...]) -> DuckDBPyRelation:
        """Return the rows of a table that fit all conditions, in the order they were written in."""
        columns = self.columns[table]
        borrowed = self._list_borrowed(table, conditions)
        relation = self._join_documents(table, borrowed) if borrowed else self._source(table)
        known = dict(columns)
        if "document" in columns:
            known |= {c: self.columns["document"][c] for c in FROM_DOCUMENT if c not in known}
        for text in conditions:
            if text not in borrowed:
                relation = relation.filter(make_expression(read_condition(text), known))
        if not borrowed:
            return relation
        # A join keeps no order in large tables.
        in_order = relation.sort(ColumnExpression(PLACE).asc())
        return in_order.select(*(ColumnExpression(name) for name in columns))

    def _list_borrowed(self, table: str, conditions: tuple[str, ...]) -> tuple[str, ...]:
        """Return the conditions on columns that a row has from its document."""
        columns = self.columns[table]
        if "document" not in columns:
            return ()
        asked = {text: read_condition(text).column for text in conditions}
        return tuple(
            t for t, name in asked.items() if name in FROM_DOCUMENT and name not in columns
        )

    def _join_documents(self, table: str, conditions: tuple[str, ...]) -> DuckDBPyRelation:
        """Return the rows whose documents fit, each with its place in the table."""
        fitting = self.select("document", conditions).select("id as fitting").set_alias("d")
        rows = self._connection.sql(load_sql("placed").format(table=table)).set_alias("r")
        return rows.join(fitting, "r.document = d.fitting", how="semi")

    def find(self, beginning: str) -> tuple[str, dict[str, Any]]:
        """Return the table and the row of an id, or of the unambiguous beginning of one."""
        if not beginning.strip():
            raise NotFoundError("an id is needed, such as fig-7k2qx4")
        found: list[tuple[str, str]] = self._connection.execute(
            load_sql("find_id"), {"beginning": beginning, "most": MOST_FOUND + 1}
        ).fetchall()
        exact = [hit for hit in found if hit[1] == beginning]
        hits = exact or found
        if not hits:
            raise NotFoundError(f'no row has the id "{beginning}"; `onrecord list` shows ids')
        if len(hits) > 1:
            raise NotFoundError(
                f'"{beginning}" begins {say_many(hits)}; write more of it, or look it up with '
                "`onrecord list`"
            )
        table, row_id = hits[0]
        rows = self.rows_with(table, "id", row_id) or self.whole.rows_with(table, "id", row_id)
        return table, rows[0]

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the rows of a table (also of `build`), in the order they were written in."""
        return self._keep(table, self._to_dicts(self._source(table)))

    def rows_slim(self, table: str, *, without: tuple[str, ...]) -> list[dict[str, Any]]:
        """Return the same without some columns: what cleaning dropped takes more room than texts."""
        names = [ColumnExpression(name) for name in self.columns[table] if name not in without]
        return self._keep(table, self._to_dicts(self._source(table).select(*names)))

    def rows_with(self, table: str, column: str, value: str) -> list[dict[str, Any]]:
        """Return the rows of a table in whose column a value stands."""
        relation = self._source(table).filter(ColumnExpression(column) == ConstantExpression(value))
        return self._keep(table, self._to_dicts(relation))

    def rows_among(
        self, table: str, ids: Iterable[str], *, columns: Iterable[str] = (), column: str = "id"
    ) -> list[dict[str, Any]]:
        """Return the rows with these ids in a `column`, `columns` of them (none named: all)."""
        among = [ConstantExpression(one) for one in ids]
        if not among:
            return []
        relation = self.leave_out(
            table, self._source(table).filter(ColumnExpression(column).isin(*among))
        )
        names = [ColumnExpression(name) for name in columns]
        return self._to_dicts(relation.select(*names) if names else relation)

    def _source(self, table: str) -> DuckDBPyRelation:
        """Return a table; where some of what it counts was rejected, it is counted again."""
        rejected = () if self._is_whole or table not in RECOUNTED else self.judged.rejected
        if not rejected:
            return self._connection.table(table)
        return self._connection.sql(
            load_sql(f"recounted_{table}"), params={"rejected": sorted(rejected)}
        )

    def _keep(self, table: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the rows that count."""
        if self._is_whole or table not in LEFT_OUT_BY or not self.judged.rejected:
            return rows
        judged = self.judged
        return [row for row in rows if judged.keeps(table, row)]

    @staticmethod
    def _to_dicts(relation: DuckDBPyRelation) -> list[dict[str, Any]]:
        names = relation.columns
        return [dict(zip(names, row, strict=True)) for row in relation.fetchall()]

    def search(
        self,
        words: str,
        *,
        tables: tuple[str, ...] = (),
        limit: int = 20,
        is_fuzzy: bool = False,
    ) -> list[Hit]:
        """Return the rows that hold `words`, or with `is_fuzzy` words like them, best first."""
        folder = self._build / "search"
        left_out = frozenset() if self._is_whole else self.judged.left_out
        hits = search_index(
            folder, words, tables=tables, limit=limit + len(left_out), is_fuzzy=is_fuzzy
        )
        return [hit for hit in hits if hit.id not in left_out][:limit]

    def query(
        self, name: str, parameters: Mapping[str, Any] | None = None
    ) -> list[tuple[Any, ...]]:
        """Return what a query of record/sql says; its `parameters` are bound."""
        return self._execute(name, parameters or {}).fetchall()

    def query_dicts(self, name: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the same with the names of the columns."""
        done = self._execute(name, parameters)
        names = [column[0] for column in done.description or ()]
        return [dict(zip(names, row, strict=True)) for row in done.fetchall()]

    def _execute(self, name: str, parameters: Mapping[str, Any]) -> DuckDBPyConnection:
        """Run a query; one that names `$rejected` is given what reviewers rejected."""
        sql = load_sql(name)
        if "$rejected" in sql:
            rejected = () if self._is_whole else sorted(self.judged.rejected)
            parameters = {"rejected": [*rejected, ""], **parameters}
        return self._connection.execute(sql, parameters)

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self.table(n))} {PLURALS[n]}" for n in ("document", *FINDINGS))
        return f"<record {self.folder.path}: {counts}>"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{PLURALS[name]}</td><td>{len(self.table(name))}</td></tr>" for name in PLURALS
        )
        return (
            f"<p>Record <code>{escape(str(self.folder.path))}</code></p><table>"
            f"<thead><tr><th>table</th><th>rows</th></tr></thead><tbody>{rows}</tbody></table>"
        )


def open_record(path: str | Path) -> Record:
    """Return the record in a folder. Raises RecordError when there is none."""
    return Record(RecordFolder(Path(path)))


def say_many(hits: list[tuple[str, str]]) -> str:
    """Return how many ids begin alike, with the first of them."""
    more = f"more than {MOST_FOUND}" if len(hits) > MOST_FOUND else str(len(hits))
    named = ", ".join(row_id for _, row_id in hits[:MOST_NAMED])
    return f"{more} ids ({named}{', …' if len(hits) > MOST_NAMED else ''})"


def _show(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(_show(item) for item in value)
    if isinstance(value, float):
        return f"{value:g}" if value != int(value) else f"{int(value)}"
    return str(value)
