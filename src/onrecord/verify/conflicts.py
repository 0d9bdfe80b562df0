"""Hold the figures of all texts against each other: who gives which number for one thing.

A per-key step: the key is (indicator, part, period); `find_conflicts` gets the reports of any
number of keys and gives a line for each key for which different numbers are told. Ten copies of one
report are one origin.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from onrecord.model import Figure, Outcome, Problem
from onrecord.model.carry import Carry, carry_here
from onrecord.verify.comparing import compare, make_stated
from onrecord.verify.consistency import ROOM, TELLING_DIGITS, Key, key_of
from onrecord.verify.wording import say_number, say_period

MOST_NAMED = 3  # origins named for one number


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureReport:
    """One figure as the step sees it. `origin_id` is the root of the document's origin."""

    figure: Figure
    document_id: str
    origin_id: str
    source: str

    @property
    def key(self) -> Key | None:
        """Return what it is about, None when it is tied to no series or gives no exact number."""
        if self.figure.indicator is None or self.figure.low / self.figure.step < TELLING_DIGITS:
            return None
        return key_of(self.figure)


def find_conflicts(reports: Iterable[FigureReport], *, carry: Carry = carry_here) -> list[Problem]:
    """Return one problem for each thing of which different exact numbers are told, by key."""
    by_key: dict[Key, list[FigureReport]] = {}
    for report in reports:
        if (key := report.key) is not None:
            by_key.setdefault(key, []).append(report)
    ordered = sorted(by_key, key=lambda k: (k[0], k[1] or "", k[2]))
    compared = carry(_compare, ((key, by_key[key]) for key in ordered))
    return [found for found in compared if found]


def _compare(keyed: tuple[Key, list[FigureReport]]) -> Problem | None:
    return compare_reports(*keyed)


def compare_reports(key: Key, reports: list[FigureReport]) -> Problem | None:
    """Return who tells which number, None when all tell the same, or the same rounded."""
    by_value: dict[Decimal, list[FigureReport]] = {}
    for report in sorted(reports, key=lambda r: (r.document_id, r.figure.id)):
        by_value.setdefault(report.figure.low, []).append(report)
    values = drop_rounded(by_value)
    origins = {r.origin_id for value in values for r in by_value[value]}
    if len(values) < 2 or len(origins) < 2:
        return None
    values.sort(key=lambda v: (-count_origins(by_value[v]), v))
    indicator, part, period = key
    what = f"{indicator} ({part})" if part else indicator
    told = "; ".join(say_value(value, by_value[value]) for value in values)
    first = by_value[values[-1]][0]
    return Problem(
        subject_id=first.figure.id,
        room=ROOM,
        source=first.source,
        message=f"figures differ for {what}, {say_period(period)}: {told}",
    )


def drop_rounded(by_value: dict[Decimal, list[FigureReport]]) -> list[Decimal]:
    """Return the values without those that are another one, rounded."""
    return [
        value
        for value, reports in by_value.items()
        if not any(
            other != value
            and reports[0].figure.step > by_value[other][0].figure.step
            and compare(make_stated(reports[0].figure), other) is Outcome.HOLDS
            for other in by_value
        )
    ]


def count_origins(reports: list[FigureReport]) -> int:
    """Return from how many independent origins reports come."""
    return len({report.origin_id for report in reports})


def say_value(value: Decimal, reports: list[FigureReport]) -> str:
    """Return `181,059 (3 documents, 2 origins: a.txt, b.txt)`."""
    documents = len({report.document_id for report in reports})
    names = list(dict.fromkeys(report.source.rsplit("/", 1)[-1] for report in reports))
    shown = ", ".join(names[:MOST_NAMED]) + (", …" if len(names) > MOST_NAMED else "")
    origins = count_origins(reports)
    return (
        f"{say_number(value)} ({documents} document{'s' * (documents != 1)}, "
        f"{origins} origin{'s' * (origins != 1)}: {shown})"
    )
