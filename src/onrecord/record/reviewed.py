"""Reviews against a build: which finding each is about now, who agrees with whom, how right each method is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from onrecord.model.reviews import JUDGING, RIGHT, WRONG, Fate, Review, find_effective

Row = Mapping[str, Any]
Z = 1.959963984540054  # 95 % of a normal distribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A review and what became of it: the row it is about now, None when its words are gone."""

    review: Review
    now: str | None
    fate: Fate


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """How many findings of a method were right, with the 95 % interval after Wilson (1927)."""

    method: str
    right: int
    judged: int

    @property
    def share(self) -> float:
        """Return the share that was right."""
        return self.right / self.judged if self.judged else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Return the bounds between which the share lies."""
        return find_interval(self.right, self.judged)


def find_interval(right: int, judged: int) -> tuple[float, float]:
    """Return the Wilson score interval of a share, 95 %.

    >>> [round(bound, 3) for bound in find_interval(9, 10)]
    [0.596, 0.982]
    """
    if not judged:
        return (0.0, 1.0)
    share, z2 = right / judged, Z * Z
    middle = (share + z2 / (2 * judged)) / (1 + z2 / judged)
    half = (
        Z / (1 + z2 / judged) * math.sqrt(share * (1 - share) / judged + z2 / (4 * judged * judged))
    )
    return max(0.0, middle - half), min(1.0, middle + half)


def follow(
    reviews: Iterable[Review],
    rows: Mapping[str, Mapping[str, Row]],
    *,
    versions: Mapping[str, str],
) -> list[Followed]:
    """Return what became of each review. `rows` are those of the tables that may be meant, by id.

    `versions` gives of each document the first version. A finding that is gone is looked for by
    its words: in its document, then in other versions; of several with the same words, the one
    with the same words around it, then the nearest to where it stood. Nothing is attached to words that are not the same.
    """
    held = list(reviews)
    counting = {review.id for review in find_effective(held)}
    by_words: dict[tuple[str, str, str], list[Row]] = {}
    for table, some in rows.items():
        for row in some.values():
            first = versions.get(row["document"], row["document"]) if row.get("document") else ""
            by_words.setdefault((table, first, row.get("quote") or ""), []).append(row)
    found: list[Followed] = []
    for review in held:
        now, fate = _find_now(review, rows, by_words, versions)
        if review.id not in counting:
            fate = Fate.UNDONE
        found.append(Followed(review=review, now=now, fate=fate))
    return found


def _find_now(
    review: Review,
    rows: Mapping[str, Mapping[str, Row]],
    by_words: Mapping[tuple[str, str, str], list[Row]],
    versions: Mapping[str, str],
) -> tuple[str | None, Fate]:
    if review.subject in rows.get(review.table, {}):
        return review.subject, Fate.STANDS
    if not review.quote or not review.document:
        return None, Fate.ORPHANED
    first = versions.get(review.document, review.document)
    alike = by_words.get((review.table, first, review.quote), [])
    own = [row for row in alike if row["document"] == review.document]
    nearest = min(
        own or alike,
        key=lambda r: (-_count_shared(review, r), abs(r["start"] - (review.start or 0)), r["id"]),
        default=None,
    )
    if nearest is None:
        return None, Fate.ORPHANED
    return str(nearest["id"]), Fate.FOLLOWED if own else Fate.CARRIED


def _count_shared(review: Review, row: Row) -> int:
    """Return how many characters around the words are the same as they were, on both sides."""
    before = zip(reversed(review.prefix or ""), reversed(row.get("prefix") or ""), strict=False)
    after = zip(review.suffix or "", row.get("suffix") or "", strict=False)
    return sum(
        len(list(takewhile(lambda pair: pair[0] == pair[1], side))) for side in (before, after)
    )


def state_of(reviews: Iterable[Review]) -> str | None:
    """Return what reviewers say of one finding: accepted, rejected, corrected, disputed; None without a word."""
    last: dict[str, str] = {}
    for review in reviews:
        if review.decision in JUDGING:
            kind = (
                "accepted"
                if review.decision in RIGHT
                else "rejected"
                if review.decision in WRONG
                else "corrected"
            )
            last[review.by] = kind
    said = set(last.values())
    return "disputed" if len(said) > 1 else said.pop() if said else None


def measure_methods(reviews: Iterable[Review], *, sampled: bool = False) -> list[Precision]:
    """Return how right each method was found to be; `sampled` counts only the random sample.

    What was mended counts as not right. Of several reviewers each one's last word counts.
    """
    last: dict[tuple[str, str], Review] = {}
    for review in find_effective(reviews):
        if review.decision in JUDGING and review.method and (review.sampled or not sampled):
            last[review.subject, review.by] = review
    counts: dict[str, list[int]] = {}
    for review in last.values():
        count = counts.setdefault(str(review.method), [0, 0])
        count[0] += review.decision in RIGHT
        count[1] += 1
    return [
        Precision(method=method, right=right, judged=judged)
        for method, (right, judged) in sorted(counts.items())
    ]


def find_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of two reviewers' words on the same findings; None without any.

    >>> find_kappa([("a", "a"), ("a", "a"), ("r", "r"), ("r", "a")])
    0.5
    """
    if not pairs:
        return None
    total = len(pairs)
    agreed = sum(one == other for one, other in pairs) / total
    said = {word for pair in pairs for word in pair}
    by_chance = sum(
        (sum(one == word for one, _ in pairs) / total)
        * (sum(other == word for _, other in pairs) / total)
        for word in said
    )
    return 1.0 if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)


def compare_reviewers(
    reviews: Iterable[Review],
) -> dict[tuple[str, str], list[tuple[str, str, str]]]:
    """Return for each two reviewers what both judged: the subject and the word of each."""
    words: dict[str, dict[str, str]] = {}
    for review in find_effective(reviews):
        if review.decision in JUDGING:
            words.setdefault(review.subject, {})[review.by] = (
                "right" if review.decision in RIGHT else "not right"
            )
    pairs: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for subject, said in sorted(words.items()):
        names = sorted(said)
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                pairs.setdefault((one, other), []).append((subject, said[one], said[other]))
    return pairs
