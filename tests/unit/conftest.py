"""A small record, built without a language model."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.record import Record, open_record
from onrecord.run.build import BuildOptions, Progress, build_record
from tests.unit.run.conftest import NOW
from tests.unit.run.fake_reading import open_fake_step

TEXTS = {
    "one.txt": "It says 181,509 arrests early. Also 44.\n",
    "two.txt": "El año en México. He said “we count 12 trucks” on Monday.\n",
    "three.txt": "Nothing to count here, she said: “=cmd|x”.\n",
}


@pytest.fixture(scope="session")
def record_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the record; tests that change it take a copy."""
    place = tmp_path_factory.mktemp("small")
    for folder in ("pile", "pack"):
        (place / folder).mkdir()
    (place / "pack" / "pack.yml").write_text(
        'name: tiny\ntitle: Tiny\nversion: "1"\n', encoding="utf-8"
    )
    for name, text in TEXTS.items():
        (place / "pile" / name).write_text(text, encoding="utf-8")
    options = BuildOptions(
        record=place / "record",
        patterns=(str(place / "pile"),),
        pack=str(place / "pack"),
        open_step=open_fake_step,
    )
    build_record(options, now=NOW, progress=Progress())
    return place / "record"


@pytest.fixture
def record(record_path: Path) -> Record:
    """The record, opened."""
    with open_record(record_path) as opened:
        yield opened
