"""Which two documents are accounts of one meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onrecord.verify.mirror import Account, choose_pairs, find_pairs

OURS = Account(
    document_id="doc-1",
    country="US",
    day=date(2023, 1, 9),
    kind="meeting",
    states=frozenset({"MX", "US"}),
    persons=(("MX", frozenset({"Obrador"})), ("US", frozenset({"Biden"}))),
)
THEIRS = replace(OURS, document_id="doc-2", country="MX", kind=None)


def test_the_same_day_states_and_persons_are_one_meeting() -> None:
    (pair,) = find_pairs([THEIRS, OURS])
    assert (pair.one.document_id, pair.other.document_id) == ("doc-1", "doc-2")
    assert pair.reason == "the same day, both name Biden, Obrador"


@pytest.mark.parametrize(
    "other",
    [
        replace(THEIRS, country="US"),
        replace(THEIRS, day=date(2023, 1, 11)),
        replace(THEIRS, kind="call"),
        replace(THEIRS, states=frozenset({"MX", "US", "CA"})),
        replace(THEIRS, states=frozenset()),
        replace(THEIRS, persons=(("MX", frozenset({"Obrador"})), ("US", frozenset({"Harris"})))),
        replace(THEIRS, persons=(("MX", frozenset({"Obrador"})),)),
    ],
    ids=["one-government", "two-days", "call", "third-state", "no-state", "others", "one-side"],
)
def test_what_differs_is_another_meeting(other: Account) -> None:
    assert find_pairs([OURS, other]) == []


def test_a_programme_in_both_heads_needs_no_persons() -> None:
    ours = replace(OURS, persons=(), about=frozenset({"dialogue"}))
    theirs = replace(THEIRS, persons=(), about=frozenset({"dialogue"}))
    (pair,) = find_pairs([ours, theirs])
    assert "dialogue" in pair.reason


def test_pairs_are_chosen_by_states_day_and_happening() -> None:
    pairs = find_pairs([replace(OURS, happenings=frozenset({"hap-1"})), THEIRS])
    assert choose_pairs(pairs, dyad=frozenset({"US", "MX"}), on=date(2023, 1, 9)) == pairs
    assert choose_pairs(pairs, dyad=frozenset({"US", "CA"})) == []
    assert choose_pairs(pairs, on=date(2023, 1, 8)) == []
    assert choose_pairs(pairs, happening="hap-1") == pairs
    assert choose_pairs(pairs, happening="hap-2") == []


def test_a_joint_paper_and_a_telling_of_it_are_one() -> None:
    paper = replace(OURS, kind=None, persons=(), is_joint=True, is_carried=True)
    told = replace(THEIRS, persons=(), stretches=((10, 20),), names_joint=True)
    (pair,) = find_pairs([paper, told])
    assert pair.reason == "the same day, a joint paper of both"
    assert find_pairs([paper, replace(told, names_joint=False)]) == []


def test_copies_of_one_paper_are_no_two_accounts() -> None:
    paper = replace(OURS, is_joint=True, is_carried=True)
    assert find_pairs([paper, replace(paper, country="MX")]) == []
    assert find_pairs([paper, replace(paper, country="MX", document_id="doc-2")]) == []


def test_a_told_call_of_the_very_day_needs_one_person() -> None:
    ours = replace(OURS, kind="call", persons=(("MX", frozenset({"Obrador"})),))
    theirs = replace(ours, document_id="doc-2", country="MX", stretches=((0, 9),))
    assert len(find_pairs([ours, theirs])) == 1
    assert find_pairs([ours, replace(theirs, day=date(2023, 1, 8))]) == []
    assert find_pairs([ours, replace(theirs, stretches=())]) == []
