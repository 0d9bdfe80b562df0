"""Merges: documents that are put together from two others which have nothing to do with each other.

Where no dates tell who came first, that does: two texts hardly leave out of a longer one just what
the other one took of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from onrecord.text.origins_cards import Card
from onrecord.text.origins_matches import LEAST_COPIED, Match, count_covered

_ALL = 0.85  # of the words of what is put together stand in either
_APART = 0.1  # of the smaller part may stand in both
_MOST_PARTS = 6  # the greatest parts of a document that are tried; more are a family of copies

Stretches = list[tuple[int, int]]


def find_merges(matches: Sequence[Match]) -> frozenset[tuple[str, str]]:
    """Return (document, part) for each part that a document is put together from."""
    parts: dict[str, list[tuple[Card, Stretches]]] = {}
    cards: dict[str, Card] = {}
    for found in matches:
        if not found.is_quoted:
            parts.setdefault(found.one.id, []).append((found.other, found.covered))
            parts.setdefault(found.other.id, []).append((found.one, found.covered_there))
            cards[found.one.id], cards[found.other.id] = found.one, found.other
    related = {found.ends for found in matches}
    return frozenset(
        (document_id, part)
        for document_id, some in parts.items()
        if len(some) > 1
        for part in _find_parts(cards[document_id], some, related)
    )


def _find_parts(
    document: Card, parts: list[tuple[Card, Stretches]], related: set[frozenset[str]]
) -> Iterator[str]:
    greatest = sorted(parts, key=lambda part: (-count_covered(part[1]), part[0].id))[:_MOST_PARTS]
    for (one, ours), (other, theirs) in combinations(greatest, 2):
        if frozenset((one.id, other.id)) in related:
            continue
        mine, others = count_covered(ours), count_covered(theirs)
        together = count_covered([*ours, *theirs])
        smaller = min(mine, others)
        is_apart = mine + others - together <= _APART * smaller
        if smaller >= LEAST_COPIED and is_apart and together >= _ALL * document.size:
            yield one.id
            yield other.id
