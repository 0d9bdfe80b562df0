"""Judge unnamed people and governments: the state or body for which they speak.

"a US official", "the federal government", "Haitian authorities"; the press of a state speaks for
no government and is a body of its own.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.knowledge import ReferenceRow
from onrecord.model import ActorKind, Decision, Judgement, Mention
from onrecord.resolve.scene import Scene, judge
from onrecord.resolve.sides import Side, describe, find_last_side, find_side


def judge_unnamed(mention: Mention, root: Token, scene: Scene) -> list[Judgement]:
    """Return for whom unnamed people speak: the side that the phrase names, else the one at hand."""
    if scene.references.titles.is_a("press", root.text):
        return _judge_press(mention, scene)
    row = scene.references.find(root.text, "official", "source", "government")
    if row is None:
        return []
    side = _find_side(mention, root, row, scene)
    if side is None or _is_people(root, side, scene):
        return []
    words = describe(mention, side, scene)
    if row.kind != "government":
        words = f"anonymous {words}"
    return [
        judge(mention, side.actor_id, Decision.SPEAKS_FOR, score=0.7, reason="unnamed", role=words)
    ]


def _find_side(mention: Mention, root: Token, row: ReferenceRow, scene: Scene) -> Side | None:
    first, _ = scene.tokens_of(mention)
    side = find_side(mention, scene) or _own_side(first, row, scene)
    if side is not None:
        return side
    of_state = _is_of_government(root, scene) or _is_the_government(mention, root, scene)
    return find_last_side(mention, scene) if row.kind == "official" or of_state else None


def _judge_press(mention: Mention, scene: Scene) -> list[Judgement]:
    """Return the press of a state as a body of its own: it speaks for no government."""
    side = find_side(mention, scene)
    if side is None or side.actor_id.upper() not in scene.knowledge.countries:
        return []
    words = describe(mention, side, scene)
    actor = scene.add_actor(words, ActorKind.ORGANISATION, side.actor_id.upper())
    return [judge(mention, actor.id, Decision.SAME, score=0.6, reason="the press of a state")]


def _own_side(first: int, row: ReferenceRow, scene: Scene) -> Side | None:
    """Return the issuer's state for "this administration" in a government's own text."""
    issuer = scene.issuer
    is_own = scene.references.titles.is_a("own", scene.annotated.doc[first].text)
    if not is_own or row.kind != "government" or issuer is None or issuer.country is None:
        return None
    state = issuer.country.lower()
    return Side(actor_id=state, label=scene.call(state), tokens=frozenset({first}))


def _is_people(root: Token, side: Side, scene: Scene) -> bool:
    """Is it the people of a state as a whole: "the Afghan people"? They speak for nobody."""
    before = root.nbor(-1) if root.i > 0 else None
    is_one = scene.references.find(root.text, "source") is not None
    return is_one and before is not None and before.i in side.tokens


def _is_the_government(mention: Mention, root: Token, scene: Scene) -> bool:
    """Is it a bare "the administration" or "the federal government", of the side spoken of last?"""
    first, after = scene.tokens_of(mention)
    doc = scene.annotated.doc
    article = scene.references.find(doc[first].text, "article")
    between = doc[first + 1 : max(root.i, first + 1)]
    return (
        after == root.i + 1
        and all(scene.references.titles.is_a("level", t.text) for t in between)
        and article is not None
        and not scene.is_indefinite(mention)
        and scene.references.find(root.text, "government") is not None
    )


def _is_of_government(root: Token, scene: Scene) -> bool:
    """Is it "government sources": of a state, though the phrase does not say which?"""
    return any(scene.references.find(c.text, "government") is not None for c in root.lefts)
