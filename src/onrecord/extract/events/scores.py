"""How likely the type of an event is, and which others it may be.

Both come from the codebook's `readings`: how often a frame of that type was right on labelled
clauses, and what it was instead. Another frame of the same word that fits is an alternative too.
"""

from __future__ import annotations

from onrecord.extract.clauses import lemma_of
from onrecord.extract.events.frames import fits_noun, fits_verb
from onrecord.extract.events.matches import Match
from onrecord.extract.parties.scene import Scene
from onrecord.knowledge import Reading
from onrecord.model import EventStatus, EventType

UNCOUNTED = 0.5  # where nothing was counted
LEAST = 0.04  # a share below this is no alternative, unless a frame of the word fits
FITS = 0.02  # the share of a fitting frame that was never right instead
WEAK = 0.1  # less for a frame that is tried last


def score_frame(scene: Scene, match: Match, status: EventStatus) -> float:
    """Return how likely the type is."""
    reading = _find_reading(scene, match, status)
    right = reading.right if reading is not None else UNCOUNTED
    return round(right - WEAK if match.row.rest else right, 2)


def list_alternatives(
    scene: Scene, match: Match, status: EventStatus
) -> tuple[tuple[EventType, float], ...]:
    """Return the other types that it may be, the likeliest first."""
    reading = _find_reading(scene, match, status)
    counted = reading.others if reading is not None else {}
    shares = {other: share for other, share in counted.items() if share >= LEAST}
    for other in _fitting_types(scene, match):
        shares.setdefault(other, counted.get(other, FITS))
    shares.pop(match.row.type, None)
    return tuple(sorted(shares.items(), key=lambda pair: (-pair[1], pair[0])))


def _find_reading(scene: Scene, match: Match, status: EventStatus) -> Reading | None:
    sides = bool(match.actors) + bool(match.targets)
    return scene.knowledge.codebook.find_reading(match.row.type, status, sides)


def _fitting_types(scene: Scene, match: Match) -> set[EventType]:
    """Return the types of all frames of the word that fit."""
    token = match.token
    words = scene.words.verbs if match.row.part == "verb" else scene.words.nouns
    fits = fits_verb if match.row.part == "verb" else fits_noun
    return {row.type for row in words.get(lemma_of(token), ()) if fits(scene, token, row)}
