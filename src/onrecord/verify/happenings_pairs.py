"""Do two reports tell one event? Decided by sides, days, people, numbered papers and words.

Same day and sides, the same people met → one meeting. Same day and sides, other words → two
agreements of one meeting. The same sentence in two papers → one event, unless each speaks of itself
("the duties imposed under this order"). A wrong merge is worse than none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from math import sqrt

from onrecord.model import EventType, Period

ONE_DAY = timedelta(days=1)  # zones differ
SHORT = 4  # days: a date that long tells one occasion
MONTH = 31  # days: within a longer stretch a state may do the like more than once
WEEK = timedelta(days=7)
SEASON = timedelta(days=60)  # between the papers that repeat one sentence
ALIKE = 0.4  # of the words, for what one day or paper holds together anyway
ALIKE_SIDES = 0.3  # the same, where both name the same doers and the same other side
SAME_STORY = 0.6  # for undated reports told on one day, and for days that differ
SAME_COPY = 0.7  # between copies of one text
SAME_SENTENCE = 0.8  # between any two papers
FEW, SEVERAL = 2, 5  # words that must be shared
LEAST_PEOPLE = 2  # who did it together, told without its day
# Acts of both sides alike: who is named first says nothing.
MUTUAL = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
# Acts that one side begins: two reports may differ on which.
BEGUN = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.SANCTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReport:
    """One event as the grouping sees it. `origin_id` is the root of the document's origin.

    `words` are the keys of what the clause speaks of, without the sides; `people` the persons among the
    sides; `papers` the numbered papers it names; `counts` its numbers with what they count.
    `is_denied` tells an event that its text says did not take place, `is_own` one that its paper
    tells of itself ("this order"). `published` is the day of the document, if known to the day.
    """

    event_id: str
    document_id: str
    origin_id: str
    actor_ids: frozenset[str]
    target_ids: frozenset[str]
    type: EventType
    period: Period | None
    mode: str | None = None
    place: str | None = None
    people: frozenset[str] = frozenset()
    papers: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    counts: tuple[tuple[Decimal, str], ...] = ()
    is_denied: bool = False
    is_own: bool = False
    published: Period | None = None
    sides: frozenset[str] = field(init=False, default=frozenset())

    def __post_init__(self) -> None:
        object.__setattr__(self, "sides", _join(self.actor_ids, self.target_ids))

    @property
    def is_dated(self) -> bool:
        """Is its date short enough to tell one occasion?"""
        return self.period is not None and self.period.days <= SHORT


@lru_cache(maxsize=10_000)
def _join(actor_ids: frozenset[str], target_ids: frozenset[str]) -> frozenset[str]:
    return actor_ids | target_ids


def rate_pair(one: EventReport, other: EventReport) -> float:
    """Return how sure it is that two reports tell one event: 0 where they are kept apart."""
    if one.type is not other.type or not _have_fitting_sides(one, other):
        return 0.0
    shared, alike = share_words(one, other)
    if not can_share_day(one, other):
        return alike if _differ_only_in_day(one, other, shared, alike) else 0.0
    if _names_others(one, other):
        return 0.0
    rules = (
        _tell_one_occasion(one, other, shared, alike),
        one.origin_id == other.origin_id and alike >= SAME_COPY,
        bool(one.papers & other.papers) and alike >= ALIKE / 2,
        _tell_of_one_day(one, other, shared, alike),
        _repeat_a_sentence(one, other, shared, alike),
        _name_the_same_people(one, other, shared, alike),
    )
    return 1.0 + alike if any(rules) else 0.0


def share_words(one: EventReport, other: EventReport) -> tuple[int, float]:
    """Return how many words two reports share, and as what part of both."""
    shared = len(one.words & other.words)
    return shared, shared / sqrt(len(one.words) * len(other.words)) if shared else 0.0


def can_share_day(one: EventReport, other: EventReport) -> bool:
    """Can both have taken place at one time, as far as they are dated? The next day may be zones."""
    if one.period is None or other.period is None:
        return True
    if one.period.meets(other.period):
        return True
    return one.is_dated and other.is_dated and _days_apart(one.period, other.period) <= ONE_DAY


def _days_apart(one: Period, other: Period) -> timedelta:
    return max(one.first, other.first) - min(one.last, other.last)


def is_reversed(one: EventReport, other: EventReport) -> bool:
    """Does each report make the other's doer the one it was done to?"""
    return (
        one.type in BEGUN
        and bool(one.actor_ids and one.target_ids)
        and one.actor_ids == other.target_ids
        and one.target_ids == other.actor_ids
    )


