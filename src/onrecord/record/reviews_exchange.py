"""Decisions of another log taken into one's own: each whole, none twice, differing ones listed.

The hashes of a log hold its lines in their order, so what comes in is sealed anew behind what is
there; an undo goes on meaning the decision that it took back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.model.reviews import JUDGING, RIGHT, Decision, Review, ReviewError, find_effective
from onrecord.record.reviews import append_reviews, read_log

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came in, how many were there already, and where reviewers differ now."""

    added: tuple[Review, ...]
    known: int
    conflicts: tuple[str, ...]


def load_foreign(path: Path) -> tuple[Review, ...]:
    """Return the reviews of another log. Raises ReviewError when it is damaged, or not there."""
    if not path.is_file():
        raise ReviewError(f"{path}: no such file")
    log = read_log(path)
    if log.faults:
        raise ReviewError(f"{path.parent / log.faults[0]}; nothing was taken from it")
    if log.torn.strip():
        raise ReviewError(f"{path}: the last line was cut short; nothing was taken from it")
    return log.reviews


def import_reviews(path: Path, foreign: Sequence[Review]) -> Imported:
    """Append what the log does not hold yet."""
    held = read_log(path).reviews
    ids = {_key(review): review.id for review in held}
    renamed: dict[str, str] = {}
    waiting: list[Review] = []
    added: list[Review] = []
    for review in foreign:
        if review.decision is Decision.UNDO:
            added += _flush(path, waiting, renamed)
            review = replace(review, value=renamed.get(review.value or "", review.value))
        if _key(review) in ids:
            renamed[review.id] = ids[_key(review)]
        else:
            waiting.append(review)
    added += _flush(path, waiting, renamed)
    conflicts = tuple(_list_conflicts(held, added))
    return Imported(added=tuple(added), known=len(foreign) - len(added), conflicts=conflicts)


def _flush(path: Path, waiting: list[Review], renamed: dict[str, str]) -> list[Review]:
    """Append what waits, and remember the ids that it has now."""
    if not waiting:
        return []
    sealed = append_reviews(path, waiting)
    renamed |= {old.id: new.id for old, new in zip(waiting, sealed, strict=True)}
    waiting.clear()
    return sealed


def _key(review: Review) -> Key:
    """Return what makes two lines the same decision, wherever they stand."""
    values = review.to_json()
    return tuple(f"{name}={values[name]}" for name in sorted(values) if name not in _OF_PLACE)


_OF_PLACE = frozenset({"previous", "hash"})


def _list_conflicts(held: Iterable[Review], added: Iterable[Review]) -> list[str]:
    own: dict[str, Review] = {}
    for review in find_effective(held):
        if review.decision in JUDGING:
            own[review.subject] = review
    said = []
    for review in find_effective(added):
        mine = own.get(review.subject)
        if mine is None or review.decision not in JUDGING or mine.by == review.by:
            continue
        if (mine.decision in RIGHT) != (review.decision in RIGHT):
            said.append(
                f"{review.subject}: {mine.by} {mine.decision}, {review.by} {review.decision}"
            )
    return said
