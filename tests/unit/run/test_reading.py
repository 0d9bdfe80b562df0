"""In which order captures are read: that of the record is kept elsewhere."""

from __future__ import annotations

from pathlib import Path

from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.model import Capture
from onrecord.record.captures import CaptureStore
from onrecord.run.build import Progress
from onrecord.run.engines import Engine, EngineKind
from onrecord.run.parts import PartFolder
from onrecord.run.reading import Desk, read_captures
from onrecord.run.shards import ReadStep, Shard, ShardDone
from tests.unit.run.conftest import NOW

SERIAL = Engine(kind=EngineKind.SERIAL)


def test_the_largest_are_read_first_so_that_all_processes_end_together(tmp_path: Path) -> None:
    store = CaptureStore(tmp_path / "captures")
    for size in (10, 500, 20, 300):
        body = b"a" * size
        store.add(Capture(body=body, media_type="text/plain", source=f"{size}.txt", met_at=NOW))
    read: list[str] = []

    def open_noting(knowledge: Knowledge, captures: Path, parts: PartFolder) -> ReadStep:
        def note(shard: Shard) -> ShardDone:
            read.extend(entry.source for entry in shard.entries)
            return ShardDone(captures=len(shard.entries))

        return note

    desk = Desk(
        knowledge=load_knowledge("base"),
        captures=tmp_path / "captures",
        parts=PartFolder(path=tmp_path / "parts"),
        open_step=open_noting,
    )
    assert read_captures(store.entries(), desk, engine=SERIAL, progress=Progress()) == 4
    assert read == ["500.txt", "300.txt", "20.txt", "10.txt"]
