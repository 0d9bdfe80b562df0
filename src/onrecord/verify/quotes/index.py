"""An index of what was said: three words in a row → where they stand. No scan, no pairs.

All speeches stand one behind the other as numbers of words. For each three words in a row there is
a hash of 64 bits, sorted, with its place. With the words' own places and signs a word of speech
takes 25 bytes, in files where there are many (docs/performance.md).
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from onrecord.knowledge import QuoteWords
from onrecord.model import Speech
from onrecord.verify.quotes.mapped import MappedArrays
from onrecord.verify.quotes.packing import SpokenWords, pack_words
from onrecord.verify.quotes.words import WordReader

if TYPE_CHECKING:
    from onrecord.verify.quotes.meanings import Meanings

Ints = npt.NDArray[np.int32]

GRAM = 3
BAND = 12  # words by which a cut may move what follows, to be of the same place
MOST_BANDS = 8  # places that are aligned for one quote
COMMON = 400  # places of three words from which they tell little
MOST_HITS = 20_000  # places looked at for one quote
SAME_VOICE = 2.5  # how many three-words-in-a-row it is worth to be said by the same one
SAME_DAYS = 1.0
_AT_A_TIME = 1 << 15  # words whose hashes are worked out within a core's memory
_SORTED = 1 << 20  # hashes that are sorted together: some 30 MB
_MOST_PILES = 128  # files that are open for it
_COUNTED = 1 << 20  # words
_GRAM = np.dtype([("key", np.uint64), ("place", np.uint32)])
_APART = 1 << 32  # bands between those of two speeches: none is as long
_PRIMES = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Places [first, after) of the index, all of one speech, where words of a quote stand."""

    speech: int
    first: int
    after: int


class Memory(Protocol):
    """Remembers how quotes were aligned with what was said; and has room for the index."""

    mapped: MappedArrays

    def find(self, key: str) -> tuple[int, ...] | None:
        """Return what was found, () for no place; None where it was not looked for."""
        ...

    def keep(self, key: str, found: tuple[int, ...]) -> None:
        """Remember what was found."""
        ...


