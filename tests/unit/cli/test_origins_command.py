"""`onrecord origins` prints trees, and both counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.cli.commands import run
from onrecord.run.build import BuildOptions, Progress, build_record
from tests.unit.run.conftest import NOW
from tests.unit.run.fake_reading import open_fake_step
from tests.unit.text.origin_texts import make_story


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of a text, its trimmed copy, and one that stands alone."""
    place = tmp_path_factory.mktemp("family")
    for folder in ("pile", "pack"):
        (place / folder).mkdir()
    pack = 'name: tiny\ntitle: Tiny\nversion: "1"\n'
    (place / "pack" / "pack.yml").write_text(pack, encoding="utf-8")
    story = make_story(1)
    for name, parts in {"a": story, "b": story[:3], "c": make_story(2)}.items():
        (place / "pile" / f"{name}.txt").write_text("\n\n".join(parts), encoding="utf-8")
    options = BuildOptions(
        record=place / "record",
        patterns=(str(place / "pile"),),
        pack=str(place / "pack"),
        open_step=open_fake_step,
    )
    build_record(options, now=NOW, progress=Progress())
    return place / "record"


def test_a_copy_is_printed_under_its_source(
    family: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["origins", "-r", str(family)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("a.txt")
    assert lines[1].startswith("    b.txt")
    assert "trimmed copy of a.txt, 100% of its words" in lines[2]
    assert lines[-2:] == [
        "1 more stands alone and credits nobody",
        "3 documents, 2 independent origins",
    ]


def test_json_has_the_same_trees(family: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["origins", "-r", str(family), "--json"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert (body["documents"], body["origins"]) == (3, 2)
    assert body["trees"][0]["copies"][0]["branch"]["how"] == "trimmed"
