"""What reviewers came to: where two differ, whose words are gone, how right each method is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.model.reviews import JUDGING, Review, find_effective
from onrecord.record import Record
from onrecord.record.paging import Row
from onrecord.record.queue import REVIEWED
from onrecord.record.reviewed import compare_reviewers, find_kappa, measure_methods

MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two reviewers agree on what both judged; kappa is Cohen's."""

    one: str
    other: str
    both: int
    alike: int
    kappa: float | None


def measure_agreement(reviews: Iterable[Review]) -> list[Agreement]:
    """Return for each two reviewers how far they agree."""
    return [
        Agreement(
            one=one,
            other=other,
            both=len(said),
            alike=sum(first == second for _, first, second in said),
            kappa=find_kappa([(first, second) for _, first, second in said]),
        )
        for (one, other), said in compare_reviewers(reviews).items()
    ]


def list_disagreements(record: Record, reviews: Sequence[Review]) -> list[Row]:
    """Return what two reviewers judge differently, with the last word of each, and who asked for a second."""
    last: dict[str, dict[str, Review]] = {}
    for review in find_effective(reviews):
        if review.decision in JUDGING:
            said = last.setdefault(review.subject, {})
            said.pop(review.by, None)  # the last word comes last, as it was said
            said[review.by] = review
    apart = {
        subject
        for said in compare_reviewers(reviews).values()
        for subject, first, second in said
        if first != second
    }
    rows: list[Row] = []
    for subject in sorted(apart)[:MOST]:
        rows += map(_describe, last[subject].values())
    return _mark_present(record, rows)


def list_orphans(record: Record, reviews: Sequence[Review]) -> list[Row]:
    """Return the reviews whose words are gone: those of the build, and later ones with no row."""
    counting = {review.id: review for review in find_effective(reviews)}
    met = {row["id"]: row for row in record.rows("review")}
    gone = [counting[i] for i, row in met.items() if row["fate"] == "orphaned" and i in counting]
    later = [review for review in counting.values() if review.id not in met]
    here = _find_present(record, {(r.table, r.subject) for r in later})
    gone += [review for review in later if review.subject not in here]
    return [_describe(review) for review in gone[:MOST]]


def list_precision(reviews: Sequence[Review]) -> list[Row]:
    """Return how right each method is, of all that was judged and of the random sample alone."""
    sampled = {one.method: one for one in measure_methods(reviews, sampled=True)}
    rows: list[Row] = []
    for one in measure_methods(reviews):
        low, high = one.interval
        chance = sampled.get(one.method)
        rows.append(
            {
                "id": one.method,
                "method": one.method,
                "right": one.right,
                "judged": one.judged,
                "share": round(one.share, 4),
                "low": round(low, 4),
                "high": round(high, 4),
                "sampled_right": chance.right if chance else 0,
                "sampled_judged": chance.judged if chance else 0,
                "sampled_low": round(chance.interval[0], 4) if chance else None,
                "sampled_high": round(chance.interval[1], 4) if chance else None,
            }
        )
    return rows


def _describe(review: Review) -> Row:
    return {
        "id": review.id,
        "subject": review.subject,
        "table": review.table,
        "by": review.by,
        "at": review.at,
        "decision": str(review.decision),
        "field": review.field,
        "before": review.before,
        "value": review.value,
        "reason": review.reason,
        "quote": review.quote,
        "document": review.document,
    }


def _mark_present(record: Record, rows: list[Row]) -> list[Row]:
    here = _find_present(record, {(row["table"], row["subject"]) for row in rows})
    return [{**row, "present": row["subject"] in here} for row in rows]


def _find_present(record: Record, wanted: set[tuple[str, str]]) -> set[str]:
    """Return the subjects that the build has a row of."""
    tables = {table for table, _ in wanted} & {*REVIEWED, *record.columns}
    return {
        row["id"]
        for table in sorted(tables)
        for row in record.whole.rows_among(
            table, sorted(s for t, s in wanted if t == table), columns=("id",)
        )
    }
