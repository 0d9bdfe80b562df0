"""Matches: what two documents share, and whether that makes one a copy of the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model.carry import Carry
from onrecord.text.origins_cards import Card, are_siblings
from onrecord.text.origins_passages import (
    Passage,
    count_edits,
    count_swapped,
    find_passages,
)

# Of 300 pairs of independent reports (100 events, three outlets each), 2 share so many words
# outside quotations in passages (45 and 57), the next one shares 34.
LEAST_COPIED = 36  # words
_LEAST_OF_A_BRIEF = 16  # words, where they are most of the shorter text
_MOST_OF_A_BRIEF = 0.6
# An excerpt is one piece. Press conferences of 16,000 words share 300 of them in runs of up to
# 26 words, notices filled in by one office 120 in runs of up to 22, declarations of one summit
# 70 in passages of 38 with edits.
_ONE_RUN = 32  # words unchanged, or else
_ONE_PIECE = 60  # words of one passage without swapped names
# Papers of one issuer share up to 0.74 of their words when they are drafted from one template;
# versions of one paper share nearly all of them.
_SIBLINGS_OF_LONGER = 0.8
_SIBLINGS_OF_SHORTER = 0.95
# Filled-in templates swap names and numbers at half their edits; editors at one in twenty.
_LEAST_SWAPPED = 4
_SWAPPED_OF_EDITS = 0.25
MOSTLY = 0.5  # of a text: that much of it makes it another one's
_WHOLE = 0.8  # of a text that stands in another one's quotations


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The passages of `one` that stand in `other`, in own words of each."""

    one: Card
    other: Card
    passages: tuple[Passage, ...]
    is_quoted: bool = False  # `one` stands in the quotations of `other`

    @property
    def ends(self) -> frozenset[str]:
        """Return the ids of both documents."""
        return frozenset((self.one.id, self.other.id))

    @property
    def words(self) -> int:
        """Return how many words are the same."""
        return sum(passage.words for passage in self.passages)

    @property
    def covered(self) -> list[tuple[int, int]]:
        """Return the stretches of `one` that are passages."""
        return [(passage.first, passage.after) for passage in self.passages]

    @property
    def covered_there(self) -> list[tuple[int, int]]:
        """Return the stretches of `other` that are passages."""
        return [passage.extent_there for passage in self.passages]

    @property
    def share(self) -> float:
        """Return which part of `one` stands in `other`."""
        return count_covered(self.covered) / max(1, self.one.size)

    @property
    def share_there(self) -> float:
        """Return which part of `other` stands in `one`."""
        size = len(self.other.words.quoted) if self.is_quoted else self.other.size
        return min(1.0, count_covered(self.covered_there) / max(1, size))

    @property
    def longest_run(self) -> int:
        """Return how many words the longest unchanged run has."""
        return max((run.length for p in self.passages for run in p.runs), default=0)

    @property
    def is_weak(self) -> bool:
        """Is it the smaller part of both?"""
        return max(self.share, self.share_there) < MOSTLY


@dataclass(frozen=True, slots=True)
class Judged:
    """What a pair of documents comes to: `passages` are those of a copy, none where it is no copy."""

    passages: tuple[Passage, ...]
    is_drafted_alike: bool


def match_all(
    cards: Sequence[Card], pairs: Sequence[tuple[int, int]], *, is_quoted: bool, carry: Carry
) -> tuple[list[Match], set[frozenset[str]]]:
    """Return the copies among pairs of documents, given by the numbers of their cards.

    Beside them stand the ends of the pairs that are drafted alike, and so no copies.
    """
    judged = carry(
        judge_quoted if is_quoted else judge_own, ((cards[a], cards[b]) for a, b in pairs)
    )
    copies: list[Match] = []
    refused: set[frozenset[str]] = set()
    for (a, b), one in zip(pairs, judged, strict=True):
        if one.passages:
            passages = one.passages
            copies.append(
                Match(one=cards[a], other=cards[b], passages=passages, is_quoted=is_quoted)
            )
        if one.is_drafted_alike:
            refused.add(frozenset((cards[a].id, cards[b].id)))
    return copies, refused


def judge_own(pair: tuple[Card, Card]) -> Judged:
    """Return what own words of the first that stand among those of the second come to."""
    return _judge(match(*pair))


def judge_quoted(pair: tuple[Card, Card]) -> Judged:
    """Return what own words of the first that stand in quotations of the second come to."""
    return _judge(match_quoted(*pair))


def _judge(found: Match) -> Judged:
    return Judged(found.passages if is_copy(found) else (), is_drafted_alike(found))


def match(one: Card, other: Card) -> Match:
    """Return what two documents share of their own words."""
    passages = find_passages(one.words.own, other.words.own)
    return Match(one=one, other=other, passages=passages)


def match_quoted(one: Card, other: Card) -> Match:
    """Return what of the own words of `one` stands in the quotations of `other`."""
    passages = find_passages(one.words.own, other.words.quoted)
    return Match(one=one, other=other, passages=passages, is_quoted=True)


def is_copy(found: Match) -> bool:
    """Do the passages make one a copy of the other, whichever came first?"""
    if found.is_quoted:
        return found.words >= LEAST_COPIED and found.share >= _WHOLE
    if not _is_long_enough(found, max(found.share, found.share_there)) or _is_filled_in(found):
        return False
    if are_siblings(found.one, found.other):
        sizes = sorted((found.one.size, found.other.size))
        return (
            found.words >= _SIBLINGS_OF_LONGER * sizes[1]
            or found.words >= _SIBLINGS_OF_SHORTER * sizes[0]
        )
    return not found.is_weak or _is_one_piece(found)


def is_drafted_alike(found: Match) -> bool:
    """Are both filled in or drafted from one template, and so no copies for all they share?"""
    if not found.passages or is_copy(found):
        return False
    return _is_filled_in(found) or are_siblings(found.one, found.other)


def _is_one_piece(found: Match) -> bool:
    if found.longest_run >= _ONE_RUN:
        return True
    ours, theirs = found.one.words, found.other.words
    whole = (p for p in found.passages if not count_swapped((p,), ours, theirs))
    return max((passage.words for passage in whole), default=0) >= _ONE_PIECE


def _is_long_enough(found: Match, shorter: float) -> bool:
    if found.words >= LEAST_COPIED:
        return True
    return found.words >= _LEAST_OF_A_BRIEF and shorter >= _MOST_OF_A_BRIEF


def _is_filled_in(found: Match) -> bool:
    """Are both filled-in forms: other names and numbers in the same words?"""
    swapped = count_swapped(found.passages, found.one.words, found.other.words)
    edits = count_edits(found.passages)
    return swapped >= _LEAST_SWAPPED and swapped >= _SWAPPED_OF_EDITS * edits


def count_covered(stretches: list[tuple[int, int]]) -> int:
    """Return how many places stretches cover together."""
    covered, end = 0, 0
    for first, after in sorted(stretches):
        covered += max(0, after - max(first, end))
        end = max(end, after)
    return covered
