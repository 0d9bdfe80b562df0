"""Any file of a record, damaged anywhere: named, or harmless, or made again; never a row changed in silence."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults.conftest import ROOT, name_environment

pytestmark = pytest.mark.slow
COUNT = 1  # of each kind of file
HAND_WRITTEN = (
    "series/series.yml",
    "series/kinds.yml",
    "series/pack.yml",
)  # who changes them means it
REFUSED, UNREAD, FAULTS = 2, 3, 4  # how commands end


def find_wrong(whole: dict[str, Any], one: dict[str, Any]) -> list[str]:
    """Return what must not become of a record whose file was damaged."""
    verified, read, built, after = (one[n] for n in ("verified", "read", "built", "after"))
    is_told = verified["said"] != whole["verified"]["said"]
    wrong = [
        f"{name}: {step['said'][-600:]}"
        for name, step in (("verify", verified), ("read", read), ("build", built), ("after", after))
        if "Traceback" in step["said"] or step["code"] not in (0, REFUSED, UNREAD, FAULTS)
    ]
    if not is_told and tell(read) != tell(whole["read"][" ".join(one["reader"])]):
        wrong.append(f"read otherwise, and nothing was told: {read['said'][:300]}")
    if built["code"] == REFUSED and not verified["code"]:
        wrong.append(f"a build is refused of what verifies: {built['said'][:300]}")
    if built["code"] == 0 and one["rows"] != whole["rows"] and one["file"] not in HAND_WRITTEN:
        wrong.append(f"rows changed: {built['said'][-300:]}")
    if built["code"] == 0 and after["code"] and not verified["code"]:
        wrong.append(f"what was built does not verify: {after['said'][:300]}")
    return wrong


def tell(step: dict[str, Any]) -> str:
    """Return what a command said, without how long ago that was."""
    return re.sub(r"\d+ (minutes?|seconds?)", "", f"{step['code']} {step['said']}")


def sweep(place: Path, count: int, seed: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.sweeping", str(place), str(count), str(seed)],
        cwd=ROOT, env=name_environment(), stdout=subprocess.PIPE, check=True, timeout=600,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_file_damaged_anywhere_is_named_or_harmless_or_made_again(tmp_path: Path) -> None:
    told = sweep(tmp_path, COUNT, 8)
    assert len({one["kind"] for one in told["found"]}) > 30
    wrong = [
        f"{one['file']} {one['how']}: {fault}"
        for one in told["found"]
        for fault in find_wrong(told["whole"], one)
    ]
    assert not wrong, "\n".join(wrong)
