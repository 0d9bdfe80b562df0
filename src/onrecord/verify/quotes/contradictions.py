"""What a quote in another language contradicts: a number, a name, a negation, a condition.

Only what stands at the same place counts: between words that agree on both sides. A number that the
quote leaves out contradicts nothing; another one in its place does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from onrecord.knowledge.lexicons import ABOUT
from onrecord.verify.quotes.renderings import Rendering
from onrecord.verify.quotes.units import Unit

# Chosen with those of translating.py on one half of bench/translations.jsonl.
BESIDE = 3  # units by which the place of a number or name may be off
NEAR = 7  # units in which a negation may stand elsewhere
SCOPE = 4  # units behind a negation, of which the first that agrees is denied
CONCORD = 6  # units in which negations of one clause are one: "no hay ninguna"
LEAST_CLAUSE = 2  # units of a condition that is told to be left out
MOST_GIVEN = 0.34  # share of a condition's units that agree, and it is left out all the same
LEAST_BESIDE = 3  # units of its sentence that agree
ALIKE = 3  # letters that a name and its form in another language begin with
BEYOND = 3  # units beside a condition, of which one has to agree
ROUNDED = Decimal("0.1")  # by how much a number may differ behind "about"


class ClashKind(Enum):
    """What is contradicted."""

    NUMBER = "number"
    NAME = "name"
    ADDED = "negation added"
    DROPPED = "negation dropped"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """One contradiction: units of the quote and places of the speech, as far as there are any."""

    kind: ClashKind
    quoted: tuple[int, int] | None = None
    said: tuple[int, int] | None = None


def is_another(rendering: Rendering, clashes: Sequence[Clash]) -> bool:
    """Does so much of what can be told apart differ that the passage is about something else?"""
    swapped = sum(clash.kind in (ClashKind.NUMBER, ClashKind.NAME) for clash in clashes)
    agreed = sum(rendering.quoted[at].kind is not None for at, _ in rendering.pairs)
    return swapped > 1 and swapped > agreed


def find_clashes(rendering: Rendering, *, is_whole: bool) -> list[Clash]:
    """Return what a quote contradicts; a condition is missed only in a quote of whole sentences."""
    view = _View(rendering)
    clashes = [*_find_swapped(view), *_find_negations(view)]
    if is_whole:
        clashes += _find_condition(view)
    return clashes


@dataclass(frozen=True, slots=True)
class _View:
    rendering: Rendering

    @property
    def quoted(self) -> list[Unit]:
        return self.rendering.quoted

    @property
    def said(self) -> list[Unit]:
        return self.rendering.meant.units

    @property
    def there(self) -> dict[int, int]:
        """Return the place of each unit of the quote that agrees."""
        return dict(self.rendering.pairs)

    def locate(self, at: int) -> tuple[int, int]:
        """Return the places of the speech in which a unit's counterpart has to stand."""
        pairs = self.rendering.pairs
        before = [place for other, place in pairs if other < at][-2:]
        behind = [place for other, place in pairs if other > at][:2]
        first = min(before) if before else self.rendering.first - BESIDE
        after = max(behind) if behind else self.rendering.after + BESIDE
        if first > after:
            first, after = after, first
        return max(first - 1, 0), min(after + 2, len(self.said))


# -- numbers and names ------------------------------------------------------------------------


def _find_swapped(view: _View) -> Iterator[Clash]:
    there = view.there
    answered = set(there.values())
    free = [at for at, unit in enumerate(view.quoted) if unit.kind is not None and at not in there]
    for at in free:
        unit = view.quoted[at]
        places = [
            place
            for place in range(*view.locate(at))
            if place not in answered
            and view.said[place].kind == unit.kind
            and not _is_spelled_alike(unit, view.said[place])
        ]
        if not places or _stands(unit, view):
            continue
        place = min(places, key=lambda p: abs(p - _expect(view, at)))
        if not _is_rounded(view, at, place):
            answered.add(place)
            kind = ClashKind.NUMBER if unit.kind in ("number", "order") else ClashKind.NAME
            yield Clash(kind=kind, quoted=(at, at + 1), said=(place, place + 1))


def _is_spelled_alike(one: Unit, other: Unit) -> bool:
    """May two names be one, as two languages write it: "Maximilian", "Maximiliano"?"""
    return one.kind == "name" and one.spelled[:ALIKE] == other.spelled[:ALIKE]


def _expect(view: _View, at: int) -> int:
    near = min(view.there, key=lambda other: abs(other - at))
    return view.there[near] + at - near


def _stands(unit: Unit, view: _View) -> bool:
    """Does the unit stand somewhere in the passage all the same?"""
    first, after = view.rendering.first - NEAR, view.rendering.after + NEAR
    said = view.said[max(first, 0) : after]
    return any(unit.lookups & other.lookups for other in said)


