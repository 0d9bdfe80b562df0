"""What a row's page shows besides its words: its heading, what it says, and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from onrecord.publish.naming import say_days
from onrecord.record import Record
from onrecord.record.paging import Row, take_page
from onrecord.web.views import find_view_of

SHOWN = 8
# Of an actor: table, the column that names actors, and what its rows are to the actor.
OF_ACTOR = (
    ("statement", "speaker_id", "Said"), ("position", "actor", "Positions"),
    ("event", "actor_ids", "Did"), ("event", "target_ids", "Was done to"),
    ("commitment", "by_ids", "Promised or threatened"),
    ("commitment", "to_ids", "Was promised or threatened with"),
    ("figure", "said_by_id", "Figures given"),
)  # fmt: skip
COLUMNS = (
    "id", "document", "source", "quote", "content", "start", "end", "date", "day", "outcome",
    "diagnosis", "type", "actors", "targets", "period",
)  # fmt: skip
# What stands elsewhere on the page, by where.
ALWAYS = frozenset({
    "text", "dropped", "quote", "start", "end", "document", "source", "id", "name", "method",
    "score", "is_public", "offices", "events", "history",
})  # fmt: skip
IN_VERDICT = frozenset({"outcome", "diagnosis", "reason", "nearest", "official", "series"})
IN_DEFINITION = frozenset(
    {"publisher", "definition", "unit", "population", "place", "limits", "grain", "url"}
)
IN_ACTORS = frozenset(
    {"speaker_id", "actor_ids", "target_ids", "by_ids", "to_ids", "said_by_id", "actor"}
)
ELSEWHERE = {
    "happening": frozenset({"outcome", "documents", "origins"}),
    "event": frozenset({"outcome", "actors", "targets"}),
    "shift": frozenset({"reason"}),
    "problem": frozenset({"message"}),
}
SAME = (("speaker_text", "speaker"), ("content", "quote"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Rows of one kind that belong to a row: the first of them, how many, where all are."""

    heading: str
    address: str
    count: int
    rows: tuple[Row, ...]


def name_row(table: str, row: Row, members: Sequence[Row]) -> str:
    """Return a heading for what has neither name nor words of its own, "" for all others."""
    if row.get("name") or row.get("quote"):
        return ""
    if table == "happening" and members:
        days = next((say_days(one["date"]) for one in members if one.get("date")), "no date given")
        return f"{members[0]['type'].capitalize()}, {days}"
    return str(row.get("reason") or row.get("message") or f"{table} {row['id']}")


def list_fields(table: str, row: Row, shown: Iterable[str]) -> list[tuple[str, Any]]:
    """Return the columns of a row that nothing else on its page says; `shown` are its other parts."""
    left_out = set(ALWAYS)
    for part in shown:
        left_out |= {"verdict": IN_VERDICT, "definition": IN_DEFINITION, "actors": IN_ACTORS}[part]
    left_out |= ELSEWHERE.get(table, frozenset())
    left_out |= {one for one, other in SAME if row.get(one) == row.get(other)}
    return [(k, v) for k, v in row.items() if k not in left_out and v not in (None, [], "", False)]


def list_parts(record: Record, table: str, row: Row) -> list[Part]:
    """Return what is on record of an actor, or which figures were compared with a series."""
    if table == "actor":
        return list(_list_parts_of_actor(record, row["id"]))
    if table == "series":
        held = _take(record, "figure", "Claims compared with it", column="series", value=row["id"])
        return [held] if held.count else []
    return []


def _list_parts_of_actor(record: Record, actor: str) -> Iterator[Part]:
    for table, column, heading in OF_ACTOR:
        if table in record.columns and column in record.columns[table]:
            part = _take(record, table, heading, column=column, value=actor)
            if part.count:
                yield part


def _take(record: Record, table: str, heading: str, *, column: str, value: str) -> Part:
    held = record.table(table).where(f'{column}="{value}"')
    view = find_view_of(table)
    return Part(
        heading=heading,
        address=f"/{view.name}?{urlencode({column: value})}" if view else "",
        count=len(held),
        rows=tuple(take_page(held, columns=COLUMNS, limit=SHOWN)),
    )
