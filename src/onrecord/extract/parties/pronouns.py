"""Pronouns: whom "they", "it", "we" and "each nation" stand for among the parties of a text."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.annotate import Name, NameLabel
from onrecord.annotate.endings import is_dropped
from onrecord.extract.clauses import (
    OBJECTS,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    VERBAL,
    find_subject,
    objects_of,
    phrases_of,
    possessor,
)
from onrecord.extract.parties.scene import Party, Scene
from onrecord.extract.parties.turns import turn_speaker
from onrecord.model import DocumentKind, MentionKind

LOOK_BACK = 60  # tokens that a pronoun's noun may lie behind
JOINS = frozenset("-–/")
PAIR = 2  # states or persons that "both" takes together
FAR_BACK = 120  # where an ending alone tells: such subjects go on for longer


def pronoun_party(scene: Scene, token: Token) -> Party | None:
    """Return a pronoun as a party, None when it stands for no political actor."""
    dropped = is_dropped(token)
    if _is_spoken(scene, token) and (dropped or token.morph.get("Person", []) == ["1"]):
        return _speaking_party(scene, token)
    if not dropped and "pronoun" not in scene.words.party_kinds(token.lower_):
        return None
    if token.morph.get("Person", []) == ["1"]:
        stands_for = _first_person(scene, token)
        keys = frozenset(key for party in stands_for for key in party.keys)
        many = _is_plural(token) and (len(keys) > 1 or any(p.many for p in stands_for))
    else:
        stands_for = _antecedents(scene, token)
        if not stands_for:
            return None
        keys = frozenset(key for party in stands_for for key in party.keys)
        plural = _is_plural(token) or _tells_no_gender(token)
        many = plural and (len(keys) > 1 or any(p.many for p in stands_for))
        if (
            not dropped
            and not _is_plural(token)
            and scene.is_personal(token)
            and not _object_above(scene, token)
        ):
            stands_for = ()  # he, she: left to those who know who is a man or a woman
    return Party(
        first=token.i,
        after=token.i + 1,
        head=token.i,
        kind=MentionKind.PRONOUN,
        keys=keys,
        many=many,
        stands_for=stands_for,
    )


def _speaking_party(scene: Scene, token: Token) -> Party | None:
    """Return who speaks in a transcript as the doer of "tuvimos", "we met"; nobody else is told so."""
    if token.morph.get("Person", []) != ["1"]:
        return None
    speaker = turn_speaker(scene, token)
    if speaker is None:
        return None
    return Party(
        first=token.i,
        after=token.i + 1,
        head=token.i,
        kind=MentionKind.PRONOUN,
        keys=speaker.keys,
        stands_for=(speaker,),
    )


def _is_spoken(scene: Scene, token: Token) -> bool:
    """Is it said in a transcript, outside a quotation: "tuvimos", "detuvieron" may be anybody's?"""
    is_transcript = scene.annotated.document.kind is DocumentKind.TRANSCRIPT
    return is_transcript and scene.speaker_of(token) is None


def _first_person(scene: Scene, token: Token) -> tuple[Party, ...]:
    """Return who speaks: the speaker of the statement, else the issuer of the paper."""
    if scene.speaker_of(token) is not None:
        speaker = scene.speaker_party(token)
        return (speaker,) if speaker is not None else ()
    return scene.issuers


def _is_plural(token: Token) -> bool:
    return "Plur" in token.morph.get("Number", [])


def _antecedents(scene: Scene, token: Token) -> tuple[Party, ...]:
    """Return the last subject before a pronoun that it can stand for, if it is an actor."""
    plural = _is_plural(token)
    above = () if plural else _object_above(scene, token)
    above = above or _owning_doers(scene, token)
    if above:
        return above
    for before in _subjects_before(token):
        if before.pos_ == "PRON" and before.lower_ != token.lower_:
            continue
        joined = scene.parties([before]) or _owning_person(scene, before)
        if not joined:
            if _is_plural(before) == plural and before.pos_ in {"NOUN", "PROPN"} and plural:
                return ()
            continue
        person = all(p.kind is MentionKind.TITLE or scene.is_person(p) for p in joined)
        if plural and person and len(joined) == 1:
            both = _both_sides(scene, before, joined[0]) or _with_speaker(scene, token, joined[0])
            if both:
                return both
            continue
        if not plural and (len(joined) > 1 or not _fits(scene, token, person=person)):
            continue
        return tuple(each for party in joined for each in (party.stands_for or (party,)))
    if not plural:
        return ()
    return states_before(scene, token) or (scene.issuers if len(scene.issuers) > 1 else ())


