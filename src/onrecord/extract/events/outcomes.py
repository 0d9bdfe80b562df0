"""Outcomes: whether the act of a match took place, by its frame and by who tells it."""

from __future__ import annotations

from onrecord.extract.clauses import is_passive, lemma_of
from onrecord.extract.events.matches import Match
from onrecord.extract.events.status import (
    find_noun_status,
    find_status,
    is_coming,
    modal_of,
    proposes,
)
from onrecord.extract.parties.scene import Scene
from onrecord.knowledge import EventWord
from onrecord.model import EventStatus, EventType

# These are done by being said: "I want to thank", "announced charges", "would not accept".
SPOKEN = frozenset(
    {EventType.SUPPORT, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.REQUEST}
)
# "Proposed a joint patrol" is a proposal of the act itself.
OFFERED = frozenset({EventType.AID, EventType.COOPERATE})
DONE = frozenset({EventStatus.HAPPENED, EventStatus.ONGOING})
# "Announced tariffs", "ordered the arrest of …": who orders it does it.
ORDERED = frozenset({EventType.SANCTION, EventType.COERCE})
NEGATED = frozenset({EventStatus.DENIED, EventStatus.REJECTED})
UNDONE = frozenset({EventStatus.PLANNED, EventStatus.REJECTED})
PROMISED = EventWord(words=[], part="verb", type=EventType.AGREE, rest=True)
WARNED = EventWord(words=[], part="verb", type=EventType.THREATEN, rest=True)


def find_match_status(scene: Scene, match: Match) -> EventStatus:
    """Return the status; what is said is done by saying it, and so is what an order enacts."""
    if match.row.part == "verb":
        status = find_status(match.token, scene.words)
        if match.row.type in OFFERED and proposes(match.token, scene.words):
            return EventStatus.PROPOSED
        if match.row.type is EventType.CONSULT and status in DONE:
            return _when_arranged(scene, match) or status
    else:
        status = find_noun_status(match.token, match.verb, scene.words)
    if match.row is PROMISED and status in DONE:
        return EventStatus.PLANNED  # "intends to …"
    if match.row.negated and status in NEGATED:
        return EventStatus.HAPPENED  # "does not accept": not to do it is the act
    enacted = match.actors == scene.issuers and _is_enacted(scene, match)
    announced = match.row.part == "noun" and match.row.type in ORDERED
    said = match.row.type in SPOKEN and (status in UNDONE or match.row is WARNED)
    if status is EventStatus.PLANNED and match.verb is not None:
        said = said and not is_coming(match.verb, scene.words)
    if said or ((enacted or announced) and status is EventStatus.PLANNED):
        return EventStatus.HAPPENED
    return status


def _when_arranged(scene: Scene, match: Match) -> EventStatus | None:
    """Return that a meeting is planned, where it was only set or arranged."""
    row = scene.words.find_status(lemma_of(match.token), "governor")
    return EventStatus.PLANNED if row is not None and row.status is EventStatus.PLANNED else None


def _is_enacted(scene: Scene, match: Match) -> bool:
    """Does the paper itself do it: "the duties shall be paused"? Not by what it will do."""
    if match.verb is not None and match.verb.tag_ == "VBG":
        return False
    modal = modal_of(match.token, scene.words)
    if modal is None or not is_passive(match.token):
        return modal is None
    rows = scene.words.commitments.get(lemma_of(modal), ())
    return any(row.orders for row in rows)
