"""The words of all documents by which copies are found: in mapped files, once they are many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from itertools import pairwise

import numpy as np

from onrecord.text.origins_cards import Card
from onrecord.text.shingles import WordPrint
from onrecord.verify.quotes import MappedArrays

KINDS = {"own": np.uint32, "names": np.uint16, "quoted": np.uint32}
_BARE = WordPrint(**{name: np.zeros(0, kind) for name, kind in KINDS.items()})


def map_prints(cards: Iterable[Card], mapped: MappedArrays) -> Iterator[Card]:
    """Yield the cards as they came, when all were read; their words are read where they are asked for."""
    growing = {one.name: mapped.open(KINDS[one.name]) for one in fields(WordPrint)}
    places = {name: [0] for name in growing}
    held: list[Card] = []
    for card in cards:
        for name, array in growing.items():
            array.add(getattr(card.words, name).tobytes())
            places[name].append(len(array))
        held.append(replace(card, words=_BARE))
    arrays = {name: array.finish() for name, array in growing.items()}
    bounds = zip(*(pairwise(places[name]) for name in arrays), strict=True)
    for card, some in zip(held, bounds, strict=True):
        words = {
            name: arrays[name][first:after]
            for name, (first, after) in zip(arrays, some, strict=True)
        }
        yield replace(card, words=WordPrint(**words))
