"""Clauses as the learned reader sees them: pieces of words, with the two sides marked.

In front of each side and behind it stands a mark; the pieces between belong to the side. Far words
are left out: what passes between two sides is told near them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.extract.statements.learned_pieces import PieceCutter

NOTHING = "NONE"
TYPES = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    NOTHING,
)
LIMIT = 96  # pieces of a clause
FAR = 40  # pieces before the first side and behind the last
SIDE = 16  # pieces of a side: its first and last ones
ACTOR, ACTOR_END, TARGET, TARGET_END = 1, 2, 3, 4  # marks; what lies within a side: 5 and 6
IN_ACTOR, IN_TARGET = 5, 6
_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class CutClause:
    """The pieces of a clause, and for each 0, the number of a mark, or of the side it is in.

    A mark stands at the place of a piece whose number means nothing. `at` are the places of the
    actor's and the target's mark; the target's is 0 where there is none.
    """

    pieces: tuple[int, ...]
    marks: tuple[int, ...]

    @property
    def at(self) -> tuple[int, int]:
        """Return the places of the two marks that begin the sides."""
        target = self.marks.index(TARGET) if TARGET in self.marks else 0
        return self.marks.index(ACTOR), target


def cut_clause(
    text: str, actor: tuple[int, int], target: tuple[int, int] | None, cutter: PieceCutter
) -> CutClause:
    """Return the pieces of a text around its two sides."""
    parts = [_cut(text[a:b], cutter) for a, b in _stretches(text, actor, target)]
    before, *middle, behind = [list(part) for part in parts]
    sides = sorted([(actor, True), *([(target, False)] if target else [])])
    numbers, marks = [cutter.number("[CLS]"), *before[-FAR:]], [0] * (1 + len(before[-FAR:]))
    for number, (_, is_actor) in enumerate(sides):
        inside = _shorten(middle[2 * number], SIDE)
        own = (ACTOR, IN_ACTOR, ACTOR_END) if is_actor else (TARGET, IN_TARGET, TARGET_END)
        numbers += [0, *inside, 0]
        marks += [own[0], *[own[1]] * len(inside), own[2]]
        if number + 1 < len(sides):
            between = _shorten(middle[2 * number + 1], LIMIT // 2)
            numbers += between
            marks += [0] * len(between)
    rest = behind[: max(0, min(FAR, LIMIT - len(numbers) - 1))]
    numbers += [*rest, cutter.number("[SEP]")]
    marks += [0] * (len(rest) + 1)
    return CutClause(pieces=tuple(numbers), marks=tuple(marks))


def _stretches(
    text: str, actor: tuple[int, int], target: tuple[int, int] | None
) -> list[tuple[int, int]]:
    """Return what stands before, within, between and behind the sides."""
    edges = [0]
    for start, end in sorted([actor, *([target] if target else [])]):
        edges += [max(start, edges[-1]), max(end, edges[-1])]
    edges.append(len(text))
    return list(zip(edges[:-1], edges[1:], strict=True))


def _cut(text: str, cutter: PieceCutter) -> list[int]:
    return [number for word in _WORD.findall(text) for number in cutter.cut(word)]


def _shorten(pieces: list[int], most: int) -> list[int]:
    """Return the first and the last pieces of many."""
    if len(pieces) <= most:
        return pieces
    return pieces[: most // 2] + pieces[-(most - most // 2) :]
