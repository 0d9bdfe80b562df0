"""Sheets: what one document gives to the tables, ready made beside its part, as Arrow.

All that a document's rows hold and that no other document has a say in is worked out where the
document is read, by many workers at a time. A build puts the sheets together and fills in what the
steps per key say. A cache like the parts: a sheet that is missing or damaged is made again.

A sheet file has a row for each reading of its part. Each table is a column, a list of its rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from onrecord.knowledge import Knowledge
from onrecord.model import Actor, Document, Mention, Problem, Quote, list_labels
from onrecord.record import position_rows, programme_rows, rows
from onrecord.record.arrays import make_array, make_list, make_strings
from onrecord.record.codec import from_plain, to_plain
from onrecord.record.names import Names
from onrecord.record.rows import Row
from onrecord.record.shapes import list_shapes
from onrecord.record.turn_rows import turn_rows
from onrecord.run.names import name_reading
from onrecord.run.packed import SHEETS, load_packed, name_ending, write_packed
from onrecord.run.positions import list_position_mentions, list_positions
from onrecord.run.readings import Reading, add_mentions, gather_mentions
from onrecord.run.speeches import list_quotes

ROOM = "run"
# In the order in which the rows of a document are written.
TABLES = (
    "problem", "document", "turn", "statement", "event", "commitment", "figure", "verdict",
    "judgement", "position", "naming", "belonging",
)  # fmt: skip
# Of these two rows with one id are a problem; of others the first counts, and that is all.
FINDINGS = ("statement", "event", "commitment", "figure", "verdict")
# What the rows are made by, beside the code that parts are keyed by.
CODE = (
    "record/rows.py", "record/names.py", "record/arrays.py", "record/codec.py", "record/shapes.py",
    "record/turn_rows.py", "record/position_rows.py", "record/programme_rows.py",
    "record/sql/tables.sql", "run/names.py", "run/packed.py", "run/positions.py", "run/sheets.py",
    "run/speeches.py",
)  # fmt: skip
_QUOTES = tuple[Quote, ...]
_ACTORS = tuple[Actor, ...]


def name_sheets() -> str:
    """Return how the names of sheets end that the code of this moment makes."""
    return name_ending(SHEETS, CODE)


def write_sheets(
    knowledge: Knowledge, ending: str, part: Path, readings: Sequence[tuple[str, Reading]]
) -> None:
    """Write the sheets of the readings of a part."""
    write_packed(part, ending, make_sheets(readings, knowledge))


def load_sheets(part: Path, ending: str, keys: Iterable[str]) -> pa.Table | None:
    """Return the sheets of a part that holds `keys`; None where they are missing or damaged."""
    return load_packed(part, ending, keys, list_columns())


def make_sheets(readings: Sequence[tuple[str, Reading]], knowledge: Knowledge) -> pa.Table:
    """Return the sheets of readings, each with the key of its capture."""
    sheets = [make_sheet(reading, knowledge) for _, reading in readings]
    columns = [
        make_strings([key for key, _ in readings]),
        make_array(
            [[j.right for j in reading.judgements if reading.document] for _, reading in readings],
            pa.list_(pa.string()),
        ),
        make_strings([_dump(_ACTORS, reading.actors) for _, reading in readings]),
        make_strings([_dump(_QUOTES, quotes) for _, quotes in sheets]),
    ]
    for table in TABLES:
        held = [sheet.get(table, []) for sheet, _ in sheets]
        inner = make_array([row for some in held for row in some], list_shapes()[table])
        columns.append(make_list(map(len, held), inner))
    return pa.Table.from_arrays(columns, schema=list_columns())


@cache
def list_columns() -> pa.Schema:
    """Return the columns of a sheet file."""
    own = [
        ("key", pa.string()), ("mentioned", pa.list_(pa.string())), ("actors", pa.string()),
        ("quotes", pa.string()),
    ]  # fmt: skip
    return pa.schema([*own, *((table, pa.list_(list_shapes()[table])) for table in TABLES)])


def make_sheet(
    reading: Reading, knowledge: Knowledge
) -> tuple[dict[str, list[Row]], tuple[Quote, ...]]:
    """Return the rows of one reading by table, without what other documents say, and its quotes."""
    sheet = _Sheet()
    for problem in reading.problems:
        sheet.add("problem", rows.problem_row(problem))
    document = reading.document
    if document is None:
        return sheet.rows, ()
    names = name_reading(reading, knowledge)
    sheet.add("document", rows.document_row(document, origin=document.id))
    for row in turn_rows(document, names):
        sheet.add("turn", row)
    for table, row in _list_findings(reading, document, names):
        if not sheet.add(table, row):
            sheet.add("problem", repeated_row(table, row))
    for row in _list_judgements(reading, document):
        sheet.add("judgement", row)
    for position, holder in list_positions(reading, names, knowledge):
        sheet.add("position", position_rows.position_row(position, document, holder))
    for naming in reading.namings:
        sheet.add("naming", programme_rows.naming_row(naming, document))
    for belonging in reading.belongings:
        sheet.add("belonging", programme_rows.belonging_row(belonging, document))
    return sheet.rows, tuple(list_quotes(reading, names, knowledge))


def repeated_row(table: str, row: Row) -> Row:
    """Return the problem that two rows of a table have one id."""
    message = f"two {table}s have this id; the first is kept"
    problem = Problem(subject_id=row["id"], room=ROOM, source=row["source"], message=message)
    return rows.problem_row(problem)


def read_quotes(held: str | None) -> tuple[Quote, ...]:
    """Return the quotes of a sheet."""
    return _load(_QUOTES, held)


def read_actors(held: str | None) -> tuple[Actor, ...]:
    """Return the actors of a sheet that no table knows."""
    return _load(_ACTORS, held)


class _Sheet:
    """The rows of one reading; of two with one id the first."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {}
        self._seen: set[tuple[str, str]] = set()

    def add(self, table: str, row: Row) -> bool:
        if (table, row["id"]) in self._seen:
            return False
        self._seen.add((table, row["id"]))
        self.rows.setdefault(table, []).append(row)
        return True


