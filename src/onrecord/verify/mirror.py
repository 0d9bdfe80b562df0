"""Which documents are two governments' accounts of one meeting.

    a White House readout of 9 January, a Mexican transcript of 9 January: one meeting
    the vice president's meeting and the president's of one day: two
    a call and a meeting: two
    a joint communiqué of 3 September, a press conference of the 4th that tells of yesterday's
    meeting and of the joint communiqué: one

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
    `kind` is meeting or call, None where the head does not say. `stretches` are where a longer
    text tells of the meeting, empty where all of it does; `day` is then the meeting's own.
    `is_joint` tells a paper of both states, `names_joint` that one is spoken of, `is_carried` that
    somebody else published it.
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
    stretches: tuple[tuple[int, int], ...] = ()
    is_joint: bool = False
    names_joint: bool = False
    is_carried: bool = False

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
    if not _may_be_one(one, other):
        return None
    persons = _shared_persons(one, other)
    if persons is None:
        return None
    shared = (
        sorted(one.about & other.about)
        + sorted(one.programmes & other.programmes)
        + sorted(one.happenings & other.happenings)
    )
    joint = _have_joint_paper(one, other)
    about = one.about & other.about
    met = 2 * (bool(about) + joint) + sum(
        bool(one.persons_of(c) & other.persons_of(c)) for c in (one.country, other.country)
    )
    if met + bool(shared) + _are_of_same_day(one, other) < ENOUGH:
        return None
    days = "the same day" if one.day == other.day else "a day apart"
    named = ", ".join([*sorted(persons), *shared])
    return ", ".join([
        days,
        *([f"both name {named}"] if named else []),
        *(["a joint paper of both"] if joint else []),
    ])  # fmt: skip


def _may_be_one(one: Account, other: Account) -> bool:
    """Are these documents of two states about these two alone, of one kind of meeting?"""
    if one.country == other.country or one.document_id == other.document_id:
        return False
    if one.is_carried and other.is_carried:
        return False  # copies of one paper
    if one.kind is not None and other.kind is not None and one.kind != other.kind:
        return False
    # with a third state at the table of one it is another meeting
    return _face_each_other(one, other) and one.parties == other.parties


def _have_joint_paper(one: Account, other: Account) -> bool:
    """Is one of them a paper of both states that the other is too, or speaks of?"""
    pairs = ((one, other), (other, one))
    return any(a.is_joint and (b.is_joint or b.names_joint) for a, b in pairs)


def _are_of_same_day(one: Account, other: Account) -> bool:
    """Does one tell of a call or a meeting of the very day of the other's?"""
    is_told = bool(one.stretches or other.stretches)
    return is_told and one.day == other.day and one.kind is not None and one.kind == other.kind


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
