"""The log of reviews as it is now, met with the findings of a build that may be older."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from onrecord.model.judged import Judged, read_judged
from onrecord.model.reviews import Review, find_effective
from onrecord.record.reviewed import Precision, measure_methods, state_of


def judge(built: Iterable[Mapping[str, Any]], reviews: Iterable[Review]) -> Judged:
    """Return what the log comes to. `built` are the rows of `review` that the build wrote.

    A review that the build knew goes with the finding it found for it; a later one is about the
    finding that it names, or that the build found for that one.
    """
    held = list(reviews)
    found = {str(row["id"]): row["now"] for row in built}
    moved = {str(row["subject"]): row["now"] for row in built if row["now"]}
    by_row: dict[str, list[Review]] = {}
    for review in find_effective(held):
        now = found[review.id] if review.id in found else moved.get(review.subject, review.subject)
        if now:
            by_row.setdefault(str(now), []).append(review)
    rows = [
        {
            "now": now, "fate": "stands", "decision": str(review.decision), "by": review.by,
            "field": review.field, "before": review.before, "value": review.value,
            "state": state_of(some),
        }
        for now, some in by_row.items()
        for review in some
    ]  # fmt: skip
    return replace(read_judged(rows), methods=describe_methods(held))


def describe_methods(reviews: Iterable[Review]) -> dict[str, str]:
    """Return how right each method was found to be, in words; the random sample where there is one."""
    held = list(reviews)
    looked_at = {one.method: one for one in measure_methods(held)}
    sampled = {one.method: one for one in measure_methods(held, sampled=True)}
    return {
        name: _say(sampled[name], "of a random sample")
        if name in sampled
        else _say(one, "of those looked at, no random sample")
        for name, one in looked_at.items()
    }


def _say(one: Precision, which: str) -> str:
    low, high = one.interval
    return (
        f"{one.right} of {one.judged} judged right ({one.share:.0%}; 95 % interval "
        f"{low:.0%} to {high:.0%}), {which}"
    )
