"""Say what passes between two actors who are already marked in a text.

With "Spain" and "France" marked, "Spain will share intelligence with France" is COOPERATE,
planned. The frames and their words are those of the reading; only who acts is given and need not
be found, so that actors of no table count too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.annotate import Annotated
from onrecord.extract.clauses import (
    VERBAL,
    find_subject,
    governing_verb,
    lemma_of,
    things_of,
)
from onrecord.extract.events.contents import drop_contents
from onrecord.extract.events.frames import (
    REFUSABLE,
    fits_noun,
    fits_verb,
    match_noun,
    match_verb,
)
from onrecord.extract.events.learned import ENCODER, RuleReading, TypeReader
from onrecord.extract.events.matches import Match, key_set
from onrecord.extract.events.outcomes import find_match_status
from onrecord.extract.events.status import is_negated, modal_of
from onrecord.extract.events.told import is_told
from onrecord.extract.parties.scene import Party, Scene, make_scene
from onrecord.knowledge import EventWord, Knowledge
from onrecord.model import EventStatus, EventType, MentionKind

SOURCE, TARGET = "source", "target"
RULES_SCORE = 0.7  # without a model
ASKED = EventWord(words=[], part="verb", type=EventType.REQUEST, rest=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealing:
    """What one actor does to another: the frame's type, its status, and PLOVER's code for both.

    `score` says how sure that is where a model weighs it, and `alternatives` what else it may be.
    """

    type: EventType
    status: EventStatus
    coded: EventType
    score: float = RULES_SCORE
    alternatives: tuple[tuple[EventType, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    """The characters of the two marked actors."""

    source: tuple[int, int]
    target: tuple[int, int] | None

    def find_party(self, scene: Scene, token: Token) -> Party | None:
        """Return the marked actor that a word belongs to, nobody for all other words."""
        for key, place in ((SOURCE, self.source), (TARGET, self.target)):
            if place is None:
                continue
            start, end = place
            if start <= token.idx < end:
                span = scene.annotated.doc.char_span(start, end, alignment_mode="expand")
                first, after = (span.start, span.end) if span else (token.i, token.i + 1)
                is_name = token.ent_type_ == "PERSON"
                return Party(
                    first=first,
                    after=after,
                    head=span.root.i if span else token.i,
                    kind=MentionKind.NAME if is_name else MentionKind.GROUP,
                    keys=frozenset({key}),
                )
        return None


def find_dealing(
    annotated: Annotated,
    knowledge: Knowledge,
    *,
    source: tuple[int, int],
    target: tuple[int, int] | None = None,
) -> Dealing | None:
    """Return what the actor at characters `source` does, to the one at `target` if there is one.

    None when nothing passes between the two: no frame of the tables fits anywhere near them, or,
    where the language has a model, it is surer of that than of any type.
    """
    dealing, fit = find_rule_dealing(annotated, knowledge, source=source, target=target)
    encoder = knowledge.encoders.get((annotated.document.language, ENCODER))
    if encoder is None:
        return dealing
    rules = RuleReading(type=dealing.coded if dealing else None, fit=fit)
    scores = TypeReader(encoder).read(annotated.document.text, source, target, rules)
    if scores.best is None:
        return None
    if dealing is None or scores.best is not dealing.coded:
        status = EventStatus.HAPPENED if dealing is None else dealing.status
        dealing = Dealing(type=scores.best, status=status, coded=scores.best)
    return replace(dealing, score=scores.score, alternatives=scores.alternatives())


def find_rule_dealing(
    annotated: Annotated,
    knowledge: Knowledge,
    *,
    source: tuple[int, int],
    target: tuple[int, int] | None = None,
) -> tuple[Dealing | None, int]:
    """Return what the frames alone say, and how many of the sides stand where the frame wants."""
    words = knowledge.event_words.get(annotated.document.language)
    if words is None:
        return None, 0
    sides = _Sides(source=source, target=target)
    scene = make_scene(annotated, knowledge, words.widen(), [], find_party=sides.find_party)
    loose = drop_contents(list(_loose_matches(scene)))
    matches = [*_full_matches(scene), *loose, *_demands(scene)]
    if not matches:
        return None, 0
    best = max(matches, key=lambda m: _closeness(scene, m))
    match = _turn_refused(scene, best)
    status = find_match_status(scene, match)
    coded = knowledge.codebook.find_coded(match.row.coded or match.row.type, status)
    fit = (SOURCE in key_set(best.actors)) + (TARGET in key_set(best.targets))
    return Dealing(type=match.row.type, status=status, coded=coded), fit


def _turn_refused(scene: Scene, match: Match) -> Match:
    """Return a refusal for help or a concession that is denied: "did not give permission"."""
    verb = match.token if match.row.part == "verb" else match.verb
    if verb is None or match.row.type not in REFUSABLE or not is_negated(verb, scene.words):
        return match
    return replace(match, row=match.row.model_copy(update={"type": EventType.REJECT, "mode": None}))


def _demands(scene: Scene) -> Iterator[Match]:
    """Yield what the source says that the other must do: "said that the ministry must act"."""
    for token in scene.annotated.doc:
        modal = modal_of(token, scene.words) if token.pos_ in VERBAL else None
        if modal is None or modal.lower_ not in scene.words.sets["Duty words"]:
            continue
        above = governing_verb(token)
        subject = find_subject(token)
        sayer = find_subject(above) if above is not None else None
        if subject is None or sayer is None or token.dep_ not in {"ccomp", "advcl", "parataxis"}:
            continue
        found = Match(
            row=ASKED,
            token=above or token,
            verb=above,
            actors=tuple(scene.parties([sayer])),
            targets=tuple(scene.parties([subject])),
        )
        if SOURCE in key_set(found.actors):
            yield found


def _full_matches(scene: Scene) -> list[Match]:
    """Return the matches that the reading itself would make, contents of others left out."""
    found = []
    for token, rows in _event_words(scene):
        match = match_verb(scene, token) if rows[0].part == "verb" else match_noun(scene, token)
        if match is not None:
            found.append(match)
    return drop_contents(found)


def _loose_matches(scene: Scene) -> Iterator[Match]:
    """Yield the first frame of each word that fits, whether or not it finds the marked actors."""
    for token, rows in _event_words(scene):
        fits = fits_verb if rows[0].part == "verb" else fits_noun
        row = next((row for row in rows if fits(scene, token, row)), None)
        if row is not None:
            above = governing_verb(token) if row.part == "noun" else None
            carried = above is not None and token in things_of(above)
            verb = above if carried else None
            yield Match(row=row, token=token, verb=verb, actors=(), targets=())


def _event_words(scene: Scene) -> Iterator[tuple[Token, tuple[EventWord, ...]]]:
    """Yield the words that can tell an event, outside the marked actors' own names."""
    for token in scene.annotated.doc:
        words = scene.words.verbs if token.pos_ in VERBAL else scene.words.nouns
        rows = words.get(lemma_of(token), ())
        if rows and (token.pos_ in VERBAL or token.pos_ in {"NOUN", "PROPN"}):
            yield token, rows


def _closeness(scene: Scene, match: Match) -> tuple[bool, bool, int, bool, bool, int, int]:
    """Return how surely a match tells what passes between the two: the greatest is believed."""
    actors, targets = key_set(match.actors), key_set(match.targets)
    sides = 2 * (SOURCE in actors) + (TARGET in targets) - (TARGET in actors and not match.row.both)
    depth = sum(1 for _ in match.token.ancestors)
    verb = match.token if match.row.part == "verb" else match.verb
    return (
        scene.party(match.token) is None,  # no word inside the actors' own names
        verb is None or is_told(verb, scene.words),
        sides,
        _is_between(scene, match.token),
        not match.row.rest,
        -depth,
        -match.token.i,
    )


def _is_between(scene: Scene, token: Token) -> bool:
    """Does a word stand above a marked actor in the parse: on the way from one to the other?"""
    below = [party for each in token.subtree if (party := scene.party(each)) is not None]
    return key_set(tuple(below)) >= {SOURCE, TARGET}
