"""Every reader, and the parsers of numbers, dates and quotes, on bytes nobody would write."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.seeds import BYTES, SIGNS, list_seeds
from tests.fuzz.targets import TARGETS, run_target

ROOT = Path(__file__).parents[2]
SLOW = ("pdf",)  # a process of its own each time
# Of each target so many in CI: what takes a process, or parses pages, is slower.
RUNS = dict.fromkeys(TARGETS, 4000) | {
    "pdf": 25, "page": 250, "pile": 400, "word": 1500, "mail": 800, "sheets": 800, "item": 500,
    "markdown": 1000, "plain": 800,
}  # fmt: skip


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_are_read_or_refused(name: str) -> None:
    for seed in list_seeds(name):
        run_target(name, seed)


@pytest.mark.parametrize("name", [name for name in TARGETS if name not in SLOW])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_bytes_put_together_at_random_are_read_or_refused(name: str, data: st.DataObject) -> None:
    seeds = list_seeds(name)
    pieces = st.one_of(
        st.sampled_from([*seeds, *BYTES, *(s.encode() for s in SIGNS)]), st.binary(max_size=20)
    )
    body = b" ".join(data.draw(st.lists(pieces, min_size=1, max_size=4)))
    cut = data.draw(st.integers(0, len(body)))
    run_target(name, body[cut:] + body[:cut] if data.draw(st.booleans()) else body[:cut])


@pytest.mark.slow
@pytest.mark.skipif(find_spec("atheris") is None, reason="`uv sync --group fuzz` brings atheris")
@pytest.mark.parametrize("name", TARGETS)
def test_a_coverage_guided_fuzzer_breaks_nothing(name: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.fuzzing", name, "--runs", str(RUNS[name]),
         "--seconds", "60", "--corpus", str(tmp_path)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
