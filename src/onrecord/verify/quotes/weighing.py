"""Is it told well enough that a quote comes from a place? Alike is not the same.

Ministers say similar things each week, and papers are translated twice. Words that are all there need
little more; words that differ need the same speaker, many words that agree, and a day that fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Quote, Speech, SpeechKind
from onrecord.verify.quotes.changes import Change, ChangeKind
from onrecord.verify.quotes.cuts import Side
from onrecord.verify.quotes.voices import Likeness

NEAR_DAYS = 3  # that a quote may come out before what it quotes: dates of papers slip
WEEK = 7
FEW = 6  # words; fewer that differ are too few to tell from others
MANY = 8
LONG = 12
MOST_SAME = 0.9  # share of words that agree, where little else tells
MUCH_SAME = 0.75
SLOGAN = 35.0  # weight of words that more than one may say
LONG_SLOGAN = 2 * SLOGAN  # the same where no day tells them apart
_CUTS = (ChangeKind.CUT, ChangeKind.LOSS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What speaks for a place: words of the quote, their share that agrees, how rare they are."""

    words: int
    share: float
    rarity: float
    likeness: Likeness  # of the voices; the best of all places
    is_near: bool
    kind: SpeechKind


def is_told(weight: Weight, changes: Sequence[Change]) -> bool:
    """May a verdict be given against this place?"""
    kinds = {change.kind for change in changes}
    if weight.likeness is Likeness.OTHER:
        return _is_of_another(weight, kinds)
    if not kinds & {ChangeKind.OTHER, ChangeKind.JOINED}:
        within = any(change.side is Side.WITHIN and change.kind in _CUTS for change in changes)
        many = weight.words >= MANY and weight.is_near
        return not within or many or weight.likeness is Likeness.SAME
    if weight.likeness is Likeness.SAME:
        least = MUCH_SAME if ChangeKind.JOINED in kinds else 0.0
        if weight.is_near:
            return weight.words >= FEW and weight.share >= least
        return weight.words >= MANY and weight.share >= MUCH_SAME
    if weight.kind is not SpeechKind.TURN:
        return False
    return weight.is_near and weight.words >= MANY and weight.share >= MUCH_SAME


def _is_of_another(weight: Weight, kinds: set[ChangeKind]) -> bool:
    """Is it told that somebody else said it, and not that both say alike?"""
    if kinds & {ChangeKind.OTHER, ChangeKind.JOINED}:
        return weight.words >= LONG and weight.share >= MOST_SAME and weight.is_near
    if weight.words >= LONG and weight.rarity >= LONG_SLOGAN:
        return True
    return weight.is_near and weight.words >= FEW + 1 and weight.rarity >= SLOGAN


def is_near(quote: Quote, speech: Speech) -> bool:
    """May it have been said within some days of the quote? What is not known counts as possible."""
    if speech.earliest is None or quote.latest is None:
        return True
    if (speech.earliest - quote.latest).days > NEAR_DAYS:
        return False
    return (
        quote.earliest is None or (quote.earliest - (speech.latest or speech.earliest)).days <= WEEK
    )
