"""Coverage-guided fuzzing of one target: `python -m tests.fuzz.fuzzing TARGET [--runs N] [--seconds N]`.

What libFuzzer finds is kept under build/fuzz/TARGET, and what breaks beside it as crash-…
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["onrecord"], enable_loader_override=False):
    from tests.fuzz.targets import TARGETS, run_target

from tests.fuzz.seeds import list_seeds

SECONDS_FOR_ONE = 20  # a page of a megabyte takes less than five
MEGABYTES = 3000


def main() -> None:
    """Fuzz until the runs or the seconds are over, or something breaks."""
    parser = argparse.ArgumentParser()
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--runs", type=int, default=-1)
    parser.add_argument("--seconds", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, default=Path("build/fuzz"))
    asked = parser.parse_args()
    corpus = asked.corpus / asked.target
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(list_seeds(asked.target)):
        (corpus / f"seed-{number}").write_bytes(seed)
        run_target(asked.target, seed)
    words = [
        sys.argv[0], f"-atheris_runs={asked.runs}", f"-max_total_time={asked.seconds}",
        f"-seed={asked.seed}", f"-timeout={SECONDS_FOR_ONE}", f"-rss_limit_mb={MEGABYTES}",
        f"-artifact_prefix={corpus.parent}/{asked.target}-", "-max_len=4096", "-print_final_stats=1",
        str(corpus),
    ]  # fmt: skip
    atheris.Setup(words, lambda data: run_target(asked.target, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
