"""What a build says that the one before it did not, as entries of a feed.

An entry for each new document with what it says; one each for verdicts that changed, moves of the
ledger, shifts of position, and what is read otherwise in documents that were known before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from onrecord.model.wording import NOBODY, count, name_sides, shorten
from onrecord.publish.briefs import STILL
from onrecord.publish.dossier_rows import name_days
from onrecord.publish.feeds import LONGEST_WORDS, NewsEntry, NewsLine, make_entry_id
from onrecord.record.builds import TableChanges, compare_builds
from onrecord.record.records import FINDINGS, PLURALS, Record

COMPARED = ("document", *FINDINGS, "move", "shift")
MOST_LINES = 60  # of an entry
MOST_DOCUMENTS = 200  # that entries are made of: a feed holds no more
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What changed: entries for a feed, and how many rows of each table came."""

    build: str
    entries: tuple[NewsEntry, ...] = ()
    came: Mapping[str, int] = field(default_factory=dict)
    judged: int = 0

    @property
    def is_any(self) -> bool:
        """Is anything new?"""
        return bool(self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What entries are made for: the feed, the build, and the moment."""

    feed_id: str
    build: str
    at: str


def find_news(before: Record | None, now: Record, edition: Edition) -> News:
    """Return what is new in `now`; all of it when there is nothing before it."""
    changes = compare_builds(before, now, COMPARED) if before else _list_all(now)
    fresh = set(changes["document"].came)
    came = {table: _read(now, table, changes[table].came) for table in COMPARED}
    came["statement"] = [row for row in came["statement"] if row["repeats"] is None]
    reader = _Reader(now, came)
    entries = [
        *_list_kinds(reader, changes, fresh, edition),
        *_list_documents(reader, fresh, edition),
    ]
    return News(
        build=edition.build,
        entries=tuple(entries),
        came={table: len(rows) for table, rows in came.items()},
        judged=sum(len(changes[table].judged) for table in FINDINGS),
    )


class _Reader:
    """The rows that came, and those they lead to."""

    def __init__(self, record: Record, came: Mapping[str, list[Row]]) -> None:
        self._record = record
        self.came = came

    def find(self, table: str, ids: Iterable[str]) -> dict[str, Row]:
        """Return rows by id."""
        rows = self._record.rows_among(table, sorted(set(ids)))
        return {row["id"]: row for row in rows}


def _list_all(now: Record) -> Mapping[str, TableChanges]:
    """Return every row as one that came."""
    ids = {table: tuple(row["id"] for row in now.rows(table)) for table in COMPARED}
    return {
        table: TableChanges(before=0, now=len(some), came=some, went=(), judged={})
        for table, some in ids.items()
    }


def _read(record: Record, table: str, ids: tuple[str, ...]) -> list[Row]:
    """Return the rows that count, in their order."""
    rows = {row["id"]: row for row in record.rows_among(table, ids)}
    return [rows[one] for one in ids if one in rows]


def _list_documents(reader: _Reader, fresh: set[str], edition: Edition) -> Iterator[NewsEntry]:
    """Yield an entry for each new document."""
    lines: dict[str, list[tuple[int, NewsLine]]] = {}
    for table in FINDINGS:
        for row in reader.came[table]:
            if row["document"] in fresh:
                place = (row["start"], NewsLine(**_say(table, row)))
                lines.setdefault(row["document"], []).append(place)
    for document in reader.came["document"][-MOST_DOCUMENTS:]:
        held = [line for _, line in sorted(lines.get(document["id"], []), key=lambda one: one[0])]
        name = document["title"] or document["source"]
        outlet = f"{document['outlet']}: " if document["outlet"] else ""
        again = "Changed: " if document["version_of"] else ""
        yield NewsEntry(
            id=make_entry_id(edition.feed_id, document["id"]),
            kind="document",
            title=f"{again}{outlet}{name}",
            at=edition.at,
            lines=tuple(held[:MOST_LINES]),
            more=max(0, len(held) - MOST_LINES),
            row=document["id"],
            url=document["url"] or "",
        )


def _list_kinds(
    reader: _Reader, changes: Mapping[str, TableChanges], fresh: set[str], edition: Edition
) -> Iterator[NewsEntry]:
    """Yield an entry for each kind of change in what was known before."""
    kinds: tuple[tuple[str, str, Callable[[], list[NewsLine]]], ...] = (
        ("verdict", "Verdicts that changed", lambda: _list_judged(reader, changes)),
        ("move", "Moves in the ledger", lambda: _list_moves(reader)),
        ("shift", "Positions that shifted", lambda: _list_shifts(reader)),
        ("reading", "Read otherwise in known documents", lambda: _list_others(reader, fresh)),
    )
    for kind, title, find in kinds:
        if lines := find():
            yield NewsEntry(
                id=make_entry_id(edition.feed_id, edition.build, kind),
                kind=kind,
                title=f"{title}: {len(lines)}",
                at=edition.at,
                lines=tuple(lines[:MOST_LINES]),
                more=max(0, len(lines) - MOST_LINES),
            )


def _list_judged(reader: _Reader, changes: Mapping[str, TableChanges]) -> list[NewsLine]:
    lines: list[NewsLine] = []
    for table in FINDINGS:
        judged = changes[table].judged
        for name, row in reader.find(table, judged).items():
            before, after = judged[name]
            reason = f" ({row['reason']})" if row.get("reason") else ""
            head = f"{table}: was {before}, now {after}{reason}"
            lines.append(
                NewsLine(
                    kind="verdict", id=name, head=head, words=shorten(row["quote"], LONGEST_WORDS)
                )
            )
    return lines


def _list_moves(reader: _Reader) -> list[NewsLine]:
    """Return the moves that came, but those by which a promise only enters the ledger."""
    moves = [row for row in reader.came["move"] if row["state"] not in STILL]
    promises = reader.find("commitment", (row["commitment"] for row in moves))
    lines: list[NewsLine] = []
    for row in moves:
        promise = promises.get(row["commitment"])
        if promise is not None:
            by = ", ".join(promise["by"] or ()) or NOBODY
            head = f"{by}, {promise['kind']}: {row['state']} ({row['basis']}), {row['reason']}"
            lines.append(
                NewsLine(
                    kind="move", id=row["id"], head=head, words=shorten(row["quote"], LONGEST_WORDS)
                )
            )
    return lines


def _list_shifts(reader: _Reader) -> list[NewsLine]:
    shifts = reader.came["shift"]
    held = reader.find("position", (row[side] for row in shifts for side in ("before", "after")))
    lines: list[NewsLine] = []
    for row in shifts:
        before, after = held.get(row["before"]), held.get(row["after"])
        if before is not None and after is not None:
            head = (
                f"{after['actor_name']}, {row['kind']} on {row['issue']}: {row['reason']}; "
                f"before: “{shorten(before['quote'], LONGEST_WORDS)}”"
            )
            lines.append(
                NewsLine(
                    kind="shift",
                    id=row["id"],
                    head=head,
                    words=shorten(after["quote"], LONGEST_WORDS),
                )
            )
    return lines


def _list_others(reader: _Reader, fresh: set[str]) -> list[NewsLine]:
    return [
        NewsLine(**_say(table, row))
        for table in FINDINGS
        for row in reader.came[table]
        if row["document"] not in fresh
    ]


def _say(table: str, row: Row) -> dict[str, str]:
    """Return what a line says of a finding."""
    return {
        "kind": table,
        "id": row["id"],
        "head": _HEADS[table](row),
        "words": shorten(row["quote"], LONGEST_WORDS),
        "outcome": row["outcome"] or "",
    }


def _say_statement(row: Row) -> str:
    speaker = row["speaker"] or row["speaker_text"] or "speaker not named"
    return f"{speaker}, {row['manner']}{_say_outcome(row)}"


def _say_event(row: Row) -> str:
    sides = name_sides(row["actors"] or (), row["targets"] or ())
    days = f", {name_days(row['date'])}" if row["date"] else ""
    return f"{sides}: {row['type'].lower()}, {row['status']}{days}"


def _say_commitment(row: Row) -> str:
    due = f", due {row['due']}" if row["due"] else ""
    return f"{', '.join(row['by'] or ()) or NOBODY}, {row['kind']}{due}{_say_outcome(row)}"


def _say_figure(row: Row) -> str:
    reason = f": {row['reason']}" if row["reason"] else ""
    return f"{row['measure']}{_say_outcome(row)}{reason}"


def _say_outcome(row: Row) -> str:
    if not row["outcome"]:
        return ""
    diagnosis = f" ({row['diagnosis'].replace('-', ' ')})" if row["diagnosis"] else ""
    return f", {row['outcome']}{diagnosis}"


_HEADS: dict[str, Callable[[Row], str]] = {
    "statement": _say_statement,
    "event": _say_event,
    "commitment": _say_commitment,
    "figure": _say_figure,
}


def say_counts(news: News) -> str:
    """Return what came in one line: "2 documents, 14 statements; 1 verdict changed"."""
    counts = [count(number, table, PLURALS[table]) for table, number in news.came.items() if number]
    judged = f"{count(news.judged, 'verdict')} changed"
    return "; ".join(part for part in (", ".join(counts), judged if news.judged else "") if part)
