"""Judge what a text calls somebody again: "el propio presidente", "la jefa de la diplomacia".

The table of titles tells of which offices one may be called so (`names`). Meant is who was named
before with such an office and whom the word's gender and the state beside it fit: first who was the
subject of a sentence, as a text goes on about whom it tells of.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.model import Decision, Judgement, Mention
from onrecord.resolve.officers import holds_title
from onrecord.resolve.people import Person
from onrecord.resolve.scene import Scene, judge
from onrecord.resolve.sides import Side, find_side

MAX_TOKENS = 400  # so far back somebody may be named
SUBJECT_TOKENS = 150  # so far back a subject goes before who is named nearer


def judge_called(mention: Mention, scene: Scene) -> list[Judgement]:
    """Return the person whom words of the table mean, nothing for other words."""
    side = _state_beside(mention, scene)
    offices = _offices_of(mention, side, scene)
    if not offices or scene.is_indefinite(mention):
        return []
    for person in _persons_before(mention, scene):
        if not _is_of_side(person, side, scene):
            continue
        if any(holds_title(person, office, scene) for office in offices):
            role = scene.role_of(person.actor, person.role)
            reason = "the last one named with such an office"
            return [
                judge(mention, person.actor.id, Decision.SAME, score=0.6, reason=reason, role=role)
            ]
    return []


def _offices_of(mention: Mention, side: Side | None, scene: Scene) -> list[tuple[str, ...]]:
    """Return the words of the offices that the phrase may stand for, with what else it asks for."""
    tokens = _tokens_of(mention, side, scene)
    words = [t.lower_ for t in tokens]
    for after in range(len(words), 0, -1):
        names = scene.references.titles.called(" ".join(words[:after]))
        if names:
            rest = _rest_of(tokens[after:], tokens[0], scene)
            return [(*rest, *name.split()) for name in names]
    return []


def _rest_of(tokens: list[Token], head: Token, scene: Scene) -> list[str]:
    """Return what else the words ask for: "Interior", "electo"; of "el mandatario" no adjective."""
    row = scene.references.find_speaker(head.text)
    kinds = {"NOUN", "PROPN"} if row is not None and row.again else {"NOUN", "PROPN", "ADJ"}
    asked = [t for t in tokens if scene.references.find(t.text, "article", "preposition") is None]
    return [t.lower_ for t in asked if t.pos_ in kinds]


def _tokens_of(mention: Mention, side: Side | None, scene: Scene) -> list[Token]:
    """Return the tokens of a phrase without articles, what tells nothing, and its state."""
    first, after = scene.tokens_of(mention)
    apart = side.tokens if side is not None else frozenset()
    tokens = list(scene.annotated.doc[first:after])
    while tokens and _is_light(tokens[0], scene):
        tokens = tokens[1:]
    return [t for t in tokens if t.i not in apart]


def _is_light(token: Token, scene: Scene) -> bool:
    references = scene.references
    is_article = references.find(token.text, "article") is not None
    return is_article or references.titles.is_a("light", token.text)


def _persons_before(mention: Mention, scene: Scene) -> Iterator[Person]:
    """Yield who was named before and fits the word's gender: subjects first, then the others."""
    first, after = scene.tokens_of(mention)
    row = scene.references.find_speaker(scene.annotated.doc[first:after].root.text)
    gender = row.gender if row is not None else None
    near = [
        (place, person)
        for place, person in scene.register.before(first)
        if first - place <= MAX_TOKENS
        and (gender not in {"m", "f"} or person.gender in {None, gender})
    ]
    for place, person in near:
        if place in person.subjects and first - place <= SUBJECT_TOKENS:
            yield person
    for _, person in near:
        yield person


def _state_beside(mention: Mention, scene: Scene) -> Side | None:
    """Return the state that the phrase names: a body ("titular de la Marina") tells the office."""
    side = find_side(mention, scene)
    return side if side is not None and scene.is_state(side.actor_id) else None


def _is_of_side(person: Person, side: Side | None, scene: Scene) -> bool:
    return side is None or scene.state_of_actor(person.actor) == side.actor_id
