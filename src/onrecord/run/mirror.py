"""A record → two governments' accounts of the same meetings, side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from onrecord.extract.programmes import ProgrammeIndex
from onrecord.extract.programmes.index import Grade
from onrecord.knowledge import Knowledge, fold, fold_name
from onrecord.knowledge.meetings import MeetingWords
from onrecord.record import Record
from onrecord.verify.mirror import Account, Pair, choose_pairs, find_pairs
from onrecord.verify.mirror_points import MirrorLine, Point, Told, compare_accounts

Row = dict[str, Any]
HEAD = 800  # characters of the text in which those who met are named
FIRST = 250  # of these, in which the states are named whose meeting it was
GOVERNMENT = "government"
STEM = 6  # letters of a word that tell it from others
NEAR_STEM = 5  # and that may be of another form of it
LEAST_LETTERS = 5
SHORTEST = 4  # letters of a surname that may stand alone
CONSULTED, TOOK_PLACE = "CONSULT", frozenset({"happened", "ongoing"})
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*")
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,]\d{3})+(?![\w])|(?<![\w.,])\d{3,}(?![\w.,]\d)")
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_WORDS = re.compile(r"[^\W\d_]+")


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
        self.documents = {row["id"]: row for row in record.rows("document")}

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
            head = _head_of(row)
            if words is None or _names(_lower(head), words.of("before")):
                continue
            if _names(_lower(head), _all(words)):
                yield self._make_account(row, outlet.country, day, words)

    def _make_account(self, row: Row, country: str, day: date, words: MeetingWords) -> Account:
        head = _head_of(row)
        persons = [*_find_persons(head, day, self.knowledge), *self._speakers(row)]
        by_country: dict[str, set[str]] = {}
        for person, state in persons:
            by_country.setdefault(state, set()).add(person)
        small = _lower(head)
        kinds = [
            kind
            for kind, some in (("call", words.of("call")), ("meeting", words.of("meeting")))
            if _names(small, some)
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
        persons = list(_find_persons(first, day, self.knowledge))
        yield from (state for _, state in persons)
        yield from _find_states(_without(first, persons), row["language"], self.knowledge)

    def _speakers(self, row: Row) -> Iterator[tuple[str, str]]:
        """Yield who speaks in a transcript: they took part."""
        for turn in self._turns.get(row["id"], ()):
            if turn["speaker_country"] and turn["speaker_id"] in self.knowledge.actor_rows:
                yield turn["speaker"], turn["speaker_country"]

    def tell(self, row: Row) -> Told:
        """Return what a document says, as points."""
        text: str = row["text"]
        points = [
            *_read_topics(row, self.knowledge),
            *self._read_rows(row),
            *_read_numbers(text),
            *_read_pledges(row, self.knowledge),
            *_read_requests(row, self.knowledge),
        ]
        return Told(
            points=tuple(points),
            language=row["language"],
            words=row["words"],
            nearly=frozenset(_find_near_topics(row, self.knowledge)),
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
    )


def _line_end(text: str) -> int:
    end = text.find("\n")
    return end if end > 0 else len(text)


def _without(head: str, persons: list[tuple[str, str]]) -> str:
    """Return the head without the names of persons: one may be called as a state is."""
    for name, _ in persons:
        head = head.replace(name, " ").replace(name.split()[-1], " ")
    return head


def _read_topics(row: Row, knowledge: Knowledge) -> Iterator[Point]:
    text: str = row["text"]
    small = _lower(text)
    for topic in knowledge.topics.values():
        found = sorted(
            at for word in topic.words.get(row["language"], ()) for at in _find_all(small, word)
        )
        if found:
            start, end = _sentence_at(text, found[0])
            yield Point(
                kind="topic", key=topic.id, label=topic.name, start=start, end=end, count=len(found)
            )


def _find_near_topics(row: Row, knowledge: Knowledge) -> Iterator[str]:
    """Yield the topics of which a text has at least the beginning of some longer word."""
    stems = set(_stems(row["text"], NEAR_STEM))
    for topic in knowledge.topics.values():
        words = " ".join(topic.words.get(row["language"], ()))
        if not stems.isdisjoint(_stems(words, NEAR_STEM)):
            yield topic.id


def _read_numbers(text: str) -> Iterator[Point]:
    counts: dict[str, list[re.Match[str]]] = {}
    for match in _NUMBER.finditer(text):
        if not _YEAR.fullmatch(match[0]):
            counts.setdefault(re.sub(r"[.,]", "", match[0]), []).append(match)
    for key, found in counts.items():
        start, end = _sentence_at(text, found[0].start())
        yield Point(
            kind="number", key=key, label=f"{int(key):,}", start=start, end=end, count=len(found)
        )


def _read_pledges(row: Row, knowledge: Knowledge) -> Iterator[Point]:
    words = knowledge.meeting_words.get(row["language"])
    if words is None:
        return
    text: str = row["text"]
    for match in _SENTENCE.finditer(text):
        if _names(match[0].lower(), words.of("pledge")):
            stems = frozenset(_stems(match[0]))
            label = " ".join(match[0].split())
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            end = match.start() + len(match[0].rstrip())
            yield Point(kind="pledge", key=label, label=label, start=start, end=end, stems=stems)


def _read_requests(row: Row, knowledge: Knowledge) -> Iterator[Point]:
    """Yield who asked for the meeting: the state named right after the phrase."""
    words = knowledge.meeting_words.get(row["language"])
    text: str = row["text"]
    small = _lower(text)
    for phrase in words.of("asked") if words is not None else ():
        for at in _find_all(small, phrase):
            behind = text[at + len(phrase) : at + len(phrase) + 80]
            states = list(_find_states(behind, row["language"], knowledge))
            if len(states) == 1:
                start, end = _sentence_at(text, at)
                name = knowledge.countries[states[0]].name
                yield Point(
                    kind="request", key=states[0], label=f"asked for by {name}", start=start,
                    end=end, value=states[0],
                )  # fmt: skip


def _find_persons(head: str, day: date, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Yield the persons in office that day whom a head names, and their states."""
    words = {fold(word) for word in _WORDS.findall(head) if word[0].isupper()}
    found: dict[str, list[_Named]] = {}
    for named in _list_in_office(day, knowledge):
        if named.words[-1] in words:
            found.setdefault(named.words[-1], []).append(named)
    places = {
        fold(w) for c in knowledge.countries.values() for n in c.names["en"] for w in n.split()
    }
    for surname, some in found.items():
        is_part = any(surname in other.words[:-1] for held in found.values() for other in held)
        whole = [named for named in some if set(named.words[:-1]) & words]
        if len(surname) < SHORTEST or is_part or (surname in places and not whole):
            whole = [named for named in some if set(named.words) <= words]
            some = []
        chosen = whole or [named for named in some if named.leads] or some
        if len({named.name for named in chosen}) == 1:
            yield chosen[0].name, chosen[0].state


