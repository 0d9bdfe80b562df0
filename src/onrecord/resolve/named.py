"""Judge mentions that hold a name: a person, a body, a state, an outlet."""

from __future__ import annotations

from onrecord.annotate import Name, NameLabel
from onrecord.model import ActorKind, Decision, Judgement, Mention
from onrecord.resolve.persons import Person
from onrecord.resolve.scene import Scene, judge

_BODIES = frozenset({NameLabel.BODY, NameLabel.STATE, NameLabel.PLACE})


def judge_name(mention: Mention, scene: Scene) -> list[Judgement]:
    """Return who is named: SAME, or MEMBER for each of several."""
    first, after = scene.tokens_of(mention)
    head = scene.annotated.doc[first:after].root
    persons = scene.register.at(first, after)
    if persons and not _is_possessor(mention, scene, persons):
        return _judge_persons(mention, scene, persons)
    names = [n for n in scene.names_in(first, after) if n.label in _BODIES]
    heads = [n for n in names if n.first <= head.i < n.after or _is_joined(n, head.i, scene)]
    ids = [i for i in (_id_of(n, scene) for n in heads) if i is not None]
    ids = list(dict.fromkeys(ids))
    if not ids:
        return []
    if len(ids) == 1:
        return [judge(mention, ids[0], Decision.SAME, score=0.85, reason="named")]
    return [judge(mention, i, Decision.MEMBER, score=0.8, reason="named together") for i in ids]


def _judge_persons(mention: Mention, scene: Scene, persons: list[Person]) -> list[Judgement]:
    decision = Decision.SAME if len(persons) == 1 else Decision.MEMBER
    return [
        judge(
            mention,
            p.actor.id,
            decision,
            score=0.9,
            reason="named in the text",
            role=scene.role_of(p.actor) or p.role,
        )
        for p in persons
    ]


def _is_possessor(mention: Mention, scene: Scene, persons: list[Person]) -> bool:
    """Is the person only part of the phrase: "the Doe administration", "Doe's office"?"""
    first, after = scene.tokens_of(mention)
    doc = scene.annotated.doc
    root = doc[first:after].root
    row = scene.references.find(root.text)
    if (
        row is not None
        and row.kind in {"government", "official", "document"}
        and root.pos_ != "PROPN"
    ):
        return not any(
            c.dep_ == "appos" and scene.register.at(c.left_edge.i, c.i + 1) for c in root.children
        )
    return all(
        doc[i].dep_ in {"poss", "pobj"}
        for p in persons
        for i in range(first, after)
        if p in scene.register.at(i, i + 1) and doc[i].dep_ != "compound"
    ) and root.i not in {i for p in persons for i in p.places}


def _is_joined(name: Name, head: int, scene: Scene) -> bool:
    """Does the name stand beside the head in a list ("Canada and Mexico")?"""
    token = scene.annotated.doc[name.first : name.after].root
    while token.dep_ in {"conj", "compound"} and token.head is not token:
        token = token.head
        if token.i == head:
            return True
    return False


def _id_of(name: Name, scene: Scene) -> str | None:
    if name.candidates:
        return name.candidates[0]
    text = name.text.removeprefix("the ").removeprefix("The ").strip()
    for outlet in scene.knowledge.outlets.values():
        if text == outlet.name or text in outlet.aliases:
            return scene.add_actor(outlet.name, ActorKind.COMPANY, None).id
    if name.label is NameLabel.BODY:
        return scene.add_actor(text, ActorKind.ORGANISATION).id
    return None
