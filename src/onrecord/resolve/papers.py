"""Judge papers that speak: the release, the report, the figures: whose they are."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from onrecord.annotate import Name, NameLabel
from onrecord.model import Decision, Judgement, Mention, MentionKind
from onrecord.resolve.scene import Scene, judge

FindId = Callable[[Name, Scene], str | None]
MAX_BACK = 250  # tokens
NEAR_PARAGRAPHS = 3


def judge_document(mention: Mention, scene: Scene) -> list[Judgement]:
    """Return the issuer: named in the phrase, that of the same paper before, or near it."""
    first, after = scene.tokens_of(mention)
    doc = scene.annotated.doc
    root = doc[first:after].root
    end = after if _is_second_hand(root, scene) else _phrase_end(mention, scene)
    matter = _matter_of(root, scene)
    issuer = _issuer([n for n in scene.names_in(first, end) if n.first not in matter], scene)
    if issuer is not None:
        return [judge(mention, issuer, Decision.SPEAKS_FOR, score=0.8, reason="named beside it")]
    for person in scene.register.at(first, end):
        return [
            judge(
                mention,
                person.actor.id,
                Decision.SPEAKS_FOR,
                score=0.7,
                reason="author named",
            )
        ]
    if _is_joint(root, scene):
        return _judge_joint(mention, scene)
    if scene.is_indefinite(mention) or _is_outside(root, scene) or _is_second_hand(root, scene):
        return []
    if matter:
        return []  # what an analysis is made from does not tell who made it
    row = scene.references.find(root.text, "document")
    is_issued = row is not None and row.issued
    find_id = _known_id if is_issued else _outlet_id
    return (
        _same_paper(mention, scene)
        or _judge_released(mention, root, scene)
        or _judge_near(mention, scene, find_id)
    )


def _matter_of(root: Token, scene: Scene) -> frozenset[int]:
    """Return the tokens of the papers that a paper is about: "an analysis of the agency's data"."""
    return frozenset(
        token.i
        for preposition in root.children
        if preposition.dep_ == "prep" and preposition.i > root.i
        for matter in preposition.children
        if scene.references.find(matter.text, "document") is not None
        for token in matter.subtree
    )


def _judge_released(mention: Mention, root: Token, scene: Scene) -> list[Judgement]:
    """Return who issued papers called the same just before: "the agency released figures"."""
    first, _ = scene.tokens_of(mention)
    doc = scene.annotated.doc
    for at in range(first - 1, max(-1, first - MAX_BACK), -1):
        token = doc[at]
        if token.text.lower() != root.text.lower() or token.dep_ not in {"dobj", "nsubjpass"}:
            continue
        names = [
            name
            for child in token.head.children
            if child.dep_ in {"nsubj", "agent"}
            for name in scene.names_in(child.left_edge.i, child.right_edge.i + 1)
        ]
        issuer = _issuer(names, scene)
        if issuer is not None:
            reason = "issued just before"
            return [judge(mention, issuer, Decision.SPEAKS_FOR, score=0.6, reason=reason)]
    return []


def _judge_near(mention: Mention, scene: Scene, find_id: FindId) -> list[Judgement]:
    """Return the body of the tables named in the sentence, or nearest before it in its paragraph or the last."""
    first, _ = scene.tokens_of(mention)
    doc = scene.annotated.doc
    sentence = doc[first].sent
    before = [
        n
        for n in reversed(scene.names_in(max(0, first - MAX_BACK), first))
        if scene.annotated.document.text[doc[n.first].idx : doc[first].idx].count("\n")
        <= NEAR_PARAGRAPHS
    ]
    for names in (scene.names_in(sentence.start, sentence.end), before):
        near = next((i for n in names if (i := find_id(n, scene)) is not None), None)
        if near is not None:
            reason = "the body named nearest"
            return [judge(mention, near, Decision.SPEAKS_FOR, score=0.5, reason=reason)]
    return []


def _outlet_id(name: Name, scene: Scene) -> str | None:
    return scene.outlet_id(name.text)


def _known_id(name: Name, scene: Scene) -> str | None:
    """Return the id of a body of the tables, or of an outlet."""
    if name.label is NameLabel.BODY and name.candidates:
        return name.candidates[0]
    return scene.outlet_id(name.text)


def _is_joint(root: Token, scene: Scene) -> bool:
    """Is it "the joint statement": the paper of several?"""
    return any(scene.references.find(c.text, "joint") is not None for c in root.lefts)


def _judge_joint(mention: Mention, scene: Scene) -> list[Judgement]:
    states = scene.pair_before(mention, 2)
    if len(states) < 2:
        return []
    return [
        judge(mention, s, Decision.SPEAKS_FOR, score=0.5, reason="the states spoken of")
        for s in sorted(states)
    ]


def _is_second_hand(root: Token, scene: Scene) -> bool:
    """Is it "data obtained by the Post": who holds it is not who made it?"""
    return any(
        c.dep_ == "acl" and scene.references.find(c.text, "outside") is not None
        for c in root.children
    )


def _is_outside(root: Token, scene: Scene) -> bool:
    """Is it "unofficial reports": not the word of the body it is about?"""
    return any(
        c.i < root.i and scene.references.find(c.text, "outside") is not None for c in root.children
    )


def _same_paper(mention: Mention, scene: Scene) -> list[Judgement]:
    """Return the issuer of the paper called the same before: "a … release", then "the release"."""
    last = mention.span.quote.split()[-1].lower()
    for previous, judgements in reversed(scene.judged):
        if (
            previous.kind is MentionKind.DOCUMENT
            and previous.span.quote.split()[-1].lower() == last
        ):
            return [
                judge(mention, j.right, j.decision, score=0.7, reason="the same paper")
                for j in judgements
            ]
    return []


def _phrase_end(mention: Mention, scene: Scene) -> int:
    """Return the end of the phrase with its clauses: "figures released by the agency"."""
    first, after = scene.tokens_of(mention)
    root = scene.annotated.doc[first:after].root
    ends = [c.right_edge.i + 1 for c in root.children if c.dep_ in {"acl", "relcl", "prep"}]
    return max([after, *[e for e in ends if e - after < 12]])


def _issuer(names: list[Name], scene: Scene) -> str | None:
    """Return the first body among the names: of the tables, an outlet, or one the tagger saw."""
    known = next((i for n in names if (i := _known_id(n, scene)) is not None), None)
    if known is not None:
        return known
    return next((scene.body_id(n) for n in names if n.label is NameLabel.BODY), None)
