"""Find the moves of each commitment: restated, begun, done, put off, given up.

A step per key: the key is the promiser; `find_moves` gets the commitments and the acts of any
number of promisers. Everything found is proposed: it counts until a reviewer says otherwise, and
never makes a commitment `broken`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from onrecord.knowledge import DeedWords
from onrecord.model import Basis, CommitmentKind, Move, Stage, Standing
from onrecord.verify.ledger.tellings import (
    Telling,
    content,
    do_counts_fit,
    do_sides_fit,
    find_shortfall,
    is_about,
    is_done,
    is_of,
    is_part,
    is_same_deed,
    share,
)

METHOD = "verify.ledger@1"
LONGEST = 5 * 366  # days after which a like act is not taken for the deed
DONE_SCORE, DELAY_SCORE, BEGUN_SCORE = 0.7, 0.65, 0.6
ENDED = frozenset({Standing.KEPT, Standing.WITHDRAWN})


@dataclass(kw_only=True)
class Line:
    """A commitment with its restatements and moves."""

    first: Telling
    tellings: list[Telling] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    done_by: set[str] = field(default_factory=set)

    @property
    def id(self) -> str:
        """Return the id of the first commitment."""
        return self.first.act.finding_id or ""


def find_moves(deeds: Iterable[Telling], acts: Iterable[Telling], words: DeedWords) -> list[Move]:
    """Return the moves of all commitments, by commitment and day."""
    by_side: dict[str, list[Telling]] = {}
    for act in sorted(acts, key=_order):
        for side in act.sides:
            by_side.setdefault(side, []).append(act)
    lines = link_restatements(deeds, words)
    for line in lines:
        if is_vague(line.first, words):
            line.moves.append(_say_vague(line))
            continue
        for act in _acts_of(line, by_side):
            move = _read_move(line, act, words)
            if move is not None:
                line.moves.append(move)
    return [move for line in lines for move in line.moves]


def link_restatements(deeds: Iterable[Telling], words: DeedWords) -> list[Line]:
    """Return a line for each deed; one that is promised again is told in the line of the first."""
    lines: list[Line] = []
    by_side: dict[str, list[Line]] = {}
    for deed in sorted(deeds, key=_order):
        near = {id(line): line for side in sorted(deed.sides) for line in by_side.get(side, ())}
        line = next((li for li in near.values() if _may_restate(li, deed, words)), None)
        if line is not None:
            line.tellings.append(deed)
            line.moves.append(_restate(line, deed))
            continue
        line = Line(first=deed, tellings=[deed])
        lines.append(line)
        for side in deed.sides:
            by_side.setdefault(side, []).append(line)
    return lines


def is_vague(deed: Telling, words: DeedWords) -> bool:
    """Can nobody say whether it was done: "strengthen cooperation", without number or day?

    "Take the following actions" says nothing that could be looked for, by whatever day.
    """
    act = deed.act
    if not content(act, words) and not deed.others:
        return True
    if act.counts or deed.due is not None:
        return False
    vague = bool(act.things) and all(words.has("vague noun", t) for t in act.things)
    return vague or words.has("vague verb", act.verb)


def _may_restate(line: Line, deed: Telling, words: DeedWords) -> bool:
    last = line.tellings[-1]
    if (
        last.known is not None
        and deed.known is not None
        and (deed.known - last.known).days > LONGEST
    ):
        return False
    return is_same_deed(line.first, deed, words)


def _acts_of(line: Line, by_side: dict[str, list[Telling]]) -> list[Telling]:
    """Return the acts of the promisers that were told after the promise, in order."""
    found: dict[str, Telling] = {}
    for side in sorted(line.first.sides):
        for act in by_side.get(side, ()):
            if _is_later(line.first, act):
                found.setdefault(f"{act.document_id} {act.act.span.start} {act.act.verb}", act)
    return sorted(found.values(), key=_order)


def _is_later(deed: Telling, act: Telling) -> bool:
    """Was the act told, and done, after the promise? What has no day is not compared."""
    if deed.known is None or act.known is None or act.document_id == deed.document_id:
        return False
    if not deed.known < act.known or (act.known - deed.known).days > LONGEST:
        return False
    return act.day is None or act.day >= deed.known


def _read_move(line: Line, act: Telling, words: DeedWords) -> Move | None:
    """Return what an act means for a commitment, None where it is about something else."""
    deed = line.first
    if act.act.stage is Stage.NOT_DONE or line.moves and line.moves[-1].state in ENDED:
        return None
    if not do_sides_fit(deed, act) or not do_counts_fit(deed.act, act.act):
        return None
    if is_done(deed, act, words):
        return _make_move(line, act, _state_of_deed(line, act, words), words)
    if not is_about(deed, act, words):
        return None
    state = _state_of_word(deed, act, words)
    return _make_move(line, act, state, words) if state is not None else None


def _state_of_word(deed: Telling, act: Telling, words: DeedWords) -> Standing | None:
    """Return what an act about the deed does to it: puts it off, gives it up, orders it."""
    if is_of(act.act, "suspend", words):
        return Standing.SUSPENDED
    if is_of(act.act, "drop", words):
        return Standing.WITHDRAWN
    begun = is_of(act.act, "order", words) or is_of(act.act, "begin", words)
    return Standing.IN_PROGRESS if begun and deed.kind is not CommitmentKind.THREAT else None


def _state_of_deed(line: Line, act: Telling, words: DeedWords) -> Standing:
    """Return how far an act that is the deed itself brings it."""
    deed = line.first
    if deed.kind is CommitmentKind.THREAT:
        return Standing.CARRIED_OUT
    if act.act.stage is Stage.BEGUN:
        return Standing.IN_PROGRESS
    if find_shortfall(deed.act, act.act) is not None:
        return Standing.PARTLY
    if is_part(deed.act, act.act, words):
        return Standing.IN_PROGRESS
    line.done_by |= act.sides & deed.sides
    if deed.kind is CommitmentKind.AGREEMENT and not deed.sides <= line.done_by:
        return Standing.PARTLY
    return Standing.KEPT


def _make_move(line: Line, act: Telling, state: Standing, words: DeedWords) -> Move:
    return Move(
        commitment_id=line.id,
        state=state,
        day=act.day,
        known=act.known,
        basis=Basis.PROPOSED,
        reason=_say_why(line.first, act, state, words),
        span=act.act.span,
        method=METHOD,
        score=BEGUN_SCORE if act.act.stage is Stage.BEGUN else _score(state),
        finding_id=act.act.finding_id,
    )


def _score(state: Standing) -> float:
    return DELAY_SCORE if state in (Standing.SUSPENDED, Standing.WITHDRAWN) else DONE_SCORE


def _say_why(deed: Telling, act: Telling, state: Standing, words: DeedWords) -> str:
    """Return which words are shared, by whom, and what follows from them."""
    mine, theirs = content(deed.act, words), content(act.act, words)
    shared = sorted(mine & theirs)
    who = ", ".join(sorted(deed.sides & act.sides))
    told = f"told on {act.known}" if act.known else "told later"
    short = find_shortfall(deed.act, act.act)
    numbers = f"; {short[0]:,} of {short[1]:,}" if short and state is Standing.PARTLY else ""
    of = f" of {', '.join(shared)}" if shared else ""
    alike = f"{round(100 * share(mine, theirs))}% of its nouns are shared"
    if not mine:
        alike = f"both name {', '.join(sorted(deed.others & act.others))}"
    return (
        f'{who} "{act.act.verb}"{of}, {told}, for the promised "{deed.act.verb}"{numbers}; {alike}'
    )


def _restate(line: Line, deed: Telling) -> Move:
    due = f", by {deed.due}" if deed.due else ""
    return Move(
        commitment_id=line.id,
        state=Standing.ANNOUNCED,
        day=deed.known,
        known=deed.known,
        basis=Basis.READ,
        reason=f"said again{due}",
        span=deed.act.span,
        method=METHOD,
        score=DONE_SCORE,
        finding_id=deed.act.finding_id,
        due=deed.due,
    )


def _say_vague(line: Line) -> Move:
    deed = line.first
    return Move(
        commitment_id=line.id,
        state=Standing.NOT_CHECKABLE,
        day=deed.known,
        known=deed.known,
        basis=Basis.COMPUTED,
        reason="it names no number, no day and nothing that can be seen to be done",
        span=deed.act.span,
        method=METHOD,
        score=DONE_SCORE,
        finding_id=deed.act.finding_id,
    )


def _order(telling: Telling) -> tuple[date, str, int, str, str]:
    act = telling.act
    known = telling.known or date.max
    return (known, telling.document_id, act.span.start, act.finding_id or "", act.verb)
