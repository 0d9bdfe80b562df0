"""Put the reports of one real event together: who told it, and how many independently.

A per-key step: the key is (actors, type, targets, week); `find_happenings` gets the rows of any
number of keys and gives one happening for each group of reports that fit together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from onrecord.model import EventType, Happening, Period, make_id

WEEK = timedelta(days=7)
LONGEST = 31  # days: what is dated by a longer stretch joins nothing
CORROBORATED, SINGLE_ORIGIN = "corroborated", "single-origin"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReport:
    """One event as the grouping sees it. `origin_id` is the root of the document's origin."""

    event_id: str
    document_id: str
    origin_id: str
    actor_ids: frozenset[str]
    target_ids: frozenset[str]
    type: EventType
    period: Period | None

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

    Reports without a date join no other: that they tell the same event is not known.
    """
    by_key: dict[tuple[str, ...], list[EventReport]] = {}
    for report in sorted(reports, key=_order):
        by_key.setdefault(report.key, []).append(report)
    return [
        _make_happening(group) for key in sorted(by_key) for group in _group_by_week(by_key[key])
    ]


def _order(report: EventReport) -> tuple[str, str]:
    first = report.period.first.isoformat() if report.period is not None else ""
    return (first, report.event_id)


def _group_by_week(reports: list[EventReport]) -> list[list[EventReport]]:
    """Return the reports of one key in groups that lie within a week of the group's first."""
    groups: list[list[EventReport]] = []
    for report in reports:
        group = groups[-1] if groups else None
        if group is not None and _are_near(group[0], report):
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
    return one.period.meets(other.period) or other.period.first - one.period.first < WEEK


def _make_happening(group: list[EventReport]) -> Happening:
    event_ids = tuple(report.event_id for report in group)
    origins = {report.origin_id for report in group}
    return Happening(
        id=make_id("hap", *sorted(event_ids)),
        event_ids=event_ids,
        outcome=CORROBORATED if len(origins) > 1 else SINGLE_ORIGIN,
        documents=len({report.document_id for report in group}),
        origins=len(origins),
    )