def several_before(scene: Scene, token: Token) -> tuple[Party, ...]:
    """Return the two whom "both" means: joined or facing each other before it."""
    for before in _subjects_before(token):
        joined = scene.parties([before])
        if len(joined) == 2 and len({k for p in joined for k in p.keys}) > 1:
            return tuple(each for party in joined for each in (party.stands_for or (party,)))
        if len(joined) == 1:
            both = _meant_before(joined[0]) or _both_sides(scene, before, joined[0])
            if both:
                return both
        between = () if joined else _sides_between(scene, before)
        if between:
            return between
    return ()


def _meant_before(party: Party) -> tuple[Party, ...]:
    """Return the two for whom a word before stands: "the bilateral group", "both ministers"."""
    return party.stands_for if party.many and len(party.stands_for) == PAIR else ()


def _sides_between(scene: Scene, noun: Token) -> tuple[Party, ...]:
    """Return the two of "a call between A and B"."""
    words = scene.words.sets["Between words"]
    found = scene.parties(dict.fromkeys(h for word, h in phrases_of(noun) if word in words))
    unique = {(p.first, p.after): p for p in found if p.keys}
    return tuple(unique.values()) if len(unique) == PAIR else ()


def pair_before(scene: Scene, token: Token) -> tuple[Party, ...]:
    """Return the two whom a text tells of where nobody is said to act: "se acordó …".

    Those joined or facing each other before it, else the two sides that the title names.
    """
    return several_before(scene, token) or states_before(scene, token) or _titled_pair(scene)


def accord_sides(scene: Scene, accord: Token) -> tuple[Party, ...]:
    """Return whose accord "the accord provides for …" speaks of, where it is one meant before."""
    if not any("Def" in c.morph.get("Definite", []) or c.tag_ == "DT" for c in accord.children):
        return ()
    named = _sides_between(scene, accord)
    return named or (scene.issuers if len(scene.issuers) > 1 else pair_before(scene, accord))


def _titled_pair(scene: Scene) -> tuple[Party, ...]:
    title = (scene.annotated.document.title or "").strip()
    sides: dict[frozenset[str], Party] = {}
    for name in scene.annotated.names:
        if name.label in {NameLabel.STATE, NameLabel.PERSON} and name.text in title:
            party = scene.party(scene.annotated.doc[name.first : name.after].root)
            if party is not None and party.keys:
                sides.setdefault(party.keys, party)
    return tuple(sides.values()) if len(sides) == PAIR else ()


def faced_before(scene: Scene, token: Token, own: frozenset[str]) -> tuple[Party, ...]:
    """Return whom a speaker's "we" met or agreed with: the last of another state named before.

    Else the other side of the two that the title names.
    """
    doc = token.doc
    for i in range(token.i - 1, max(-1, token.i - LOOK_BACK), -1):
        name = scene.names.get(i)
        if name is None or name.first != i or name.label not in {NameLabel.STATE, NameLabel.PERSON}:
            continue
        head = doc[name.first : name.after].root
        party = scene.party(head) if not _is_listed(doc, name) else None
        if party is not None and party.keys and not party.keys & own:
            return (party,)
    sides = _titled_pair(scene)
    others = tuple(party for party in sides if not party.keys & own)
    return others if len(others) < len(sides) else ()


def _is_listed(doc: Doc, name: Name) -> bool:
    """Does a name stand beside others: "Canada and Mexico", "the Spain-France treaty"?"""
    head = doc[name.first : name.after].root
    beside = [doc[i].text for i in (name.first - 1, name.after) if 0 <= i < len(doc)]
    joined = head.dep_ == "conj" or any(c.dep_ == "conj" for c in head.children)
    return joined or any(text in JOINS for text in beside)