def _have_fitting_sides(one: EventReport, other: EventReport) -> bool:
    if one.type in MUTUAL:
        return bool(one.sides) and _fit(one.sides, other.sides)
    if is_reversed(one, other):
        return share_words(one, other)[1] >= SAME_STORY
    return bool(one.actor_ids & other.actor_ids) and _fit_or_open(one.target_ids, other.target_ids)


def _fit(one: frozenset[str], other: frozenset[str]) -> bool:
    """Are all of the fewer sides among the others, and two at least where both name two?"""
    fewer, more = sorted((one, other), key=len)
    return fewer <= more and (len(fewer) > 1 or len(more) == 1)


def _fit_or_open(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one or not other or bool(one & other)


def _names_others(one: EventReport, other: EventReport) -> bool:
    """Do both name people, places, papers or ways of meeting, and none alike?"""
    if one.people and other.people and not one.people & other.people:
        return True
    if one.papers and other.papers and not one.papers & other.papers:
        return True
    if one.place and other.place and not _can_be_one_place(one.place, other.place):
        return True
    own = (one.is_own or other.is_own) and one.origin_id != other.origin_id
    return own or (one.mode is not None and other.mode is not None and one.mode != other.mode)


def _can_be_one_place(one: str, other: str) -> bool:
    """Is one place the other, or the area or state that it lies in?"""
    mine, theirs = one.split(", "), other.split(", ")
    fewer = min(len(mine), len(theirs))
    return mine[-fewer:] == theirs[-fewer:] or mine[-2:] == theirs[-2:]


def _tell_one_occasion(one: EventReport, other: EventReport, shared: int, alike: float) -> bool:
    """Are both of one day, with the same sides: one meeting, or the same deed by its words?"""
    if not (one.is_dated and other.is_dated) or one.period is None or other.period is None:
        return False
    as_long = one.period.days == other.period.days  # a meeting is not the visit around it
    if one.type is EventType.CONSULT and one.sides == other.sides and as_long:
        return True
    same_sides = one.actor_ids == other.actor_ids and one.target_ids == other.target_ids
    if shared > FEW and alike >= (ALIKE_SIDES if same_sides else ALIKE):
        return True
    return not (one.words and other.words) and one.sides == other.sides


def _tell_of_one_day(one: EventReport, other: EventReport, shared: int, alike: float) -> bool:
    """Do papers of one day, neither of which dates it, tell the same?"""
    if one.period is not None or other.period is not None or one.published is None:
        return False
    return one.published == other.published and shared > FEW and alike >= SAME_STORY


def _repeat_a_sentence(one: EventReport, other: EventReport, shared: int, alike: float) -> bool:
    """Do papers not far from each other hold the same sentence?"""
    if shared < SEVERAL or alike < SAME_SENTENCE:
        return False
    if one.published is None or other.published is None:
        return one.period == other.period
    return _days_apart(one.published, other.published) <= SEASON


def _name_the_same_people(one: EventReport, other: EventReport, shared: int, alike: float) -> bool:
    """Did the same several people do the like, told by dates of which one holds the other?"""
    if one.period is None or other.period is None:
        return False
    same = len(one.people & other.people) >= LEAST_PEOPLE and one.people == other.people
    return same and shared >= SEVERAL and alike >= ALIKE


def _differ_only_in_day(one: EventReport, other: EventReport, shared: int, alike: float) -> bool:
    """Do reports of independent origin tell the same but for a few days?"""
    if one.period is None or other.period is None or _names_others(one, other):
        return False
    if max(one.period.days, other.period.days) > MONTH or not one.target_ids:
        return False
    near = _days_apart(one.period, other.period) < WEEK
    return near and shared >= FEW and alike >= SAME_STORY
