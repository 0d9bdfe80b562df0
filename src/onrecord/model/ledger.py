"""The ledger: how a commitment moved, and where that leaves it on a day.

    announced 3 February → suspended 4 February (proposed) → carried out 4 March (proposed)

Moves are dated and carry words; the standing is computed from those known by the day one looks
from. Only a reviewer's word makes a commitment `broken`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from onrecord.model.commitments import CommitmentKind
from onrecord.model.ids import make_id
from onrecord.model.spans import Span
from onrecord.model.verdicts import Outcome


class Standing(StrEnum):
    """Where a commitment stands."""

    ANNOUNCED = "announced"
    IN_PROGRESS = "in progress"
    PARTLY = "partly"
    KEPT = "kept"
    BROKEN = "broken"
    OVERDUE = "overdue"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    NOT_CHECKABLE = "not checkable"
    CARRIED_OUT = "carried out"
    LAPSED = "lapsed"


class Basis(StrEnum):
    """What a move rests on."""

    READ = "read"  # the text says it
    COMPUTED = "computed"  # follows from days and words
    PROPOSED = "proposed"  # the program's reading, until a reviewer agrees
    REVIEWED = "reviewed"
    REJECTED = "rejected"  # a reviewer said no: kept, and counted no more


OUTCOMES = {
    Standing.ANNOUNCED: Outcome.OPEN,
    Standing.IN_PROGRESS: Outcome.OPEN,
    Standing.PARTLY: Outcome.CLOSE,
    Standing.KEPT: Outcome.HOLDS,
    Standing.BROKEN: Outcome.FAILS,
    Standing.OVERDUE: Outcome.FAILS,
    Standing.SUSPENDED: Outcome.OPEN,
    Standing.WITHDRAWN: Outcome.OPEN,
    Standing.SUPERSEDED: Outcome.OPEN,
    Standing.NOT_CHECKABLE: Outcome.OPEN,
    Standing.CARRIED_OUT: Outcome.HOLDS,
    Standing.LAPSED: Outcome.OPEN,
}
NOTHING_TOLD = "nothing on record tells what came of it"
# What ends a promise: a deed told later changes it no more.
ENDS = frozenset({Standing.KEPT, Standing.BROKEN, Standing.SUPERSEDED})
# Of what a later step is no less than an earlier one.
_ORDER = (Standing.ANNOUNCED, Standing.IN_PROGRESS, Standing.PARTLY, Standing.KEPT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One step of a commitment. `known` is the day by which its document was published.

    A restatement stands as `announced`; `due` is the day that it names. `finding_id` is the
    finding that tells of it, None where only the words do.
    """

    commitment_id: str
    state: Standing
    day: date | None
    known: date | None
    basis: Basis
    reason: str
    span: Span
    method: str
    score: float
    finding_id: str | None = None
    due: date | None = None

    @property
    def id(self) -> str:
        """Return the id, made from the commitment, the state and the words."""
        place = f"{self.span.document_id} {self.span.start} {self.span.end}"
        return make_id("mov", self.commitment_id, self.state, place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """What a standing is computed from, besides the moves."""

    kind: CommitmentKind
    condition: str | None
    due: date | None
    announced: date | None  # the day by which it was published


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where a commitment stands on a day, and since when; `due` is the day that counts by then."""

    state: Standing
    basis: Basis
    since: date | None
    due: date | None
    reason: str

    @property
    def outcome(self) -> Outcome:
        """Return which of the four outcomes the state is."""
        return OUTCOMES[self.state]


def stand_on(
    pledge: Pledge, moves: Iterable[Move], on: date | None, *, told: date | None = None
) -> Stand:
    """Return where a commitment stands `on` a day (None: after all that is known).

    Overdue is only what has a day and no condition, is no threat and no target, and of which nothing
    is told after it was announced, not even that it was put off. That nobody tells of a measure
    does not say that it missed its target. `told` is the day up to which the record surely tells
    anything (`find_last_told`; None: up to `on`): of what was due later, nobody can have told.
    """
    known = [move for move in moves if _is_known(move, on)]
    if len(known) > 1:  # the order of one needs no id, which is a hash
        known.sort(key=order_of_move)
    stand = Stand(
        state=Standing.ANNOUNCED,
        basis=Basis.READ,
        since=pledge.announced,
        due=pledge.due,
        reason=NOTHING_TOLD,
    )
    for move in known:
        stand = _step(stand, move)
    return _look_at_due(pledge, stand, on, told)


def find_last_told(published: Iterable[tuple[date | None, date | None]], on: date | None) -> date:
    """Return the last day from which there is a text, as known `on` a day; the first there is for none.

    Of each text come the days between which it was published. One that is not dated may be of any
    day up to the one on which it was met, and tells nothing of the last ones.
    """
    known = (
        earliest
        for earliest, latest in published
        if earliest is not None and (on is None or (latest is not None and latest <= on))
    )
    return max(known, default=date.min)


def order_of_move(move: Move) -> tuple[date, date, str]:
    """Return what moves are put in order by: their day, then when it was known."""
    known = move.known or date.max
    return (move.day or known, known, move.id)


def _is_known(move: Move, on: date | None) -> bool:
    if move.basis is Basis.REJECTED:
        return False
    return on is None or (move.known is not None and move.known <= on)


def _step(stand: Stand, move: Move) -> Stand:
    """Return where it stands after one more move."""
    if stand.state in ENDS and move.basis is not Basis.REVIEWED:
        return stand
    if move.state is Standing.ANNOUNCED:
        due = max((d for d in (stand.due, move.due) if d is not None), default=None)
        return replace(stand, due=due)
    if _is_less(move.state, stand.state) and move.basis is not Basis.REVIEWED:
        return stand
    return Stand(
        state=move.state,
        basis=move.basis,
        since=move.day or move.known,
        due=stand.due,
        reason=move.reason,
    )


def _is_less(state: Standing, than: Standing) -> bool:
    return state in _ORDER and than in _ORDER and _ORDER.index(state) < _ORDER.index(than)


def _look_at_due(pledge: Pledge, stand: Stand, on: date | None, told: date | None) -> Stand:
    if on is None or stand.due is None or stand.due >= on:
        return stand
    days = (on - stand.due).days
    passed = f"the day {stand.due} passed {days} day{'' if days == 1 else 's'} before {on}"
    if stand.state is not Standing.ANNOUNCED:
        if stand.state in (Standing.IN_PROGRESS, Standing.PARTLY):
            return replace(stand, reason=f"{stand.reason}; {passed}")
        return stand
    if pledge.kind is CommitmentKind.TARGET:
        return replace(stand, reason=f"{passed}; what it aimed at is not on record")
    if pledge.kind is CommitmentKind.THREAT or pledge.condition is not None:
        return replace(stand, reason=f"{passed}, but it hangs on a condition or is a threat")
    if pledge.announced is None or stand.due < pledge.announced:
        return replace(stand, reason=f"{passed}; it may lie before the text")
    if told is not None and told <= stand.due:
        return replace(stand, reason=f"{passed}, but the record has no text from after it")
    return replace(
        stand,
        state=Standing.OVERDUE,
        basis=Basis.COMPUTED,
        since=stand.due,
        reason=f"{passed}, and no deed is on record",
    )
