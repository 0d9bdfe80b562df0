"""Judge descriptions: an office ("the foreign minister"), a body by its kind ("the agency"), or
unnamed people ("a US official").
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from onrecord.annotate import Name, NameLabel
from onrecord.model import Decision, Judgement, Mention, MentionKind, cut_span
from onrecord.resolve.called import judge_called
from onrecord.resolve.offices import find_holder, find_own_officer
from onrecord.resolve.people import Person
from onrecord.resolve.scene import Scene, judge
from onrecord.resolve.sides import describe, find_side
from onrecord.resolve.unnamed import judge_unnamed

MAX_BODY_TOKENS = 400
MAX_ROLE_TOKENS = 400
NEAR_BODY_TOKENS = 60  # so near any body will do: "the agency"
MIN_PARAGRAPH_WORDS = 12  # shorter ones are headings or captions
LEAD_PARAGRAPHS = 3  # where an unnamed official may be named a paragraph later


def judge_title(mention: Mention, scene: Scene) -> list[Judgement]:
    """Return who holds the office, or the state or body that unnamed people speak for."""
    first, after = scene.tokens_of(mention)
    names = scene.names_in(first, after)
    root = scene.annotated.doc[first:after].root
    if (inner := _inner(mention, root, scene)) is not None:
        found = judge_title(inner, scene)
        return [replace(j, left=mention.id) for j in found if j.decision is Decision.SPEAKS_FOR]
    if found := judge_called(mention, scene):
        return found
    offices = [n for n in names if n.label is NameLabel.OFFICE and n.first <= root.i < n.after]
    if offices and (found := _judge_office(mention, offices[0], names, scene)):
        return found
    if found := _judge_role_word(mention, root.text, scene):
        return found
    if found := _judge_again(mention, root, scene):
        return found
    if scene.references.find(root.text, "body") is not None:
        return _judge_body(mention, scene)
    row = scene.references.find(root.text, "official")
    if row is not None and row.number == "one" and (named := _named_next(mention, scene)):
        return named
    return judge_unnamed(mention, root, scene) or _judge_state(mention, root, scene)


def _judge_state(mention: Mention, root: Token, scene: Scene) -> list[Judgement]:
    """Return the state for which an officer acts whom no table knows: "el ministro marroquí"."""
    if mention.kind is not MentionKind.TITLE or not scene.references.titles.is_a(
        "public", root.text
    ):
        return []
    side = find_side(mention, scene)
    if side is None or not scene.is_state(side.actor_id):
        return []
    role = mention.span.quote
    reason = "an officer of that state"
    return [judge(mention, side.actor_id, Decision.SPEAKS_FOR, score=0.6, reason=reason, role=role)]


def _judge_again(mention: Mention, root: Token, scene: Scene) -> list[Judgement]:
    """Return who was named last, where the words mean just that: "el funcionario"."""
    row = scene.references.find_speaker(root.text) or scene.references.find(root.text)
    first, after = scene.tokens_of(mention)
    if row is None or not row.again or after - first > 2 or scene.is_indefinite(mention):
        return []
    if row.gender == "n":
        body = scene.body_before(first, MAX_BODY_TOKENS)
        reason = "the body named last"
        return [judge(mention, body, Decision.SAME, score=0.55, reason=reason)] if body else []
    for place, person in scene.register.before(first):
        if first - place > MAX_ROLE_TOKENS:
            break
        if row.gender is None or person.gender in {None, row.gender}:
            role = scene.role_of(person.actor, person.role)
            reason = "the last person named whom the word fits"
            right = person.actor.id
            return [judge(mention, right, Decision.SAME, score=0.55, reason=reason, role=role)]
    return []


def _inner(mention: Mention, root: Token, scene: Scene) -> Mention | None:
    """Return those out of whom a phrase counts some: "one of the officials"."""
    counts = root.like_num or scene.references.find(root.text, "quantity") is not None
    if not counts:
        return None
    inner = [m for p in root.children if p.dep_ == "prep" for m in p.children if m.dep_ == "pobj"]
    if not inner or inner[0].i < root.i:
        return None
    words = scene.annotated.doc[inner[0].left_edge.i : inner[0].i + 1]
    span = cut_span(scene.annotated.document, words.start_char, words.end_char)
    return Mention(span=span, kind=mention.kind)


def _judge_role_word(mention: Mention, word: str, scene: Scene) -> list[Judgement]:
    """Return the person named last whose role holds the word: "the secretary", "the spokesman"."""
    first, after = scene.tokens_of(mention)
    doc = scene.annotated.doc
    if after - first != 2 or scene.references.find(doc[first].text, "article") is None:
        return []
    if scene.is_indefinite(mention) or scene.references.find(
        word, "document", "government", "body"
    ):
        return []
    person = _find_called(first, word, scene)
    if person is not None:
        role = scene.role_of(person.actor, person.role)
        reason = f"the last one called {word.lower()}"
        return [judge(mention, person.actor.id, Decision.SAME, score=0.6, reason=reason, role=role)]
    own = find_own_officer(word, scene)
    if own is None:
        return []
    role, reason = own[0].name_for(own[1]), "the officer of the body that issued the text"
    return [judge(mention, own[1].person, Decision.SAME, score=0.6, reason=reason, role=role)]


def _find_called(before: int, word: str, scene: Scene) -> Person | None:
    """Return whom the text calls by the word: just so before the name, else in office, else last."""
    fitting: list[tuple[int, int, Person]] = []
    for place, person in scene.register.before(before):
        if before - place > MAX_ROLE_TOKENS:
            break
        role = " ".join(filter(None, (scene.role_of(person.actor), person.role)))
        if _holds_title(role.lower().split(), word.lower(), scene):
            fitting.append((_rank_called(person, word, scene), place, person))
    return max(fitting, key=lambda f: f[:2])[2] if fitting else None


def _rank_called(person: Person, word: str, scene: Scene) -> int:
    doc = scene.annotated.doc
    for place in person.places:
        if place > 0 and doc[place - 1].lower_ == word.lower():
            before = doc[place - 2] if place > 1 else None
            if before is None or before.dep_ != "compound" or before.is_sent_start:
                return 2
    in_office = scene.office_of(person.actor) is not None
    return 1 if in_office or not person.actor.offices else 0


def _holds_title(role: list[str], word: str, scene: Scene) -> bool:
    """Is the word a title of the role? "Vice President" is no president."""
    before = ["", *role]
    return any(
        w == word and scene.references.find(b, "deputy") is None
        for b, w in zip(before, role, strict=False)
    )


def _judge_office(
    mention: Mention, office: Name, names: list[Name], scene: Scene
) -> list[Judgement]:
    found = find_holder(mention, office, names, scene)
    if found is None:
        return []
    row, holder = found
    role = row.name_for(holder)
    reason = f"held the office of {row.title}"
    return [judge(mention, holder.person, Decision.SAME, score=0.7, reason=reason, role=role)]


def _judge_body(mention: Mention, scene: Scene) -> list[Judgement]:
    """Return the body meant by "the agency": of that kind by its name, else the one named just before."""
    first, after = scene.tokens_of(mention)
    doc = scene.annotated.doc
    root = doc[first:after].root
    side = find_side(mention, scene)
    if side is not None:
        words = describe(mention, side, scene)
        return [
            judge(
                mention,
                side.actor_id,
                Decision.SPEAKS_FOR,
                score=0.6,
                reason="its body",
                role=words,
            )
        ]
    if any(c.dep_ in {"amod", "compound", "poss", "nummod"} for c in root.children):
        return []
    found = scene.body_before(first, MAX_BODY_TOKENS, root.text)
    if found is None:
        near = scene.body_before(first, NEAR_BODY_TOKENS)
        found = near if near is not None and not scene.is_other_body(near, root.text) else None
    return (
        [judge(mention, found, Decision.SAME, score=0.55, reason="the body named last")]
        if found
        else []
    )


def _named_next(mention: Mention, scene: Scene) -> list[Judgement]:
    """Return the person whom the next paragraph names, for "a top official" in the first lines.

    News leads with a description and names its owner in the next paragraph. It must be the first
    one named there, with a role, as the subject, and nobody with a role may be named before.
    """
    doc = scene.annotated.doc
    first, _ = scene.tokens_of(mention)
    paragraphs = scene.annotated.paragraphs()
    text = scene.annotated.document.text
    paragraphs = [(s, e) for s, e in paragraphs if len(text[s:e].split()) >= MIN_PARAGRAPH_WORDS]
    number = next((i for i, (s, e) in enumerate(paragraphs) if s <= mention.span.start < e), 99)
    if number >= LEAD_PARAGRAPHS or number + 1 >= len(paragraphs):
        return []
    if not scene.is_indefinite(mention) or scene.is_anonymous(mention):
        return []
    start, end = paragraphs[number + 1]
    persons = [
        (place, p)
        for p in scene.register.persons
        for place in p.places
        if start <= doc[place].idx < end
    ]
    if not persons:
        return []
    place, person = min(persons, key=lambda pair: pair[0])
    if place not in person.subjects or min(person.places) < first or not _has_role(person, scene):
        return []
    role = scene.role_of(person.actor, person.role)
    return [
        judge(
            mention,
            person.actor.id,
            Decision.SAME,
            score=0.5,
            reason="named in the next paragraph",
            role=role,
        )
    ]


def _has_role(person: Person, scene: Scene) -> bool:
    return scene.role_of(person.actor, person.role) is not None
