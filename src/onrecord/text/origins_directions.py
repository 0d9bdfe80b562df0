"""Directions: which of two texts came first, and what tells so."""

from __future__ import annotations

from onrecord.model import DirectionBasis
from onrecord.text.origins_cards import Card
from onrecord.text.origins_matches import Match

_ALL = 0.9  # of a text: it stands in the other one, but for a changed word or a caption
_OWN_HEAD = 25  # words: what begins with so many of its own is not the other one with a headline

SURE = (DirectionBasis.DATES, DirectionBasis.CREDIT, DirectionBasis.ISSUER)


def find_direction(
    found: Match, merges: frozenset[tuple[str, str]] = frozenset()
) -> tuple[bool, DirectionBasis]:
    """Return whether `found.one` is the copy, and what tells so.

    `merges` are documents put together from others, each with a part of it.
    """
    one, other = found.one, found.other
    for basis, is_copy in (
        (DirectionBasis.DATES, _by_dates(one, other)),
        (DirectionBasis.CREDIT, _by_credit(one, other)),
        (DirectionBasis.ISSUER, _by_issuer(one, other)),
        (DirectionBasis.EXTENT, _by_merge(one, other, merges)),
        (DirectionBasis.EXTENT, _by_extent(found)),
    ):
        if is_copy is not None:
            return is_copy, basis
    return one.rank > other.rank, DirectionBasis.UNKNOWN


def _by_dates(one: Card, other: Card) -> bool | None:
    if one.last < other.first:
        return False
    if other.last < one.first:
        return True
    return None


def _by_credit(one: Card, other: Card) -> bool | None:
    """Say whether one credits the outlet of the other, else whether it alone credits anybody."""
    for this, that, answer in ((one, other, True), (other, one, False)):
        if this.credited is not None and this.credited == that.outlet:
            return answer
    if (one.credited is None) != (other.credited is None):
        return one.credited is not None
    return None


def _by_issuer(one: Card, other: Card) -> bool | None:
    return other.is_issuer if one.is_issuer != other.is_issuer else None


def _by_merge(one: Card, other: Card, merges: frozenset[tuple[str, str]]) -> bool | None:
    """Say whether one is put together from the other and a third text."""
    here, there = (one.id, other.id) in merges, (other.id, one.id) in merges
    return here if here != there else None


def _by_extent(found: Match) -> bool | None:
    """Say whether one holds all of the other and more.

    A text that lost its end or some paragraphs is the copy of the longer one; a text that stands
    in one piece behind a beginning of the other's own was taken up there. Where the day of one
    alone is known, this says little.
    """
    if found.is_quoted:
        return False
    if found.one.is_dated != found.other.is_dated:
        return None
    here, there = found.share >= _ALL, found.share_there >= _ALL
    if here == there:
        return None
    inner, outer = (
        (found.covered, found.covered_there) if here else (found.covered_there, found.covered)
    )
    return here is not _is_taken_up(inner, outer)


def _is_taken_up(inner: list[tuple[int, int]], outer: list[tuple[int, int]]) -> bool:
    """Does the whole of the inner text stand in one piece behind a beginning of the outer's own?"""
    first, after = min(f for f, _ in outer), max(a for _, a in outer)
    length = sum(a - f for f, a in inner)
    return first >= _OWN_HEAD and after - first <= length + _OWN_HEAD
