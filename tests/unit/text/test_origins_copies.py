"""Each kind of copy is found and called by its name; templates and standing wording are none."""

from __future__ import annotations

import pytest

from onrecord.knowledge import Knowledge
from onrecord.model import CopyKind, DirectionBasis, DocumentKind
from onrecord.text.origins_copies import Copy, find_copies
from tests.unit.text.origin_texts import make_paragraph, make_story, make_text

STORY, OTHER = make_story(1), make_story(2)
EARLY, LATE = "2024-05-01", "2024-05-03"


def edited(paragraph: str) -> str:
    words = paragraph.split(" ")
    return " ".join("altered" if at % 15 == 7 else word for at, word in enumerate(words))


@pytest.mark.parametrize(
    ("paragraphs", "how"),
    [
        (STORY, CopyKind.VERBATIM),
        ([edited(paragraph) for paragraph in STORY], CopyKind.LIGHT_EDIT),
        (STORY[:2], CopyKind.TRIMMED),
        ([STORY[0], STORY[2], STORY[4]], CopyKind.TRIMMED),
        ([*OTHER[:3], STORY[2], *OTHER[3:]], CopyKind.EXCERPT),
        ([*OTHER[:2], *STORY, *OTHER[2:]], CopyKind.QUOTED_WHOLE),
        ([*OTHER, *(f"“{paragraph}”" for paragraph in STORY)], CopyKind.QUOTED_WHOLE),
    ],
    ids=["verbatim", "edited", "cut short", "chosen paragraphs", "excerpt", "whole", "in quotes"],
)
def test_each_kind_of_copy_has_its_name(
    paragraphs: list[str], how: CopyKind, knowledge: Knowledge
) -> None:
    source, made = make_text("source", STORY, EARLY), make_text("made", paragraphs, LATE)
    (copy,) = find_copies([made, source], knowledge)
    assert (copy.card.id, copy.source.id) == (made.id, source.id)
    assert (copy.how, copy.basis) == (how, DirectionBasis.DATES)


def test_a_merged_text_has_both_sources(knowledge: Knowledge) -> None:
    one, two = make_text("one", STORY, EARLY), make_text("two", OTHER, EARLY)
    merged = make_text("merged", [*STORY[:3], *OTHER[:2]], LATE)
    copies = find_copies([one, two, merged], knowledge)
    assert {(c.card.id, c.source.id, c.how) for c in copies} == {
        (merged.id, one.id, CopyKind.MERGED),
        (merged.id, two.id, CopyKind.MERGED),
    }


def test_what_holds_two_unrelated_texts_is_made_of_them_though_nothing_is_dated(
    knowledge: Knowledge,
) -> None:
    one, two = make_text("one", STORY), make_text("two", OTHER)
    turns = [part for pair in zip(STORY, OTHER, strict=True) for part in pair]
    woven = make_text("woven", turns)
    copies = find_copies([one, two, woven], knowledge)
    assert {(c.card.id, c.source.id) for c in copies} == {(woven.id, one.id), (woven.id, two.id)}
    assert {c.basis for c in copies} == {DirectionBasis.EXTENT}


def test_two_texts_woven_from_one_and_others_keep_their_source(knowledge: Knowledge) -> None:
    one, *others = ([make_paragraph(seed * 100 + at, 28) for at in range(6)] for seed in (1, 3, 4))
    source = make_text("one", one, EARLY)
    woven = [
        make_text(
            str(number), [part for pair in zip(one, other, strict=True) for part in pair], LATE
        )
        for number, other in enumerate(others)
    ]
    copies = find_copies([source, *woven], knowledge)
    assert {(c.card.id, c.source.id) for c in copies} == {(w.id, source.id) for w in woven}


def test_a_copy_of_a_copy_names_no_source_twice(knowledge: Knowledge) -> None:
    documents = [
        make_text("a", STORY, "2024-05-01"),
        make_text("b", STORY[:4], "2024-05-02"),
        make_text("c", STORY[:3], "2024-05-03"),
    ]
    assert [copy.card.source for copy in find_copies(documents, knowledge)] == ["b", "c"]


def fill_in(names: list[str], number: int) -> list[str]:
    """Return a form: 20 words, a name, 20 words, a number, and so on."""
    parts = make_story(7, 8)
    filled = (f"{p[:-1]} in {name} on day {number + at}" for at, (p, name) in
              enumerate(zip(parts, names, strict=True)))  # fmt: skip
    return [" then ".join(filled)]


def test_a_form_filled_in_with_other_names_is_no_copy(knowledge: Knowledge) -> None:
    here = ["Alba", "Brume", "Corvo", "Dalia", "Erebo", "Fosco", "Ghita", "Holm"]
    there = ["Ister", "Jura", "Kemi", "Lorca", "Mezen", "Narva", "Ohre", "Prut"]
    one = make_text("one", fill_in(here, 100), EARLY, outlet="First Paper")
    two = make_text("two", fill_in(there, 500), LATE, outlet="Other Paper")
    assert find_copies([one, two], knowledge) == []


@pytest.mark.parametrize(("title", "copies"), [("A second thing", 0), ("One thing", 1)])
def test_papers_of_one_issuer_are_copies_only_under_one_title(
    title: str, copies: int, knowledge: Knowledge
) -> None:
    one = make_text("one", STORY, EARLY, outlet="Ministry", title="One thing")
    two = make_text("two", [*STORY[:3], *OTHER[:2]], LATE, outlet="Ministry", title=title)
    assert len(find_copies([one, two], knowledge)) == copies


def test_a_copy_of_one_paper_is_not_tied_to_its_sibling(knowledge: Knowledge) -> None:
    one = make_text("one", STORY, EARLY, outlet="Ministry", title="One thing")
    two = make_text("two", [*STORY[:3], *OTHER[:2]], EARLY, outlet="Ministry", title="Two things")
    repost = make_text("repost", STORY, LATE)
    (copy,) = find_copies([one, two, repost], knowledge)
    assert (copy.card.id, copy.source.id) == (repost.id, one.id)


def test_wording_that_stands_for_months_is_no_copy(knowledge: Knowledge) -> None:
    standing = make_paragraph(999, 40)
    documents = [
        make_text(f"page {month}", [*make_story(10 + month), standing], f"2024-{month:02}-10")
        for month in range(1, 7)
    ]
    assert find_copies(documents, knowledge) == []


def test_what_a_third_order_has_too_is_the_law(knowledge: Knowledge) -> None:
    law = [make_paragraph(998, 120)]
    orders = [
        make_text(f"order {n}", [*make_story(20 + n), *law], EARLY, kind=DocumentKind.ORDER)
        for n in range(3)
    ]
    assert find_copies(orders, knowledge) == []


def test_copies_do_not_depend_on_the_order_of_documents(knowledge: Knowledge) -> None:
    documents = [
        make_text("a", STORY),
        make_text("b", STORY[1:]),
        make_text("c", [*OTHER, *STORY[:2]], LATE),
        make_text("d", OTHER, EARLY),
    ]

    def ends(copies: list[Copy]) -> list[tuple[str, str]]:
        return [(copy.card.id, copy.source.id) for copy in copies]

    assert ends(find_copies(documents, knowledge)) == ends(find_copies(documents[::-1], knowledge))


def test_a_text_of_many_papers_is_found_in_all(knowledge: Knowledge) -> None:
    documents = [make_text(f"paper {n}", STORY, f"2024-05-{n + 1:02}") for n in range(30)]
    copies = find_copies(documents, knowledge)
    assert {copy.source.source for copy in copies} == {"paper 0"}
    assert len(copies) == 29
