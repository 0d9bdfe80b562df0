"""Judge descriptions: an office ("the foreign minister") or unnamed people ("a US official")."""

from __future__ import annotations

from onrecord.annotate import Name, NameLabel
from onrecord.model import Decision, Judgement, Mention
from onrecord.resolve.scene import Scene, judge


def judge_title(mention: Mention, scene: Scene) -> list[Judgement]:
    """Return who holds the office, or the state or body that unnamed people speak for."""
    first, after = scene.tokens_of(mention)
    names = scene.names_in(first, after)
    root = scene.annotated.doc[first:after].root
    offices = [n for n in names if n.label is NameLabel.OFFICE and n.first <= root.i < n.after]
    if offices:
        found = _judge_office(mention, offices[0], names, scene)
        if found:
            return found
    row = scene.references.find(root.text, "official", "government")
    if row is None:
        return []
    side = _side_in(mention, scene) or (
        _last_side(mention, scene) if row.kind == "official" else None
    )
    if side is None:
        return []
    right, label = side
    words = f"{label} {_noun_phrase(mention, scene)}".strip()
    if row.kind == "official":
        words = f"anonymous {words}"
    return [judge(mention, right, Decision.SPEAKS_FOR, score=0.7, reason="unnamed", role=words)]


def _judge_office(
    mention: Mention, office_name: Name, names: list[Name], scene: Scene
) -> list[Judgement]:
    on = scene.register.on
    if on is None:
        return []
    rows = [scene.knowledge.office_rows[c] for c in office_name.candidates]
    countries = {
        n.candidates[0].upper()
        for n in names
        if n.label in {NameLabel.DEMONYM, NameLabel.STATE} and n.candidates
    }
    if countries:
        rows = [r for r in rows if r.country in countries]
    holders = [(r, h) for r in rows if (h := r.find_holder(on)) is not None]
    if len(holders) > 1:
        named = {p.actor.id for p in scene.register.persons}
        holders = [(r, h) for r, h in holders if h.person in named] or holders
    if len(holders) > 1:
        first, _ = scene.tokens_of(mention)
        order = scene.states_before(first)
        holders.sort(
            key=lambda pair: (
                order.index(pair[0].country.lower()) if pair[0].country.lower() in order else 99
            )
        )
        if holders[0][0].country == holders[1][0].country:
            return []
    if not holders:
        return []
    row, holder = holders[0]
    return [
        judge(
            mention,
            holder.person,
            Decision.SAME,
            score=0.7,
            reason=f"{row.title} on {on}",
            role=row.title,
        )
    ]


def _side_in(mention: Mention, scene: Scene) -> tuple[str, str] | None:
    """Return the state or body named within the phrase, and how it is called before the noun."""
    first, after = scene.tokens_of(mention)
    for name in scene.names_in(first, after):
        if name.label in {NameLabel.DEMONYM, NameLabel.STATE} and name.candidates:
            return name.candidates[0], scene.call(name.candidates[0])
        if name.label is NameLabel.BODY and name.candidates:
            return name.candidates[0], scene.knowledge.actors[name.candidates[0]].name
    for person in scene.register.at(first, after):
        state = scene.state_of(person.actor.id)
        if state is not None:
            return state, ""
    return None


def _last_side(mention: Mention, scene: Scene) -> tuple[str, str] | None:
    """Return the side of the unnamed officials before, else the state named last."""
    for previous, judgements in reversed(scene.judged):
        if previous.span.start < mention.span.start and len(judgements) == 1:
            judgement = judgements[0]
            if judgement.decision is Decision.SPEAKS_FOR and previous.kind in {"group", "title"}:
                state = scene.state_of(judgement.right) or judgement.right
                return state, scene.call(state)
    first, _ = scene.tokens_of(mention)
    states = scene.states_before(first)
    return (states[0], scene.call(states[0])) if states else None


def _noun_phrase(mention: Mention, scene: Scene) -> str:
    """Return the phrase's noun with what stands directly before it, the side left out."""
    first, after = scene.tokens_of(mention)
    doc = scene.annotated.doc
    root = doc[first:after].root
    side = {
        i
        for n in scene.names_in(first, after)
        if n.label in {NameLabel.DEMONYM, NameLabel.STATE}
        or (n.label is NameLabel.BODY and n.candidates)
        for i in range(n.first, n.after)
    }
    words = [
        t.text
        for t in doc[first : root.i + 1]
        if t.i not in side and t.dep_ not in {"det", "nummod", "punct"} and not t.is_punct
    ]
    return " ".join(words)
