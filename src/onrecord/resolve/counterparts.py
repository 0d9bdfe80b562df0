"""Judge "his Mexican counterpart": who holds the like office in the other state.

Where nobody holds it alone ("their Mexican counterparts", those of a delegation), they speak for the state.
"""

from __future__ import annotations

from onrecord.annotate import NameLabel
from onrecord.knowledge import OfficeRow
from onrecord.model import Decision, Judgement, Mention, MentionKind, cut_span
from onrecord.resolve.offices import holders_of
from onrecord.resolve.people import Person
from onrecord.resolve.pronouns import judge_pronoun
from onrecord.resolve.scene import Scene, judge

# Where a state has no office of the one kind, the other is its like.
_LIKE = {"head of state": "head of government", "head of government": "head of state"}
_ADJECTIVES = frozenset({NameLabel.DEMONYM, NameLabel.STATE})


def judge_counterpart(mention: Mention, scene: Scene) -> list[Judgement]:
    """Return who holds the like office in the state that the phrase names, else the state."""
    first, after = scene.tokens_of(mention)
    root = scene.annotated.doc[first:after].root
    if scene.references.find(root.text, "counterpart") is None:
        return []
    names = [n for n in scene.names_in(first, after) if n.label in _ADJECTIVES and n.candidates]
    if len(names) != 1:
        return []
    state = names[0].candidates[0]
    possessor = _possessor(mention, scene)
    holder = possessor and (
        _judge_named(mention, possessor, state, scene)
        or _judge_holder(mention, possessor, state, scene)
    )
    if holder or root.i < names[0].first:
        return holder or []
    role = scene.annotated.doc[names[0].first : root.i + 1].text
    return [
        judge(
            mention,
            state,
            Decision.SPEAKS_FOR,
            score=0.6,
            reason="counterparts of that state",
            role=" ".join(role.split()),
        )
    ]


def _possessor(mention: Mention, scene: Scene) -> Person | None:
    """Return whose counterpart it is: "his", "Name's"."""
    first, after = scene.tokens_of(mention)
    persons = scene.register.at(first, after)
    if persons:
        return persons[0]
    token = scene.annotated.doc[first]
    row = scene.references.find(token.text, "pronoun")
    if row is None:
        return None
    span = cut_span(scene.annotated.document, token.idx, token.idx + len(token.text))
    found = judge_pronoun(Mention(span=span, kind=MentionKind.PRONOUN), scene)
    return next((p for p in scene.register.persons if found and p.actor.id == found[0].right), None)


def posts_of(person: Person, scene: Scene) -> list[OfficeRow]:
    """Return the offices with a kind of post that somebody held then."""
    return [
        row
        for row in scene.knowledge.office_rows.values()
        if row.post is not None
        and any(h.person == person.actor.id for _, h in holders_of([row], scene))
    ]


def _judge_named(mention: Mention, possessor: Person, state: str, scene: Scene) -> list[Judgement]:
    """Return the one person of that state whom the text names with the like post."""
    posts = {row.post for row in posts_of(possessor, scene)}
    fitting = [
        person
        for person in scene.register.persons
        if scene.state_of_actor(person.actor) == state
        and posts & {row.post for row in posts_of(person, scene)}
    ]
    if len(fitting) != 1:
        return []
    role = scene.role_of(fitting[0].actor, fitting[0].role)
    return [_judge_like(mention, fitting[0].actor.id, role)]


def _judge_holder(mention: Mention, possessor: Person, state: str, scene: Scene) -> list[Judgement]:
    """Return who held the like office of that state, by the tables."""
    country = state.upper()
    for own in posts_of(possessor, scene):
        for post in (own.post, _LIKE.get(own.post or "")):
            rows = [
                row
                for row in scene.knowledge.office_rows.values()
                if row.country == country and row.post == post and post is not None
            ]
            pairs = holders_of(rows, scene)
            if len({h.person for _, h in pairs}) == 1:
                row, holder = pairs[0]
                return [_judge_like(mention, holder.person, row.name_for(holder))]
    return []


def _judge_like(mention: Mention, actor_id: str, role: str | None) -> Judgement:
    reason = "holds the like office"
    return judge(mention, actor_id, Decision.SAME, score=0.6, reason=reason, role=role)
