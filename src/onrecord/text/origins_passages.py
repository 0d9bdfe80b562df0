"""Passages: the stretches of one text that stand in another, found by aligning their words.

Runs of four words that both have are anchors; anchors on one diagonal grow together, small gaps
between them are edits. What is shorter than a long sentence may be a phrase of the trade and is
no passage.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from onrecord.text.shingles import Numbers, WordPrint, hash_runs

ANCHOR = 4  # words
WIDEST_EDIT = 8  # words put in or left out between two runs of one passage
LEAST_WORDS = 16  # in independent reports of 100 events, shared runs outside quotations are shorter
LEAST_RUN = 8
# Without so many words in a row, or so many runs of eight, no passages make a copy.
_LEAST_IN_A_ROW = 24
_LEAST_COMMON = 0.1


@dataclass(frozen=True, slots=True)
class Run:
    """Words that both texts have in the same order: `length` words from `here` and from `there`."""

    here: int
    there: int
    length: int

    @property
    def end(self) -> int:
        """Return the first word after it, here."""
        return self.here + self.length

    @property
    def end_there(self) -> int:
        """Return the first word after it, there."""
        return self.there + self.length


@dataclass(frozen=True, slots=True)
class Passage:
    """Runs with nothing but small edits between them."""

    runs: tuple[Run, ...]

    @property
    def first(self) -> int:
        """Return its first word, here."""
        return self.runs[0].here

    @property
    def after(self) -> int:
        """Return the first word after it, here."""
        return self.runs[-1].end

    @property
    def extent_there(self) -> tuple[int, int]:
        """Return its first word and the first after it, there."""
        return self.runs[0].there, self.runs[-1].end_there

    @property
    def words(self) -> int:
        """Return how many words are the same."""
        return sum(run.length for run in self.runs)

    def list_edits(self) -> Iterator[tuple[slice, slice]]:
        """Yield what stands between its runs, here and there."""
        for run, following in zip(self.runs, self.runs[1:], strict=False):
            yield slice(run.end, following.here), slice(run.end_there, following.there)


def find_passages(here: Numbers, there: Numbers) -> tuple[Passage, ...]:
    """Return the passages of `here` that stand in `there`, in the order of `here`."""
    if not _may_share(here, there):
        return ()
    groups: list[list[Run]] = []
    for run in _separate(_find_runs(here, there)):
        if groups and _goes_on(groups[-1][-1], run):
            groups[-1].append(run)
        else:
            groups.append([run])
    passages = (Passage(tuple(group)) for group in groups)
    return tuple(
        passage
        for passage in passages
        if passage.words >= LEAST_WORDS and max(r.length for r in passage.runs) >= LEAST_RUN
    )


def _may_share(here: Numbers, there: Numbers) -> bool:
    """Can there be a copy? A quick look: enough common runs of eight words, many or in a row."""
    if len(here) > len(there):
        here, there = there, here
    common = np.isin(hash_runs(here, LEAST_RUN), hash_runs(there, LEAST_RUN))
    ends = np.flatnonzero(~np.r_[False, common, False])
    longest = int(np.diff(ends).max()) - 1 + LEAST_RUN - 1
    return longest >= _LEAST_IN_A_ROW or int(common.sum()) >= _LEAST_COMMON * len(here)


def count_swapped(passages: tuple[Passage, ...], here: WordPrint, there: WordPrint) -> int:
    """Return at how many edits a name or number stands in the place of another one."""
    return sum(
        _is_swapped(here, ours, there, theirs)
        for passage in passages
        for ours, theirs in passage.list_edits()
    )


def count_edits(passages: tuple[Passage, ...]) -> int:
    """Return at how many places something was changed within passages."""
    return sum(len(passage.runs) - 1 for passage in passages)


def _is_swapped(here: WordPrint, ours: slice, there: WordPrint, theirs: slice) -> bool:
    mine = set(here.names[ours].tolist()) - {0}
    others = set(there.names[theirs].tolist()) - {0}
    return bool(mine) and bool(others) and not mine & others


def _find_runs(here: Numbers, there: Numbers) -> list[Run]:
    """Return the common runs; of several places in `there`, the one that goes on is taken."""
    ours, theirs = hash_runs(here, ANCHOR), hash_runs(there, ANCHOR)
    common = np.intersect1d(ours, theirs)
    places: dict[int, list[int]] = {}
    at_there = np.flatnonzero(np.isin(theirs, common))
    for hashed, at in zip(theirs[at_there].tolist(), at_there.tolist(), strict=True):
        places.setdefault(hashed, []).append(at)
    at_here = np.flatnonzero(np.isin(ours, common))
    runs: list[Run] = []
    for hashed, at in zip(ours[at_here].tolist(), at_here.tolist(), strict=True):
        expected = runs[-1].there + at - runs[-1].here if runs else 0
        found = places[hashed]
        if runs and at <= runs[-1].end and expected in found:
            runs[-1] = Run(runs[-1].here, runs[-1].there, at - runs[-1].here + ANCHOR)
        else:
            near = min(found, key=lambda place: (abs(place - expected), place))
            runs.append(Run(at, near, ANCHOR))
    return runs


def _separate(runs: list[Run]) -> Iterator[Run]:
    """Yield the runs without what an earlier one covers here."""
    end = 0
    for run in runs:
        cut = max(0, end - run.here)
        if run.length - cut < ANCHOR - 1:
            continue
        yield Run(run.here + cut, run.there + cut, run.length - cut)
        end = run.end


def _goes_on(run: Run, following: Run) -> bool:
    ahead = following.there - run.end_there
    return following.here - run.end <= WIDEST_EDIT and -ANCHOR <= ahead <= WIDEST_EDIT
