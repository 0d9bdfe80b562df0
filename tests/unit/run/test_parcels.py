"""Shards travel with their bytes; what comes back is what would have been written here."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest

from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.model import Capture, RecordError
from onrecord.record.captures import CaptureStore, body_path
from onrecord.run.build import name_method
from onrecord.run.parcels import (
    Delivery,
    OpenCarried,
    OpenChecked,
    OtherMethodError,
    Parcel,
    limit_parcel,
    read_carried,
)
from onrecord.run.parts import PartFolder
from onrecord.run.runners import PoolRunner, SerialRunner
from onrecord.run.shards import Shard, ShardDone, cut_shards, lose_shard
from tests.unit.run.conftest import NOW
from tests.unit.run.fake_reading import open_fake_step


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge("base")


@pytest.fixture
def store(tmp_path: Path) -> CaptureStore:
    store = CaptureStore(tmp_path / "captures")
    for number in range(10):
        body = f"It says {number},509 arrests.".encode()
        source = f"{number}.txt"
        store.add(Capture(body=body, media_type="text/plain", source=source, met_at=NOW))
    return store


def read_away(knowledge: Knowledge, store: CaptureStore, place: Path) -> list[ShardDone]:
    opened = OpenCarried(
        knowledge=knowledge, method=name_method(knowledge), open_step=open_fake_step
    )
    record = place / "captures", PartFolder(path=place / "parts")
    shards = cut_shards(store.entries(), workers=1)
    runner = PoolRunner(1, limit_parcel)
    return list(read_carried(runner, opened, shards, record=record, give_up=lose_shard))


def test_parts_are_those_that_are_written_here(
    knowledge: Knowledge, store: CaptureStore, tmp_path: Path
) -> None:
    here = PartFolder(path=tmp_path / "here")
    step = open_fake_step(knowledge, tmp_path / "captures", here)
    for shard in cut_shards(store.entries(), workers=1):
        step(shard)
    done = read_away(knowledge, store, tmp_path)
    assert sum(one.captures for one in done) == 10
    files = {path.name: path.read_bytes() for path in here.path.iterdir()}
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "parts").iterdir()}


def test_bytes_that_are_gone_are_named_as_here(
    knowledge: Knowledge, store: CaptureStore, tmp_path: Path
) -> None:
    body_path(tmp_path / "captures", store.entries()[3].sha256).unlink()
    with pytest.raises(RecordError, match=r"gone, but the index names it \(3.txt\)"):
        read_away(knowledge, store, tmp_path)


def test_a_worker_leaves_no_folder_behind(
    knowledge: Knowledge, store: CaptureStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "of workers"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    step = OpenCarried(
        knowledge=knowledge, method=name_method(knowledge), open_step=open_fake_step
    )()
    for shard in cut_shards(store.entries(), workers=2):
        bodies = tuple(
            body_path(tmp_path / "captures", entry.sha256).read_bytes() for entry in shard.entries
        )
        assert step(Parcel(shard=shard, bodies=bodies)).files
        assert list(place.iterdir()) == []


@pytest.mark.parametrize("kind", ["carried", "checked"])
def test_a_machine_with_other_code_refuses_to_read(
    kind: str, knowledge: Knowledge, tmp_path: Path
) -> None:
    opened = (
        OpenCarried(knowledge=knowledge, method="another", open_step=open_fake_step)
        if kind == "carried"
        else OpenChecked(knowledge=knowledge, method="another", open_step=lambda: None)
    )
    with pytest.raises(OtherMethodError, match="install the same on all machines"):
        opened()


class Deceiver(SerialRunner):
    """Stands for a worker that names a file elsewhere."""

    def run(self, _open_step: Any, items: Any, **_: Any) -> Any:
        for parcel in items:
            assert isinstance(parcel, Parcel)
            yield Delivery(done=ShardDone(captures=1), files=(("../stolen", b""),))


def test_no_file_is_written_beside_the_parts(tmp_path: Path, knowledge: Knowledge) -> None:
    opened = OpenCarried(knowledge=knowledge, method="any", open_step=open_fake_step)
    record = tmp_path / "captures", PartFolder(path=tmp_path / "parts")
    with pytest.raises(RecordError, match="no name of a part"):
        list(
            read_carried(Deceiver(), opened, [Shard(entries=())], record=record, give_up=lose_shard)
        )
    assert not (tmp_path / "stolen").exists()
