"""Parties: the noun phrases of a text that can stand for a political actor.

`keys` are the countries (lower-case alpha-2) or table ids a party is known to act for while
reading; they serve to tell two parties apart and to find what is told twice. Who is meant is
settled later, by `resolve`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from onrecord.annotate import Annotated, Name, NameLabel
from onrecord.extract.clauses import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    conjuncts,
    lemma_of,
    phrase_start,
    phrases_of,
    possessor,
)
from onrecord.knowledge import EventWords, Knowledge
from onrecord.model import ActorKind, Mention, MentionKind, Statement

# Kinds of actor that act in politics when a table names them.
POLITICAL = frozenset(
    {
        ActorKind.PERSON,
        ActorKind.BODY,
        ActorKind.STATE,
        ActorKind.SUBNATIONAL,
        ActorKind.PARTY,
        ActorKind.ARMED_GROUP,
        ActorKind.ORGANISATION,
    }
)
LOOK_BACK = 60  # tokens that a pronoun's noun may lie behind
DEPTH = 4  # phrases inside phrases: "tariffs on imports of steel from Canada"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Tokens [first, after) that stand for a political actor; `head` is the noun itself."""

    first: int
    after: int
    head: int
    kind: MentionKind
    keys: frozenset[str] = frozenset()
    many: bool = False  # several sides in one word: "both countries"

    def cut(self, annotated: Annotated) -> Mention:
        """Return the words as a mention."""
        return Mention(span=annotated.cut(self.first, self.after), kind=self.kind)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What an extractor of events looks at: the text, the tables, who is known in it."""

    annotated: Annotated
    knowledge: Knowledge
    words: EventWords
    names: dict[int, Name]  # by each token of the name
    surnames: dict[str, frozenset[str]]  # of people known to be political → countries
    speakers: tuple[Statement, ...] = ()
    found: dict[int, Party | None] = field(default_factory=dict)

    def speaker_of(self, token: Token) -> Mention | None:
        """Return who says the words around a token, when they stand in a statement."""
        for statement in self.speakers:
            if statement.content.start <= token.idx < statement.content.end:
                return statement.speaker
        return None

    def speaker_party(self, token: Token) -> Party | None:
        """Return the speaker of the words around a token as a party."""
        speaker = self.speaker_of(token)
        if speaker is None:
            return None
        span = self.annotated.doc.char_span(
            speaker.span.start, speaker.span.end, alignment_mode="expand"
        )
        return self.party(span.root) if span is not None else None

    def party(self, token: Token) -> Party | None:
        """Return the political actor whose head noun `token` is."""
        if token.i not in self.found:
            self.found[token.i] = None  # while it is looked for: no circles
            self.found[token.i] = _find_party(self, token)
        return self.found[token.i]

    def parties(self, heads: Iterable[Token]) -> list[Party]:
        """Return the political actors among the heads and those joined to them."""
        found = [self.party(each) for head in heads for each in conjuncts(head)]
        return [party for party in found if party is not None]


def make_scene(
    annotated: Annotated, knowledge: Knowledge, words: EventWords, statements: list[Statement]
) -> Scene:
    """Return the scene of a document."""
    names = {i: name for name in annotated.names for i in range(name.first, name.after)}
    return Scene(
        annotated=annotated,
        knowledge=knowledge,
        words=words,
        names=names,
        surnames=_find_surnames(annotated, knowledge, words),
        speakers=tuple(statements),
    )


def _find_surnames(
    annotated: Annotated, knowledge: Knowledge, words: EventWords
) -> dict[str, frozenset[str]]:
    """Return surnames of the tables' persons, and of persons whom the text gives an office."""
    found: dict[str, set[str]] = {}
    for row in knowledge.actor_rows.values():
        if row.kind is ActorKind.PERSON:
            found.setdefault(row.name.split()[-1], set()).update(
                {row.country.lower()} if row.country else set()
            )
    for name in annotated.names:
        if name.label is NameLabel.PERSON and not name.candidates:
            head = annotated.doc[name.first : name.after].root
            if _has_office(annotated, head, name, words):
                found.setdefault(name.text.split()[-1], set()).update(_near_keys(annotated, head))
    return {surname: frozenset(keys) for surname, keys in found.items()}


def _has_office(annotated: Annotated, head: Token, name: Name, words: EventWords) -> bool:
    """Does a title or office stand beside a person's name?"""
    beside = [c for c in head.children if c.dep_ in {"compound", "appos", "nmod"}]
    if head.dep_ == "appos":
        beside.append(head.head)
    if name.first > 0:
        beside.append(annotated.doc[name.first - 1])
    for token in beside:
        held = annotated.name_at(token.i)
        if held is not None and held.label is NameLabel.OFFICE:
            return True
        if "people" in words.party_kinds(lemma_of(token)):
            return True
    return False


