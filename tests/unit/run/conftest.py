"""A tiny pack, and a build that needs no language model."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from onrecord.run.build import BuildOptions, Built, Progress, build_record
from onrecord.run.engines import Engine
from tests.unit.run.fake_reading import open_fake_step

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
Build = Callable[..., Built]


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """Three short texts."""
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "one.txt").write_text("It says 181,509 arrests early.\n", encoding="utf-8")
    (folder / "two.txt").write_text("He said “we count 12 trucks” on Monday.\n", encoding="utf-8")
    (folder / "three.txt").write_text("Nothing to count here.\n", encoding="utf-8")
    return folder


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack with hardly anything in it."""
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "pack.yml").write_text('name: tiny\ntitle: Tiny\nversion: "1"\n', encoding="utf-8")
    return folder


@pytest.fixture
def build(tmp_path: Path, pack: Path) -> Build:
    """Build the record `tmp_path/record` with the reader that needs no model."""

    def run(
        *patterns: Path | str,
        workers: int = 1,
        engine: Engine | None = None,
        as_of: date | None = None,
    ) -> Built:
        options = BuildOptions(
            record=tmp_path / "record",
            patterns=tuple(map(str, patterns)),
            pack=str(pack),
            as_of=as_of,
            workers=workers,
            engine=engine,
            open_step=open_fake_step,
        )
        return build_record(options, now=NOW, progress=Progress())

    return run
