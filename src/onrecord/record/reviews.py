"""`reviews.jsonl`: appended under a lock, flushed to the disk, each line holding the hash of the one before.

A line that was cut short by a crash is put aside in `reviews.torn`, never thrown away. A line that
was changed, taken out or put in stops every further write until somebody has looked: nothing is
mended in silence.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from onrecord.model.reviews import (
    FIRST,
    Decision,
    Review,
    ReviewError,
    StaleReviewError,
    find_effective,
    read_review,
)

TORN = ".torn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """What the log holds: the reviews in their order, what is wrong with it, and a line cut short."""

    reviews: tuple[Review, ...]
    faults: tuple[str, ...] = ()
    torn: bytes = b""

    @property
    def last_hash(self) -> str:
        """Return the hash that the next review must name."""
        return self.reviews[-1].hash if self.reviews else FIRST


def read_log(path: Path) -> Log:
    """Return what the log holds; a log that is not there holds nothing."""
    try:
        return _parse(path.read_bytes(), path.name)
    except FileNotFoundError:
        return Log(reviews=())


def append_reviews(
    path: Path, reviews: Iterable[Review], *, expect: str | None = None
) -> list[Review]:
    """Append reviews and return them as they were written.

    `expect` is the id of the last review of the first one's subject that the reviewer has seen
    ("" for none). Raises StaleReviewError when there is another one by now, ReviewError when the
    log is damaged.
    """
    waiting = list(reviews)
    with _open_locked(path) as file:
        log = _parse(file.read(), path.name)
        if log.faults:
            raise ReviewError(f"{log.faults[0]}; nothing was written, look at it first")
        if waiting and expect is not None:
            _refuse_stale(log.reviews, waiting[0], expect)
        if log.torn:
            _put_aside(path, file, log.torn)
        sealed: list[Review] = []
        previous = log.last_hash
        for review in waiting:
            sealed.append(review.seal(previous))
            previous = sealed[-1].hash
        file.seek(0, os.SEEK_END)
        file.write(b"".join(_dump(review) for review in sealed))
        file.flush()
        os.fsync(file.fileno())
    return sealed


def undo_last(path: Path, *, by: str, at: str, subject: str | None = None) -> Review | None:
    """Take back the last decision of a reviewer (on `subject`); return what undid it, None without one."""
    own = [
        review
        for review in find_effective(read_log(path).reviews)
        if review.by == by and (subject is None or review.subject == subject)
    ]
    if not own:
        return None
    last = own[-1]
    undoing = replace(
        last, at=at, decision=Decision.UNDO, value=last.id, field=None, before=None, reason=None
    )
    return append_reviews(path, [undoing])[0]


def find_last(reviews: Iterable[Review], subject: str) -> str:
    """Return the id of the last review of a subject, "" without one."""
    return next((r.id for r in reversed(list(reviews)) if r.subject == subject), "")


def _refuse_stale(held: tuple[Review, ...], review: Review, expect: str) -> None:
    last = find_last(held, review.subject)
    if last != expect:
        by = next((r for r in held if r.id == last), None)
        who = f"{by.by} decided “{by.decision}” at {by.at[:16]}" if by else "it was taken back"
        raise StaleReviewError(f"{review.subject}: {who}; look at it again")


def _parse(body: bytes, name: str) -> Log:
    """Return the log; a last line without its end counts only when it is whole."""
    reviews: list[Review] = []
    faults: list[str] = []
    *lines, last = body.split(b"\n")
    previous = FIRST
    for number, line in enumerate(lines, start=1):
        try:
            review = read_review(_load(line))
            if not review.is_whole():
                raise ReviewError("its hash is not that of its words: it was changed")
            if review.previous != previous:
                raise ReviewError("it does not follow the line before it: one is missing or new")
        except (ValueError, ReviewError) as error:
            faults.append(f"{name}, line {number}: {error}")
            break
        reviews.append(review)
        previous = review.hash
    return Log(reviews=tuple(reviews), faults=tuple(faults), torn=last)


def _load(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        raise ReviewError("it is no decision as a log holds them (JSON)")
    return row


def _put_aside(path: Path, file: BinaryIO, torn: bytes) -> None:
    """Keep a line that a crash cut short, and cut it off the log."""
    with path.with_suffix(TORN).open("ab") as aside:
        aside.write(torn + b"\n")
        aside.flush()
        os.fsync(aside.fileno())
    file.seek(0, os.SEEK_END)
    file.truncate(file.tell() - len(torn))


def _dump(review: Review) -> bytes:
    return json.dumps(review.to_json(), ensure_ascii=False, sort_keys=True).encode() + b"\n"


@contextmanager
def _open_locked(path: Path) -> Iterator[BinaryIO]:
    try:
        path.touch(exist_ok=True)
        with path.open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
    except OSError as error:
        raise ReviewError(
            f"{path}: cannot be written to ({error.strerror}); nothing was decided"
        ) from error
