"""With `--shared-record` machines read captures and write parts themselves, and the record is the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.record import PLURALS, open_record
from onrecord.run.build import BuildOptions, Built, Progress, build_record
from onrecord.run.engines import Engine, EngineKind
from tests.contract.engines import SERIAL, resolve_engine
from tests.unit.run.conftest import NOW
from tests.unit.run.fake_reading import open_fake_step

pytestmark = pytest.mark.cluster
TEXTS = {
    **{
        f"{n:02}.txt": f"It says {n},000 arrests. He said “we count {n} trucks”." for n in range(24)
    },
    "bad.txt": "please die 1",
}


def build(place: Path, engine: Engine) -> Built:
    options = BuildOptions(
        record=place / engine.kind.value, patterns=(str(place / "pile"),), engine=engine,
        open_step=open_fake_step,
    )  # fmt: skip
    return build_record(options, now=NOW, progress=Progress())


def dump(record: Path) -> dict[str, Any]:
    with open_record(record) as opened:
        return {table: opened.whole.rows(table) for table in PLURALS if table != "problem"}


def test_a_shared_record_on_ray_is_read_and_written_where_the_work_is_done(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("captures were sent")

    ray = replace(resolve_engine(EngineKind.RAY, request), is_shared=True)
    pile = tmp_path / "pile"
    pile.mkdir()
    for name, text in TEXTS.items():
        (pile / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr("onrecord.run.reading.read_carried", refuse)
    assert build(tmp_path, ray).read == len(TEXTS)
    with open_record(tmp_path / "ray") as record:
        (problem,) = record.problems.rows()
    assert problem.source.endswith("bad.txt")
    again = build(tmp_path, ray)
    assert (again.read, again.is_unchanged) == (0, True), "all parts lie in the record"

    (pile / "bad.txt").unlink()  # nothing ends a serial build but this
    build(tmp_path, SERIAL)
    assert dump(tmp_path / "ray") == dump(tmp_path / "serial")
