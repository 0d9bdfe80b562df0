"""Find events in an annotated document: who did what to whom.

"Mexico deployed 10,000 troops to the border" → MOBILIZE by Mexico, happened;
"the two governments will hold talks in June" → CONSULT by both, planned;
"Trump threatened to impose tariffs on Canada" → THREATEN by Trump against Canada, happened: the
tariffs are its content and no event of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from onrecord.annotate import Annotated, NameLabel
from onrecord.annotate.endings import is_impersonal
from onrecord.extract.clauses import (
    VERBAL,
    complement_of,
    first_joined,
    has_particle,
    lemma_of,
    objects_of,
)
from onrecord.extract.commitments.bonds import Bond
from onrecord.extract.commitments.frames import find_bonds
from onrecord.extract.events.carrying import carry_dates
from onrecord.extract.events.contents import drop_contents
from onrecord.extract.events.counterparts import lend_counterparts
from onrecord.extract.events.dates import find_dating
from onrecord.extract.events.frames import match_noun, match_verb
from onrecord.extract.events.matches import Match
from onrecord.extract.events.merge import Draft, face_each_other, lend_targets, merge_drafts
from onrecord.extract.events.outcomes import PROMISED, WARNED, find_match_status
from onrecord.extract.events.places import find_place
from onrecord.extract.events.scores import list_alternatives, score_frame
from onrecord.extract.events.sides import warned_parties
from onrecord.extract.events.status import is_signed, modal_of
from onrecord.extract.events.told import is_told, stands_in_heading
from onrecord.extract.parties.anybody import find_anybody, is_public
from onrecord.extract.parties.finding import find_party
from onrecord.extract.parties.scene import Party, Scene, make_scene
from onrecord.extract.parties.turns import is_asked
from onrecord.extract.stretches import clause_range, clause_root, phrase_range
from onrecord.knowledge import Knowledge
from onrecord.model import (
    CommitmentKind,
    CommitmentStrength,
    Event,
    EventType,
    Evidence,
    Statement,
    make_finding_id,
)

METHOD = "extract.events@2"
NAMING = frozenset({"NOUN", "PROPN"})  # "the Security Dialogue" is named, and a dialogue
CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "NUM"})


def read_events(
    annotated: Annotated, knowledge: Knowledge, statements: list[Statement]
) -> list[Event]:
    """Return the events of a document in the order of its text."""
    words = knowledge.event_words.get(annotated.document.language)
    if words is None:
        return []
    scene = make_scene(annotated, knowledge, words, statements, find_party=find_party)
    told = (m for m in _find_matches(scene) if not is_asked(scene, m.token))
    occasions = words.sets["Time prepositions"]
    matches = drop_contents([m for m in told if not _is_domestic(scene, m)], occasions)
    matches += _find_promises(scene, {m.token.i for m in matches})
    return _merge_matches(scene, matches)


def read_events_of_anybody(
    annotated: Annotated, knowledge: Knowledge, statements: list[Statement]
) -> list[Event]:
    """Return the events between parties of any kind: rebels and villagers, police and students.

    The record keeps to political actors; this is for those who ask of a text what happens at all.
    """
    words = knowledge.event_words.get(annotated.document.language)
    if words is None:
        return []
    scene = make_scene(annotated, knowledge, words.widen(), statements, find_party=find_anybody)
    scene = replace(scene, anybody=True)
    matches = drop_contents(list(_find_matches(scene)))
    return _merge_matches(scene, [m for m in matches if _is_of_public(scene, m)])


def _is_of_public(scene: Scene, match: Match) -> bool:
    """Is a side more than a private person, and does nobody only speak to the press?"""
    doc = scene.annotated.doc
    listeners = scene.words.sets["Listeners"]
    heard = [p for p in match.targets if p not in match.actors or match.row.both]
    if match.row.type is EventType.CONSULT and any(
        lemma_of(doc[p.head]) in listeners for p in heard
    ):
        return False
    sides = (*match.actors, *match.targets)
    return not sides or any(is_public(scene, party) for party in sides)


def _merge_matches(scene: Scene, matches: list[Match]) -> list[Event]:
    drafts = lend_targets([_make_draft(scene, match) for match in matches])
    drafts = lend_counterparts(face_each_other(drafts))
    return _make_events(scene, merge_drafts(carry_dates(scene, drafts)))


def _find_matches(scene: Scene) -> Iterator[Match]:
    for token in scene.annotated.doc:
        match = None
        lemma = lemma_of(token)
        if _tells(token) and lemma in scene.words.verbs:
            match = match_verb(scene, token) if is_told(token, scene.words) else None
        elif token.pos_ in NAMING and lemma in scene.words.nouns:
            match = match_noun(scene, token)
            if match is not None and not _tells_noun(scene, match):
                continue
        if match is not None:
            yield match


def _tells_noun(scene: Scene, match: Match) -> bool:
    """Is the act of a noun told: not by a purpose, nor by a heading ("Expanding our cooperation")?"""
    if match.verb is not None:
        return is_told(match.verb, scene.words)
    return not stands_in_heading(match.token)


def _tells(token: Token) -> bool:
    """Is it a verb, or what somebody is said to be: "remain committed to"?"""
    return token.pos_ in VERBAL or (token.pos_ == "ADJ" and token.dep_ == "acomp")


def _find_promises(scene: Scene, told: set[int]) -> list[Match]:
    """Return what states say they will do, where no frame knows the verb: AGREE, planned."""
    found = []
    for bond in find_bonds(scene):
        verb = bond.token
        if verb.i in told or verb.pos_ not in VERBAL or not _is_to_come(scene, bond):
            continue
        if is_asked(scene, verb) or _is_told_by_next(verb, told) or _is_told_below(verb, told):
            continue
        if verb.dep_ == "relcl" and lemma_of(verb.head) in scene.words.sets["Joint works"]:
            continue  # "the partnership that will …" is only described
        if verb.dep_ == "acl" and not has_particle(verb):
            continue  # "their hope that Spain will …" binds nobody
        holder = first_joined(verb).head
        if holder.i in told and is_impersonal(holder):
            continue  # "se acordó que ambos enviarán …" is told with what was agreed
        if bond.kind is CommitmentKind.THREAT and bond.condition is not None:
            targets = bond.to or tuple(warned_parties(scene, verb))
            found.append(Match(row=WARNED, token=verb, verb=verb, actors=bond.by, targets=targets))
        elif bond.kind is not CommitmentKind.THREAT and (
            _several(bond.by) or scene.is_state(bond.by[0])
        ):
            targets = bond.to or (bond.by if _several(bond.by) else ())
            found.append(
                Match(row=PROMISED, token=verb, verb=verb, actors=bond.by, targets=targets)
            )
    return found


def _is_to_come(scene: Scene, bond: Bond) -> bool:
    """Is a deed told that will be done, or that is meant to be: "will …", "intend to …"?"""
    if modal_of(bond.token, scene.words) is not None:
        return True
    meant = bond.strength is CommitmentStrength.INTENDS and bond.kind is not CommitmentKind.THREAT
    return meant and complement_of(bond.token) is not None


def _is_told_by_next(verb: Token, told: set[int]) -> bool:
    """Does the verb it shares its object with tell it: "will suspend or remove all sanctions"?"""
    return not objects_of(verb) and any(c.dep_ == "conj" and c.i in told for c in verb.children)


def _is_told_below(verb: Token, told: set[int]) -> bool:
    """Does the infinitive under it tell it: "will continue to support Spain"?"""
    below = complement_of(verb)
    return below is not None and below.dep_ == "xcomp" and below.i in told


def _several(parties: tuple[Party, ...]) -> bool:
    return any(p.many for p in parties) or len({k for p in parties for k in p.keys}) > 1


def _is_domestic(scene: Scene, match: Match) -> bool:
    """Are both sides known to be one and the same state, or a place in it that is visited?"""
    actors = {k for p in match.actors for k in p.keys}
    targets = {k for p in match.targets for k in p.keys}
    if match.row.type is EventType.CONSULT:
        targets = {_state_of_place(scene, p, k) for p in match.targets for k in p.keys}
    several = any(p.many or not p.keys for p in (*match.actors, *match.targets))
    return bool(targets) and actors == targets and len(actors) == 1 and not several


def _state_of_place(scene: Scene, party: Party, key: str) -> str:
    """Return the state in which a place lies that is named as a side, else the key itself."""
    name = scene.names.get(party.head)
    row = scene.knowledge.actor_rows.get(key)
    if name is None or name.label is not NameLabel.PLACE or row is None or row.country is None:
        return key
    return row.country.lower()


def _make_draft(scene: Scene, match: Match) -> Draft:
    if match.row.part == "verb":
        first, after = clause_range(clause_root(_telling(scene, match.token)))
    elif match.verb is not None:
        first, after = clause_range(clause_root(match.verb))
    else:
        first, after = phrase_range(match.token)
    content, names = _content(scene, match, first, after)
    status = find_match_status(scene, match)
    dating = find_dating(scene, match, status)
    return Draft(
        match=match,
        first=first,
        after=after,
        status=status,
        period=dating.period,
        content=content,
        names=names,
        persons=_persons(scene, match),
        place=find_place(scene, match),
        is_dated=dating.is_told,
    )


def _telling(scene: Scene, verb: Token) -> Token:
    """Return the verb whose clause tells an act: "signed" of "signed three orders to impose …"."""
    return verb.head if is_signed(verb, scene.words) else verb


def _persons(scene: Scene, match: Match) -> frozenset[str]:
    """Return the last names of the persons on both sides, pronouns' persons included."""
    sides = [e for p in (*match.actors, *match.targets) for e in (p.stands_for or (p,))]
    doc = scene.annotated.doc
    return frozenset(doc[p.after - 1].lower_ for p in sides if scene.is_person(p))


