"""Quotations are found by their marks, over paragraphs too, and apostrophes are none."""

from __future__ import annotations

import time

import pytest

from onrecord.annotate.quotations import find_inner, find_quotations


def quote(text: str) -> list[str]:
    """Return the words between marks, in order."""
    paragraphs, at = [], 0
    for line in text.split("\n"):
        paragraphs.append((at, at + len(line)))
        at += len(line) + 1
    return [text[q.start : q.end] for q in find_quotations(text, paragraphs)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We agree,” she said. “It takes time.”", ["We agree,", "It takes time."]),
        ('"We agree," she said. "It takes time."', ["We agree,", "It takes time."]),
        ("«Estamos de acuerdo», dijo.", ["Estamos de acuerdo"]),
        ("‘We agree,’ she said.", ["We agree,"]),
        ("''We agree,'' she said.", ["We agree,"]),
        ("“He told us ‘not now’ twice,” she said.", ["He told us ‘not now’ twice,"]),
        ("Mexico’s ministers didn’t agree with Canada’s.", []),
        ("The dogs' owners and the cats' owners met.", []),
        ("It was 5'11\" tall.", []),
    ],
    ids=[
        "curly",
        "straight",
        "angled",
        "single",
        "doubled",
        "nested",
        "apostrophes",
        "plurals",
        "inches",
    ],
)
def test_marks_of_all_kinds_are_paired(text: str, words: list[str]) -> None:
    assert quote(text) == words


def test_a_mark_repeated_at_each_paragraph_carries_on() -> None:
    text = "“One.\n“Two.\n“Three,” she said."
    assert quote(text) == ["One.", "Two.", "Three,"]


def test_a_quotation_may_run_over_paragraphs_without_marks() -> None:
    assert quote("“One.\nTwo.\nThree.” And so on.") == ["One.", "Two.", "Three."]


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph() -> None:
    assert quote("“One goes on\nTwo is narration.") == ["One goes on"]


def test_the_part_in_a_later_paragraph_says_that_it_continues() -> None:
    text = "“One.\n“Two,” she said."
    found = find_quotations(text, [(0, 5), (6, len(text))])
    assert [(q.continues, q.is_closed) for q in found] == [(False, False), (True, True)]


def test_what_is_spoken_stands_between_dashes() -> None:
    text = "—The port is open —said the minister—. Come in.\n—A list begins so"
    found = find_quotations(text, [(0, 47), (48, len(text))])
    assert [text[q.start : q.end] for q in found] == ["The port is open", "Come in."]


def test_quotations_within_a_quotation_are_those_by_other_marks() -> None:
    text = "“He told us ‘we are ready’ and don’t ask,” she said."
    (outer,) = find_quotations(text, [(0, len(text))])
    assert [text[q.start : q.end] for q in find_inner(text, outer)] == ["we are ready"]


@pytest.mark.parametrize("noise", ['"“‘' * 40_000, "“" * 60_000 + "”" * 60_000, "«“" * 60_000])
def test_marks_without_words_take_no_quadratic_time(noise: str) -> None:
    began = time.process_time()
    assert quote(f"“We agree,” she said.\n{noise}\n“It takes time.”") == [
        "We agree,",
        "It takes time.",
    ]
    assert time.process_time() - began < 5
