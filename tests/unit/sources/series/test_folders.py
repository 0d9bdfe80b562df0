"""The folder of imported series: rows only ever come in, snapshots are what came."""

from __future__ import annotations

import errno
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from onrecord.knowledge import load_knowledge
from onrecord.model import Observation, SourceError
from onrecord.model.periods import month
from onrecord.sources.series import SeriesFolder, Snapshot

SNAPSHOT = Snapshot(
    source="f.csv", kind="k", sha256="", size=0, at="2025-03-10T10:00:00+00:00", as_of="2025-03-10"
)


def observe(series_id: str, value: str = "5", carrier: str = "f.csv") -> Observation:
    return Observation(
        series_id=series_id, period=month(2025, 1), value=Decimal(value), released=None,
        retrieved=date(2025, 3, 10), carrier=carrier,
    )  # fmt: skip


def test_rows_come_in_and_none_goes(tmp_path: Path) -> None:
    folder = SeriesFolder(tmp_path)
    folder.add_observations([observe("stops.MX"), observe("stops.CA.QC")])
    folder.add_observations([observe("stops.MX", "6", 'a "carrier", odd')])
    lines = (tmp_path / "series" / "stops.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1:] == [
        "2025-01-01,2025-02-01,CA.QC,5,,2025-03-10,f.csv,",
        "2025-01-01,2025-02-01,MX,5,,2025-03-10,f.csv,",
        '2025-01-01,2025-02-01,MX,6,,2025-03-10,"a ""carrier"", odd",',
    ]
    assert not list((tmp_path / "series").glob(".*"))


def test_a_snapshot_is_what_came(tmp_path: Path) -> None:
    folder = SeriesFolder(tmp_path)
    kept = folder.add_snapshot(SNAPSHOT, b"a,b\n")
    folder.add_snapshot(SNAPSHOT, b"a,b\n")
    assert folder.load_snapshots() == [kept, kept]
    assert folder.load_body(kept) == b"a,b\n"
    assert len(list((tmp_path / "snapshots").glob("*.gz"))) == 1, "the same bytes lie there once"


def test_a_snapshot_that_was_changed_is_noticed(tmp_path: Path) -> None:
    folder = SeriesFolder(tmp_path)
    kept = folder.add_snapshot(SNAPSHOT, b"a,b\n")
    other = folder.add_snapshot(SNAPSHOT, b"c,d\n")
    path = tmp_path / "snapshots" / f"{kept.sha256}.gz"
    path.write_bytes((tmp_path / "snapshots" / f"{other.sha256}.gz").read_bytes())
    with pytest.raises(SourceError, match="is not what came"):
        folder.load_body(kept)
    path.write_bytes(b"no gzip")
    with pytest.raises(SourceError, match="cannot be read"):
        folder.load_body(kept)


def test_a_new_folder_stands_on_a_pack_and_bears_its_title(tmp_path: Path) -> None:
    folder = SeriesFolder(tmp_path / "new", stands_on="base")
    folder.make()
    knowledge = load_knowledge(folder.path)
    assert [info.name for info in knowledge.packs] == ["base", "new"]
    assert knowledge.packs[1].title == knowledge.packs[0].title
    folder.stand_on("us-mexico")
    assert [info.name for info in load_knowledge(folder.path).packs][1] == "us-mexico"


def test_a_file_that_is_imported_again_mends_its_snapshot(tmp_path: Path) -> None:
    folder = SeriesFolder(tmp_path)
    kept = folder.add_snapshot(SNAPSHOT, b"a,b\n")
    (tmp_path / "snapshots" / f"{kept.sha256}.gz").write_bytes(b"no gzip")
    assert folder.load_body(folder.add_snapshot(SNAPSHOT, b"a,b\n")) == b"a,b\n"


def test_a_full_disk_leaves_no_half_line_in_the_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = SeriesFolder(tmp_path)
    kept = folder.add_snapshot(SNAPSHOT, b"a,b\n")
    write = Path.write_bytes

    def write_half(path: Path, body: bytes) -> int:
        if "index" in path.name:
            write(path, body[:-9])
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, body)

    monkeypatch.setattr(Path, "write_bytes", write_half)
    with pytest.raises(OSError, match="No space"):
        folder.add_snapshot(SNAPSHOT, b"c,d\n")
    assert folder.load_snapshots() == [kept]
    assert folder.sums.find_changed() == []
    assert not list((tmp_path / "snapshots").glob(".index*"))