def _near_keys(annotated: Annotated, head: Token) -> set[str]:
    keys: set[str] = set()
    for i in range(phrase_start(head), head.i):
        name = annotated.name_at(i)
        if name is not None and name.label in {NameLabel.DEMONYM, NameLabel.STATE}:
            keys.update(name.candidates)
    return keys


def _find_party(scene: Scene, token: Token) -> Party | None:
    if token.pos_ == "PRON" or token.tag_ == "PRP$":
        return _pronoun_party(scene, token)
    name = scene.names.get(token.i)
    if name is not None:
        party = _name_party(scene, token, name)
        if party is not None or name.label is NameLabel.PERSON:
            return party
    if token.pos_ in {"NOUN", "PROPN"}:
        return _noun_party(scene, token)
    return None


def _name_party(scene: Scene, token: Token, name: Name) -> Party | None:
    match name.label:
        case NameLabel.STATE | NameLabel.BODY | NameLabel.PERSON | NameLabel.PLACE:
            keys = _keys_of(scene, name)
        case NameLabel.OFFICE:
            keys = _office_keys(scene, name) | _owner_keys(scene, token)
            return _make_party(scene, token, MentionKind.TITLE, keys=keys)
        case NameLabel.DEMONYM | NameLabel.OTHER:
            keys = None
    if keys is None:
        return None
    return Party(first=name.first, after=name.after, head=token.i, kind=MentionKind.NAME, keys=keys)


def _keys_of(scene: Scene, name: Name) -> frozenset[str] | None:
    """Return whom a name acts for, None when it names no political actor."""
    rows = [
        scene.knowledge.actor_rows[c] for c in name.candidates if c in scene.knowledge.actor_rows
    ]
    political = [row for row in rows if row.kind in POLITICAL]
    if political:
        return frozenset(r.country.lower() if r.country else r.id for r in political)
    if rows:
        return None
    last = name.text.split()[-1].removesuffix("'s").removesuffix("’s")
    if last in scene.surnames and name.label is not NameLabel.PLACE:
        return scene.surnames[last]
    if name.label is NameLabel.BODY and _is_organ_name(scene, name):
        return frozenset({name.text.lower()})
    return None


def _is_organ_name(scene: Scene, name: Name) -> bool:
    """Is it a body by its own words: "Ministry of …", "… National Guard", "… Cartel"?"""
    kinds = {
        kind
        for token in scene.annotated.doc[name.first : name.after]
        for kind in scene.words.party_kinds(lemma_of(token))
    }
    return bool(kinds & {"organ", "force", "armed"})


def _office_keys(scene: Scene, name: Name) -> frozenset[str]:
    rows = scene.knowledge.office_rows
    countries = {rows[c].country.lower() for c in name.candidates if c in rows}
    return frozenset(countries) if len(countries) == 1 else frozenset()


def _noun_party(scene: Scene, token: Token) -> Party | None:
    kinds = scene.words.party_kinds(lemma_of(token))
    if not kinds:
        return None
    owners = _owner_keys(scene, token)
    if "states" in kinds and _are_several(token):
        return _make_party(scene, token, MentionKind.GROUP, keys=owners, many=len(owners) != 1)
    if kinds.keys() <= {"states"}:
        return None
    single = token.tag_ in {"NN", "NNP"} and "people" in kinds
    kind = MentionKind.TITLE if single else MentionKind.GROUP
    if "armed" in kinds and (kinds["armed"] or _is_outlaw(scene, token)):
        return _make_party(scene, token, kind, keys=frozenset({lemma_of(token)}))
    if owners or any(kinds.values()):
        return _make_party(scene, token, kind, keys=owners)
    return None


def _are_several(token: Token) -> bool:
    """Do "both", a number or a plural article make several sides of a noun?"""
    if token.tag_ not in {"NNS", "NNPS"}:
        return False
    return any(c.dep_ in {"det", "nummod", "preconj", "predet"} for c in token.children)


def _is_outlaw(scene: Scene, token: Token) -> bool:
    """Does a word beside a bare noun ("networks") say that it is outside the law?"""
    return any(
        "crime" in scene.words.contexts.get(lemma_of(c), ())
        or "illegal_drugs" in scene.words.contexts.get(lemma_of(c), ())
        or "trafficking" in scene.words.contexts.get(lemma_of(c), ())
        or "terrorism" in scene.words.contexts.get(lemma_of(c), ())
        for c in token.children
        if c.dep_ in {"amod", "compound", "nmod"}
    )


def _owner_keys(scene: Scene, token: Token) -> frozenset[str]:
    """Return whose official or body it is: "Mexican", "U.S.", "President Biden's", "of Canada"."""
    keys: set[str] = set()
    for child in token.children:
        if child.dep_ in {"amod", "compound", "nmod", "poss", "nmod:poss", "nummod", "quantmod"}:
            keys.update(keys_beside(scene, child))
    for word, head in phrases_of(token):
        if word in scene.words.sets["Owner prepositions"] and head.i > token.i:
            party = scene.party(head)
            if party is not None:
                keys.update(party.keys)
    return frozenset(keys)


