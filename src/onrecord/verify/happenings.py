"""Put the reports of one real event together: who told it, and how many independently.

A per-key step: the key is (actors, type, targets, week); `find_happenings` gets the rows of any
number of keys and gives one happening for each group of reports that fit together.

Days that differ by more than one, and denials, are joined only where the reports share most of their
words: a wrong merge is worse than none. What they disagree on is kept, each report with its own words:

    "met on 3 February" / "met on 5 February"       date-differs
    "handed over 26 suspects" / "29 suspects"       contradicted
    "sent troops" / "did not send troops"           contradicted
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import combinations

from onrecord.model import EventType, Happening, Period, make_id

WEEK = timedelta(days=7)
LONGEST = 31  # days: what is dated by a longer stretch joins nothing
FEW_DAYS = 3  # days: in a longer stretch two sides may do the like more than once
CORROBORATED, SINGLE_ORIGIN = "corroborated", "single-origin"
DATE_DIFFERS, CONTRADICTED = "date-differs", "contradicted"
SAME_STORY = 0.6  # of the words of the shorter of two reports
LEAST_WORDS = 2  # that both have: one word in common says little


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReport:
    """One event as the grouping sees it. `origin_id` is the root of the document's origin.

    `words` are what the clause speaks of, `counts` its numbers with what they count; `is_denied`
    tells an event that its text says did not take place.
    """

    event_id: str
    document_id: str
    origin_id: str
    actor_ids: frozenset[str]
    target_ids: frozenset[str]
    type: EventType
    period: Period | None
    words: frozenset[str] = frozenset()
    counts: tuple[tuple[Decimal, str], ...] = ()
    is_denied: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """Return who, what and whom; the week is compared, not hashed: weeks have edges."""
        return (
            "|".join(sorted(self.actor_ids)),
            str(self.type),
            "|".join(sorted(self.target_ids)),
        )


def find_happenings(reports: Iterable[EventReport]) -> list[Happening]:
    """Return the happenings, in the order of their first report's key and day.

    Reports without a date join no other: that they tell the same event is not known. A denial
    without anything that it denies is no happening.
    """
    by_key: dict[tuple[str, ...], list[EventReport]] = {}
    for report in sorted(reports, key=_order):
        by_key.setdefault(report.key, []).append(report)
    return [_make_happening(group) for key in sorted(by_key) for group in _group(by_key[key])]


def _order(report: EventReport) -> tuple[str, str]:
    first = report.period.first.isoformat() if report.period is not None else ""
    return (first, report.event_id)


def _group(reports: list[EventReport]) -> list[list[EventReport]]:
    """Return the reports of one key in groups; each denial stands with the one event it denies."""
    groups = _group_by_week([report for report in reports if not report.is_denied])
    for denial in (report for report in reports if report.is_denied):
        denied = [g for g in groups if any(_denies(denial, told) for told in g)]
        if len(denied) == 1:
            denied[0].append(denial)
    return groups


def _group_by_week(reports: list[EventReport]) -> list[list[EventReport]]:
    """Return the reports of one key in groups that lie within a week of the group's first."""
    groups: list[list[EventReport]] = []
    for report in reports:
        near = (group for group in reversed(groups) if _are_near(group[0], report))
        group = next(near, None)
        if group is not None:
            group.append(report)
        else:
            groups.append([report])
    return groups


def _are_near(one: EventReport, other: EventReport) -> bool:
    """Can the two tell one event: both dated well enough, and within a week?

    Where nobody is named on the other side, only the same day will do: a state may arrest or
    seize many times a week.
    """
    if one.period is None or other.period is None:
        return False
    if max(one.period.days, other.period.days) > LONGEST:
        return False
    if not one.target_ids:
        return one.period == other.period
    apart = abs(other.period.first - one.period.first)
    meets = one.period.meets(other.period)
    if max(one.period.days, other.period.days) <= FEW_DAYS and (meets or apart.days <= 1):
        return True
    return (meets or apart < WEEK) and _tell_the_same(one, other)


def _tell_the_same(one: EventReport, other: EventReport) -> bool:
    """Do two reports share most of their words?"""
    shorter = min(len(one.words), len(other.words))
    shared = len(one.words & other.words)
    return shared >= LEAST_WORDS and shared / shorter >= SAME_STORY


def _denies(denial: EventReport, told: EventReport) -> bool:
    """Is it the same act that the one report denies and the other tells, by another origin?"""
    if denial.origin_id == told.origin_id or not _tell_the_same(denial, told):
        return False
    if denial.period is None or told.period is None:
        return True
    return denial.period.meets(told.period) or _are_near(denial, told)


def _make_happening(group: list[EventReport]) -> Happening:
    """Return the happening; who denies it is no witness of it."""
    event_ids = tuple(report.event_id for report in group)
    told = [report for report in group if not report.is_denied]
    return Happening(
        id=make_id("hap", *sorted(event_ids)),
        event_ids=event_ids,
        outcome=_find_outcome(group, told),
        documents=len({report.document_id for report in told}),
        origins=len({report.origin_id for report in told}),
    )


def _find_outcome(group: list[EventReport], told: list[EventReport]) -> str:
    """Return in what independent reports agree or differ, the graver difference first."""
    pairs = [(a, b) for a, b in combinations(told, 2) if a.origin_id != b.origin_id]
    if len(told) < len(group) or any(_differ_in_numbers(a, b) for a, b in pairs):
        return CONTRADICTED
    if any(_differ_in_days(a, b) for a, b in pairs):
        return DATE_DIFFERS
    return CORROBORATED if pairs else SINGLE_ORIGIN


def _differ_in_numbers(one: EventReport, other: EventReport) -> bool:
    """Do both count the same thing, in no number alike, and tell the same otherwise?"""
    units = {unit for _, unit in one.counts} & {unit for _, unit in other.counts}
    if not units or not _tell_the_same(one, other):
        return False
    return any(not _values(one, unit) & _values(other, unit) for unit in units)


def _values(report: EventReport, unit: str) -> set[Decimal]:
    return {value for value, of in report.counts if of == unit}


def _differ_in_days(one: EventReport, other: EventReport) -> bool:
    """Do both name a day, more than one apart? The next day may be how another zone counts."""
    if one.period is None or other.period is None:
        return False
    if one.period.days != 1 or other.period.days != 1:
        return False
    return abs((one.period.first - other.period.first).days) > 1
