"""Where a speech in another language says what a quote says: candidates, alignment, score.

Windows of a speech that hold most of what a quote is about, each unit weighed by how rare it is, are
aligned with it: first in order, then what was moved. The run of units that agrees best is the passage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from onrecord.verify.quotes.meanings import Meant
from onrecord.verify.quotes.units import ROOT_MARK, Unit, is_root

# Chosen with those of translating.py on one half of bench/translations.jsonl.
WIDER = 1.7  # by how many units a passage may be longer than a quote
MORE_UNITS = 4
NEIGHBOURS = 2  # units beside a window that still may belong to it
KEPT = 8  # windows that are aligned for one quote
KEPT_OF_SPEECH = 3  # windows of one speech
# A unit weighs the logarithm of how rare it is, within these bounds, as if this many units more had
# been read, and this many of them been it: what one short speech has once is not yet rare.
SMOOTH, RARE, MOST_WEIGHT, LEAST_WEIGHT = 3000.0, 3.0, 7.0, 0.5
UNKNOWN = 0.5  # of the weight of a word that no table has and nothing answers
ROOT = 0.8  # of the weight of a word that only begins like another
MOVED = 0.8  # the same for one that stands elsewhere in the order
GAP, MOST_GAP = 0.15, 2.0  # what it costs to leave out units between two that agree
REACH = 9  # units by which a word may move
EXTRA = 0.5  # of the weight of what a passage has and the quote has not

Weigh = Callable[[Unit], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """A quote and the passage that comes nearest to it: units [first, after) of a speech.

    `pairs` are (unit of the quote, unit of the speech). `covered` is the share of the quote's weight
    that the passage has, `filled` the share of the passage's that the quote has, `evidence` the
    weight of what agrees.
    """

    meant: Meant
    quoted: list[Unit]
    first: int
    after: int
    pairs: tuple[tuple[int, int], ...]
    covered: float
    filled: float
    evidence: float
    likely: float  # by how much the evidence outweighs the number of places looked at

    @property
    def content(self) -> int:
        """Return how many units of the quote say something by themselves."""
        return sum(unit.is_content for unit in self.quoted)

    @property
    def score(self) -> float:
        """Return how well the two agree, from 0 to 1."""
        total = self.covered + 2 * self.filled
        return 3 * self.covered * self.filled / total if total else 0.0


def find_renderings(quoted: list[Unit], meant: Sequence[Meant]) -> list[Rendering]:
    """Return the passages that come nearest to a quote, the likeliest first."""
    content = [at for at, unit in enumerate(quoted) if unit.is_content]
    if not content:
        return []
    hits = [_find_hits(quoted, content, one) for one in meant]
    number = sum(len(one.units) for one in meant)
    weigh = _make_weigh(meant, number)
    worth = {at: weigh(quoted[at]) for at in content}
    windows: list[tuple[float, int, int, int]] = []
    for at, found in enumerate(hits):
        windows += [(*w, at) for w in _find_windows(found, worth, len(content))]
    windows.sort(key=lambda w: (-w[0], w[3], w[1]))
    made = [
        _align(quoted, meant[at], _spread(first, after, meant[at]), (weigh, worth, number))
        for _, first, after, at in windows[:KEPT]
    ]
    found_all = [one for one in made if one is not None]
    return sorted(found_all, key=lambda r: (-r.score, r.meant.speech, r.first))


def _spread(first: int, after: int, meant: Meant) -> tuple[int, int]:
    return max(0, first - NEIGHBOURS), min(len(meant.units), after + NEIGHBOURS)


def _make_weigh(meant: Sequence[Meant], number: int) -> Weigh:
    """Return what tells how rare a unit's own words are in what was read."""
    known: dict[str, float] = {}

    def weigh(unit: Unit) -> float:
        if unit.text not in known:
            keys = [k for k in unit.lookups if k[0] != ROOT_MARK]
            seen = max((sum(len(m.places.get(k, ())) for m in meant) for k in keys), default=0)
            value = log((number + SMOOTH) / (seen + RARE))
            known[unit.text] = min(max(value, LEAST_WEIGHT), MOST_WEIGHT)
        return known[unit.text]

    return weigh


def _find_hits(quoted: list[Unit], content: list[int], meant: Meant) -> list[tuple[int, int]]:
    """Return where units of a quote stand in a speech: (place, unit of the quote), in order."""
    found = {
        (place, at)
        for at in content
        for key in quoted[at].lookups
        for place in meant.places.get(key, ())
        if key[0] != ROOT_MARK or is_root(quoted[at], meant.units[place])
    }
    return sorted(found)


