"""Readings: all that was read from one capture. Known without loading a language model."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import (
    Act,
    Actor,
    Belonging,
    Commitment,
    Document,
    Event,
    Figure,
    Judgement,
    Mention,
    Naming,
    Phase,
    Position,
    Problem,
    Statement,
    Verdict,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read from one capture."""

    document: Document | None
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    figures: tuple[Figure, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    actors: tuple[Actor, ...] = ()  # those that no table knows
    verdicts: tuple[Verdict, ...] = ()
    problems: tuple[Problem, ...] = ()
    acts: tuple[Act, ...] = ()  # what the ledger compares promises with
    namings: tuple[Naming, ...] = ()
    belongings: tuple[Belonging, ...] = ()
    phases: tuple[Phase, ...] = ()
    positions: tuple[Position, ...] = ()


def gather_mentions(
    statements: list[Statement],
    figures: list[Figure],
    events: list[Event],
    commitments: list[Commitment],
) -> list[Mention]:
    """Return every mention that a finding carries, each once, in the order of the text."""
    mentions: dict[str, Mention] = {}
    for statement in statements:
        for mention in (statement.speaker, statement.via):
            if mention is not None:
                mentions[mention.id] = mention
    for figure in figures:
        if figure.said_by is not None:
            mentions[figure.said_by.id] = figure.said_by
    for event in events:
        asserted = (event.asserted_by,) if event.asserted_by is not None else ()
        for mention in (*event.actors, *event.targets, *asserted):
            mentions[mention.id] = mention
    for commitment in commitments:
        for mention in (*commitment.by, *commitment.to):
            mentions[mention.id] = mention
    return sorted(mentions.values(), key=lambda m: (m.span.start, m.span.end))


def add_mentions(mentions: list[Mention], more: list[Mention]) -> list[Mention]:
    """Return the mentions with others, each once, in the order of the text."""
    held = {mention.id: mention for mention in (*mentions, *more)}
    return sorted(held.values(), key=lambda m: (m.span.start, m.span.end))
