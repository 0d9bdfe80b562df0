"""Sides: for which state or body unnamed people speak.

A phrase may name its side ("US officials", "a State Department official", "Biden aides"); else the
last side fits whose officials or government the text spoke of.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.annotate import Name, NameLabel
from onrecord.model import Decision, Mention, MentionKind
from onrecord.resolve.scene import Scene

_ADJECTIVES = frozenset({NameLabel.DEMONYM, NameLabel.STATE})
MAX_SIDE_TOKENS = 400  # further back a side is forgotten


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """An actor for whom somebody speaks, and how it is called before a noun ("US")."""

    actor_id: str
    label: str
    tokens: frozenset[int] = frozenset()  # those of the phrase that name it


def find_side(mention: Mention, scene: Scene) -> Side | None:
    """Return the side that the phrase itself names."""
    first, after = scene.tokens_of(mention)
    names = scene.names_in(first, after)
    for name in names:
        if name.label is NameLabel.BODY and name.candidates:
            return Side(actor_id=name.candidates[0], label=name.text, tokens=_tokens(name))
    for name in names:
        if name.label in _ADJECTIVES and name.candidates:
            state = name.candidates[0]
            return Side(actor_id=state, label=scene.call(state), tokens=_tokens(name))
    for token in scene.annotated.doc[first:after]:
        if token.dep_ == "poss" and scene.references.titles.is_a("state", token.text):
            meant = _state_spoken_of(first, scene)  # "the country's foreign ministry"
            if meant is not None:
                return Side(actor_id=meant, label=scene.call(meant), tokens=_subtree(token))
    for person in scene.register.at(first, after):
        state_id = scene.state_of_actor(person.actor)
        if state_id is not None:
            return Side(actor_id=state_id, label="")
    return None


def find_last_side(mention: Mention, scene: Scene) -> Side | None:
    """Return the side of which the text spoke last, when the phrase names none of its own."""
    first, after = scene.tokens_of(mention)
    if any(n.label is not NameLabel.PLACE for n in scene.names_in(first, after)):
        return None
    for previous, judgements in reversed(scene.judged):
        if previous.span.start >= mention.span.start or len(judgements) != 1:
            continue
        unnamed = previous.kind in {MentionKind.GROUP, MentionKind.TITLE}
        if unnamed and judgements[0].decision is Decision.SPEAKS_FOR:
            state = scene.state_of(judgements[0].right) or judgements[0].right
            return Side(actor_id=state, label=scene.call(state))
    return (
        _side_of_organ(first, scene)
        or _side_of_subject(first, scene)
        or _side_of_officer(first, scene)
    )


def _side_of_organ(before: int, scene: Scene) -> Side | None:
    """Return the state of the last "Mexican officials", "Biden administration" before a token."""
    doc = scene.annotated.doc
    for at in range(before - 1, max(-1, before - MAX_SIDE_TOKENS), -1):
        if scene.references.find(doc[at].text, "official", "government") is None:
            continue
        left = doc[at].left_edge.i
        for name in reversed(scene.names_in(left, at + 1)):
            if name.label in _ADJECTIVES and name.candidates:
                return Side(actor_id=name.candidates[0], label=scene.call(name.candidates[0]))
        for person in scene.register.at(left, at):
            state = scene.state_of_actor(person.actor)
            if state is not None:
                return Side(actor_id=state, label=scene.call(state))
    return None


def _side_of_subject(before: int, scene: Scene) -> Side | None:
    """Return the state that was last the subject of a sentence."""
    for name in reversed(scene.annotated.names):
        if name.first >= before or name.label is not NameLabel.STATE or not name.candidates:
            continue
        root = scene.annotated.doc[name.first : name.after].root
        if root.dep_ in {"nsubj", "nsubjpass"}:
            return Side(actor_id=name.candidates[0], label=scene.call(name.candidates[0]))
    return None


def _side_of_officer(before: int, scene: Scene) -> Side | None:
    """Return the state of the officer who was last the subject of a sentence."""
    for place, person in scene.register.before(before):
        if place in person.subjects and (office := scene.office_of(person.actor)) is not None:
            state = (office.country or "").lower()
            if state in scene.knowledge.actors:
                return Side(actor_id=state, label=scene.call(state))
    return None


def describe(mention: Mention, side: Side, scene: Scene) -> str:
    """Return the phrase up to its noun, without article and counting words, the side put plainly.

    "multiple American officials" → "US officials"; "officials" → "US officials".
    """
    first, after = scene.tokens_of(mention)
    doc = scene.annotated.doc
    root = doc[first:after].root
    words: list[str] = []
    behind = [t for t in doc[root.i + 1 : after] if t.i in side.tokens and t.dep_ == "amod"]
    if behind:  # "el Gobierno marroquí"
        own = [t for t in doc[first : behind[-1].i + 1] if t.dep_ != "det"]
        return " ".join(t.text for t in own if not _is_dropped(t.text, scene))
    place = None if side.label else 0
    for token in doc[first : root.i + 1]:
        if token.i in side.tokens:
            place = len(words) if place is None else place
        elif not _is_dropped(token.text, scene) and token.dep_ != "det":
            words.append(token.text_with_ws)
    if side.label:
        if place is None:
            ranks = [scene.references.find(w.strip(), "rank") is not None for w in words]
            place = ranks.index(False) if False in ranks else 0
        glue = "" if place < len(words) and not words[place][:1].isalnum() else " "
        words.insert(place, side.label + glue)
    return "".join(words).strip()


def _is_dropped(word: str, scene: Scene) -> bool:
    return scene.references.find(word, "quantity", "pair") is not None


def _state_spoken_of(before: int, scene: Scene) -> str | None:
    """Return the state of the last subject, else the state named last."""
    side = _side_of_officer(before, scene) or _side_of_subject(before, scene)
    if side is not None:
        return side.actor_id
    return next(iter(scene.states_before(before)), None)


def _subtree(token: Token) -> frozenset[int]:
    return frozenset(t.i for t in token.subtree)


def _tokens(name: Name) -> frozenset[int]:
    return frozenset(range(name.first, name.after))
