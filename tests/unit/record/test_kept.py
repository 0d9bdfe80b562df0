"""What is kept beside a build is given back whole, and made again when anything does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.record.kept import load_kept, save_kept
from onrecord.record.sums import SUMS, write_sums


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    name: str
    parts: tuple[str, ...] = ()


KIND = tuple[Thing, ...]
MADE = (Thing(name="lone surrogate \ud800"), Thing(name="ä", parts=("a", "b")))


@pytest.fixture
def build(tmp_path: Path) -> Path:
    folder = tmp_path / "b1"
    folder.mkdir()
    assert save_kept(folder, "things", KIND, MADE, stamp="code 1")
    return folder


def test_it_comes_back_whole(build: Path) -> None:
    assert load_kept(build, "things", KIND, stamp="code 1") == MADE


def test_other_code_another_build_or_another_shape_makes_it_again(build: Path) -> None:
    assert load_kept(build, "things", KIND, stamp="code 2") is None
    assert load_kept(build, "things", tuple[str, ...], stamp="code 1") is None
    assert load_kept(build.rename(build.with_name("b2")), "things", KIND, stamp="code 1") is None


@pytest.mark.parametrize("at", [3, 40, -5])
def test_a_changed_byte_makes_it_again(build: Path, at: int) -> None:
    path = build / ".things.kept"
    body = bytearray(path.read_bytes())
    body[at] ^= 1
    path.write_bytes(body)
    assert load_kept(build, "things", KIND, stamp="code 1") is None


def test_checksums_of_the_build_leave_it_out(build: Path) -> None:
    write_sums(build)
    assert (build / SUMS).read_text() == ""


def test_a_folder_that_is_gone_keeps_nothing(tmp_path: Path) -> None:
    assert not save_kept(tmp_path / "none", "things", KIND, MADE, stamp="code 1")
    assert load_kept(tmp_path / "none", "things", KIND, stamp="code 1") is None
