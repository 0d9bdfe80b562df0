"""Find where a quote was said: one place, or several it was put together from.

The best place is aligned; what the quote has beside it is looked for elsewhere in the same way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.verify.quotes.alignment import Step, align
from onrecord.verify.quotes.asking import AGAINST, COUNTS, NEITHER, Questions
from onrecord.verify.quotes.index import GRAM, Ints, SpeechIndex, Window
from onrecord.verify.quotes.words import END

PAD = 70  # words around a place in which a cut may lie
LEAST_ALONE = 4  # words that are a place of their own
LEAST_SHARE = 0.6  # of the words of a place that agree; fewer are other words about the same
# The same, each word weighed by how rare it is: those that agree outweigh the others.
LEAST_RARE = 0.5
LEAST_WEIGHT = 14.0  # of a place beside the best one: what everybody says is no place
MANY_OTHER = 3  # words that agree with nothing, before two halves are looked for
NEAR_BEST = 0.08  # by how much better another's words must be than the speaker's own
# What a step is worth: the best run of steps is the place, what lies beside it is not.
_SAME, _OTHER, _CUT, _MORE_CUT, _CROSSING = 1.0, -0.8, -0.9, -0.03, -1.0

Worth = Callable[[int], float]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words [first, after) of a quote, and the places [said_first, said_after) where they stand.

    `changes` are stretches of both that differ: (quoted from, to, said from, to).
    """

    speech: int
    first: int
    after: int
    said_first: int
    said_after: int
    same: int
    changes: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """One quote as it is looked for. `worth` says of a speech how likely it is the one.

    `added` are the words in brackets, which nobody said; `questions` takes down what is asked of all
    that was said.
    """

    index: SpeechIndex
    numbers: Ints
    worth: Worth
    added: Bools
    questions: Questions = field(default_factory=Questions)

    def find(self) -> list[Place]:
        """Return the places that a quote comes from, in its order; none where it was not said."""
        places = sorted(self._find(0, len(self.numbers), 0), key=lambda p: p.first)
        if _count_other(places, len(self.numbers)) >= MANY_OTHER:
            places = self._find_halves() or places
        total = sum(place.same for place in places)
        wanted = len(self.numbers) - int(self.added.sum())
        return places if total >= LEAST_SHARE * wanted else []

    def _find(self, first: int, after: int, depth: int) -> Iterator[Place]:
        numbers = self.numbers[first:after]
        added = self.added[first:after]
        best = self._find_exact(numbers) or self._find_aligned(numbers, added, first)
        if best is None or (depth and not self._stands_out(_move(best, first))):
            return
        yield _move(best, first)
        if depth == 2:
            return
        for start, end in _list_rest(best, len(numbers)):
            yield from self._find(first + start, first + end, depth + 1)

    def _find_halves(self) -> list[Place]:
        """Return two places that have all words of the quote between them, none where there are none.

        Two halves word for word are likelier than one place with many words changed.
        """
        size = len(self.numbers)
        stands = self.index.list_known(self.numbers)
        most = _count_whole(stands), _count_whole(stands[::-1])
        if sum(most) < size:
            return []
        head = self._grow(lambda k: self.numbers[:k], most[0])
        tail = self._grow(lambda k: self.numbers[size - k :], most[1])
        if head + tail < size or min(head, tail, size - head) < LEAST_ALONE:
            return []
        halves = [(0, self.numbers[:head]), (head, self.numbers[head:])]
        places = [(at, self._find_exact(numbers)) for at, numbers in halves]
        found = [_move(place, at) for at, place in places if place is not None]
        heavy = all(self._weigh(at, at + len(numbers)) for at, numbers in halves)
        return found if heavy and len(found) == len(halves) else []

    def _grow(self, cut: Callable[[int], Ints], most: int) -> int:
        """Return how many words of one end of the quote stand somewhere in a row, of `most`."""
        least = 0
        while least < most:
            middle = (least + most + 1) // 2
            if middle < GRAM or self._find_exact(cut(middle)) is not None:
                least = middle
            else:
                most = middle - 1
        return least

    def _weigh(self, first: int, after: int) -> bool:
        """Are words of the quote rare enough to be a place beside another?"""
        is_so = float(self.index.rarity(self.numbers[first:after]).sum()) >= LEAST_WEIGHT
        signs = COUNTS * (after - first)
        self.questions.weigh(LEAST_WEIGHT, is_so=is_so, first=first, signs=signs)
        return is_so

    def _stands_out(self, place: Place) -> bool:
        """Are the words rare enough, and all there, to be a place beside another?"""
        whole = place.same >= 0.9 * (place.after - place.first)
        return whole and place.same >= LEAST_ALONE and self._weigh(place.first, place.after)

    def _find_exact(self, numbers: Ints) -> Place | None:
        best: tuple[float, int, Place] | None = None
        for at in self.index.find_exact(numbers)[:2000].tolist():
            speech = self.index.speech_at(at)
            worth = self.worth(speech)
            size = len(numbers)
            if worth >= 0 and (best is None or worth > best[0]):
                place = Place(
                    speech=speech, first=0, after=size, said_first=at, said_after=at + size,
                    same=size,
                )  # fmt: skip
                best = worth, at, place
        return best[2] if best else None

    def _find_aligned(self, numbers: Ints, added: Bools, begin: int) -> Place | None:
        best: tuple[float, Place] | None = None
        weights = np.where(added, 0.0, self.index.rarity(numbers))
        total = max(len(numbers) - int(added.sum()), 1)
        for window in self.index.find_windows(numbers, self.worth, pad=PAD):
            place = _place(self.index, numbers, window, added)
            if place is None:
                continue
            size = place.after - place.first - int(added[place.first : place.after].sum())
            if place.same < max(GRAM, LEAST_SHARE * size):
                continue
            changed = {q for a, b, _, _ in place.changes for q in range(a, b)}
            same = [q for q in range(place.first, place.after) if q not in changed]
            rare = weights[same].sum() / max(weights[place.first : place.after].sum(), 1e-9)
            signs = (
                NEITHER if added[q] else AGAINST if q in changed else COUNTS
                for q in range(place.first, place.after)
            )
            self.questions.weigh(
                0.0, is_so=bool(rare >= LEAST_RARE), first=begin + place.first, signs=signs
            )
            if rare < LEAST_RARE:
                continue
            value = place.same / total - 0.01 * len(place.changes)
            value += NEAR_BEST * min(self.worth(window.speech) / 3.5, 1.0)
            if best is None or value > best[0]:
                best = value, place
        return best[1] if best else None


