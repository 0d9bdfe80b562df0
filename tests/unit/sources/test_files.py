"""Patterns find files, and say what they cannot find."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.model import Problem
from onrecord.sources import find_files


def names(found: object) -> list[str]:
    return [x.name for x in found if isinstance(x, Path)]  # type: ignore[attr-defined]


def messages(found: object) -> list[str]:
    return [x.message for x in found if isinstance(x, Problem)]  # type: ignore[attr-defined]


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", ".hidden", "deep/c.txt", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("words", encoding="utf-8")
    return tmp_path


def test_a_folder_is_walked_in_the_order_of_names(pile: Path) -> None:
    assert names(find_files([str(pile)])) == ["a.txt", "b.txt", "c.txt"]


def test_a_pattern_names_files(pile: Path) -> None:
    assert names(find_files([str(pile / "*.txt")])) == ["a.txt", "b.txt"]


def test_a_file_named_twice_is_found_once(pile: Path) -> None:
    assert names(find_files([str(pile / "a.txt"), str(pile)])) == ["a.txt", "b.txt", "c.txt"]


def test_what_is_not_there_is_said(pile: Path) -> None:
    found = list(find_files([str(pile / "none"), str(pile / "*.pdf")]))
    assert [m.partition(";")[2] for m in messages(found)] == [
        " check the path",
        " check the pattern's spelling",
    ]


def test_a_link_to_a_folder_above_ends(pile: Path) -> None:
    (pile / "deep" / "up").symlink_to(pile)
    found = list(find_files([str(pile)]))
    assert names(found) == ["a.txt", "b.txt", "c.txt"]
    assert "leads back" in messages(found)[0]


def test_a_link_that_leads_nowhere_is_said(pile: Path) -> None:
    (pile / "z.txt").symlink_to(pile / "gone")
    found = list(find_files([str(pile)]))
    assert names(found) == ["a.txt", "b.txt", "c.txt"]
    assert "leads nowhere" in messages(found)[0]


def test_a_folder_without_permission_is_said_and_the_rest_goes_on(pile: Path) -> None:
    locked = pile / "deep"
    locked.chmod(0)
    try:
        if os.access(locked, os.R_OK):
            pytest.skip("this user reads everything")
        found = list(find_files([str(pile)]))
    finally:
        locked.chmod(0o755)
    assert names(found) == ["a.txt", "b.txt"]
    assert "give read permission" in messages(found)[0]
