"""Readings → what the ledger compares, and the moves of the whole record's commitments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from onrecord.knowledge import Knowledge
from onrecord.model import (
    Basis,
    Commitment,
    CommitmentKind,
    Document,
    Move,
    Outcome,
    Pledge,
    Stage,
    Stand,
    Standing,
    Verdict,
    stand_on,
)
from onrecord.model.carry import Carry, carry_here
from onrecord.model.naming import name_side
from onrecord.record.names import Names
from onrecord.run.readings import Reading
from onrecord.verify.ledger import METHOD, Target, Telling, find_moves, follow_target

ON_THE_WAY = (Standing.IN_PROGRESS, Standing.PARTLY)
OF_COMMITMENTS = (Stage.BOUND, Stage.ASKED)


@dataclass(kw_only=True)
class Tellings:
    """The deeds and acts of all documents, by language: words of two languages are not compared."""

    deeds: dict[str, list[Telling]] = field(default_factory=dict)
    acts: dict[str, list[Telling]] = field(default_factory=dict)
    targets: list[Target] = field(default_factory=list)
    carry: Carry = carry_here

    def take(self, language: str, told: Iterable[Telling], targets: Iterable[Target]) -> None:
        """Take what a document tells that is no later version of another."""
        for telling in told:
            held = self.deeds if telling.act.stage in OF_COMMITMENTS else self.acts
            held.setdefault(language, []).append(telling)
        self.targets.extend(targets)

    def list_moves(self, knowledge: Knowledge, as_of: date | None = None) -> list[Move]:
        """Return the moves of all commitments, by official values too as far as `as_of` knew them."""
        moves = self._find_moves(knowledge)
        again = {m.finding_id for m in moves if m.state is Standing.ANNOUNCED}
        followed = [t for t in self.targets if t.commitment_id not in again]
        follow = partial(_follow, knowledge=knowledge, as_of=as_of)
        counted = [move for some in self.carry(follow, followed) for move in some]
        return [*drop_late(moves, counted), *counted]

    def _find_moves(self, knowledge: Knowledge) -> list[Move]:
        return [
            move
            for language in sorted(self.deeds)
            if language in knowledge.deed_words
            for move in find_moves(
                self.deeds[language],
                self.acts.get(language, []),
                knowledge.deed_words[language],
                carry=self.carry,
            )
        ]


def drop_late(moves: Iterable[Move], counted: Iterable[Move]) -> Iterator[Move]:
    """Yield the moves told, without those on the way to what official values had reached by then."""
    reached = {m.commitment_id: m.known for m in counted if m.state is Standing.KEPT and m.known}
    for move in moves:
        day = reached.get(move.commitment_id)
        late = day is not None and move.known is not None and move.known >= day
        if not (late and move.state in ON_THE_WAY):
            yield move


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The moves of all commitments, by the commitment that was made first."""

    moves: Mapping[str, tuple[Move, ...]]
    by_document: Mapping[str, tuple[Move, ...]]
    repeats: Mapping[str, str]  # of each restatement the first commitment
    told: date | None = None  # the last day on which a text was published

    def moves_in(self, document_id: str) -> Iterator[Move]:
        """Yield the moves that a document tells of."""
        yield from self.by_document.get(document_id, ())

    def verdicts(
        self, commitments: Iterable[Commitment], document: Document, on: date | None
    ) -> Iterator[Verdict]:
        """Yield where the commitments of a document stand."""
        return self.judge(((c.id, make_pledge(c, document)) for c in commitments), on)

    def judge(self, pledges: Iterable[tuple[str, Pledge]], on: date | None) -> Iterator[Verdict]:
        """Yield where commitments stand, each given by its id and what that is computed from."""
        for commitment_id, pledge in pledges:
            first = self.repeats.get(commitment_id)
            moves = self.moves.get(commitment_id, ())
            stand = stand_on(pledge, moves, on, told=self.told) if first is None else None
            yield make_verdict(commitment_id, stand, first)

    def stand(self, commitment: Commitment, document: Document, on: date | None) -> Stand:
        """Return where a commitment stands."""
        moves = self.moves.get(commitment.id, ())
        return stand_on(make_pledge(commitment, document), moves, on, told=self.told)


