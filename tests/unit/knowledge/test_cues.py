"""Cue words and pointing words are read strictly, and later packs add to earlier ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.knowledge.cues import load_cues, load_references
from onrecord.knowledge.given_names import load_given_names
from onrecord.model import CueClass, TableError


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_a_later_pack_adds_its_cues(tmp_path: Path) -> None:
    one = write(tmp_path / "one", "en/cues.yml", "- {cue: say, class: say, takes: [clause]}\n")
    two = write(tmp_path / "two", "en/cues.yml", "- {cue: say again, class: deny}\n")
    verbs = load_cues([one, two])["en"].verbs["say"]
    assert [row.cue for row in verbs] == ["say again", "say"]
    assert verbs[0].cue_class is CueClass.DENY


def test_an_unknown_class_names_file_and_line(tmp_path: Path) -> None:
    pack = write(tmp_path, "en/cues.yml", "- {cue: say, class: mumble}\n")
    with pytest.raises(TableError, match=r"cues\.yml:1"):
        load_cues([pack])


def test_words_are_found_by_kind_and_counted(tmp_path: Path) -> None:
    rows = "- {word: both, kind: pair, count: 2}\n- {word: she, kind: pronoun, gender: f}\n"
    references = load_references([write(tmp_path, "en/references.yml", rows)])["en"]
    assert references.find("She", "pronoun") is not None
    assert references.find("she", "official") is None
    assert (references.counts("Both"), references.counts("she")) == (2, 0)


def test_a_given_name_of_both_genders_tells_none(tmp_path: Path) -> None:
    rows = "- {gender: m, names: [Robin, Hugo]}\n- {gender: f, names: [Robin]}\n"
    assert load_given_names([write(tmp_path, "given_names.yml", rows)]) == {"hugo": "m"}