def _fits(scene: Scene, token: Token, *, person: bool) -> bool:
    """Can the word stand for a person, or for a thing? A verb's ending can for both, as "su" can."""
    if is_dropped(token) or _tells_no_gender(token):
        return True
    return person == scene.is_personal(token)


def _tells_no_gender(token: Token) -> bool:
    """Is it an owner without a gender: "su" is his, her, its and their?"""
    return token.tag_ == "PRP$" and not token.morph.get("Gender", [])


def _owning_doers(scene: Scene, token: Token) -> tuple[Party, ...]:
    """Return whose "su" is where only endings tell: "confirmaron que su reunión …"."""
    if not _tells_no_gender(token):
        return ()
    for above in token.ancestors:
        subject = find_subject(above) if above.pos_ in VERBAL else None
        if subject is not None and is_dropped(subject) and subject.i < token.i:
            found = scene.parties([subject])
            return tuple(each for p in found for each in (p.stands_for or (p,)))
    return ()


def _owning_person(scene: Scene, subject: Token) -> list[Party]:
    """Return whose deed a subject is: "Smith's threat came after he had met …"."""
    owner = possessor(subject)
    found = scene.parties([owner]) if owner is not None and owner.tag_ != "PRP$" else []
    return [p for p in found if scene.is_person(p)]


def _both_sides(scene: Scene, subject: Token, party: Party) -> tuple[Party, ...]:
    """Return the two persons of a meeting told before: "A spoke with B. They agreed …"."""
    verb = subject.head
    words = scene.words.sets["Partner prepositions"]
    heads = [*objects_of(verb), *(h for word, h in phrases_of(verb) if word in words)]
    others = [p for p in scene.parties(heads) if scene.is_person(p)]
    if len(others) != 1 or others[0].keys <= party.keys:
        return ()
    return tuple(e for p in (party, others[0]) for e in (p.stands_for or (p,)))


def _with_speaker(scene: Scene, token: Token, party: Party) -> tuple[Party, ...]:
    """Return a person and who tells of them: "she said that he was open to it and they agreed …"."""
    speaker = scene.speaker_party(token)
    if speaker is None or not speaker.keys or not party.keys or speaker.keys & party.keys:
        return ()
    return tuple(e for p in (speaker, party) for e in (p.stands_for or (p,)))


def _object_above(scene: Scene, token: Token) -> tuple[Party, ...]:
    """Return whom "him" means in a purpose: "A called B to congratulate him" is B."""
    verb = token.head
    if token.dep_ not in OBJECTS or verb.dep_ not in {"advcl", "xcomp"}:
        return ()
    found = scene.parties(objects_of(verb.head))
    return tuple(found) if len(found) == 1 and scene.is_person(found[0]) else ()


def states_before(scene: Scene, token: Token) -> tuple[Party, ...]:
    """Return the states that the sentence before names together: "… from Mexico and Canada"."""
    doc = token.doc
    for i in range(token.sent.start - 1, max(-1, token.sent.start - LOOK_BACK), -1):
        other = doc[i]
        name = scene.names.get(other.i)
        if name is None or name.label is not NameLabel.STATE or other.dep_ != "conj":
            continue
        top = other
        while top.dep_ == "conj":
            top = top.head
        found = tuple(p for p in scene.parties([top]) if p.kind is MentionKind.NAME)
        if len(found) > 1:
            return found
    return ()


def _subjects_before(token: Token) -> Iterator[Token]:
    doc = token.doc
    reach = FAR_BACK if is_dropped(token) else LOOK_BACK
    for i in range(token.i - 1, max(-1, token.i - reach), -1):
        if doc[i].dep_ in SUBJECTS or doc[i].dep_ in PASSIVE_SUBJECTS:
            yield doc[i]
        elif doc[i].dep_ == "ROOT" and doc[i].pos_ == "VERB":
            subject = find_subject(doc[i])
            if subject is not None and subject.dep_ == "conj":
                yield subject
