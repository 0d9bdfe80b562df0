"""What to review next, what a card shows, and taking a decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.model import NotFoundError
from onrecord.model.reviews import (
    JUDGING,
    Decision,
    Review,
    ReviewError,
    cut_context,
    find_effective,
)
from onrecord.model.wording import guess
from onrecord.record.records import Record
from onrecord.record.reviews import append_reviews

QUEUES = ("failures", "uncertain", "sample")
REVIEWED = ("figure", "statement", "event", "commitment", "move")
SEED = "1"
# By which column a table's rows are classed; what a digit stands for is the tables' order.
LABELS = {"event": "type", "commitment": "kind", "statement": "manner", "figure": "comparator"}
FIXED = frozenset({"id", "document", "source", "quote", "start", "end", "method"})
ASKING = frozenset({Decision.SECOND})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A card in the queue, and how many wait with it."""

    queue: str
    table: str
    id: str
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a reviewer wants to do; `expect` is the last review of the subject that was seen."""

    by: str
    subject: str
    decision: Decision
    field: str | None = None
    value: str | None = None
    reason: str | None = None
    sampled: bool = False
    expect: str | None = None


def list_queue(
    record: Record,
    reviews: Iterable[Review],
    *,
    by: str,
    queue: str = "",
    table: str = "",
    most: int = 20,
) -> list[Place]:
    """Return what waits for this reviewer, the most valuable first.

    What anybody judged waits no more, unless a second reviewer was asked for and this one is another.
    """
    if queue and queue not in QUEUES:
        raise NotFoundError(f'no queue "{queue}"; there are: {", ".join(QUEUES)}')
    parameters = {
        "queue": queue, "table": table, "seed": SEED, "most": most,
        "done": sorted(find_done(reviews, by=by)) or [""],
    }  # fmt: skip
    return [
        Place(queue=row["queue"], table=row["table"], id=row["id"], waiting=row["waiting"])
        for row in record.query_dicts("queue", parameters)
    ]


def find_done(reviews: Iterable[Review], *, by: str) -> set[str]:
    """Return the findings that this reviewer need not see."""
    done: set[str] = set()
    asked: dict[str, str] = {}
    judged_by: dict[str, set[str]] = {}
    for review in find_effective(reviews):
        if review.decision in JUDGING:
            done.add(review.subject)
            judged_by.setdefault(review.subject, set()).add(review.by)
        elif review.decision in ASKING:
            done.add(review.subject)
            asked[review.subject] = review.by
    for subject, asker in asked.items():
        if by != asker and by not in judged_by.get(subject, set()):
            done.discard(subject)
    return done


def decide(record: Record, wish: Wish, *, at: str) -> Review:
    """Append a decision on a row of the record and return it.

    Raises NotFoundError when there is no such row, ReviewError when the decision cannot be taken,
    StaleReviewError when somebody else decided meanwhile.
    """
    table, row = record.find(wish.subject)
    _check(table, row, wish, record.columns[table])
    prefix, suffix = _find_context(record, row)
    field = wish.field or (LABELS.get(table) if wish.decision is Decision.RELABEL else None)
    review = Review(
        at=at,
        by=wish.by,
        subject=row["id"],
        table=table,
        decision=wish.decision,
        field=field,
        before=_say(row.get(field)) if field else _say_span(row, wish),
        value=wish.value,
        reason=wish.reason,
        document=row.get("document"),
        quote=row.get("quote"),
        start=row.get("start"),
        end=row.get("end"),
        prefix=prefix,
        suffix=suffix,
        method=row.get("method"),
        score=row.get("score"),
        sampled=wish.sampled,
        build=record.facts.get("build"),
    )
    return append_reviews(record.folder.reviews, [review], expect=wish.expect)[0]


def _find_context(record: Record, row: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Return what stands before and after the words of a row in its document."""
    if not row.get("document") or row.get("start") is None:
        return None, None
    texts = record.rows_among("document", [row["document"]], columns=("text",))
    return cut_context(texts[0]["text"], row["start"], row["end"]) if texts else (None, None)


def _check(table: str, row: Mapping[str, Any], wish: Wish, columns: Mapping[str, str]) -> None:
    if not wish.by.strip():
        raise ReviewError("a reviewer's name is needed")
    field, value = wish.field, wish.value
    wrong = {
        Decision.CORRECT: _refuse_field(table, field, columns),
        Decision.RELABEL: "" if value else "a class is needed",
        Decision.MERGE: "" if value and value != row["id"] else "the id of another row is needed",
        Decision.COMMENT: "" if wish.reason else "a comment needs words",
        Decision.UNDO: "a decision is taken back with undo",
    }.get(wish.decision)
    if wrong:
        raise ReviewError(wrong)
    if wish.decision is Decision.MOVE:
        _read_span(value)


def _refuse_field(table: str, field: str | None, columns: Mapping[str, str]) -> str:
    """Return why a field cannot be corrected, "" where it can."""
    if not field:
        return "the field that is wrong is needed, and its right value"
    if field not in columns:
        near = guess(field, [name for name in columns if name not in FIXED])
        return f'{table} has no "{field}"{near}'
    return f'"{field}" of {table} cannot be corrected' if field in FIXED else ""


def _read_span(value: str | None) -> tuple[int, int]:
    first, _, last = (value or "").partition(":")
    if not (first.isascii() and first.isdigit() and last.isascii() and last.isdigit()):
        raise ReviewError("edges are two places, such as 120:164")
    start, end = int(first), int(last)
    if start >= end:
        raise ReviewError("the words must begin before they end")
    return start, end


def _say_span(row: Mapping[str, Any], wish: Wish) -> str | None:
    return f"{row['start']}:{row['end']}" if wish.decision is Decision.MOVE else None


def _say(value: Any) -> str | None:
    if isinstance(value, list):
        return "; ".join(str(one) for one in value)
    return None if value is None else str(value)