def _count_whole(stands: Bools) -> int:
    """Return how many words may stand in a row, if of each three in a row it is known whether they do."""
    return len(stands) + GRAM - 1 if stands.all() else int(np.argmin(stands)) + GRAM - 1


def _count_other(places: list[Place], size: int) -> int:
    """Return how many words of the quote agree with nothing."""
    covered = sum(place.after - place.first for place in places)
    return size - covered + sum(b - a for place in places for a, b, _, _ in place.changes)


def _place(index: SpeechIndex, numbers: Ints, window: Window, added: Bools) -> Place | None:
    """Return the place in a window; it hangs on the words of both alone, which may be remembered."""
    ends = (index.marks[window.first : window.after] & END) > 0
    said = index.ids[window.first : window.after]
    if index.memory is None:
        found = _align(numbers, said, ends, added)
    else:
        key = _name(index.name_words(numbers), index.name_words(said), ends, added)
        held = index.memory.find(key)
        found = held if held is not None else _align(numbers, said, ends, added)
        if held is None:
            index.memory.keep(key, found)
    if not found:
        return None
    first, after, said_first, said_after, same, *flat = found
    quads = zip(flat[::4], flat[1::4], flat[2::4], flat[3::4], strict=True)
    return Place(
        speech=window.speech,
        first=first,
        after=after,
        said_first=window.first + said_first,
        said_after=window.first + said_after,
        same=same,
        changes=tuple((a, b, window.first + c, window.first + d) for a, b, c, d in quads),
    )


def _name(*arrays: npt.NDArray[Any]) -> str:
    """Return a hash of arrays."""
    digest = hashlib.blake2b(digest_size=16)
    for one in arrays:
        digest.update(len(one).to_bytes(4, "little"))
        digest.update(one.tobytes())
    return digest.hexdigest()


def _align(numbers: Ints, said: Ints, ends: Bools, added: Bools) -> tuple[int, ...]:
    """Return a place's numbers, those of the speech counted from the first word; () where none is."""
    steps = align(numbers, said, ends)
    values = [_value(steps, at, ends, added) for at in range(len(steps))]
    kept = _keep_best(steps, values)
    same = sum(step.is_same for step in kept)
    if not same:
        return ()
    quoted = [s.quoted for s in kept if s.quoted is not None]
    held = [s.said for s in kept if s.said is not None]
    changes = (number for change in _list_changes(kept, 0) for number in change)
    return quoted[0], quoted[-1] + 1, held[0], held[-1] + 1, same, *changes


def _keep_best(steps: list[Step], values: list[float]) -> list[Step]:
    """Return the run of steps that is worth most; it begins and ends with words that agree."""
    best, best_range = 0.0, (0, 0)
    total, start = 0.0, 0
    for at, step in enumerate(steps):
        if total <= 0:
            total, start = 0.0, at
        total += values[at]
        if step.is_same and total >= best:
            best, best_range = total, (start, at + 1)
    return steps[slice(*best_range)]


def _value(steps: list[Step], at: int, ends: Bools, added: Bools) -> float:
    step = steps[at]
    if step.is_same:
        return _SAME
    if step.quoted is not None:
        return 0.0 if added[step.quoted] else _OTHER
    opens = at == 0 or steps[at - 1].quoted is not None
    crossed = step.said is not None and bool(ends[step.said])
    return (_CUT if opens else _MORE_CUT) + _CROSSING * crossed


def _list_changes(steps: list[Step], base: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches that differ, in places of the quote and of the index."""
    quoted, said = steps[0].quoted or 0, base + (steps[0].said or 0)
    began: tuple[int, int] | None = None
    for step in steps:
        if step.is_same:
            if began is not None:
                yield began[0], quoted, began[1], said
            began = None
        elif began is None:
            began = quoted, said
        quoted += step.quoted is not None
        said += step.said is not None


def _list_rest(place: Place, size: int) -> Iterator[tuple[int, int]]:
    """Yield what a place leaves of a quote: before it, behind it, and added in its midst."""
    inside = [(a, b) for a, b, _, _ in place.changes]
    for start, end in ((0, place.first), *inside, (place.after, size)):
        if end - start >= LEAST_ALONE:
            yield start, end


def _move(place: Place, by: int) -> Place:
    return Place(
        speech=place.speech,
        first=place.first + by,
        after=place.after + by,
        said_first=place.said_first,
        said_after=place.said_after,
        same=place.same,
        changes=tuple((a + by, b + by, c, d) for a, b, c, d in place.changes),
    )
