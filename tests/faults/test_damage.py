"""A flipped bit, a cut file: named by `verify`, and mended by the next build or refused by it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.cli.commands import run
from onrecord.model.reviews import Decision
from onrecord.record import open_record
from onrecord.record.queue import Wish, decide
from tests.faults.killing import NOW, build, dump, lay_out_record

pytestmark = pytest.mark.slow
TRAILER = 8  # bytes of a gzip file: checksum and size
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place with a pile and a record on which somebody decided."""
    place = tmp_path_factory.mktemp("kept")
    lay_out_record(place)
    with open_record(place / "record") as record:
        for row in record.rows("figure")[:3]:
            decide(
                record,
                Wish(by="Ada", subject=row["id"], decision=Decision.ACCEPT, reason="read rightly"),
                at=NOW.isoformat(),
            )
    build(place)
    return place


@pytest.fixture(scope="module")
def rows(kept: Path) -> Any:
    """What the record holds."""
    return dump(kept)


@pytest.fixture
def place(kept: Path, tmp_path: Path) -> Iterator[Path]:
    """The kept place; its record is put back afterwards. (Captures name their files by the whole path.)"""
    shutil.copytree(kept / "record", tmp_path / "as it was")
    yield kept
    shutil.rmtree(kept / "record")
    shutil.copytree(tmp_path / "as it was", kept / "record")


def flip(path: Path, at: int, bit: int) -> None:
    body = bytearray(path.read_bytes())
    body[at % len(body)] ^= 1 << bit
    path.write_bytes(body)


def one_of(place: Path, pattern: str) -> Path:
    """Return the first file that fits; `*` under `built` is the build that is read."""
    current = (place / "record" / "CURRENT").read_text().strip()
    return sorted((place / "record").glob(pattern.replace("built/*", f"built/{current}")))[0]


def verify(place: Path, capsys: Capture) -> tuple[int, str]:
    """Return how `onrecord verify` ended and all that it said."""
    capsys.readouterr()
    code = run(["verify", "-r", str(place / "record")])
    said = capsys.readouterr()
    return code, said.out + said.err


BUILT = (
    "built/*/record.duckdb",
    "built/*/search/*.idx",
    "built/*/search/*.store",
    "built/*/SHA256SUMS",
)


@pytest.mark.parametrize("pattern", BUILT * 4)
def test_a_flipped_bit_in_what_is_built_is_named_and_made_again(
    place: Path, rows: Any, capsys: Capture, *, pattern: str, request: pytest.FixtureRequest
) -> None:
    chance = random.Random(request.node.name)
    path = one_of(place, pattern)
    flip(path, chance.randrange(path.stat().st_size), chance.randrange(8))
    code, said = verify(place, capsys)
    assert code == 4
    assert path.name in said or path.parent.parent.name in said
    assert "build again" in said
    assert not build(place).is_unchanged
    assert dump(place) == rows
    assert verify(place, capsys)[0] == 0


@pytest.mark.parametrize("bit", range(8))
def test_a_flipped_bit_in_current_is_named_and_put_right(
    place: Path, rows: Any, capsys: Capture, bit: int
) -> None:
    path = place / "record" / "CURRENT"
    named = path.read_bytes().strip()
    flip(path, 2 * bit, bit)
    if path.read_bytes().strip() != named:
        code, said = verify(place, capsys)
        assert code == 4
        assert "CURRENT: names a build that is not there" in said
    build(place)
    assert dump(place) == rows


@pytest.mark.parametrize("seed", range(12))
def test_a_flipped_bit_in_the_index_of_captures_is_named_with_its_line(
    place: Path, rows: Any, capsys: Capture, seed: int
) -> None:
    path = place / "record" / "captures" / "index.jsonl"
    chance = random.Random(seed)
    flip(path, chance.randrange(path.stat().st_size), chance.randrange(8))
    code, said = verify(place, capsys)
    assert code == 4
    assert "index.jsonl:" in said
    assert run(["build", "-r", str(place / "record")]) == 2, "refused"
    assert dump(place) == rows, "what was built stays readable"
    number = int(said.partition("index.jsonl:")[2].partition(":")[0])
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join(lines[: number - 1] + lines[number:]))
    build(place)
    ids = [row["id"] for row in dump(place)["document"]]
    assert sorted(ids) == sorted(row["id"] for row in rows["document"])


def test_an_index_whose_last_line_end_was_changed_loses_nothing(
    place: Path, rows: Any, capsys: Capture
) -> None:
    path = place / "record" / "captures" / "index.jsonl"
    last = path.read_bytes().splitlines()[-1]
    flip(path, path.stat().st_size - 1, 3)
    assert "cut short" in verify(place, capsys)[1]
    build(place)
    assert last in path.with_suffix(".torn").read_bytes()
    assert dump(place) == rows