def make_ledger(moves: Iterable[Move], told: date | None = None) -> Ledger:
    """Return the ledger of these moves; texts tell up to the day `told`."""
    by_commitment: dict[str, list[Move]] = {}
    by_document: dict[str, list[Move]] = {}
    repeats: dict[str, str] = {}
    for move in moves:
        by_commitment.setdefault(move.commitment_id, []).append(move)
        by_document.setdefault(move.span.document_id, []).append(move)
        if move.state is Standing.ANNOUNCED and move.finding_id is not None:
            repeats[move.finding_id] = move.commitment_id
    return Ledger(
        moves={key: tuple(some) for key, some in by_commitment.items()},
        by_document={key: tuple(some) for key, some in by_document.items()},
        repeats=repeats,
        told=told,
    )


def make_pledge(commitment: Commitment, document: Document) -> Pledge:
    """Return what the standing of a commitment is computed from."""
    return Pledge(
        kind=commitment.kind,
        condition=commitment.condition,
        due=commitment.due,
        announced=find_known(document),
    )


def find_known(document: Document) -> date | None:
    """Return the day by which a document was published."""
    return document.publication.latest if document.publication is not None else None


def make_verdict(commitment_id: str, stand: Stand | None, first: str | None) -> Verdict:
    """Return where a commitment stands as its verdict; a restatement points at the first.

    What is only proposed stays open, with the proposal in its reason.
    """
    outcome, diagnosis, reason = Outcome.OPEN, "restated", f"said before: {first}"
    if stand is not None and stand.basis is Basis.PROPOSED:
        diagnosis, reason = "proposed", f"{stand.state.value} (proposed): {stand.reason}"
    elif stand is not None:
        outcome, diagnosis, reason = stand.outcome, name_diagnosis(stand.state), stand.reason
    return Verdict(
        finding_id=commitment_id,
        outcome=outcome,
        diagnosis=diagnosis,
        reason=reason,
        method=METHOD,
    )


def name_diagnosis(state: Standing) -> str:
    """Return the diagnosis of a state: what is announced is pending."""
    return "pending" if state is Standing.ANNOUNCED else state.value.replace(" ", "-")


def _follow(target: Target, knowledge: Knowledge, as_of: date | None) -> list[Move]:
    return list(follow_target(target, knowledge, as_of))


def list_tellings(reading: Reading, document: Document, names: Names) -> Iterator[Telling]:
    """Yield the deeds and acts of one document."""
    commitments = {c.id: c for c in reading.commitments}
    events = {e.id: e for e in reading.events}
    known = find_known(document)
    since = document.publication.earliest if document.publication is not None else None
    for act in reading.acts:
        sides, others = _name(act.actors, names), _name(act.others, names)
        commitment = commitments.get(act.finding_id or "")
        event = events.get(act.finding_id or "")
        if commitment is not None and act.stage is Stage.ASKED:
            sides = sides or frozenset(names.name_sides(commitment.to)[0])
        elif commitment is not None:
            sides = frozenset(names.name_sides(commitment.by)[0])
            others |= frozenset(names.name_sides(commitment.to)[0])
        elif event is not None:
            sides = sides or frozenset(names.name_sides(event.actors)[0])
            others |= frozenset(names.name_sides(event.targets)[0])
        if not sides:
            continue
        yield Telling(
            act=act,
            document_id=document.id,
            sides=sides,
            others=others - sides,
            since=since,
            known=known,
            kind=commitment.kind if commitment is not None else None,
            condition=commitment.condition if commitment is not None else None,
            due=commitment.due if commitment is not None else None,
        )


def list_targets(reading: Reading, document: Document) -> Iterator[Target]:
    """Yield the numbers of a measure that is known, where a commitment promises them.

    A threat is none, and what is promised under a condition waits for it.
    """
    known = find_known(document)
    if known is None:
        return
    for commitment in reading.commitments:
        if commitment.kind is CommitmentKind.THREAT or commitment.condition is not None:
            continue
        span = commitment.evidence.span
        for figure in reading.figures:
            place = figure.evidence.span
            inside = span.start <= place.start and place.end <= span.end
            if inside and figure.indicator is not None:
                yield Target(
                    commitment_id=commitment.id,
                    figure=figure,
                    span=span,
                    known=known,
                    due=commitment.due,
                )


def _name(ids: Iterable[str], names: Names) -> frozenset[str]:
    """Return the sides that actors of the tables act for."""
    actors = (names.actors.get(i) for i in ids)
    return frozenset(name_side(a, names.alpha3) for a in actors if a is not None)
