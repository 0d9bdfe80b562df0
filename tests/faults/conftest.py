"""A small pile and pack, and the processes that have accidents with them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.unit.run.conftest import build, pack, pile

__all__ = ["ROOT", "build", "lay_out", "pack", "pile", "run_job"]
ROOT = Path(__file__).parents[2]


def lay_out(place: Path, *, texts: int = 9) -> None:
    """Write a pile of short texts and a pack with hardly anything in it."""
    for folder in ("pack", "pile"):
        (place / folder).mkdir(parents=True, exist_ok=True)
    (place / "pack" / "pack.yml").write_text(
        'name: tiny\ntitle: Tiny\nversion: "1"\n', encoding="utf-8"
    )
    add_texts(place, 0, texts)


def add_texts(place: Path, first: int, after: int) -> None:
    """Write some more texts into the pile."""
    for number in range(first, after):
        text = f"They counted {number + 100} of them.\nHe said “we count {number} trucks” early.\n"
        (place / "pile" / f"{number:03}.txt").write_text(text, encoding="utf-8")


def run_job(job: str, place: Path, count: int, *, seed: int) -> list[dict[str, Any]]:
    """Let `tests.faults.killing` do a job, and return what it tells."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.killing", job, str(place), str(count), str(seed)],
        cwd=ROOT, env=name_environment(), stdout=subprocess.PIPE, check=True, timeout=600,
    )  # fmt: skip
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def name_environment() -> dict[str, str]:
    """Return the environment of a process that finds the tests."""
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in paths if p)}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a pile and a pack."""
    lay_out(tmp_path)
    return tmp_path
