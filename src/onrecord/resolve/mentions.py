"""Say whom mentions mean: judgements, never edits."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.annotate import Annotated
from onrecord.knowledge import Knowledge, References
from onrecord.model import Actor, Event, EventType, Judgement, Mention, MentionKind
from onrecord.resolve.called import judge_called
from onrecord.resolve.counterparts import judge_counterpart
from onrecord.resolve.groups import judge_group
from onrecord.resolve.issuers import judge_issuer
from onrecord.resolve.named import judge_name
from onrecord.resolve.officers import judge_officers
from onrecord.resolve.papers import judge_document
from onrecord.resolve.persons import PersonRegister
from onrecord.resolve.pronouns import judge_pronoun
from onrecord.resolve.scene import Scene
from onrecord.resolve.titles import judge_title
from onrecord.resolve.unparsed import judge_unparsed

METHOD = "resolve.mentions@2"
# Acts that need somebody else to act with.
_OF_TWO = frozenset({
    EventType.AGREE, EventType.CONSULT, EventType.COOPERATE, EventType.REQUEST, EventType.SUPPORT
})  # fmt: skip


def resolve_mentions(
    annotated: Annotated, mentions: list[Mention], knowledge: Knowledge
) -> tuple[list[Judgement], list[Actor]]:
    """Return judgements on the mentions, and the actors that no table knows.

    A mention that fits nobody well enough gets no judgement.
    """
    references = knowledge.references.get(annotated.document.language, References())
    register = PersonRegister(annotated, knowledge, references)
    scene = Scene(
        annotated=annotated, knowledge=knowledge, references=references, register=register
    )
    judgements: list[Judgement] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, m.span.end)):
        found = _judge(mention, scene)
        scene.remember(mention, found)
        judgements.extend(found)
    used = {j.right for j in judgements}
    actors = {a.id: a for a in [*register.new_actors(), *scene.new_actors] if a.id in used}
    return judgements, list(actors.values())


def _judge(mention: Mention, scene: Scene) -> list[Judgement]:
    match mention.kind:
        case MentionKind.NAME:
            return (
                judge_officers(mention, scene)
                or judge_called(mention, scene)
                or judge_unparsed(mention, scene)
                or judge_name(mention, scene)
                or judge_group(mention, scene)
            )
        case MentionKind.IMPLIED:
            return judge_name(mention, scene)
        case MentionKind.PRONOUN:
            return judge_pronoun(mention, scene) or judge_issuer(mention, scene)
        case MentionKind.TITLE:
            return (
                judge_counterpart(mention, scene)
                or judge_name(mention, scene)
                or judge_title(mention, scene)
            )
        case MentionKind.GROUP:
            return (
                judge_counterpart(mention, scene)
                or judge_officers(mention, scene)
                or judge_group(mention, scene)
            )
        case MentionKind.DOCUMENT:
            return judge_document(mention, scene)


def keep_settled_events(
    events: list[Event],
    judgements: list[Judgement],
    actors: Mapping[str, Actor] | None = None,
) -> list[Event]:
    """Return the events of which at least one actor is tied to somebody.

    Where `actors` tells for which state they act, an act of two sides whose sides come to one and
    the same state is left out: it is domestic, or the other side was mistaken.
    """
    meant: dict[str, set[str]] = {}
    for judgement in judgements:
        actor = (actors or {}).get(judgement.right)
        side = actor.country if actor is not None and actor.country else judgement.right
        meant.setdefault(judgement.left, set()).add(side)
    settled = [e for e in events if any(m.id in meant for m in e.actors) or _is_raid(e, meant)]
    return [e for e in settled if actors is None or not _is_within_one(e, meant)]


def _is_raid(event: Event, meant: dict[str, set[str]]) -> bool:
    """Do armed people whom no table knows attack somebody who is known: "rebels shelled …"?"""
    named = any(m.kind is MentionKind.NAME for m in event.actors)
    return event.type is EventType.ASSAULT and named and any(m.id in meant for m in event.targets)


def _is_within_one(event: Event, meant: dict[str, set[str]]) -> bool:
    """Do the mentions on both sides, as far as they are settled, mean one and the same state?

    So do "the leaders", where the text names only one of them. Of an act told of both in both
    directions a pronoun that is nobody's leaves one side alone: "my talks with Spain".
    """
    mentions = (*event.actors, *event.targets)
    if event.type not in _OF_TWO or not event.targets:
        return False
    is_mutual = {m.id for m in event.actors} == {m.id for m in event.targets}
    lost = [m for m in mentions if m.id not in meant]
    if any(not is_mutual or m.kind is not MentionKind.PRONOUN for m in lost):
        return False
    return len(set().union(*(meant.get(m.id, set()) for m in mentions))) == 1
