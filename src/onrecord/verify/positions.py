"""Where actors changed their stand, say other than they do, or stand against each other.

A step per key: the key is an issue; within it positions are put in order by whose they are.

    MEX denies 5 October 2023, MEX accepts 4 December 2024       shift
    MEX denies 5 October 2023, MEX destroys laboratories         words and deeds
    USA for tariffs 1 February 2025, MEX against 3 February      disagreement
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.model import OPPOSITES, Ground, Shift, ShiftKind, Stance
from onrecord.model.carry import Carry, carry_here

METHOD = "verify.positions@1"
FAR = 366  # days: two actors who spoke further apart do not answer each other


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionReport:
    """A position with whose it is: `key` tells actors apart, `who` is shown, `side` acts."""

    id: str
    issue: str
    stance: Stance
    ground: Ground
    key: str
    who: str
    day: date

    @property
    def is_deed(self) -> bool:
        """Is it read from what the actor does?"""
        return self.ground is Ground.EVENT


def find_shifts(reports: Iterable[PositionReport], *, carry: Carry = carry_here) -> list[Shift]:
    """Return what does not go together, by issue and day."""
    by_issue: dict[str, list[PositionReport]] = {}
    for report in reports:
        by_issue.setdefault(report.issue, []).append(report)
    found = [shift for some in carry(_find_of_issue, by_issue.values()) for shift in some]
    return sorted(found, key=lambda s: (s.issue, s.after_day, s.before_day, s.id))


def _find_of_issue(reports: list[PositionReport]) -> list[Shift]:
    """Return what does not go together in one issue."""
    by_actor: dict[str, list[PositionReport]] = {}
    for report in sorted(reports, key=lambda r: (r.day, r.id)):
        by_actor.setdefault(report.key, []).append(report)
    changes = [shift for own in by_actor.values() for shift in _list_changes(own)]
    return [*changes, *_list_disagreements(by_actor)]


def _list_changes(held: list[PositionReport]) -> Iterator[Shift]:
    """Yield each day on which one actor stands where it did not stand before."""
    last: PositionReport | None = None
    for report in held:
        if last is not None and report.stance is OPPOSITES[last.stance] and report.day > last.day:
            deeds = last.is_deed is not report.is_deed
            yield _make(ShiftKind.WORDS_AND_DEEDS if deeds else ShiftKind.SHIFT, last, report)
        if last is None or report.day > last.day:
            last = report


def _list_disagreements(by_actor: dict[str, list[PositionReport]]) -> Iterator[Shift]:
    """Yield for each two actors the nearest in time of their opposite positions."""
    keys = sorted(by_actor)
    for number, one in enumerate(keys):
        for other in keys[number + 1 :]:
            pairs = [
                (a, b) if (a.day, a.id) <= (b.day, b.id) else (b, a)
                for a in by_actor[one]
                for b in by_actor[other]
                if b.stance is OPPOSITES[a.stance] and abs((a.day - b.day).days) <= FAR
            ]
            if pairs:
                yield _make(ShiftKind.DISAGREEMENT, *min(pairs, key=_order_of_pair))


def _order_of_pair(pair: tuple[PositionReport, PositionReport]) -> tuple[int, int, str, str]:
    """Return what puts the nearest pair first, of those the latest."""
    before, after = pair
    return (after.day - before.day).days, -after.day.toordinal(), before.id, after.id


def _make(kind: ShiftKind, before: PositionReport, after: PositionReport) -> Shift:
    return Shift(
        issue=before.issue,
        kind=kind,
        before=before.id,
        after=after.id,
        before_day=before.day,
        after_day=after.day,
        reason=f"{_say(before)}; {_say(after)}",
    )


def _say(report: PositionReport) -> str:
    deed = " by what it does" if report.is_deed else ""
    return f"{report.who}: {report.stance.value}{deed}, {report.day}"
