"""The head of a release: who in office and which states are named in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from onrecord.knowledge import Knowledge, fold
from onrecord.knowledge.surnames import order_name

HEAD = 800  # characters of the text in which those who met are named
SHORTEST = 4  # letters of a surname that may stand alone
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Named:
    """Somebody in office: the folded words of the name, the state, whether it is a known post."""

    words: tuple[str, ...]
    name: str
    state: str
    leads: bool


class PersonFinder:
    """Finds who is named among those in office on a day; each day's are listed once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._in_office: dict[date, dict[str, list[_Named]]] = {}

    @cached_property
    def _places(self) -> frozenset[str]:
        """Return the words of the states' names, in every language there is."""
        return frozenset(
            fold(word)
            for country in self._knowledge.countries.values()
            for names in country.names.values()
            for name in names
            for word in name.split()
        )

    def find(self, head: str, day: date) -> Iterator[tuple[str, str]]:
        """Yield the persons in office that day whom a head names, and their states."""
        words = {fold(word) for word in _WORDS.findall(head) if word[0].isupper()}
        in_office = self._list_in_office(day)
        found = {surname: some for surname, some in in_office.items() if surname in words}
        for surname, some in found.items():
            is_part = any(surname in other.words[:-1] for held in found.values() for other in held)
            whole = [named for named in some if set(named.words[:-1]) & words]
            if len(surname) < SHORTEST or is_part or (surname in self._places and not whole):
                whole = [named for named in some if set(named.words) <= words]
                some = []
            chosen = whole or [named for named in some if named.leads] or some
            if len({named.name for named in chosen}) == 1:
                yield chosen[0].name, chosen[0].state

    def _list_in_office(self, day: date) -> dict[str, list[_Named]]:
        """Return those in office on a day by their last names, in the order of the tables."""
        if day not in self._in_office:
            by_surname: dict[str, list[_Named]] = {}
            for first, after, named in self._holders:
                if first <= day and (after is None or day < after):
                    by_surname.setdefault(named.words[-1], []).append(named)
            self._in_office[day] = by_surname
        return self._in_office[day]

    @cached_property
    def _holders(self) -> tuple[tuple[date, date | None, _Named], ...]:
        """Return all who hold or held an office of a state, with their first day and the day after."""
        return tuple(_list_holders(self._knowledge))


def _list_holders(knowledge: Knowledge) -> Iterator[tuple[date, date | None, _Named]]:
    for office in knowledge.office_rows.values():
        for holder in office.holders:
            row = knowledge.actor_rows[holder.person]
            words, state = order_name(row), office.country or row.country
            if words and state:
                named = _Named(words, row.name, state, office.post is not None)
                yield holder.first, holder.after, named


def find_states(head: str, language: str, knowledge: Knowledge) -> Iterator[str]:
    """Yield the states that a head names, by name or by their people."""
    for code, country in knowledge.countries.items():
        names = (*country.names.get(language, ()), *country.demonyms.get(language, ()))
        if has_word(head, names):
            yield code


def has_word(text: str, words: Iterable[str]) -> bool:
    """Does one of the words stand in the text as a word of its own?"""
    return any(next(find_all(text, word), None) is not None for word in words)


def find_all(text: str, word: str) -> Iterator[int]:
    """Yield where a word stands in the text as a word of its own."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            yield at
        at = text.find(word, end)


def head_of(row: dict[str, Any]) -> str:
    """Return the title of a document and the beginning of its text."""
    return f"{row['title'] or ''}\n{row['text'][:HEAD]}"


def leave_out(head: str, persons: list[tuple[str, str]]) -> str:
    """Return the head without the names of persons: one may be called as a state is."""
    for name, _ in persons:
        head = head.replace(name, " ").replace(name.split()[-1], " ")
    return head


def lower(text: str) -> str:
    """Return the text in lower case, as it is where that would move its letters."""
    small = text.lower()
    return small if len(small) == len(text) else text
