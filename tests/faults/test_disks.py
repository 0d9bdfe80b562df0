"""A disk that is full, or that takes no writes: said in a line, nothing lost, and the next run completes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults.conftest import ROOT, add_texts, lay_out, name_environment, run_job

pytestmark = pytest.mark.slow
KILOBYTES = (400, 1200, 2400)
# As the command line does it, but with the reader that needs no model.
BUILD = """
import sys
from pathlib import Path
from onrecord.cli import build_command, commands
from onrecord.run import build
from tests.unit.run.fake_reading import open_fake_step
real = build.BuildOptions
build.BuildOptions = lambda **words: real(**words, open_step=open_fake_step)
place = Path(sys.argv[1])
sys.exit(commands.run(["build", str(place / "pile"), "-r", str(place / "record"), "--pack",
                       str(place / "pack"), "--workers", "1"]))
"""
# A file system of its own in a name space of its own: an ordinary user may, where the kernel lets them.
OWN_DISK = ("unshare", "--user", "--map-root-user", "--mount")
FULL = """
set -e
mount -t tmpfs -o size={size}k tmpfs {disk}
cp -r {kept} {disk}/record
set +e
python=$1; place=$2
"$python" -c "$BUILD" {place} > {place}/said 2>&1
echo $? > {place}/code
"$python" -m tests.faults.killing open {place} 0 0 > {place}/then
mount -o remount,size=64m {disk}
"$python" -c "$BUILD" {place} > {place}/again 2>&1
"$python" -m tests.faults.killing open {place} 0 0 > {place}/after
exit 0
"""
READ_ONLY = """
set -e
mount -t tmpfs -o size=64m tmpfs {disk}
cp -r {kept} {disk}/record
mount -o remount,ro {disk}
set +e
python=$1
"$python" -c "$BUILD" {place} > {place}/said 2>&1
echo $? > {place}/code
"$python" -m tests.faults.killing open {place} 0 0 > {place}/then
"$python" -m onrecord list figures -r {place}/record > {place}/list 2>&1
"$python" -m onrecord search trucks -r {place}/record > {place}/search 2>&1
"$python" -m onrecord verify -r {place}/record > {place}/verify 2>&1
echo $? > {place}/verify-code
printf 'a\\nq\\n' | "$python" -m onrecord review -r {place}/record --reviewer Ada > {place}/review 2>&1
exit 0
"""


def can_mount() -> bool:
    try:
        done = subprocess.run(
            [*OWN_DISK, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False
        )
    except OSError:
        return False
    return done.returncode == 0


needs_mount = pytest.mark.skipif(
    not can_mount(), reason="no disk of one's own: the kernel lets nobody here mount a tmpfs"
)


def load(path: Path) -> Any:
    import json

    return json.loads(path.read_text(encoding="utf-8"))


def name_ids(rows: Any) -> dict[str, set[str]]:
    """Return the ids of each table; the command line's clock is not that of the tests."""
    return {table: {row["id"] for row in some} for table, some in rows.items()}


def run_on_own_disk(place: Path, script: str, **words: object) -> None:
    disk = place / "disk"
    disk.mkdir()
    shutil.move(place / "record", place / "kept")
    (place / "record").symlink_to(disk / "record")
    whole = script.format(disk=disk, place=place, kept=place / "kept", **words)
    subprocess.run(
        [*OWN_DISK, "sh", "-c", whole, "sh", sys.executable, str(place)],
        cwd=ROOT, env={**name_environment(), "BUILD": BUILD}, check=True, timeout=300,
    )  # fmt: skip


def build_twice(place: Path) -> tuple[Any, Any]:
    """Build, keep that, and return the rows before and after some more texts."""
    (before,) = run_job("look", place, 1, seed=0)
    shutil.copytree(place / "record", place / "first")
    add_texts(place, 9, 150)
    (after,) = run_job("look", place, 1, seed=0)
    shutil.rmtree(place / "record")
    shutil.move(place / "first", place / "record")
    return before["rows"], after["rows"]


@needs_mount
def test_a_full_disk_loses_nothing_wherever_it_fills(tmp_path: Path) -> None:
    failed = 0
    for kilobytes in KILOBYTES:
        place = tmp_path / str(kilobytes)
        lay_out(place)
        before, after = build_twice(place)
        used = sum(p.stat().st_size + 4096 for p in (place / "record").rglob("*")) // 1024
        run_on_own_disk(place, FULL, size=used + kilobytes)
        said = (place / "said").read_text()
        code = int((place / "code").read_text())
        if code:
            failed += 1
            assert code == 2
            assert "full" in said
            assert "Traceback" not in said
            assert load(place / "then")[0] == {"rows": before, "faults": []}
        then = load(place / "after")[0]
        assert name_ids(then["rows"]) == name_ids(after), kilobytes
        assert then["faults"] == [], kilobytes
    assert failed >= len(KILOBYTES) - 1


@needs_mount
def test_a_disk_that_takes_no_writes_is_read_and_the_rest_is_refused(place: Path) -> None:
    (before,) = run_job("look", place, 1, seed=0)
    run_on_own_disk(place, READ_ONLY)
    assert int((place / "code").read_text()) == 2
    assert "no permission" in (place / "said").read_text()
    assert load(place / "then")[0] == {"rows": before["rows"], "faults": []}
    assert "holds" in (place / "list").read_text()
    assert "trucks" in (place / "search").read_text()
    assert int((place / "verify-code").read_text()) == 0, (place / "verify").read_text()
    said = (place / "review").read_text()
    assert "cannot be written to (Read-only file system); nothing was decided" in said


# Where nothing can be mounted: no file may grow beyond so many bytes.
LIMITED = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))\n"


@pytest.mark.parametrize("most", [300, 40_000, 300_000])
def test_a_file_that_cannot_grow_loses_nothing(place: Path, most: int) -> None:
    (before,) = run_job("look", place, 1, seed=0)
    add_texts(place, 9, 60)
    done = subprocess.run(
        [sys.executable, "-c", LIMITED.format(most) + BUILD, str(place)],
        cwd=ROOT, env={**name_environment(), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert "full" in done.stderr
    assert "Traceback" not in done.stderr
    ((then,), (again,)) = (run_job(job, place, 1, seed=0) for job in ("open", "look"))
    assert then == {"rows": before["rows"], "faults": []}
    assert len(again["rows"]["document"]) == 60
    assert again["faults"] == []
    assert again["left"] == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_to_write_is_read(place: Path) -> None:
    (before,) = run_job("look", place, 1, seed=0)
    for path in [place / "record", *(place / "record").rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    (then,) = run_job("open", place, 1, seed=0)
    for path in [place / "record", *(place / "record").rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert then == {"rows": before["rows"], "faults": []}