def _find_windows(
    hits: list[tuple[int, int]], worth: Mapping[int, float], size: int
) -> Iterator[tuple[float, int, int]]:
    """Yield the stretches of a speech that have most of a quote: weight, first and last place."""
    length = int(size * WIDER) + MORE_UNITS
    found: list[tuple[float, int, int]] = []
    count: dict[int, int] = {}
    weight, begin = 0.0, 0
    for place, at in hits:
        count[at] = count.get(at, 0) + 1
        weight += worth[at] if count[at] == 1 else 0.0
        while hits[begin][0] <= place - length:
            old = hits[begin][1]
            count[old] -= 1
            weight -= worth[old] if not count[old] else 0.0
            begin += 1
        found.append((weight, hits[begin][0], place + 1))
    found.sort(key=lambda w: (-w[0], w[1]))
    kept: list[tuple[float, int, int]] = []
    for window in found:
        if all(min(window[2], k[2]) - max(window[1], k[1]) < length / 2 for k in kept):
            kept.append(window)
        if len(kept) == KEPT_OF_SPEECH:
            break
    yield from kept


def _align(
    quoted: list[Unit],
    meant: Meant,
    window: tuple[int, int],
    weights: tuple[Weigh, Mapping[int, float], int],
) -> Rendering | None:
    """Return how a quote and a window agree; the window is cut to what agrees best."""
    weigh, worth, number = weights
    links = _link(quoted, meant, window, worth)
    pairs = _pick(links)
    if not pairs:
        return None
    inside = {place: value for _, place, value in pairs}
    first, after = _cut(meant, window, inside, weigh)
    pairs = [pair for pair in pairs if first <= pair[1] < after]
    agreed = sum(value for _, _, value in pairs)
    content = [at for at, unit in enumerate(quoted) if unit.is_content]
    matched = {at for at, _, _ in pairs}
    whole = sum(
        worth[at] * (1.0 if at in matched or quoted[at].is_known else UNKNOWN) for at in content
    )
    answered = {place for _, place, _ in pairs}
    extra = sum(
        weigh(unit) * (1.0 if unit.is_known else UNKNOWN)
        for place, unit in enumerate(meant.units[first:after], start=first)
        if unit.is_content and place not in answered
    )
    return Rendering(
        meant=meant,
        quoted=quoted,
        first=first,
        after=after,
        pairs=tuple(sorted((at, place) for at, place, _ in pairs)),
        covered=min(agreed / whole, 1.0) if whole else 0.0,
        filled=agreed / (agreed + extra) if agreed else 0.0,
        evidence=agreed,
        likely=agreed - log(number + 1.0),
    )


Link = tuple[int, int, float]  # unit of the quote, place in the speech, what it is worth


def _link(
    quoted: list[Unit], meant: Meant, window: tuple[int, int], worth: Mapping[int, float]
) -> list[Link]:
    """Return which units may stand for each other."""
    links: list[Link] = []
    for at, value in worth.items():
        unit = quoted[at]
        for place in range(*window):
            other = meant.units[place]
            common = unit.lookups & other.lookups
            if any(key[0] != ROOT_MARK for key in common):
                links.append((at, place, value))
            elif common and is_root(unit, other):
                links.append((at, place, value * ROOT))
    return links


def _pick(links: list[Link]) -> list[Link]:
    """Return the links that are kept, each unit in one: first in order, then what was moved."""
    chain = _find_chain(links)
    used_at, used_place = {at for at, _, _ in chain}, {place for _, place, _ in chain}
    order = {at: place for at, place, _ in chain}
    moved: list[tuple[float, int, Link]] = []
    for at, place, value in links:
        near = min(order, key=lambda k: abs(k - at), default=None)
        gap = abs(order[near] + (at - near) - place) if near is not None else 0
        if at not in used_at and place not in used_place and gap <= REACH:
            moved.append((-value, gap, (at, place, value * MOVED)))
    for _, _, link in sorted(moved):
        if link[0] not in used_at and link[1] not in used_place:
            chain.append(link)
            used_at.add(link[0])
            used_place.add(link[1])
    return chain


def _find_chain(links: list[Link]) -> list[Link]:
    """Return the links worth most that keep their order on both sides."""
    ordered = sorted(links)
    best: list[tuple[float, int]] = []
    for n, (at, place, value) in enumerate(ordered):
        top, back = 0.0, -1
        for m in range(n):
            if ordered[m][0] < at and ordered[m][1] < place:
                reached = best[m][0] - min(GAP * (place - ordered[m][1] - 1), MOST_GAP)
                if reached > top:
                    top, back = reached, m
        best.append((top + value, back))
    if not best:
        return []
    n = max(range(len(best)), key=lambda k: best[k][0])
    chain: list[Link] = []
    while n >= 0:
        chain.append(ordered[n])
        n = best[n][1]
    return chain[::-1]


def _cut(
    meant: Meant, window: tuple[int, int], inside: Mapping[int, float], weigh: Weigh
) -> tuple[int, int]:
    """Return the run of units of a window that is worth most; it begins and ends with agreement."""
    best, kept, total, start = 0.0, (window[0], window[0]), 0.0, window[0]
    for place in range(*window):
        if total <= 0:
            total, start = 0.0, place
        unit = meant.units[place]
        if place in inside:
            total += inside[place]
            if total > best:
                best, kept = total, (start, place + 1)
        elif unit.is_content:
            total -= EXTRA * weigh(unit) * (1.0 if unit.is_known else UNKNOWN)
    return kept
