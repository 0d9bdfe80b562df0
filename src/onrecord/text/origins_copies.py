"""Copies: which documents of a pile are made of others, how, and who came first.

>>> [(o.document_id, o.how, o.of) for o in find_copies(documents, knowledge)]  # doctest: +SKIP
[('doc-…', <CopyKind.TRIMMED: 'trimmed'>, 'doc-…')]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import numpy as np

from onrecord.knowledge import Knowledge
from onrecord.model import CopyKind, DirectionBasis, Document, DocumentKind
from onrecord.model.carry import Carry, carry_here
from onrecord.text.origins_cards import Card, are_orders, make_card
from onrecord.text.origins_directions import find_direction
from onrecord.text.origins_index import Index, make_index, pair_holders, pair_quoted
from onrecord.text.origins_matches import (
    LEAST_COPIED,
    Match,
    count_covered,
    match_all,
)
from onrecord.text.origins_merges import find_merges
from onrecord.text.shingles import cut_shingles

_NEARLY_ALL = 0.8
_ALL = 0.9
_WHOLE = 0.95  # a headline or a line of furniture may be too many
_LIGHTLY = 0.01  # of the words changed: less is a spelling or a dash
_LEAST_OF_MERGED = 0.15  # what a second source must add to a merged text
# A short passage that this many other families share over so many days is standing wording.
_COMMON_FAMILIES = 3
_COMMON_DAYS = timedelta(days=60)
_COMMON_WORDS = 80  # what pages say of themselves, their authors and their newsletters is shorter


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One source of a document that is made of others.

    `covered` are the stretches of the document's own words that stand in the source; `total` is
    the part of the document that all its sources cover together.
    """

    card: Card
    source: Card
    how: CopyKind
    basis: DirectionBasis
    share: float
    total: float
    covered: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Link:
    """A match, seen from its copy."""

    copy: Card
    source: Card
    basis: DirectionBasis
    match: Match
    covered: tuple[tuple[int, int], ...]  # of the copy
    share: float  # of the copy
    share_of_source: float


def find_copies(
    documents: Iterable[Document], knowledge: Knowledge, *, carry: Carry = carry_here
) -> list[Copy]:
    """Return the copies among documents, each with its sources, the greatest first.

    Reads each document once and keeps numbers alone; copies never go in a circle.
    """
    return find_copies_of(carry(partial(make_card, knowledge=knowledge), documents), carry=carry)


def find_copies_of(cards_of: Iterable[Card], *, carry: Carry = carry_here) -> list[Copy]:
    """Return the copies among documents of which these are the cards."""
    unique = {card.id: card for card in cards_of}
    cards = sorted(unique.values(), key=lambda card: card.rank)
    matches = find_matches(cards, carry=carry)
    merges = find_merges(matches)
    links = _cut_circles([_make_link(found, merges) for found in matches])
    sources: dict[str, list[_Link]] = {}
    for link in links:
        sources.setdefault(link.copy.id, []).append(link)
    return [
        copy
        for card in cards
        if card.id in sources
        for copy in _make_copies(card, _choose_sources(sources[card.id]))
    ]


def find_matches(cards: Sequence[Card], *, carry: Carry = carry_here) -> list[Match]:
    """Return the matches that make copies, without those of standing wording alone.

    A step per key: the key is a pair of documents that have shingles in common.
    """
    index = make_index([card.words for card in cards])
    held = [(b, a) for a, b in pair_holders(index)]
    quoted = list(pair_quoted(index, [card.words for card in cards]))
    found, refused = match_all(cards, held, is_quoted=False, carry=carry)
    others, others_refused = match_all(cards, quoted, is_quoted=True, carry=carry)
    copies = _drop_explained([*found, *others], refused | others_refused)
    families = _join([one for one in copies if not one.is_weak])
    usual = _Usual(index, cards, families)
    return [one for one in copies if not one.is_weak or not usual.holds(one)]


def _drop_explained(copies: Sequence[Match], refused: set[frozenset[str]]) -> list[Match]:
    """Return the copies without those that a nearer text explains.

    Where a text copies one that is no copy of a third although they share words (papers drafted
    from one template), it is no copy of the third for the sake of those words.
    """
    partners: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for one in copies:
        if not one.is_quoted:
            partners.setdefault(one.one.id, {})[one.other.id] = one.covered
            partners.setdefault(one.other.id, {})[one.one.id] = one.covered_there

    def is_explained(this: Card, that: Card) -> bool:
        near = partners.get(this.id, {})
        mine = near.get(that.id, [])
        return any(
            frozenset((other, that.id)) in refused and _covers(stretches, mine)
            for other, stretches in near.items()
            if other != that.id
        )

    return [
        one
        for one in copies
        if one.is_quoted
        or not (is_explained(one.one, one.other) or is_explained(one.other, one.one))
    ]


def _covers(stretches: list[tuple[int, int]], others: list[tuple[int, int]]) -> bool:
    """Do stretches cover more than others, and nearly all of them?"""
    mine, theirs = count_covered(stretches), count_covered(others)
    both = mine + theirs - count_covered([*stretches, *others])
    return mine > theirs and both >= _NEARLY_ALL * theirs


