"""Judge groups: "both countries", "US officials", "officials", "Canada and Mexico"."""

from __future__ import annotations

from onrecord.model import Decision, Judgement, Mention
from onrecord.resolve.named import judge_name
from onrecord.resolve.scene import Scene, judge
from onrecord.resolve.titles import judge_title


def judge_group(mention: Mention, scene: Scene) -> list[Judgement]:
    """Return the members of a group, or the state its unnamed people speak for."""
    first, after = scene.tokens_of(mention)
    root = scene.annotated.doc[first:after].root
    row = scene.references.find(root.text)
    if row is not None and row.kind == "states":
        return _judge_states(mention, scene, first)
    if row is not None and row.kind == "pair":
        return _judge_states(mention, scene, first)
    return judge_title(mention, scene) or judge_name(mention, scene)


def _judge_states(mention: Mention, scene: Scene, first: int) -> list[Judgement]:
    count = _count_of(mention)
    inside = [n.candidates[0] for n in scene.names_in(*scene.tokens_of(mention)) if n.candidates]
    inside = [i for i in dict.fromkeys(inside) if i.upper() in scene.knowledge.countries]
    states = inside if len(inside) > 1 else scene.states_before(first)[:count]
    if len(states) < 2:
        return []
    return [
        judge(mention, s, Decision.MEMBER, score=0.6, reason="the states named last")
        for s in sorted(states)
    ]


def _count_of(mention: Mention) -> int:
    words = mention.span.quote.lower().split()
    return 3 if "three" in words else 2