def _list_findings(reading: Reading, document: Document, names: Names) -> Iterator[tuple[str, Row]]:
    verdicts = {verdict.finding_id: verdict for verdict in reading.verdicts}
    for statement in reading.statements:
        held = verdicts.get(statement.id)
        yield "statement", rows.statement_row(statement, document, names, held)
    for event in reading.events:
        yield "event", rows.event_row(event, document, names, None)
    for commitment in reading.commitments:
        held = verdicts.get(commitment.id)
        yield "commitment", rows.commitment_row(commitment, document, names, held)
    for figure in reading.figures:
        yield "figure", rows.figure_row(figure, document, names, verdicts.get(figure.id))
    for verdict in reading.verdicts:
        yield "verdict", rows.verdict_row(verdict, document)


def _list_judgements(reading: Reading, document: Document) -> Iterator[Row]:
    mentions: dict[str, Mention] = {
        mention.id: mention
        for mention in (
            *list_labels(document).values(),
            *add_mentions(
                gather_mentions(
                    list(reading.statements),
                    list(reading.figures),
                    list(reading.events),
                    list(reading.commitments),
                ),
                list_position_mentions(list(reading.positions)),
            ),
        )
    }
    for judgement in reading.judgements:
        yield rows.judgement_row(judgement, document, mentions.get(judgement.left))


def _dump(kind: Any, things: Sequence[Any]) -> str | None:
    return json.dumps(to_plain(kind)(things), separators=(",", ":")) if things else None


def _load(kind: Any, held: str | None) -> tuple[Any, ...]:
    return tuple(from_plain(kind)(json.loads(held))) if held else ()
