"""What is not used is not loaded: a check without a record, and a reader of plain texts."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("duckdb", "trafilatura", "htmldate", "weasel", "pandas")


@pytest.mark.parametrize("module", ["onrecord.run.checks", "onrecord.run.steps"])
def test_heavy_libraries_wait_until_they_are_used(module: str) -> None:
    words = f"import sys, {module}; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", words], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
