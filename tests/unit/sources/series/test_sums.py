"""A bit of an imported series that flips is named, whatever stands in its place; a killed import is not."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from onrecord.model import SourceError
from onrecord.sources.series import SeriesFolder
from tests.unit.sources.series.test_folders import SNAPSHOT, observe


@pytest.fixture
def folder(tmp_path: Path) -> SeriesFolder:
    held = SeriesFolder(tmp_path)
    held.add_snapshot(SNAPSHOT, b"a,b\n")
    held.add_observations([observe("stops.MX"), observe("rate")])
    held.add_observations([observe("stops.MX", "6")])
    return held


def flip(path: Path, chance: random.Random) -> None:
    body = bytearray(path.read_bytes())
    body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
    path.write_bytes(body)


def test_what_was_imported_is_as_it_was_written(folder: SeriesFolder) -> None:
    assert folder.sums.find_changed() == []
    names = [line.split("  ")[1] for line in folder.sums.path.read_text().splitlines()]
    assert names == ["series/rate.csv", "series/stops.csv", "snapshots/index.jsonl"]


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("name", ["series/stops.csv", "snapshots/index.jsonl"])
def test_a_flipped_bit_is_named(folder: SeriesFolder, name: str, seed: int) -> None:
    flip(folder.path / name, random.Random(seed))
    (said,) = folder.sums.find_changed()
    assert str(folder.path / name) in said
    assert "put it back from a copy" in said


@pytest.mark.parametrize("seed", range(10))
def test_a_flipped_bit_in_a_snapshot_or_its_index_raises_our_error_alone(
    folder: SeriesFolder, seed: int
) -> None:
    (kept,) = folder.load_snapshots()
    chance = random.Random(seed)
    flip(folder.path / "snapshots" / f"{kept.sha256}.gz", chance)
    flip(folder.index_path, chance)
    for look in (lambda: folder.load_body(kept), folder.load_snapshots):
        try:
            look()
        except SourceError as error:
            assert str(folder.path) in str(error)


def test_more_that_comes_in_hides_no_damage(folder: SeriesFolder) -> None:
    path = folder.path / "series" / "stops.csv"
    path.write_text(path.read_text().replace(",6,", ",7,"), encoding="utf-8")
    folder.add_observations([observe("stops.MX", "8"), observe("rate", "2")])
    (said,) = folder.sums.find_changed()
    assert str(path) in said


def test_a_lost_file_is_named(folder: SeriesFolder) -> None:
    (folder.path / "series" / "rate.csv").unlink()
    assert "rate.csv" in folder.sums.find_changed()[0]


def test_a_killed_import_leaves_nothing_to_name(folder: SeriesFolder) -> None:
    path = folder.path / "series" / "rate.csv"
    new = path.read_bytes() + b"x\n"
    with pytest.raises(KeyboardInterrupt), folder.sums.expect({path: new}):
        raise KeyboardInterrupt
    assert folder.sums.find_changed() == []
    path.write_bytes(new)
    assert folder.sums.find_changed() == []


def test_folders_of_before_are_not_checked(tmp_path: Path) -> None:
    assert SeriesFolder(tmp_path).sums.find_changed() == []
