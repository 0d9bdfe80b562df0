"""Where a long transcript tells of a meeting with another state: its stretches, day and persons.

What a question about yesterday's meeting with a secretary of state gets as an answer is told of
it, up to the next question on another matter; an opening, up to where it names neither the other
side nor the meeting for some paragraphs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from onrecord.annotate.dates import read_dates
from onrecord.knowledge import Knowledge
from onrecord.knowledge.meetings import MeetingWords
from onrecord.model import DateBasis, Publication
from onrecord.run.mirror_heads import (
    PersonFinder,
    find_all,
    find_states,
    has_word,
    leave_out,
    lower,
)

Row = dict[str, Any]
BACK = 1  # days back of which a press conference tells as of a meeting just held
CONTEXT = 2  # paragraphs before in which those are named with whom one met
GAP = 4  # paragraphs of an opening without a word of the meeting after which it is over
TAIL = 2  # paragraphs after the last such word that belong to it
ASKS = "question"
SPEAKS = "speaker"
_SENTENCE = re.compile(r"[^.!?\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What a transcript tells of one meeting: with which state, on which day, who is named."""

    state: str
    day: date
    kind: str | None
    persons: frozenset[tuple[str, str]]
    stretches: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence that tells of a meeting: where its paragraph and it begin, and what it says."""

    start: int
    at: int
    day: date
    kind: str | None
    persons: frozenset[tuple[str, str]]
    states: frozenset[str]


class PassageFinder:
    """Finds the passages of transcripts by the tables of their languages."""

    def __init__(self, knowledge: Knowledge, persons: PersonFinder) -> None:
        self._knowledge = knowledge
        self._persons = persons

    def find(self, row: Row, country: str, day: date, turns: Sequence[Row]) -> Iterator[Passage]:
        """Yield the meetings of which a government's transcript tells, of the day and the one before."""
        words = self._knowledge.meeting_words.get(row["language"])
        if words is None or not turns:
            return
        told: dict[tuple[str, date], list[_Told]] = {}
        for one in self._list_told(row, country, day, words):
            for state in sorted(one.states - {country}):
                told.setdefault((state, one.day), []).append(one)
        for (state, on), some in told.items():
            passage = self._make_passage(row, turns, some, (country, state, on))
            said = lower(" ".join(row["text"][start:end] for start, end in passage.stretches))
            # of today's meeting one may speak before it is held
            if on < day or has_word(said, words.of("told")):
                yield passage

    def _make_passage(
        self, row: Row, turns: Sequence[Row], told: list[_Told], who: tuple[str, str, date]
    ) -> Passage:
        country, state, day = who
        kinds = {one.kind for one in told if one.kind}
        persons = {p for one in told for p in one.persons if p[1] in (country, state)}
        marks = self._list_marks(row, state, persons)
        stretches = tuple(_join(_stretch(row["text"], turns, one, marks) for one in told))
        if not any(of == country for _, of in persons):
            persons |= set(_speakers(turns, stretches, country))
        return Passage(
            state=state,
            day=day,
            kind=kinds.pop() if len(kinds) == 1 else None,
            persons=frozenset(persons),
            stretches=stretches,
        )

    def _list_told(self, row: Row, country: str, day: date, words: MeetingWords) -> Iterator[_Told]:
        """Yield the sentences with a word of meeting and a day just gone, and whom they name."""
        text: str = row["text"]
        starts = _starts(text)
        small = lower(text)
        spoken = words.of("held")
        found = sorted({_paragraph_of(starts, at) for w in spoken for at in find_all(small, w)})
        for number in found:
            paragraph = text[starts[number] : starts[number + 1] - 1]
            for match in _SENTENCE.finditer(paragraph):
                sentence = lower(match[0])
                if not has_word(sentence, spoken) or has_word(sentence, words.of("before")):
                    continue
                on = self._find_day(match[0], row["language"], day)
                if on is None:
                    continue
                first = max(0, number - CONTEXT)
                around = [text[starts[n] : starts[n + 1]] for n in range(number, first - 1, -1)]
                persons, states = self._find_others(around, row["language"], day, country)
                if states:
                    kind = _find_kind(sentence, words)
                    at = starts[number] + match.end() - 1
                    told = (frozenset(persons), frozenset(states))
                    yield _Told(starts[number], at, on, kind, *told)

    def _find_day(self, sentence: str, language: str, day: date) -> date | None:
        """Return the last of the days just gone that a sentence names."""
        publication = Publication(earliest=day, latest=day, basis=DateBasis.METADATA)
        table = self._knowledge.words.get(language)
        days = {
            mention.period.first
            for mention in read_dates(sentence, publication, table)
            if mention.period is not None
            and mention.period.after - mention.period.first == timedelta(days=1)
        }
        return max((one for one in days if day - timedelta(days=BACK) <= one <= day), default=None)

    def _find_others(
        self, around: Iterable[str], language: str, day: date, country: str
    ) -> tuple[list[tuple[str, str]], set[str]]:
        """Return persons in office and states of the first of some paragraphs that names others."""
        for text in around:
            persons = list(self._persons.find(text, day))
            states = {state for _, state in persons}
            states |= set(find_states(leave_out(text, persons), language, self._knowledge))
            if states - {country}:
                return persons, states
        return [], set()

    def _list_marks(self, row: Row, state: str, persons: Iterable[tuple[str, str]]) -> list[int]:
        """Return where the text names the state, its people or its persons, or a meeting."""
        country = self._knowledge.countries[state]
        language, text = row["language"], row["text"]
        words = self._knowledge.meeting_words[language]
        small = lower(text)
        names = {name.split()[-1] for name, of in persons if of == state}
        names |= {*country.names.get(language, ()), *country.demonyms.get(language, ())}
        spoken = (*words.of("held"), *words.of("pledge"))
        return sorted(
            [at for name in names for at in find_all(text, name)]
            + [at for word in spoken for at in find_all(small, word)]
        )


