"""Say whom mentions mean: judgements, never edits."""

from __future__ import annotations

from onrecord.annotate import Annotated
from onrecord.knowledge import Knowledge, References
from onrecord.model import Actor, Event, Judgement, Mention, MentionKind
from onrecord.resolve.groups import judge_group
from onrecord.resolve.issuers import judge_issuer
from onrecord.resolve.named import judge_name
from onrecord.resolve.papers import judge_document
from onrecord.resolve.persons import PersonRegister
from onrecord.resolve.pronouns import judge_pronoun
from onrecord.resolve.scene import Scene
from onrecord.resolve.titles import judge_title

METHOD = "resolve.mentions@1"


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
            return judge_name(mention, scene) or judge_group(mention, scene)
        case MentionKind.IMPLIED:
            return judge_name(mention, scene)
        case MentionKind.PRONOUN:
            return judge_pronoun(mention, scene) or judge_issuer(mention, scene)
        case MentionKind.TITLE:
            return judge_name(mention, scene) or judge_title(mention, scene)
        case MentionKind.GROUP:
            return judge_group(mention, scene)
        case MentionKind.DOCUMENT:
            return judge_document(mention, scene)


def keep_settled_events(events: list[Event], judgements: list[Judgement]) -> list[Event]:
    """Return the events of which at least one actor is tied to somebody."""
    settled = {j.left for j in judgements}
    return [e for e in events if any(m.id in settled for m in e.actors)]
