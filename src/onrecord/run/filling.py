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
from typing import TYPE_CHECKING

import pyarrow as pa

from onrecord.model import Actor, Verdict
from onrecord.record import rows
from onrecord.record.arrays import make_array
from onrecord.record.rows import Row
from onrecord.record.shapes import list_shapes
from onrecord.record.write import RecordWriter
from onrecord.run.kept_steps import QUOTES, KeptSteps, hash_all
from onrecord.run.memory import give_back
from onrecord.run.sheet_columns import Place, SheetColumns
from onrecord.run.sheets import FINDINGS, TABLES, read_actors, read_quotes, repeated_row
from onrecord.verify.quotes import Answer, answer_quotes, make_verdicts

if TYPE_CHECKING:  # loads the libraries that read pages
    from onrecord.run.together import Together

# Columns that reviews go by.
_WATCHED = ("id", "document", "source", "quote", "start", "end", "text")


@dataclass(slots=True)
class Filler:
    """Writes sheets, and gathers what the tables of all documents need of them."""

    writer: RecordWriter
    together: Together
    as_of: date | None
    kept: KeptSteps
    mentioned: Counter[str] = field(default_factory=Counter)
    found: dict[str, Actor] = field(default_factory=dict)

    def fill(self, some: SheetColumns) -> None:
        """Write the rows of some documents."""
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

    def finish(self) -> None:
        """Take note that all are written; what is repeated is sought from now on."""
        self.writer.seek_repeated(TABLES)

    def list_repeated(self) -> list[Row]:
        """Return a problem for each finding that was dropped, as another document's has its id."""
        dropped = self.writer.drop_repeated()
        return [repeated_row(table, row) for table, row in dropped if table in FINDINGS]

    def _gather(self, some: SheetColumns) -> None:
        for counted in some.sheets.column("mentioned").combine_chunks().flatten().value_counts():
            self.mentioned[counted["values"].as_py()] += counted["counts"].as_py()
        for held in some.sheets.column("actors").to_pylist():
            for actor in read_actors(held):
                self.found.setdefault(actor.id, actor)

    def _judge(self, some: SheetColumns, at: int) -> Iterator[Verdict]:
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

    def _tell_documents(self, some: SheetColumns) -> dict[str, pa.Array]:
        ids = some.values("document", "id")
        return {
            "origin": make_array([self.together.roots[one] for one in ids], pa.string()),
            "version_of": make_array([self.together.firsts.get(one) for one in ids], pa.string()),
        }

    def _tell_events(self, some: SheetColumns) -> dict[str, pa.Array]:
        held = [self.together.happenings.get(one) for one in some.values("event", "id")]
        return {
            "happening": make_array([h and h.id for h in held], pa.string()),
            "outcome": make_array([h and h.outcome for h in held], pa.string()),
        }

    def _note(self, some: SheetColumns) -> None:
        """Show each document's rows to search and reviews, and write those that other documents make."""
        asked = {table: names for table in TABLES if (names := self._columns(table))}
        shown = {table: some.show(table, names) for table, names in asked.items()}
        first, second, *rest = TABLES
        for at, place in enumerate(some.places):
            self._show(shown, [first], at)
            if place is None:
                continue
            for move in self.together.ledger.moves_in(place.id):
                self.writer.add("move", rows.move_row(move, place))
            self._show(shown, [second], at)
            for origin in self.together.origins.get(place.id, ()):
                self.writer.add("origin", rows.origin_row(origin, place))
            self._show(shown, rest, at)

    def _show(self, shown: Mapping[str, list[list[Row]]], tables: Sequence[str], at: int) -> None:
        for table in tables:
            for row in shown[table][at] if table in shown else ():
                self.writer.note(table, row)

    def _columns(self, table: str) -> tuple[str, ...]:
        held = {field.name for field in list_shapes()[table]}
        searched = self.writer.searched.get(table)
        asked = ("id", "document", *searched) if searched else ()
        watched = _WATCHED if self.writer.is_watched else ()
        return tuple(name for name in dict.fromkeys((*asked, *watched)) if name in held)


def _tell_outcomes(
    some: SheetColumns, table: str, verdicts: Mapping[str, Verdict]
) -> dict[str, pa.Array]:
    held = [verdicts.get(one) for one in some.values(table, "id")]
    return {
        "outcome": make_array([v and v.outcome.value for v in held], pa.string()),
        "diagnosis": make_array([v and v.diagnosis for v in held], pa.string()),
    }


def _tell_promises(some: SheetColumns, verdicts: Mapping[str, Verdict]) -> dict[str, pa.Array]:
    reasons = [
        held.reason if (held := verdicts.get(one)) else None
        for one in some.values("commitment", "id")
    ]
    return {
        **_tell_outcomes(some, "commitment", verdicts),
        "outcome_evidence": make_array(reasons, pa.string()),
    }
