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
# Of each target, whichever comes first: a faster machine must not fuzz for longer.
RUNS, SECONDS = 5000, 4


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
def test_a_coverage_guided_fuzzer_breaks_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.fuzzing", "--runs", str(RUNS), "--seconds", str(SECONDS),
         "--corpus", str(tmp_path)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        check=False, timeout=600,
    )  # fmt: skip
    told = done.stderr.split("fuzzing ")
    broken = [one[-3000:] for one in told if "ERROR" in one]
    assert done.returncode == 0, "\n".join(broken) or done.stderr[-5000:]
    assert len(told) == 1 + len(TARGETS)
