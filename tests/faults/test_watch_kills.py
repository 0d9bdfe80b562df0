"""Killed at any change of a file, a round of watching loses nothing and asks hardly anything twice."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.conftest import ROOT, name_environment
from tests.faults.watching import PAGES

pytestmark = pytest.mark.slow
KILLS = 12


def test_a_killed_round_is_gone_on_with(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.watching", str(tmp_path), str(KILLS)],
        cwd=ROOT, env=name_environment(), stdout=subprocess.PIPE, check=True, timeout=600,
    )  # fmt: skip
    found = json.loads(done.stdout)
    assert sum(one["killed"] for one in found) >= KILLS - 1
    for one in found:
        again = one["again"]
        assert (again["faults"], again["left"]) == ([], []), one["moment"]
        assert len(again["rows"]["document"]) == PAGES, one["moment"]
        assert len(set(one["pages"])) == PAGES, one["moment"]
        assert len(one["pages"]) <= PAGES + 1, "only the page under way is asked for again"
        assert sorted(set(one["fetched"])) == sorted(one["fetched"]), one["moment"]
        assert one["last"] == ["/feed.xml"], "a later round asks only the feed"