@dataclass(frozen=True, slots=True)
class _Named:
    """Somebody in office: the folded words of the name, the state, whether it is a known post."""

    words: tuple[str, ...]
    name: str
    state: str
    leads: bool


def _list_in_office(day: date, knowledge: Knowledge) -> Iterator[_Named]:
    for office in knowledge.office_rows.values():
        for holder in office.holders:
            if holder.first <= day and (holder.after is None or day < holder.after):
                row = knowledge.actor_rows[holder.person]
                words, state = fold_name(row.name), office.country or row.country
                if words and state:
                    yield _Named(words, row.name, state, office.post is not None)


def _find_states(head: str, language: str, knowledge: Knowledge) -> Iterator[str]:
    for code, country in knowledge.countries.items():
        names = (*country.names.get(language, ()), *country.demonyms.get(language, ()))
        if _names(head, names):
            yield code


def _names(text: str, words: Iterable[str]) -> bool:
    """Does one of the words stand in the text as a word of its own?"""
    return any(next(_find_all(text, word), None) is not None for word in words)


def _find_all(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            yield at
        at = text.find(word, end)


def _all(words: MeetingWords) -> tuple[str, ...]:
    return (*words.of("meeting"), *words.of("call"), *words.of("paper"))


def _head_of(row: Row) -> str:
    return f"{row['title'] or ''}\n{row['text'][:HEAD]}"


def _exact_day(row: Row) -> date | None:
    """Return the day of publication where it is known to the day."""
    first: date | None = row["published"]
    return first if first is not None and first == row["published_latest"] else None


def _sentence_at(text: str, at: int) -> tuple[int, int]:
    """Return the sentence, or the line, around a place."""
    first = text.rfind("\n", 0, at) + 1
    for match in _SENTENCE.finditer(text, first):
        if match.start() <= at < match.end():
            lead = len(match[0]) - len(match[0].lstrip())
            return match.start() + lead, match.start() + len(match[0].rstrip())
    return at, at + 1


def _stems(text: str, length: int = STEM) -> Iterator[str]:
    """Yield beginnings of the longer words, and numbers."""
    for word in re.findall(r"\w+", fold(text)):
        if word.isdigit() or len(word) >= LEAST_LETTERS:
            yield word[:length]


def _lower(text: str) -> str:
    small = text.lower()
    return small if len(small) == len(text) else text


def _by_document(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["document"], []).append(row)
    return found