class _Usual:
    """Wording that unrelated documents have had in common for months."""

    def __init__(self, index: Index, cards: Sequence[Card], families: dict[str, str]) -> None:
        self._index = index
        self._cards = cards
        self._families = families

    def holds(self, found: Match) -> bool:
        """Is most of what a match shares such wording?"""
        orders = are_orders(found.one, found.other)
        if found.words >= _COMMON_WORDS and not orders:
            return False
        shared = np.intersect1d(
            cut_shingles(found.one.words.own), cut_shingles(found.other.words.own)
        )
        ours = {self._family(found.one), self._family(found.other)}
        usual = sum(self._is_usual(hashed, ours, of_law=orders) for hashed in shared)
        return usual * 2 > len(shared)

    def _is_usual(self, hashed: np.uint64, ours: set[str], *, of_law: bool) -> bool:
        """Do others have it too? Of orders, what a third one has is the law's wording."""
        holders = [self._cards[number] for number in self._index.find_holders(hashed).tolist()]
        others = [card for card in holders if self._family(card) not in ours]
        if of_law:
            return any(card.kind is DocumentKind.ORDER for card in others)
        if len({self._family(card) for card in others}) < _COMMON_FAMILIES:
            return False
        days = [card.first for card in holders if card.is_dated]
        return len(days) > 1 and max(days) - min(days) >= _COMMON_DAYS

    def _family(self, card: Card) -> str:
        return self._families.get(card.id, card.id)


def _join(matches: list[Match]) -> dict[str, str]:
    """Return for each document of the matches one that stands for its family."""
    heads: dict[str, str] = {}

    def head(of: str) -> str:
        while heads.setdefault(of, of) != of:
            heads[of] = heads[heads[of]]
            of = heads[of]
        return of

    for found in matches:
        one, other = sorted((head(found.one.id), head(found.other.id)))
        heads[other] = one
    return {id_: head(id_) for id_ in list(heads)}


def _make_link(found: Match, merges: frozenset[tuple[str, str]]) -> _Link:
    one_copies, basis = find_direction(found, merges)
    if one_copies:
        return _Link(
            copy=found.one,
            source=found.other,
            basis=basis,
            match=found,
            covered=tuple(found.covered),
            share=found.share,
            share_of_source=found.share_there,
        )
    share = found.share_there
    if found.is_quoted:
        words = found.other.words
        share *= len(words.quoted) / max(1, len(words.own) + len(words.quoted))
    return _Link(
        copy=found.other,
        source=found.one,
        basis=basis,
        match=found,
        covered=() if found.is_quoted else tuple(found.covered_there),
        share=share,
        share_of_source=found.share,
    )


def _cut_circles(links: list[_Link]) -> list[_Link]:
    """Return the links without the weakest of each circle: dates first, then the greater share."""
    kept: dict[str, set[str]] = {}
    sound: list[_Link] = []
    for link in sorted(links, key=_strength):
        if not _leads_to(kept, link.source.id, link.copy.id):
            kept.setdefault(link.copy.id, set()).add(link.source.id)
            sound.append(link)
    return sound


def _strength(link: _Link) -> tuple[int, float, str, str]:
    basis = list(DirectionBasis).index(link.basis)
    return basis, -link.share, link.copy.id, link.source.id


def _leads_to(kept: dict[str, set[str]], first: str, last: str) -> bool:
    """Does `first` go back to `last`?"""
    open_, seen = [first], {first}
    while open_:
        at = open_.pop()
        if at == last:
            return True
        for source in kept.get(at, ()):
            if source not in seen:
                seen.add(source)
                open_.append(source)
    return False


def _choose_sources(links: list[_Link]) -> list[_Link]:
    """Return the source that covers most, then those that cover something else."""
    chosen: list[_Link] = []
    stretches: list[tuple[int, int]] = []
    for link in sorted(links, key=_preference):
        before = count_covered(stretches)
        added = count_covered([*stretches, *link.covered]) - before
        if not chosen or added >= LEAST_COPIED or link.match.is_quoted:
            chosen.append(link)
            stretches += link.covered
    return chosen


def _preference(link: _Link) -> tuple[float, bool, float, object]:
    """Return what sorts the sources of a copy: the most covered, of a known direction, the first.

    Where nothing tells the direction, what has little else in it is the likelier source.
    """
    unknown = link.basis is DirectionBasis.UNKNOWN
    part = -round(link.share_of_source, 1) if unknown else 0.0
    return -round(link.share, 1), unknown, part, link.source.rank


def _make_copies(card: Card, links: list[_Link]) -> Iterator[Copy]:
    together = [stretch for link in links for stretch in link.covered]
    total = max(count_covered(together) / max(1, card.size), max(link.share for link in links))
    merged = _is_merged(links, total)
    for link in links:
        yield Copy(
            card=card,
            source=link.source,
            how=CopyKind.MERGED if merged else _find_kind(link),
            basis=link.basis,
            share=min(1.0, link.share),
            total=min(1.0, total),
            covered=link.covered,
        )


def _is_merged(links: list[_Link], total: float) -> bool:
    shares = sorted((link.share for link in links), reverse=True)
    return len(links) > 1 and total >= _NEARLY_ALL and total - shares[0] >= _LEAST_OF_MERGED


def _find_kind(link: _Link) -> CopyKind:
    if link.share >= _NEARLY_ALL and not link.match.is_quoted:
        if link.share_of_source < _ALL:
            return CopyKind.TRIMMED
        whole = min(link.share, link.share_of_source) >= _WHOLE
        return CopyKind.VERBATIM if whole and not _is_edited(link.match) else CopyKind.LIGHT_EDIT
    return CopyKind.QUOTED_WHOLE if link.share_of_source >= _NEARLY_ALL else CopyKind.EXCERPT


def _is_edited(found: Match) -> bool:
    """Were words changed within the passages, or at more places than where they begin and end?"""
    inside = count_covered(found.covered)
    changed = inside - found.words
    edits = sum(len(passage.runs) - 1 for passage in found.passages)
    return max(changed, edits) > _LIGHTLY * inside
