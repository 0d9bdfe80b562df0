"""Judge mentions that hold a name: a person, a body, a state, an outlet."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate import Name, NameLabel
from onrecord.model import Decision, Judgement, Mention, MentionKind
from onrecord.resolve.offices import find_holder
from onrecord.resolve.people import Person
from onrecord.resolve.scene import Scene, judge

_BODIES = frozenset({NameLabel.BODY, NameLabel.STATE, NameLabel.PLACE})
MAX_BODY_TOKENS = 2000  # so far back a body may be named in full
_ASIDE = frozenset({"government", "official", "source", "document", "body"})


def judge_name(mention: Mention, scene: Scene) -> list[Judgement]:
    """Return who is named: SAME, or MEMBER for each of several."""
    first, after = scene.tokens_of(mention)
    head = scene.annotated.doc[first:after].root
    persons = [p for p in scene.register.at(first, after) if not _is_aside(p, mention, scene)]
    if persons:
        return _judge_persons(mention, scene, persons)
    names = [n for n in scene.names_in(first, after) if n.label in _BODIES]
    heads = [n for n in names if n.first <= head.i < n.after or _is_joined(n, head, scene)]
    implied = mention.kind is MentionKind.IMPLIED  # the reader has found it to be the state
    if len(heads) == 1 and not implied and _is_longer(heads[0], head, scene):
        return _judge_longer(mention, scene)  # a police office in a capital is not the state
    ids = [i for i in (_id_of(n, scene) for n in heads) if i is not None]
    ids = list(dict.fromkeys(ids)) or _state_of_people(first, after, scene)
    if len(ids) == 1:
        return [judge(mention, ids[0], Decision.SAME, score=0.85, reason="named")]
    return [judge(mention, i, Decision.MEMBER, score=0.8, reason="named together") for i in ids]


def _judge_longer(mention: Mention, scene: Scene) -> list[Judgement]:
    """Return the body whose name is the whole mention, all of it names."""
    first, after = scene.tokens_of(mention)
    tokens = [
        t
        for t in scene.annotated.doc[first:after]
        if scene.references.find(t.text, "article") is None
    ]
    if mention.kind is not MentionKind.NAME or any(t.pos_ != "PROPN" for t in tokens):
        return []
    body = scene.add_body(mention.span.quote)
    return [judge(mention, body.id, Decision.SAME, score=0.6, reason="named")]


def _state_of_people(first: int, after: int, scene: Scene) -> list[str]:
    """Return the state whose adjective is the whole mention: "the Americans" said."""
    names = scene.names_in(first, after)
    if len(names) != 1 or names[0].label is not NameLabel.DEMONYM:
        return []
    if scene.references.find(scene.annotated.doc[first].text, "article") is not None:
        first += 1
    return list(names[0].candidates[:1]) if after - first == names[0].after - names[0].first else []


def _judge_persons(mention: Mention, scene: Scene, persons: list[Person]) -> list[Judgement]:
    """Return the persons named, and who holds an office beside them ("the president and Name")."""
    found = {p.actor.id: scene.role_of(p.actor, p.role) for p in persons}
    found.update(_offices_beside(mention, scene))
    decision = Decision.SAME if len(found) == 1 else Decision.MEMBER
    return [
        judge(mention, right, decision, score=0.9, reason="named", role=role)
        for right, role in found.items()
    ]


def _offices_beside(mention: Mention, scene: Scene) -> dict[str, str]:
    """Return the holders of offices that stand in the phrase without a name, in a list."""
    first, after = scene.tokens_of(mention)
    root = scene.annotated.doc[first:after].root
    name = scene.annotated.name_at(root.i)
    if name is None or name.label is not NameLabel.OFFICE:
        return {}
    if not any(c.dep_ == "conj" for c in root.children):
        return {}
    held = find_holder(mention, name, [], scene)
    return {held[1].person: held[0].name_for(held[1])} if held is not None else {}


def _is_aside(person: Person, mention: Mention, scene: Scene) -> bool:
    """Is the person only part of the phrase: "the Name administration", "Name's office"?"""
    first, after = scene.tokens_of(mention)
    doc = scene.annotated.doc
    root = doc[first:after].root
    places = [i for i in range(first, after) if person in scene.register.at(i, i + 1)]
    if root.i in places:
        return False
    row = scene.references.find(root.text)
    heads = [doc[i] for i in places if doc[i].head.i not in places]
    if row is not None and row.kind in _ASIDE and root.pos_ != "PROPN":
        return not any(t.dep_ == "appos" for t in heads)
    if _body_at(root.i, scene):  # "the Trump White House"
        return True
    if root.pos_ == "NOUN" and all(t.dep_ == "compound" and t.head == root for t in heads):
        return True  # "the Name campaign"
    if all(_is_in_clause(t, root) for t in heads):
        return True
    return all(t.dep_ in {"poss", "pobj"} for t in heads)


def _is_in_clause(token: Token, root: Token) -> bool:
    """Does a word stand in a clause about the root: "those who had backed Name"?"""
    while token != root and token.head != token:
        if token.dep_ in {"relcl", "acl"}:
            return True
        token = token.head
    return False


def _body_at(token: int, scene: Scene) -> bool:
    name = scene.annotated.name_at(token)
    return name is not None and name.label is NameLabel.BODY and bool(name.candidates)


def _is_longer(name: Name, head: Token, scene: Scene) -> bool:
    """Is a place only the end of a longer name?"""
    if name.label not in {NameLabel.STATE, NameLabel.PLACE}:
        return False
    compounds = [c for c in head.lefts if c.dep_ == "compound" and c.pos_ == "PROPN"]
    others = [scene.annotated.name_at(c.i) for c in compounds]
    return any(other is None or other.label is NameLabel.BODY for other in others)


def _is_joined(name: Name, head: Token, scene: Scene) -> bool:
    """Does the name stand beside the head in a list ("Canada and Mexico")?"""
    token = scene.annotated.doc[name.first : name.after].root
    while token.dep_ == "conj" and token.head != token:
        token = token.head
        if token.i == head.i:
            return True
    return False


def _id_of(name: Name, scene: Scene) -> str | None:
    if name.candidates:
        return name.candidates[0]
    outlet = scene.outlet_id(name.text) or scene.outlet_before(name)
    if outlet is not None:
        return outlet
    if scene.is_bare_body(name):
        word = name.text.split()[-1]
        found = scene.own_body(word) or scene.body_before(name.first, MAX_BODY_TOKENS, word)
        found = found or scene.body_of_officer(name.first, word)
        if found is not None:
            return found
    if scene.is_bare_organ(name):  # whose it is unknown, it is nobody: every state has one
        word = name.text.split()[-1]
        return scene.body_before(name.first, MAX_BODY_TOKENS, word) or scene.issuing_state()
    return scene.body_id(name) if name.label is NameLabel.BODY else None
