"""Records of earlier releases: opened or refused with the remedy, verified, and built again with the same ids."""

from __future__ import annotations

import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.cli.commands import run
from onrecord.model import OnrecordError
from onrecord.record import open_record
from onrecord.record.reviews import read_log

pytestmark = [pytest.mark.slow, pytest.mark.model]
RELEASES = sorted(Path(__file__).parent.glob("record-*.tar.gz"))
Capture = pytest.CaptureFixture[str]


@pytest.fixture(params=RELEASES, ids=[path.name for path in RELEASES])
def record(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A record as an earlier release left it, in the folder we are in."""
    with tarfile.open(request.param) as archive:
        archive.extractall(tmp_path, filter="data")
    monkeypatch.chdir(tmp_path)
    yield Path("record")


def test_there_is_a_record_of_a_release_and_it_is_small() -> None:
    assert RELEASES
    assert all(path.stat().st_size < 300_000 for path in RELEASES)


def test_a_record_of_an_earlier_release_opens_or_says_what_to_do(record: Path) -> None:
    try:
        with open_record(record) as opened:
            assert len(opened.documents) == 3
    except OnrecordError as error:
        assert "another version of onrecord built this record" in str(error)
        assert "`onrecord build -r record` builds it again" in str(error)


def test_what_an_earlier_release_kept_verifies(record: Path, capsys: Capture) -> None:
    code = run(["verify", "-r", str(record)])
    said = capsys.readouterr()
    assert code == 0 or "another version of onrecord built this record" in said.out + said.err
    assert "3 captures" in said.out


def test_a_build_keeps_ids_and_decisions_of_an_earlier_release(record: Path) -> None:
    log = read_log(record / "reviews.jsonl")
    before = (record / "reviews.jsonl").read_bytes()
    assert log.faults == ()
    assert len(log.reviews) == 3
    assert run(["build", "-r", str(record)]) == 0
    with open_record(record) as opened:
        documents = {row["id"]: row["text"] for row in opened.rows("document")}
        reviews = opened.rows("review")
    assert {one.document for one in log.reviews} <= set(documents)
    for one in log.reviews:
        assert one.document is not None
        assert documents[one.document][one.start : one.end] == one.quote, "anchors hold"
    assert {row["id"] for row in reviews} == {one.id for one in log.reviews}
    assert {row["fate"] for row in reviews} <= {"stands", "followed"}, "no decision is orphaned"
    assert (record / "reviews.jsonl").read_bytes() == before


def test_the_cache_of_an_earlier_release_can_be_thrown_away(record: Path) -> None:
    assert run(["build", "-r", str(record)]) == 0
    rows = list_ids(record)
    for name in ("parts", "built"):
        shutil.rmtree(record / name)
    (record / "CURRENT").unlink()
    assert run(["build", "-r", str(record)]) == 0
    assert list_ids(record) == rows


def list_ids(record: Path) -> dict[str, Any]:
    with open_record(record) as opened:
        tables = ("document", "figure", "statement", "event", "verdict", "review")
        return {table: [row["id"] for row in opened.rows(table)] for table in tables}
