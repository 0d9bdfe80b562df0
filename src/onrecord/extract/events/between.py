"""Say what passes between two actors who are already marked in a text.

With "Spain" and "France" marked, "Spain will share intelligence with France" is COOPERATE,
planned. The frames and their words are those of the reading; only who acts is given and need not
be found, so that actors of no table count too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.annotate import Annotated
from onrecord.extract.clauses import VERBAL, lemma_of
from onrecord.extract.events.contents import drop_contents
from onrecord.extract.events.frames import fits_noun, fits_verb, match_noun, match_verb
from onrecord.extract.events.matches import Match, key_set
from onrecord.extract.events.outcomes import find_match_status
from onrecord.extract.parties.scene import Party, Scene, make_scene
from onrecord.knowledge import EventWord, Knowledge
from onrecord.model import EventStatus, EventType, MentionKind

SOURCE, TARGET = "source", "target"
DONE = frozenset({EventStatus.HAPPENED, EventStatus.ONGOING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealing:
    """What one actor does to another: the frame's type, its status, and PLOVER's code for both."""

    type: EventType
    status: EventStatus
    coded: EventType


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    """The characters of the two marked actors."""

    source: tuple[int, int]
    target: tuple[int, int]

    def find_party(self, scene: Scene, token: Token) -> Party | None:
        """Return the marked actor that a word belongs to, nobody for all other words."""
        for key, (start, end) in ((SOURCE, self.source), (TARGET, self.target)):
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
    target: tuple[int, int],
) -> Dealing | None:
    """Return what the actor at characters `source` does to the one at `target`.

    None when no frame of the tables fits anywhere near the two.
    """
    words = knowledge.event_words.get(annotated.document.language)
    if words is None:
        return None
    sides = _Sides(source=source, target=target)
    scene = make_scene(annotated, knowledge, words.widen(), [], find_party=sides.find_party)
    matches = [*_full_matches(scene), *_loose_matches(scene)]
    if not matches:
        return None
    match = max(matches, key=lambda m: _closeness(scene, m))
    status = find_match_status(scene, match)
    return Dealing(
        type=match.row.type,
        status=status,
        coded=knowledge.codebook.find_coded(match.row.coded or match.row.type, status),
    )


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
            yield Match(row=row, token=token, verb=None, actors=(), targets=())


def _event_words(scene: Scene) -> Iterator[tuple[Token, tuple[EventWord, ...]]]:
    """Yield the words that can tell an event, outside the marked actors' own names."""
    for token in scene.annotated.doc:
        words = scene.words.verbs if token.pos_ in VERBAL else scene.words.nouns
        rows = words.get(lemma_of(token), ())
        if rows and (token.pos_ in VERBAL or token.pos_ in {"NOUN", "PROPN"}):
            yield token, rows


def _closeness(scene: Scene, match: Match) -> tuple[int, bool, bool, int, int]:
    """Return how surely a match tells what passes between the two: the greatest is believed."""
    actors, targets = key_set(match.actors), key_set(match.targets)
    sides = 2 * (SOURCE in actors) + (TARGET in targets) - (TARGET in actors and not match.row.both)
    depth = sum(1 for _ in match.token.ancestors)
    return (
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