def _find_kind(sentence: str, words: MeetingWords) -> str | None:
    call, meeting = (has_word(sentence, words.of(kind)) for kind in ("call", "meeting"))
    if call == meeting:
        return None
    return "call" if call else "meeting"


def _stretch(text: str, turns: Sequence[Row], told: _Told, marks: list[int]) -> tuple[int, int]:
    """Return from where to where a transcript goes on about what a sentence began."""
    number = bisect_right([turn["start"] for turn in turns], told.at) - 1
    if number < 0:
        return told.start, _end_of_topic(text, told.start, len(text), marks)
    first = max(told.start, turns[number]["start"])
    if turns[number]["kind"] != ASKS:
        return first, _end_of_topic(text, first, turns[number]["end"], marks)
    end = turns[number]["end"]
    for turn in turns[number + 1 :]:
        if turn["kind"] == ASKS and not any(turn["start"] <= m < turn["end"] for m in marks):
            break
        end = turn["end"]
    return first, end


def _end_of_topic(text: str, start: int, end: int, marks: list[int]) -> int:
    """Return where the paragraphs end that name the other side, with a few after the last."""
    starts = [start, *(m.end() for m in re.compile("\n").finditer(text, start, end))]
    last = 0
    for number, first in enumerate(starts):
        after = starts[number + 1] if number + 1 < len(starts) else end
        if any(first <= mark < after for mark in marks):
            last = number
        elif number - last > GAP:
            break
    stop = last + TAIL + 1
    return starts[stop] - 1 if stop < len(starts) else end


def _join(stretches: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield stretches in order, those that overlap as one."""
    held: tuple[int, int] | None = None
    for start, end in sorted(stretches):
        if held is not None and start <= held[1]:
            held = held[0], max(held[1], end)
            continue
        if held is not None:
            yield held
        held = start, end
    if held is not None:
        yield held


def _speakers(
    turns: Sequence[Row], stretches: tuple[tuple[int, int], ...], country: str
) -> Iterator[tuple[str, str]]:
    """Yield who of a country speaks in the stretches."""
    for turn in turns:
        is_theirs = turn["kind"] == SPEAKS and turn["speaker_country"] == country
        if is_theirs and any(turn["start"] < b and a < turn["end"] for a, b in stretches):
            yield turn["speaker"], country


def _starts(text: str) -> list[int]:
    """Return where paragraphs begin, and one after the last."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    return [*starts, len(text) + 1]


def _paragraph_of(starts: list[int], at: int) -> int:
    return bisect_right(starts, at) - 1
