"""A record → two governments' accounts of the same meetings, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from onrecord.extract.programmes import ProgrammeIndex
from onrecord.extract.programmes.index import Grade
from onrecord.knowledge import Knowledge
from onrecord.knowledge.meetings import MeetingWords
from onrecord.record import Record
from onrecord.run.mirror_heads import (
    HEAD,
    PersonFinder,
    find_states,
    has_word,
    head_of,
    leave_out,
    lower,
)
from onrecord.run.mirror_reading import (
    find_near_topics,
    read_numbers,
    read_pledges,
    read_requests,
    read_topics,
)
from onrecord.verify.mirror import Account, Pair, choose_pairs, find_pairs
from onrecord.verify.mirror_points import MirrorLine, Point, Told, compare_accounts

Row = dict[str, Any]
RESTING = ("stand", "day")  # points that rest on a finding, which may be rejected
FIRST = 250  # characters of the text in which the states are named whose meeting it was
GOVERNMENT = "government"
CONSULTED, TOOK_PLACE = "CONSULT", frozenset({"happened", "ongoing"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirror:
    """A pair of accounts with its lines and its documents' rows."""

    pair: Pair
    one: Row
    other: Row
    lines: tuple[MirrorLine, ...]


def list_mirrors(
    record: Record,
    knowledge: Knowledge,
    *,
    states: frozenset[str] | None = None,
    on: date | None = None,
    happening: str | None = None,
) -> list[Mirror]:
    """Return the pairs of accounts in a record, each compared; of two states, a day, a happening."""
    reader = _Reader(record, knowledge)
    mirrors = []
    pairs = find_pairs(reader.accounts())
    for pair in choose_pairs(pairs, dyad=states, on=on, happening=happening):
        one, other = (
            reader.documents[pair.one.document_id],
            reader.documents[pair.other.document_id],
        )
        lines = compare_accounts(reader.tell(one), reader.tell(other))
        mirrors.append(Mirror(pair=pair, one=one, other=other, lines=tuple(lines)))
    return mirrors


