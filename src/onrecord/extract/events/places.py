"""Say where an event took place: the place its own clause names, on the map.

"Biden met today with Sheinbaum in Rio de Janeiro, Brazil" → Rio de Janeiro, BRA;
"will travel to Panama" → PAN; "discussed migration in Central America" → nothing: what was talked
about is elsewhere; "talks between Washington and Mexico City" → nothing: they stand for governments.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.annotate import NameLabel
from onrecord.extract.clauses import MAX_CLIMB, has_particle, lemma_of, objects_of
from onrecord.extract.events.matches import Match
from onrecord.extract.parties.scene import Scene
from onrecord.knowledge import WordTable
from onrecord.knowledge.places import Place
from onrecord.model import ActorKind, EventType

TABLE = "places"
# Acts of bodies on the ground: what they are done to stands where they take place.
ON_THE_GROUND = frozenset(
    {
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.MOBILIZE,
        EventType.PROTEST,
        EventType.RETREAT,
    }
)
# Acts of words: only what hangs on the act itself tells where they are done.
SAID = frozenset(
    {
        EventType.ACCUSE,
        EventType.REJECT,
        EventType.REQUEST,
        EventType.SUPPORT,
        EventType.THREATEN,
    }
)
OTHER_CLAUSE = frozenset({"relcl", "acl:relcl", "ccomp", "parataxis", "csubj"})
PAPERS = "Agreements"  # the set of event_objects.yml
OF_SIDES = 20.0  # how many times as likely the states of the event are
OF_TEXT = 4.0  # and those that the text names


@dataclass(frozen=True, kw_only=True)
class PlaceWords:
    """The words of places.yml of one language."""

    lead: frozenset[str]
    toward: frozenset[str]
    travel: frozenset[str]
    visited: frozenset[str]
    before: frozenset[str]
    site: frozenset[str]
    nowhere: frozenset[str]
    where: frozenset[str]


def make_place_words(words: WordTable) -> PlaceWords:
    """Return the words of a table by kind."""
    return PlaceWords(
        lead=words.folded(TABLE, "lead"),
        toward=words.folded(TABLE, "toward"),
        travel=words.folded(TABLE, "travel"),
        visited=words.folded(TABLE, "visited"),
        before=words.folded(TABLE, "before"),
        site=words.folded(TABLE, "site"),
        nowhere=words.folded(TABLE, "nowhere"),
        where=words.folded(TABLE, "where"),
    )


def find_place(scene: Scene, match: Match) -> str | None:
    """Return the place that the clause of an event names, None when none is known for sure."""
    table = scene.knowledge.words.get(scene.annotated.document.language)
    if table is None:
        return None
    words = table.keep("event-places", make_place_words)
    for head in _list_heads(scene, match, words):
        place = _resolve(scene, match, head, words)
        if place is not None:
            return str(place)
    return None


def _list_heads(scene: Scene, match: Match, words: PlaceWords) -> Iterator[Token]:
    """Yield the head nouns that may name the place, those nearest to the act first."""
    verb = match.verb if match.verb is not None else match.token
    if verb.dep_ in OTHER_CLAUSE and any(c.lower_ in words.where for c in verb.children):
        yield from (verb.head,) if verb.head.head.lower_ in words.lead | words.toward else ()
    for token in (match.token, verb):
        if lemma_of(token) in words.visited:
            yield from objects_of(token)
    found = []
    for token in match.token.sent:
        if token.dep_ == "pobj" and token.head.dep_ == "prep" and token.i not in scene.dated:
            distance = _distance(scene, match, token.head, words)
            if distance is not None:
                found.append((distance, token.i, token))
    yield from (token for _, _, token in sorted(found, key=lambda each: each[:2]))


def _distance(scene: Scene, match: Match, preposition: Token, words: PlaceWords) -> int | None:
    """Return how far above a preposition the act stands, None when it belongs to something else."""
    leads = preposition.lower_ in words.lead
    if not leads and not (preposition.lower_ in words.toward and _travels(preposition.head, words)):
        return None
    at, steps = preposition.head, 0
    while at not in (match.token, match.verb):
        if at.head is at or steps > MAX_CLIMB or _opens_other_clause(at):
            return None
        if match.row.type in SAID or not _carries(scene, match, at, words):
            return None
        at, steps = at.head, steps + 1
    return steps


def _opens_other_clause(token: Token) -> bool:
    """Is it the verb of another clause, and not an infinitive ("missions to locate labs")?"""
    return token.dep_ in OTHER_CLAUSE and not has_particle(token)


def _travels(token: Token, words: PlaceWords) -> bool:
    return lemma_of(token) in words.travel


def _carries(scene: Scene, match: Match, token: Token, words: PlaceWords) -> bool:
    """May what hangs on a word between an act and a place still tell of the act?

    A person met ("met with Xi in Beijing") and a meeting held ("held talks in Geneva") may; what was
    talked about may not. Acts on the ground take place where their objects are.
    """
    if token.dep_ == "prep" or token.i in scene.dated or _travels(token, words):
        return True
    if match.row.type in ON_THE_GROUND:
        return token.dep_ != "acl" or has_particle(token)
    name = scene.names.get(token.i)
    if name is not None:
        return name.label is NameLabel.PERSON
    lemma = lemma_of(token)
    if match.row.type is EventType.AGREE and lemma in scene.words.sets[PAPERS]:
        return token.head in (match.token, match.verb)  # "signed a memorandum in Tunis"
    return any(row.type is EventType.CONSULT for row in scene.words.nouns.get(lemma, ()))


def _resolve(scene: Scene, match: Match, head: Token, words: PlaceWords) -> Place | None:
    """Return the place on the map that a noun names."""
    first, after = _find_run(scene, head, words)
    if first == after:
        return None
    doc = scene.annotated.doc
    text = doc[first:after].text.removesuffix("'s").removesuffix("’s")
    if text.lower() in words.nowhere:
        return None
    row = _subnational(scene, first)
    if row is not None:
        text = row
    context = _weigh_states(scene, match)
    gazetteer = scene.knowledge.gazetteer
    qualifier = _find_qualifier(scene, after)
    if qualifier:
        place = gazetteer.resolve(text, qualifier=qualifier)
        if place is not None:
            return place
    return gazetteer.resolve(text, context=context)


def _find_run(scene: Scene, head: Token, words: PlaceWords) -> tuple[int, int]:
    """Return the tokens of the name that a noun is or ends in: "the Mexico City airport"."""
    name = scene.names.get(head.i)
    doc = scene.annotated.doc
    if name is None and lemma_of(head) in words.site:
        beside = [c for c in head.children if c.dep_ in {"compound", "nmod", "amod"}]
        named = next((c for c in reversed(beside) if c.pos_ == "PROPN"), None)
        return _find_run(scene, named, words) if named is not None else (head.i, head.i)
    if head.pos_ != "PROPN" or (name is not None and name.label is NameLabel.PERSON):
        return head.i, head.i
    first, after = (name.first, name.after) if name is not None else (head.i, head.i + 1)
    while name is None and first > 0 and _is_part(scene, doc[first - 1], head):
        first -= 1
    while first < after and doc[first].pos_ == "DET":
        first += 1
    return first, after


def _is_part(scene: Scene, token: Token, head: Token) -> bool:
    return token.pos_ == "PROPN" and token.head == head and token.i not in scene.names


def _subnational(scene: Scene, first: int) -> str | None:
    """Return the full name of an area that the tables know by a short one: "N.J."."""
    name = scene.names.get(first)
    rows = scene.rows_of(name) if name is not None else []
    return next((row.name for row in rows if row.kind is ActorKind.SUBNATIONAL), None)


def _find_qualifier(scene: Scene, after: int) -> str:
    """Return the area or state that follows a name behind a comma."""
    doc = scene.annotated.doc
    if after + 1 >= len(doc) or doc[after].text != "," or doc[after + 1].pos_ != "PROPN":
        return ""
    name = scene.names.get(after + 1)
    if name is None or name.first != after + 1:
        return doc[after + 1].text
    return _subnational(scene, after + 1) or name.text


def _weigh_states(scene: Scene, match: Match) -> dict[str, float]:
    """Return how much likelier places of the states of the text and of the event are."""
    countries = scene.knowledge.countries
    weights: dict[str, float] = {}
    for name in scene.annotated.names:
        if name.label in {NameLabel.STATE, NameLabel.DEMONYM}:
            for key in name.candidates:
                if key.upper() in countries:
                    weights[countries[key.upper()].alpha3] = OF_TEXT
    for party in (*match.actors, *match.targets):
        for key in party.keys:
            if key.upper() in countries:
                weights[countries[key.upper()].alpha3] = OF_SIDES
    return weights
