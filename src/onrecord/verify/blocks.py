"""Blocks: things that share a key, and the pairs of them. Numbers alone are kept, in arrays.

As Python has them the keys of a hundred thousand reports take some 300 MB, here 20.
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
_LARGE = 64  # things of a block
_AT_ONCE = 1 << 20  # pairs that are gathered before those that came already are left out


class Blocks:
    """Which things have which key. A thing is known by its number, a key by 64 bits of its hash."""

    def __init__(self) -> None:
        self._keys, self._holders = array("q"), array("q")

    def add(self, key: Hashable, number: int) -> None:
        """Note that a thing has a key."""
        self._keys.append(hash(key))
        self._holders.append(number)

    def list(self, most: int | None = None) -> Iterator[Numbers]:
        """Yield the things of each key that several have, in order; no more than `most` of them."""
        keys = np.frombuffer(self._keys, dtype=np.int64)
        order = np.argsort(keys, kind="stable")
        holders = np.frombuffer(self._holders, dtype=np.int64)[order]
        begins = np.flatnonzero(np.diff(keys[order])) + 1
        for first, after in zip([0, *begins.tolist()], [*begins.tolist(), len(keys)], strict=True):
            if 1 < after - first <= (most or len(keys)):
                yield holders[first:after]


def list_pairs(*blocks: Iterable[Numbers]) -> Iterator[tuple[int, int]]:
    """Yield each pair of two things of one block once, the smaller number first, in order."""
    known = np.empty(0, dtype=np.int64)
    waiting: list[Numbers] = []
    size = 0
    for pairs in (pairs for some in blocks for block in some for pairs in _pair(block)):
        waiting.append(pairs)
        size += len(pairs)
        if size >= _AT_ONCE:
            known, waiting, size = np.unique(np.concatenate([known, *waiting])), [], 0
    for pair in np.unique(np.concatenate([known, *waiting])):
        yield int(pair) >> 32, int(pair) & 0xFFFF_FFFF


def _pair(block: Numbers) -> Iterator[Numbers]:
    """Yield the pairs of a block as numbers: all at once, or those of one thing after the other."""
    firsts = block << np.int64(32)
    if len(block) > _LARGE:
        yield from (first | block[at + 1 :] for at, first in enumerate(firsts))
    else:
        one, other = _list_places(len(block))
        yield firsts[one] | block[other]


@lru_cache(maxsize=_LARGE)
def _list_places(size: int) -> tuple[Numbers, Numbers]:
    return np.triu_indices(size, 1)
