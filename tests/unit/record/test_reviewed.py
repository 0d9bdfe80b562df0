"""Reviews follow their findings, agreement is measured, and methods have intervals."""

from __future__ import annotations

import pytest

from onrecord.model.reviews import Decision, Fate, Review, cut_context
from onrecord.record.reviewed import (
    compare_reviewers,
    find_interval,
    find_kappa,
    follow,
    measure_methods,
    state_of,
)

ROW = {"id": "fig-1", "document": "doc-1", "quote": "ten arrests", "start": 40}


def make(number: int = 1, **values: object) -> Review:
    given = {
        "at": "2030-01-01", "by": "Ada", "subject": "fig-1", "table": "figure",
        "decision": Decision.ACCEPT, "document": "doc-1", "quote": "ten arrests", "start": 40,
        "method": "figures@1",
    }  # fmt: skip
    return Review(**{**given, **values}).seal(str(number))  # type: ignore[arg-type]


def go(
    review: Review, row: dict[str, object], versions: dict[str, str] | None = None
) -> tuple[str | None, Fate]:
    (found,) = follow([review], {"figure": {str(row["id"]): row}}, versions=versions or {})
    return found.now, found.fate


def test_a_review_stands_while_its_finding_has_its_id() -> None:
    assert go(make(), ROW) == ("fig-1", Fate.STANDS)


def test_it_follows_the_same_words_to_another_id() -> None:
    assert go(make(), {**ROW, "id": "fig-2", "start": 70}) == ("fig-2", Fate.FOLLOWED)


def test_it_is_carried_into_another_version_with_the_same_words() -> None:
    row = {**ROW, "id": "fig-2", "document": "doc-2"}
    assert go(make(), row, {"doc-2": "doc-1"}) == ("fig-2", Fate.CARRIED)


@pytest.mark.parametrize(
    "row",
    [
        {**ROW, "id": "fig-2", "quote": "eleven arrests"},  # other words
        {**ROW, "id": "fig-2", "document": "doc-9"},  # another document
    ],
)
def test_it_is_never_attached_to_other_words(row: dict[str, object]) -> None:
    assert go(make(), row) == (None, Fate.ORPHANED)


def test_of_the_same_words_twice_the_nearest_is_meant() -> None:
    near, far = {**ROW, "id": "fig-3", "start": 60}, {**ROW, "id": "fig-2", "start": 900}
    (found,) = follow([make()], {"figure": {"fig-2": far, "fig-3": near}}, versions={})
    assert found.now == "fig-3"


def test_what_was_undone_is_told_so() -> None:
    first = make()
    undoing = make(2, decision=Decision.UNDO, value=first.id)
    fates = [f.fate for f in follow([first, undoing], {"figure": {"fig-1": ROW}}, versions={})]
    assert fates[0] is Fate.UNDONE


def test_two_who_differ_make_it_disputed() -> None:
    assert state_of([make(), make(2, by="Grace")]) == "accepted"
    assert state_of([make(), make(2, by="Grace", decision=Decision.REJECT)]) == "disputed"
    assert state_of([make(), make(2, decision=Decision.REJECT)]) == "rejected"
    assert state_of([make(decision=Decision.COMMENT)]) is None


def test_wilson_interval_as_published() -> None:
    # Newcombe (1998), method 3: 81 of 263 gives .2553 to .3662
    assert [round(b, 4) for b in find_interval(81, 263)] == [0.2553, 0.3662]
    assert find_interval(0, 0) == (0.0, 1.0)


def test_methods_are_measured_by_the_last_word_of_each() -> None:
    reviews = [
        make(), make(2, subject="fig-2"), make(3, subject="fig-2", decision=Decision.REJECT),
        make(4, subject="fig-3", sampled=True),
    ]  # fmt: skip
    (one,) = measure_methods(reviews)
    assert (one.method, one.right, one.judged) == ("figures@1", 2, 3)
    (sampled,) = measure_methods(reviews, sampled=True)
    assert (sampled.right, sampled.judged) == (1, 1)


def test_kappa_as_in_cohen() -> None:
    # 20 both yes, 15 both no, 5 and 10 apart: .7 agreed, .5 by chance
    pairs = [("y", "y")] * 20 + [("n", "n")] * 15 + [("y", "n")] * 5 + [("n", "y")] * 10
    assert find_kappa(pairs) == pytest.approx(0.4)
    assert find_kappa([]) is None


def test_two_reviewers_are_compared_on_what_both_judged() -> None:
    reviews = [make(), make(2, by="Grace", decision=Decision.REJECT), make(3, subject="fig-2")]
    assert compare_reviewers(reviews) == {("Ada", "Grace"): [("fig-1", "right", "not right")]}


def test_words_that_occur_twice_are_told_apart_by_what_stands_around_them() -> None:
    text = "In May ten arrests were made. Later, ten arrests were denied."
    prefix, suffix = cut_context(text, 37, 48)
    review = make(start=37, prefix=prefix, suffix=suffix)
    moved = [  # the other place is now where the words had stood
        {**ROW, "id": "fig-near", "start": 38, "prefix": "In May ", "suffix": " were made."},
        {**ROW, "id": "fig-far", "start": 900, "prefix": "Later, ", "suffix": " were denied."},
    ]
    rows = {"figure": {str(row["id"]): row for row in moved}}
    (found,) = follow([review], rows, versions={})
    assert (found.now, found.fate) == ("fig-far", Fate.FOLLOWED)
    (found,) = follow([make(start=37)], rows, versions={})  # a line of an earlier version
    assert found.now == "fig-near"
