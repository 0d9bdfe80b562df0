"""The learned reader of events: which of PLOVER's types passes between two marked sides.

It gives a probability for each type and for "nothing passes". What the rules read is weighed with
it: how often a frame of that type was right stands in the model's card, learned on clauses that
neither had seen. Where a language has no model the rules stand alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from onrecord.extract.events.learned_pieces import NOTHING, TYPES, CutClause, cut_clause
from onrecord.extract.statements.learned_pieces import PieceCutter
from onrecord.knowledge import Encoder
from onrecord.model import EventType

ENCODER = "events"
_IN_SIDE = 5  # marks from here on are of pieces within a side
Floats = NDArray[numpy.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleReading:
    """What the rules say: the coded type, and how many sides stand where the frame wants them."""

    type: EventType | None
    fit: int

    @property
    def key(self) -> str:
        """Return the name of the card's row for it."""
        if self.type is None:
            return NOTHING
        return f"{self.type} {self.fit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeScores:
    """How likely each type is; None stands for no event between the two."""

    ranked: tuple[tuple[EventType | None, float], ...]

    @property
    def best(self) -> EventType | None:
        """Return the likeliest type."""
        return self.ranked[0][0]

    @property
    def score(self) -> float:
        """Return how likely the likeliest is."""
        return self.ranked[0][1]

    def alternatives(self, least: float = 0.1) -> tuple[tuple[EventType, float], ...]:
        """Return the other types that are not unlikely."""
        return tuple((t, p) for t, p in self.ranked[1:] if t is not None and p >= least)


class TypeReader:
    """Reads clauses with the model of their language."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._cutter = PieceCutter(encoder.pieces)
        self._slope: float = encoder.about.get("slope", 1.0)
        self._rules: dict[str, list[float]] = encoder.about.get("rules", {})

    def read(
        self,
        text: str,
        actor: tuple[int, int],
        target: tuple[int, int] | None,
        rules: RuleReading | None = None,
    ) -> TypeScores:
        """Return what passes from the actor at these characters to the target."""
        odds = self._slope * self.log_odds(cut_clause(text, actor, target, self._cutter))
        if rules is not None and rules.key in self._rules:
            odds = odds + numpy.array(self._rules[rules.key], dtype=numpy.float32)
        chances = numpy.exp(odds - odds.max())
        chances /= chances.sum()
        ranked = sorted(zip(TYPES, chances.tolist(), strict=True), key=lambda pair: -pair[1])
        return TypeScores(
            ranked=tuple((None if t == NOTHING else EventType(t), p) for t, p in ranked)
        )

    def log_odds(self, clause: CutClause) -> Floats:
        """Return the network's own log-odds of the types, in the order of TYPES."""
        marks = numpy.array(clause.marks, dtype=numpy.intp)
        rows = self._encoder.embed(numpy.array(clause.pieces, dtype=numpy.intp))
        rows[(marks > 0) & (marks < _IN_SIDE)] = 0.0  # a mark stands for no piece
        rows += self._encoder.arrays["marks.weight"][marks]
        x = self._encoder.run(rows)
        return self._encoder.sort(numpy.concatenate([x[0], *(x[at] for at in clause.at)]))