@pytest.mark.parametrize("damage", ["cut", "emptied", "gone", "flipped"])
def test_a_damaged_capture_is_named_and_taken_from_its_source_again(
    place: Path, rows: Any, capsys: Capture, damage: str
) -> None:
    path = one_of(place, "captures/??/*.gz")
    match damage:
        case "cut":
            path.write_bytes(path.read_bytes()[:-5])
        case "emptied":
            path.write_bytes(b"")
        case "gone":
            path.unlink()
        case _:
            flip(path, path.stat().st_size // 2, 2)
    code, said = verify(place, capsys)
    assert code == 4
    assert str(path) in said
    assert "put it back from a copy" in said
    if damage == "flipped":
        path.unlink()  # as the message says
    build(place)
    assert verify(place, capsys)[0] == 0
    assert dump(place) == rows


def test_a_damaged_capture_whose_source_is_gone_stops_a_new_reading(
    place: Path, rows: Any, capsys: Capture
) -> None:
    path = one_of(place, "captures/??/*.gz")
    path.write_bytes(path.read_bytes()[:-5])
    shutil.rmtree(place / "record" / "parts")
    shutil.move(place / "pile", place / "elsewhere")
    try:
        assert run(["build", "-r", str(place / "record")]) == 2
    finally:
        shutil.move(place / "elsewhere", place / "pile")
    assert str(path) in capsys.readouterr().err
    assert dump(place) == rows


@pytest.mark.parametrize("pattern", ["parts/*/*.json.gz", "parts/*/*.done"] * 4)
def test_a_damaged_part_is_named_and_read_again(
    place: Path, rows: Any, capsys: Capture, *, pattern: str, request: pytest.FixtureRequest
) -> None:
    chance = random.Random(request.node.name)
    path = one_of(place, pattern)
    size = path.stat().st_size
    # the last byte before gzip's trailer has bits that mean nothing
    at = chance.choice([at for at in range(12, size - 1) if at != size - TRAILER - 1])
    flip(path, at, chance.randrange(8))
    code, said = verify(place, capsys)
    assert ("damaged" in said and code == 4) or "parts are gone" in said
    (place / "record" / "CURRENT").unlink()
    build(place)
    assert dump(place) == rows
    code, said = verify(place, capsys)
    assert (code, "not compared" in said) == (0, False)


@pytest.mark.parametrize("seed", range(10))
def test_a_flipped_bit_in_the_log_of_reviews_is_named_and_stops_decisions(
    place: Path, rows: Any, capsys: Capture, seed: int
) -> None:
    chance = random.Random(seed)
    path = place / "record" / "reviews.jsonl"
    flip(path, chance.randrange(path.stat().st_size - 1), chance.randrange(8))
    damaged = path.read_bytes()
    code, said = verify(place, capsys)
    assert code == 4
    assert "reviews.jsonl, line" in said
    assert run(["build", "-r", str(place / "record")]) == 3
    assert "do not count" in capsys.readouterr().err
    assert path.read_bytes() == damaged, "nobody mends it in silence"
    assert dump(place)["figure"] == rows["figure"]


@pytest.mark.parametrize("seed", range(24))
def test_a_flipped_bit_in_the_settings_is_named(
    place: Path, rows: Any, capsys: Capture, seed: int
) -> None:
    chance = random.Random(seed)
    path = place / "record" / "onrecord.toml"
    first = path.read_bytes().index(b"schema_version")
    flip(path, chance.randrange(first, path.stat().st_size - 1), chance.randrange(7))
    code, said = verify(place, capsys)
    assert code in (0, 4)
    assert "onrecord.toml" in said
    run(["build", "-r", str(place / "record")])
    assert dump(place)["document"] == rows["document"], "nothing that was met is lost"


def test_commands_say_that_the_database_is_damaged(place: Path, capsys: Capture) -> None:
    path = one_of(place, "built/*/record.duckdb")
    body = bytearray(path.read_bytes())
    for at in range(20_000, len(body), 5_000):
        body[at] ^= 255
    path.write_bytes(body)
    assert run(["list", "figures", "-r", str(place / "record")]) == 2
    said = capsys.readouterr().err
    assert "onrecord verify" in said or "onrecord build" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("pattern", ["parts/*/*.sheets", "parts/*/*.gists", "parts/*/steps*.kept"])
def test_damage_of_what_lies_beside_the_parts_is_told_and_changes_no_row(
    place: Path, rows: Any, capsys: Capture, pattern: str
) -> None:
    path = one_of(place, pattern)
    flip(path, path.stat().st_size // 2, 3)
    code, said = verify(place, capsys)
    assert code == 0
    assert f"{path}: damaged" in said
    (place / "record" / "CURRENT").unlink()
    build(place)
    assert dump(place) == rows
    assert "damaged" not in verify(place, capsys)[1]
