"""Coverage-guided fuzzing: `python -m tests.fuzz.fuzzing TARGET… [--runs N] [--seconds N]`.

Without a target all are fuzzed, one after the other, each in a process of its own. What libFuzzer
finds is kept under build/fuzz/TARGET, and what breaks beside it as TARGET-crash-…
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["onrecord"], enable_loader_override=False):
    from tests.fuzz.targets import TARGETS, knowledge, run_target

from tests.fuzz.seeds import list_seeds

SECONDS_FOR_ONE = 20  # a page of a megabyte takes less than five
MEGABYTES = 3000


def main() -> None:
    """Fuzz each target until the runs or the seconds are over; end with 1 when something broke."""
    parser = argparse.ArgumentParser()
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--runs", type=int, default=-1)
    parser.add_argument("--seconds", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, default=Path("build/fuzz"))
    asked = parser.parse_args()
    knowledge()
    broken = [name for name in asked.targets or TARGETS if not fuzz_apart(name, asked)]
    print(f"broken: {', '.join(broken) or 'none'}", file=sys.stderr)
    sys.exit(1 if broken else 0)


def fuzz_apart(name: str, asked: argparse.Namespace) -> bool:
    """Fuzz one target in a process of its own; return whether nothing broke."""
    print(f"fuzzing {name}", file=sys.stderr, flush=True)
    child = os.fork()
    if child == 0:
        fuzz(name, asked)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return status == 0


def fuzz(name: str, asked: argparse.Namespace) -> None:
    """Fuzz one target; ends the process."""
    corpus = asked.corpus / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(list_seeds(name)):
        (corpus / f"seed-{number}").write_bytes(seed)
    words = [
        sys.argv[0], f"-atheris_runs={asked.runs}", f"-max_total_time={asked.seconds}",
        f"-seed={asked.seed}", f"-timeout={SECONDS_FOR_ONE}", f"-rss_limit_mb={MEGABYTES}",
        f"-artifact_prefix={asked.corpus}/{name}-", "-max_len=4096", "-print_final_stats=1",
        "-verbosity=0", str(corpus),
    ]  # fmt: skip
    atheris.Setup(words, lambda data: run_target(name, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
