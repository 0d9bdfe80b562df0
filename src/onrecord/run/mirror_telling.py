"""What an account says, as points: from its text, and from the findings that stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from onrecord.extract.programmes import ProgrammeIndex
from onrecord.extract.programmes.index import Grade
from onrecord.knowledge import Knowledge
from onrecord.run.mirror_accounts import CONSULTED, Rows, stands_in
from onrecord.run.mirror_heads import HEAD, PersonFinder
from onrecord.run.mirror_reading import (
    find_near_topics,
    read_agreed,
    read_called,
    read_numbers,
    read_persons,
    read_pledges,
    read_requests,
    read_topics,
)
from onrecord.verify.mirror import Account
from onrecord.verify.mirror_points import Point, Told

Row = dict[str, Any]
Stretches = tuple[tuple[int, int], ...]
RESTING = ("stand", "day")  # points that rest on a finding, which may be rejected
TOOK_PLACE = frozenset({"happened", "ongoing"})


class Teller:
    """Tells what accounts say; `rows` are tables of findings by document."""

    def __init__(
        self, knowledge: Knowledge, persons: PersonFinder, rows: Mapping[str, Rows]
    ) -> None:
        self._knowledge = knowledge
        self._persons = persons
        self._rows = rows

    @cached_property
    def _index(self) -> ProgrammeIndex:
        return ProgrammeIndex(self._knowledge)

    def tell(self, row: Row, account: Account) -> Told:
        """Return what a document says of the meeting, as points."""
        stretches = account.stretches
        row = leave_stretches(row, stretches)
        points = [
            *read_called(row, self._knowledge, account),
            *read_topics(row, self._knowledge),
            *self._read_programmes(row, stretches),
            *self._read_stands(row, stretches),
            *self._read_day(row, account),
            *read_numbers(row["text"], self._list("figure", row, stretches)),
            *read_persons(row, self._persons, account),
            *read_pledges(row, self._knowledge),
            *read_agreed(row, self._knowledge, self._list("commitment", row, stretches)),
            *read_requests(row, self._knowledge),
        ]
        return Told(
            points=tuple(points),
            language=row["language"],
            words=row["words"],
            nearly=frozenset(find_near_topics(row, self._knowledge)),
        )

    def _list(self, table: str, row: Row, stretches: Stretches) -> list[Row]:
        held = self._rows[table].get(row["id"], ())
        return [finding for finding in held if stands_in(finding, stretches)]

    def _read_programmes(self, row: Row, stretches: Stretches) -> Iterator[Point]:
        counted: dict[str, list[Row]] = {}
        for naming in self._list("naming", row, stretches):
            counted.setdefault(naming["programme"], []).append(naming)
        if not counted:
            for hit in self._index.find(row["text"]):
                if hit.is_cased and hit.spelling.grade is Grade.SURE:
                    place = {"start": hit.start, "end": hit.end}
                    counted.setdefault(hit.spelling.programme_id, []).append(place)
        if not stretches:
            for hit in self._index.find(row["title"] or ""):
                head = {"start": 0, "end": _line_end(row["text"])}
                counted.setdefault(hit.spelling.programme_id, [head])
        for programme, some in counted.items():
            name = self._knowledge.programmes[programme].name
            yield _point("programme", programme, name, some[0], count=len(some))

    def _read_stands(self, row: Row, stretches: Stretches) -> Iterator[Point]:
        for position in self._list("position", row, stretches):
            issue = self._knowledge.issues[position["issue"]]
            label = f"{issue.name}: {position['side']} {position['stance']}"
            yield _point("stand", issue.id, label, position, value=position["stance"])

    def _read_day(self, row: Row, account: Account) -> Iterator[Point]:
        """Yield the day on which a text says that one met."""
        events = self._list("event", row, account.stretches)
        days = [e for e in events if _is_day_of_meeting(e, has_head=not account.stretches)]
        if len({e["date"][0] for e in days}) == 1:
            day: date = days[0]["date"][0]
            yield _point("day", day.isoformat(), f"met on {day}", days[0], value=day.isoformat())


def leave_stretches(row: Row, stretches: Stretches) -> Row:
    """Return a document with empty lines for all that stands outside of some stretches."""
    if not stretches:
        return row
    text: str = row["text"]
    parts, at = [], 0
    for start, end in stretches:
        parts += ["\n" * (start - at), text[start:end]]
        at = end
    parts.append("\n" * (len(text) - at))
    left = "".join(parts)
    return {**row, "text": left, "words": len(left.split())}


def _is_day_of_meeting(event: Row, *, has_head: bool) -> bool:
    if event["type"] != CONSULTED or event["status"] not in TOOK_PLACE or not event["date"]:
        return False
    first, after = event["date"]
    is_near = not has_head or event["start"] < 2 * HEAD
    return bool((after - first).days == 1 and is_near)


def _point(kind: str, key: str, label: str, row: Row, *, count: int = 1, value: str = "") -> Point:
    return Point(
        kind=kind,
        key=key,
        label=label,
        start=row["start"],
        end=row["end"],
        count=count,
        value=value,
        finding=row["id"] if kind in RESTING else "",
    )


def _line_end(text: str) -> int:
    end = text.find("\n")
    return end if end > 0 else len(text)
