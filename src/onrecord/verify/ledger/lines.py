"""The lines of the ledger: a commitment with what says it again, and what takes its place.

"a 25 percent tariff on goods from Japan" → said again a week later → replaced by one of 15 percent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from onrecord.knowledge import DeedWords
from onrecord.model import Basis, Move, Standing
from onrecord.verify.ledger.postings import Postings
from onrecord.verify.ledger.tellings import (
    Telling,
    content,
    is_same_deed,
    is_told_after,
    name_counts,
    takes_place,
)

METHOD = "verify.ledger@3"
LONGEST = 5 * 366  # days after which a like act is not taken for the deed
DONE_SCORE, REPLACED_SCORE = 0.7, 0.55


@dataclass(kw_only=True)
class Line:
    """A commitment with its deeds, restatements and moves.

    `done` are the deeds told as done, `replaced` the day on which another took its place.
    """

    deeds: list[Telling]
    tellings: list[Telling] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    done_by: set[str] = field(default_factory=set)
    done: set[int] = field(default_factory=set)
    replaced: date | None = None

    @property
    def first(self) -> Telling:
        """Return the first deed."""
        return self.deeds[0]

    @property
    def id(self) -> str:
        """Return the id of the commitment."""
        return self.first.act.finding_id or ""


def link_restatements(deeds: Iterable[Telling], words: DeedWords) -> list[Line]:
    """Return a line for each commitment; one that is made again is told in the line of the first.

    One with other numbers takes the place of the line before it.
    """
    lines: list[Line] = []
    by_side: dict[str, Postings] = {}
    for several in _by_commitment(deeds):
        deed = several[0]
        near = _list_near(deed, by_side, lines)
        line = next((li for li in near if _may_restate(li, several, words)), None)
        if line is not None:
            line.tellings.append(deed)
            line.moves.append(_restate(line, deed))
            continue
        for older in near:
            if older.replaced is None and _is_replaced(older, several, words):
                _replace(older, deed)
        for side in deed.sides:
            postings = by_side.setdefault(side, Postings(words))
            for one in several:
                postings.add(len(lines), one)
        lines.append(Line(deeds=several, tellings=[deed]))
    return lines


def _list_near(deed: Telling, by_side: dict[str, Postings], lines: list[Line]) -> list[Line]:
    """Return the lines of a deed's sides that share a word with it, by side and age."""
    sides = [side for side in sorted(deed.sides) if side in by_side]
    numbers = dict.fromkeys(n for side in sides for n in sorted(by_side[side].find(deed)))
    return [lines[number] for number in numbers]


def _by_commitment(deeds: Iterable[Telling]) -> list[list[Telling]]:
    """Return the deeds of each commitment, in the order in which they were told."""
    found: dict[str, list[Telling]] = {}
    for deed in deeds:
        found.setdefault(deed.act.finding_id or "", []).append(deed)
    return sorted(found.values(), key=lambda several: order_of_telling(several[0]))


def order_of_telling(telling: Telling) -> tuple[date, str, int, str, str]:
    """Return what tellings are put in order by: when and where they were told."""
    act = telling.act
    known = telling.known or date.max
    return (known, telling.document_id, act.span.start, act.finding_id or "", act.verb)


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


def _may_restate(line: Line, several: list[Telling], words: DeedWords) -> bool:
    last, deed = line.tellings[-1], several[0]
    if line.replaced is not None or _days_between(last, deed) > LONGEST:
        return False
    return any(is_same_deed(mine, deed, words) for mine in line.deeds)


def _days_between(one: Telling, other: Telling) -> int:
    if one.known is None or other.known is None:
        return 0
    return (other.known - one.known).days


def _is_replaced(line: Line, several: list[Telling], words: DeedWords) -> bool:
    """Does a later promise with other numbers take the place of a line's one deed?"""
    if len(line.deeds) > 1 or len(several) > 1:
        return False
    first, later = line.first, several[0]
    if not is_told_after(first, later) or _days_between(first, later) > LONGEST:
        return False
    return takes_place(first, later, words)


def _replace(line: Line, deed: Telling) -> None:
    line.replaced = deed.known
    before, after = name_counts(line.first.act), name_counts(deed.act)
    said = f'promised anew on {deed.known}, with {after} for {before}: "{deed.act.verb}"'
    move = _move(line, deed, Standing.SUPERSEDED, Basis.PROPOSED, reason=said)
    line.moves.append(replace(move, score=REPLACED_SCORE))


def _restate(line: Line, deed: Telling) -> Move:
    due = f", by {deed.due}" if deed.due else ""
    move = _move(line, deed, Standing.ANNOUNCED, Basis.READ, reason=f"said again{due}")
    return replace(move, due=deed.due)


def say_vague(line: Line) -> Move:
    """Return that nobody can say whether a commitment was kept."""
    said = "it names no number, no day and nothing that can be seen to be done"
    return _move(line, line.first, Standing.NOT_CHECKABLE, Basis.COMPUTED, reason=said)


def _move(line: Line, deed: Telling, state: Standing, basis: Basis, *, reason: str) -> Move:
    """Return a move that rests on the words of a deed and the day they were known."""
    return Move(
        commitment_id=line.id,
        state=state,
        day=deed.told,
        known=deed.known,
        basis=basis,
        reason=reason,
        span=deed.act.span,
        method=METHOD,
        score=DONE_SCORE,
        finding_id=deed.act.finding_id,
    )
