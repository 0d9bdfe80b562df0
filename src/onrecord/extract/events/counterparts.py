"""Counterparts: with whom somebody agreed, where the text has told it once and goes on without.

"Spain reached a deal with Portugal. … Spain will suspend the duties": towards Portugal, if Spain
agrees with nobody else in the text.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.events.matches import key_set
from onrecord.extract.events.merge import Draft
from onrecord.extract.parties.scene import Party
from onrecord.model import EventStatus, EventType

# What one side of a deal undertakes, it undertakes towards the other.
UNDERTAKEN = frozenset({EventType.AGREE, EventType.CONCEDE})
# Frames in which two face each other as equals: only these tell who deals with whom.
DEALT = frozenset({EventType.AGREE, EventType.CONSULT})
PARTNER = "partner"  # what a frame requires that tells nothing but towards somebody


def lend_counterparts(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts; what is undertaken towards nobody faces the one other side of the deal."""
    circles = [circle for draft in drafts if (circle := _circle(draft))]
    if any(_binds(draft) and _circle(draft) for draft in drafts):
        drafts = [_lend(draft, circles) for draft in drafts]
    return [d for d in drafts if d.match.row.requires != PARTNER or d.match.targets]


def _binds(draft: Draft) -> bool:
    """Do they agree, or say that they will act together: "will continue to work with Spain"?"""
    shared = draft.type is EventType.COOPERATE and draft.match.row.both
    return draft.type is EventType.AGREE or (shared and draft.status is EventStatus.PLANNED)


def _circle(draft: Draft) -> tuple[Party, ...]:
    """Return those who deal with one another in an event, nobody where one is not known."""
    match = draft.match
    sides = (*match.actors, *match.targets)
    parties = tuple(each for p in sides for each in (p.stands_for or (p,)))
    if (
        not (draft.type in DEALT or _binds(draft))
        or not match.targets
        or any(not p.keys for p in parties)
    ):
        return ()
    return parties if len(key_set(parties)) > 1 else ()


def _lend(draft: Draft, circles: list[tuple[Party, ...]]) -> Draft:
    mine = key_set(draft.match.actors)
    faced = draft.type in UNDERTAKEN or draft.match.row.requires == PARTNER
    if not faced or draft.match.targets or len(mine) != 1:
        return draft
    around = [circle for circle in circles if mine <= key_set(circle)]
    others = {p.keys: p for circle in around for p in circle if not p.keys & mine}
    if len({key for keys in others for key in keys}) != 1:
        return draft
    return replace(draft, match=replace(draft.match, targets=tuple(others.values())))
