"""The index of shingles: which documents have runs of words in common, without comparing all.

Documents are added one after the other and may be forgotten: what is kept of each are arrays
of numbers. The index is sorted by bands of hashes, one at a time, so that memory stays small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.text.shingles import Hashes, WordPrint, cut_shingles

LEAST_SHARED = 3  # kept shingles: a passage of 40 words has 8 of them, and hardly ever under 3
BANDS = 8
# Each document of a shingle is paired with the first of them and with the one before it: a text
# that all papers carry makes a star and not a square.
_FIRST_HOLDERS = 4
Owners = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Band:
    """Shingles in order, each with the number of the document that has it."""

    hashes: Hashes
    owners: Owners

    def find_holders(self, hashed: np.uint64) -> Owners:
        """Return the documents that have a shingle."""
        first = np.searchsorted(self.hashes, hashed, side="left")
        after = np.searchsorted(self.hashes, hashed, side="right")
        return self.owners[first:after]


@dataclass(frozen=True, slots=True)
class Index:
    """Who holds which shingle of its own words, by bands."""

    bands: tuple[Band, ...]

    def find_holders(self, hashed: np.uint64) -> Owners:
        """Return the documents that have a shingle among their own words."""
        return self.bands[int(hashed >> np.uint64(61))].find_holders(hashed)


def make_index(prints: Sequence[WordPrint]) -> Index:
    """Return the index of the documents' own words."""
    shingles = [cut_shingles(one.own) for one in prints]
    return Index(tuple(_make_band(shingles, number) for number in range(BANDS)))


def pair_holders(index: Index) -> Iterator[tuple[int, int]]:
    """Yield the pairs of documents that have enough shingles in common."""
    keys, counts = _no_pairs()
    for band in index.bands:
        keys, counts = _add_pairs(keys, counts, _pair_band(band))
    yield from _split(keys[counts >= LEAST_SHARED])


def pair_quoted(index: Index, prints: Sequence[WordPrint]) -> Iterator[tuple[int, int]]:
    """Yield pairs of a document whose own words stand in the quotations of another, and that one."""
    shingles = [cut_shingles(one.quoted) for one in prints]
    keys, counts = _no_pairs()
    for number, band in enumerate(index.bands):
        pairs = _join_bands(band, _make_band(shingles, number))
        keys, counts = _add_pairs(keys, counts, pairs)
    for owner, holder in _split(keys[counts >= LEAST_SHARED]):
        if owner != holder:
            yield owner, holder


def _join_bands(own: Band, quoted: Band) -> Hashes:
    """Return the pairs of who has a shingle and who quotes it, as numbers."""
    first = np.searchsorted(own.hashes, quoted.hashes, side="left")
    after = np.searchsorted(own.hashes, quoted.hashes, side="right")
    owners, holders = own.owners.astype(np.uint64), quoted.owners.astype(np.uint64)
    pairs = [np.zeros(0, dtype=np.uint64)]
    for at in range(_FIRST_HOLDERS):
        some = np.flatnonzero(first + at < after)
        pairs.append((owners[first[some] + at] << np.uint64(32)) | holders[some])
    return np.concatenate(pairs)


def _make_band(shingles: list[Hashes], number: int) -> Band:
    low, high = np.uint64(number << 61), np.uint64((number + 1 << 61) - 1)
    parts = [
        some[np.searchsorted(some, low) : np.searchsorted(some, high, side="right")]
        for some in shingles
    ]
    hashes = np.concatenate(parts) if parts else np.zeros(0, dtype=np.uint64)
    sizes = [len(part) for part in parts]
    owners = np.repeat(np.arange(len(parts), dtype=np.uint32), sizes)
    order = np.argsort(hashes, kind="stable")
    return Band(hashes[order], owners[order])


def _pair_band(band: Band) -> Hashes:
    """Return the pairs of one band as numbers, the document added first in the upper half."""
    size = len(band.hashes)
    if size == 0:
        return np.zeros(0, dtype=np.uint64)
    begins = np.flatnonzero(np.r_[True, band.hashes[1:] != band.hashes[:-1]])
    first = np.repeat(begins, np.diff(np.r_[begins, size]))
    place = np.arange(size) - first
    owners = band.owners.astype(np.uint64)
    pairs = []
    for at in range(_FIRST_HOLDERS):
        later = np.flatnonzero(place > at)
        pairs.append((owners[first[later] + at] << np.uint64(32)) | owners[later])
    later = np.flatnonzero(place > _FIRST_HOLDERS)
    pairs.append((owners[later - 1] << np.uint64(32)) | owners[later])
    return np.concatenate(pairs)


def _no_pairs() -> tuple[Hashes, npt.NDArray[np.int64]]:
    return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)


def _add_pairs(
    keys: Hashes, counts: npt.NDArray[np.int64], pairs: Hashes
) -> tuple[Hashes, npt.NDArray[np.int64]]:
    found, times = np.unique(pairs, return_counts=True)
    together = np.concatenate([keys, found])
    unique, inverse = np.unique(together, return_inverse=True)
    added = np.zeros(len(unique), dtype=np.int64)
    np.add.at(added, inverse, np.concatenate([counts, times]))
    return unique, added


def _split(keys: Hashes) -> Iterator[tuple[int, int]]:
    lower = np.uint64(0xFFFF_FFFF)
    yield from zip((keys >> np.uint64(32)).tolist(), (keys & lower).tolist(), strict=True)