def keys_beside(scene: Scene, child: Token) -> frozenset[str]:
    """Return the countries that a modifier and those joined to it point at."""
    keys: set[str] = set()
    for token in (child, *(c for c in child.children if c.dep_ in {"conj", "compound", "amod"})):
        name = scene.names.get(token.i)
        if name is not None and name.label in {NameLabel.DEMONYM, NameLabel.STATE}:
            keys.update(name.candidates)
        elif name is not None:
            keys.update(_keys_of(scene, name) or ())
        elif token.tag_ == "PRP$":
            party = scene.party(token)
            keys.update(party.keys if party else ())
    return frozenset(keys)


def _make_party(
    scene: Scene,
    token: Token,
    kind: MentionKind,
    *,
    keys: frozenset[str],
    many: bool = False,
) -> Party:
    doc = scene.annotated.doc
    first = phrase_start(token)
    while first < token.i and (doc[first].is_punct or doc[first].is_space):
        first += 1
    name = scene.names.get(token.i)
    after = max(token.i + 1, name.after if name is not None else 0)
    several = many or len([k for k in keys if len(k) == 2]) > 1
    return Party(first=first, after=after, head=token.i, kind=kind, keys=keys, many=several)


def _pronoun_party(scene: Scene, token: Token) -> Party | None:
    if "pronoun" not in scene.words.party_kinds(token.lower_):
        return None
    person = token.morph.get("Person", [])
    if person and person[0] == "1":
        keys = _speaker_keys(scene, token)
    else:
        found = _antecedent(scene, token)
        if found is None:
            return None
        return Party(
            first=token.i,
            after=token.i + 1,
            head=token.i,
            kind=MentionKind.PRONOUN,
            keys=found.keys,
            many=found.many and _is_plural(token),
        )
    return Party(
        first=token.i, after=token.i + 1, head=token.i, kind=MentionKind.PRONOUN, keys=keys
    )


def _speaker_keys(scene: Scene, token: Token) -> frozenset[str]:
    speaker = scene.speaker_party(token)
    return speaker.keys if speaker is not None else frozenset()


def _is_plural(token: Token) -> bool:
    return "Plur" in token.morph.get("Number", [])


def _antecedent(scene: Scene, token: Token) -> Party | None:
    """Return the last subject before a pronoun that agrees in number, if it is an actor."""
    plural = _is_plural(token)
    for before in _subjects_before(token):
        if before.pos_ == "PRON" and before.lower_ != token.lower_:
            continue
        party = scene.party(before)
        agrees = (_is_plural(before) or any(c.dep_ == "conj" for c in before.children)) == plural
        if party is not None and (agrees or party.many == plural):
            joined = scene.parties([before])
            keys = frozenset(k for p in joined for k in p.keys) if plural else party.keys
            return Party(
                first=party.first,
                after=party.after,
                head=party.head,
                kind=party.kind,
                keys=keys,
                many=party.many or (plural and len(joined) > 1),
            )
        if agrees and party is None and before.pos_ in {"NOUN", "PROPN"} and not plural:
            continue
        if agrees:
            return None
    return None


def _subjects_before(token: Token) -> Iterator[Token]:
    doc = token.doc
    for i in range(token.i - 1, max(-1, token.i - LOOK_BACK), -1):
        if doc[i].dep_ in SUBJECTS or doc[i].dep_ in PASSIVE_SUBJECTS:
            yield doc[i]


def deep_parties(scene: Scene, token: Token, depth: int = 0) -> list[Party]:
    """Return the actors that a phrase names, itself or inside it: "imports from Mexico"."""
    if token.pos_ in {"NOUN", "PROPN", "PRON"}:
        own = scene.party(token)
        if own is not None:
            return [own]
    if depth >= DEPTH:
        return []
    found = _beside_parties(scene, token)
    if found:
        return found
    for word, head in phrases_of(token):
        if word in scene.words.sets["Inner prepositions"]:
            found.extend(deep_parties(scene, head, depth + 1))
    return found


def _beside_parties(scene: Scene, token: Token) -> list[Party]:
    """Return the actors that possessors and adjectives of a noun point at."""
    found: list[Party] = []
    owner = possessor(token)
    if owner is not None:
        found.extend(scene.parties([owner]))
    for child in token.children:
        if child.dep_ in {"amod", "compound", "nmod"}:
            for each in (
                child,
                *(c for c in child.children if c.dep_ in {"conj", "amod", "compound"}),
            ):
                name = scene.names.get(each.i)
                if name is not None and name.label in {NameLabel.DEMONYM, NameLabel.STATE}:
                    found.append(
                        Party(
                            first=name.first,
                            after=name.after,
                            head=each.i,
                            kind=MentionKind.NAME,
                            keys=frozenset(name.candidates),
                        )
                    )
                elif name is not None and name.label in {NameLabel.BODY, NameLabel.PERSON}:
                    party = scene.party(each)
                    if party is not None:
                        found.append(party)
    return found
