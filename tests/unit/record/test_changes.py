"""What was changed between two texts is shown word by word, and nothing else is."""

from __future__ import annotations

import time

import pytest

from onrecord.record.changes import diff_texts

OLD = "The ministers met in the capital.\nThey agreed on three posts at the bridge.\nThey left."


def marks(old: str, new: str) -> list[str]:
    return [change.mark() for change in diff_texts(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("three posts", "four posts", ["They agreed on [-three-] {+four+} posts at the bridge."]),
        (" at the bridge", "", ["They agreed on three posts[- at the bridge-]."]),
        ("\nThey left.", "", ["[-They left.-]"]),
        ("They left.", "They left.\nAll was said.", ["{+All was said.+}"]),
        ("the capital", "the U.S. capital", ["The ministers met in the{+ U.S.+} capital."]),
        ("three posts", "three posts", []),
    ],
)
def test_changed_words_are_marked(old: str, new: str, expected: list[str]) -> None:
    assert marks(OLD, OLD.replace(old, new)) == expected


def test_words_far_from_a_change_are_left_out() -> None:
    words = " ".join(f"word{n}" for n in range(200))
    (shown,) = marks(f"{words} three {words}", f"{words} four {words}")
    assert shown.startswith("… word")
    assert "[-three-] {+four+}" in shown
    assert len(shown) < 300


def test_pieces_make_up_both_texts() -> None:
    (change,) = diff_texts("One, two and three.", "One and three, four.")
    assert "".join(old for old, _ in change.pieces) == "One, two and three."
    assert "".join(new for _, new in change.pieces) == "One and three, four."


def test_both_sides_are_marked_for_themselves() -> None:
    (change,) = diff_texts("Three met.", "Four met.")
    assert change.mark_sides() == ("[-Three-] met.", "{+Four+} met.")


def test_large_texts_that_share_nothing_take_no_time() -> None:
    began = time.monotonic()
    old, new = ("\n".join(f"{sign}{n} " * 40 for n in range(3000)) for sign in "ab")
    assert len(diff_texts(old, new)) == 6000
    assert len(marks("a " * 200_000, "b " * 200_000)) == 2
    assert time.monotonic() - began < 10
