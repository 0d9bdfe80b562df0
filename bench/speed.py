"""Time the whole build against a bare spaCy pass over the same clean text, in one run.

    python bench/speed.py --texts DIR [--workers N] [--limit N] [--rounds N] [--json]

Both are timed from a cold start of the model to the last document, with one thread per process.
The build is everything a user gets: reading, cleaning, findings, verdicts, origins, the database
and the search index, and the start of Python; the bare pass begins once spaCy is imported.

Both are told in seconds on the clock and in seconds of CPU, child processes included: other programs
change the second little. Builds and bare passes take turns, and the median of each is told. Byte code is
kept, as for a program that is installed: a first, small build makes it. Memory is the largest
resident size of any one process.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WARM = 8  # files of the build before, which makes the byte code

os.environ.setdefault("OMP_NUM_THREADS", "1")

BARE = """
import json, resource, sys, time
from onrecord.annotate import find_model
from importlib import import_module
texts = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
by_language = {}
for row in texts:
    by_language.setdefault(row["language"], []).append(row["text"])
began, cpu, words = time.perf_counter(), time.process_time(), 0
for language, some in sorted(by_language.items()):
    found = find_model(language)
    if found is None:
        continue
    nlp = import_module(found.package).load()
    for doc in nlp.pipe(some, batch_size=8):
        words += sum(not t.is_space for t in doc)
print(json.dumps({"seconds": time.perf_counter() - began, "tokens": words,
    "cpu": time.process_time() - cpu,
    "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time the build against a bare spaCy pass.")
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--limit", type=int, default=0, help="only the first N files")
    parser.add_argument("--rounds", type=int, default=1, help="builds and bare passes in turn")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    result = measure(args.texts, workers=args.workers, limit=args.limit, rounds=args.rounds)
    if args.json:
        print(json.dumps(result, indent=1))
    else:
        for key, value in result.items():
            print(f"{key:28} {value}")
    return 0


def measure(texts: Path, *, workers: int, limit: int, rounds: int) -> dict[str, float | int]:
    """Return seconds of both, their ratios, and the memory of the largest process."""
    files = sorted(p for p in texts.iterdir() if p.suffix in {".txt", ".md", ".html"})
    files = files[:limit] if limit else files
    builds: list[dict[str, float]] = []
    passes: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory(prefix="onrecord-speed-") as folder:
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder, "code"))
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        build(files[:WARM], Path(folder, "warm"), workers=workers)
        export = Path(folder, "export")
        for number in range(rounds):
            record = Path(folder, f"record-{number}")
            builds.append(build(files, record, workers=workers))
            if not number:
                onrecord("export", "jsonl", str(export), "-r", str(record), "--with-text")
            passes.append(read_bare(export / "documents.jsonl"))
    built, bare = take_medians(builds), take_medians(passes)
    return {
        "documents": len(files),
        "tokens": round(bare["tokens"]),
        "workers": workers,
        "bare spaCy seconds": round(bare["seconds"], 1),
        "build seconds": round(built["seconds"], 1),
        "ratio": round(built["seconds"] / bare["seconds"], 2),
        "bare spaCy CPU seconds": round(bare["cpu"], 1),
        "build CPU seconds": round(built["cpu"], 1),
        "ratio of CPU seconds": round(built["cpu"] / bare["cpu"], 2),
        "documents per second": round(len(files) / built["seconds"], 2),
        "bare spaCy MiB": round(bare["mib"]),
        "largest process MiB": round(built["mib"]),
    }


def build(files: list[Path], record: Path, *, workers: int) -> dict[str, float]:
    """Build a record and return what it took."""
    began, before = time.perf_counter(), count_cpu()
    onrecord("build", *map(str, files), "-r", str(record), "--workers", str(workers), "--json")
    return {
        "seconds": time.perf_counter() - began,
        "cpu": count_cpu() - before,
        "mib": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }


def read_bare(documents: Path) -> dict[str, float]:
    """Let spaCy alone parse the texts and return what it took."""
    words = [sys.executable, "-c", BARE, str(documents)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def count_cpu() -> float:
    """Return the CPU seconds of all child processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def take_medians(runs: list[dict[str, float]]) -> dict[str, float]:
    """Return the median of each number over some runs."""
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def onrecord(*words: str) -> None:
    """Run a command of the program; 3 means that some input could not be read."""
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", *words], capture_output=True, text=True, check=False
    )
    if done.returncode not in {0, 3}:
        sys.exit(f"onrecord {words[0]} failed with {done.returncode}:\n{done.stderr}")


if __name__ == "__main__":
    sys.exit(main())
