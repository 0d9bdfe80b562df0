"""Furniture is known by whole words, wherever its row says."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.knowledge import PageWords
from onrecord.knowledge.furniture import Furniture, FurnitureRow, load_furniture
from onrecord.model import TableError


@pytest.fixture
def furniture() -> Furniture:
    return Furniture(
        [
            FurnitureRow(kind="advert", match="whole", words=["advertisement"]),
            FurnitureRow(kind="prompt", match="begins", words=["sign up"]),
            FurnitureRow(kind="credit", match="ends", words=["/agency"]),
            FurnitureRow(kind="biography", match="holds", words=["follow her on"]),
        ]
    )


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("ADVERTISEMENT:", "advert"),
        ("Advertisement for a bride", None),
        ("Sign up for our letter", "prompt"),
        ("Sign upon the wall", None),
        ("The river at dawn. A. Writer/Agency.", "credit"),
        ("She writes; follow her on the net", "biography"),
        ("They follow her one by one", None),
    ],
)
def test_lines_are_known_by_whole_words(furniture: Furniture, line: str, kind: str | None) -> None:
    found = furniture.find(line)
    assert (found[0] if found else None) == kind


def test_a_star_stands_for_letters() -> None:
    words = PageWords({"not past": ("*rá",)})
    assert words.holds("not past", "la reunión será en enero")
    assert not words.holds("not past", "la reunión fue para todos")


def test_an_unknown_kind_is_an_error_that_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "furniture.yml").write_text(
        "- {kind: advert, match: whole, words: [ad]}\n- {kind: hat, match: whole, words: [x]}\n",
        encoding="utf-8",
    )
    with pytest.raises(TableError, match=r"furniture\.yml:2"):
        load_furniture([tmp_path])
