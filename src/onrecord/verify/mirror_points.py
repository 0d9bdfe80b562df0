"""Two accounts side by side: what both say, what only one says, where they do not go together.

A point has a kind and a key; points of one kind and key are the same matter. Of accounts in two
languages only what does not hang on wording is compared: topics, programmes, persons, numbers,
stands. What an account leaves out counts only where it could well have said it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

SHORT = 60  # words: a shorter account leaves out nearly everything
LONG = 1500  # words: what a longer one says once need not be of the meeting
ONCE = frozenset({"programme", "pledge"})  # kinds of which one mention counts in one language
ALIKE = 0.3  # share of the words of two pledges that both have
LEAST = 3  # such words
SINGLE = frozenset({"day", "request", "called"})  # kinds of which an account has one
ONLY_SHARED = frozenset({"stand", "agreed"})  # kinds whose lack says nothing
OF_WORDING = frozenset({"pledge", "number", "person"})  # left out is told only in one language


class Side(StrEnum):
    """What two accounts do with a point."""

    BOTH = "both"
    ONE = "one"  # only the first
    OTHER = "other"  # only the second
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What an account says, at [start, end); `stems` tell pledges apart, `value` figures.

    `finding` is the row of the record that says so, where it is one that can be rejected.
    """

    kind: str
    key: str
    label: str
    start: int
    end: int
    count: int = 1
    stems: frozenset[str] = frozenset()
    value: str = ""
    finding: str = ""

    @property
    def place(self) -> tuple[int, int]:
        """Return from where to where the words stand."""
        return self.start, self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The points of an account, its language and its length in words.

    `nearly` are the keys of topics of which it has some word, and may speak in others.
    """

    points: tuple[Point, ...]
    language: str
    words: int
    nearly: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorLine:
    """A point of one account or of both."""

    side: Side
    kind: str
    label: str
    one: Point | None
    other: Point | None


def compare_accounts(one: Told, other: Told) -> list[MirrorLine]:
    """Return the lines: agreed first, then conflicts, then what only one says."""
    lines = [*_compare_keyed(one, other), *_compare_pledges(one, other)]
    order = list(Side)
    lines.sort(key=lambda li: (order.index(li.side), li.kind, li.label))
    return lines


def _compare_keyed(one: Told, other: Told) -> Iterator[MirrorLine]:
    mine, theirs = _by_key(one), _by_key(other)
    for key in sorted(mine.keys() | theirs.keys()):
        a, b = mine.get(key), theirs.get(key)
        if key[0] == "agreed" and one.language == other.language:
            continue  # there pledges are compared word by word
        if a is not None and b is not None:
            side = Side.CONFLICT if a.value != b.value else Side.BOTH
            yield MirrorLine(side=side, kind=a.kind, label=_label(a, b, side), one=a, other=b)
        elif a is not None and _counts_alone(a, one, other):
            yield MirrorLine(side=Side.ONE, kind=a.kind, label=a.label, one=a, other=None)
        elif b is not None and _counts_alone(b, other, one):
            yield MirrorLine(side=Side.OTHER, kind=b.kind, label=b.label, one=None, other=b)


def _by_key(told: Told) -> dict[tuple[str, str], Point]:
    found: dict[tuple[str, str], Point] = {}
    for point in told.points:
        if point.kind != "pledge":
            key = "" if point.kind in SINGLE else point.key
            found.setdefault((point.kind, key), point)
    return found


def _label(a: Point, b: Point, side: Side) -> str:
    return f"{a.label} / {b.label}" if side is Side.CONFLICT and a.label != b.label else a.label


def _counts_alone(point: Point, told: Told, silent: Told) -> bool:
    """Is it worth saying that the other account leaves a point out?"""
    if silent.words < SHORT or point.kind in SINGLE | ONLY_SHARED:
        return False
    if point.kind == "topic" and point.key in silent.nearly:
        return False
    if point.kind in OF_WORDING and (told.language != silent.language or told.words > LONG):
        return False
    least = 1 if point.kind in ONCE and told.language == silent.language else 2
    return point.count >= (least if told.words <= LONG else 2 * least)


def _compare_pledges(one: Told, other: Told) -> Iterator[MirrorLine]:
    """Yield pledges that both tell alike, and those that only one tells."""
    if one.language != other.language:
        return
    left = [p for p in other.points if p.kind == "pledge"]
    for point in one.points:
        if point.kind != "pledge":
            continue
        match = max(left, key=lambda p: _share(point, p), default=None)
        if match is not None and _share(point, match) >= ALIKE:
            left.remove(match)
            yield MirrorLine(
                side=Side.BOTH, kind="pledge", label=point.label, one=point, other=match
            )
        elif _counts_alone(point, one, other) and not _is_near(point, left):
            yield MirrorLine(side=Side.ONE, kind="pledge", label=point.label, one=point, other=None)
    pledges = [p for p in one.points if p.kind == "pledge"]
    for point in left:
        if _counts_alone(point, other, one) and not _is_near(point, pledges):
            yield MirrorLine(
                side=Side.OTHER, kind="pledge", label=point.label, one=None, other=point
            )


def _share(one: Point, other: Point) -> float:
    """Return the share of the words of the shorter that both have; 0 where they are few."""
    both = one.stems & other.stems
    if len(both) < LEAST:
        return 0.0
    return len(both) / len(one.stems | other.stems)


def _is_near(point: Point, others: Sequence[Point]) -> bool:
    """Is a pledge told nearly so: neither the same nor surely another?"""
    return any(len(point.stems & other.stems) >= LEAST for other in others)
