"""Time and memory of one document are bounded: the worst of each kind, each in a child that may take only so much."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.faults.conftest import ROOT, name_environment
from tests.faults.worst import WORST

pytestmark = [
    pytest.mark.slow,
    pytest.mark.model,
    pytest.mark.skipif(sys.platform != "linux", reason="other systems do not bound address space"),
]


def test_the_worst_of_each_kind_is_read_within_bounds() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.worst"],
        cwd=ROOT, env={**name_environment(), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        stdout=subprocess.PIPE, text=True, check=True, timeout=1800,
    )  # fmt: skip
    found = json.loads(done.stdout)
    assert list(found) == list(WORST)
    for name, told in found.items():
        assert told["status"] == 0, f"{name}: ended by the kernel"
        assert told["characters"] or told["problems"], name
        assert not [m for m in told["problems"] if "please report it" in m], name
