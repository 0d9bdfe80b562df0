"""Lines that were cut off the truth at a line's end: no check of a line tells it, the last build does."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest

from onrecord.model import RecordError
from onrecord.model.reviews import Decision
from onrecord.record import open_record
from onrecord.record.folder import RecordFolder, load_settings, write_settings
from onrecord.record.queue import Wish, decide
from onrecord.run.build import BuildOptions, Progress, build_record
from onrecord.run.integrity import check_integrity
from onrecord.sources.series import SeriesFolder
from tests.unit.run.conftest import NOW, Build


def cut_last_line(path: Path) -> None:
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def decide_twice(record: Path) -> None:
    with open_record(record) as opened:
        (figure, *_) = opened.rows("figure")
        for decision in (Decision.ACCEPT, Decision.REJECT):
            decide(
                opened,
                Wish(by="Ada", subject=figure["id"], decision=decision),
                at=NOW.isoformat(),
            )


def test_lost_lines_of_the_index_of_captures_are_told(
    build: Build, pile: Path, tmp_path: Path
) -> None:
    build(pile)
    (pile / "two.txt").unlink()
    assert build(pile).unreadable == ()
    cut_last_line(tmp_path / "record" / "captures" / "index.jsonl")
    faults = check_integrity(tmp_path / "record", reread=False).faults
    assert len(faults) == 1 and "index.jsonl: 1 line fewer than the last build knew" in faults[0]
    assert build(pile).unreadable == tuple(faults)
    assert build(pile).unreadable == (), "told once: they went on without"


def test_lost_decisions_are_told(build: Build, pile: Path, tmp_path: Path) -> None:
    build(pile)
    decide_twice(tmp_path / "record")
    assert build(pile).unreadable == ()
    cut_last_line(tmp_path / "record" / "reviews.jsonl")
    (fault,) = check_integrity(tmp_path / "record", reread=False).faults
    assert "reviews.jsonl: 1 decision that the last build knew" in fault
    assert build(pile).unreadable == (fault,)
    (tmp_path / "record" / "reviews.jsonl").unlink()
    assert "reviews.jsonl: 1 decision" in build(pile).unreadable[0]


def test_lost_series_are_told_and_a_lost_name_is_written_again(
    build: Build, pile: Path, pack: Path, tmp_path: Path
) -> None:
    build(pile)
    imported = SeriesFolder(tmp_path / "record" / "series", stands_on=str(pack))
    imported.make()
    (imported.path / "snapshots").mkdir()
    imported.index_path.write_bytes(b"")
    build(pile)
    (imported.path / "pack.yml").unlink()
    assert build(pile).unreadable == ()
    assert imported.is_pack
    shutil.rmtree(imported.path)
    (fault,) = check_integrity(tmp_path / "record", reread=False).faults
    assert "series: the values that were imported are gone" in fault
    assert build(pile).unreadable == (fault,)


def test_a_line_cut_short_since_the_build_is_a_note_and_no_fault(
    build: Build, pile: Path, tmp_path: Path
) -> None:
    build(pile)
    decide_twice(tmp_path / "record")
    build(pile)
    log = tmp_path / "record" / "reviews.jsonl"
    log.write_bytes(log.read_bytes() + b'{"at": "20')
    report = check_integrity(tmp_path / "record", reread=False)
    assert report.faults == []
    assert any("cut short" in note for note in report.notes)


def test_a_record_without_its_settings_is_not_built_by_guess(
    build: Build, pile: Path, tmp_path: Path
) -> None:
    build(pile)
    folder = RecordFolder(tmp_path / "record")
    settings = load_settings(folder)
    assert settings is not None
    folder.settings_path.unlink()
    with pytest.raises(RecordError, match=r"onrecord\.toml: gone; put it back"):
        build_record(BuildOptions(record=folder.path), now=NOW, progress=Progress())
    write_settings(folder, settings)
    assert build(pile).is_unchanged
    folder.settings_path.unlink()
    assert not build(pile).unreadable, "named again"


def test_what_is_followed_is_sealed_too(build: Build, pile: Path, tmp_path: Path) -> None:
    build(pile)
    path = tmp_path / "record" / "onrecord.toml"
    path.write_text(path.read_text("utf-8") + '[watch]\nevery = "15h"\n', encoding="utf-8")
    build(pile)
    assert check_integrity(tmp_path / "record", reread=False).notes == []
    path.write_bytes(path.read_bytes().replace(b"15h", b"15m"))
    assert "changed since" in check_integrity(tmp_path / "record", reread=False).notes[0]
    path.write_bytes(path.read_bytes().replace(b'"settings"', b'"settingr"'))
    assert "changed since" in check_integrity(tmp_path / "record", reread=False).notes[0]


def test_damage_of_an_earlier_build_is_noted(build: Build, pile: Path, tmp_path: Path) -> None:
    first = build(pile)
    (pile / "four.txt").write_text("And 7 more.\n", encoding="utf-8")
    build(pile)
    place = tmp_path / "record" / "built" / first.build_id
    (place / "record.duckdb").write_bytes(b"nothing")
    report = check_integrity(tmp_path / "record", reread=False)
    assert report.faults == []
    assert report.notes[0].startswith(f"{place / 'record.duckdb'}: its bytes are not those")


def test_a_build_by_other_tables_that_failed_is_no_fault_of_the_one_that_is_read(
    build: Build, pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(pile)
    (tmp_path / "pack" / "pack.yml").write_text(
        'name: tiny\ntitle: Tiny\nversion: "2"\n', encoding="utf-8"
    )

    def fill(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("onrecord.run.build.write_build", fill)
    with pytest.raises(OSError, match="No space"):
        build(pile)
    report = check_integrity(tmp_path / "record", reread=False)
    assert report.faults == []
    assert any("made by another version or other tables" in note for note in report.notes)
