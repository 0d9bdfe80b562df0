"""Judge pronouns: the last fitting person, or the last group of states."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from onrecord.annotate import NameLabel
from onrecord.annotate.endings import is_dropped, is_impersonal
from onrecord.model import Decision, Judgement, Mention, MentionKind
from onrecord.resolve.antecedents import find_subjects
from onrecord.resolve.genders import SUBJECTS
from onrecord.resolve.people import Person
from onrecord.resolve.sayers import MAX_PARAGRAPHS, find_sayer, is_saying
from onrecord.resolve.scene import Scene, judge

FAR_PARAGRAPHS = 5  # when nobody nearer fits
FLOOR = 0.35
MAX_GROUP_TOKENS = 150


def judge_pronoun(mention: Mention, scene: Scene) -> list[Judgement]:
    """Return whom a pronoun of the third person means."""
    verb = scene.annotated.doc[scene.tokens_of(mention)[0]]
    if is_dropped(verb) or is_impersonal(verb):
        return _judge_dropped(mention, verb, scene)
    row = scene.references.find(mention.span.quote, "pronoun")
    if row is None or row.person != 3:
        return []
    if row.gender == "n":
        return _judge_thing(mention, scene)
    if row.number == "many":
        return _judge_many(mention, scene)
    best = _rank(mention, row.gender, scene)
    if not best or best[0][0] < FLOOR:
        return []
    score, person = best[0]
    return [
        judge(
            mention,
            person.actor.id,
            Decision.SAME,
            score=round(score, 2),
            reason=f'"{mention.span.quote}": the last fitting person',
            role=scene.role_of(person.actor, person.role),
        )
    ]


def _judge_dropped(mention: Mention, verb: Token, scene: Scene) -> list[Judgement]:
    """Return whom a verb's ending means: "acordaron", "añadió" go on with the subject before."""
    if verb.morph.get("Person", []) != ["3"]:
        return []
    if verb.morph.get("Number", []) == ["Plur"]:
        return _judge_many(mention, scene)
    last = find_sayer(verb, scene) if is_saying(verb, scene) else _last_doer(verb, scene)
    if last is not None:
        reason = "goes on with the subject before"
        return [
            judge(mention, j.right, j.decision, score=0.5, reason=reason, role=j.role) for j in last
        ]
    best = _rank(mention, None, scene)
    if not best or best[0][0] < FLOOR:
        return _judge_thing(mention, scene)
    score, person = best[0]
    role = scene.role_of(person.actor, person.role)
    reason = "the last person named"
    right = person.actor.id
    return [judge(mention, right, Decision.SAME, score=round(score, 2), reason=reason, role=role)]


def _last_doer(verb: Token, scene: Scene) -> list[Judgement] | None:
    """Return who did or said what was told before, in this paragraph or the ones right before."""
    text = scene.annotated.document.text
    for mention, judgements in reversed(scene.judged):
        if mention.span.start >= verb.idx or len(judgements) != 1:
            continue
        if text.count("\n", mention.span.start, verb.idx) > MAX_PARAGRAPHS:
            return None
        first, after = scene.tokens_of(mention)
        root = scene.annotated.doc[first:after].root
        if (
            root.dep_ in SUBJECTS
            or is_dropped(root)
            or is_impersonal(root)
            or root.head.dep_ in {"agent", "prep"}
        ):
            return judgements
    return None


def _rank(mention: Mention, gender: str | None, scene: Scene) -> list[tuple[float, Person]]:
    at, _ = scene.tokens_of(mention)
    doc = scene.annotated.doc
    scores: dict[str, tuple[float, Person]] = {}
    sentence = doc[at].sent.start
    for place, person in _places_before(at, scene):
        if gender and person.gender and person.gender != gender:
            continue
        lines = scene.annotated.document.text[doc[place].idx : doc[at].idx].count("\n")
        if lines > MAX_PARAGRAPHS and (scores or lines > FAR_PARAGRAPHS):
            break
        score = 0.55 - 0.1 * lines - 0.0015 * min(at - place, 100)
        score += 0.25 if place in person.subjects or place not in person.places else 0.0
        score += 0.15 if person.gender == gender and gender else 0.0
        if place >= sentence and place in person.places and place not in person.subjects:
            score -= 0.1
        if person.actor.id not in scores or score > scores[person.actor.id][0]:
            scores[person.actor.id] = (score, person)
    return sorted(scores.values(), key=lambda pair: -pair[0])


