"""Say whom mentions mean: judgements, never edits."""

from __future__ import annotations

from onrecord.annotate import Annotated
from onrecord.knowledge import Knowledge
from onrecord.model import Actor, Event, Judgement, Mention

METHOD = "resolve.mentions@1"


def resolve_mentions(
    annotated: Annotated, mentions: list[Mention], knowledge: Knowledge
) -> tuple[list[Judgement], list[Actor]]:
    """Return judgements on the mentions, and the actors that no table knows."""
    return [], []


def keep_settled_events(events: list[Event], judgements: list[Judgement]) -> list[Event]:
    """Return the events of which at least one actor is tied to somebody."""
    settled = {j.left for j in judgements}
    return [e for e in events if any(m.id in settled for m in e.actors)]
