"""A small record, built without a language model."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.run.build import BuildOptions, Progress, build_record
from tests.unit.run.conftest import NOW
from tests.unit.run.fake_reading import open_fake_step


@pytest.fixture(scope="session")
def small_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the record."""
    place = tmp_path_factory.mktemp("small")
    for folder in ("pile", "pack"):
        (place / folder).mkdir()
    (place / "pack" / "pack.yml").write_text(
        'name: tiny\ntitle: Tiny\nversion: "1"\n', encoding="utf-8"
    )
    texts = (
        "It says 181,509 arrests early.",
        "He said “we count 12 trucks” then.",
        f"“{'words and ' * 100}”",
    )
    for number, text in enumerate(texts):
        (place / "pile" / f"{number}.txt").write_text(text, encoding="utf-8")
    options = BuildOptions(
        record=place / "record",
        patterns=(str(place / "pile"),),
        pack=str(place / "pack"),
        open_step=open_fake_step,
    )
    build_record(options, now=NOW, progress=Progress())
    return place / "record"
