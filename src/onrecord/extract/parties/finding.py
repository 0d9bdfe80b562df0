"""Parties: the noun phrases of a text that can stand for a political actor.

`keys` are the countries (lower-case alpha-2) or table ids a party is known to act for while
reading; they serve to tell two parties apart and to find what is told twice. Who is meant is
settled later, by `resolve`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from onrecord.annotate import Name, NameLabel
from onrecord.annotate.endings import is_dropped
from onrecord.extract.clauses import SUBJECTS, lemma_of, phrases_of, possessor
from onrecord.extract.parties.names import has_office, keys_of_name, keys_of_office
from onrecord.extract.parties.offices import named_behind, named_beside, with_state
from onrecord.extract.parties.owners import is_behind, owner_keys, owners_of
from onrecord.extract.parties.phrases import MODIFIERS
from onrecord.extract.parties.pronouns import (
    PAIR,
    pair_before,
    pronoun_party,
    several_before,
    states_before,
)
from onrecord.extract.parties.scene import COUNTRY_KEY, Party, Scene
from onrecord.extract.stretches import phrase_start
from onrecord.knowledge.event_words import PartyWordKind
from onrecord.model import MentionKind

OUTLAWED = frozenset({"crime", "illegal_drugs", "trafficking", "terrorism"})  # contexts
LISTED = 25  # tokens in which a list behind a noun is looked for
PAIRS = frozenset({"PRON", "NUM", "DET"})


def find_party(scene: Scene, token: Token) -> Party | None:
    """Return the political actor whose head noun `token` is."""
    if token.pos_ in PAIRS and "pair" in scene.words.party_kinds(token.lower_):
        return _pair_party(scene, token)
    if token.pos_ == "PRON" or token.tag_ == "PRP$" or is_dropped(token):
        return pronoun_party(scene, token)
    if token.i in scene.dated:
        return None
    name = scene.names.get(token.i)
    if name is not None and _is_misread_place(scene, token, name):
        name = None
    if name is not None:
        held = named_behind(scene, name)
        party = held or _name_party(scene, token, name)
        if party is not None or name.label is NameLabel.PERSON:
            return party
    elif token.pos_ == "PROPN" and token.text in scene.persons:
        return Party(
            first=token.i,
            after=token.i + 1,
            head=token.i,
            kind=MentionKind.NAME,
            keys=scene.persons[token.text],
        )
    if token.pos_ in {"NOUN", "PROPN"}:
        return _noun_party(scene, token)
    return None


def _pair_party(scene: Scene, token: Token) -> Party | None:
    """Return "both" that stands alone: two persons who met, or two states named before."""
    if token.dep_ not in SUBJECTS and token.dep_ not in {"pobj", "dobj"}:
        return None
    party = Party(first=token.i, after=token.i + 1, head=token.i, kind=MentionKind.GROUP, many=True)
    return replace(party, stands_for=several_before(scene, token))


# ---- names ---------------------------------------------------------------------------------


def _is_misread_place(scene: Scene, token: Token, name: Name) -> bool:
    """Is it a surname that acts, taken for a place that no table knows?"""
    return (
        name.label is NameLabel.PLACE
        and not name.candidates
        and name.text in scene.persons
        and (token.dep_ in SUBJECTS or token.dep_ == "pobj")
    )


def _name_party(scene: Scene, token: Token, name: Name) -> Party | None:
    post = _post_before(scene, name)
    if post is not None:
        return _noun_party(scene, post)
    match name.label:
        case NameLabel.STATE | NameLabel.BODY | NameLabel.PERSON | NameLabel.PLACE:
            keys = keys_of_name(scene, name)
        case NameLabel.OFFICE:
            keys = keys_of_office(scene, name) | owner_keys(scene, token)
            party = _make_party(scene, token, MentionKind.TITLE, keys=keys)
            own = frozenset(key for issuer in scene.issuers for key in issuer.keys)
            if len(keys) != 1 and scene.issuers and has_office(scene, name, own):
                # "the President" in a president's own paper
                return replace(party, keys=own, stands_for=scene.issuers)
            return with_state(scene, token, party)
        case NameLabel.DEMONYM:
            keys = frozenset(name.candidates) if _is_people_as_state(token) else None
        case NameLabel.OTHER:
            keys = None
    if keys is None:
        return None
    owner = possessor(token)
    if name.label is NameLabel.BODY and owner is not None and owner.tag_ == "PRP$":
        whose = scene.parties([owner])  # "its National Guard"
        if whose:
            keys = frozenset(key for party in whose for key in party.keys)
            return replace(
                _make_party(scene, token, MentionKind.NAME, keys=keys),
                stands_for=tuple(e for p in whose for e in (p.stands_for or (p,))),
            )
    return Party(first=name.first, after=name.after, head=token.i, kind=MentionKind.NAME, keys=keys)


def _is_people_as_state(token: Token) -> bool:
    """Does the name of a people stand for its state: "the Chinese agreed"?"""
    acts = token.dep_ in SUBJECTS or (token.dep_ == "conj" and token.head.dep_ in SUBJECTS)
    return acts and any(_is_article(c) for c in token.children)


def _post_before(scene: Scene, name: Name) -> Token | None:
    """Return the body that sits in the place behind it: "the U.S. Embassy Mexico City"."""
    if name.label is not NameLabel.PLACE or name.first == 0:
        return None
    before = scene.annotated.doc[name.first - 1]
    if before.dep_ not in MODIFIERS or before.pos_ != "PROPN" or before.is_sent_start:
        return None
    return before if "organ" in scene.words.party_kinds(lemma_of(before)) else None


# ---- nouns ---------------------------------------------------------------------------------


def _noun_party(scene: Scene, token: Token) -> Party | None:
    kinds = scene.words.party_kinds(lemma_of(token))
    if not kinds:
        return None
    owners = owner_keys(scene, token)
    if "people" in kinds and token.tag_ in {"NN", "NNP"}:
        named = named_beside(scene, token)
        if named is not None:
            return replace(named, keys=named.keys | owners)
    if "states" in kinds:
        party = _states_party(
            scene, token, owners=owners, alone=kinds.keys() <= {"states", "organ"}
        )
        if party is not None or kinds.keys() <= {"states"}:
            return party
    if "armed" in kinds and (kinds["armed"] or _is_outlaw(scene, token)):
        return _armed_party(scene, token)
    return _organ_party(scene, token, owners=owners, kinds=kinds)


def _states_party(
    scene: Scene, token: Token, *, owners: frozenset[str], alone: bool
) -> Party | None:
    """Return "both countries", "each nation", "his country"."""
    if token.tag_ == "NN" and _is_each(scene, token):
        party = _make_party(scene, token, MentionKind.GROUP, keys=frozenset(), many=True)
        return replace(party, stands_for=states_before(scene, token))
    if _are_several(token):
        if (
            any(w in scene.words.sets["Side prepositions"] for w, _ in phrases_of(token))
            and not owners
        ):
            return None  # "both sides of the border"
        several = alone or len(owners) != 1
        party = _make_party(scene, token, MentionKind.GROUP, keys=owners, many=several)
        if not owners and _means_issuers(scene, token):
            keys = frozenset(key for issuer in scene.issuers for key in issuer.keys)
            return replace(party, keys=keys, stands_for=scene.issuers)
        return replace(party, stands_for=_named_owners(scene, token, owners))
    owner = possessor(token)
    if owner is None or token.tag_ != "NN" or _is_other_side(scene, token):
        return None
    party = _make_party(scene, token, MentionKind.GROUP, keys=owners)
    return replace(party, stands_for=tuple(scene.parties([owner])))


def _means_issuers(scene: Scene, token: Token) -> bool:
    """Are "the leaders", "leaders", "both ministers" those of the several whose paper it is?"""
    count = len(scene.issuers)
    pair = any("pair" in scene.words.party_kinds(c.lower_) for c in token.children)
    bare = all(_is_article(c) or c.i > token.right_edge.i or c.is_space for c in token.children)
    return count > 1 and (bare or (pair and count == PAIR))


def _is_article(token: Token) -> bool:
    return "Def" in token.morph.get("Definite", [])


def _organ_party(
    scene: Scene, token: Token, *, owners: frozenset[str], kinds: dict[PartyWordKind, bool]
) -> Party | None:
    """Return a government, an office, unnamed officials or forces, where it is known whose."""
    single = token.tag_ in {"NN", "NNP"} and "people" in kinds
    kind = MentionKind.TITLE if single else MentionKind.GROUP
    joint = is_joint(scene, token)
    definite = "organ" in kinds and any(_is_article(c) for c in token.children)
    if not (owners or joint or definite or any(kinds.values())):
        return None
    party = _make_party(scene, token, kind, keys=owners, many=joint)
    if "force" in kinds and owners:
        return replace(party, stands_for=tuple(owners_of(scene, token)))
    named = _named_owners(scene, token, owners)
    if named and not single:
        many = party.many or any(p.many for p in named)  # "officials of both countries"
        return replace(party, stands_for=named, many=many)
    owner = possessor(token)
    other = _is_other_side(scene, token)
    if owner is not None and owner.tag_ == "PRP$" and not other:  # "her government" is whose she is
        return replace(party, stands_for=tuple(scene.parties([owner])))
    if single:
        party = with_state(scene, token, party)
    if joint and not owners:  # "the bilateral group" is of those whose paper or meeting it is
        several = scene.issuers if len(scene.issuers) > 1 else pair_before(scene, token)
        return replace(party, stands_for=several)
    return party


def _is_other_side(scene: Scene, token: Token) -> bool:
    """Is it a word for who stands on the other side of its owner: "its Japanese counterpart"?"""
    return lemma_of(token) in scene.words.sets["Other side words"]


def _named_owners(scene: Scene, token: Token, owners: frozenset[str]) -> tuple[Party, ...]:
    """Return whose people they are, where several are named or only words behind name them."""
    found = tuple(e for p in owners_of(scene, token) for e in (p.stands_for or (p,)))
    states = [key for key in owners if len(key) == COUNTRY_KEY]
    return found if len(states) > 1 or is_behind(token, found) else ()


def _armed_party(scene: Scene, token: Token) -> Party:
    """Return groups outside the law, by their names ("gangs, including …") or words."""
    beside = (c for c in token.children if c.dep_ in MODIFIERS and c.i < token.i)
    first = min([token.i, *(c.i for c in beside if c.dep_ == "compound" or c.i in scene.names)])
    return Party(
        first=first,
        after=token.i + 1,
        head=token.i,
        kind=MentionKind.NAME,
        keys=frozenset({lemma_of(token)}),
        stands_for=tuple(_listed(scene, token)),
    )


def _listed(scene: Scene, token: Token) -> Iterator[Party]:
    """Yield the bodies that a list behind a noun names: "cartels — including A, B and C"."""
    doc = token.doc
    behind = range(token.i + 1, min(token.i + LISTED, token.sent.end))
    start = next((i for i in behind if doc[i].lower_ in scene.words.sets["List words"]), None)
    if start is None or token.tag_ not in {"NNS", "NNPS"}:
        return
    for name in dict.fromkeys(scene.names[i] for i in behind if i > start and i in scene.names):
        if name.label is NameLabel.BODY and keys_of_name(scene, name) is not None:
            yield Party(first=name.first, after=name.after, head=name.first, kind=MentionKind.NAME)


def _are_several(token: Token) -> bool:
    """Do "both", a number, an article or more than one owner make several sides of a plural?"""
    if token.tag_ not in {"NNS", "NNPS"}:
        return False
    if token.dep_ in SUBJECTS and token.i == token.left_edge.i == token.sent.start:
        return True  # "Participants will …"
    marks = {"det", "nummod", "preconj", "predet"}
    return any(c.dep_ in marks for c in token.children) or token.tag_ == "NNPS"


def _is_each(scene: Scene, token: Token) -> bool:
    return any(c.lower_ in scene.words.sets["Each words"] for c in token.children)


def is_joint(scene: Scene, token: Token) -> bool:
    """Does a word before a noun say that it is of several sides: "trilateral", "joint"?"""
    words = scene.words.sets["Joint words"]
    return any(c.lower_ in words for c in token.children if c.dep_ in MODIFIERS)


def _is_outlaw(scene: Scene, token: Token) -> bool:
    """Does a word beside a bare noun ("networks") say that it is outside the law?"""
    return any(
        OUTLAWED & set(scene.words.contexts.get(lemma_of(c), ()))
        for c in token.children
        if c.dep_ in MODIFIERS
    )


def _make_party(
    scene: Scene, token: Token, kind: MentionKind, *, keys: frozenset[str], many: bool = False
) -> Party:
    doc = scene.annotated.doc
    first = phrase_start(token)
    while first < token.i and (doc[first].is_punct or doc[first].is_space):
        first += 1
    name = scene.names.get(token.i)
    after = max(token.i + 1, name.after if name is not None else 0)
    several = many or len([k for k in keys if len(k) == COUNTRY_KEY]) > 1
    return Party(first=first, after=after, head=token.i, kind=kind, keys=keys, many=several)
