"""Which packages parse a language."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.knowledge import Knowledge
from onrecord.knowledge.parsers import load_parsers
from onrecord.model import TableError


def write(folder: Path, rows: str) -> Path:
    folder.mkdir()
    (folder / "parsers.yml").write_text(rows, encoding="utf-8")
    return folder


def test_the_packages_of_a_pack_are_tried_before_those_it_builds_on(tmp_path: Path) -> None:
    below = write(tmp_path / "below", "- {language: fr, packages: [large, small]}\n")
    above = write(tmp_path / "above", "- {language: fr, packages: [mine]}\n")
    assert load_parsers([below, above]) == {"fr": ("mine", "large", "small")}


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("- {language: fr, packages: []}\n", r"parsers\.yml:1: "),
        (2 * "- {language: fr, packages: [a]}\n", r"parsers\.yml:2: .*fr"),
    ],
)
def test_a_row_without_packages_and_a_second_one_are_faults(
    tmp_path: Path, rows: str, fault: str
) -> None:
    with pytest.raises(TableError, match=fault):
        load_parsers([write(tmp_path / "pack", rows)])


def test_every_language_with_words_to_parse_by_has_a_parser(knowledge: Knowledge) -> None:
    parsed = {path.parent.name for f in knowledge.folders for path in f.glob("*/syntax.yml")}
    assert parsed <= knowledge.parsers.keys()
