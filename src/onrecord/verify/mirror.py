"""Which documents are two governments' accounts of one meeting.

    a White House readout of 9 January, a Mexican transcript of 9 January: one meeting
    the vice president's meeting and the president's of one day: two
    a call and a meeting: two

Better no pair than a wrong one: day, kind and the persons in the heads must go together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

ENOUGH = 2  # of: persons of the one state, persons of the other, a programme or happening
NEAR = 1  # days between two accounts of one meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A government's document about a meeting with others.

    `country` issued it; `states` are those of its title and first lines, `persons` those of office
    named there or a little later, by country; `programmes`, `about` and `happenings` are ids.
    `kind` is meeting or call, None where the head does not say.
    """

    document_id: str
    country: str
    day: date
    kind: str | None
    states: frozenset[str]
    persons: tuple[tuple[str, frozenset[str]], ...]  # by country
    programmes: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()  # programmes named in the head
    happenings: frozenset[str] = frozenset()

    def persons_of(self, country: str) -> frozenset[str]:
        """Return the persons of a country in its head."""
        return dict(self.persons).get(country, frozenset())

    @property
    def parties(self) -> frozenset[str]:
        """Return the countries whose meeting it is."""
        return self.states | {self.country}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two accounts of one meeting, and why they are taken for that."""

    one: Account
    other: Account
    reason: str


def find_pairs(accounts: Iterable[Account]) -> list[Pair]:
    """Return the pairs, by day."""
    ordered = sorted(accounts, key=lambda a: (a.day, a.document_id))
    pairs = []
    for number, one in enumerate(ordered):
        for other in ordered[number + 1 :]:
            if (other.day - one.day).days > NEAR:
                break
            reason = _say_why(one, other)
            if reason is not None:
                pairs.append(Pair(one=one, other=other, reason=reason))
    return pairs


def _say_why(one: Account, other: Account) -> str | None:
    """Return why two accounts are of one meeting, None where they are not surely."""
    if one.country == other.country or not _face_each_other(one, other):
        return None
    if one.kind is not None and other.kind is not None and one.kind != other.kind:
        return None
    if one.parties != other.parties:
        return None  # a third state at the table of one: another meeting
    persons = _shared_persons(one, other)
    if persons is None:
        return None
    shared = (
        sorted(one.about & other.about)
        + sorted(one.programmes & other.programmes)
        + sorted(one.happenings & other.happenings)
    )
    about = one.about & other.about
    met = 2 * bool(about) + sum(
        bool(one.persons_of(c) & other.persons_of(c)) for c in (one.country, other.country)
    )
    if met + bool(shared) < ENOUGH:
        return None
    days = "the same day" if one.day == other.day else "a day apart"
    named = ", ".join([*sorted(persons), *shared])
    return f"{days}, both name {named}"


def _face_each_other(one: Account, other: Account) -> bool:
    return other.country in one.parties and one.country in other.parties


def _shared_persons(one: Account, other: Account) -> frozenset[str] | None:
    """Return the persons whom both heads name, None where they name different ones of a state."""
    shared: set[str] = set()
    for country in sorted(one.parties | other.parties):
        mine, theirs = one.persons_of(country), other.persons_of(country)
        if mine and theirs and not mine & theirs:
            return None
        shared |= mine & theirs
    return frozenset(shared)


def choose_pairs(
    pairs: Sequence[Pair],
    *,
    dyad: frozenset[str] | None = None,
    on: date | None = None,
    happening: str | None = None,
) -> list[Pair]:
    """Return the pairs of two countries, a day or a happening."""
    return [
        pair
        for pair in pairs
        if (dyad is None or dyad == {pair.one.country, pair.other.country})
        and (on is None or on in (pair.one.day, pair.other.day))
        and (happening is None or happening in pair.one.happenings | pair.other.happenings)
    ]
