"""The documents of a record → accounts of meetings with another state.

Whole documents of governments whose heads tell of a meeting, long transcripts of theirs that tell
of one on the way, and joint papers whoever carries them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from onrecord.extract.programmes import ProgrammeIndex
from onrecord.knowledge import Knowledge
from onrecord.knowledge.meetings import MeetingWords
from onrecord.run.mirror_heads import (
    PersonFinder,
    find_states,
    has_word,
    head_of,
    leave_out,
    lower,
)
from onrecord.run.mirror_passages import Passage, PassageFinder
from onrecord.verify.mirror import Account
from onrecord.verify.mirror_points import LONG

Row = dict[str, Any]
Rows = Mapping[str, list[Row]]  # by document
FIRST = 250  # characters of the text in which the states are named whose meeting it was
GOVERNMENT, RELEASE = "government", "release"
CONSULTED = "CONSULT"
BOTH = 2  # states of a joint paper


class AccountFinder:
    """Finds the accounts of a record's documents; tables of its findings are rows by document."""

    def __init__(self, knowledge: Knowledge, *, turns: Rows, namings: Rows, events: Rows) -> None:
        self._knowledge = knowledge
        self._turns, self._namings, self._events = turns, namings, events
        self._index = ProgrammeIndex(knowledge)
        self.persons = PersonFinder(knowledge)
        self._passages = PassageFinder(knowledge, self.persons)

    def find(self, documents: Iterable[Row]) -> Iterator[Account]:
        """Yield the accounts of documents of which the day is known."""
        for row in documents:
            day = _exact_day(row)
            words = self._knowledge.meeting_words.get(row["language"])
            if day is None or words is None or row["version_of"] is not None:
                continue
            country = self._find_issuer(row)
            if country is None:
                yield from self._list_carried(row, day, words)
                continue
            account = self._find_head(row, country, day, words)
            if account is not None:
                yield account
            elif row["words"] > LONG and not has_word(_title(row), words.of("before")):
                yield from self._list_passages(row, country, day, words)

    def _find_issuer(self, row: Row) -> str | None:
        """Return the state of the government that published a document."""
        outlet = self._knowledge.outlets.get(row["outlet"] or "")
        return outlet.country if outlet is not None and outlet.kind == GOVERNMENT else None

    def _find_head(self, row: Row, country: str, day: date, words: MeetingWords) -> Account | None:
        """Return the account of a document that is about a meeting from its beginning."""
        small = lower(head_of(row))
        is_sheet = has_word(_title(row), words.of("sheet"))
        if has_word(small, words.of("before")) and not is_sheet:
            return None
        # a long text tells of many things: its title says whether it is of a meeting as a whole
        if not has_word(_title(row) if row["words"] > LONG else small, _all(words)):
            return None
        return self._make_account(row, country, day, words)

    def _list_carried(self, row: Row, day: date, words: MeetingWords) -> Iterator[Account]:
        """Yield a joint paper that somebody else carries, once as each of its two states'."""
        if row.get("kind") != RELEASE or not has_word(_title(row), words.of("joint")):
            return
        states = sorted(find_states(row["title"], row["language"], self._knowledge))
        if len(states) == BOTH:
            for country in states:
                yield self._make_account(row, country, day, words, is_carried=True)

    def _list_passages(
        self, row: Row, country: str, day: date, words: MeetingWords
    ) -> Iterator[Account]:
        turns = self._turns.get(row["id"], [])
        for passage in self._passages.find(row, country, day, turns):
            text = " ".join(row["text"][start:end] for start, end in passage.stretches)
            yield Account(
                document_id=row["id"],
                country=country,
                day=passage.day,
                kind=passage.kind,
                states=frozenset({passage.state}),
                persons=_by_country(passage.persons),
                programmes=self._list_programmes(row, passage),
                happenings=frozenset(self._list_happenings(row, passage)),
                stretches=passage.stretches,
                names_joint=has_word(lower(text), words.of("joint")),
            )

    def _list_programmes(self, row: Row, passage: Passage) -> frozenset[str]:
        namings = self._namings.get(row["id"], ())
        return frozenset(n["programme"] for n in namings if stands_in(n, passage.stretches))

    def _list_happenings(self, row: Row, passage: Passage | None) -> Iterator[str]:
        for event in self._events.get(row["id"], ()):
            stretches = passage.stretches if passage is not None else ()
            is_meeting = event["happening"] and event["type"] == CONSULTED
            if is_meeting and stands_in(event, stretches):
                yield event["happening"]

    def _make_account(
        self,
        row: Row,
        country: str,
        day: date,
        words: MeetingWords,
        *,
        is_carried: bool = False,
    ) -> Account:
        head = head_of(row)
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
            persons=_by_country([*self.persons.find(head, day), *self._speakers(row)]),
            programmes=frozenset(n["programme"] for n in self._namings.get(row["id"], ())),
            about=frozenset(hit.spelling.programme_id for hit in self._index.find(head)),
            happenings=frozenset(self._list_happenings(row, None)),
            is_joint=has_word(_title(row), words.of("joint")),
            names_joint=has_word(lower(row["text"]), words.of("joint")),
            is_carried=is_carried,
        )

    def _find_parties(self, row: Row, day: date) -> Iterator[str]:
        """Yield the states of the title and the first lines, and of persons named there."""
        first = f"{row['title'] or ''}\n{row['text'][:FIRST]}"
        persons = list(self.persons.find(first, day))
        yield from (state for _, state in persons)
        yield from find_states(leave_out(first, persons), row["language"], self._knowledge)

    def _speakers(self, row: Row) -> Iterator[tuple[str, str]]:
        """Yield who speaks in a transcript: they took part."""
        for turn in self._turns.get(row["id"], ()):
            if turn["speaker_country"] and turn["speaker_id"] in self._knowledge.actor_rows:
                yield turn["speaker"], turn["speaker_country"]


def stands_in(row: Row, stretches: tuple[tuple[int, int], ...]) -> bool:
    """Does a finding stand in one of the stretches? In a whole text, where there are none."""
    return not stretches or any(a <= row["start"] < b for a, b in stretches)


def _by_country(persons: Iterable[tuple[str, str]]) -> tuple[tuple[str, frozenset[str]], ...]:
    found: dict[str, set[str]] = {}
    for person, state in persons:
        found.setdefault(state, set()).add(person)
    return tuple((state, frozenset(some)) for state, some in sorted(found.items()))


def _title(row: Row) -> str:
    return lower(row["title"] or "")


def _all(words: MeetingWords) -> tuple[str, ...]:
    return (*words.of("meeting"), *words.of("call"), *words.of("paper"))


def _exact_day(row: Row) -> date | None:
    """Return the day of publication where it is known to the day."""
    first: date | None = row["published"]
    return first if first is not None and first == row["published_latest"] else None