class SpeechIndex:
    """What was said in a pile. `texts` are the documents' by id.

    `words` are those of all speeches in their order, where somebody has read them already. With
    `meanings`, quotes in one language are compared with what was said in another.
    """

    def __init__(
        self,
        speeches: Sequence[Speech],
        texts: Mapping[str, str],
        tables: Mapping[str, QuoteWords],
        *,
        words: Iterable[SpokenWords] | None = None,
        meanings: Meanings | None = None,
        memory: Memory | None = None,
    ) -> None:
        self.memory = memory
        self.mapped = memory.mapped if memory is not None else MappedArrays()
        self.meanings = meanings
        self.speeches = tuple(speeches)
        self.texts = texts
        self._tables = tables
        self._readers: dict[str, WordReader] = {}
        self._numbers: dict[str, int] = {"": 0}
        read = _Gathered(self.mapped)
        for some in self._read_all() if words is None else words:
            read.add(some, some.number(self._numbers))
        self.ids, self.starts, self.ends = (g.finish() for g in (read.ids, read.starts, read.ends))
        self.marks, self.firsts = read.marks.finish(), read.firsts.finish()
        self.by_actor: dict[str, list[Speech]] = {}
        self._by_document: dict[str, list[Speech]] = {}
        for speech in self.speeches:
            self._by_document.setdefault(speech.document_id, []).append(speech)
            for actor in speech.voice.ids:
                self.by_actor.setdefault(actor, []).append(speech)
        self.spelled = list(self._numbers)
        self.counts = _count(self.ids, len(self.spelled))
        self._names = name_words(self.spelled) if memory is not None else np.empty(0, np.uint64)
        self._keys, self._places = _sort_grams(self.ids, self.mapped)

    def _read_all(self) -> Iterator[SpokenWords]:
        for speech in self.speeches:
            reader = self.reader(speech.language)
            words = reader.read(self.texts[speech.document_id], speech.start, speech.end)
            yield pack_words([words])

    def speeches_of(self, document_id: str) -> list[Speech]:
        """Return the speeches of a document."""
        return self._by_document.get(document_id, [])

    @property
    def bytes(self) -> int:
        """Return the memory of the arrays."""
        held = (self.ids, self.starts, self.ends, self.marks, self.firsts)
        return sum(a.nbytes for a in (*held, self._keys, self._places))

    def reader(self, language: str) -> WordReader:
        """Return the reader of a language's words."""
        if language not in self._readers:
            self._readers[language] = WordReader(self._tables.get(language, QuoteWords()))
        return self._readers[language]

    def number(self, norms: Sequence[str]) -> Ints:
        """Return the numbers of words; one that was never said gets a negative one of its own."""
        return np.array(
            [self._numbers.get(norm, -1 - at) for at, norm in enumerate(norms)], dtype=np.int32
        )

    def name_words(self, numbers: Ints) -> npt.NDArray[np.uint64]:
        """Return what names words also in another index; 0 for what was never said."""
        known = np.where(numbers >= 0, numbers, 0)
        return np.where(numbers >= 0, self._names[known], np.uint64(0))

    def speech_at(self, place: int) -> int:
        """Return the number of the speech in which a place lies."""
        return int(np.searchsorted(self.firsts, place, side="right")) - 1

    def bounds(self, speech: int) -> tuple[int, int]:
        """Return the places [first, after) of a speech."""
        first = int(self.firsts[speech])
        last = speech + 1 < len(self.firsts)
        return first, int(self.firsts[speech + 1]) - 1 if last else len(self.ids) - 1

    def rarity(self, numbers: Ints) -> npt.NDArray[np.float64]:
        """Return how much it tells that words agree: little for words that are said everywhere."""
        known = np.where(numbers > 0, numbers, 0)
        counts = np.where(numbers > 0, self.counts[known], 0)
        return np.log((len(self.ids) + 1.0) / (counts + 1.0))

    def find_exact(self, numbers: Ints) -> Ints:
        """Return the places where just these words stand; three words at least."""
        if len(numbers) < GRAM or len(self.ids) < GRAM:
            return np.empty(0, dtype=np.int32)
        grams = self._lookup(numbers)
        if any(after == first for first, after in grams):
            return np.empty(0, dtype=np.int32)
        at = min(range(len(grams)), key=lambda i: grams[i][1] - grams[i][0])
        places = self._places[slice(*grams[at])].astype(np.int64) - at
        places = places[(places >= 0) & (places + len(numbers) <= len(self.ids))]
        for offset in range(len(numbers)):
            places = places[self.ids[places + offset] == numbers[offset]]
        return np.sort(places).astype(np.int32)

    def list_known(self, numbers: Ints) -> npt.NDArray[np.bool_]:
        """Return of each three words in a row whether they stand somewhere."""
        return are_among(hash_grams(numbers), self._keys)

    def find_windows(
        self, numbers: Ints, worth: Callable[[int], float], *, pad: int
    ) -> list[Window]:
        """Return where the quote may stand, best first: most of its words, then by `worth`.

        `worth` says of a speech how much better it is than any other, below 0 that it is none.
        """
        offsets, places = self._find_hits(numbers)
        if not len(places):
            return []
        # each speech has bands of its own: what else was said does not move them
        held = np.searchsorted(self.firsts, places, side="right") - 1
        bands = held * _APART + (places - self.firsts[held] - offsets) // BAND
        found, heads, counts = np.unique(bands, return_index=True, return_counts=True)
        best = np.argsort(-counts, kind="stable")[: MOST_BANDS * 8]
        behind = np.minimum(np.searchsorted(found, found[best] + 1), len(found) - 1)
        beside = np.where(found[behind] == found[best] + 1, counts[behind], 0)
        speeches = held[heads[best]]
        rows = zip(
            (found[best] - speeches * _APART).tolist(),
            (counts[best] + beside).tolist(),
            speeches.tolist(),
            strict=True,
        )
        ranked: list[tuple[float, Window]] = []
        for band, hits, speech in rows:
            value = worth(speech)
            if value < 0:
                continue
            first, after = self.bounds(speech)
            begin = first + band * BAND
            start = max(first, begin - pad)
            end = min(after, begin + BAND + len(numbers) + pad)
            ranked.append((hits + value, Window(speech=speech, first=start, after=end)))
        ranked.sort(key=lambda pair: (-pair[0], pair[1].first))
        return _keep_apart([window for _, window in ranked])[:MOST_BANDS]

    def _find_hits(self, numbers: Ints) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return where three words of the quote in a row stand: their places in both."""
        offsets, places, total = [], [], 0
        if len(numbers) < GRAM or len(self.ids) < GRAM:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        grams = sorted(
            (after - first, at, first) for at, (first, after) in enumerate(self._lookup(numbers))
        )
        for count, at, first in grams:
            if total and (count > COMMON or total + count > MOST_HITS):
                break
            some = self._places[first : first + min(count, MOST_HITS)].astype(np.int64)
            places.append(some)
            offsets.append(np.full(len(some), at, dtype=np.int64))
            total += len(some)
        return np.concatenate(offsets), np.concatenate(places)

    def _lookup(self, numbers: Ints) -> list[tuple[int, int]]:
        keys = hash_grams(numbers)
        first = np.searchsorted(self._keys, keys, side="left")
        after = np.searchsorted(self._keys, keys, side="right")
        return list(zip(first.tolist(), after.tolist(), strict=True))


class _Gathered:
    """The words of all speeches; between two of them stands a word that nobody says."""

    def __init__(self, mapped: MappedArrays) -> None:
        self.ids, self.starts, self.ends = (mapped.open(np.int32) for _ in range(3))
        self.marks, self.firsts = mapped.open(np.uint8), mapped.open(np.int64)

    def add(self, words: SpokenWords, numbers: Ints) -> None:
        held = (
            (self.ids, numbers.tobytes(), 4),
            (self.starts, words.starts, 4),
            (self.ends, words.ends, 4),
            (self.marks, words.marks, 1),
        )
        for first, after in words.cut():
            self.firsts.add(len(self.ids).to_bytes(8, sys.byteorder))
            for kept, more, size in held:
                kept.add(more[first * size : after * size])
                kept.add(bytes(size))


def _count(ids: Ints, number: int) -> npt.NDArray[np.int64]:
    """Return how often each word occurs."""
    counts = np.zeros(number, dtype=np.int64)
    for at in range(0, len(ids), _COUNTED):
        counts += np.bincount(ids[at : at + _COUNTED], minlength=number)
    return counts


def _sort_grams(
    ids: Ints, mapped: MappedArrays
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint32]]:
    """Return the hashes of all three words in a row in order, and where each stands.

    They are put on piles by their first bits, and each pile is sorted by itself: so much memory as
    that takes.
    """
    keys, places = mapped.open(np.uint64), mapped.open(np.uint32)
    bits = min(len(ids) // _SORTED, _MOST_PILES - 1).bit_length()
    piles = [mapped.open(_GRAM, is_file=bits > 0) for _ in range(1 << bits)]
    for at in range(0, len(ids), _SORTED):
        hashed = hash_grams(ids[at : at + _SORTED + GRAM - 1])
        some = np.empty(len(hashed), dtype=_GRAM)
        some["key"], some["place"] = hashed, np.arange(at, at + len(hashed), dtype=np.uint32)
        first = hashed >> np.uint64(64 - bits) if bits else np.zeros(len(hashed), dtype=np.uint64)
        some = some[np.argsort(first, kind="stable")]
        ends = np.cumsum(np.bincount(first.astype(np.intp), minlength=len(piles))).tolist()
        for pile, (begin, end) in zip(piles, pairwise([0, *ends]), strict=True):
            pile.add(some[begin:end].tobytes())
        mapped.rest()
    for pile in piles:
        some = pile.finish()
        some = some[np.argsort(some["key"], kind="stable")]
        keys.add(some["key"].tobytes())
        places.add(some["place"].tobytes())
    return keys.finish(), places.finish()


def name_words(spelled: Sequence[str]) -> npt.NDArray[np.uint64]:
    """Return a hash of each word."""
    raws = (word.encode("utf-8", "surrogatepass") for word in spelled)
    hashed = b"".join(hashlib.blake2b(raw, digest_size=8).digest() for raw in raws)
    return np.frombuffer(hashed, dtype=np.uint64)


def hash_grams(numbers: Ints) -> npt.NDArray[np.uint64]:
    """Return a hash of each three words in a row."""
    hashed = np.empty(max(len(numbers) - GRAM + 1, 0), dtype=np.uint64)
    for at in range(0, len(hashed), _AT_A_TIME):
        some = numbers[at : at + _AT_A_TIME + GRAM - 1]
        hashed[at : at + _AT_A_TIME] = _hash_some(some.astype(np.int64).view(np.uint64))
    return hashed


def are_among(
    hashes: npt.NDArray[np.uint64], held: npt.NDArray[np.uint64]
) -> npt.NDArray[np.bool_]:
    """Return of each hash whether it is one of those held, which are sorted."""
    if not len(held):
        return np.zeros(len(hashes), dtype=np.bool_)
    at = np.minimum(np.searchsorted(held, hashes), len(held) - 1)
    found: npt.NDArray[np.bool_] = held[at] == hashes
    return found


def _hash_some(wide: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    a, b, c = wide[:-2] * _PRIMES[0], wide[1:-1] * _PRIMES[1], wide[2:] * _PRIMES[2]
    mixed = (a ^ (b >> np.uint64(7)) ^ (c << np.uint64(9))) * _PRIMES[0]
    hashed: npt.NDArray[np.uint64] = mixed ^ (mixed >> np.uint64(31)) ^ b ^ c
    return hashed


def _keep_apart(windows: list[Window]) -> list[Window]:
    """Return the windows without those that lie mostly in a better one."""
    kept: list[Window] = []
    for window in windows:
        covered = any(
            k.speech == window.speech
            and min(k.after, window.after) - max(k.first, window.first)
            > 0.8 * (window.after - window.first)
            for k in kept
        )
        if not covered:
            kept.append(window)
    return kept
