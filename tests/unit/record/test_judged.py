"""Decisions go with the finding that the build found for them, and later ones with what they name."""

from __future__ import annotations

from onrecord.model.judged import Counted, read_judged
from onrecord.model.reviews import Decision, Review
from onrecord.record.judged import describe_methods, judge
from tests.unit.record.test_reviewed import make


def say(review: Review, now: str | None) -> dict[str, object]:
    return {"id": review.id, "subject": review.subject, "now": now}


def test_a_decision_goes_with_the_finding_the_build_found_for_it() -> None:
    review = make(decision=Decision.REJECT)
    assert judge([say(review, "fig-2")], [review]).rejected == {"fig-2"}


def test_a_decision_whose_words_are_gone_is_about_nothing() -> None:
    review = make(decision=Decision.REJECT)
    assert not judge([say(review, None)], [review]).states


def test_a_later_decision_counts_without_a_build() -> None:
    first, later = make(decision=Decision.ACCEPT), make(2, by="Bo", decision=Decision.REJECT)
    assert judge([say(first, "fig-1")], [first, later]).states == {"fig-1": "disputed"}


def test_a_random_sample_speaks_for_a_method_where_there_is_one() -> None:
    reviews = [make(decision=Decision.REJECT), make(2, subject="fig-2", sampled=True)]
    assert describe_methods(reviews)["figures@1"].startswith("1 of 1 judged right")
    assert describe_methods(reviews[:1])["figures@1"].endswith("no random sample")


def test_what_rests_on_a_rejected_finding_does_not_count_either() -> None:
    class Rows:
        def rows(self, table: str) -> list[dict[str, object]]:
            return {
                "figure": [{"id": "fig-1"}, {"id": "fig-2"}],
                "verdict": [{"id": "ver-1", "finding": "fig-1"}],
                "position": [{"id": "pos-1", "finding": None}],
            }[table]

    review = {
        "now": "fig-1", "fate": "stands", "decision": "reject", "state": "rejected", "by": "Ada",
        "field": None, "before": None, "value": None,
    }  # fmt: skip
    counted = Counted(Rows(), read_judged([review]))
    assert [row["id"] for row in counted.rows("figure")] == ["fig-2"]
    assert not counted.rows("verdict")
    assert counted.rows("position")
