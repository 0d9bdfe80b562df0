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
    write_series(place / "pack")
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


def write_series(pack: Path) -> None:
    """Write a series with two vintages of one month."""
    (pack / "series").mkdir()
    words = "publisher: P, definition: D, unit: arrests, population: all, place: X, limits: none"
    (pack / "series.yml").write_text(
        f"- {{id: arrests, name: Arrests by month, grain: month, {words}}}\n", encoding="utf-8"
    )
    (pack / "series" / "arrests.csv").write_text(
        "period_first,period_after,dimension,value,released,retrieved,carrier,note\n"
        "2023-08-01,2023-09-01,,181059,2023-09-22,2023-09-23,C,\n"
        "2023-08-01,2023-09-01,,181054,2025-01-10,2025-02-01,C,revised\n",
        encoding="utf-8",
    )


@pytest.fixture
def record(record_path: Path) -> Record:
    """The record, opened."""
    with open_record(record_path) as opened:
        yield opened