def _is_rounded(view: _View, at: int, place: int) -> bool:
    """Is a number the other one, rounded, or said to be about it?"""
    one, other = view.quoted[at].number, view.said[place].number
    if one is None or other is None or not other:
        return False
    digits = one.normalize().as_tuple()
    step = 10 ** int(digits.exponent) if int(digits.exponent) > 0 else 1
    is_round = step > 1 and abs(one - other) < step and len(digits.digits) > 1
    before = [*view.quoted[max(at - 2, 0) : at], *view.said[max(place - 2, 0) : place]]
    is_about = any(ABOUT in unit.keys for unit in before)
    return is_round or (is_about and abs(one - other) <= abs(other) * ROUNDED)


# -- negations --------------------------------------------------------------------------------


def _find_negations(view: _View) -> Iterator[Clash]:
    there = view.there
    back = {place: at for at, place in there.items()}
    first = max(view.rendering.first - BESIDE, 0)
    after = min(view.rendering.after + 1, len(view.said))
    ours = list(_group(view.quoted, range(len(view.quoted))))
    theirs = list(_group(view.said, range(first, after)))
    for group in ours:
        scope = _find_scope(view.quoted, group, there)
        if scope is not None and not _denies(view.said, there[scope], range(first, after), back):
            yield Clash(kind=ClashKind.ADDED, quoted=(group[0], scope + 1))
    for group in theirs:
        scope = _find_scope(view.said, group, back)
        if scope is not None and not _denies(
            view.quoted, back[scope], range(len(view.quoted)), there
        ):
            yield Clash(kind=ClashKind.DROPPED, said=(group[0], scope + 1))


def _group(units: Sequence[Unit], places: range) -> Iterator[tuple[int, ...]]:
    """Yield negations that are one: near each other in one clause."""
    group: list[int] = []
    for at in places:
        if not units[at].is_negation or units[at].is_answer:
            continue
        if group and (units[group[-1]].clause != units[at].clause or at - group[-1] > CONCORD):
            yield tuple(group)
            group = []
        group.append(at)
    if group:
        yield tuple(group)


def _find_scope(
    units: Sequence[Unit], group: tuple[int, ...], agreed: dict[int, int]
) -> int | None:
    """Return the unit that is denied, as far as it agrees with one of the other side."""
    for at in range(group[0] + 1, min(group[-1] + 1 + SCOPE, len(units))):
        if units[at].clause != units[group[-1]].clause and at > group[-1]:
            break
        if at in agreed:
            return at
    return None


def _denies(units: Sequence[Unit], at: int, places: range, agreed: Mapping[int, int]) -> bool:
    """May something near a unit deny it? What has its own counterpart denies nothing else."""
    near = range(max(at - NEAR, places.start), min(at + NEAR, places.stop))
    return any(
        units[place].is_negation or (units[place].is_counter and place not in agreed)
        for place in near
        if units[place].sentence == units[at].sentence
    )


# -- conditions -------------------------------------------------------------------------------


def _find_condition(view: _View) -> Iterator[Clash]:
    """Yield a condition of the passage's sentences that the quote has not."""
    if any(unit.is_condition for unit in view.quoted):
        return
    answered = set(view.there.values())
    said, rendering = view.said, view.rendering
    sentences = {said[place].sentence for place in answered}
    for at, unit in enumerate(said):
        if not unit.is_condition or unit.sentence not in sentences:
            continue
        clause = [p for p in _list_clause(said, at) if said[p].is_content]
        given = [p for p in clause if any(said[p].lookups & u.lookups for u in view.quoted)]
        beside = [p for p in answered if said[p].sentence == unit.sentence and p not in clause]
        if (
            len(clause) >= LEAST_CLAUSE
            and len(given) <= MOST_GIVEN * len(clause)
            and len(beside) >= LEAST_BESIDE
            and rendering.first - NEAR <= at <= rendering.after + NEAR
            and _governs(said, (at, clause[-1] + 1), answered)
        ):
            yield Clash(kind=ClashKind.CONDITION, said=(at, clause[-1] + 1))


def _list_clause(units: Sequence[Unit], at: int) -> Iterator[int]:
    for place in range(at + 1, len(units)):
        if units[place].clause != units[at].clause:
            return
        yield place


def _governs(units: Sequence[Unit], clause: tuple[int, int], answered: set[int]) -> bool:
    """Does a condition belong to what agrees: to what follows in its sentence, else to what is before?"""
    same = [p for p, u in enumerate(units) if u.sentence == units[clause[0]].sentence]
    behind = [p for p in same if p >= clause[1] and units[p].is_content][:BEYOND]
    before = [p for p in same if p < clause[0] and units[p].is_content][-BEYOND:]
    return any(place in answered for place in behind or before)
