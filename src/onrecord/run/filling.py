"""Sheets and what the steps per key say → the rows of a build, many documents at a time.

What stands in the sheets goes to the database as it is; only the columns that other documents have
a say in are made here: origins, happenings, the verdicts on quotes and promises.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import is_
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from onrecord.model import Actor, CommitmentKind, Pledge, Verdict
from onrecord.record import rows
from onrecord.record.arrays import make_array
from onrecord.record.rows import Row
from onrecord.record.shapes import list_shapes
from onrecord.record.write import SEARCHED, RecordWriter, make_table
from onrecord.run.kept_steps import QUOTES, KeptSteps, hash_all
from onrecord.run.memory import give_back
from onrecord.run.sheets import FINDINGS, TABLES, read_actors, read_quotes, repeated_row
from onrecord.verify.quotes import Answer, answer_quotes, make_verdicts

if TYPE_CHECKING:  # loads the libraries that read pages
    from onrecord.run.together import Together

# Columns that reviews go by.
_WATCHED = ("id", "document", "source", "quote", "start", "end", "text")


class Place(NamedTuple):
    """A document by its id and source, which is all that rows about it need."""

    id: str
    source: str


@dataclass(slots=True)
class Filler:
    """Writes sheets, and gathers what the tables of all documents need of them."""

    writer: RecordWriter
    together: Together
    as_of: date | None
    kept: KeptSteps
    mentioned: Counter[str] = field(default_factory=Counter)
    found: dict[str, Actor] = field(default_factory=dict)

    def fill(self, sheets: pa.Table) -> None:
        """Write the rows of some documents."""
        some = _Sheets(sheets)
        self._gather(some)
        verdicts = [list(self._judge(some, at)) for at in range(some.number)]
        some.columns["document"] |= self._tell_documents(some)
        some.columns["event"] |= self._tell_events(some)
        by_finding = {v.finding_id: v for held in verdicts for v in held}
        some.columns["statement"] |= _tell_outcomes(some, "statement", by_finding)
        some.columns["commitment"] |= _tell_promises(some, by_finding)
        some.add_verdicts(verdicts)
        for table in TABLES:
            if sum(some.lengths[table]):
                self.writer.load(table, some.table(table))
        self._note(some)
        give_back()

    def list_repeated(self) -> list[Row]:
        """Return a problem for each finding that was dropped, as another document's has its id."""
        dropped = self.writer.drop_repeated(TABLES)
        return [repeated_row(table, row) for table, row in dropped if table in FINDINGS]

    def _gather(self, some: _Sheets) -> None:
        for counted in some.sheets.column("mentioned").combine_chunks().flatten().value_counts():
            self.mentioned[counted["values"].as_py()] += counted["counts"].as_py()
        for held in some.sheets.column("actors").to_pylist():
            for actor in read_actors(held):
                self.found.setdefault(actor.id, actor)

    def _judge(self, some: _Sheets, at: int) -> Iterator[Verdict]:
        """Yield the verdicts on the quotes and promises of a document."""
        if some.quotes[at]:
            yield from self._check_quotes(some.quotes[at], some.places[at])
        yield from self.together.ledger.judge(some.pledges(at), self.as_of)

    def _check_quotes(self, held: str, place: Place | None) -> Sequence[Verdict]:
        """Return the verdicts on the quotes of a document: as before, where nothing new has a say."""
        told, quotes = self.together, read_quotes(held)
        first = told.firsts.get(place.id, "") if place is not None else ""
        key, old = (
            hash_all(held, first, one) for one in (told.speeches_hash, told.speeches_before)
        )
        before: Sequence[Answer] = self.kept.look(QUOTES, old) or ()
        answers = before
        if not before or key != old:
            answers = answer_quotes(
                quotes, told.speeches, same=told.firsts, before=before, news=told.news
            )
        if before and all(map(is_, answers, before)):
            self.kept.move(QUOTES, old, key)
        else:
            self.kept.keep(QUOTES, key, answers)
        return make_verdicts(quotes, answers)

    def _tell_documents(self, some: _Sheets) -> dict[str, pa.Array]:
        ids = some.values("document", "id")
        return {
            "origin": make_array([self.together.roots[one] for one in ids], pa.string()),
            "version_of": make_array([self.together.firsts.get(one) for one in ids], pa.string()),
        }

    def _tell_events(self, some: _Sheets) -> dict[str, pa.Array]:
        held = [self.together.happenings.get(one) for one in some.values("event", "id")]
        return {
            "happening": make_array([h and h.id for h in held], pa.string()),
            "outcome": make_array([h and h.outcome for h in held], pa.string()),
        }

    def _note(self, some: _Sheets) -> None:
        """Show each document's rows to search and reviews, and write those that other documents make."""
        asked = {table: names for table in TABLES if (names := self._columns(table))}
        shown = {table: some.show(table, names) for table, names in asked.items()}
        head = [table for table in asked if table == TABLES[0]]
        rest = [table for table in asked if table not in TABLES[:2]]
        for at, place in enumerate(some.places):
            self._show(shown, head, at)
            if place is None:
                continue
            for move in self.together.ledger.moves_in(place.id):
                self.writer.add("move", rows.move_row(move, place))
            self._show(shown, [TABLES[1]], at)
            for origin in self.together.origins.get(place.id, ()):
                self.writer.add("origin", rows.origin_row(origin, place))
            self._show(shown, rest, at)

    def _show(self, shown: Mapping[str, list[list[Row]]], tables: Sequence[str], at: int) -> None:
        for table in tables:
            for row in shown[table][at]:
                self.writer.note(table, row)

    def _columns(self, table: str) -> tuple[str, ...]:
        held = {field.name for field in list_shapes()[table]}
        asked: tuple[str, ...] = ("id", "document", *SEARCHED[table]) if table in SEARCHED else ()
        watched = _WATCHED if self.writer.is_watched else ()
        return tuple(name for name in dict.fromkeys((*asked, *watched)) if name in held)


class _Sheets:
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
        return pa.table(self.columns[table])

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


def _tell_outcomes(
    some: _Sheets, table: str, verdicts: Mapping[str, Verdict]
) -> dict[str, pa.Array]:
    held = [verdicts.get(one) for one in some.values(table, "id")]
    return {
        "outcome": make_array([v and v.outcome.value for v in held], pa.string()),
        "diagnosis": make_array([v and v.diagnosis for v in held], pa.string()),
    }


def _tell_promises(some: _Sheets, verdicts: Mapping[str, Verdict]) -> dict[str, pa.Array]:
    reasons = [
        held.reason if (held := verdicts.get(one)) else None
        for one in some.values("commitment", "id")
    ]
    return {
        **_tell_outcomes(some, "commitment", verdicts),
        "outcome_evidence": make_array(reasons, pa.string()),
    }
