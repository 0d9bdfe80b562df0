"""What holds for every standard: the same twice, whole files, no private person, a part when asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.publish.standards import STANDARDS, Chosen, export_standard
from onrecord.record.filters import FilterError
from onrecord.record.selections import Selection


@pytest.mark.parametrize("form", STANDARDS)
def test_the_same_record_gives_the_same_bytes(form, story, tmp_path):
    files = [
        export_standard(Chosen(selection=Selection(story)), form, tmp_path / place)[0].read_bytes()
        for place in ("one", "two")
    ]
    assert files[0] == files[1] != b""
    assert [p.name for p in (tmp_path / "one").iterdir()] == [STANDARDS[form].file]


@pytest.mark.parametrize("form", STANDARDS)
def test_private_persons_stay_unnamed_and_unlinked(form, write):
    said = json.dumps(write(form), ensure_ascii=False)
    assert "Jane Roe" not in said
    assert "jane-roe" not in said


@pytest.mark.parametrize("form", STANDARDS)
def test_only_web_addresses_are_handed_on_and_no_whole_text(form, write):
    said = json.dumps(write(form), ensure_ascii=False)
    assert "javascript:" not in said
    assert "They will stay. " * 40 not in said


@pytest.mark.parametrize("form", STANDARDS)
def test_who_is_never_named_does_not_come_along(form, write):
    assert "Never Named" not in json.dumps(write(form))


@pytest.mark.parametrize("form", STANDARDS)
def test_a_part_holds_only_what_fits(form, write):
    said = json.dumps(write(form, "outcome=fails"))
    assert ("fig-1" in said) == (form in ("annotations", "schemaorg", "prov"))
    for other in ("fig-2", "sta-1", "eve-1", "com-1", "doc-2"):
        assert other not in said


def test_a_condition_that_no_finding_can_fit_is_named(story):
    with pytest.raises(FilterError, match="no kind of finding has all of: value, speaker"):
        Selection(story, ("value>3", "speaker~x"))


def test_a_file_that_cannot_be_finished_leaves_the_old_one(story, tmp_path: Path, monkeypatch):
    chosen = Chosen(selection=Selection(story))
    path, _ = export_standard(chosen, "plover", tmp_path)
    before = path.read_bytes()

    def broken(self: Chosen, table: str):
        raise OSError("disk full")
        yield

    monkeypatch.setattr(Chosen, "findings", broken)
    with pytest.raises(OSError, match="disk full"):
        export_standard(chosen, "plover", tmp_path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["plover.jsonl"]
