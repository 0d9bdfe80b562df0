"""Judge names in a text that was not parsed: the description is read from the words beside them.

"…, said the head of the agency, Name Surname": the office word before the name, or after it and a
comma, begins what the text calls somebody.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.knowledge import References, fold
from onrecord.model import Actor, ActorKind, Decision, Judgement, Mention, MentionKind, make_id
from onrecord.resolve.label_roles import LabelRoles
from onrecord.resolve.people import ends_with, split_name
from onrecord.resolve.scene import Scene, judge

MAX_ROLE_TOKENS = 12
_SCORE = 0.6


def judge_unparsed(mention: Mention, scene: Scene) -> list[Judgement]:
    """Return the person of a name in full, or of an earlier one's surname; nothing where a parse is."""
    doc = scene.annotated.doc
    if doc.has_annotation("DEP") or mention.kind is not MentionKind.NAME:
        return []
    first, after = scene.tokens_of(mention)
    if scene.names_in(first, after):
        return []
    words = split_name(mention.span.quote, scene.references)
    known = _find_earlier(words, scene)
    if known is not None:
        return [_judge(mention, known, "named in full before")]
    if len(words) < 2 or not _is_name(list(doc[first:after]), scene.references):
        return []
    role = _role_before(first, scene) or _role_after(after, scene)
    if role is None:
        return []
    roles = LabelRoles(scene.annotated.document, scene.knowledge)
    actor = _describe(mention.span.quote, role, roles.find_country(role))
    if actor not in scene.new_actors:
        scene.new_actors.append(actor)
    return [_judge(mention, actor, "named beside an office")]


def _find_earlier(words: tuple[str, ...], scene: Scene) -> Actor | None:
    """Return the person made in this document whose name ends with the words."""
    for actor in reversed(scene.new_actors):
        if actor.kind is ActorKind.PERSON:
            name = split_name(actor.name, scene.references)
            if ends_with(name, words) or name[1 : 1 + len(words)] == words:
                return actor
    return None


def _is_name(tokens: list[Token], references: References) -> bool:
    """Are all words capitalised, but for particles?"""
    words = [t.text for t in tokens if references.find(t.text) is None]
    return len(words) > 1 and all(w[:1].isupper() and not w.isupper() for w in words)


def _role_before(first: int, scene: Scene) -> str | None:
    """Return what stands between an office word and the name, in one sentence."""
    doc = scene.annotated.doc
    start = None
    for at in range(first - 1, max(-1, first - 1 - MAX_ROLE_TOKENS), -1):
        token = doc[at]
        if token.is_space or token.text in {".", ";", ":", "!", "?"} or token.is_quote:
            break
        if _is_office(token, scene.references):
            start = at
    return _clean(doc[start:first].text) if start is not None else None


def _role_after(after: int, scene: Scene) -> str | None:
    """Return the apposition after the name: up to the next comma."""
    doc = scene.annotated.doc
    if after + 1 >= len(doc) or doc[after].text != ",":
        return None
    start = after + 1
    if scene.references.find(doc[start].text, "article") is not None:
        start += 1
    if start >= len(doc) or not _is_office(doc[start], scene.references):
        return None
    end = start
    while end < min(len(doc), start + MAX_ROLE_TOKENS) and not doc[end].is_punct:
        end += 1
    return _clean(doc[start:end].text)


def _is_office(token: Token, references: References) -> bool:
    titles = references.titles
    word = token.text
    return titles.is_a("public", word) or titles.is_a("sent", word) or titles.is_office(word)


def _clean(text: str) -> str | None:
    return " ".join(text.split()).strip(" ,") or None


def _describe(name: str, role: str, country: str | None) -> Actor:
    text = " ".join(name.split())
    return Actor(
        id=make_id("act", fold(text), country or ""),
        name=text,
        kind=ActorKind.PERSON,
        country=country,
        role=role,
    )


def _judge(mention: Mention, actor: Actor, reason: str) -> Judgement:
    return judge(mention, actor.id, Decision.SAME, score=_SCORE, reason=reason, role=actor.role)
