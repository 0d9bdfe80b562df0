"""In what the reports of one event agree and differ: days, numbers, who began, denials."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from onrecord.model.periods import name_period
from onrecord.verify.happenings_pairs import (
    ONE_DAY,
    SAME_SENTENCE,
    SEVERAL,
    EventReport,
    is_reversed,
    share_words,
)

CORROBORATED, SINGLE_ORIGIN = "corroborated", "single-origin"
DATE_DIFFERS, CONTRADICTED = "date-differs", "contradicted"
LEAST_WORDS = 2  # that reports share whose numbers are compared
Origins = list[list[EventReport]]


def gather_origins(told: list[EventReport]) -> Origins:
    """Return the reports by origin; who repeats another's sentence is no origin of its own."""
    origins: Origins = []
    for report in told:
        same = [o for o in origins if any(_has_one_origin(report, other) for other in o)]
        origins = [o for o in origins if o not in same]
        origins.append([report, *(other for o in same for other in o)])
    return origins


def _has_one_origin(one: EventReport, other: EventReport) -> bool:
    if one.origin_id == other.origin_id:
        return True
    shared, alike = share_words(one, other)
    is_repeated = shared >= SEVERAL and alike >= SAME_SENTENCE
    return is_repeated and not (differing_units(one, other) or differ_in_days(one, other))


def find_outcome(group: list[EventReport], origins: Origins) -> str:
    """Return in what independent reports agree or differ, the graver difference first."""
    pairs = list(_pair(origins))
    is_denied = any(report.is_denied for report in group)
    if is_denied or any(is_reversed(a, b) or differing_units(a, b) for a, b in pairs):
        return CONTRADICTED
    if any(differ_in_days(a, b) for a, b in pairs):
        return DATE_DIFFERS
    return CORROBORATED if pairs else SINGLE_ORIGIN


def list_differences(group: list[EventReport], origins: Origins) -> Iterator[str]:
    """Yield what independent reports differ in, each as one line with all that is told."""
    pairs = list(_pair(origins))
    told = [report for origin in origins for report in origin]
    if any(is_reversed(a, b) for a, b in pairs):
        yield "who began: " + _join({_name_sides(report) for report in told})
    if any(differ_in_days(a, b) for a, b in pairs):
        days = {r.period for r in told if r.period is not None and r.period.days == 1}
        yield "day: " + ", ".join(name_period(day) for day in sorted(days))
    for unit in sorted({unit for a, b in pairs for unit in differing_units(a, b)}):
        values = {value for report in told for value in _values(report, unit)}
        yield f"{unit}: " + ", ".join(f"{value:,}" for value in sorted(values))
    denials = {report.document_id for report in group if report.is_denied}
    if denials:
        yield f"denied in {len(denials)} document{'s' if len(denials) > 1 else ''}"


def differing_units(one: EventReport, other: EventReport) -> set[str]:
    """Return what both count in no number alike, where they tell the same otherwise."""
    units = {unit for _, unit in one.counts} & {unit for _, unit in other.counts}
    if not units or share_words(one, other)[0] < LEAST_WORDS:
        return set()
    return {unit for unit in units if not _values(one, unit) & _values(other, unit)}


def differ_in_days(one: EventReport, other: EventReport) -> bool:
    """Do both name a day, more than one apart? The next day may be how another zone counts."""
    if one.period is None or other.period is None:
        return False
    if one.period.days != 1 or other.period.days != 1:
        return False
    return abs(one.period.first - other.period.first) > ONE_DAY


def _pair(origins: Origins) -> Iterator[tuple[EventReport, EventReport]]:
    for mine, theirs in combinations(origins, 2):
        yield from ((one, other) for one in mine for other in theirs)


def _values(report: EventReport, unit: str) -> set[Decimal]:
    return {value for value, of in report.counts if of == unit}


def _name_sides(report: EventReport) -> str:
    return f"{_join(set(report.actor_ids))} → {_join(set(report.target_ids))}"


def _join(words: set[str]) -> str:
    return ", ".join(sorted(words))
