"""Find the moves of each commitment: restated, begun, done, put off, given up, replaced, lapsed.

A step per key: the key is the promiser; `find_moves` gets the commitments and the acts of any
number of promisers. Everything found is proposed: it counts until a reviewer says otherwise, and
never makes a commitment `broken`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from onrecord.knowledge import DeedWords
from onrecord.model import Basis, CommitmentKind, Move, Stage, Standing
from onrecord.model.carry import Carry, carry_here
from onrecord.verify.ledger.lines import (
    DONE_SCORE,
    LONGEST,
    METHOD,
    Line,
    is_vague,
    link_restatements,
    order_of_telling,
    say_vague,
)
from onrecord.verify.ledger.postings import SideActs
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
    is_told_after,
    share,
    tells_part,
)

DELAY_SCORE, BEGUN_SCORE, LAPSED_SCORE = 0.65, 0.6, 0.55
SCORES = {
    Standing.SUSPENDED: DELAY_SCORE,
    Standing.WITHDRAWN: DELAY_SCORE,
    Standing.LAPSED: LAPSED_SCORE,
}
ENDED = frozenset({Standing.KEPT, Standing.WITHDRAWN, Standing.LAPSED})


def find_moves(
    deeds: Iterable[Telling],
    acts: Iterable[Telling],
    words: DeedWords,
    *,
    carry: Carry = carry_here,
) -> list[Move]:
    """Return the moves of all commitments, by commitment and day.

    Among the deeds is also what threats ask for.
    """
    bound = list(deeds)
    asked = {d.act.finding_id: d for d in bound if d.act.stage is Stage.ASKED}
    by_side: dict[str, list[Telling]] = {}
    for act in sorted(acts, key=order_of_telling):
        for side in act.sides:
            by_side.setdefault(side, []).append(act)
    lines = link_restatements((d for d in bound if d.act.stage is Stage.BOUND), words)
    acts_of = {side: SideActs(some) for side, some in by_side.items()}
    promisers: dict[frozenset[str], _Promiser] = {}
    for number, line in enumerate(lines):
        threat = asked.get(line.id)
        sides = _sides_of(line, threat)
        of_sides = {side: acts_of[side] for side in sorted(sides) if side in acts_of}
        promiser = promisers.setdefault(sides, _Promiser([], of_sides))
        promiser.lines.append((number, line, threat))
    found: list[list[Move]] = [[] for _ in lines]
    for moved in carry(partial(_follow_promiser, words=words), promisers.values()):
        for number, moves in moved:
            found[number] = moves
    return [move for moves in found for move in moves]


@dataclass(frozen=True, slots=True)
class _Promiser:
    """The lines of one or more sides, numbered, with what was asked for, and the acts of the sides."""

    lines: list[tuple[int, Line, Telling | None]]
    by_side: dict[str, SideActs]


def _follow_promiser(promiser: _Promiser, words: DeedWords) -> list[tuple[int, list[Move]]]:
    """Return the moves of each line by its number."""
    found = []
    for number, line, asked in promiser.lines:
        if all(is_vague(deed, words) for deed in line.deeds):
            line.moves.append(say_vague(line))
        else:
            _follow(line, asked, promiser.by_side, words)
        found.append((number, line.moves))
    return found


def _sides_of(line: Line, asked: Telling | None) -> frozenset[str]:
    return line.first.sides | (asked.sides if asked is not None else frozenset())


def _follow(
    line: Line, asked: Telling | None, by_side: dict[str, SideActs], words: DeedWords
) -> None:
    """Add the moves that later acts make: of the promisers, and of whom a threat was made to."""
    for act in _acts_of(line, asked, by_side, words):
        if line.replaced is not None and act.known is not None and act.known >= line.replaced:
            return
        if any(move.state in ENDED for move in line.moves):
            return
        move = _read_move(line, act, words)
        if move is None and asked is not None:
            move = _lapse(line, asked, act, words)
        if move is not None:
            line.moves.append(move)


def _acts_of(
    line: Line, asked: Telling | None, by_side: dict[str, SideActs], words: DeedWords
) -> list[Telling]:
    """Return the acts told after the promise that may be what it is about, in order."""
    found: dict[str, Telling] = {}
    deeds = [*line.deeds, *([asked] if asked is not None else [])]
    for side in sorted(_sides_of(line, asked)):
        if side not in by_side:
            continue
        for act in by_side[side].find(deeds, words, after=line.first.known):
            if _is_later(line.first, act):
                found.setdefault(f"{act.document_id} {act.act.span.start} {act.act.verb}", act)
    return sorted(found.values(), key=order_of_telling)


def _is_later(deed: Telling, act: Telling) -> bool:
    """Was the act told, and done, after the promise? What has no day is not compared."""
    if deed.known is None or act.known is None or act.document_id == deed.document_id:
        return False
    if not is_told_after(deed, act) or (act.known - deed.known).days > LONGEST:
        return False
    return act.day is None or act.day >= deed.known


def _read_move(line: Line, act: Telling, words: DeedWords) -> Move | None:
    """Return what an act means for a commitment, None where it is about something else."""
    if act.act.stage is Stage.NOT_DONE:
        return None
    fitting = [
        (number, deed)
        for number, deed in enumerate(line.deeds)
        if do_sides_fit(deed, act) and do_counts_fit(deed.act, act.act)
    ]
    for number, deed in fitting:
        if is_done(deed, act, words):
            state = _state_of_deed(line, number, act, words)
            return _make_move(line, act, words, deed=deed, state=state)
    for _, deed in fitting:
        state_of_word = _state_of_word(deed, act, words) if is_about(deed, act, words) else None
        if state_of_word is not None:
            return _make_move(line, act, words, deed=deed, state=state_of_word)
    return None


def _lapse(line: Line, asked: Telling, act: Telling, words: DeedWords) -> Move | None:
    """Return that a threat lapsed, where those it was made to did what it asked for."""
    if act.act.stage is not Stage.DONE or not do_sides_fit(asked, act):
        return None
    if not is_done(asked, act, words):
        return None
    return _make_move(line, act, words, deed=asked, state=Standing.LAPSED)


def _state_of_word(deed: Telling, act: Telling, words: DeedWords) -> Standing | None:
    """Return what an act about the deed does to it: puts it off, gives it up, orders it."""
    if is_of(act.act, "suspend", words):
        return Standing.SUSPENDED
    if is_of(act.act, "drop", words):  # "called off its first flight" gives up a part only
        return None if tells_part(deed.act, act.act, words) else Standing.WITHDRAWN
    begun = is_of(act.act, "order", words) or is_of(act.act, "begin", words)
    return Standing.IN_PROGRESS if begun and deed.kind is not CommitmentKind.THREAT else None


def _state_of_deed(line: Line, number: int, act: Telling, words: DeedWords) -> Standing:
    """Return how far an act that is one of the deeds brings them."""
    deed = line.deeds[number]
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
    line.done.add(number)
    return Standing.KEPT if len(line.done) == len(line.deeds) else Standing.PARTLY


def _make_move(
    line: Line, act: Telling, words: DeedWords, *, deed: Telling, state: Standing
) -> Move:
    return Move(
        commitment_id=line.id,
        state=state,
        day=act.day,
        known=act.known,
        basis=Basis.PROPOSED,
        reason=_say_why(line, deed, act, words),
        span=act.act.span,
        method=METHOD,
        score=BEGUN_SCORE if act.act.stage is Stage.BEGUN else SCORES.get(state, DONE_SCORE),
        finding_id=act.act.finding_id,
    )


def _say_why(line: Line, deed: Telling, act: Telling, words: DeedWords) -> str:
    """Return which words are shared, by whom, and what follows from them."""
    mine, theirs = content(deed.act, words), content(act.act, words)
    shared = sorted(mine & theirs)
    who = ", ".join(sorted(deed.sides & act.sides))
    told = f"told on {act.told}" if act.told else "told later"
    short = find_shortfall(deed.act, act.act)
    numbers = f"; {short[0]:,} of {short[1]:,}" if short else ""
    if len(line.deeds) > 1 and line.done:
        numbers += f"; {len(line.done)} of {len(line.deeds)} deeds told"
    of = f" of {', '.join(shared)}" if shared else ""
    alike = f"{round(100 * share(mine, theirs))}% of its nouns are shared"
    if not mine:
        alike = f"both name {', '.join(sorted(deed.others & act.others))}"
    said = "asked for" if deed.act.stage is Stage.ASKED else "promised"
    return f'{who} "{act.act.verb}"{of}, {told}, for the {said} "{deed.act.verb}"{numbers}; {alike}'