class _Reader:
    """The rows of a record by document."""

    def __init__(self, record: Record, knowledge: Knowledge) -> None:
        self.record = record
        self.knowledge = knowledge
        self._index = ProgrammeIndex(knowledge)
        self._persons = PersonFinder(knowledge)
        self.documents = {
            row["id"]: row for row in record.rows_slim("document", without=("dropped",))
        }

    @cached_property
    def _namings(self) -> dict[str, list[Row]]:
        return _by_document(self.record.rows("naming"))

    @cached_property
    def _events(self) -> dict[str, list[Row]]:
        return _by_document(self.record.rows("event"))

    @cached_property
    def _turns(self) -> dict[str, list[Row]]:
        return _by_document(self.record.rows("turn"))

    @cached_property
    def _positions(self) -> dict[str, list[Row]]:
        return _by_document(self.record.rows("position"))

    def accounts(self) -> Iterator[Account]:
        """Yield the documents of governments about a meeting with another state."""
        for row in self.documents.values():
            outlet = self.knowledge.outlets.get(row["outlet"] or "")
            day = _exact_day(row)
            if outlet is None or outlet.kind != GOVERNMENT or outlet.country is None:
                continue
            if day is None or row["version_of"] is not None:
                continue
            words = self.knowledge.meeting_words.get(row["language"])
            head = head_of(row)
            if words is None or has_word(lower(head), words.of("before")):
                continue
            if has_word(lower(head), _all(words)):
                yield self._make_account(row, outlet.country, day, words)

    def _make_account(self, row: Row, country: str, day: date, words: MeetingWords) -> Account:
        head = head_of(row)
        persons = [*self._persons.find(head, day), *self._speakers(row)]
        by_country: dict[str, set[str]] = {}
        for person, state in persons:
            by_country.setdefault(state, set()).add(person)
        small = lower(head)
        kinds = [
            kind
            for kind, some in (("call", words.of("call")), ("meeting", words.of("meeting")))
            if has_word(small, some)
        ]
        return Account(
            document_id=row["id"],
            country=country,
            day=day,
            kind=kinds[0] if len(kinds) == 1 else None,
            states=frozenset(self._find_parties(row, day)),
            persons=tuple((state, frozenset(some)) for state, some in sorted(by_country.items())),
            programmes=frozenset(n["programme"] for n in self._namings.get(row["id"], ())),
            about=frozenset(hit.spelling.programme_id for hit in self._index.find(head)),
            happenings=frozenset(
                e["happening"]
                for e in self._events.get(row["id"], ())
                if e["happening"] and e["type"] == CONSULTED
            ),
        )

    def _find_parties(self, row: Row, day: date) -> Iterator[str]:
        """Yield the states of the title and the first lines, and of persons named there."""
        first = f"{row['title'] or ''}\n{row['text'][:FIRST]}"
        persons = list(self._persons.find(first, day))
        yield from (state for _, state in persons)
        yield from find_states(leave_out(first, persons), row["language"], self.knowledge)

    def _speakers(self, row: Row) -> Iterator[tuple[str, str]]:
        """Yield who speaks in a transcript: they took part."""
        for turn in self._turns.get(row["id"], ()):
            if turn["speaker_country"] and turn["speaker_id"] in self.knowledge.actor_rows:
                yield turn["speaker"], turn["speaker_country"]

    def tell(self, row: Row) -> Told:
        """Return what a document says, as points."""
        text: str = row["text"]
        points = [
            *read_topics(row, self.knowledge),
            *self._read_rows(row),
            *read_numbers(text),
            *read_pledges(row, self.knowledge),
            *read_requests(row, self.knowledge),
        ]
        return Told(
            points=tuple(points),
            language=row["language"],
            words=row["words"],
            nearly=frozenset(find_near_topics(row, self.knowledge)),
        )

    def _read_rows(self, row: Row) -> Iterator[Point]:
        """Yield programmes, stands and the day of the meeting."""
        counted: dict[str, list[Row]] = {}
        for naming in self._namings.get(row["id"], ()):
            counted.setdefault(naming["programme"], []).append(naming)
        if not counted:
            for hit in self._index.find(row["text"]):
                if hit.is_cased and hit.spelling.grade is Grade.SURE:
                    place = {"start": hit.start, "end": hit.end}
                    counted.setdefault(hit.spelling.programme_id, []).append(place)
        for hit in self._index.find(row["title"] or ""):
            counted.setdefault(
                hit.spelling.programme_id, [{"start": 0, "end": _line_end(row["text"])}]
            )
        for programme, some in counted.items():
            name = self.knowledge.programmes[programme].name
            yield _point("programme", programme, name, some[0], count=len(some))
        for position in self._positions.get(row["id"], ()):
            issue = self.knowledge.issues[position["issue"]]
            label = f"{issue.name}: {position['side']} {position['stance']}"
            yield _point("stand", issue.id, label, position, value=position["stance"])
        days = [e for e in self._events.get(row["id"], ()) if _is_day_of_meeting(e)]
        if len({e["date"][0] for e in days}) == 1:
            day = days[0]["date"][0].isoformat()
            yield _point("day", day, f"met on {day}", days[0], value=day)


def _is_day_of_meeting(event: Row) -> bool:
    if event["type"] != CONSULTED or event["status"] not in TOOK_PLACE or not event["date"]:
        return False
    first, after = event["date"]
    return bool((after - first).days == 1 and event["start"] < 2 * HEAD)


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


def _all(words: MeetingWords) -> tuple[str, ...]:
    return (*words.of("meeting"), *words.of("call"), *words.of("paper"))


def _exact_day(row: Row) -> date | None:
    """Return the day of publication where it is known to the day."""
    first: date | None = row["published"]
    return first if first is not None and first == row["published_latest"] else None


def _by_document(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["document"], []).append(row)
    return found
