"""Positions: what a document tells of where actors stand, and what follows for the record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from onrecord.knowledge import Knowledge
from onrecord.model import ActorKind, Document, Ground, Mention, Position
from onrecord.record.names import Names
from onrecord.record.position_rows import Holder
from onrecord.run.readings import Reading
from onrecord.verify.positions import PositionReport

LOOSE = 31  # days between which a document was published, for its day to be told
OF_STATE = frozenset({ActorKind.STATE, ActorKind.BODY})


def list_position_mentions(positions: list[Position]) -> list[Mention]:
    """Return the mentions that positions add to those of the findings; labels are known apart."""
    mentions: dict[str, Mention] = {}
    for position in positions:
        for mention in (position.actor, position.said_by):
            if mention is not None and position.ground is not Ground.TURN:
                mentions[mention.id] = mention
    return list(mentions.values())


def list_positions(
    reading: Reading, names: Names, knowledge: Knowledge
) -> Iterator[tuple[Position, Holder]]:
    """Yield the positions whose actor is known, each with whose it is.

    What somebody says of another's stand is not that other's. A position whose text does not say
    whose matter it is counts for actors at home in the issue.
    """
    if reading.document is None:
        return
    for position in reading.positions:
        sides, _ = names.name_sides([position.actor])
        named = names.name(position.actor)
        if not named.actor_ids or not sides or position.issue not in knowledge.issues:
            continue
        if position.said_by is not None:
            said = names.name_sides([position.said_by])[0]
            if not set(said) & set(sides):
                continue
        if position.is_bare and named.country not in knowledge.issues[position.issue].home:
            continue
        holder = Holder(
            actor_id=named.actor_ids[0],
            name=named.name or named.actor_ids[0],
            side=", ".join(sides),
            day=_find_day(position, reading, reading.document),
        )
        yield position, holder


def _find_day(position: Position, reading: Reading, document: Document) -> date | None:
    """Return the day on which it was said or done, else the day by which it was published."""
    published = _find_published(document)
    own = None
    for statement in reading.statements:
        if statement.id == position.finding_id:
            own = statement.said_on
    for event in reading.events:
        if event.id == position.finding_id:
            own = event.period
    if own is not None and own.days == 1 and (published is None or own.first <= published):
        return own.first
    return published


def _find_published(document: Document) -> date | None:
    """Return the day by which it was published, None where that is known only by far."""
    known = document.publication
    if known is None or known.earliest is None or known.latest is None:
        return None
    return known.latest if (known.latest - known.earliest).days <= LOOSE else None


def list_reports(reading: Reading, names: Names, knowledge: Knowledge) -> Iterator[PositionReport]:
    """Yield the positions of one document as the step per issue sees them."""
    for position, holder in list_positions(reading, names, knowledge):
        if holder.day is not None:
            actor = names.actors.get(holder.actor_id)
            is_state = (actor is not None and actor.kind in OF_STATE) or _leads(
                holder.actor_id, holder.day, knowledge
            )
            yield from _report(position, holder, holder.day, is_state=is_state)


def _report(
    position: Position, holder: Holder, day: date, *, is_state: bool
) -> Iterator[PositionReport]:
    """Yield the position once for each side that holds it."""
    who = holder.name if holder.name == holder.side else f"{holder.name} ({holder.side})"
    sides = holder.side.split(", ")
    for side in sides:
        yield PositionReport(
            id=position.id,
            issue=position.issue,
            stance=position.stance,
            ground=position.ground,
            key=side if is_state or len(sides) > 1 else holder.actor_id,
            who=who,
            day=day,
        )


def _leads(person_id: str, day: date, knowledge: Knowledge) -> bool:
    """Did the person hold an office that day that speaks for a state abroad?"""
    return any(
        holder.person == person_id
        and holder.first <= day
        and (holder.after is None or day < holder.after)
        for office in knowledge.office_rows.values()
        if office.post is not None
        for holder in office.holders
    )
