"""Judge papers that speak: the release, the report, figures: their issuer."""

from __future__ import annotations

from onrecord.annotate import Name, NameLabel
from onrecord.model import Decision, Judgement, Mention, MentionKind
from onrecord.resolve.scene import Scene, judge


def judge_document(mention: Mention, scene: Scene) -> list[Judgement]:
    """Return the issuer: named in the phrase, that of the same paper before, or near it."""
    first, after = scene.tokens_of(mention)
    root = scene.annotated.doc[first:after].root
    role = root.text.lower()
    issuer = _issuer(scene.names_in(first, _phrase_end(mention, scene)))
    if issuer is not None:
        return [
            judge(
                mention,
                issuer,
                Decision.SPEAKS_FOR,
                score=0.8,
                reason="issuer named beside it",
                role=role,
            )
        ]
    for person in scene.register.at(first, after):
        return [
            judge(
                mention,
                person.actor.id,
                Decision.SPEAKS_FOR,
                score=0.7,
                reason="author named",
                role=role,
            )
        ]
    for previous, judgements in reversed(scene.judged):
        if previous.kind is MentionKind.DOCUMENT and _same_paper(previous, mention):
            return [
                judge(mention, j.right, j.decision, score=0.7, reason="the same paper", role=role)
                for j in judgements
            ]
    sentence = scene.annotated.doc[first].sent
    issuer = _issuer(scene.names_in(sentence.start, sentence.end))
    if issuer is None:
        issuer = _issuer(list(reversed(scene.names_in(0, first)))[:6])
    if issuer is None:
        return []
    return [
        judge(
            mention,
            issuer,
            Decision.SPEAKS_FOR,
            score=0.5,
            reason="the body named nearest",
            role=role,
        )
    ]


def _phrase_end(mention: Mention, scene: Scene) -> int:
    """Return the end of the phrase with its clauses: "figures released by the agency"."""
    first, after = scene.tokens_of(mention)
    root = scene.annotated.doc[first:after].root
    ends = [c.right_edge.i + 1 for c in root.children if c.dep_ in {"acl", "relcl", "prep"}]
    return max([after, *[e for e in ends if e - after < 12]])


def _issuer(names: list[Name]) -> str | None:
    for name in names:
        if name.label is NameLabel.BODY and name.candidates:
            return name.candidates[0]
    return None


def _same_paper(previous: Mention, mention: Mention) -> bool:
    return previous.span.quote.split()[-1].lower() == mention.span.quote.split()[-1].lower()
