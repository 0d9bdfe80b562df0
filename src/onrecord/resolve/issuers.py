"""Judge the first person of a paper: "we" and "I" in a release or order are its issuer."""

from __future__ import annotations

from onrecord.model import ActorKind, Decision, DocumentKind, Judgement, Mention
from onrecord.resolve.scene import Scene, judge

ISSUED = frozenset({DocumentKind.RELEASE, DocumentKind.ORDER})


def judge_issuer(mention: Mention, scene: Scene) -> list[Judgement]:
    """Return the person in the paper's title, else the state whose outlet issued it."""
    document = scene.annotated.document
    row = scene.references.find(mention.span.quote, "pronoun")
    if document.kind not in ISSUED or row is None or row.person != 1:
        return []
    person = _person_in_title(document.title or "", scene)
    if person is not None:
        return [judge(mention, person, Decision.SAME, score=0.6, reason="named in the title")]
    outlet = scene.knowledge.outlets.get(document.outlet or "")
    if outlet is None or outlet.country is None:
        return []
    state = outlet.country.lower()
    return [
        judge(mention, state, Decision.SPEAKS_FOR, score=0.6, reason=f"issued by {outlet.name}")
    ]


def _person_in_title(title: str, scene: Scene) -> str | None:
    """Return the person of the tables whom the title names first."""
    found = [
        (title.index(row.name), row.id)
        for row in scene.knowledge.actor_rows.values()
        if row.kind is ActorKind.PERSON and row.name in title
    ]
    return min(found)[1] if found else None
