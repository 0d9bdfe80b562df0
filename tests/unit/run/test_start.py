"""What is not used is not loaded: a check without a record, and a reader of plain texts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("duckdb", "trafilatura", "htmldate", "weasel", "pandas")


@pytest.mark.parametrize("module", ["onrecord.run.checks", "onrecord.run.steps"])
def test_heavy_libraries_wait_until_they_are_used(module: str) -> None:
    words = f"import sys, {module}; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", words], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


BUILD = """
import sys
from pathlib import Path
from onrecord.run.build import BuildOptions, Progress, build_record
from tests.unit.run.conftest import NOW
from tests.unit.run.fake_reading import open_fake_step

place = Path(sys.argv[1])
for pile in ("pile", "more"):
    options = BuildOptions(
        record=place / "record", patterns=(str(place / pile),), pack=str(place / "pack"),
        open_step=open_fake_step,
    )
    build_record(options, now=NOW, progress=Progress())
print("pandas" in sys.modules)
"""


@pytest.mark.usefixtures("pack")
def test_a_build_does_without_pandas(pile: Path, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "four.txt").write_text(
        (pile / "two.txt").read_text(encoding="utf-8") + "They said “we count 12 trucks” again.\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-W", "ignore", "-c", BUILD, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
