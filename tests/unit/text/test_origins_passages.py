"""Passages are what both texts have in the same order, small edits allowed."""

from __future__ import annotations

from onrecord.text.origins_index import make_index, pair_holders
from onrecord.text.origins_passages import count_edits, count_swapped, find_passages
from onrecord.text.shingles import WordPrint, find_own_words, read_print
from tests.unit.text.origin_texts import make_paragraph

ONE, TWO = make_paragraph(1, 60), make_paragraph(2, 60)


def prints(*texts: str) -> list[WordPrint]:
    return [read_print(text) for text in texts]


def test_passages_are_found_where_paragraphs_changed_places() -> None:
    here, there = prints(f"{ONE} {TWO}", f"{TWO} {ONE}")
    passages = find_passages(here.own, there.own)
    assert [(p.first, p.after, p.extent_there) for p in passages] == [
        (0, 60, (60, 120)),
        (60, 120, (0, 60)),
    ]


def test_an_edit_does_not_end_a_passage() -> None:
    words = ONE.split()
    here, there = prints(ONE, " ".join([*words[:30], "new", "words", *words[31:]]))
    (passage,) = find_passages(here.own, there.own)
    assert (passage.first, passage.after, passage.words) == (0, 60, 59)
    assert count_edits((passage,)) == 1


def test_names_that_took_the_place_of_others_are_counted() -> None:
    words = ONE.split()
    here, there = prints(
        *(" ".join([*words[:20], name, *words[20:40], "stone", *words[40:]]) for name in ("Oslo", "Riga"))
    )  # fmt: skip
    passages = find_passages(here.own, there.own)
    assert count_swapped(passages, here, there) == 1


def test_phrases_of_the_trade_are_no_passages() -> None:
    phrase = "a spokesman for the ministry of foreign affairs told reporters on monday evening"
    here, there = prints(f"{ONE} {phrase} {make_paragraph(3)}", f"{TWO} {phrase}")
    assert find_passages(here.own, there.own) == ()


def test_own_words_stand_where_they_are_said_to() -> None:
    text = "The U.S. envoy said: “we will see” — and left in 2024."
    places = find_own_words(text)
    assert [text[a:b] for a, b in places] == [
        "The", "U.S.", "envoy", "said", "and", "left", "in", "2024",
    ]  # fmt: skip
    assert len(places) == len(read_print(text).own)


def test_only_documents_with_common_runs_are_paired() -> None:
    some = prints(ONE, make_paragraph(4), f"{make_paragraph(5)} {ONE}", "", TWO)
    assert list(pair_holders(make_index(some))) == [(0, 2)]


def test_an_empty_pile_has_no_pairs() -> None:
    assert list(pair_holders(make_index([]))) == []