def _content(
    scene: Scene, match: Match, first: int, after: int
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that say what the event is about, without its sides, and the names."""
    doc = scene.annotated.doc
    parties = (*match.actors, *match.targets)  # "Canadian Prime Minister …" with the words before
    sides = {i for p in parties for i in range(min(p.first, doc[p.head].left_edge.i), p.after)}
    tokens = [t for t in doc[first:after] if t.i not in sides and not t.is_stop]
    words = frozenset(lemma_of(t) for t in tokens if t.pos_ in CONTENT)
    return words, frozenset(t.lower_ for t in tokens if t.pos_ == "PROPN")


def _make_events(scene: Scene, drafts: list[Draft]) -> list[Event]:
    events: dict[str, Event] = {}
    for draft in drafts:
        event = _make_event(scene, draft)
        while event.id in events:  # two events told by the same words: the later keeps less
            draft = _shrink(draft)
            if draft.first >= draft.after:
                break
            event = _make_event(scene, draft)
        events.setdefault(event.id, event)
    return list(events.values())


def _shrink(draft: Draft) -> Draft:
    """Return the draft with a clause that begins at its own word, or one word later."""
    first = draft.match.token.i if draft.first < draft.match.token.i else draft.first + 1
    return replace(draft, first=first)


def _make_event(scene: Scene, draft: Draft) -> Event:
    annotated = scene.annotated
    span = annotated.cut(draft.first, draft.after)
    match = draft.match
    return Event(
        id=make_finding_id("eve", annotated.document, span),
        document_id=annotated.document.id,
        actors=scene.mentions(match.actors),
        type=match.row.type,
        targets=scene.mentions(match.targets),
        status=draft.status,
        evidence=Evidence(
            spans=(span,), method=METHOD, score=score_frame(scene, match, draft.status)
        ),
        mode=match.row.mode,
        contexts=_find_contexts(scene, draft),
        period=draft.period,
        place=draft.place,
        asserted_by=scene.speaker_of(match.token),
        alternatives=list_alternatives(scene, match, draft.status),
    )


def _find_contexts(scene: Scene, draft: Draft) -> tuple[str, ...]:
    lemmas = [lemma_of(token) for token in scene.annotated.doc[draft.first : draft.after]]
    found: dict[str, None] = {}
    for one, two in zip(lemmas, [*lemmas[1:], ""], strict=True):
        for word in (one, f"{one} {two}"):
            for context in scene.words.contexts.get(word, ()):
                found[context] = None
    return tuple(found)
