"""Judge groups: "both countries", "the two officials", "US officials", "Canada and Mexico"."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.model import Decision, Judgement, Mention, MentionKind
from onrecord.resolve.named import judge_name
from onrecord.resolve.scene import Scene, judge
from onrecord.resolve.titles import judge_title

MAX_PERSON_TOKENS = 300


def judge_group(mention: Mention, scene: Scene) -> list[Judgement]:
    """Return the members of a group, or the state its unnamed people speak for."""
    first, after = scene.tokens_of(mention)
    words = [t.text for t in scene.annotated.doc[first:after]]
    root = scene.annotated.doc[first:after].root
    row = scene.references.find(root.text)
    kind = row.kind if row is not None else None
    if kind in {"states", "pair"}:
        return _judge_states(mention, scene) or judge_name(mention, scene)
    if scene.register.at(first, after):
        found = judge_name(mention, scene)
        if found:
            return found
    if kind == "official" and row is not None and row.number == "many" and _is_pair(words, scene):
        found = _judge_persons(mention, scene)
        if found:
            return found
    return judge_title(mention, scene) or judge_name(mention, scene)


def _is_pair(words: list[str], scene: Scene) -> bool:
    """Is it "both leaders", "the two ministers", or bare "the presidents"?"""
    if any(scene.references.counts(w) == 2 for w in words):
        return True
    return len(words) == 2 and scene.references.find(words[0], "article") is not None


def _judge_states(mention: Mention, scene: Scene) -> list[Judgement]:
    """Return the states of "both countries": named in the phrase, meant before, or named last."""
    first, after = scene.tokens_of(mention)
    inside = list(
        dict.fromkeys(n.candidates[0] for n in scene.names_in(first, after) if n.candidates)
    )
    inside = [i for i in inside if scene.is_state(i)]
    count = max((_count_of(t, scene) for t in scene.annotated.doc[first:after]), default=0)
    partial = any(
        scene.references.find(t.text, "partial", "quantity")
        for t in scene.annotated.doc[first:after]
        if not scene.references.counts(t.text)
    )
    states = inside if len(inside) > 1 else scene.pair_before(mention, count or 2)
    partial = partial or (not count and _is_described(mention, scene))
    if partial and len(inside) < 2:
        return []
    if len(states) < max(count, 2):
        return []
    return [
        judge(mention, s, Decision.MEMBER, score=0.6, reason="the states meant last")
        for s in sorted(states)
    ]


def _count_of(token: Token, scene: Scene) -> int:
    """Return how many a word or number counts; 0 when it does not."""
    return int(token.text) if token.text.isdigit() else scene.references.counts(token.text)


def _is_described(mention: Mention, scene: Scene) -> bool:
    """Do words single some out: "partner countries", "the endorsing countries"?"""
    first, after = scene.tokens_of(mention)
    root = scene.annotated.doc[first:after].root
    return any(
        c.dep_ in {"amod", "compound", "nmod"}
        and first <= c.i
        and scene.annotated.name_at(c.i) is None
        for c in root.children
    )


def _judge_persons(mention: Mention, scene: Scene) -> list[Judgement]:
    """Return the two persons of "both officials": meant together before, else named last."""
    first, _ = scene.tokens_of(mention)
    for previous, judgements in reversed(scene.judged):
        together = [
            j
            for j in judgements
            if j.decision is Decision.MEMBER and j.right.upper() not in scene.knowledge.countries
        ]
        if previous.kind in {MentionKind.NAME, MentionKind.GROUP} and len(together) == 2:
            return [
                judge(
                    mention,
                    j.right,
                    Decision.MEMBER,
                    score=0.6,
                    reason="meant together before",
                    role=j.role,
                )
                for j in together
            ]
    found = []
    for place, person in scene.register.before(first):
        if first - place > MAX_PERSON_TOKENS:
            break
        if person not in found:
            found.append(person)
    if len(found) < 2:
        return []
    return [
        judge(
            mention,
            p.actor.id,
            Decision.MEMBER,
            score=0.5,
            reason="the two named last",
            role=scene.role_of(p.actor, p.role),
        )
        for p in found[:2]
    ]
