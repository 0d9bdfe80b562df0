"""A record → two governments' accounts of the same meetings, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.knowledge import Knowledge
from onrecord.record import Record
from onrecord.run.mirror_accounts import AccountFinder
from onrecord.run.mirror_passages import SPEAKS
from onrecord.run.mirror_telling import Teller
from onrecord.verify.mirror import Pair, choose_pairs, find_pairs
from onrecord.verify.mirror_points import MirrorLine, compare_accounts

Row = dict[str, Any]
TABLES = ("turn", "naming", "event", "position", "figure", "commitment", "statement")


@dataclass(frozen=True, slots=True)
class Speaking:
    """The turns and the statements of a document, for who says something."""

    turns: list[Row]
    statements: list[Row]

    def find(self, start: int, end: int) -> str:
        """Return who says the words at a place and how it is put, empty where nobody is named."""
        held = [
            (
                min(end, s["end"]) - max(start, s["start"]),
                s["speaker"] or s["speaker_text"],
                s["cue"],
            )
            for s in self.statements
        ]
        share, speaker, cue = max(held, key=lambda h: h[0], default=(0, None, None))
        if speaker and cue and 2 * share >= end - start:
            return f"{speaker}: {cue}"
        turns = (t for t in self.turns if t["start"] <= start < t["end"])
        return next((t["speaker"] or t["speaker_text"] for t in turns if t["kind"] == SPEAKS), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirror:
    """A pair of accounts with its lines, its documents' rows, and who speaks in them."""

    pair: Pair
    one: Row
    other: Row
    lines: tuple[MirrorLine, ...]
    speaking: dict[str, Speaking]


def list_mirrors(
    record: Record,
    knowledge: Knowledge,
    *,
    states: frozenset[str] | None = None,
    on: date | None = None,
    happening: str | None = None,
) -> list[Mirror]:
    """Return the pairs of accounts in a record, each compared; of two states, a day, a happening."""
    slim = record.rows_slim("document", without=("dropped",))
    documents = {row["id"]: row for row in slim}
    rows = {table: _by_document(record.rows(table)) for table in TABLES}
    finder = AccountFinder(
        knowledge, turns=rows["turn"], namings=rows["naming"], events=rows["event"]
    )
    teller = Teller(knowledge, finder.persons, rows)
    mirrors = []
    pairs = find_pairs(finder.find(documents.values()))
    for pair in choose_pairs(pairs, dyad=states, on=on, happening=happening):
        one, other = documents[pair.one.document_id], documents[pair.other.document_id]
        lines = compare_accounts(teller.tell(one, pair.one), teller.tell(other, pair.other))
        speaking = {
            id: Speaking(rows["turn"].get(id, []), rows["statement"].get(id, []))
            for id in (one["id"], other["id"])
        }
        mirrors.append(
            Mirror(pair=pair, one=one, other=other, lines=tuple(lines), speaking=speaking)
        )
    return mirrors


def _by_document(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["document"], []).append(row)
    return found