def _places_before(at: int, scene: Scene) -> list[tuple[int, Person]]:
    """Return where persons are named before a token, or meant by a pronoun there; nearest first."""
    by_id = {p.actor.id: p for p in scene.register.persons}
    places = scene.register.before(at)
    for mention, judgements in scene.judged:
        if mention.kind is MentionKind.PRONOUN and len(judgements) == 1:
            place, _ = scene.tokens_of(mention)
            if place < at and judgements[0].right in by_id:
                places.append((place, by_id[judgements[0].right]))
    return sorted(places, key=lambda pair: -pair[0])


def _judge_thing(mention: Mention, scene: Scene) -> list[Judgement]:
    """Return the body that "it" means: the last one named as a subject."""
    at, _ = scene.tokens_of(mention)
    doc = scene.annotated.doc
    for name in reversed(scene.annotated.names):
        if name.first >= at or name.label not in {NameLabel.BODY, NameLabel.STATE}:
            continue
        if scene.annotated.document.text[doc[name.first].idx : doc[at].idx].count("\n") > 1:
            break
        if scene.register.at(name.first, name.after):
            continue
        if doc[name.first : name.after].root.dep_ in {"nsubj", "nsubjpass"}:
            right = name.candidates[0] if name.candidates else scene.body_id(name)
            return [
                judge(mention, right, Decision.SAME, score=0.5, reason="the last body that acted")
            ]
    return []


def _judge_many(mention: Mention, scene: Scene) -> list[Judgement]:
    at, _ = scene.tokens_of(mention)
    last = _last_group(at, scene)
    subject = find_subjects(at, last[0] if last is not None else -1, scene)
    judgements = subject or (last[1] if last is not None else [])
    reason = "the subject before" if subject else "the last group"
    if not judgements:
        return _judge_two(at, mention, scene)
    return [
        judge(mention, j.right, j.decision, score=0.5, reason=reason, role=j.role)
        for j in judgements
    ]


def _last_group(at: int, scene: Scene) -> tuple[int, list[Judgement]] | None:
    """Return the last group that was judged before a token, with its place."""
    for previous, judgements in reversed(scene.judged):
        before, _ = scene.tokens_of(previous)
        if before >= at or at - before > MAX_GROUP_TOKENS:
            continue
        if len(judgements) > 1 or previous.kind is MentionKind.GROUP:
            return before, judgements
    return None


def _judge_two(at: int, mention: Mention, scene: Scene) -> list[Judgement]:
    """Return the two persons of the last sentence before that names two: "Name met with Name"."""
    persons: list[Person] = []
    for sentence in _sentences_before(at, scene):
        persons = _named_in(sentence, at, scene)
        if len(persons) > 1:
            break
    if len(persons) != 2:
        return []
    return [
        judge(
            mention,
            p.actor.id,
            Decision.MEMBER,
            score=0.45,
            reason="the two spoken of",
            role=scene.role_of(p.actor, p.role),
        )
        for p in persons
    ]


def _sentences_before(at: int, scene: Scene) -> Iterator[Span]:
    """Yield the sentence of a token and those before it, nearest first, over a line or two."""
    doc = scene.annotated.doc
    start = at
    while start >= 0 and at - start <= MAX_GROUP_TOKENS:
        sentence = doc[start].sent
        yield sentence
        start = sentence.start - 1


def _named_in(sentence: Span, before: int, scene: Scene) -> list[Person]:
    """Return the persons named in a sentence, when it has them do something together."""
    near = [
        (place, person)
        for place, person in scene.register.before(before)
        if sentence.start <= place < sentence.end
    ]
    is_told = any(place in person.subjects for place, person in near)
    together = any(_is_beside(scene.annotated.doc[place], scene) for place, _ in near)
    return list({p.actor.id: p for _, p in near}.values()) if is_told and together else []


def _is_beside(token: Token, scene: Scene) -> bool:
    """Is somebody joined to another: "and Name", or "with Name" under a verb?"""
    while token.dep_ in {"compound", "nmod", "appos"} and token.head != token:
        token = token.head
    before = token.left_edge.nbor(-1) if token.left_edge.i > 0 else token
    is_with = [scene.references.titles.is_a("with", t.text) for t in (token.head, before)]
    return token.dep_ == "conj" or (token.dep_ == "pobj" and is_with[0]) or is_with[1]
